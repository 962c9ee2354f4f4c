"""Where a text is in the rows of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.query.browse import Grid
from crri_gui.engine.query.catalog import Field

_FIND_BLOCK = 500_000


def find(
    db: DuckDB,
    grid: Grid,
    text: str,
    columns: Sequence[str],
    start: int = 0,
    *,
    backwards: bool = False,
    number: str | None = None,
) -> tuple[int, str] | None:
    """The next row from `start` on, around the end, that holds the text, and the column it is in.

    Case does not matter. `number` is the text as a plain number (1234.5), where it is one.
    """
    if not text or not grid.rows or not columns:
        return None
    searched = [grid.field(name) for name in columns]
    if not any(sign.isdigit() for sign in text):
        # Most of the time goes into writing numbers out; none of them can hold the text.
        searched = [field for field in searched if not field.is_number and field.kind != "time"]
    tests = {field.name: _holds(field) for field in searched}
    if not tests:
        return None
    anywhere = " OR ".join(tests.values())
    values = {"text": text.lower(), "number": number if number is not None else text}
    aggregate = "max" if backwards else "min"
    for first, last in _blocks(grid.rows, start, backwards=backwards):
        found = db.execute(
            f"SELECT {aggregate}(_row) FROM {grid.source} "
            f"WHERE _row BETWEEN $first AND $last AND ({anywhere})",
            {**_used(anywhere, values), "first": first, "last": last},
        ).fetchone()
        if found is not None and found[0] is not None:
            which = ", ".join(tests.values())
            held = db.row(
                f"SELECT {which} FROM {grid.source} WHERE _row = $row",
                {**_used(which, values), "row": found[0]},
            )
            matching = [name for name, holds in zip(tests, held, strict=True) if holds]
            return int(found[0]), matching[0]
    return None


def _holds(field: Field) -> str:
    text = f"lower({sql_identifier(field.name)}::VARCHAR)"
    return f"coalesce(contains({text}, ${'number' if field.is_number else 'text'}), FALSE)"


def _used(sql: str, values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if f"${name}" in sql}


def _blocks(rows: int, start: int, *, backwards: bool) -> list[tuple[int, int]]:
    """The positions in steps, from `start` on and around the end."""
    start = start % rows
    parts = [(start, rows - 1), (0, start - 1)]
    if backwards:
        parts = [(0, start), (start + 1, rows - 1)]
    blocks: list[tuple[int, int]] = []
    for first, last in parts:
        steps = [
            (begin, min(begin + _FIND_BLOCK - 1, last))
            for begin in range(first, last + 1, _FIND_BLOCK)
        ]
        blocks += reversed(steps) if backwards else steps
    return blocks
