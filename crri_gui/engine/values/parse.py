"""What the text of a whole column tells about how it is to be read, and what the user chose.

One convention holds for a whole column. It is taken from values that can be read only one
way; when no value decides, the choice is the user's. Nothing is guessed row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from crri_gui.definitions import Conventions
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.errors import UsageError
from crri_gui.raw_tables import RAW_BY_NAME, RawKind


@dataclass
class Reading:
    """How a column of text becomes typed.

    `steps` are expressions, each of which may name the result of the one before it as
    `{column}_1`, `{column}_2` and so on; the last is the value, NULL where the text cannot be
    read. `said` is the convention that the data itself tells, `taken` the one by which it
    is read, `currency` the one that amounts
    name; `findings` lack the file.
    """

    steps: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)
    said: str | None = None
    taken: str | None = None
    currency: str | None = None


def chosen(
    choices: Mapping[str, str], name: str, said: str | None, possible: Collection[str]
) -> str | None:
    """What holds for `table.column` when the data itself says `said` (None: it does not)."""
    for choice in (choices.get(name), said, choices.get("*")):
        if choice in possible:
            return choice
    return None


def ask(code: str, name: str, example: str | None, **values: Any) -> Finding:
    """The error that asks the user to choose a convention for `table.column`."""
    table, _, column = name.partition(".")
    examples = (example,) if example else ()
    where: dict[str, Any] = {"table": table, "column": column, "examples": examples}
    return finding(code, name=name, example=example, **where, **values)


def through(steps: tuple[str, ...], column: str, relation: str) -> str:
    """A SELECT of `relation` with the steps' results beside its columns."""
    sql = relation
    for number, step in enumerate(steps, 1):
        sql = f"(SELECT *, {step} AS {column}_{number} FROM {sql})"
    return sql


def refuse_unknown_columns(
    conventions: Conventions,
    columns: Mapping[RawKind, Collection[str]],
    same: Callable[[str], str] = str,
) -> None:
    """Raise `UsageError` for a choice for a column that is not there.

    `columns` are those of a kind, and names are of one column where they are the `same`.
    """
    asked: tuple[tuple[str, Mapping[str, str], RawKind], ...] = (
        ("--date-order", conventions.date_order, "time"),
        ("--decimal", conventions.decimal, "money"),
    )
    for option, choices, kind in asked:
        listed = list(columns.get(kind, ()))
        known = set(map(same, listed))
        for name in choices:
            if name != "*" and same(name) not in known:
                raise UsageError("column_unknown", option=option, value=name, columns=listed)


def columns_of_raw_tables() -> dict[RawKind, list[str]]:
    """The columns of the raw tables by their kind, as `table.column`."""
    made: dict[RawKind, list[str]] = {}
    for table in RAW_BY_NAME.values():
        for column in table.columns:
            made.setdefault(column.kind, []).append(f"{table.name}.{column.name}")
    return made
