"""What is proposed of one file beside the orders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Column, Table
from crri_gui.messages import sentence


@dataclass
class Section:
    """What is proposed of one file: the keys of its section in a layout, and the reasons.

    Reasons are by the names of fields, such as "payments.order". `orders` is what the file has
    shown of the orders' own keys; None takes one away.
    """

    text: dict[str, Any]
    reasons: dict[str, str] = field(default_factory=dict)
    orders: dict[str, Any] = field(default_factory=dict)


def begun(table: Table) -> dict[str, Any]:
    """A section of which only the file is known, by its columns."""
    return {
        "title": table.title,
        "recognise": [column.key for column in table.columns if column.key],
    }


def by_name(column: Column) -> str:
    """The reason for a column whose name and values fit."""
    return sentence("reason_of_mapping.named", samples=list(column.samples[:2]))


def called(table: Table, says: str, types: Sequence[Type], taken: Collection[str]) -> Column | None:
    """The column whose values fit and whose name says it the surest; None where none does."""
    found = [c for c in table.columns if c.type in types and c.key not in taken]
    best = max(found, key=lambda column: likeness(column.key, says), default=None)
    return best if best is not None and likeness(best.key, says) > 0.3 else None
