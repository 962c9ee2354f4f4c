"""A measure for every value of some columns, by the statement that the dashboards ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import duckdb

from crri_gui.contract import OUTPUT_TABLES, FilterColumn
from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY, RELATIONS, Measure
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.query.catalog import existing
from crri_gui.engine.query.dashboard.asking import ask_rows
from crri_gui.engine.query.dashboard.filters import Filters, calendar_of, where
from crri_gui.errors import UsageError

Row = tuple[Any, ...]
"""The value of each column (None is blank), and the measure's."""


def measure_named(db: DuckDB, name: str) -> Measure:
    """The measure. Raises `UsageError` where there is none, or its table is not among these."""
    measure = BY_NAME.get(name)
    if measure is None:
        raise UsageError("measure_unknown", name=name, names=list(BY_NAME))
    if measure.source not in existing(db):
        [table] = (one for one in OUTPUT_TABLES if one.name == measure.source)
        raise UsageError("output_not_asked_for", name=table.name, group=table.asked_with)
    return measure


def measure_by(db: DuckDB, filters: Filters, name: str, by: Sequence[str]) -> list[Row]:
    """The measure under the filters; one row, or one for each value of the columns `by`, sorted.

    By month alone, every month of the calendar has a row. A share of all rows, or of those of
    another month, is asked value by value. Raises `UsageError` for a column that the measure is not
    told by, or a filter that does not reach it: its number would be of all rows.
    """
    measure = measure_named(db, name)
    _refuse_filters_that_do_not_reach(measure, filters)
    columns = _columns(db, measure)
    if not measure.can_be_grouped:
        columns = tuple(one for one in columns if one in FILTERED_BY[measure.source])
    for column in by:
        if column not in columns:
            message = "measure_not_by" if columns else "measure_not_by.as_a_whole"
            raise UsageError(message, name=name, by=column, columns=columns)
    try:
        rows = _asked(db, filters, measure, by) if by else ask_rows(db, filters, [measure])
    except duckdb.CatalogException as error:
        raise UsageError("measure_needs_results", name=name) from error
    if list(by) == ["order_month"] and "order_month" in FILTERED_BY[measure.source]:
        found: dict[str, Any] = dict(rows)
        # Sales that stop are to be seen: months without an order are in the calendar too.
        return [(month, found.get(month)) for month in calendar_of(db, filters)]
    return rows


def _asked(db: DuckDB, filters: Filters, measure: Measure, by: Sequence[str]) -> list[Row]:
    if measure.can_be_grouped:
        return ask_rows(db, filters, [measure], by)
    names = ", ".join(map(sql_identifier, by))
    condition, values = where(measure.source, filters)
    groups = db.rows(
        f"SELECT DISTINCT {names} FROM ({RELATIONS[measure.source]}) WHERE {condition} "
        f"ORDER BY {names}",
        values,
    )
    rows = []
    for group in groups:
        only = _only(filters, dict(zip(by, group, strict=True)))
        [[value]] = ask_rows(db, only, [measure])
        rows.append((*group, value))
    return rows


def _only(filters: Filters, group: dict[str, str | None]) -> Filters:
    """The filters, and of each column its one value."""
    for column, value in group.items():
        only = frozenset({value or ""})
        if column == "order_month" and value is not None:
            filters = replace(filters, months=(value, value))
        elif column == "customer_state":
            filters = replace(filters, states=only)
        elif column == "payment_type":
            filters = replace(filters, payment_types=only)
    return filters


def _columns(db: DuckDB, measure: Measure) -> tuple[str, ...]:
    """The columns of the measure's table that its rows have."""
    there = {name for name, *_ in db.rows(f"DESCRIBE {RELATIONS[measure.source]}")}
    [table] = (one for one in OUTPUT_TABLES if one.name == measure.source)
    return tuple(name for name in table.column_names if name in there)


def _refuse_filters_that_do_not_reach(measure: Measure, filters: Filters) -> None:
    chosen: dict[FilterColumn, bool] = {
        "order_month": filters.months is not None or bool(filters.left_out),
        "payment_type": filters.payment_types is not None,
        "customer_state": filters.states is not None,
    }
    reach = FILTERED_BY[measure.source]
    for column, is_chosen in chosen.items():
        if is_chosen and column not in reach:
            raise UsageError("measure_not_where", name=measure.name, by=column, columns=reach)
