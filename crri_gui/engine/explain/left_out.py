"""What a number does not have: orders that do not count, rejected and duplicate rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.statement import Line, Statement
from crri_gui.engine.quality.fates import COUNTED, Fate, fates_of, label_of_fate
from crri_gui.engine.query.dashboard.filters import Filters, calendar_of, dropped_months, where
from crri_gui.messages import Sentence, sentence

# Rows of items are told once: freight is of the same rows as prices.
_GOODS = ("prices", "payments", "source", "source_payments")


@dataclass(frozen=True)
class LeftOut:
    """What was left out, and why: how many and how much.

    `count` is in `unit`; `amount` is what it is worth, None where nobody knows, and then
    `at_least` may be known. `everywhere` says that it is of the whole data, whatever was asked.
    `where` names the first of the rows, each as "file:line".
    """

    label: str
    count: int
    unit: str
    amount: Decimal | None
    at_least: Decimal | None = None
    everywhere: bool = False
    where: tuple[str, ...] = ()


def orders_left_out(db: DuckDB, definitions: Definitions, filters: Filters) -> list[LeftOut]:
    """The orders under these filters that do not count, by the reason; worth by the definitions.

    Those of months that are left out come first, which would count. Items and payments without an
    order have no month, and are there where none is asked for.
    """
    months, reached = dropped_months(filters), filters
    if months and (calendar := calendar_of(db, filters)):
        # Months beyond those of counted orders are no more whole than those that are left out.
        reached = replace(filters, months=(calendar[0], calendar[-1]))
    condition, values = where("master_orders", reached)
    found = left_out_of(fates_of(db, definitions, condition, values))
    if months:
        condition, values = where("master_orders", replace(filters, left_out=frozenset()))
        condition = f"{condition} AND list_contains($months, order_month)"
        fates = fates_of(db, definitions, condition, {**values, "months": months})
        orders, *_, worth = fates.get(COUNTED, (0, Decimal(0)))
        if orders:
            label = sentence("explain_left_out_months", count=len(months), months=months)
            found.insert(0, LeftOut(label, int(orders), "orders", Decimal(worth)))
    return found


def left_out_of(fates: Mapping[Fate, Sequence[Any]]) -> list[LeftOut]:
    """Those of the fates that do not count."""
    return [
        LeftOut(label_of_fate(fate), int(orders), "orders", Decimal(worth))
        if orders
        else LeftOut(label_of_fate(fate), int(items), "items", Decimal(worth))
        for fate, (orders, _, _, items, worth) in fates.items()
        if fate != COUNTED and (orders or items or worth)
    ]


def rows_left_out(
    statements: Sequence[Statement], where: Callable[[Statement, Line], Sequence[str]]
) -> list[LeftOut]:
    """Rejected, duplicate and other rows of the files that became no order's; `where` they are."""
    found = []
    for statement in statements:
        if statement.code not in (*_GOODS, "orders"):
            continue
        for line in statement.lines:
            if not _is_of_rows(line.label):
                continue
            count = line.count
            if not count and isinstance(line.label, Sentence):
                count = int(line.label.values.get("count", 0))
            amount = line.amount if statement.code != "orders" else None
            if line.at_least is not None:
                amount = None
            found.append(
                LeftOut(
                    _named(statement, line.label),
                    count,
                    "rows",
                    amount,
                    at_least=line.at_least,
                    everywhere=True,
                    where=tuple(where(statement, line)),
                )
            )
    return found


def _is_of_rows(label: str) -> bool:
    if not isinstance(label, Sentence):
        return False
    kind = label.name.rpartition(".")[2]
    if label.name.startswith("source_line."):
        return kind not in ("sales", "payments")
    return kind in ("duplicates", "rejected", "rejected_unknown")


def _named(statement: Statement, label: str) -> str:
    return sentence("explain_left_out_of", statement=statement.title, line=label)
