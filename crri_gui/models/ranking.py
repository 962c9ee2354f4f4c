"""How well scores rank who buys above who does not, and how well they say how many.

Sources: T. Saito and M. Rehmsmeier, The precision-recall plot is more informative than the ROC plot
when evaluating binary classifiers on imbalanced datasets, PLOS ONE 10 (2015).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crri_gui.models.newton import Array


@dataclass(frozen=True)
class Top:
    """The top tenth: its customers, and those who bought (ties at its end are shared out)."""

    customers: int
    buyers: float


@dataclass(frozen=True)
class Tenth:
    """A tenth of the customers by score, 1 the most likely: how many were to buy, and did."""

    tenth: int
    customers: int
    predicted: float
    buyers: int


def average_precision(scores: Array, bought: Array) -> float:
    """The area below the precision-recall steps of scores (n) for outcomes (n, 0 or 1).

    The base rate is what scores without a meaning reach.
    """
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(bought[order])
    ends = np.r_[np.flatnonzero(np.diff(ranked)), len(ranked) - 1]
    found = hits[ends]
    precision = found / (ends + 1)
    return float(np.sum(np.diff(np.r_[0, found]) * precision) / hits[-1])


def top_tenth(scores: Array, bought: Array) -> Top:
    """Of customers (n) the tenth with the highest scores; their order among equals never counts."""
    wanted = max(1, len(scores) // 10)
    least = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
    above, equal = scores > least, scores == least
    share = (wanted - int(above.sum())) / int(equal.sum())
    return Top(wanted, float(bought[above].sum() + share * bought[equal].sum()))


def tenths(scores: Array) -> NDArray[np.int64]:
    """The tenth (n) of each score, 1 the highest: equal scores are always in the same one."""
    _, group, counts = np.unique(-scores, return_inverse=True, return_counts=True)
    below = np.cumsum(counts) - counts
    # As the scores of RFM: 1 + floor(10 x (mid-rank - 0.5) / n).
    each = np.minimum(10, 1 + (10 * below + 5 * counts) // len(scores))
    found: NDArray[np.int64] = each[group].astype(np.int64)
    return found


def calibration(probabilities: Array, bought: Array) -> tuple[Tenth, ...]:
    """What was said and what happened (n each), by tenths."""
    place = tenths(probabilities)
    return tuple(
        Tenth(
            int(tenth),
            int((place == tenth).sum()),
            float(probabilities[place == tenth].sum()),
            int(bought[place == tenth].sum()),
        )
        for tenth in np.unique(place)
    )
