"""What the raw data holds beside its orders: rows that were refused, or left out by the layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.quality.reconcile import Statement, cents
from crri_gui.messages import Sentence, sentence


@dataclass(frozen=True)
class Beside:
    """Rows that are no orders: what a report that has them says more, and how many they are."""

    key: str
    label: Sentence
    orders: int
    money: Decimal
    rows: int


def beside(
    db: DuckDB, loaded: Sequence[Loaded], statements: Sequence[Statement], *, refunds: bool
) -> list[Beside]:
    """The rows beside the orders. `refunds` says that orders have theirs already."""
    found = _rejected(db, loaded)
    for line in next((one.lines for one in statements if one.code == "source"), ()):
        label = line.label
        if not isinstance(label, Sentence) or label.name != "source_line.left_out":
            continue
        reason = label.values["reason"].name
        if refunds and reason == "left_out_as.refunds":
            continue
        # A payment that did not come is an order for some; a refund or a movement never is.
        orders = line.count if reason == "left_out_as.unfinished" else 0
        found.append(Beside(reason, label, orders, line.amount, line.count))
    return found


def _rejected(db: DuckDB, loaded: Sequence[Loaded]) -> list[Beside]:
    rejects = [reject for file in loaded for reject in file.rejects]
    if not rejects:
        return []
    named = sorted({reject.order_id for reject in rejects if reject.order_id})
    known = db.scalar(
        "SELECT count(*) FROM order_facts WHERE order_id IN (SELECT unnest($named::VARCHAR[]))",
        {"named": named},
    )
    money = cents(sum((reject.money or Decimal(0) for reject in rejects), Decimal(0)))
    label = sentence("bridge_step.rejected")
    return [Beside("rejected", label, len(named) - int(known), money, len(rejects))]
