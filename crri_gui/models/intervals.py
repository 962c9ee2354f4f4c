"""Intervals of shares, and of the difference between two of them.

Sources: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA
22 (1927); R. G. Newcombe, Interval estimation for the difference between independent proportions,
Statistics in Medicine 17 (1998), method 10.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist


def normal_quantile(share: float) -> float:
    """The value below which this share (0 to 1, exclusive) of a standard normal lies."""
    return NormalDist().inv_cdf(share)


def wilson(hits: float, of: float, level: float = 0.95) -> tuple[float, float]:
    """The lower and the upper end of the share hits / of, at a level of confidence (0 to 1).

    `hits` may be no whole number where ties were shared out. Of nothing, it is 0 to 1.
    """
    if of <= 0:
        return 0.0, 1.0
    z = normal_quantile((1 + level) / 2)
    share = hits / of
    middle = share + z * z / (2 * of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    # The ends of 0 and of all are exact, which rounding misses by a hair.
    low = 0.0 if hits <= 0 else max(0.0, (middle - reach) / whole)
    high = 1.0 if hits >= of else min(1.0, (middle + reach) / whole)
    return low, high


def newcombe(
    hits: float, of: float, other_hits: float, other_of: float, level: float = 0.95
) -> tuple[float, float]:
    """The ends of the difference hits / of - other_hits / other_of, -1 to 1."""
    low, high = wilson(hits, of, level)
    other_low, other_high = wilson(other_hits, other_of, level)
    share = hits / of if of else 0.5
    other = other_hits / other_of if other_of else 0.5
    difference = share - other
    below = sqrt((share - low) ** 2 + (other_high - other) ** 2)
    above = sqrt((high - share) ** 2 + (other - other_low) ** 2)
    return difference - below, difference + above
