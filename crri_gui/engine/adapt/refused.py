"""Rows of an export that are refused or left out once their orders are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from crri_gui.engine.adapt.items import ITEMS
from crri_gui.engine.adapt.read import ROWS, SourceFile
from crri_gui.engine.adapt.rows import OF_LEFT_OUT, REJECTED, UNLINKED, UNPRICED, RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.layouts.layout import LeaveOut
from crri_gui.engine.quality.reconcile import cents

_EXAMPLES = 5

RULED_OUT = "crri_ruled_out"
"""What the rules of a layout leave out, a row each for an order and a reason: order_id, reason,
of_order (whether the order has other rows, and so is one), rows, and the goods that they name."""


def settle_refused(db: DuckDB, sql: RowSql, files: list[SourceFile]) -> Decimal:
    """What the rows are worth that could not be read, as far as it is known.

    The goods of a whole order are told once, and not at all of rows whose order has others that
    tell them.
    """
    db.execute("CREATE TEMP TABLE crri_told (order_id VARCHAR)")
    orders = sorted({r.order_id for file in files for r in file.loaded.rejects if r.order_id})
    told: set[str] = set()
    if orders and sql.source.can("goods"):
        rows = db.rows(
            """SELECT order_id FROM crri_orders
               WHERE goods IS NOT NULL AND order_id IN (SELECT unnest($orders))""",
            {"orders": orders},
        )
        told = {order for (order,) in rows}
    known = Decimal(0)
    for file in files:
        for place, reject in enumerate(file.loaded.rejects):
            if reject.order_id in told:
                reject = replace(reject, money=Decimal(0))
            elif reject.order_id and reject.money is not None and sql.source.can("goods"):
                told.add(reject.order_id)
            file.loaded.rejects[place] = reject
            known += reject.money or 0
    # Later rows of these orders are refused for want of their first.
    if told:
        db.execute("INSERT INTO crri_told SELECT unnest($orders)", {"orders": sorted(told)})
    return known


def _without_goods(sql: RowSql) -> str:
    """Whether a row `r` of an order `o` lacks the amount that it, or its order, is worth."""
    if sql.source.can("goods"):
        return "o.goods IS NULL"
    if sql.source.is_worth_items:
        return "false"
    return "r.is_item AND r.item_goods IS NULL"


def leave_unpriced(db: DuckDB, sql: RowSql) -> None:
    """Orders that are open and not yet priced are no error of the file, and have no value."""
    unpriced = f"""SELECT r.order_id FROM crri_rows r JOIN crri_orders o ON r.order_id = o.order_id
                   WHERE r.fate IS NULL AND o.class = 'open' AND o.placed IS NOT NULL
                   AND {_without_goods(sql)}"""
    left = db.rows(
        f"""UPDATE crri_rows SET fate = {UNPRICED}
            WHERE fate IS NULL AND order_id IN ({unpriced}) RETURNING order_id"""
    )
    if left:
        db.execute(
            f"""DELETE FROM crri_orders WHERE order_id IN
                (SELECT order_id FROM crri_rows WHERE fate = {UNPRICED})"""
        )


def refuse_late(db: DuckDB, sql: RowSql, files: list[SourceFile]) -> None:
    """Rows of orders without a time, and rows without their amount, are rejects."""
    goods = "goods" if sql.source.can("goods") else "item_goods"
    amount = sql.layout.amounts.get(goods)
    time = sql.names[sql.layout.time[0]]
    # Without amounts of their own orders lack none.
    named = sql.names[amount.columns[0]] if amount is not None else time
    # Shops blank the amounts of what was cancelled.
    no_goods = f"o.class IS DISTINCT FROM 'void' AND {_without_goods(sql)}"
    # What belongs to the whole order is missing once, in its first row.
    known = (
        "r.place <> o.place OR r.order_id IN (SELECT order_id FROM crri_told)"
        if goods == "goods"
        else "false"
    )
    # Where columns are shifted, an e-mail stands for the order.
    mail = "contains(r.order_id, '@')"
    rows = db.rows(
        f"""SELECT r.crri_file, r.crri_record,
                   CASE WHEN {mail} THEN '{sql.order()}' WHEN o.placed IS NULL THEN '{time}'
                        ELSE '{named}' END,
                   CASE WHEN {mail} OR o.placed IS NULL OR {known}
                        THEN coalesce(r.item_goods, CASE WHEN r.place = o.place THEN o.goods END, 0)
                   END, r.order_id
            FROM crri_rows r JOIN crri_orders o ON r.order_id = o.order_id
            WHERE r.fate IS NULL AND ({mail} OR o.placed IS NULL OR {no_goods})"""
    )
    for number, file in enumerate(files):
        records = {row[1]: (row[2], row[4]) for row in rows if row[0] == number}
        money = {row[1]: row[3] for row in rows if row[0] == number}
        if records:
            rejects = file.reject(records)
            for record, reject in zip(sorted(records), rejects, strict=True):
                known = money[record]
                file.loaded.rejects.append(
                    reject if known is None else replace(reject, money=Decimal(known))
                )
            file.loaded.accepted -= len(records)
            db.execute(
                f"""UPDATE crri_rows SET fate = {REJECTED}
                    WHERE crri_file = {number} AND crri_record IN (SELECT unnest($records))""",
                {"records": sorted(records)},
            )
    if rows:
        db.execute(
            """DELETE FROM crri_orders WHERE order_id NOT IN
               (SELECT order_id FROM crri_rows WHERE fate IS NULL)"""
        )


def leave_unlinked_refunds(db: DuckDB, sql: RowSql) -> bool:
    """What is worth less than nothing and sells nothing is a refund, and no order.

    Nothing ties it to the order that it was paid back for, so it is left out, never subtracted.
    Returns whether there may be any.
    """
    below = "class IS DISTINCT FROM 'void' AND worth < 0"
    # Most exports have none, which one look tells.
    if not db.scalar(f"SELECT count(*) FROM crri_orders WHERE {below}"):
        return False
    # A price below its discount, or a total below its shipping, was sold all the same.
    source = sql.source
    amount = source.layout.amounts.get("goods" if source.can("goods") else "item_goods")
    if source.is_worth_items or amount is None:
        sold = f"SELECT order_id FROM {ITEMS} WHERE fate IS NULL AND goods > 0"
    else:
        price = replace(amount, terms=amount.terms[:1]).sql(sql.names.__getitem__)
        sold = f"""SELECT r.order_id FROM crri_rows r JOIN {ROWS} s
                   ON r.crri_file = s.crri_file AND r.crri_record = s.crri_record
                   WHERE r.fate IS NULL AND {price} > 0"""
    db.execute(
        f"""UPDATE crri_rows SET fate = {UNLINKED} WHERE fate IS NULL AND order_id IN
            (SELECT order_id FROM crri_orders WHERE {below} AND order_id NOT IN ({sold}))"""
    )
    db.execute(
        f"""DELETE FROM crri_orders WHERE order_id IN
            (SELECT order_id FROM crri_rows WHERE fate = {UNLINKED})"""
    )
    return True


def unlinked_refunds(db: DuckDB, label: str) -> list[Finding]:
    """Refunds that name no order, and those that name one which is not there."""
    found = []
    refunds, money, examples = db.row(
        f"""SELECT count(*), coalesce(sum(goods), 0), list(order_id ORDER BY order_id)
            FROM {RULED_OUT} WHERE order_id IN
            (SELECT order_id FROM crri_rows WHERE fate = {UNLINKED})"""
    )
    if refunds:
        found.append(
            finding(
                "refunds_unlinked",
                count=refunds,
                money=cents(Decimal(money)),
                examples=tuple(examples[:_EXAMPLES]),
                file=label,
            )
        )
    rows, money = db.row(
        """SELECT count(*), coalesce(sum(coalesce(goods, item_goods)), 0) FROM crri_rows
           WHERE fate >= 0 AND refund_of IS NOT NULL
           AND refund_of NOT IN (SELECT order_id FROM crri_orders)"""
    )
    if rows:
        found.append(finding("refunds_without_order", count=rows, money=Decimal(money), file=label))
    return found


def keep_ruled_out(db: DuckDB, source: Source, *, unlinked: bool) -> None:
    """Make the table `RULED_OUT`, once all orders and items are settled.

    `unlinked` says whether there are refunds that are tied to no order. What was given back on an
    order that is there is its refund, and no row of this table.
    """
    db.execute(
        f"""CREATE TABLE {RULED_OUT} (order_id VARCHAR, reason VARCHAR, of_order BOOLEAN,
                                      rows BIGINT, goods DECIMAL(18, 4))"""
    )
    if source.layout.leave_out or unlinked:
        # The goods of a whole order are told by its other rows.
        db.execute(
            f"""INSERT INTO {RULED_OUT}
                SELECT order_id, reason, of_order, count(*),
                       coalesce(sum(item_goods) FILTER (is_item), 0) + CASE WHEN of_order THEN 0
                       ELSE coalesce(arg_min(goods, place) FILTER (goods IS NOT NULL), 0) END
                FROM (SELECT *, {_reason("fate", source.layout.leave_out)} AS reason,
                             order_id IN (SELECT order_id FROM crri_orders) AS of_order
                      FROM crri_rows WHERE fate >= 0 OR fate = {UNLINKED})
                WHERE coalesce(refund_of NOT IN (SELECT order_id FROM crri_orders), true)
                GROUP BY order_id, reason, of_order"""
        )
    if not source.is_worth_items or source.layout.items is None:
        return
    if source.layout.leave_out or unlinked:
        # Orders without amounts of their own are worth their items, here too.
        db.execute(
            f"""UPDATE {RULED_OUT} SET goods = i.goods
                FROM (SELECT order_id, sum(goods) AS goods FROM {ITEMS}
                      WHERE fate = {OF_LEFT_OUT} GROUP BY order_id) i
                WHERE {RULED_OUT}.order_id = i.order_id"""
        )
    if source.layout.items.leave_out:
        db.execute(
            f"""INSERT INTO {RULED_OUT}
                SELECT order_id, {_reason("fate", source.layout.items.leave_out)} AS reason, true,
                       count(*), sum(goods)
                FROM {ITEMS}
                WHERE fate >= 0 AND order_id IN (SELECT order_id FROM crri_orders)
                GROUP BY ALL"""
        )


def _reason(fate: str, rules: Sequence[LeaveOut]) -> str:
    cases = [f"WHEN {n} THEN {sql_literal(rule.reason)}" for n, rule in enumerate(rules)]
    return f"CASE {fate} {' '.join(cases)} WHEN {UNLINKED} THEN 'refunds' END"
