"""A statement: a total, and the lines that must add up to it, in money and in rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from crri_gui.messages import Sentence

StatementKind = Literal[
    "source",
    "source_items",
    "source_payments",
    "prices",
    "freight",
    "orders",
    "payments",
    "outputs",
    "customers",
    "sum",
]
_COUNTED: Mapping[StatementKind, str] = {
    "source": "rows",
    "source_items": "rows",
    "source_payments": "rows",
    "prices": "items",
    "freight": "items",
    "customers": "customers",
}
_ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Line:
    """A part of a statement: what it is, how much (currency) and how many (rows or orders).

    `label` is a message of the catalogue ("line.counted"), or the name of a table or column.
    `rows` is a SELECT of the orders it is made of, empty where there are none to show.
    `at_least` is there where the amount is unknown, and so 0 in the sum: what it is worth at
    least.
    """

    label: str
    amount: Decimal
    count: int
    rows: str = field(default="", compare=False)
    at_least: Decimal | None = None

    def is_a(self, *kinds: str) -> bool:
        """Whether it is one of these lines of the catalogue: "counted", "order_missing"."""
        label = self.label
        return isinstance(label, Sentence) and label.name in [f"line.{kind}" for kind in kinds]


@dataclass(frozen=True)
class Statement:
    """`total` on one side, `lines` that must add up to it on the other.

    `of` is the output that it is about, and of a sum its name there. `counted` says what is counted
    beside the amounts, where that is not told by the kind.
    """

    kind: StatementKind
    title: str
    total: Line
    lines: tuple[Line, ...]
    of: str = ""
    counted: str = ""

    @property
    def code(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}_{self.of}" if self.of else self.kind

    @property
    def unit(self) -> str:
        """What is counted beside the amounts."""
        return self.counted or _COUNTED.get(self.kind, "orders")

    @property
    def is_of_all(self) -> bool:
        """Whether it holds one output against all counted orders, or customers, as others do."""
        return self.kind in ("outputs", "customers")

    @property
    def difference(self) -> Decimal:
        """The cents that are missing (or too many) in the lines."""
        return self.total.amount - sum((line.amount for line in self.lines), _ZERO)

    @property
    def count_difference(self) -> int:
        """The rows that are missing (or too many) in the lines."""
        return self.total.count - sum(line.count for line in self.lines)

    @property
    def holds(self) -> bool:
        """Whether it adds up, to the cent and to the row."""
        return self.difference == 0 and self.count_difference == 0

    @property
    def unknown(self) -> Decimal:
        """What the lines whose amount is unknown are worth at least; 0 where there are none."""
        return sum((line.at_least or _ZERO for line in self.lines), _ZERO)

    @property
    def to_the_cent(self) -> bool:
        """Whether it adds up and every amount is known."""
        return self.holds and all(line.at_least is None for line in self.lines)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values; money as text, so that no cent is lost."""
        return {
            "code": self.code,
            "title": self.title,
            "total": {"label": self.total.label, **_plain(self.total)},
            "lines": [{"label": line.label, **_plain(line)} for line in self.lines],
            "difference": str(self.difference),
            "count_difference": self.count_difference,
            "holds": self.holds,
        }


def _plain(line: Line) -> dict[str, Any]:
    if line.at_least is not None:
        return {"amount": None, "at_least": str(line.at_least), "count": line.count}
    return {"amount": str(line.amount), "count": line.count}
