"""How much a test run tries of what could be tried: some of each kind, all with `--exhaustive`.

The scheduled workflow runs everything. What is left out otherwise carries the marker `exhaustive`,
or is a number that `tries` chooses: examples that hypothesis makes, steps that are disturbed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest

# Set by conftest.py before tests are collected, and inherited by the workers of pytest-xdist.
VARIABLE = "CRRI_EXHAUSTIVE"
exhaustive = pytest.mark.exhaustive


def tries(usual: int, everything: int) -> int:
    """How many of something are tried."""
    return everything if os.environ.get(VARIABLE) else usual


def some(names: Iterable[Any], *usual: Any) -> list[Any]:
    """The names as parameters of a test; without `--exhaustive` only the usual ones."""
    return [name if name in usual else pytest.param(name, marks=exhaustive) for name in names]
