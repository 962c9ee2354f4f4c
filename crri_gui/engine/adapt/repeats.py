"""Rows of an export that are there again: left out where each is one thing, else told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from crri_gui.engine.adapt.items import ITEMS
from crri_gui.engine.adapt.read import ROWS
from crri_gui.engine.adapt.rows import OVERLAP, REPEATED, RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.quality.reconcile import cents

_EXAMPLES = 5
_SHOWN = 3
_FEWEST_DOUBLED = 2


def leave_repeated(db: DuckDB, sql: RowSql, label: str) -> list[Finding]:
    """Leave out rows that repeat another of their file in all that is read, and tell of them.

    Only where every row has an id of its own: items of an order may be equal. Their fate is
    `REPEATED`.
    """
    row_id = sql.layout.row_id
    if row_id is None or not sql.source.has(row_id):
        return []
    again = db.rows(
        f"""UPDATE crri_rows r SET fate = {REPEATED} FROM (
                SELECT crri_file, crri_record FROM {ROWS} s WHERE {sql.names[row_id]} IS NOT NULL
                QUALIFY row_number() OVER (
                    PARTITION BY crri_file, hash({sql.said()}) ORDER BY crri_record) > 1
            ) again
            WHERE r.crri_file = again.crri_file AND r.crri_record = again.crri_record
            AND r.fate IS DISTINCT FROM {OVERLAP}
            RETURNING r.order_id, coalesce(r.goods, r.item_goods, 0)"""
    )
    if not again:
        return []
    examples = tuple(dict.fromkeys(order for order, _ in again))[:_EXAMPLES]
    return [
        finding(
            "rows_repeated_left_out",
            column=sql.header[row_id],
            count=len(again),
            money=sum((Decimal(money) for _, money in again), Decimal(0)),
            examples=examples,
            file=label,
        )
    ]


def rows_repeat(db: DuckDB, sql: RowSql, label: str, uncompared: Sequence[str]) -> list[Finding]:
    """Items of an order that counts which are there more than once, alike in all of their columns.

    They count: a customer may buy the same twice. A file that somebody joined, a line that was
    copied or a part that was pasted again looks like that too. Orders of several rows that have
    each of them at least twice are told as such; one may be chance, where items of one price are
    all that there is. `uncompared` are the columns in which these rows may differ.
    """
    layout, source = sql.layout, sql.source
    if source.is_worth_items:
        rows = f"SELECT order_id, crri_file, alike, goods FROM {ITEMS} WHERE fate IS NULL"
        told = layout.items is not None and layout.items.product is not None
    elif source.can("item_goods"):
        rows = f"""SELECT r.order_id, r.crri_file, hash({sql.alike()}) AS alike,
                          r.item_goods AS goods
                   FROM {ROWS} s JOIN crri_rows r
                   ON s.crri_file = r.crri_file AND s.crri_record = r.crri_record
                   WHERE r.fate IS NULL AND r.is_item"""
        told = source.has(layout.product)
    else:
        return []
    repeating = [
        (order, int(again), Decimal(money or 0), whole)
        for order, again, money, whole in db.rows(
            f"""SELECT order_id, sum(times - 1), sum(goods * (times - 1)),
                       min(times) > 1 AND count(*) > 1
                FROM (SELECT order_id, count(*) AS times, min(goods) AS goods
                      FROM ({rows}) GROUP BY order_id, crri_file, alike)
                GROUP BY order_id HAVING max(times) > 1
                AND order_id IN (SELECT order_id FROM crri_orders
                                 WHERE class IS DISTINCT FROM 'void') ORDER BY ALL"""
        )
    ]
    found = []
    if repeating and told:
        found.append(
            finding(
                "rows_repeated.but" if uncompared else "rows_repeated.wholly",
                columns=list(uncompared),
                uncompared=len(uncompared),
                count=sum(again for _, again, _, _ in repeating),
                money=sum((money for _, _, money, _ in repeating), Decimal(0)),
                file=label,
            )
        )
    doubled = [(order, money) for order, _, money, whole in repeating if whole]
    shown = [order for order, _ in doubled[:_SHOWN]]
    if len(doubled) >= _FEWEST_DOUBLED:
        found.append(
            finding(
                "orders_doubled.but" if uncompared else "orders_doubled.wholly",
                columns=list(uncompared),
                uncompared=len(uncompared),
                column=sql.header[sql.layout.order],
                count=len(doubled),
                money=cents(sum((money for _, money in doubled), Decimal(0))),
                examples=tuple(order for order, _ in doubled[:_EXAMPLES]),
                orders=[*shown, "…"] if len(doubled) > _SHOWN else shown,
                file=label,
            )
        )
    return found
