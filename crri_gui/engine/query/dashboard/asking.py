"""Measures are asked by their SQL in `crri_gui.dashboard.measures`, over the filtered rows.

A page is a few statements whose results are small, whatever the number of orders. Filters are
bound as parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from crri_gui.dashboard.measures import BY_NAME, Measure, rows_of
from crri_gui.dashboard.page import Page
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.query.dashboard.cells import answering, cells_of
from crri_gui.engine.query.dashboard.filters import Filters, where

Number = int | float | Decimal


def ask(
    db: DuckDB, filters: Filters, measures: Sequence[Measure], by: str | None = None
) -> list[tuple[Any, ...]]:
    """The measures, which share a source, over the filtered rows of a run's tables.

    One row, or one for each value of the column `by`, "" where it is blank. They are asked of the
    cells of the tables where these answer.
    """
    relation = answering(db, measures, by) or _rows_of(measures)
    return _asked(db, relation, filters, measures, f"coalesce({by}, '')" if by else "")


def ask_rows(
    db: DuckDB, filters: Filters, measures: Sequence[Measure], by: Sequence[str] = ()
) -> list[tuple[Any, ...]]:
    """The same of the rows themselves, where the tables are no run's, or not those of its cells.

    One row, or one for each of the values of the columns `by`.
    """
    named = ", ".join(map(sql_identifier, by))
    return _asked(db, _rows_of(measures), filters, measures, named)


def _rows_of(measures: Sequence[Measure]) -> str:
    return f"({rows_of(measures[0].source, *(one.sql for one in measures))}) AS rows"


def _asked(
    db: DuckDB, relation: str, filters: Filters, measures: Sequence[Measure], by: str
) -> list[tuple[Any, ...]]:
    source = measures[0].source
    columns = ", ".join(measure.sql for measure in measures)
    condition, values = where(source, filters)
    wider, _ = where(source, filters, months=False)
    grouped = f"GROUP BY {by} ORDER BY {by} NULLS FIRST" if by else ""
    return db.rows(
        f"WITH any_month AS (SELECT * FROM {relation} WHERE {wider}), "
        f"selected AS (SELECT * FROM {relation} WHERE {condition}) "
        f"SELECT {f'{by}, ' if by else ''}{columns} FROM selected {grouped}",
        values,
    )


def measure_values(db: DuckDB, filters: Filters, names: Sequence[str]) -> dict[str, Number | None]:
    """The named measures under the filters that reach them, asked of rows; None is blank."""
    return _values(partial(ask_rows, db, filters), names)


def _values(
    ask: Callable[[Sequence[Measure]], list[tuple[Any, ...]]], names: Sequence[str]
) -> dict[str, Number | None]:
    found: dict[str, Number | None] = {}
    for source in dict.fromkeys(BY_NAME[name].source for name in names):
        asked = [BY_NAME[name] for name in names if BY_NAME[name].source == source]
        (row,) = ask(asked)
        found.update(zip((measure.name for measure in asked), row, strict=True))
    return {name: found[name] for name in names}


def card_values(db: DuckDB, page: Page, filters: Filters, *more: str) -> dict[str, Number | None]:
    """The page's cards by their names, and `more` measures, under the filters."""
    names = {card.name: card.measure for card in page.cards} | {name: name for name in more}
    asked = tuple(dict.fromkeys(names.values()))
    values = _values(partial(ask, db, filters), asked)
    return {name: values[measure] for name, measure in names.items()}


def measures(*names: str) -> list[Measure]:
    """The measures of these names."""
    return [BY_NAME[name] for name in names]


def on_one_day(db: DuckDB, filters: Filters) -> int:
    """Of the repeat customers with a selected order, those who only ever bought on one day."""
    condition, values = where("master_orders", filters)
    rows = cells_of(db, "master_orders")
    sql = f"SELECT count(DISTINCT repeater) FROM {rows} WHERE on_one_day AND {condition}"
    return int(db.scalar(sql, values))
