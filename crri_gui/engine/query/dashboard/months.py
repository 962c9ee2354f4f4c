"""Which months may be compared, what the latest complete one is held against, and their money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from crri_gui.contract import NO_PAYMENT
from crri_gui.dashboard.measures.comparing import SETTLED_SHARE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.quality.period import flagged_months
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.cells import sums_of
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, calendar_of, where
from crri_gui.engine.query.dashboard.order_rows import orders_behind

PartOfMonth = Literal["customer_state", "payment_type"]


@dataclass(frozen=True)
class Compared:
    """The latest complete month, and the complete ones that it is compared with.

    `before` is the last complete month before it, which is not always the calendar's;
    `year_before` the same month of the year before. None where there is no such month.
    """

    month: str
    before: str | None
    year_before: str | None


def complete_months(db: DuckDB) -> tuple[str, ...]:
    """The calendar without partial and stray months; one in which nobody bought is complete."""
    flagged = flagged_months(db)
    return tuple(month for month in calendar_of(db, NO_FILTERS) if month not in flagged)


def settled_months(db: DuckDB, months: Sequence[str]) -> tuple[str, ...]:
    """Those of the months of whose orders nearly all are delivered (`SETTLED_SHARE`)."""
    settled = {
        month
        for month, orders, delivered in db.rows(
            f"SELECT order_month, sum(orders), sum(delivered) FROM {sums_of(db, 'master_orders')} "
            "WHERE order_month BETWEEN $first AND $last GROUP BY 1",
            {"first": min(months, default=""), "last": max(months, default="")},
        )
        if delivered >= SETTLED_SHARE * orders
    }
    return tuple(month for month in months if month in settled)


def compared(months: Sequence[str], filters: Filters) -> Compared | None:
    """The latest of the months that the filters leave, and those before it, filtered or not.

    None where the filters leave none of them.
    """
    reached = [month for month in months if is_within(month, filters)]
    if not reached:
        return None
    latest = reached[-1]
    before = [month for month in months if month < latest]
    year_before = f"{int(latest[:4]) - 1}{latest[4:]}"
    return Compared(
        latest,
        before[-1] if before else None,
        year_before if year_before in months else None,
    )


def is_within(month: str, filters: Filters) -> bool:
    """Whether the filters leave the month."""
    return filters.months is None or filters.months[0] <= month <= filters.months[1]


@dataclass(frozen=True)
class Sums:
    """Money and number of some orders."""

    revenue: Decimal = Decimal(0)
    orders: int = 0

    def __add__(self, other: Sums) -> Sums:
        """Both together."""
        return Sums(self.revenue + other.revenue, self.orders + other.orders)


class Months:
    """The months that are compared under the filters, and what the sentences share of them."""

    def __init__(self, db: DuckDB, filters: Filters, held: Compared) -> None:
        self.db = db
        # The months of a sentence are its own.
        self.filters = replace(filters, months=None, left_out=frozenset())
        self.month, self.before, self.year_before = held.month, held.before, held.year_before

    @cached_property
    def parts(self) -> dict[tuple[str, str, str], Sums]:
        """By month, state and payment type; "" where these are blank."""
        condition, values = where("master_orders", self.filters)
        rows = sums_of(self.db, "master_orders")
        found = self.db.rows(
            "SELECT order_month, coalesce(customer_state, ''), coalesce(payment_type, ''), "
            f"sum(order_value), cast(sum(orders) AS bigint) FROM {rows} "
            f"WHERE {condition} AND list_contains($compared, order_month) GROUP BY 1, 2, 3",
            {**values, "compared": [m for m in (self.month, self.before, self.year_before) if m]},
        )
        return {tuple(key): Sums(revenue, orders) for *key, revenue, orders in found}

    def of(self, month: str) -> Sums:
        """All orders of a month."""
        return sum((part for key, part in self.parts.items() if key[0] == month), Sums())

    def by(self, column: PartOfMonth, month: str) -> dict[str, Sums]:
        """The orders of a month by state or by payment type; those without one are under ""."""
        place = 1 if column == "customer_state" else 2
        found: dict[str, Sums] = {}
        for key, part in self.parts.items():
            if key[0] == month:
                name = "" if key[place] == NO_PAYMENT else key[place]
                found[name] = found.get(name, Sums()) + part
        return found

    def rows(self, *months: str, more: tuple[Filter, ...] = ()) -> View:
        """The orders of these months."""
        return orders_behind(self.filters, Filter("order_month", "is", months), *more)
