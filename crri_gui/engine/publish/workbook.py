"""The outputs as one Excel workbook: a sheet for each table, and one that explains them.

openpyxl makes the workbook with its styles, its headers and the sheet of definitions. The rows
are set into its sheets as they come from the engine: openpyxl would take about twenty times as
long, cut numbers to 16 digits, and take text that begins with = for a formula. Nothing in the
workbook has a date, so that equal tables make equal bytes.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import duckdb

from crri_gui.contract import Column, OutputTable, tables_with
from crri_gui.definitions import OPTIONS, Definitions
from crri_gui.engine.core import durable
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext

if TYPE_CHECKING:
    from openpyxl import Workbook

DEFINITIONS_SHEET = "definitions"
_ALWAYS = tables_with(())
_BATCH = 5_000
_LONGEST_TEXT = 32_767
_ZIP_START = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_ROWS_END = b"</sheetData>"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ as the letter A, unless the underscore is written in the same way.
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNTOUCHED = re.compile(r"[\w .:/@=+-]*")
_EXPLANATION_WIDTHS = (22, 24, 50, 70, 40, 60)


@dataclass(frozen=True)
class _Sheet:
    """What is known of an output's rows before they are written.

    `widths` are those of the columns, in characters; `bytes` is more than the rows take as XML.
    """

    table: OutputTable
    select: str
    rows: int
    widths: tuple[int, ...]
    bytes: int
    fits: bool


def write_workbook(
    db: DuckDB,
    selects: Mapping[str, str],
    definitions: Definitions,
    target: Path,
    *,
    tables: Sequence[OutputTable] = _ALWAYS,
    row_limit: int = 1_048_576,
) -> None:
    """Write the workbook to `target`, wholly or not at all.

    `selects` has for each of `tables` a SELECT of its columns in their order. A table
    with more than `row_limit` rows, the header included, is not cut: its sheet has none of them
    and says where they are. Raises `OutputError` when the workbook cannot be written, with what
    was at `target` still there, and `Cancelled`.
    """
    sheets = [_measure(db, table, selects[table.name], row_limit) for table in tables]
    part = target.with_name(f".{target.name}.part")
    try:
        frame, styles = _frame(sheets, definitions)
        _write(db, sheets, frame, styles, part)
        durable.move(part, target)
    except OSError as error:
        _remove(part)
        # The user knows the workbook, not the file it is made in. Packed, rows take an eighth.
        refusal = OSError(error.errno, error.strerror)
        need = sum(sheet.bytes for sheet in sheets) // 8
        raise durable.explain(refusal, target, need=need) from error
    except BaseException:
        _remove(part)
        raise


def _remove(part: Path) -> None:
    with suppress(OSError):
        part.unlink(missing_ok=True)


def _measure(db: DuckDB, table: OutputTable, select: str, row_limit: int) -> _Sheet:
    measures = ["count(*)"]
    for column in table.columns:
        text = f'"{column.name}"::VARCHAR'
        measures.append(f"coalesce(max(length({text})), 0), coalesce(sum(strlen({text})), 0)")
    row = db.row(f"SELECT {', '.join(measures)} FROM ({select})")
    rows, lengths, sizes = int(row[0]), row[1::2], row[2::2]
    # A name needs room for the arrow of its filter, an amount for its separators.
    widths = [
        max(len(column.name) + 4, min(int(length * 1.1) + 3, 50))
        for column, length in zip(table.columns, lengths, strict=True)
    ]
    # Escaped, a character takes up to 7 bytes; a cell takes less than 90 beside its value.
    size = rows * (40 + 90 * len(table.columns)) + 7 * sum(int(size) for size in sizes)
    return _Sheet(table, select, rows, tuple(widths), size, rows + 1 <= row_limit)


def _frame(sheets: Sequence[_Sheet], definitions: Definitions) -> tuple[bytes, dict[str, int]]:
    """The workbook without the tables' rows, and the number of each format's style in it."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    styles: dict[str, int] = {}
    for sheet in sheets:
        page: Any = workbook.create_sheet(sheet.table.name)
        if not sheet.fits:
            page.column_dimensions["A"].width = 120
            page.append([_too_long(sheet)])
            continue
        page.freeze_panes = "A2"
        for place, width in enumerate(sheet.widths, 1):
            page.column_dimensions[get_column_letter(place)].width = width
        last = f"{get_column_letter(len(sheet.table.columns))}{sheet.rows + 1}"
        page.auto_filter.ref = f"A1:{last}"
        page.append([_header(page, column) for column in sheet.table.columns])
        for column in sheet.table.columns:
            sample = WriteOnlyCell(page)
            sample.number_format = _format(column)
            styles[sample.number_format] = sample.style_id
    _explain(workbook, definitions, [sheet.table for sheet in sheets])
    workbook.properties.creator = "CRRI"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue(), styles


def _too_long(sheet: _Sheet) -> str:
    return (
        f"{sheet.table.name} has {sheet.rows:,} rows, more than fit on a sheet, so none of them "
        f"is here: the full table is in {sheet.table.file_name}."
    )


def _header(page: Any, column: Column) -> Any:
    from openpyxl.comments import Comment

    text = f"{column.meaning}\nUnit: {column.unit}\nBlank: {column.blank}\nFrom: {column.source}"
    cell = _label(page, column.name, bold=True)
    cell.comment = Comment(text, "CRRI", height=140, width=320)
    return cell


def _label(page: Any, text: str, *, bold: bool = False, wrap: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(page, _plain(text))
    cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _format(column: Column) -> str:
    """The number format that shows a column's unit."""
    if column.type == "text":
        return "@"
    if column.code:
        return "0"
    if column.type == "integer":
        return "#,##0"
    if column.unit.startswith("share"):
        return "0.00%"
    return "#,##0.00"


def _explain(workbook: Workbook, definitions: Definitions, tables: Sequence[OutputTable]) -> None:
    """The sheet of definitions: every option that the tables use, then every column."""
    page: Any = workbook.create_sheet(DEFINITIONS_SHEET)
    for place, width in zip("ABCDEF", _EXPLANATION_WIDTHS, strict=True):
        page.column_dimensions[place].width = width

    def line(*texts: str, bold: bool = False) -> None:
        page.append([_label(page, text, bold=bold, wrap=True) for text in texts])

    line("option", "value", "what it decides", "what the value means", bold=True)
    for name in definitions.as_dict({table.asked_with for table in tables}):
        option, value = OPTIONS[name], getattr(definitions, name)
        line(name, option.to_text(value), option.meaning, option.explained(value))
    page.append([])
    line("table", "column", "unit", "meaning", "blank", "from", bold=True)
    for table in tables:
        for column in table.columns:
            about = (column.unit, column.meaning, column.blank, column.source)
            line(table.name, column.name, *about)


def _write(
    db: DuckDB,
    sheets: Sequence[_Sheet],
    frame: bytes,
    styles: Mapping[str, int],
    part: Path,
) -> None:
    """The frame's files with the rows in their sheets, all of them without a date."""
    pages = {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}
    with (
        zipfile.ZipFile(io.BytesIO(frame)) as made,
        zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_START)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Left alone, this and the rights in it tell one system from another.
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            content = made.read(name)
            sheet = pages.get(name)
            if sheet is None or not sheet.fits:
                archive.writestr(entry, _DATES.sub(b"", content))
                continue
            before, _, after = content.partition(_ROWS_END)
            # Excel warns of the large format in a file that does not need it.
            large = sheet.bytes > zipfile.ZIP64_LIMIT
            with archive.open(entry, "w", force_zip64=large) as file:
                file.write(before)
                for rows in _rows(db, sheet, styles):
                    file.write(rows.encode())
                file.write(_ROWS_END + after)


def _rows(db: DuckDB, sheet: _Sheet, styles: Mapping[str, int]) -> Iterator[str]:
    """The table's rows as XML, some thousand at a time."""
    from openpyxl.utils import get_column_letter

    columns = [
        (get_column_letter(place), styles[_format(column)], column.type == "text")
        for place, column in enumerate(sheet.table.columns, 1)
    ]
    result = db.execute(sheet.select)
    first = 2
    while batch := _fetch(db.run, result):
        lines = []
        for number, row in enumerate(batch, first):
            cells = [f'<row r="{number}">']
            for (letter, style, is_text), value in zip(columns, row, strict=True):
                if value is None or value == "":
                    continue
                cell = f'<c r="{letter}{number}" s="{style}"'
                if is_text or (isinstance(value, float) and not math.isfinite(value)):
                    cells.append(f'{cell} t="inlineStr"><is>{_inline(str(value))}</is></c>')
                else:
                    cells.append(f"{cell}><v>{value}</v></c>")
            cells.append("</row>")
            lines.append("".join(cells))
        first += len(batch)
        yield "".join(lines)


def _fetch(run: RunContext, result: duckdb.DuckDBPyConnection) -> list[Any]:
    run.checkpoint()
    try:
        return result.fetchmany(_BATCH)
    except duckdb.InterruptException:
        # Rows are computed as they are fetched, so that is where a cancel may meet them.
        run.checkpoint()
        raise


def _inline(text: str) -> str:
    """A text as the content of a cell, whatever is in it."""
    if _UNTOUCHED.fullmatch(text) and len(text) <= _LONGEST_TEXT // 2 and "_x" not in text:
        return f"<t>{text}</t>" if text == text.strip() else f'<t xml:space="preserve">{text}</t>'
    # A carriage return that is not written as its number is read as a line feed.
    safe = escape(_plain(text), {"\r": "&#13;"})
    return f'<t xml:space="preserve">{safe}</t>'


def _plain(text: str) -> str:
    """The text with what a cell cannot hold made visible: it is cut only with a word on it."""
    text = _LIKE_ESCAPE.sub("_x005F_", _NOT_XML.sub("\ufffd", text))
    if len(text.encode("utf-16-le")) // 2 <= _LONGEST_TEXT:
        return text
    # Half of it: characters beyond the first 65,536 count twice.
    return f"{text[: _LONGEST_TEXT // 2 - 50]}… (cut here; the whole text is in the CSV)"
