"""Experiments to raise a rate: how many customers they take, who gets what, and what came of it.

Source of the sample size: J. L. Fleiss, B. Levin and M. C. Paik, Statistical Methods for Rates and
Proportions (2003), 4.2, without a correction for continuity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from math import ceil, sqrt

from crri_gui.models.intervals import newcombe, normal_quantile

CONTROL, TREATMENT = "control", "treatment"


@dataclass(frozen=True)
class Arm:
    """The customers of an arm, and those of them who bought."""

    customers: int
    buyers: int

    @property
    def rate(self) -> float:
        """The share who bought; 0 of nobody."""
        return self.buyers / self.customers if self.customers else 0.0


@dataclass(frozen=True)
class Outcome:
    """The rate of the treatment less that of the control, with the ends of its interval."""

    difference: float
    low: float
    high: float

    @property
    def shown(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0


def sample_size(
    rate: float, other_rate: float, power: float = 0.8, confidence: float = 0.95
) -> int:
    """The customers that each of two equal arms takes to tell two rates (0 to 1) apart.

    A test at `confidence`, on two sides, finds the difference with the probability `power`. Raises
    `ValueError` for equal rates, which nothing tells apart.
    """
    if rate == other_rate:
        raise ValueError("equal rates cannot be told apart")
    middle = (rate + other_rate) / 2
    alike = normal_quantile((1 + confidence) / 2) * sqrt(2 * middle * (1 - middle))
    apart = normal_quantile(power) * sqrt(rate * (1 - rate) + other_rate * (1 - other_rate))
    return ceil(((alike + apart) / (rate - other_rate)) ** 2)


def detectable_rate(
    rate: float, per_arm: int, power: float = 0.8, confidence: float = 0.95
) -> float | None:
    """The lowest rate above `rate` that arms of this size tell from it; None if there is none."""
    if sample_size(rate, 1.0, power, confidence) > per_arm:
        return None
    low, high = rate, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if middle == rate or sample_size(rate, middle, power, confidence) > per_arm:
            low = middle
        else:
            high = middle
    return high


def assigned(customers: Iterable[str], seed: int, per_arm: int | None = None) -> dict[str, str]:
    """The arm of each customer, half of them each (an odd one is control), in the order of ids.

    With `per_arm`, only so many are drawn for each. It depends on the seed and on who takes part
    alone: not on their order, nor on the machine or a version, because hashes decide.
    """
    drawn = sorted(set(customers), key=lambda one: sha256(f"{seed}:{one}".encode()).digest())
    if per_arm is not None:
        drawn = drawn[: 2 * per_arm]
    treated = set(drawn[: len(drawn) // 2])
    return {one: TREATMENT if one in treated else CONTROL for one in sorted(drawn)}


def compared(treatment: Arm, control: Arm, confidence: float = 0.95) -> Outcome:
    """How much higher the treatment's rate is, with Newcombe's interval."""
    low, high = newcombe(
        treatment.buyers, treatment.customers, control.buyers, control.customers, confidence
    )
    return Outcome(treatment.rate - control.rate, low, high)
