"""What is odd in the data: findings with counts, money, share and examples."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.core.statement import Statement
from crri_gui.engine.discover.multi_file import columns_of
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.layouts.layout import BLANK
from crri_gui.engine.quality.evidence import keep_rows
from crri_gui.engine.tables import EXCEPT_CANCELED, status_counts

KNOWN_STATUSES = frozenset(
    "approved canceled created delivered invoiced processing shipped unavailable".split()
)
_EXAMPLES = 5
_OF_ORDERS = ("purchased_at", "delivered_at", "items", "price", "paid", "order_status")
# Some orphans are usual at the edges of an export; a tenth of the money is another export.
_MISSING_SHARE = 0.1
# An order whose row was rejected is in the orders file: that it is not among the orders follows.
_NOT_REJECTED = "order_id NOT IN (SELECT order_id FROM rejected_orders)"
_OF_NO_ORDER = ("order_missing_items", "order_missing_payments")


def count_statuses(
    db: Database, definitions: Definitions, classes: Mapping[str, str] | None = None
) -> list[Finding]:
    """Make `counted_statuses` (order_status, counts) for the statuses that occur.

    `classes` are those of the status words, in lower case, of a layout that is not Olist's.
    """
    db.execute(f"UPDATE orders SET order_status = '{BLANK}' WHERE order_status IS NULL")
    rows = db.execute(
        "SELECT order_status, count(*) FROM orders GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    db.execute("CREATE TABLE counted_statuses (order_status VARCHAR, counts BOOLEAN)")
    db.executemany(
        "INSERT INTO counted_statuses VALUES (?, ?)",
        [[status, status_counts(definitions, status, classes)] for status, _ in rows]
        or [["", False]],
    )
    findings = []
    known = KNOWN_STATUSES if classes is None else classes
    counted, left_out = (
        ("status_unknown.counted", "status_unknown.left_out")
        if classes is None
        else ("status_unknown.of_layout", "status_unknown.of_layout_left_out")
    )
    unknown = [(status, orders) for status, orders in rows if status.casefold() not in known]
    for status, orders in unknown:
        findings.append(
            finding(
                counted if status_counts(definitions, status, classes) else left_out,
                status=status,
                table="orders",
                column="order_status",
                count=orders,
                rows=f"SELECT * FROM order_facts WHERE order_status = {sql_literal(status)}",
            )
        )
    if isinstance(definitions.statuses, tuple):
        present = {status.casefold() for status, _ in rows}
        present |= {(classes or {}).get(status, status) for status in present}
        for status in definitions.statuses:
            if status.casefold() not in present:
                findings.append(
                    finding(
                        "status_absent",
                        status=status,
                        statuses=[known for known, _ in rows],
                        table="orders",
                        column="order_status",
                    )
                )
    return findings


def can_judge_late(columns: Sequence[str], definitions: Definitions) -> bool:
    """Whether the orders' columns suffice for the late rate under the definitions."""
    needed = {"order_delivered_customer_date"}
    if definitions.late != "after_days" or definitions.late_over == "dated":
        needed.add("order_estimated_delivery_date")
    return needed <= set(columns)


def value_findings(
    used: Mapping[str, Sequence[Sniffed]], definitions: Definitions, layout: str | None = None
) -> list[Finding]:
    """The option order_value needs a file or column that is not there: an error, not zeros.

    `layout` is the title of a layout that is not Olist's.
    """
    table, column = {
        "items": ("order_items", "price"),
        "items_freight": ("order_items", "freight_value"),
        "payments": ("order_payments", "payment_value"),
    }[definitions.order_value]
    if table in used and column in columns_of(used[table]):
        return []
    if layout is not None:
        named = definitions.order_value
        return [finding("value_without_source.of_layout", order_value=named, layout=layout)]
    return [
        finding(
            "value_without_source",
            order_value=definitions.order_value,
            table=table,
            column=column,
        )
    ]


def itemless_findings(db: Database, limit: float, *, of_layout: bool = False) -> list[Finding]:
    """Counted orders that were paid and have no items: beyond the limit the items are cut off.

    `of_layout` says that there is no file of items, because items are rows of the orders' file.
    """
    # Canceled orders have no items by nature, where they count at all.
    canceled = ", ".join(sql_literal(status) for status in EXCEPT_CANCELED)
    source = f"FROM order_facts WHERE is_counted AND lower(order_status) NOT IN ({canceled})"
    # Items that were rejected are told of as such.
    without = (
        f"{source} AND items IS NULL AND paid > 0 "
        "AND order_id NOT IN (SELECT order_id FROM rejected_items)"
    )
    count, money = db.row(f"SELECT count(*), coalesce(sum(paid), 0) {without}")
    total, orders = db.row(f"SELECT coalesce(sum(paid), 0), count(*) {source}")
    if not count:
        return []
    much = float(money / total) > max(limit, _MISSING_SHARE)
    # The limit decides about the error alone, so that only its advice names it.
    many, few = (
        ("items_missing.of_layout", "items_missing.few_of_layout")
        if of_layout
        else ("items_missing.of_file", "items_missing.few_of_file")
    )
    return [
        finding(
            many if much else few,
            "error" if much else "warning",
            count=count,
            share=count / orders,
            money=money,
            rows=f"SELECT * {without}",
        )
    ]


def partner_findings(goods: Statement, limit: float) -> list[Finding]:
    """An error when much of the money belongs to orders or customers that are not there."""
    missing = [line for line in goods.lines if line.is_a("order_missing", "customer_missing")]
    money = sum((line.amount for line in missing), Decimal(0))
    items = sum(line.count for line in missing)
    if not goods.total.amount or abs(float(money / goods.total.amount)) <= max(
        limit, _MISSING_SHARE
    ):
        return []
    return [
        finding(
            "partners_missing",
            total=goods.total.amount,
            table="order_items",
            column="order_id",
            count=items,
            share=items / goods.total.count,
            money=money,
            rows="SELECT * FROM order_facts WHERE items IS NOT NULL "
            "AND (purchased_at IS NULL OR customer_unique_id IS NULL)",
        )
    ]


def raw_findings(db: Database, sizes: Mapping[str, int], definitions: Definitions) -> list[Finding]:
    """Values that parse and still cannot be right; `sizes` are the tables' rows."""
    findings: list[Finding] = []
    for table, column in (
        ("order_items", "price"),
        ("order_items", "freight_value"),
        ("order_payments", "payment_value"),
    ):
        findings += _rows(
            db,
            "negative_amount",
            table,
            column,
            f"FROM {table} WHERE {column} < 0",
            key="order_id",
            money=column,
            size=sizes.get(table, 0),
        )
    if definitions.order_value == "items_freight":
        findings += _rows(
            db,
            "freight_blank",
            "order_items",
            "freight_value",
            "FROM order_items WHERE freight_value IS NULL",
            key="order_id",
            size=sizes.get("order_items", 0),
        )
    findings += _rows(
        db,
        "review_unanswered",
        "order_reviews",
        "review_answer_timestamp",
        "FROM order_reviews WHERE review_answer_timestamp IS NULL "
        "AND (SELECT count(review_answer_timestamp) FROM order_reviews) > 0",
        key="review_id",
        size=sizes.get("order_reviews", 0),
    )
    for table, column in (("orders", "order_id"), ("customers", "customer_unique_id")):
        findings += _rows(
            db,
            "control_characters",
            table,
            column,
            f"FROM {table} WHERE contains({column}, chr(10)) OR contains({column}, chr(13)) "
            f"OR contains({column}, chr(0)) OR contains({column}, chr(9))",
            key=column,
            size=sizes.get(table, 0),
        )
    return findings


def order_findings(db: Database, today: dt.date) -> list[Finding]:
    """What the joined orders show: missing partners, impossible and future dates."""
    tomorrow = f"TIMESTAMP '{today + dt.timedelta(days=1)}'"
    findings: list[Finding] = []
    every_order = "purchased_at IS NOT NULL"
    specs = (
        (
            "customer_missing",
            "orders",
            "customer_id",
            "purchased_at IS NOT NULL AND customer_unique_id IS NULL AND NOT is_guest",
            every_order,
            "price",
        ),
        (
            "order_missing_items",
            "order_items",
            "order_id",
            "purchased_at IS NULL AND items IS NOT NULL",
            "items IS NOT NULL",
            "price",
        ),
        (
            "order_missing_payments",
            "order_payments",
            "order_id",
            "purchased_at IS NULL AND paid IS NOT NULL",
            "paid IS NOT NULL",
            "paid",
        ),
        (
            "delivered_before_purchase",
            "orders",
            "order_delivered_customer_date",
            "delivered_at < purchased_at",
            every_order,
            "price",
        ),
        (
            "future_purchase",
            "orders",
            "order_purchase_timestamp",
            f"is_counted AND purchased_at >= {tomorrow}",
            "is_counted",
            "price",
        ),
        (
            "future_delivery",
            "orders",
            "order_delivered_customer_date",
            f"delivered_at >= {tomorrow}",
            every_order,
            "price",
        ),
    )
    # One scan tells which of them there are; only those are looked at.
    counts = db.row(
        "SELECT "
        + ", ".join(f"count(*) FILTER ({condition})" for *_, condition, _, _ in specs)
        + " FROM order_facts",
    )
    for count, (code, table, column, condition, looked_at, money) in zip(
        counts, specs, strict=True
    ):
        if not count:
            continue
        if code in _OF_NO_ORDER:
            condition += f" AND {_NOT_REJECTED}"
        findings += _rows(
            db,
            code,
            table,
            column,
            f"FROM order_facts WHERE {condition}",
            key="order_id",
            money=money,
            size=db.scalar(f"SELECT count(*) FROM order_facts WHERE {looked_at}"),
        )
    reviewed, matched = db.row(
        "SELECT (SELECT count(*) FROM order_reviewed), count(reviews) FROM order_facts"
    )
    if reviewed > matched:
        findings += _rows(
            db,
            "order_missing_reviews",
            "order_reviews",
            "order_id",
            "FROM order_reviewed AS r ANTI JOIN order_facts AS f "
            f"ON r.order_id = f.order_id AND f.purchased_at IS NOT NULL WHERE {_NOT_REJECTED}",
            key="order_id",
            size=reviewed,
        )
    db.execute("DROP TABLE order_reviewed")
    return findings


def _told_by(source: str) -> str:
    """The columns of the rows of a finding: of orders those first that it is about."""
    told = [name for name in _OF_ORDERS if re.search(rf"\b{name}\b", source)]
    if not source.startswith("FROM order_facts ") or not told:
        return "*"
    if {"purchased_at", "delivered_at"} <= {*told}:
        told.append("delivery_days")
    first = ", ".join(["order_id", *told])
    return f"{first}, * EXCLUDE ({first})"


def _rows(
    db: Database,
    code: str,
    table: str,
    column: str,
    source: str,
    *,
    key: str,
    size: int,
    money: str | None = None,
) -> list[Finding]:
    """The finding of this code on the rows of `source`, when there are any.

    `size` is how many rows were looked at.
    """
    amount = f"sum({money})" if money else "NULL"
    row = db.row(f"SELECT count(*), {amount} {source}")
    count, total = row
    if not count:
        return []
    examples = db.execute(f"SELECT {key} {source} ORDER BY {key} LIMIT {_EXAMPLES}").fetchall()
    rows = f"SELECT {_told_by(source)} {source}"
    if not source.startswith("FROM order_facts "):
        rows = keep_rows(db, f"{code}_{column}", rows)
    return [
        finding(
            code,
            table=table,
            column=column,
            count=count,
            share=count / size if size else None,
            money=None if total is None else Decimal(total),
            examples=tuple(str(example[0]) for example in examples),
            rows=rows,
        )
    ]
