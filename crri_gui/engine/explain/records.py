"""The records of a raw file that have one of a few keys, with their lines, however large it is.

The file is looked through in windows that end where records end; only a window in which the text
of a key stands is read record by record. So nothing is remembered of millions of rows.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.discover.sniff import literal_path

Key = tuple[str, ...]
Found = tuple[Key, int, str, list[str]]
"""A key, the line of its record, the record as it stands there, and its fields."""
_WINDOW = 1 << 20
_LARGEST = 256 << 20
_MARKS = "\"'`\u2018\u2019\u201c\u201d"
_STEPS = 10_000


def records_of_text(
    run: RunContext,
    path: Path,
    delimiter: str,
    escape: str,
    places: Sequence[int],
    keys: Collection[Key],
    *,
    as_rows: bool = False,
) -> Iterator[Found]:
    """The records of a text in UTF-8 whose fields at `places` are one of the cleaned `keys`.

    `as_rows` counts records in the place of lines: rows of a sheet, whose cells may hold line
    breaks; the lines within the header are rows then.
    """
    needles = [key[0].encode() for key in keys]
    # Other letters have more than one form of each case, which bytes do not tell.
    searched = not as_rows and all(needle.isascii() for needle in needles)
    row = 0
    for first, window, ending in _windows(run, path, escape):
        if searched:
            lowered = window.lower()
            if not any(needle in lowered for needle in needles):
                continue
        for line, text, fields in _read(run, window, first, ending, delimiter, escape):
            # The rows above the header are line breaks within its first name.
            row += 1 if row else 1 + text.count("\n")
            if max(places) < len(fields):
                key = tuple(cleaned(fields[place]) for place in places)
                if key in keys:
                    yield key, row if as_rows else line, text, fields


def record_at(run: RunContext, path: Path, delimiter: str, escape: str, line: int) -> str:
    """The line of a text as it stands there; empty where there is none."""
    for first, window, ending in _windows(run, path, escape):
        lines = _lines(window, ending) if first + window.count(ending) >= line else []
        if line - first < len(lines):
            return _text(lines[line - first])
    return ""


def records_of_parquet(
    run: RunContext, path: Path, names: Sequence[str], places: Sequence[int], keys: Collection[Key]
) -> Iterator[Found]:
    """The same of a Parquet file, by the numbers of its rows."""
    column = f"lower(trim({sql_identifier(names[places[0]])}::VARCHAR))"
    with duckdb.connect() as con, run.attached(con):
        rows = con.execute(
            "SELECT file_row_number + 1, COLUMNS(* EXCLUDE file_row_number)::VARCHAR "
            "FROM read_parquet($path, hive_partitioning=false, file_row_number=true) "
            rf"WHERE list_contains($keys, regexp_replace({column}, '\.0+$', '')) ORDER BY 1",
            {"path": literal_path(path), "keys": [key[0] for key in keys]},
        ).fetchall()
    for number, *values in rows:
        fields = ["" if value is None else str(value) for value in values]
        key = tuple(cleaned(fields[place]) for place in places)
        if key in keys:
            yield key, number, ", ".join(fields), fields


def cleaned(value: str) -> str:
    """A key as keys are compared: composed, without what cannot be seen and what is around it."""
    if value.isascii() and value.isalnum():
        return value.lower()
    visible = "".join(sign for sign in value if unicodedata.category(sign) != "Cf")
    bare = unicodedata.normalize("NFC", visible).strip().strip(_MARKS).strip()
    return re.sub(r"^(\d+)\.0+$", r"\1", bare).casefold()


def _windows(run: RunContext, path: Path, escape: str) -> Iterator[tuple[int, bytes, bytes]]:
    """Parts of the text that end where a record ends: the first line, the bytes, the line end."""
    line, rest, ending = 1, b"", b""
    with path.open("rb") as file:
        while True:
            run.checkpoint()
            chunk = file.read(max(_WINDOW, len(rest)))
            if not ending:
                ending = b"\r" if b"\r" in chunk and b"\n" not in chunk else b"\n"
            window, rest = rest + chunk, b""
            if chunk:
                end = _last_end(window, ending, escape)
                if not end and len(window) < _LARGEST:
                    rest = window
                    continue
                window, rest = window[: end or len(window)], window[end or len(window) :]
            if window:
                yield line, window, ending
                line += window.count(ending)
            if not chunk:
                return


def _last_end(window: bytes, ending: bytes, escape: str) -> int:
    """Behind the last line end outside of quotation marks; 0 where none is found."""
    marks = _marks(window, escape)
    end = len(window)
    for _ in range(_STEPS):
        before = window.rfind(ending, 0, end)
        if before < 0:
            return 0
        marks -= _marks(window[before + 1 : end], escape)
        end = before
        if marks % 2 == 0:
            return before + 1
    return 0


def _marks(text: bytes, escape: str) -> int:
    return text.count(b'"') - (text.count(b'\\"') if escape == "\\" else 0)


def _read(
    run: RunContext, window: bytes, first: int, ending: bytes, delimiter: str, escape: str
) -> Iterator[tuple[int, str, list[str]]]:
    """Every record of a window: its line, its text, its fields (none of a blank line)."""
    lines = _lines(window, ending)
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for line in lines:
            taken += 1
            yield f"{_text(line)}\n"

    dialect: dict[str, Any] = {"delimiter": delimiter}
    if escape != '"':
        dialect |= {"escapechar": escape, "doublequote": False}
    csv.field_size_limit(sys.maxsize >> 1)
    reader = csv.reader(texts(), **dialect)
    while taken < len(lines):
        begins = taken
        if begins % 1_000 == 0:
            run.checkpoint()
        try:
            fields = next(reader)
        except csv.Error:
            fields = []
        yield first + begins, "\n".join(map(_text, lines[begins:taken])), fields


def _lines(window: bytes, ending: bytes) -> list[bytes]:
    lines = window.split(ending)
    return lines[:-1] if not lines[-1] else lines


def _text(line: bytes) -> str:
    return line.rstrip(b"\r\n").decode("utf-8", "replace")
