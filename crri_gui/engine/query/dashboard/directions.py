"""Where the numbers of the cards are going: complete months, held against former ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crri_gui.dashboard.measures import BY_NAME, Measure
from crri_gui.dashboard.measures.comparing import FEW_ORDERS, adds_up, by_difference
from crri_gui.dashboard.page import Page
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.asking import Number, ask, measures
from crri_gui.engine.query.dashboard.filters import Filters, along_months, limited
from crri_gui.engine.query.dashboard.months import (
    compared,
    complete_months,
    settled_months,
)

_NOISE = 1e-9
"""What two equal rates or means can differ by as floating point numbers."""


@dataclass(frozen=True)
class Step:
    """A former month that the latest one is compared with.

    `change` is the share of its value by which an amount or a count has grown, and of a rate or a
    mean the difference; None where there is no share (of nothing), or where `few` orders are
    behind one of the two months: few in all, or few that are judged, reviewed or delivered.
    """

    month: str
    value: Number
    change: float | None
    few: bool


@dataclass(frozen=True)
class Direction:
    """A measure in the latest complete month, and what that is held against.

    `series` has its value of each complete month that is looked at, None where it has none.
    """

    month: str
    value: Number
    steps: tuple[Step, ...]
    series: tuple[tuple[str, Number | None], ...]


ByMonth = Mapping[str, Mapping[str, Number | None]]
"""Measures by their names: the value of each month that has orders."""


def directions(
    db: DuckDB, page: Page, filters: Filters, values: ByMonth | None = None
) -> dict[str, Direction]:
    """The direction of each card of the page that has one, by the card's name.

    Filters of orders act on all its months; the filter of months chooses which is the latest.
    `values` are those of `values_by_month`, of the cards and of Total Orders, where they are known.
    """
    wanted = [card for card in page.cards if card.by_month]
    if not wanted:
        return {}
    reaching = limited(filters, page.filters)
    complete = complete_months(db)
    settled = settled_months(db, complete) if any(card.settled for card in wanted) else ()
    if values is None:
        names = dict.fromkeys(("Total Orders", *(card.measure for card in wanted)))
        values = values_by_month(db, reaching, tuple(names))
    found = {}
    for card in wanted:
        months = settled if card.settled else complete
        measure = BY_NAME[card.measure]
        behind = _orders_behind(db, measure, reaching, values["Total Orders"])
        made = _direction(measure, months, (values[measure.name], behind), reaching)
        if made is not None:
            found[card.name] = made
    return found


def values_by_month(db: DuckDB, filters: Filters, names: Sequence[str]) -> ByMonth:
    """The measures by month under the filters of orders, of all months; each source asked once."""
    of_orders = replace(filters, months=None, left_out=frozenset())
    found: dict[str, dict[str, Number | None]] = {name: {} for name in names}
    for source in dict.fromkeys(BY_NAME[name].source for name in names):
        here = [name for name in names if BY_NAME[name].source == source]
        for month, *values in ask(db, of_orders, measures(*here), "order_month"):
            for name, value in zip(here, values, strict=True):
                found[name][month] = value
    return found


def _orders_behind(
    db: DuckDB, measure: Measure, filters: Filters, orders: Mapping[str, Number | None]
) -> Mapping[str, Number | None]:
    """By month, of how many orders the measure is; where the filters leave fewer, of those."""
    if not measure.orders_sql:
        return orders
    counting = replace(measure, sql=measure.orders_sql)
    of_orders = replace(filters, months=None, left_out=frozenset())
    found = dict(ask(db, of_orders, (counting,), "order_month"))
    return {month: min(found.get(month) or 0, count or 0) for month, count in orders.items()}


def _direction(
    measure: Measure,
    months: Sequence[str],
    by_month: tuple[Mapping[str, Number | None], Mapping[str, Number | None]],
    filters: Filters,
) -> Direction | None:
    """`by_month` are the measure's values, and the orders behind them."""
    held = compared(months, filters)
    if held is None:
        return None
    values, orders = by_month
    empty = 0 if adds_up(measure) else None

    def value_of(month: str) -> Number | None:
        return values.get(month, empty)

    now = value_of(held.month)
    if now is None:
        return None
    steps = []
    for month in dict.fromkeys((held.before, held.year_before)):
        if month is None or (then := value_of(month)) is None:
            continue
        few = min(orders.get(held.month) or 0, orders.get(month) or 0) < FEW_ORDERS
        steps.append(Step(month, then, None if few else _change(measure, now, then), few))
    axis = along_months(filters).months
    series = tuple(
        (month, value_of(month)) for month in months if axis is None or axis[0] <= month <= axis[1]
    )
    return Direction(held.month, now, tuple(steps), series)


def _change(measure: Measure, now: Number, then: Number) -> float | None:
    difference = float(now) - float(then)
    if abs(difference) < _NOISE:
        difference = 0.0
    if by_difference(measure):
        return difference
    return difference / float(then) if then > 0 else None
