"""The numbers of the page Executive Overview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from crri_gui.dashboard.pages.executive import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.asking import Number, ask, card_values, measures, on_one_day
from crri_gui.engine.query.dashboard.changes import Change, what_changed
from crri_gui.engine.query.dashboard.directions import Direction, directions, values_by_month
from crri_gui.engine.query.dashboard.extensions.headlines import headlines
from crri_gui.engine.query.dashboard.filters import Filters, along_months, calendar_of
from crri_gui.engine.query.dashboard.published_change import Published
from crri_gui.messages import Sentence


@dataclass(frozen=True)
class MonthRevenue:
    """A calendar month, zeros where no order is selected; growth is a share, None from nothing.

    A month that the filters leave out between others has no revenue.
    """

    month: str
    revenue: float | None
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

    `by_month` has every month where a single one is filtered by. `on_one_day` of the repeat
    customers have all their orders on one day. `beyond` are the headlines of the extension tables,
    which are of all customers: none where something is filtered.
    """

    cards: dict[str, Number | None]
    directions: dict[str, Direction]
    changes: tuple[Change, ...]
    by_month: tuple[MonthRevenue, ...]
    by_state: tuple[StateRevenue, ...]
    on_one_day: int
    beyond: tuple[Sentence, ...] = ()


def executive(db: DuckDB, filters: Filters, published: Published | None = None) -> Executive:
    """Page 1, Executive Overview; what changed is told against `published`, too."""
    cards = card_values(db, PAGE, filters, "Repeat Customers")
    asked = ("Total Revenue", "Total Orders", "Active Customers")
    values = values_by_month(db, filters, (*asked, "AOV"))
    axis = along_months(filters)
    months: list[MonthRevenue] = []
    before = None if axis.months is None else _revenue_before(axis, values["Total Revenue"])
    for month in calendar_of(db, axis):
        if month in axis.left_out:
            months.append(MonthRevenue(month, None, 0, 0, None))
            before = None
            continue
        revenue, orders, customers = (Decimal(values[name].get(month) or 0) for name in asked)
        grown = None
        if before is not None and before > 0:
            grown = float((revenue - before) / before)
        months.append(MonthRevenue(month, float(revenue), int(orders), int(customers), grown))
        before = revenue
    every_state = replace(filters, states=None)
    states = [
        StateRevenue(state, float(revenue), orders, customers)
        for state, revenue, orders, customers in ask(
            db, every_state, measures(*asked), "customer_state"
        )
    ]
    states.sort(key=lambda row: (-row.revenue, row.state))
    return Executive(
        cards,
        directions(db, PAGE, filters, values),
        what_changed(db, filters, published),
        tuple(months),
        tuple(states),
        on_one_day(db, filters),
        headlines(db) if filters == Filters(left_out=filters.left_out) else (),
    )


def _revenue_before(filters: Filters, revenue: Mapping[str, Number | None]) -> Decimal | None:
    """Revenue of the calendar month before the first one of the range."""
    assert filters.months is not None
    year, month = map(int, filters.months[0].split("-"))
    before = f"{year - (month == 1)}-{month - 1 or 12:02}"
    found = None if before in filters.left_out else revenue.get(before)
    return None if found is None else Decimal(found)
