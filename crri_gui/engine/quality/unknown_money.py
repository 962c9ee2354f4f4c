"""Money that cannot be read is unknown, not 0.00: how many rows, and what they are worth at least.

What the payments of an order say beyond its readable items is what an unreadable item of it
cost; without them the median of the column stands in. Of a payment it is the other way round.
An amount in a row with too many fields may be that of another column; it is worth that at least.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.core.database import Database
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.rejects import Reject

ZERO = Decimal("0.00")
# The amount by which an order is valued, and the sum of `order_facts` that tells it.
_SOURCES = {
    ("order_items", "money"): ("price", "paid - coalesce(price, 0) - coalesce(freight, 0)"),
    ("order_items", "freight"): ("freight_value", "NULL"),
    ("order_payments", "money"): (
        "payment_value",
        "coalesce(price, 0) + coalesce(freight, 0) - coalesce(paid, 0)",
    ),
}


@dataclass(frozen=True)
class Unknown:
    """Rows whose amount cannot be read, and what they are worth at least."""

    rows: int = 0
    at_least: Decimal = ZERO


Amount = tuple[str, str]
"""A raw table and which amount of its rejects: ("order_items", "money")."""


def unknown_rejects(loaded: Sequence[Loaded], amount: Amount) -> list[Reject]:
    """The rejected rows of a table of which that amount cannot be read."""
    table, kind = amount
    column, _ = _SOURCES[amount]
    return [
        reject
        for file in loaded
        if file.table.name == table and column in file.file.columns
        for reject in file.rejects
        if getattr(reject, kind) is None
    ]


def medians(db: Database, loaded: Sequence[Loaded]) -> dict[Amount, Decimal]:
    """The median of each column that has unreadable amounts; asked before items are summed."""
    found = {}
    for amount, (column, _) in _SOURCES.items():
        if not unknown_rejects(loaded, amount):
            continue
        rows = db.row(f"SELECT count({column}) FROM {amount[0]} WHERE {column} IS NOT NULL")
        middle = db.execute(
            f"SELECT {column} FROM {amount[0]} WHERE {column} IS NOT NULL "
            f"ORDER BY {column} LIMIT 1 OFFSET {int(rows[0]) // 2}",
        ).fetchone()
        found[amount] = Decimal(middle[0]) if middle else ZERO
    return found


def unknown_money(
    db: Database,
    loaded: Sequence[Loaded],
    typical: Mapping[Amount, Decimal],
) -> dict[Amount, Unknown]:
    """What is unknown of each amount, from the rejects, `order_facts` and the `medians`."""
    return {
        amount: _unknown(db, unknown_rejects(loaded, amount), amount, typical)
        for amount in _SOURCES
    }


def _unknown(
    db: Database,
    rejects: Sequence[Reject],
    amount: Amount,
    typical: Mapping[Amount, Decimal],
) -> Unknown:
    if not rejects:
        return Unknown()
    median = typical.get(amount, ZERO)
    by_order = Counter(reject.order_id for reject in rejects)
    # What was paid for the freight of such an item was not paid for the item.
    freight: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    if amount == ("order_items", "money"):
        for reject in rejects:
            freight[reject.order_id] += reject.freight or ZERO
    gaps: dict[str, Decimal] = {}
    orders = sorted(order for order in by_order if order)
    if orders:
        db.execute("CREATE OR REPLACE TABLE unknown_orders (order_id VARCHAR)")
        db.execute("INSERT INTO unknown_orders SELECT unnest($ids)", {"ids": orders})
        rows = db.execute(
            f"""SELECT f.order_id, {_SOURCES[amount][1]} FROM order_facts f
                JOIN unknown_orders u ON f.order_id = u.order_id""",
        ).fetchall()
        known = {order: Decimal(gap) - freight[order] for order, gap in rows if gap is not None}
        gaps = {order: gap for order, gap in known.items() if gap > 0}
    hints: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for reject in rejects:
        hints[reject.order_id] += abs(reject.hint or ZERO) if amount[1] == "money" else ZERO
    at_least = sum(
        (
            max(hints[order], gaps.get(order or "", count * median))
            for order, count in by_order.items()
        ),
        ZERO,
    )
    return Unknown(len(rejects), at_least.quantize(ZERO))
