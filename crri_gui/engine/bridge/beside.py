"""What the raw data holds beside its orders: rows that were refused, or left out by the layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.adapt.findings import LEFT_OUT
from crri_gui.engine.adapt.refused import RULED_OUT
from crri_gui.engine.bridge.groups import in_layout
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.quality.reconcile import cents
from crri_gui.messages import Sentence, sentence


@dataclass(frozen=True)
class Beside:
    """Rows that are no orders: what a report that has them says more, and how many they are."""

    key: str
    label: Sentence
    orders: int
    money: Decimal
    rows: int


def beside(db: DuckDB, loaded: Sequence[Loaded]) -> list[Beside]:
    """The rows beside the orders."""
    return [*_rejected(db, loaded), *_ruled_out(db)]


def _ruled_out(db: DuckDB) -> list[Beside]:
    """The rows that the layout leaves out, but those of orders that have others."""
    if not in_layout(db):
        return []
    # What was canceled or did not come to an end is an order for some; a refund or a movement
    # never is, and neither is a credit note.
    orders = "reason IN ('cancellations', 'unfinished') AND goods > 0"
    return [
        Beside(
            LEFT_OUT[reason],
            sentence("source_line.left_out", reason=sentence(LEFT_OUT[reason])),
            count,
            cents(Decimal(money)),
            int(rows),
        )
        for reason, count, money, rows in db.rows(
            f"""SELECT reason, count(*) FILTER ({orders}), sum(goods), sum(rows) FROM {RULED_OUT}
                WHERE NOT of_order GROUP BY reason ORDER BY reason"""
        )
    ]


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
