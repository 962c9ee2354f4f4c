"""What is proposed of one file beside the orders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

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
