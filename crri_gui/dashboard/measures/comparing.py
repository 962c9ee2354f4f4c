"""How a measure of a month is held against that of another, in window and Power BI alike."""

from __future__ import annotations

from crri_gui.dashboard.measures.measure import CURRENCY, Measure

FEW_ORDERS = 30
"""Below it a percentage of a month says more about single orders than about the shop."""
SETTLED_SHARE = 0.9
"""A month is settled when this share of its orders is delivered.

Of later ones only the quick deliveries are known: their mean time and their rate of late ones
would look better than they will be.
"""


def adds_up(measure: Measure) -> bool:
    """Whether it is 0, and not unknown, in a month without orders."""
    return measure.format == "integer" or measure.unit == CURRENCY


def by_difference(measure: Measure) -> bool:
    """Whether it is compared by the difference, as a rate or a mean is, and not by a share."""
    return measure.format in ("percent", "number")
