"""What the models know of customers at a snapshot, and what these customers did after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crri_gui.models.newton import Array, Between, uninterrupted


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


@dataclass(frozen=True)
class Purchases:
    """Every day (n) on which a customer bought, sorted by customer and day.

    `customer` is a number from 0 on, `day` a number of days since any origin, `value` what was
    spent on that day.
    """

    customer: NDArray[np.int64]
    day: NDArray[np.int64]
    value: Array

    def until(self, day: int) -> Purchases:
        """Without what was bought on that day or later; customers keep their numbers."""
        before = self.day < day
        return Purchases(self.customer[before], self.day[before], self.value[before])


def known(purchases: Purchases, snapshot: int, horizon: int) -> tuple[Known, NDArray[np.int64]]:
    """What is known at the snapshot (a day) of the customers (n) who had bought, and who they are.

    Nothing of that day or later is looked at. `horizon` is a number of days.
    """
    seen = purchases.until(snapshot)
    begins = np.flatnonzero(np.r_[True, np.diff(seen.customer) > 0][: len(seen.customer)])
    who = seen.customer[begins]
    counts = np.diff(np.r_[begins, len(seen.customer)])
    # A customer's rows lie side by side, by day.
    row = np.repeat(np.arange(len(who)), counts)
    recent = np.bincount(row, weights=seen.day >= snapshot - horizon, minlength=len(who))
    return (
        Known(
            since_last=_float(snapshot - seen.day[begins + counts - 1]),
            since_first=_float(snapshot - seen.day[begins]),
            days=_float(counts),
            recent=_float(recent),
            value=_float(np.bincount(row, weights=seen.value, minlength=len(who))),
            first_value=_float(seen.value[begins]),
        ),
        who,
    )


def window(
    purchases: Purchases, snapshot: int, horizon: int, between: Between = uninterrupted
) -> Window:
    """What was known at the snapshot, and what the same customers did in the horizon from it on.

    `between` is called between the two.
    """
    before, who = known(purchases, snapshot, horizon)
    between()
    within = (purchases.day >= snapshot) & (purchases.day < snapshot + horizon)
    size = int(purchases.customer.max(initial=-1)) + 1
    days = np.bincount(purchases.customer[within], minlength=size)
    spent = np.bincount(purchases.customer[within], weights=purchases.value[within], minlength=size)
    return Window(before, _float(days[who]), _float(spent[who]))


def _float(values: NDArray[Any]) -> Array:
    return values.astype(np.float64)
