"""A file of outputs in any state, read as text: whatever is wrong with it is said, never raised."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import duckdb

from crri_gui.contract import OutputTable
from crri_gui.engine.compare.schema_drift import (
    header_faults,
    range_faults,
    shown,
    typed,
    value_faults,
)
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.discover.sniff import Sniffed, literal_path, sniff
from crri_gui.engine.ingest.transcode import ensure_utf8, unify_line_ends
from crri_gui.errors import InputError


@dataclass
class Side:
    """One file of the two: which of the contract's columns it has, and what is in it.

    `broken` are sentences on what a refresh would choke on, `outside` on values outside their
    range. `rows` is None where the file is missing or cannot be read. `complete`: it has the
    columns of the contract and no others. `repeats`: rows whose key another row has.
    """

    broken: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    rows: int | None = None
    columns: frozenset[str] = frozenset()
    complete: bool = False
    repeats: int = 0
    totals: list[int | Decimal | None] = field(default_factory=list)


def read(
    db: DuckDB,
    table: OutputTable,
    path: Path,
    name: str,
    work: Path,
    totals: Collection[str],
    *,
    judged: bool,
) -> Side:
    """Read a file into the table `name`_text and, typed, the view `name`.

    There is no view where the file cannot be read. `totals` are sums in SQL over the view, which
    the side brings along; `judged` says whether its values are held against the contract.
    """
    side = Side()
    if not _is_there(path):
        return side
    text = f"{name}_text"
    if not path.is_file():
        side.broken.append("The file is no file: something else has its name.")
        return side
    try:
        file = sniff(path)[0]
        side.columns = frozenset(table.column_names).intersection(file.header)
        if not side.columns:
            side.broken.append(f"The file has none of the columns of {table.name}.")
            return side
        scan(db, file, table.column_names, text, work)
    except InputError as error:
        side.broken.append(error.what)
        return side
    except duckdb.Error as error:
        side.broken.append(f"The file cannot be read: {str(error).splitlines()[0]}")
        return side
    side.complete = sorted(file.header) == sorted(table.column_names)
    if judged:
        side.broken += header_faults(table, file)
        _judge(db, table, text, side)
    columns = ", ".join(f'{typed(column)} AS "{column.name}"' for column in table.columns)
    db.execute(f"CREATE VIEW {name} AS SELECT {columns} FROM {text}")
    sums = ", ".join(["count(*)", *totals])
    [(side.rows, *side.totals)] = db.rows(f"SELECT {sums} FROM {name}")
    return side


def scan(
    db: DuckDB,
    file: Sniffed,
    wanted: Collection[str],
    target: str,
    work: Path,
) -> None:
    """Read these columns as text into the table `target`, blank where the file has none.

    They are taken by their places, so that no name of the file gets into a statement. What the
    reader refuses is in the table `refused`. Raises `InputError` and DuckDB's errors.
    """
    source = ensure_utf8(db.run, file, work)
    places = {name: f"c{place}" for place, name in reversed([*enumerate(file.header)])}
    chosen = ", ".join(f'{places.get(name, "NULL::VARCHAR")} AS "{name}"' for name in wanted)
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(len(file.header)))
    statement = f"""CREATE TABLE {target} AS SELECT {chosen} FROM read_csv(
        $path, auto_detect=false, header=true, delim=$delimiter, quote='"', escape='"',
        columns={{{columns}}}, null_padding=false, strict_mode=true, compression='none',
        hive_partitioning=false, store_rejects=true, rejects_limit=0,
        rejects_table='refused', rejects_scan='scans')"""
    for attempt in (1, 2):
        db.execute("DROP TABLE IF EXISTS refused")
        db.execute("DROP TABLE IF EXISTS scans")
        try:
            db.execute(statement, {"path": literal_path(source), "delimiter": file.delimiter})
            return
        except duckdb.InvalidInputException:
            # The reader refuses a file that mixes line ends; a refresh does not.
            if attempt == 2:
                raise
            source = unify_line_ends(db.run, source, work)


def _judge(db: DuckDB, table: OutputTable, text: str, side: Side) -> None:
    """Say what is wrong with the rows in the table `text`, a sentence each."""
    [(refused, first)] = db.rows(
        "SELECT count(DISTINCT line_byte_position), min(line) FROM refused"
    )
    checks = [
        (said, column.name, condition, words)
        for column in table.columns
        if column.name in side.columns
        for said, faults in (
            (side.broken, value_faults(column)),
            (side.outside, range_faults(column)),
        )
        for condition, words in faults
    ]
    counts = [
        f'count(*) FILTER ({sql}), min("{name}") FILTER ({sql})' for _, name, sql, _ in checks
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    filled = " AND ".join(f'"{name}" IS NOT NULL' for name in table.key)
    repeats = f"count(*) FILTER ({filled}) - count(DISTINCT ({key})) FILTER ({filled})"
    [(side.repeats, *found)] = db.rows(f"SELECT {', '.join([repeats, *counts])} FROM {text}")
    if refused:
        side.broken.append(f"{rows_of(refused)} cannot be read, the first as record {first:,}.")
    for (said, name, _, words), count, example in zip(checks, found[::2], found[1::2], strict=True):
        if count:
            rows = rows_of(count)
            where = f"{rows}, for example {shown(example)}" if example else rows
            said.append(words.format(name, where))
    if side.repeats:
        said_key = ", ".join(table.key)
        side.broken.append(f"The key ({said_key}) repeats in {rows_of(side.repeats)}.")


def rows_of(count: int) -> str:
    """A count of rows in words."""
    return f"{count:,} row{'' if count == 1 else 's'}"


def _is_there(path: Path) -> bool:
    """Whether there is something to read; what cannot be looked at is there, and unreadable."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
