"""The first rows of a raw file, and what they leave open, before anything is run."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zlib
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import duckdb

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.workspace import scratch
from crri_gui.engine.discover.sheets import heads
from crri_gui.engine.discover.sniff import Sniffed, literal_path, on_disk, open_bytes
from crri_gui.engine.values.amounts import read_amounts
from crri_gui.engine.values.clocks import read_clocks
from crri_gui.engine.values.times import read_times
from crri_gui.errors import InputError
from crri_gui.raw_tables import RAW_BY_NAME

SHOWN = 50
_LOOKED_AT = 1_000
_HEAD_BYTES = 1 << 18
# As the engine writes a point in time of a Parquet file.
_WITH_OFFSET = re.compile(r":\d\d(\.\d+)?[+-]\d\d")


@dataclass(frozen=True)
class Preview:
    """What the head of a file shows.

    `rows` are its first records as text (at most `SHOWN`), `records` all of them, estimated
    from the file's size unless `exact`. `open_questions` are findings on columns that these
    records do not decide: day first or month first, comma or point. None where nobody asked.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    records: int
    exact: bool
    open_questions: tuple[Finding, ...] | None


def preview(
    run: RunContext,
    table: str,
    file: Sniffed,
    conventions: Conventions,
    *,
    asking: bool = True,
) -> Preview:
    """Look at the head of the file that was taken for a raw table.

    What it leaves open takes an engine, and ten times as long: it is looked for when `asking`.
    Raises `InputError` when the file cannot be read any more.
    """
    rows, records, exact = _head(run, file)
    asked = tuple(_open_questions(run, table, file, rows, conventions)) if asking else None
    return Preview(file.header, tuple(rows[:SHOWN]), records, exact, asked)


def records_of(run: RunContext, file: Sniffed) -> tuple[list[tuple[str, ...]], bool]:
    """The first records of a file as text, without its header, and whether they are all.

    Raises `InputError` when it cannot be read any more.
    """
    rows, records, exact = _head(run, file)
    return rows, exact and records == len(rows)


def _head(run: RunContext, file: Sniffed) -> tuple[list[tuple[str, ...]], int, bool]:
    """The first records, how many there are in all, and whether that is exact."""
    if file.format not in ("parquet", "xlsx"):
        return _text(file)
    with scratch() as folder, on_disk(run, file, Path(folder)) as path:
        return _parquet(file, path) if file.format == "parquet" else _sheet(run, file, path)


def _text(file: Sniffed) -> tuple[list[tuple[str, ...]], int, bool]:
    try:
        with open_bytes(file.path, file.format, file.member) as source:
            head = source.read(_HEAD_BYTES)
        whole = len(head) < _HEAD_BYTES
        packed = _unpacked_bytes(file) if file.format == "csv.gz" else 0
    except (OSError, EOFError, zlib.error) as error:
        raise InputError("previewed_file_gone", file=file.path) from error
    text = codecs.getincrementaldecoder(file.encoding)(errors="replace").decode(head)
    lines = io.StringIO(text.lstrip("\ufeff"), newline="")
    for _ in range(file.skip_lines):
        lines.readline()
    reader = csv.reader(lines, delimiter=file.delimiter)
    records: list[tuple[str, ...]] = []
    try:
        records.extend(tuple(fields) for fields in reader if fields)
    except csv.Error:
        # A field beyond Python's limit: what came before it is shown.
        whole = False
    header, rows = records[:1], records[1:]
    if whole or not header:
        return rows, len(rows), True
    # The last record of the head may be cut off.
    rows = rows[:-1] or rows
    size = packed or file.bytes
    return rows, max(len(rows), round(size / len(head) * len(rows))), False


def _unpacked_bytes(file: Sniffed) -> int:
    """The unpacked size that a gzip archive names at its end (modulo 4 GB); 0 within another."""
    if file.member is not None:
        return 0
    with file.path.open("rb") as packed:
        packed.seek(-4, io.SEEK_END)
        return int.from_bytes(packed.read(4), "little")


def _parquet(file: Sniffed, lies_at: Path) -> tuple[list[tuple[str, ...]], int, bool]:
    try:
        with duckdb.connect() as con:
            path = literal_path(lies_at)
            source = "read_parquet(?, hive_partitioning=false)"
            columns = ", ".join(f"c{place}::VARCHAR" for place in range(len(file.header)))
            names = ", ".join(f"c{place}" for place in range(len(file.header)))
            rows = con.execute(
                f"SELECT {columns} FROM (SELECT * FROM {source} LIMIT {_LOOKED_AT}) t({names})",
                [path],
            ).fetchall()
            count = con.execute(f"SELECT count(*) FROM {source}", [path]).fetchone()
    except duckdb.Error as error:
        raise InputError("parquet_unreadable", file=file.label) from error
    return [tuple(value or "" for value in row) for row in rows], count[0] if count else 0, True


def _sheet(run: RunContext, file: Sniffed, path: Path) -> tuple[list[tuple[str, ...]], int, bool]:
    (sheet,) = heads(run, path, file.skip_lines + 1 + _LOOKED_AT, file.sheet)
    first = file.skip_lines - sheet.above + 1
    records = max(0, sheet.last - file.skip_lines - 1)
    return list(sheet.rows[first : first + _LOOKED_AT]), records, True


def _open_questions(
    run: RunContext,
    table: str,
    file: Sniffed,
    rows: list[tuple[str, ...]],
    conventions: Conventions,
) -> list[Finding]:
    columns = [
        column
        for column in RAW_BY_NAME[table].columns
        if column.kind in ("time", "money") and column.name in file.columns
    ]
    findings: list[Finding] = []
    if not columns:
        return findings
    with duckdb.connect() as con:
        db = DuckDB(run, con)
        for column in columns:
            place = file.columns.index(column.name)
            values = [row[place] for row in islice(rows, _LOOKED_AT) if place < len(row)]
            db.execute(
                "CREATE OR REPLACE TABLE head AS SELECT unnest($values::VARCHAR[]) AS value",
                {"values": values},
            )
            name = f"{table}.{column.name}"
            if column.kind == "time":
                times = read_times(
                    *(db, "head", "value", name, conventions),
                    instants=file.format == "parquet" and any(map(_WITH_OFFSET.search, values)),
                )
                findings += times.reading.findings
                _, clocks = read_clocks(db, "head", table, {"value": times}, conventions)
                findings += [replace(finding, column=column.name) for finding in clocks]
            elif file.format != "parquet":
                reading = read_amounts(db, "head", "value", name, conventions)
                findings += reading.findings
    return findings
