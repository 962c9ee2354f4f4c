"""The numbers of the page Operations."""

from __future__ import annotations

from dataclasses import dataclass

from crri_gui.dashboard.pages.operations import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.usual import tiny
from crri_gui.engine.query.dashboard.asking import Number, ask, card_values, measures
from crri_gui.engine.query.dashboard.directions import Direction, directions
from crri_gui.engine.query.dashboard.filters import Filters, along_months, calendar_of, limited


@dataclass(frozen=True)
class MonthOperations:
    """A calendar month; None where there is nothing to average.

    `late_rate` is of the `judged` orders; `overdue` ones have no delivery date, and would be late.
    """

    month: str
    delivery_days: float | None
    late_rate: float | None
    review_score: float | None
    orders: int
    judged: int
    overdue: int


@dataclass(frozen=True)
class PaymentOrders:
    """A payment type; "" where it is blank in the data."""

    payment_type: str
    orders: int
    revenue: float


@dataclass(frozen=True)
class Operations:
    """Page 4, filtered by month only; `tiny` months are too small to be read by their rates.

    `by_month` has every month where a single one is filtered by, `by_payment_type` the types of
    the filtered months; `overdue` orders are of these.
    """

    cards: dict[str, Number | None]
    directions: dict[str, Direction]
    by_month: tuple[MonthOperations, ...]
    by_payment_type: tuple[PaymentOrders, ...]
    overdue: int
    tiny: frozenset[str]


def operations(db: DuckDB, filters: Filters) -> Operations:
    """Page 4, Operations."""
    month_only = limited(filters, PAGE.filters)
    cards = card_values(db, PAGE, month_only)
    asked = measures("Avg Delivery Days", "Avg Review Score", "Total Orders")
    axis = along_months(month_only)
    found = {month: rest for month, *rest in ask(db, axis, asked, "order_month")}
    late = dict(ask(db, axis, measures("Late Delivery Rate"), "order_month"))
    due = {
        month: rest
        for month, *rest in db.rows("SELECT order_month, judged, overdue FROM month_operations")
    }
    by_month = []
    for month in calendar_of(db, axis):
        days, score, orders = found.get(month, (None, None, 0))
        judged, overdue = (0, 0) if month in axis.left_out else due.get(month, (0, 0))
        by_month.append(
            MonthOperations(month, days, late.get(month), score, orders, judged, overdue)
        )
    reached = set(calendar_of(db, month_only))
    types = [
        PaymentOrders(name, orders, float(revenue))
        for name, orders, revenue in ask(
            db, month_only, measures("Total Orders", "Total Revenue"), "payment_type"
        )
    ]
    types.sort(key=lambda row: (-row.orders, row.payment_type))
    return Operations(
        cards,
        directions(db, PAGE, month_only),
        tuple(by_month),
        tuple(types),
        sum(row.overdue for row in by_month if row.month in reached),
        frozenset(tiny({row.month: row.orders for row in by_month})),
    )
