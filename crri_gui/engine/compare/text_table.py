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
    value_faults,
)
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.discover.sniff import sniff
from crri_gui.engine.publish.reading import scan, typed
from crri_gui.errors import InputError
from crri_gui.messages import sentence


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
        side.broken.append(sentence("published_file_not_regular"))
        return side
    try:
        file = sniff(path)[0]
        side.columns = frozenset(table.column_names).intersection(file.header)
        if not side.columns:
            side.broken.append(sentence("published_file_of_other_columns", table=table.name))
            return side
        scan(db, file, table.column_names, text, work)
    except InputError as error:
        side.broken.append(error.what)
        return side
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        side.broken.append(sentence("published_file_unreadable", reason=reason))
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


def _judge(db: DuckDB, table: OutputTable, text: str, side: Side) -> None:
    """Say what is wrong with the rows in the table `text`, a sentence each."""
    [(refused, first)] = db.rows(
        "SELECT count(DISTINCT line_byte_position), min(line) FROM refused"
    )
    checks = [
        (said, column.name, fault)
        for column in table.columns
        if column.name in side.columns
        for said, faults in (
            (side.broken, value_faults(column)),
            (side.outside, range_faults(column)),
        )
        for fault in faults
    ]
    counts = [
        f'count(*) FILTER ({fault.condition}), min("{name}") FILTER ({fault.condition})'
        for _, name, fault in checks
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    filled = " AND ".join(f'"{name}" IS NOT NULL' for name in table.key)
    repeats = f"count(*) FILTER ({filled}) - count(DISTINCT ({key})) FILTER ({filled})"
    [(side.repeats, *found)] = db.rows(f"SELECT {', '.join([repeats, *counts])} FROM {text}")
    if refused:
        side.broken.append(sentence("rows_unreadable", rows=rows_of(refused), record=first))
    for (said, name, fault), count, example in zip(checks, found[::2], found[1::2], strict=True):
        if count:
            said.append(fault.told(name, rows_of(count, example)))
    if side.repeats:
        rows = rows_of(side.repeats)
        side.broken.append(sentence("key_repeats", key=", ".join(table.key), rows=rows))


def rows_of(count: int, example: str | None = None) -> str:
    """A count of rows in words, with a value that one of them has."""
    if not example:
        return sentence("rows", count=count)
    return sentence("rows.with_example", count=count, example=shown(example))


def _is_there(path: Path) -> bool:
    """Whether there is something to read; what cannot be looked at is there, and unreadable."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
