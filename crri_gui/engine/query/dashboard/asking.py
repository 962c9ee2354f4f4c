"""Measures are asked by their SQL in `crri_gui.dashboard.measures`, over the filtered rows.

A page is a few statements whose results are small, whatever the number of orders. Filters are
bound as parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crri_gui.dashboard.measures import BY_NAME, Measure, rows_of
from crri_gui.dashboard.page import Page
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.cells import answer, cells_of, sums_of
from crri_gui.engine.query.dashboard.filters import Filters, where

Number = int | float | Decimal


def ask(
    db: DuckDB,
    filters: Filters,
    measures: Sequence[Measure],
    by: str | None = None,
    *,
    of_rows: bool = False,
) -> list[tuple[Any, ...]]:
    """The measures, which share a source, over the filtered rows; one row per value of `by`.

    They are asked of the cells of a run's tables where these can answer. `of_rows`: never, since
    the tables are no run's, or others than those that the cells were made of.
    """
    source = measures[0].source
    columns = ", ".join(measure.sql for measure in measures)
    condition, values = where(source, filters)
    wider, _ = where(source, filters, months=False)
    if not of_rows and answer(source, f"{columns} {by or ''}"):
        relation = (cells_of if "repeater" in columns else sums_of)(db, source)
    else:
        relation = f"({rows_of(source, columns)}) AS rows"
    grouped = f"GROUP BY {by} ORDER BY {by} NULLS FIRST" if by else ""
    return db.rows(
        f"WITH any_month AS (SELECT * FROM {relation} WHERE {wider}), "
        f"selected AS (SELECT * FROM {relation} WHERE {condition}) "
        f"SELECT {f'{by}, ' if by else ''}{columns} FROM selected {grouped}",
        values,
    )


def measure_values(
    db: DuckDB, filters: Filters, names: Sequence[str], *, of_rows: bool = True
) -> dict[str, Number | None]:
    """The named measures under the filters that reach them; None is blank."""
    found: dict[str, Number | None] = {}
    for source in dict.fromkeys(BY_NAME[name].source for name in names):
        asked = [BY_NAME[name] for name in names if BY_NAME[name].source == source]
        (row,) = ask(db, filters, asked, of_rows=of_rows)
        found.update(zip((measure.name for measure in asked), row, strict=True))
    return {name: found[name] for name in names}


def card_values(db: DuckDB, page: Page, filters: Filters, *more: str) -> dict[str, Number | None]:
    """The page's cards by their names, and `more` measures, under the filters."""
    names = {card.name: card.measure for card in page.cards} | {name: name for name in more}
    asked = tuple(dict.fromkeys(names.values()))
    values = measure_values(db, filters, asked, of_rows=False)
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
