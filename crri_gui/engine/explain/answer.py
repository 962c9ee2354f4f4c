"""What an answer to "why this number?" holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crri_gui.dashboard.measures import MeasureFormat
from crri_gui.dashboard.measures.made_of import How
from crri_gui.definitions import OPTIONS, Definitions
from crri_gui.engine.core.statement import Statement
from crri_gui.engine.explain.asked import Asked
from crri_gui.engine.explain.left_out import LeftOut
from crri_gui.engine.explain.part_rows import Number, PartRows
from crri_gui.engine.quality.fates import COUNTED, Fate, label_of_fate
from crri_gui.engine.results import Results

_CLOSE = 1e-9
_STATEMENTS_OF_MONEY = {
    "items": ("prices",),
    "items_freight": ("prices", "freight"),
    "payments": ("payments",),
}


@dataclass(frozen=True)
class OptionInForce:
    """An option of the definitions and its value; `usual` where it is the recommended one."""

    name: str
    value: Any
    usual: bool


@dataclass(frozen=True)
class InStatement:
    """A statement of the reconciliation that the number is part of, and the line that has it."""

    statement: Statement
    line: int | None


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a number is what it is.

    `value` is the number (None: blank), `form` how it is written, `how` it comes from its
    `parts`; `adds_up` whether the rows of the parts give it, to the cent. `conditions` say in
    sentences what it is of. `orders` are those to trace where no part has any, `selected` is a
    SELECT of the `order_id` of all orders that are selected, "" where no selection is of orders.
    """

    asked: Asked
    title: str
    value: Number | str | None
    form: MeasureFormat | str
    unit: str
    meaning: str
    blank: str
    how: How
    parts: tuple[PartRows, ...]
    adds_up: bool
    conditions: tuple[str, ...]
    options: tuple[OptionInForce, ...]
    statements: tuple[InStatement, ...]
    left_out: tuple[LeftOut, ...]
    facts: tuple[tuple[str, Any], ...] = ()
    orders: tuple[str, ...] = ()
    selected: str = ""

    def largest_orders(self, count: int) -> tuple[str, ...]:
        """The orders that explain most of it, as far as its rows are orders."""
        first = next((part.keys for part in self.parts if part.of == "orders"), ())
        return (first or self.orders)[:count]


def gives(how: How, totals: Sequence[Number], counts: Sequence[int], value: Number | None) -> bool:
    """Whether the parts' sums give the number: exactly, rates to the last digits of a division.

    A blank is given by no rows, or by nothing to divide by.
    """
    if how == "shown":
        return True
    if how == "sum":
        return totals[0] == (value or 0) and (value is not None or not totals[0])
    above, below = totals
    if value is None:
        return not below or below < 0 or not counts[1]
    if not below:
        return False
    rate = float(above) / float(below) - (1 if how == "growth" else 0)
    return math.isclose(rate, float(value), rel_tol=_CLOSE, abs_tol=_CLOSE)


def options_in_force(definitions: Definitions) -> tuple[OptionInForce, ...]:
    """The options that decide what the five say, those that are not as recommended first."""
    usual = Definitions()
    found = [
        OptionInForce(name, value, value == getattr(usual, name))
        for name, option in OPTIONS.items()
        if option.matters(definitions) and not option.extension
        for value in [getattr(definitions, name)]
    ]
    return tuple(sorted(found, key=lambda one: one.usual))


def of_money(results: Results) -> tuple[str, ...]:
    """The codes of the statements that hold what orders are worth."""
    return _STATEMENTS_OF_MONEY[results.request.definitions.order_value]


def in_statements(
    results: Results, codes: Iterable[str], fate: Fate = COUNTED
) -> tuple[InStatement, ...]:
    """The statements of these codes, those of an export's own rows too; "customers" is one.

    The line is that of what becomes of the orders. A statement that tells orders by it, and has
    no line of it, holds nothing of them.
    """
    label = label_of_fate(fate)
    wanted = {*codes}
    found: dict[str, InStatement] = {}
    for statement in results.data.report.statements:
        code = statement.kind if statement.kind == "customers" else statement.code
        if code in wanted or (code == "source" and wanted):
            lines = [n for n, one in enumerate(statement.lines) if one.label == label]
            if lines or fate == COUNTED or not _by_fate(statement):
                found.setdefault(code, InStatement(statement, lines[0] if lines else None))
    return tuple(found.values())


def _by_fate(statement: Statement) -> bool:
    return statement.kind in ("prices", "freight", "orders")
