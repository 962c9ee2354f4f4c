"""What a grid asks of a table: sorted and filtered once, then read page by page.

A view that sorts or filters is copied into a table with its rows in order, so that any page of it
is a range of positions, however many rows there are. Values reach the statements as parameters;
names of tables and columns are checked against those that exist.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

import duckdb

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.quality.evidence import TABLE
from crri_gui.engine.query.catalog import (
    ORDERED_UP_TO,
    Field,
    fields,
    file_order,
    source,
)
from crri_gui.errors import UsageError

FilterKind = Literal[
    "is", "is_not", "contains", "range", "blank", "filled", "ordered", "highest", "lowest"
]
TOP: frozenset[FilterKind] = frozenset({"highest", "lowest"})
"""The kinds whose rows depend on those that the other filters leave."""
_EXACT_DISTINCT_UP_TO = 1_000_000
_ALL_ROWS = 2**62
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Filter:
    """A condition on a column.

    `is` and `is_not` take the values (None: blank), `contains` one text (case does not matter),
    `range` two bounds, both included (None: open), `blank` and `filled` none. A text without
    characters is blank. `ordered` is for a column of customers: those with a counted order from
    the first to the last of two days (YYYY-MM-DD).

    `highest` and `lowest` are for a column of numbers and take how many rows: those with the
    greatest (smallest) values among the rows that all filters of other kinds leave. Values equal to
    the last of them are kept too, blanks never. Several such filters are each taken over the same
    rows, and a row has to pass them all; so the order of filters never matters.
    """

    column: str
    kind: FilterKind
    values: tuple[Any, ...] = ()


@dataclass(frozen=True)
class View:
    """A table as someone looks at it; `sort` has (column, descending), the first one leading.

    Without a sort, the highest or lowest that are asked for stand by that column.
    `about` says what its rows are, where the table's name does not.
    """

    table: str
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    about: str = field(default="", compare=False)


@dataclass(frozen=True)
class Grid:
    """A view made ready to be read.

    `source` is a FROM item with the column `_row` (position from 0) and those of `fields`;
    `rows` pass the filters, of `total`; `copy` is the table made for it, if there is one.
    """

    view: View
    source: str
    fields: tuple[Field, ...]
    rows: int
    total: int
    copy: str | None

    def field(self, name: str) -> Field:
        """The column of that name. Raises `UsageError` when there is none."""
        for one in self.fields:
            if one.name == name:
                return one
        raise _no_column(self.view.table, name)


@dataclass(frozen=True)
class Statistics:
    """Of the selected cells of one column. `distinct` is about right where `approximate`."""

    cells: int
    filled: int
    distinct: int
    approximate: bool
    total: Any = None
    average: float | None = None
    smallest: Any = None
    largest: Any = None


def open_grid(db: DuckDB, view: View) -> Grid:
    """Filter and sort once; `close_others` gives back the room it takes.

    Raises `UsageError` for a table, column or value that does not fit.
    """
    columns = fields(db, view.table)
    by_name = {field.name: field for field in columns}
    for name in (*(one.column for one in view.filters), *(name for name, _ in view.sort)):
        if name not in by_name:
            raise _no_column(view.table, name)
    base = source(view.table)
    where, values = condition(view.filters, by_name, base)
    total = db.scalar(f"SELECT count(*) FROM main.{sql_identifier(view.table)}")
    rows = db.scalar(f"SELECT count(*) FROM {base} WHERE {where}", values)
    order = [
        f"{sql_identifier(name)} {'DESC' if down else 'ASC'} NULLS LAST"
        for name, down in (view.sort or top_sort(view.filters))
    ]
    if rows <= ORDERED_UP_TO:
        order += [sql_identifier(name) for name in file_order(view.table) if name in by_name]
    # The rows behind a finding are made anew for the next one, which must not show through here.
    if not order and rows == total and view.table != TABLE:
        return Grid(view, base, columns, rows, total, None)
    copy = f"browse.view_{next(_numbers)}"
    names = ", ".join(sql_identifier(field.name) for field in columns)
    db.execute("CREATE SCHEMA IF NOT EXISTS browse")
    db.execute(
        f"CREATE TABLE {copy} AS SELECT {names} FROM {base} WHERE {where} "
        f"ORDER BY {', '.join([*order, '_row'])}",
        values,
    )
    return Grid(view, f"(SELECT rowid AS _row, * FROM {copy})", columns, rows, total, copy)


def top_sort(filters: Sequence[Filter]) -> tuple[tuple[str, bool], ...]:
    """The sort of rows that nobody has sorted: who asks for the highest sees them first."""
    return tuple((one.column, one.kind == "highest") for one in filters if one.kind in TOP)


def close_others(db: DuckDB, kept: Collection[Grid]) -> None:
    """Give back the room of every view but those that are looked at.

    So a view that nobody waited for takes room until the next one is opened, and no longer.
    """
    copies = db.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE schema_name = 'browse'"
    ).fetchall()
    for (copy,) in copies:
        if all(copy != grid.copy for grid in kept):
            db.execute(f"DROP TABLE IF EXISTS {copy}")


def page(
    con: duckdb.DuckDBPyConnection, grid: Grid, first: int, count: int, columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Up to `count` rows from position `first` on, in order."""
    names = ", ".join(sql_identifier(grid.field(name).name) for name in columns)
    return con.execute(
        f"SELECT {names} FROM {grid.source} WHERE _row BETWEEN $first AND $last ORDER BY _row",
        {"first": first, "last": first + count - 1},
    ).fetchall()


def values_of(
    db: DuckDB,
    view: View,
    column: str,
    search: str = "",
    limit: int = 200,
) -> tuple[list[tuple[Any, int]], int]:
    """The most frequent values of a column with their rows, and how many values there are.

    The filters on other columns apply, those on this one do not; `search` narrows the values to
    those that contain it. None stands for blank.
    """
    by_name = {field.name: field for field in fields(db, view.table)}
    if column not in by_name:
        raise _no_column(view.table, column)
    others = tuple(one for one in view.filters if one.column != column)
    where, values = condition(others, by_name, source(view.table))
    if search:
        # No filter: of which rows the highest are taken does not depend on what is searched for.
        holds, text = _one_condition(
            by_name[column], Filter(column, "contains", (search,)), "search"
        )
        where, values = f"({where}) AND {holds}", values | text
    name = blank_as_null(by_name[column])
    rows = db.rows(
        f"""SELECT value, number, count(*) OVER () FROM (
                SELECT {name} AS value, count(*) AS number
                FROM {source(view.table)} WHERE {where} GROUP BY 1)
            ORDER BY number DESC, value NULLS LAST LIMIT {limit:d}""",
        values,
    )
    return [(value, number) for value, number, _ in rows], (rows[0][2] if rows else 0)


def statistics(
    db: DuckDB,
    grid: Grid,
    column: str,
    ranges: Sequence[tuple[int, int]],
) -> Statistics:
    """Of a column's cells in the ranges of positions (first and last, both included)."""
    field = grid.field(column)
    name = sql_identifier(column)
    cells = sum(last - first + 1 for first, last in ranges)
    rough = cells > _EXACT_DISTINCT_UP_TO
    value = blank_as_null(field)
    distinct = f"approx_count_distinct({value})" if rough else f"count(DISTINCT {value})"
    more = f", sum({name}), avg({name}), min({name}), max({name})"
    if not field.is_number:
        more = f", NULL, NULL, min({value}), max({value})"
    chosen, values = in_ranges(ranges)
    row = db.row(
        f"SELECT count({value}), {distinct}{more} FROM {grid.source} WHERE {chosen}",
        values,
    )
    return Statistics(cells, row[0], row[1], rough, *row[2:])


def condition(
    filters: Sequence[Filter], by_name: dict[str, Field], rows: str
) -> tuple[str, dict[str, Any]]:
    """The filters as one SQL condition, and its parameters.

    `rows` is the FROM item that they choose from; of it the highest and lowest are taken.
    """
    parts: list[str] = []
    values: dict[str, Any] = {}
    plain = [one for one in filters if one.kind not in TOP]
    for number, one in enumerate(plain):
        part, bound = _one_condition(by_name[one.column], one, f"p{number}")
        parts.append(f"({part})")
        values.update(bound)
    left = f"{rows} WHERE {' AND '.join(parts) or 'TRUE'}"
    tops = [_top(by_name[one.column], one, left) for one in filters if one.kind in TOP]
    return " AND ".join([*parts, *tops]) or "TRUE", values


def _top(field: Field, one: Filter, left: str) -> str:
    """The condition that a value is among the highest or lowest of the rows `left`."""
    if not field.is_number:
        raise UsageError("filter_column_without_numbers", name=field.name, column=field.name)
    count = one.values[0] if one.values else None
    if type(count) is not int or count < 1:
        raise UsageError("filter_rows_not_counted", value=count, name=field.name, column=field.name)
    name = sql_identifier(field.name)
    end, order, reaches = ("min", "DESC", ">=") if one.kind == "highest" else ("max", "ASC", "<=")
    return (
        f"({name} {reaches} (SELECT {end}({name}) FROM (SELECT {name} FROM {left} "
        f"AND {name} IS NOT NULL ORDER BY {name} {order} LIMIT {min(count, _ALL_ROWS):d})))"
    )


def _one_condition(field: Field, one: Filter, prefix: str) -> tuple[str, dict[str, Any]]:
    name = sql_identifier(field.name)
    blank = f"{blank_as_null(field)} IS NULL"
    if one.kind == "blank":
        return blank, {}
    if one.kind == "filled":
        return f"NOT ({blank})", {}
    if one.kind == "contains":
        text = str(one.values[0]) if one.values else ""
        return (
            f"contains(lower({name}::VARCHAR), ${prefix}_0)",
            {f"{prefix}_0": text.lower()},
        )
    if one.kind == "range":
        return _range(field, one, prefix)
    if one.kind == "ordered":
        try:
            first, last = (dt.date.fromisoformat(day) for day in one.values)
        except (TypeError, ValueError):
            raise _of_other_type(field, one.values) from None
        return (
            f"{name} IN (SELECT customer_unique_id FROM main.master_orders WHERE "
            f"purchased_at >= ${prefix}_0 AND purchased_at < ${prefix}_1 + INTERVAL 1 DAY)",
            {f"{prefix}_0": first, f"{prefix}_1": last},
        )
    bound = {
        f"{prefix}_{number}": _fitting(field, value)
        for number, value in enumerate(value for value in one.values if value is not None)
    }
    cast = "::TIMESTAMP" if field.kind == "time" else ""
    among = f"{name} IN ({', '.join(f'${key}{cast}' for key in bound)})" if bound else "FALSE"
    if None in one.values:
        among = f"{among} OR {blank}"
    # A comparison with a blank is neither true nor false, so a blank would vanish either way.
    return (f"NOT coalesce({among}, FALSE)" if one.kind == "is_not" else among), bound


def _range(field: Field, one: Filter, prefix: str) -> tuple[str, dict[str, Any]]:
    low, high = (*one.values, None, None)[:2]
    name, parts, bound = (
        sql_identifier(field.name),
        [f"{sql_identifier(field.name)} IS NOT NULL"],
        {},
    )
    if low is not None:
        bound[f"{prefix}_0"] = _fitting(field, low)
        cast = "::TIMESTAMP" if field.kind == "time" else ""
        parts.append(f"{name} >= ${prefix}_0{cast}")
    if high is not None:
        bound[f"{prefix}_1"] = _fitting(field, high)
        if field.kind == "time" and len(str(high)) == len("2017-01-01"):
            # A day is meant with all its hours.
            parts.append(f"{name} < ${prefix}_1::TIMESTAMP + INTERVAL 1 DAY")
        else:
            cast = "::TIMESTAMP" if field.kind == "time" else ""
            parts.append(f"{name} <= ${prefix}_1{cast}")
    return " AND ".join(parts), bound


def _fitting(field: Field, value: Any) -> Any:
    """The value as the column's type can be compared with. Raises `UsageError`."""
    if field.is_number:
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return value
    elif field.kind == "flag":
        if isinstance(value, bool):
            return value
    elif field.kind == "time":
        if isinstance(value, (dt.date, dt.datetime)):
            return str(value)
        if isinstance(value, str):
            try:
                dt.datetime.fromisoformat(value)
            except ValueError:
                pass
            else:
                return value
    elif isinstance(value, str):
        return value
    raise _of_other_type(field, value)


def _of_other_type(field: Field, value: Any) -> UsageError:
    return UsageError("filter_value_of_other_type", value=value, name=field.name, column=field.name)


def in_ranges(ranges: Sequence[tuple[int, int]]) -> tuple[str, dict[str, Any]]:
    """The condition on `_row` that chooses the rows in the ranges, each once."""
    if len(ranges) == 1:
        return "_row BETWEEN $first AND $last", dict(zip(("first", "last"), ranges[0], strict=True))
    return (
        "EXISTS (SELECT 1 FROM (SELECT unnest($first::BIGINT[]) AS a, unnest($last::BIGINT[]) "
        "AS b) WHERE _row BETWEEN a AND b)",
        {"first": [first for first, _ in ranges], "last": [last for _, last in ranges]},
    )


def blank_as_null(field: Field) -> str:
    """The column's value, NULL when it is blank."""
    if field.type == "VARCHAR":
        return f"nullif({sql_identifier(field.name)}, '')"
    return sql_identifier(field.name)


def _no_column(table: str, name: str) -> UsageError:
    return UsageError("grid_column_unknown", name=name, table=table, column=name)
