"""How many of the orders are found in the files beside them, counted over all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.beside import CUSTOMERS, PAYMENTS
from crri_gui.engine.adapt.findings import LEFT_OUT
from crri_gui.engine.adapt.items import ITEMS
from crri_gui.engine.adapt.rows import OVERLAP, REJECTED
from crri_gui.engine.adapt.statements import LEFT
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.mapping.fields import Section
from crri_gui.engine.quality.reconcile import cents
from crri_gui.messages import sentence

# With fewer of the orders than this another column is rather the one that is meant.
_FEW = 0.5
_NOT_MET: dict[Section, str] = {
    "items": "orders_not_met.items",
    "payments": "orders_not_met.payments",
    "customers": "orders_not_met.customers",
}


@dataclass(frozen=True)
class LeftOut:
    """Rows that become no orders, or no payments: why, how many, and what they are worth."""

    reason: str
    rows: int
    money: Decimal


@dataclass(frozen=True)
class Met:
    """A file beside the orders: its rows, and how many orders are found in it.

    `orders` are the counted ones that name a key, `met` those of them that the file has. `strays`
    are rows of items or payments without an order, `money` is what all of its rows add up to; None
    for customers.
    """

    section: Section
    file: str
    rows: int
    orders: int
    met: int
    strays: int = 0
    money: Decimal | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def share(self) -> float:
        """The share of the orders that are found, 0 to 1."""
        return self.met / self.orders if self.orders else 0.0


def files_met(db: DuckDB, adapted: Adapted, counts: str) -> tuple[Met, ...]:
    """The files beside the orders that `adapt` has read and left in the database.

    `counts` is a condition on its orders.
    """
    made = []
    if adapted.source.items:
        made.append(_items(db, adapted, counts))
    if adapted.source.payments:
        made.append(_payments(db, adapted, counts))
    if adapted.source.customers:
        made.append(_customers(db, adapted, counts))
    return tuple(made)


def _label(files: Sequence[Loaded]) -> str:
    return label_of([file.label for file in files])


def _rows(files: Sequence[Loaded]) -> int:
    return sum(file.accepted + len(file.rejects) for file in files)


def _orders_in(db: DuckDB, table: str, counts: str) -> tuple[int, int]:
    """How many orders count, and of how many of them the table has rows."""
    orders, met = db.row(
        f"""SELECT count(*), count(*) FILTER (order_id IN
                       (SELECT order_id FROM {table} WHERE fate IS NULL))
            FROM crri_orders WHERE {counts}"""
    )
    return orders, met


def _items(db: DuckDB, adapted: Adapted, counts: str) -> Met:
    files, fates = adapted.beside.items, adapted.beside.items_fates
    _, money = fates.get(None, (0, Decimal(0)))
    strays, _ = fates.get(REJECTED, (0, Decimal(0)))
    layout = adapted.source.layout.items
    assert layout is not None
    left_out = []
    for fate, (rows, of) in sorted(fates.items(), key=lambda one: one[0] or 0):
        if fate is None or fate == REJECTED:
            continue
        name = "source_line.items_again" if fate == OVERLAP else LEFT.get(fate)
        reason = sentence(name or LEFT_OUT[layout.leave_out[fate].reason])
        left_out.append(LeftOut(reason, rows, cents(of)))
    met = _orders_in(db, ITEMS, counts)
    return Met("items", _label(files), _rows(files), *met, strays, cents(money), tuple(left_out))


def _payments(db: DuckDB, adapted: Adapted, counts: str) -> Met:
    files = adapted.beside.payments
    orders, met = _orders_in(db, PAYMENTS, counts)
    strays = db.scalar(
        f"""SELECT count(*) FROM {PAYMENTS}
            WHERE fate IS NULL AND order_id NOT IN (SELECT order_id FROM crri_orders)"""
    )
    _, money = adapted.beside.fates.get(None, (0, Decimal(0)))
    left_out = tuple(_left_out(adapted))
    label = _label(files)
    return Met("payments", label, _rows(files), orders, met, strays, cents(money), left_out)


def _left_out(adapted: Adapted) -> Iterator[LeftOut]:
    layout = adapted.source.layout.payments
    assert layout is not None
    for fate, (rows, money) in sorted(adapted.beside.fates.items(), key=lambda one: one[0] or 0):
        if fate is None:
            continue
        name = "source_line.payments_again" if fate == OVERLAP else LEFT.get(fate)
        reason = sentence(name or LEFT_OUT[layout.leave_out[fate].reason])
        yield LeftOut(reason, rows, cents(money))


def _customers(db: DuckDB, adapted: Adapted, counts: str) -> Met:
    files = adapted.beside.customers
    orders, met = db.row(
        f"""SELECT count(*), count(c.key) FROM crri_orders o LEFT JOIN {CUSTOMERS} c
            ON o.joins = c.key WHERE {counts} AND o.joins IS NOT NULL"""
    )
    return Met("customers", _label(files), _rows(files), orders, met)


def not_met(files: Sequence[Met]) -> list[Finding]:
    """A warning where most of the orders are not found in a file."""
    return [
        finding(_NOT_MET[one.section], count=one.met, orders=one.orders, file=one.file)
        for one in files
        if one.share < _FEW
    ]
