"""The numbers of the page Executive Overview."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from crri_gui.dashboard.pages.executive import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.asking import Number, ask, card_values, measures, on_one_day
from crri_gui.engine.query.dashboard.filters import Filters, calendar_of, where


@dataclass(frozen=True)
class MonthRevenue:
    """A calendar month, zeros where no order is selected; growth is a share, None from nothing."""

    month: str
    revenue: float
    orders: int
    customers: int
    growth: float | None


@dataclass(frozen=True)
class StateRevenue:
    """A state; `state` is "" where it is blank in the data."""

    state: str
    revenue: float
    orders: int
    customers: int


@dataclass(frozen=True)
class Executive:
    """Page 1. `by_state` is over the months and payment types only: it is the filter of states.

    `on_one_day` of the repeat customers have all their orders on one day.
    """

    cards: dict[str, Number | None]
    by_month: tuple[MonthRevenue, ...]
    by_state: tuple[StateRevenue, ...]
    on_one_day: int


def executive(db: DuckDB, filters: Filters) -> Executive:
    """Page 1, Executive Overview."""
    cards = card_values(db, PAGE, filters, "Repeat Customers")
    asked = measures("Total Revenue", "Total Orders", "Active Customers")
    by_month = {month: rest for month, *rest in ask(db, filters, asked, "order_month")}
    before = _month_before(db, filters)
    months = []
    for month in calendar_of(db, filters):
        revenue, orders, customers = by_month.get(month, (Decimal(0), 0, 0))
        grown = None
        if before is not None and before > 0:
            grown = float((revenue - before) / before)
        months.append(MonthRevenue(month, float(revenue), orders, customers, grown))
        before = revenue
    every_state = Filters(filters.months, filters.payment_types)
    states = [
        StateRevenue(state, float(revenue), orders, customers)
        for state, revenue, orders, customers in ask(
            db, every_state, asked, "coalesce(customer_state, '')"
        )
    ]
    states.sort(key=lambda row: (-row.revenue, row.state))
    return Executive(cards, tuple(months), tuple(states), on_one_day(db, filters))


def _month_before(db: DuckDB, filters: Filters) -> Decimal | None:
    """Revenue of the calendar month before the first one of the range."""
    if filters.months is None:
        return None
    wider, values = where("master_orders", filters, months=False)
    rows = db.rows(
        f"SELECT sum(order_value) FROM master_orders WHERE {wider} AND order_month = "
        "strftime(cast($first || '-01' AS date) - INTERVAL 1 MONTH, '%Y-%m')",
        {**values, "first": filters.months[0]},
    )
    before: Decimal | None = rows[0][0]
    return before
