"""What the models know of customers at a snapshot, and what these customers did after it."""

from __future__ import annotations

from dataclasses import dataclass

from crri_gui.models.newton import Array


@dataclass(frozen=True)
class Known:
    """Customers (n each) by what they did before a snapshot; days are whole, values are money.

    A snapshot is the beginning of a day. `since_last` and `since_first` are the days from the last
    and first purchase to it (1 for the day before), `days` the days with a purchase, `recent` those
    within one horizon before it, `value` what was spent, `first_value` on the first of these days.
    """

    since_last: Array
    since_first: Array
    days: Array
    recent: Array
    value: Array
    first_value: Array


@dataclass(frozen=True)
class Window:
    """Customers known at a snapshot, and their `purchases` (days) and what they `spent` (n each)
    in the days of the horizon from it on.
    """

    known: Known
    purchases: Array
    spent: Array
