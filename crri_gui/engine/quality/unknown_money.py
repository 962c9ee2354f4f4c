"""Money that cannot be read is unknown, not 0.00: how many rows, and what they are worth at least.

What was paid for an order beyond its readable goods is what its unreadable rows cost, price and
freight together. Where one of the two can be read the other is the rest, and that is a lower bound;
where neither can, nobody knows how much of it is freight, and no bound is claimed of either. Of a
payment it is the other way round. A median is no bound, but it counts against the limit of
rejected money, as all does that such rows may hold.
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
# The column of an amount that is rejected, and the sum of `order_facts` that tells of it.
_BEYOND_GOODS = "paid - coalesce(price, 0) - coalesce(freight, 0)"
_BEYOND_PAYMENTS = "coalesce(price, 0) + coalesce(freight, 0) - coalesce(paid, 0)"
_SOURCES = {
    ("order_items", "money"): ("price", _BEYOND_GOODS),
    ("order_items", "freight"): ("freight_value", _BEYOND_GOODS),
    ("order_payments", "money"): ("payment_value", _BEYOND_PAYMENTS),
}


@dataclass(frozen=True)
class Unknown:
    """Rows whose amount cannot be read.

    `at_least` is what they are worth for certain, by what was paid; `may_hold` what counts against
    the limit of rejected money. `together` was paid for the price and the freight of rows of
    which neither can be read.
    """

    rows: int = 0
    at_least: Decimal = ZERO
    may_hold: Decimal = ZERO
    together: Decimal = ZERO

    def share(self, rows: int) -> Unknown:
        """Of that many of its rows, as if all were alike."""
        parts = (self.at_least, self.may_hold, self.together)
        return Unknown(rows, *((part * rows / self.rows).quantize(ZERO) for part in parts))


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
    return {amount: _unknown(db, loaded, amount, typical) for amount in _SOURCES}


def _unknown(
    db: Database,
    loaded: Sequence[Loaded],
    amount: Amount,
    typical: Mapping[Amount, Decimal],
) -> Unknown:
    table, kind = amount
    rejects = unknown_rejects(loaded, amount)
    if not rejects:
        return Unknown()
    of_goods = table == "order_items"
    by_order = Counter(reject.order_id for reject in rejects)
    known: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    neither: Counter[str | None] = Counter()
    for reject in (r for file in loaded if file.table.name == table for r in file.rejects):
        known[reject.order_id] += (reject.money or ZERO) + (reject.freight or ZERO)
        neither[reject.order_id] += of_goods and reject.money is None and reject.freight is None
    paid = {
        order: max(gap - known[order], ZERO)
        for order, gap in _gaps(db, sorted(o for o in by_order if o), _SOURCES[amount][1])
    }
    median = typical.get(amount, ZERO)
    usual_freight = typical.get(("order_items", "freight"), ZERO)
    hints: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    cuts: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    for reject in rejects if kind == "money" else ():
        hints[reject.order_id] += abs(reject.hint or ZERO)
        if reject.is_for("reject.cut_amount"):
            cuts[reject.order_id] += max(reject.hint or ZERO, ZERO)
    at_least = may_hold = together = ZERO
    for order, count in by_order.items():
        gap = paid.get(order or "", ZERO)
        may = gap or count * median
        if not neither[order]:
            at_least += max(gap, cuts[order])
        else:
            # Of what was paid for both, so much may be freight.
            freight = min(gap, neither[order] * usual_freight)
            may = (gap - freight if kind == "money" else freight) if gap else may
            at_least += min(cuts[order], gap) if gap else cuts[order]
            together += gap
        may_hold += max(may, hints[order])
    parts = (at_least, may_hold, together)
    return Unknown(len(rejects), *(part.quantize(ZERO) for part in parts))


def _gaps(db: Database, orders: list[str], gap: str) -> list[tuple[str, Decimal]]:
    """What was paid for each of these orders beyond its readable goods, or the other way round."""
    if not orders:
        return []
    db.execute("CREATE OR REPLACE TABLE unknown_orders (order_id VARCHAR)")
    db.execute("INSERT INTO unknown_orders SELECT unnest($ids)", {"ids": orders})
    rows = db.rows(
        f"""SELECT f.order_id, {gap} FROM order_facts f
            JOIN unknown_orders u ON f.order_id = u.order_id"""
    )
    return [(order, Decimal(value)) for order, value in rows if value is not None]
