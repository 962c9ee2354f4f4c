"""How much a test run tries of what could be tried: some of each kind, all with `--exhaustive`.

The scheduled workflow runs everything. What is left out otherwise carries the marker `exhaustive`,
or is a number that `tries` chooses: examples that hypothesis makes, steps that are disturbed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Set by conftest.py before tests are collected, and inherited by the workers of pytest-xdist.
VARIABLE = "CRRI_EXHAUSTIVE"
exhaustive = pytest.mark.exhaustive


def tries(usual: int, everything: int) -> int:
    """How many of something are tried."""
    return everything if os.environ.get(VARIABLE) else usual


def damages(usual: int) -> settings:
    """How many places are damaged: so many, all of them, or as `CRRI_DAMAGES` says, anywhere."""
    wanted = os.environ.get("CRRI_DAMAGES")
    return settings(
        max_examples=int(wanted or tries(usual, 300)),
        deadline=None,
        derandomize=wanted is None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def some(names: Iterable[Any], *usual: Any) -> list[Any]:
    """The names as parameters of a test; without `--exhaustive` only the usual ones."""
    return [name if name in usual else pytest.param(name, marks=exhaustive) for name in names]


def one_in(step: int, cases: Iterable[Any]) -> list[Any]:
    """The cases as parameters of a test; without `--exhaustive` every `step`th, from the first."""
    return [case if n % step == 0 else _exhaustive(case) for n, case in enumerate(cases)]


def pairs(first: Iterable[Any], second: Iterable[Any]) -> list[Any]:
    """Every pair as parameters of a test; without `--exhaustive` each value in a pair at least."""
    one, other = list(first), list(second)
    step = min(len(one), len(other))
    return [
        pytest.param(*values, marks=() if (n - m) % step == 0 else exhaustive)
        for (n, m), values in zip(
            product(range(len(one)), range(len(other))), product(one, other), strict=True
        )
    ]


def _exhaustive(case: Any) -> Any:
    if isinstance(case, type(pytest.param())):
        return pytest.param(*case.values, marks=[*case.marks, exhaustive], id=case.id)
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=exhaustive)
