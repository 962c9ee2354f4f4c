"""Which of several files holds the orders, and whose keys meet those of another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from crri_gui.engine.layouts.synonyms.names import file_called, likeness
from crri_gui.engine.mapping.rows.first_rows import Sample
from crri_gui.engine.mapping.rows.persons import Type
from crri_gui.engine.mapping.rows.table import Column, Table

MONEY: tuple[Type, ...] = ("money", "whole")
KEYS: tuple[Type, ...] = ("whole", "text", "word", "email", "phone")
_OF_ORDERS: tuple[str, ...] = (
    *("order", "time", "customer_id", "email", "phone", "name", "goods", "paid", "quantity"),
    *("unit_price", "line_total", "discount", "shipping", "tax", "state", "status", "product"),
)
_NO_CUSTOMERS = ("product", "quantity", "state", "status", "payment_type", "currency", "rows")
_CUSTOMERS = ("customer_id", "email", "phone")
_FILES = {"orders": 3, "items": 1, "payments": -4, "customers": -4}
# So much of the orders' values has to be met, where the names say nothing.
_LEAST = 0.3
_OF_ITEMS = ("quantity", "unit_price", "line_total", "product")
_LEAST_OF_CUSTOMERS = 0.5
# Fewer of the keys that are met is chance: numbers of pieces are met by any numbering.
_LEAST_MET = 0.2
# Customers are many; shops and means of delivery are few.
_MANY = 0.2


@dataclass(frozen=True)
class Join:
    """A column of the orders' file and one of another file that names the same.

    `share` is the part of the orders' values, in the first rows, which the other file has.
    """

    ours: Column
    theirs: Column
    share: float
    score: float


def likeliest_orders(tables: Sequence[Table]) -> Table:
    """The file that most speaks for being the orders': its columns, its name, and its customers."""
    if len(tables) == 1:
        return tables[0]
    points = [_points(table, tables) for table in tables]
    return tables[max(range(len(tables)), key=lambda n: (points[n], -n))]


def _points(table: Table, tables: Sequence[Table]) -> int:
    others = [other for other in tables if other is not table]
    has_items = any(_are_items(table, other) for other in others)
    if not _has(table, ("date",)) or not (has_items or _has(table, MONEY)):
        return -100
    named = {
        says for column in table.columns for says in _OF_ORDERS if likeness(column.key, says) >= 0.4
    }
    points = len(named) + _FILES.get(file_called(table.title) or "", 0)
    points += 4 * has_items - 4 * any(_are_items(other, table) for other in others)
    is_customers = (join_of_customers(table, None, other) is not None for other in others)
    return points + 2 * any(is_customers)


def _are_items(orders: Table, table: Table) -> bool:
    """Whether the file holds the items of the other's orders: several rows for some keys of it."""
    for column in orders.columns:
        if column.type not in KEYS or column.distinct < len(orders.rows) * column.filled:
            continue
        join = join_of_items(orders, column, table) if likeness(column.key, "order") > 0 else None
        if join is not None and join.share >= _LEAST:
            return join.theirs.distinct < len(table.rows)
    return False


def _has(table: Table, types: Sequence[Type]) -> bool:
    return any(column.type in types and column.filled > 0.9 for column in table.columns)


def join_of_payments(orders: Table, order: Column, table: Table) -> Join | None:
    """The column of a file of payments that names the order, as the orders' file does."""
    called = file_called(table.title)
    names = [column.key for column in table.columns]
    if called in ("customers", "items") or not _has(table, MONEY):
        return None
    if called != "payments" and any(
        likeness(name, says) > 0.6 for name in names for says in ("quantity", "unit_price")
    ):
        # The items of the orders are no payments.
        return None
    return _join_of_order(orders, order, table, called)


def join_of_items(orders: Table, order: Column, table: Table) -> Join | None:
    """The column of a file of items that names the order, as the orders' file does."""
    called = file_called(table.title)
    if called in ("customers", "payments") or not _has(table, MONEY):
        return None
    names = [column.key for column in table.columns]
    if called != "items" and all(
        likeness(name, says) <= 0.6 for name in names for says in _OF_ITEMS
    ):
        return None
    return _join_of_order(orders, order, table, called)


def _join_of_order(orders: Table, order: Column, table: Table, called: str | None) -> Join | None:
    ours = _values(orders, order)
    found = []
    for column in table.columns:
        if column.type not in KEYS or column.filled < 0.9:
            continue
        theirs = _values(table, column)
        met = len(ours & theirs)
        share, back = met / max(1, len(ours)), met / max(1, len(theirs))
        is_called = likeness(column.key, "order") > 0.5
        alike = column.key == order.key or (is_called and column.type == order.type)
        if share < _LEAST and not (alike and called != "orders"):
            continue
        score = 0.6 * share + 0.4 * back + 0.3 * (column.key == order.key)
        found.append(Join(order, column, share, score + 0.2 * likeness(column.key, "order")))
    best = max(found, key=lambda one: one.score, default=None)
    others = [c for c in table.columns if best is not None and c.key != best.theirs.key]
    return best if any(column.type in MONEY for column in others) else None


def join_of_customers(
    orders: Table, order: Column | None, table: Table, own: Collection[str] = ()
) -> Join | None:
    """The key of a file of customers, and the column of the orders that holds it.

    `own` are the columns that tell the orders' customers already: then it is one of these, or is
    called as customers are. Shops, warehouses and the like have keys too.
    """
    called = file_called(table.title)
    if called in ("payments", "items", "orders"):
        return None
    if called != "customers" and _has(table, ("date",)) and _has(table, ("money",)):
        return None
    is_of_persons = called == "customers" or any(map(_tells_person, table.columns))
    sample = Sample(orders, order)
    keys = [
        (column, _values(table, column))
        for column in table.columns
        if column.type in KEYS and column.filled > 0.9
        if column.distinct > 0.95 * len(table.rows) * column.filled
    ]
    found = []
    for ours in _of_persons(orders, order):
        if ours.distinct < 2 or sample.is_of_row(ours.key):
            continue
        is_called = any(likeness(ours.key, says) > 0.5 for says in _CUSTOMERS)
        if own and ours.key not in own and not is_called:
            continue
        if not is_of_persons and ours.distinct < _MANY * len(orders.rows):
            continue
        values = _values(orders, ours)
        for theirs, there in keys:
            met = len(values & there)
            share, back = met / max(1, len(values)), met / max(1, len(there))
            sure = max(likeness(ours.key, says) for says in _CUSTOMERS)
            named = ours.key == theirs.key or (
                ours.type == theirs.type
                and any(min(likeness(c.key, s) for c in (ours, theirs)) > 0.5 for s in _CUSTOMERS)
            )
            if (share < _LEAST_OF_CUSTOMERS or back < _LEAST_MET) and not named:
                continue
            score = share + 0.1 * back + 0.3 * (ours.key == theirs.key) + 0.2 * sure
            found.append(Join(ours, theirs, share, score))
    return max(found, key=lambda one: one.score, default=None)


def _tells_person(column: Column) -> bool:
    called = max(likeness(column.key, says) for says in (*_CUSTOMERS, "name"))
    return column.type in ("email", "phone") or called > 0.5


def _of_persons(orders: Table, order: Column | None) -> Iterable[Column]:
    for column in orders.columns:
        if not column.key or column.type not in KEYS or (order and column.key == order.key):
            continue
        others = max(likeness(column.key, says) for says in _NO_CUSTOMERS)
        if others <= max(0.3, *(likeness(column.key, says) for says in _CUSTOMERS)):
            yield column


def _values(table: Table, column: Column) -> set[str]:
    """The values of a column as keys: 8.0 of a spreadsheet is 8."""
    values = (re.sub(r"^(\d+)\.0+$", r"\1", value.lower()) for value in table.values(column.key))
    return {value for value in values if value}
