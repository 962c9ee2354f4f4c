"""Whether two groups differ by more than chance.

Sources: H. B. Mann and D. R. Whitney, On a test of whether one of two random variables is
stochastically larger than the other, Annals of Mathematical Statistics 18 (1947), with the
correction for ties; B. L. Welch, The generalization of "Student's" problem when several different
population variances are involved, Biometrika 34 (1947), by the normal distribution.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from crri_gui.models.intervals import normal_quantile

_LEAST = 30
"""Means of fewer are not taken as normally distributed."""
_LEAST_RANKED = 4
"""Three and three are in order by chance once in ten times."""


@dataclass(frozen=True)
class Scores:
    """How many scores there are, their mean, and their variance (None of one)."""

    count: int
    mean: float
    variance: float | None


def ranks_differ(counts: Iterable[tuple[int, int]], level: float = 0.95) -> int:
    """-1 where the second group's values are clearly smaller, 1 where they are larger, else 0.

    `counts` has for each value, the smallest first, how many of the first and of the second group
    have it. Clearly: at a level of confidence (0 to 1), on two sides.
    """
    pairs = [*counts]
    first, second = (sum(pair[place] for pair in pairs) for place in (0, 1))
    every = first + second
    if min(first, second) < _LEAST_RANKED:
        return 0
    # Of all pairs of both groups: in how many the second is larger, those of equals half.
    larger, below = 0.0, 0
    for here, there in pairs:
        larger += there * (below + here / 2)
        below += here
    ties = sum((here + there) ** 3 - (here + there) for here, there in pairs)
    variance = first * second / 12 * (every + 1 - ties / (every * (every - 1)))
    apart = larger - first * second / 2
    # Half a pair less, since pairs are counted in whole and half ones (correction for continuity).
    if abs(apart) - 0.5 <= normal_quantile((1 + level) / 2) * sqrt(max(variance, 0.0)):
        return 0
    return 1 if apart > 0 else -1


def means_differ(one: Scores, other: Scores, level: float = 0.95) -> bool:
    """Whether two means differ clearly, at a level of confidence (0 to 1), on two sides."""
    if min(one.count, other.count) < _LEAST or one.variance is None or other.variance is None:
        return False
    error = sqrt(one.variance / one.count + other.variance / other.count)
    return abs(one.mean - other.mean) > normal_quantile((1 + level) / 2) * error
