"""What is seen in a grid, taken elsewhere: copied as text, or exported as CSV or workbook."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.contract import Column, OutputTable
from crri_gui.definitions import Definitions
from crri_gui.engine.core import durable
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.formula_text import risky_sql
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.publish.workbook import write_workbook
from crri_gui.engine.query.browse import Grid, in_ranges
from crri_gui.engine.query.catalog import Field
from crri_gui.errors import OutputError, UsageError

COPY_LIMIT = 1_000_000
SHEET_ROWS = 1_048_576


def clip(
    db: DuckDB,
    grid: Grid,
    columns: Sequence[str],
    ranges: Sequence[tuple[int, int]],
    decimal_sign: str = ".",
) -> str:
    """The cells as tab-separated text with their headers, as spreadsheets paste it.

    Text that a spreadsheet would run as a formula gets an apostrophe before it. Raises
    `UsageError` beyond `COPY_LIMIT` cells.
    """
    cells = sum(last - first + 1 for first, last in ranges) * len(columns)
    if cells > COPY_LIMIT:
        raise UsageError("too_many_cells_to_copy", cells=cells, limit=COPY_LIMIT)
    chosen_fields = [grid.field(name) for name in columns]
    chosen, values = in_ranges(ranges)
    names = ", ".join(safe_text(field) for field in chosen_fields)
    rows = db.rows(f"SELECT {names} FROM {grid.source} WHERE {chosen} ORDER BY _row", values)
    lines = ["\t".join(columns)]
    for row in rows:
        lines.append(
            "\t".join(
                _cell(value, decimal_sign if field.is_number else "")
                for field, value in zip(chosen_fields, row, strict=True)
            )
        )
    return "\n".join(lines) + "\n"


def export_grid(
    db: DuckDB,
    grid: Grid,
    columns: Sequence[str],
    target: Path,
    definitions: Definitions,
    *,
    row_limit: int = SHEET_ROWS,
) -> int:
    """Write the view's rows, in its order, with these columns; the number of rows written.

    The file's ending says the form: .csv as the contract writes them, .xlsx a workbook with the
    definitions beside the rows. It is written wholly or not at all. Raises `UsageError` for
    another ending and for more rows than a sheet holds, `OutputError` and `Cancelled`.
    """
    chosen = [grid.field(name) for name in columns]
    if target.suffix.lower() == ".xlsx":
        if grid.rows + 1 > row_limit:
            raise UsageError("too_many_rows_for_a_sheet", rows=grid.rows)
        table = OutputTable(grid.view.table, "", tuple(_column(field) for field in chosen), ())
        # A cell of a workbook is text by its type: no apostrophe is needed.
        select = _select(
            grid, [f"{_value(field)} AS {sql_identifier(field.name)}" for field in chosen]
        )
        write_workbook(db, {table.name: select}, definitions, target, tables=(table,))
        return grid.rows
    if target.suffix.lower() != ".csv":
        raise UsageError("export_format_unknown", name=target.name, file=target)
    select = _select(
        grid, [f"{safe_text(field)} AS {sql_identifier(field.name)}" for field in chosen]
    )
    part = target.with_name(f".{target.name}.part")
    try:
        db.execute(
            f"COPY ({select}) TO $path "
            "(FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', NULLSTR '')",
            {"path": str(part)},
            writes=part,
        )
        durable.move(part, target)
    except duckdb.IOException as error:
        raise OutputError(
            "export_not_written", reason=str(error).splitlines()[0], file=target
        ) from error
    except OSError as error:
        # The user knows the file, not the one it is made in.
        raise durable.explain(OSError(error.errno, error.strerror), target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return grid.rows


def _select(grid: Grid, expressions: Sequence[str]) -> str:
    return f"SELECT {', '.join(expressions)} FROM {grid.source} ORDER BY _row"


def _value(field: Field) -> str:
    if field.kind in ("time", "flag"):
        return f"{safe_text(field)}::VARCHAR"
    return sql_identifier(field.name)


def _column(field: Field) -> Column:
    """The field as the workbook describes and formats columns."""
    about = field.about or Column(field.name, "text", "", "", "", "")
    kind = "number" if field.kind == "share" else field.kind
    kind = "integer" if kind == "code" else kind
    written = kind if kind in ("integer", "money", "number") else "text"
    unit = about.unit if field.kind != "share" else "share, 0 to 1"
    made = Column(field.name, written, unit, about.meaning, about.blank, about.source)
    return replace(made, code=field.kind == "code")


def safe_text(field: Field) -> str:
    """The column as text or number, no text of it one that a spreadsheet runs as a formula."""
    name = sql_identifier(field.name)
    if field.kind == "time":
        return f"strftime({name}, '%Y-%m-%d %H:%M:%S')"
    if field.type != "VARCHAR":
        return name
    return f"CASE WHEN {risky_sql(name)} THEN '''' || {name} ELSE {name} END"


def _cell(value: Any, decimal_sign: str) -> str:
    if value is None:
        return ""
    text = str(value)
    if decimal_sign:
        return text.replace(".", decimal_sign)
    if any(sign in text for sign in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text
