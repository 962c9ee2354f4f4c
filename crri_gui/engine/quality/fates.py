"""What becomes of each order and its money: counted, left out, or without its partner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.messages import Sentence, sentence

_ZERO = Decimal("0.00")
Fate = tuple[str, str]
"""What becomes of an order or item, by the message of its line; and by which status."""
COUNTED: Fate = ("line.counted", "")
# In the order of the lines.
_FATES = (
    "line.counted",
    "line.order_missing",
    "line.order_rejected",
    "line.left_out",
    "line.customer_missing",
    "line.guest",
    "line.outside_window",
)


def fates_of(
    db: Database,
    definitions: Definitions,
    condition: str = "TRUE",
    values: Mapping[str, Any] | None = None,
) -> dict[Fate, list[Any]]:
    """Orders, prices, freight, items and order values by fate, of the facts of a condition.

    They are those of `order_facts` and `rejected_orders`; `values` are bound in the condition.
    """
    rows = db.execute(
        f"""SELECT fate, status, count(purchased_at), sum(price), sum(freight), sum(items),
                   sum(order_value)
           FROM (SELECT f.*, k.order_status AS status,
                        CASE WHEN f.purchased_at IS NULL AND x.order_id IS NOT NULL
                             THEN 'line.order_rejected'
                             WHEN f.purchased_at IS NULL THEN 'line.order_missing'
                             WHEN f.is_guest AND NOT f.is_counted AND k.counts
                                  AND $guests = 'left_out' THEN 'line.guest'
                             WHEN f.customer_unique_id IS NULL AND NOT f.is_guest
                             THEN 'line.customer_missing'
                             WHEN NOT k.counts THEN 'line.left_out'
                             WHEN NOT f.is_counted THEN 'line.outside_window'
                             ELSE 'line.counted' END AS fate
                 FROM order_facts f
                 LEFT JOIN counted_statuses k ON f.order_status = k.order_status
                 LEFT JOIN rejected_orders x ON f.order_id = x.order_id)
           WHERE {condition}
           GROUP BY fate, status""",
        {"guests": definitions.guests, **(values or {})},
    ).fetchall()
    found: dict[Fate, list[Any]] = {}
    for fate, status, *sums in rows:
        total = found.setdefault(
            (fate, status if fate == "line.left_out" else ""), [0, _ZERO, _ZERO, 0, _ZERO]
        )
        for place, value in enumerate(sums):
            total[place] += value or 0
    return dict(sorted(found.items(), key=lambda item: (_FATES.index(item[0][0]), item[0][1])))


def keep_rejected_orders(db: Database, loaded: Sequence[Loaded]) -> None:
    """Make `rejected_orders` and `rejected_items`: the orders that rejected rows of theirs name.

    What is missing of these was rejected, and is in the files.
    """
    for name, table in (("rejected_orders", "orders"), ("rejected_items", "order_items")):
        db.execute(f"CREATE OR REPLACE TABLE {name} (order_id VARCHAR)")
        refused = {
            reject.order_id.strip()
            for file in loaded
            if file.table.name == table
            for reject in file.rejects
            if reject.order_id
        }
        if refused:
            db.execute(f"INSERT INTO {name} SELECT unnest($ids)", {"ids": sorted(refused)})


def lost_with_rejected_orders(db: Database) -> tuple[int, Decimal]:
    """Orders of the other files whose own row was rejected, and what they are worth."""
    orders, money = db.row(
        "SELECT count(*), sum(order_value) FROM order_facts WHERE purchased_at IS NULL "
        "AND order_id IN (SELECT order_id FROM rejected_orders)"
    )
    return int(orders), Decimal(money or 0)


def label_of_fate(fate: Fate) -> Sentence:
    kind, status = fate
    if kind == "line.left_out":
        return sentence("line.left_out", status=status)
    return sentence(kind)


def rows_of_fate(fate: Fate) -> str:
    """The orders of a fate that `reconcile` tells apart."""
    kind, status = fate
    rejected = "order_id IN (SELECT order_id FROM rejected_orders)"
    condition = {
        "line.order_rejected": f"purchased_at IS NULL AND {rejected}",
        "line.order_missing": f"purchased_at IS NULL AND NOT {rejected}",
        "line.customer_missing": "purchased_at IS NOT NULL "
        "AND customer_unique_id IS NULL AND NOT is_guest",
        "line.guest": "is_guest AND status_counts AND NOT is_counted",
        "line.outside_window": "(customer_unique_id IS NOT NULL OR is_guest) "
        "AND status_counts AND NOT is_counted",
        "line.counted": "is_counted",
        "line.left_out": "(customer_unique_id IS NOT NULL OR is_guest) AND NOT status_counts "
        f"AND order_status = {sql_literal(status)}",
    }[kind]
    return f"SELECT * FROM order_facts WHERE {condition}"
