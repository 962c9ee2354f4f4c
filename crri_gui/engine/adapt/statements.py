"""The rows and the money of an export's files against what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.findings import LEFT_OUT
from crri_gui.engine.adapt.rows import (
    OF_LEFT_OUT,
    OTHER_CURRENCY,
    OVERLAP,
    REJECTED,
    REPEATED,
    UNLINKED,
    UNPRICED,
)
from crri_gui.engine.core.statement import Line, Statement
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.layouts.layout import LeaveOut
from crri_gui.engine.quality.reconcile import cents
from crri_gui.engine.quality.unknown_money import Amount, Unknown
from crri_gui.messages import sentence

_ZERO = Decimal("0.00")
_Files = Literal["source", "source_items", "source_payments"]
# Names of messages are written out: who looks for one finds where it is said.
_TITLE: dict[_Files, str] = {
    "source": "statement.source",
    "source_items": "statement.source_items",
    "source_payments": "statement.source_payments",
}
_BECAME: dict[_Files, str] = {
    "source": "source_line.sales",
    "source_items": "source_line.items",
    "source_payments": "source_line.payments",
}
_AGAIN: dict[_Files, str] = {
    "source": "source_line.in_two_files",
    "source_items": "source_line.items_again",
    "source_payments": "source_line.payments_again",
}
LEFT: dict[int, str] = {
    OVERLAP: "source_line.in_two_files",
    OTHER_CURRENCY: "source_line.other_currencies",
    UNPRICED: "source_line.unpriced",
    REPEATED: "source_line.repeated",
    OF_LEFT_OUT: "source_line.of_left_out",
    UNLINKED: "source_line.unlinked",
}
"""The messages that name what became of rows that no rule of a layout leaves out."""
_TOTAL: dict[_Files, str] = {
    "source": "statement_total.source",
    "source_items": "statement_total.source_items",
    "source_payments": "statement_total.source_payments",
}


def source_statements(adapted: Adapted, unknown: Mapping[Amount, Unknown]) -> list[Statement]:
    """The statement of the orders' files, and those of items and payments where there are files.

    `unknown` are the amounts of rejected rows that cannot be read.
    """
    layout, payments = adapted.source.layout, adapted.source.layout.payments
    of_sales = dict(adapted.fates)
    if None in of_sales:
        of_sales[None] = (of_sales[None][0], adapted.goods)
    goods = sum((money for _, money in adapted.fates.values()), _ZERO)
    of_orders, of_items = _unknown(adapted, unknown["order_items", "money"])
    made = [
        _statement(
            "source",
            layout.title,
            adapted.orders,
            of_sales,
            layout.leave_out,
            of_orders,
            goods + adapted.refused,
        )
    ]
    beside = adapted.beside
    if beside.items and layout.items is not None:
        rejected = (reject.money or _ZERO for file in beside.items for reject in file.rejects)
        money = (one for fate, (_, one) in beside.items_fates.items() if fate != REJECTED)
        made.append(
            _statement(
                "source_items",
                layout.items.title,
                beside.items,
                beside.items_fates,
                layout.items.leave_out,
                of_items,
                sum((*money, *rejected), _ZERO),
            )
        )
    if beside.payments and payments is not None:
        rejected = (reject.money or _ZERO for file in beside.payments for reject in file.rejects)
        money = (money for _, money in beside.fates.values())
        made.append(
            _statement(
                "source_payments",
                payments.title,
                beside.payments,
                beside.fates,
                payments.leave_out,
                unknown["order_payments", "money"],
                sum((*money, *rejected), _ZERO),
            )
        )
    return made


def _unknown(adapted: Adapted, both: Unknown) -> tuple[Unknown, Unknown]:
    """What is unknown of the rows of the orders' files and of the items', by their number."""
    files = adapted.beside.items
    rows = sum(reject.money is None for file in files for reject in file.rejects)
    if not rows:
        return both, Unknown()
    return both.share(both.rows - rows), both.share(rows)


def _statement(
    code: _Files,
    title: str,
    files: Sequence[Loaded],
    fates: Mapping[int | None, tuple[int, Decimal]],
    rules: Sequence[LeaveOut],
    nowhere: Unknown,
    total: Decimal,
) -> Statement:
    """What became of the rows of files; `nowhere` are rejects whose amount cannot be read."""
    lines = []
    # What was taken, then what was left out by rules, then by other files.
    for fate in sorted(fates, key=lambda fate: (fate is not None, (fate or 0) < 0, fate or 0)):
        rows, money = fates[fate]
        if fate == REJECTED:
            continue
        if fate is None:
            label = sentence(_BECAME[code])
        elif fate == OVERLAP:
            label = sentence(_AGAIN[code])
        elif fate in LEFT:
            label = sentence(LEFT[fate])
        else:
            reason = sentence(LEFT_OUT[rules[fate].reason])
            label = sentence("source_line.left_out", reason=reason)
        lines.append(Line(label, cents(money), rows))
    rejects = [reject for file in files for reject in file.rejects]
    if len(rejects) > nowhere.rows:
        money = sum((reject.money or _ZERO for reject in rejects), _ZERO)
        lines.append(Line(sentence("line.rejected"), cents(money), len(rejects) - nowhere.rows))
    if nowhere.rows:
        label = sentence("line.rejected_unknown")
        lines.append(Line(label, _ZERO, nowhere.rows, at_least=nowhere.at_least))
    return Statement(
        code,
        sentence(_TITLE[code], layout=title),
        Line(
            sentence(_TOTAL[code]),
            cents(total),
            sum(file.accepted + len(file.rejects) for file in files),
        ),
        tuple(lines),
    )
