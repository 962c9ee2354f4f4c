"""Where two sides of an output differ: rows that come and go, and every value, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from crri_gui.contract import Column, OutputTable
from crri_gui.engine.compare.schema_drift import shown
from crri_gui.engine.compare.text_table import Side, rows_of
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.publish.reading import typed
from crri_gui.messages import sentence

EXAMPLES = 3
# Exact, and their difference cannot overflow: 17 digits before the sign, 20 behind.
_EXACT = "DECIMAL(37, 20)"
# Columns whose values are names: one that no computed row has may be a mistake.
_NAMES = ("payment_type", "customer_state")
_CHUNK = 4 << 20

Key = dict[str, str | None]
"""The key of a row, by column."""


@dataclass(frozen=True)
class Example:
    """One value that differs, as it is written in both files; None where it is blank."""

    key: Key
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ColumnChange:
    """A column in which values of rows that are on both sides differ.

    `values` counts them. `greatest` is the greatest difference, None where none of them are
    numbers. `examples` are at most three: of numbers those that differ most, else the first by
    key.
    """

    column: str
    values: int
    greatest: Decimal | None
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Rows:
    """Rows that are on one side only: how many, and the first keys."""

    count: int = 0
    examples: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Differences:
    """What differs between two sides of an output.

    `form` are sentences on what is written otherwise and means the same: order of rows, line
    ends, numbers (1.0 for 1.00). `outside` names values of a name that no computed row has.
    """

    rows_come: Rows = Rows()
    rows_go: Rows = Rows()
    columns: tuple[ColumnChange, ...] = ()
    form: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def differences(db: DuckDB, table: OutputTable, before: Side, path: Path) -> Differences:
    """Compare before_text with after_text by the table's key; `path` is the published file.

    A month written as a date is the same month. Of rows that repeat a key the first is compared;
    the others go.
    """
    compared = [
        column
        for column in table.columns
        if column.name in before.columns and column.name not in table.key
    ]
    # Most rows are equal: the others are taken aside, and all else is asked of them alone.
    db.execute(f"CREATE TABLE differing AS {_joined(table, compared, before.repeats)}")
    names = ["come", "come_keys", "go", "go_keys"]
    asked = [
        "count(*) FILTER (b_place IS NULL)",
        f"min(a_key, {EXAMPLES}) FILTER (b_place IS NULL)",
        "count(*) FILTER (a_place IS NULL)",
        f"min(b_key, {EXAMPLES}) FILTER (a_place IS NULL)",
    ]
    for number, column in enumerate(compared):
        for name, sql in _measures(number, column):
            names.append(f"{column.name} {name}")
            asked.append(sql)
    [row] = db.rows(f"SELECT {', '.join(asked)} FROM differing")
    db.execute("DROP TABLE differing")
    found = dict(zip(names, row, strict=True))
    columns = tuple(_changes(table, compared, found))
    come = Rows(found["come"], _keys(table, found["come_keys"]))
    go = Rows(found["go"], _keys(table, found["go_keys"]))
    form = [*_rewritten(compared, found)]
    if not come.count and not go.count and (moved := _moved(db, table)):
        form.insert(0, sentence("rows_moved", rows=rows_of(moved)))
    form += _line_ends(db.run, path)
    if not (columns or come.count or go.count or form or before.broken):
        form.append(sentence("only_quotes_differ"))
    unknown = [
        sentence
        for column in compared
        if column.name in _NAMES and found[f"{column.name} values"]
        for sentence in _unknown(db, table, column.name)
    ]
    return Differences(come, go, columns, tuple(form), tuple(unknown))


def _joined(table: OutputTable, compared: list[Column], repeats: int) -> str:
    """The rows that differ, both sides beside each other: places, keys, text of the columns."""
    places = [column for column in table.columns if column.name in table.key]
    by = ", ".join(f"k{n}" for n in range(len(places)))

    def text_of(name: str, side: str) -> str:
        columns = [f"{typed(column)} AS k{n}" for n, column in enumerate(places)]
        columns += [f'"{column.name}" AS v{n}' for n, column in enumerate(compared)]
        return f"SELECT rowid AS {side}_place, {', '.join(columns)} FROM {name}_text"

    def key_of(side: str) -> str:
        key = ", ".join(f'"{column.name}" := {side}.k{n}' for n, column in enumerate(places))
        return f"struct_pack({key}) AS {side}_key"

    before = text_of("before", "b")
    same = [f"b.k{n} = a.k{n}" for n in range(len(places))]
    if repeats:
        nth = f"row_number() OVER (PARTITION BY {by} ORDER BY b_place) AS nth"
        before = f"SELECT *, {nth} FROM ({before})"
        same.append("b.nth = 1")
    columns = ["b_place", "a_place", key_of("b"), key_of("a")]
    for side in ("b", "a"):
        columns += [f"{side}.v{n} AS {side}{n}" for n in range(len(compared))]
    differ = ["b_place IS NULL", "a_place IS NULL"]
    differ += [f"b.v{n} IS DISTINCT FROM a.v{n}" for n in range(len(compared))]
    return (
        f"SELECT {', '.join(columns)} FROM ({before}) AS b "
        f"FULL JOIN ({text_of('after', 'a')}) AS a ON {' AND '.join(same)} "
        f"WHERE {' OR '.join(differ)}"
    )


def _moved(db: DuckDB, table: OutputTable) -> int:
    """How many rows of two sides with the same keys stand at another place."""
    columns = [column for column in table.columns if column.name in table.key]
    other = " OR ".join(
        f"{typed(column, f'b.{column.name}')} <> {typed(column, f'a.{column.name}')}"
        for column in columns
    )
    [(moved,)] = db.rows(
        f"SELECT count(*) FROM before_text AS b JOIN after_text AS a ON b.rowid = a.rowid "
        f"WHERE {other}",
    )
    return int(moved)


def _measures(number: int, column: Column) -> Iterator[tuple[str, str]]:
    """What is asked of one column, by name: the aggregates in SQL."""
    before, after = f"b{number}", f"a{number}"
    other = f"b_place + a_place IS NOT NULL AND {before} IS DISTINCT FROM {after}"
    numeric = column.type != "text"
    if numeric:
        gap = f"abs(try_cast({before} AS {_EXACT}) - try_cast({after} AS {_EXACT}))"
        differs = f"coalesce({gap} <> 0, true)"
    elif column.is_month:
        gap = "NULL"
        differs = f"{typed(column, before)} IS DISTINCT FROM {typed(column, after)}"
    else:
        gap, differs = "NULL", "true"
    changed = f"CASE WHEN {other} THEN {differs} ELSE false END"
    rewritten = f"CASE WHEN {other} THEN NOT ({differs}) ELSE false END"
    told = f"struct_pack(key := b_key, before := {before}, after := {after})"
    rank = f"struct_pack(gap := coalesce(-({gap}), 0), key := b_key)" if numeric else "b_key"
    rank = f"CASE WHEN {other} THEN {rank} END"
    yield "values", f"count(*) FILTER ({changed})"
    yield "greatest", f"max(CASE WHEN {other} THEN {gap} END)"
    yield "examples", f"arg_min({told}, {rank}, {EXAMPLES}) FILTER ({changed})"
    yield "rewritten", f"count(*) FILTER ({rewritten})"
    yield "form", f"arg_min({told}, b_key, 1) FILTER ({rewritten})"


def _changes(
    table: OutputTable, compared: list[Column], found: dict[str, Any]
) -> Iterator[ColumnChange]:
    for column in compared:
        if found[f"{column.name} values"]:
            greatest = found[f"{column.name} greatest"]
            examples = found[f"{column.name} examples"]
            yield ColumnChange(
                column.name,
                found[f"{column.name} values"],
                Decimal(format(greatest.normalize(), "f")) if greatest else None,
                tuple(Example(_key(one["key"]), one["before"], one["after"]) for one in examples),
            )


def _keys(table: OutputTable, found: list[dict[str, Any]] | None) -> tuple[Key, ...]:
    return tuple(_key({name: key[name] for name in table.key}) for key in found or ())


def _key(found: dict[str, Any]) -> Key:
    """The key as text: a column of it may be a number."""
    return {name: None if value is None else str(value) for name, value in found.items()}


def _rewritten(compared: list[Column], found: dict[str, Any]) -> Iterator[str]:
    for column in compared:
        if count := found[f"{column.name} rewritten"]:
            [one] = found[f"{column.name} form"]
            yield sentence(
                "value_written_otherwise",
                column=column.name,
                rows=rows_of(count),
                before=shown(one["before"] or ""),
                after=shown(one["after"] or ""),
            )


def _line_ends(run: RunContext, path: Path) -> list[str]:
    """What of the file's bytes differs from how outputs are written, and no reader minds."""
    said: list[str] = []
    with path.open("rb") as file:
        chunk = file.read(_CHUNK)
        if chunk.startswith(b"\xef\xbb\xbf"):
            said.append(sentence("byte_order_mark"))
        while chunk and b"\r" not in chunk:
            run.checkpoint()
            chunk = file.read(_CHUNK)
    if chunk:
        said.append(sentence("line_ends_of_windows"))
    return said


def _unknown(db: DuckDB, table: OutputTable, name: str) -> list[str]:
    """A published name that no computed row has, where the row itself is computed too."""
    [key] = table.key
    computed = f'SELECT DISTINCT "{name}" FROM after_text WHERE "{name}" IS NOT NULL'
    [(count, example)] = db.rows(
        f"""SELECT count(*), min(b."{name}") FROM before_text AS b
            SEMI JOIN after_text AS a ON a."{key}" = b."{key}"
            WHERE b."{name}" NOT IN ({computed}) AND EXISTS ({computed})""",
    )
    if not count:
        return []
    rows = rows_of(count)
    return [sentence("value_not_computed", column=name, rows=rows, example=shown(example))]
