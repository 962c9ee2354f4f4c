"""What the pages of the dashboard can be filtered by, and the rows that a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from crri_gui.dashboard.measures import FILTERED_BY
from crri_gui.dashboard.page import NEEDS, FilterName, Need
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.cells import sums_of


@dataclass(frozen=True)
class Filters:
    """Which orders a page is over; None is no filter.

    `months` are the first and the last, both included; those `left_out` are none of them. A
    payment type or state that is blank in the data is "" here.
    """

    months: tuple[str, str] | None = None
    payment_types: frozenset[str] | None = None
    states: frozenset[str] | None = None
    left_out: frozenset[str] = frozenset()


NO_FILTERS = Filters()


@dataclass(frozen=True)
class Choices:
    """What there is to filter by (types and states by their orders), and how far the data goes.

    `missing` is what no order has.
    """

    months: tuple[str, ...]
    payment_types: tuple[str, ...]
    states: tuple[str, ...]
    orders: int
    customers: int
    first_order: datetime | None
    last_order: datetime | None
    missing: frozenset[Need]


def limited(filters: Filters, names: Iterable[FilterName]) -> Filters:
    """Those of the filters that have these names; months are left out where months reach."""
    kept = {name: getattr(filters, name) for name in names}
    return Filters(**kept, left_out=filters.left_out if "months" in kept else frozenset())


def dropped_months(filters: Filters) -> list[str]:
    """The months that are left out of those that the filters would have."""
    first, last = filters.months or ("", "~")
    return [month for month in sorted(filters.left_out) if first <= month <= last]


def along_months(filters: Filters) -> Filters:
    """What an axis of months is asked by: a line of one month would say nothing, so it has all."""
    if filters.months is not None and filters.months[0] == filters.months[1]:
        return replace(filters, months=None)
    return filters


def where(source: str, filters: Filters, *, months: bool = True) -> tuple[str, dict[str, Any]]:
    """The condition for the rows of a source, and its parameters."""
    reach = FILTERED_BY[source]
    parts: list[str] = []
    values: dict[str, Any] = {}
    if months and filters.months is not None and "order_month" in reach:
        parts.append("order_month BETWEEN $first_month AND $last_month")
        values["first_month"], values["last_month"] = filters.months
    if months and filters.left_out and "order_month" in reach:
        parts.append("NOT list_contains($left_out, order_month)")
        values["left_out"] = sorted(filters.left_out)
    for column, chosen in (
        ("payment_type", filters.payment_types),
        ("customer_state", filters.states),
    ):
        if chosen is not None and column in reach:
            parts.append(f"list_contains(${column}, coalesce({column}, ''))")
            values[column] = sorted(chosen)
    return " AND ".join(parts) or "TRUE", values


def choices(db: DuckDB) -> Choices:
    """What the filters offer."""
    months, rows = calendar_of(db, NO_FILTERS), sums_of(db, "master_orders")
    lists = [
        tuple(
            value
            for (value,) in db.rows(
                f"SELECT coalesce({column}, '') AS value FROM {rows} "
                "GROUP BY ALL ORDER BY sum(orders) DESC, value",
            )
        )
        for column in ("payment_type", "customer_state")
    ]
    ((orders, customers, first, last),) = db.rows(
        "SELECT coalesce(sum(orders), 0), count(*), min(first_at), max(last_at) "
        "FROM customer_orders",
    )
    return Choices(months, lists[0], lists[1], int(orders), customers, first, last, missing(db))


def missing(db: DuckDB) -> frozenset[Need]:
    """What the pages need and the outputs lack altogether; nothing where there are no orders."""
    if not db.rows("SELECT 1 FROM master_orders LIMIT 1"):
        return frozenset()
    made = {name for (name,) in db.rows("SELECT table_name FROM duckdb_tables()")}
    return frozenset(
        need
        for need in NEEDS
        if need.table in made
        and not db.rows(f"SELECT 1 FROM {need.table} WHERE {need.column} IS NOT NULL LIMIT 1")
    )


def calendar_of(db: DuckDB, filters: Filters) -> tuple[str, ...]:
    """The calendar months of the range, those without orders too.

    What is left out ends at its edges; within it, such a month stays as the gap that it is.
    """
    condition, values = where("ops_metrics", replace(filters, left_out=frozenset()))
    rows = db.rows(
        f"SELECT order_month FROM month_calendar WHERE {condition} ORDER BY order_month", values
    )
    months = [month for (month,) in rows]
    while months and months[0] in filters.left_out:
        del months[0]
    while months and months[-1] in filters.left_out:
        del months[-1]
    return tuple(months)
