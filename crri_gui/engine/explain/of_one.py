"""Why one order, one customer, one line of a statement or one rejected row is what it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.dashboard.measures.made_of import How, Part
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.sql_text import sql_identifier, sql_literal
from crri_gui.engine.core.statement import Line, Statement
from crri_gui.engine.explain.answer import (
    Explanation,
    InStatement,
    gives,
    in_statements,
    of_money,
    options_in_force,
)
from crri_gui.engine.explain.asked import CustomerAsked, LineAsked, OrderAsked, RejectAsked
from crri_gui.engine.explain.left_out import LeftOut, left_out_of, rows_left_out
from crri_gui.engine.explain.lines_left_out import (
    is_of_duplicates,
    is_of_rejects,
    places_of,
    rejects_of,
    repeats_of,
    repeats_of_line,
    table_of,
)
from crri_gui.engine.explain.part_rows import SHOWN, PartRows, part_rows, rows_of_orders
from crri_gui.engine.explain.records import cleaned
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.quality.fates import fates_of
from crri_gui.engine.query.catalog import columns_beside_the_contract, fields, source
from crri_gui.engine.results import Results
from crri_gui.errors import InputError, UsageError
from crri_gui.messages import Sentence, sentence

# What the amounts of a statement's line are, over the facts of its orders.
_AMOUNTS = {"prices": "coalesce(price, 0)", "freight": "coalesce(freight, 0)"}
_OF_PAYMENTS = {
    "payment_line.goods": "price + freight",
    "payment_line.goods_of_export": "price + freight",
    "payment_line.without_items": "paid",
    "payment_line.without_payment": "-(price + freight)",
    "payment_line.differing": "paid - price - freight",
    "payment_line.differing_both": "paid - price - freight",
}


# What of an order is a number of its own, not money that it is worth.
_OF_ONE = ("delivery_days", "review_score")
# What rows that are there again are worth, over one of each and the number of `copies`.
_AGAIN = {
    "prices": "sum((copies - 1) * price)",
    "freight": "sum((copies - 1) * freight_value)",
    "payments": "sum((copies - 1) * payment_value)",
    "orders": "sum(copies - 1)",
}


def of_order(db: DuckDB, results: Results, asked: OrderAsked) -> Explanation:
    """An order: its facts, and why it counts or not."""
    rows = db.execute(
        f"SELECT * FROM {source('order_facts')} WHERE order_id = $id", {"id": asked.order_id}
    )
    names = [column[0] for column in rows.description]
    found = rows.fetchone()
    rejects = _rejects_naming(results, asked.order_id)
    if found is None and rejects:
        # Nothing of it could be read: its own row comes before those of its items.
        first = min(rejects, key=lambda reject: reject.table != "orders")
        answer = of_reject(results, RejectAsked(first.file, first.line))
        return replace(answer, asked=asked, left_out=_rows_rejected(rejects))
    if found is None:
        raise UsageError("explain_order_unknown", order=asked.order_id)
    facts = {n: v for n, v in zip(names, found, strict=True) if n != "_row"}
    part, added = Part(sentence("explain_order_values"), "orders", ""), "order_value"
    if asked.column in _OF_ONE:
        part, added = Part(asked.column, "orders", ""), asked.column
    select = rows_of_orders([asked.order_id], added)
    meaning, unit, form, blank = _about(asked.table, asked.column)
    name = asked.column or "order_value"
    in_table = _in_table(db, asked, "order_id", asked.order_id)
    fates = fates_of(
        db, results.request.definitions, "order_id = $order", {"order": asked.order_id}
    )
    [fate] = fates
    return Explanation(
        asked=asked,
        title=name,
        value=facts.get(name) if in_table is None else in_table,
        form=form,
        unit=unit,
        meaning=meaning,
        blank=blank,
        how="shown",
        parts=(part_rows(db, part, select),),
        adds_up=True,
        conditions=(sentence("explain_of_order", order=asked.order_id),),
        options=options_in_force(results.request.definitions),
        statements=in_statements(results, ("orders", *of_money(results)), fate),
        left_out=(
            *left_out_of(fates),
            *_rows_rejected(rejects),
            *_rows_repeated(db.run, results, asked.order_id),
        ),
        facts=tuple(facts.items()),
    )


def _rejects_naming(results: Results, order: str) -> list[Reject]:
    """The rejected rows that name the order."""
    return [
        reject
        for file in results.data.loaded
        for reject in file.rejects
        if reject.order_id and cleaned(reject.order_id) == cleaned(order)
    ]


def _rows_rejected(rejects: Sequence[Reject]) -> tuple[LeftOut, ...]:
    """Each of them with where it stands, and what it is worth as far as that can be read."""
    return tuple(
        LeftOut(
            sentence("explain_row_rejected", file=one.file, line=one.line, reason=one.reason),
            1,
            "rows",
            one.money,
        )
        for one in rejects
    )


def _rows_repeated(run: RunContext, results: Results, order: str) -> tuple[LeftOut, ...]:
    """The rows of the order that are there again, each with where it stands."""
    found = []
    for statement in results.data.report.statements:
        for line in statement.lines if statement.code != "freight" else ():
            # Only where there are any, the raw files are looked into.
            if not is_of_duplicates(line) or not _concerns(run, results, line, order):
                continue
            with suppress(InputError):  # the raw lines themselves, below, tell of it
                found += [
                    LeftOut(
                        sentence("explain_row_repeated", place=one.place, first=one.first),
                        1,
                        "rows",
                        None,
                    )
                    for one in repeats_of(run, results, table_of(statement), [order])
                ]
    return tuple(found)


def _concerns(run: RunContext, results: Results, line: Line, order: str) -> bool:
    with results.database(run) as db:
        of_order = f"SELECT count(*) FROM ({line.rows}) AS kept WHERE order_id = $order"
        return bool(db.scalar(of_order, {"order": order}))


def of_customer(db: DuckDB, results: Results, asked: CustomerAsked) -> Explanation:
    """A customer, by his counted orders."""
    who = asked.customer_unique_id
    part = Part(sentence("explain_order_values"), "orders", "")
    select = (
        "SELECT order_id, order_value AS amount FROM order_facts "
        f"WHERE is_counted AND customer_unique_id = {sql_literal(who)}"
    )
    rows = part_rows(db, part, select)
    if not rows.count:
        raise UsageError("explain_customer_unknown", customer=who)
    meaning, unit, form, blank = _about(asked.table, asked.column)
    value = _in_table(db, asked, "customer_unique_id", who) if asked.column else rows.total
    return Explanation(
        asked=asked,
        title=asked.column or "order_value",
        value=value,
        form=form,
        unit=unit,
        meaning=meaning,
        blank=blank,
        how="shown" if asked.column else "sum",
        parts=(rows,),
        adds_up=True,
        conditions=(sentence("explain_of_customer", customer=who),),
        options=options_in_force(results.request.definitions),
        statements=in_statements(results, ("customers",)),
        left_out=(),
    )


def _in_table(db: DuckDB, asked: OrderAsked | CustomerAsked, key: str, value: str) -> Any:
    """The cell of that column in the row of the key."""
    if not asked.table or not asked.column:
        return None
    by_name = {one.name for one in fields(db, asked.table)}
    if not {asked.column, key} <= by_name:
        return None
    rows = db.rows(
        f"SELECT {sql_identifier(asked.column)} FROM {source(asked.table)} "
        f"WHERE {key} = $value LIMIT 1",
        {"value": value},
    )
    return rows[0][0] if rows else None


def _about(table: str, name: str) -> tuple[str, str, str, str]:
    """What a column means, its unit, how its values are written, and when it is blank."""
    name = name or "order_value"
    known = {column.name: column for one in OUTPUT_TABLES for column in one.columns}
    known |= {c.name: c for one in OUTPUT_TABLES if one.name == table for c in one.columns}
    column = known.get(name) or columns_beside_the_contract().get(name)
    if column is None:
        return "", "", "text", ""
    return column.meaning, column.unit, column.type, column.blank


def of_line(db: DuckDB, results: Results, asked: LineAsked) -> Explanation:
    """A line of a statement, by its orders or its rejected rows."""
    statements = results.data.report.statements
    statement = next((one for one in statements if one.code == asked.statement), None)
    if statement is None or not _has(statement, asked.line):
        raise UsageError("explain_line_unknown", statement=asked.statement)
    line = statement.total if asked.line is None else statement.lines[asked.line]
    by_count = not line.amount and bool(line.count)
    parts: tuple[PartRows, ...] = ()
    how: How = "shown"
    if line.rows:
        how = "sum" if by_count and statement.unit == "orders" else how
        how = "sum" if not by_count and statement.code in (*_AMOUNTS, "payments") else how
        part = Part(sentence("explain_orders_of_line"), "orders", "")
        parts = (part_rows(db, part, _orders_of(statement, line, by_count=by_count)),)
    value = line.count if by_count else line.amount
    if is_of_duplicates(line) and parts[0].total != value:
        how = "shown"  # only so many of them are kept
    return Explanation(
        asked=asked,
        title=line.label,
        value=value,
        form="integer" if by_count else "money",
        unit=statement.unit if by_count else "currency of the raw data",
        meaning=statement.title,
        blank="",
        how=how,
        parts=parts,
        adds_up=not parts or gives(how, [parts[0].total], [parts[0].count], value),
        conditions=(),
        options=options_in_force(results.request.definitions),
        statements=(InStatement(statement, asked.line),),
        left_out=()
        if parts
        else tuple(rows_left_out([statement], partial(places_of, db.run, results))),
        facts=_rows_named(db.run, results, statement, line),
    )


def _orders_of(statement: Statement, line: Line, *, by_count: bool) -> str:
    """SELECT of the orders of a line, each with its part of the line's number."""
    rows = f"FROM ({line.rows}) AS line"
    if is_of_duplicates(line):
        again = _AGAIN["orders" if by_count else statement.code]
        return f"SELECT order_id, {again} AS amount {rows} GROUP BY order_id"
    amount = _AMOUNTS.get(statement.code, "order_value")
    if isinstance(line.label, Sentence):
        amount = _OF_PAYMENTS.get(line.label.name, amount)
    return f"SELECT order_id, {'1' if by_count else amount} AS amount {rows}"


def _has(statement: Statement, line: int | None) -> bool:
    return line is None or 0 <= line < len(statement.lines)


def _rows_named(
    run: RunContext, results: Results, statement: Statement, line: Line
) -> tuple[tuple[str, Any], ...]:
    """Where the rejected or repeated rows of a line lie, the first of them, and why."""
    if is_of_duplicates(line):
        try:
            repeats = repeats_of_line(run, results, statement, line)
        except InputError as error:
            return ((error.file or "", error.what),)
        return _and_more([(one.place, one.told) for one in repeats], line.count)
    if not is_of_rejects(line):
        return ()
    rejects = rejects_of(results, statement)
    first = [(f"{one.file}:{one.line}", one.reason) for one in rejects[:SHOWN]]
    return _and_more(first, len(rejects))


def _and_more(named: Sequence[tuple[str, str]], count: int) -> tuple[tuple[str, str], ...]:
    """The rows that are named, and how many of all are not."""
    more = count - len(named)
    return (*named, *([("…", sentence("and_more", count=more))] if more > 0 else []))


def of_reject(results: Results, asked: RejectAsked) -> Explanation:
    """A row that could not be read."""
    for file in results.data.loaded:
        for reject in file.rejects:
            if (reject.file, reject.line) == (asked.file, asked.line):
                return Explanation(
                    asked=asked,
                    title=reject.column or reject.table,
                    value=reject.value,
                    form="text",
                    unit="",
                    meaning=reject.reason,
                    blank="",
                    how="shown",
                    parts=(),
                    adds_up=True,
                    conditions=(sentence("explain_of_line", file=asked.file, line=asked.line),),
                    options=(),
                    statements=(),
                    left_out=(),
                    orders=(reject.order_id,) if reject.order_id else (),
                )
    raise UsageError("explain_reject_unknown", file=asked.file, line=asked.line)
