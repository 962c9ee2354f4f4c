"""What is odd in the data: findings with counts, money, share and examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, Severity
from crri_gui.engine.discover.multi_file import columns_of
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.quality.evidence import keep_rows, sql_literal
from crri_gui.engine.quality.reconcile import Statement
from crri_gui.engine.tables import EXCEPT_CANCELED, status_counts

KNOWN_STATUSES = frozenset(
    "approved canceled created delivered invoiced processing shipped unavailable".split()
)
BLANK_STATUS = "(blank)"
_EXAMPLES = 5
# Some orphans are usual at the edges of an export; a tenth of the money is another export.
_MISSING_SHARE = 0.1


def count_statuses(db: Database, definitions: Definitions) -> list[Finding]:
    """Make `counted_statuses` (order_status, counts) for the statuses that occur."""
    db.execute(f"UPDATE orders SET order_status = '{BLANK_STATUS}' WHERE order_status IS NULL")
    rows = db.execute(
        "SELECT order_status, count(*) FROM orders GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    db.execute("CREATE TABLE counted_statuses (order_status VARCHAR, counts BOOLEAN)")
    db.executemany(
        "INSERT INTO counted_statuses VALUES (?, ?)",
        [[status, status_counts(definitions, status)] for status, _ in rows] or [["", False]],
    )
    findings = []
    unknown = [
        (status, orders) for status, orders in rows if status.casefold() not in KNOWN_STATUSES
    ]
    for status, orders in unknown:
        findings.append(
            Finding(
                "status_unknown",
                "warning",
                f"{orders:,} orders have the status {status!r}, which Olist does not use; they "
                f"are {'counted' if status_counts(definitions, status) else 'left out'}.",
                table="orders",
                column="order_status",
                count=orders,
                remedy="Check the spelling, or list the statuses that count: "
                "--set statuses=delivered,shipped.",
                rows=f"SELECT * FROM order_facts WHERE order_status = {sql_literal(status)}",
            )
        )
    if isinstance(definitions.statuses, tuple):
        present = {status.casefold() for status, _ in rows}
        for status in definitions.statuses:
            if status.casefold() not in present:
                findings.append(
                    Finding(
                        "status_absent",
                        "warning",
                        f"No order has the status {status!r} that the definitions list.",
                        table="orders",
                        column="order_status",
                        remedy=f"The statuses in the data are: {', '.join(s for s, _ in rows)}.",
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
    used: Mapping[str, Sequence[Sniffed]], definitions: Definitions
) -> list[Finding]:
    """The option order_value needs a file or column that is not there: an error, not zeros."""
    table, column = {
        "items": ("order_items", "price"),
        "items_freight": ("order_items", "freight_value"),
        "payments": ("order_payments", "payment_value"),
    }[definitions.order_value]
    if table in used and column in columns_of(used[table]):
        return []
    return [
        Finding(
            "value_without_source",
            "error",
            f"order_value = {definitions.order_value} needs {table}.{column}, which is not there.",
            table=table,
            column=column,
            remedy="Add it to the export, or choose another order_value.",
        )
    ]


def itemless_findings(db: Database, limit: float) -> list[Finding]:
    """Counted orders that were paid and have no items: beyond the limit the items are cut off."""
    # Canceled orders have no items by nature, where they count at all.
    canceled = ", ".join(sql_literal(status) for status in EXCEPT_CANCELED)
    source = f"FROM order_facts WHERE is_counted AND lower(order_status) NOT IN ({canceled})"
    row = db.execute(
        f"""SELECT count(*) FILTER (items IS NULL AND paid > 0),
                  coalesce(sum(paid) FILTER (items IS NULL AND paid > 0), 0),
                  coalesce(sum(paid), 0) {source}""",
    ).fetchone()
    assert row is not None
    count, money, total = row
    if not count:
        return []
    share = float(money / total)
    return [
        Finding(
            "items_missing",
            "error" if share > max(limit, _MISSING_SHARE) else "warning",
            f"{count:,} counted orders were paid and have no items; their order_value by items is "
            "0.",
            count=count,
            share=share,
            money=money,
            remedy="Look for an items file that was cut off or covers another period; if it is "
            "right, raise --max-rejected-money.",
            rows=f"SELECT * {source} AND items IS NULL AND paid > 0",
        )
    ]


def partner_findings(goods: Statement, limit: float) -> list[Finding]:
    """An error when much of the money belongs to orders or customers that are not there."""
    missing = [line for line in goods.lines if "missing" in line.label]
    money = sum((line.amount for line in missing), Decimal(0))
    if not goods.total.amount or abs(float(money / goods.total.amount)) <= max(
        limit, _MISSING_SHARE
    ):
        return []
    return [
        Finding(
            "partners_missing",
            "error",
            f"{money:,.2f} of the {goods.total.amount:,.2f} in items belong to orders or customers "
            "that are not there: these files are not of one shop and period.",
            table="order_items",
            column="order_id",
            count=sum(line.count for line in missing),
            share=float(money / goods.total.amount),
            money=money,
            remedy="Export orders, customers and items over the same period; if it is right, raise "
            "--max-rejected-money.",
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
            "warning",
            f"{{count:,}} rows of {table} have a negative {column}; they count as they are.",
            table,
            column,
            f"FROM {table} WHERE {column} < 0",
            key="order_id",
            money=column,
            size=sizes.get(table, 0),
            remedy="If they are refunds this is right; if not, correct the export.",
        )
    if definitions.order_value == "items_freight":
        findings += _rows(
            db,
            "freight_blank",
            "warning",
            "{count:,} items have no freight_value; it counts as 0.",
            "order_items",
            "freight_value",
            "FROM order_items WHERE freight_value IS NULL",
            key="order_id",
            size=sizes.get("order_items", 0),
        )
    findings += _rows(
        db,
        "review_unanswered",
        "note",
        "{count:,} reviews have a score and no answer time; they do not count.",
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
            "error",
            f"{{count:,}} values of {table}.{column} hold control characters or line breaks: "
            "the file is damaged.",
            table,
            column,
            f"FROM {table} WHERE contains({column}, chr(10)) OR contains({column}, chr(13)) "
            f"OR contains({column}, chr(0)) OR contains({column}, chr(9))",
            key=column,
            size=sizes.get(table, 0),
            remedy="Look for a quotation mark that is not closed, or export the file again.",
        )
    return findings


def order_findings(db: Database, today: dt.date, sizes: Mapping[str, int]) -> list[Finding]:
    """What the joined orders show: missing partners, impossible and future dates.

    `sizes` are the rows of the raw tables that there are.
    """
    tomorrow = f"TIMESTAMP '{today + dt.timedelta(days=1)}'"
    findings: list[Finding] = []
    specs: list[tuple[str, Severity, str, str, str, str, str, str]] = [
        (
            "customer_missing",
            "warning",
            "{count:,} orders belong to a customer who is not in the customers file; they are "
            "left out.",
            "orders",
            "customer_id",
            "purchased_at IS NOT NULL AND customer_unique_id IS NULL",
            "price",
            "Export orders and customers over the same period.",
        ),
        (
            "order_missing_items",
            "warning",
            "The items of {count:,} orders are there, the orders are not; they are left out.",
            "order_items",
            "order_id",
            "purchased_at IS NULL AND items IS NOT NULL",
            "price",
            "Export orders and items over the same period.",
        ),
        (
            "order_missing_payments",
            "warning",
            "The payments of {count:,} orders are there, the orders are not; they are left out.",
            "order_payments",
            "order_id",
            "purchased_at IS NULL AND paid IS NOT NULL",
            "paid",
            "Export orders and payments over the same period.",
        ),
        (
            "delivered_before_purchase",
            "warning",
            "{count:,} orders were delivered before they were bought; their delivery_days are "
            "negative and count as they are.",
            "orders",
            "order_delivered_customer_date",
            "delivered_at < purchased_at",
            "price",
            "Correct the dates in the shop: they pull the average down.",
        ),
        (
            "future_purchase",
            "error",
            "{count:,} counted orders were bought in the future; they would move the last month, "
            "every recency and the cohort matrix.",
            "orders",
            "order_purchase_timestamp",
            f"is_counted AND purchased_at >= {tomorrow}",
            "price",
            "Correct the dates, or leave them out: --set window=YYYY-MM..YYYY-MM.",
        ),
        (
            "future_delivery",
            "warning",
            "{count:,} orders were delivered in the future.",
            "orders",
            "order_delivered_customer_date",
            f"delivered_at >= {tomorrow}",
            "price",
            "Correct the dates in the shop.",
        ),
    ]
    # One scan tells which of them there are; only those are looked at.
    counts = db.execute(
        "SELECT "
        + ", ".join(f"count(*) FILTER ({spec[5]})" for spec in specs)
        + " FROM order_facts",
    ).fetchone()
    assert counts is not None
    for count, spec in zip(counts, specs, strict=True):
        code, severity, message, table, column, condition, money, remedy = spec
        if not count:
            continue
        findings += _rows(
            db,
            code,
            severity,
            message,
            table,
            column,
            f"FROM order_facts WHERE {condition}",
            key="order_id",
            money=money,
            size=sizes.get(table, 0),
            remedy=remedy,
        )
    matched = db.execute(
        "SELECT (SELECT count(*) FROM order_reviewed) - count(reviews) FROM order_facts"
    ).fetchone()
    if matched and matched[0]:
        findings += _rows(
            db,
            "order_missing_reviews",
            "warning",
            "The reviews of {count:,} orders are there, the orders are not; they are left out.",
            "order_reviews",
            "order_id",
            "FROM order_reviewed AS r ANTI JOIN orders AS o ON r.order_id = o.order_id",
            key="order_id",
            size=sizes.get("order_reviews", 0),
            remedy="Export orders and reviews over the same period.",
        )
    return findings


def _rows(
    db: Database,
    code: str,
    severity: Severity,
    message: str,
    table: str,
    column: str,
    source: str,
    *,
    key: str,
    size: int,
    money: str | None = None,
    remedy: str = "",
) -> list[Finding]:
    """A finding on the rows of `source` when there are any; `{count}` in the message is theirs."""
    amount = f"sum({money})" if money else "NULL"
    row = db.execute(f"SELECT count(*), {amount} {source}").fetchone()
    assert row is not None
    count, total = row
    if not count:
        return []
    examples = db.execute(f"SELECT {key} {source} ORDER BY {key} LIMIT {_EXAMPLES}").fetchall()
    rows = f"SELECT * {source}"
    if source.startswith(f"FROM {table} "):
        rows = keep_rows(db, f"{code}_{column}", rows)
    return [
        Finding(
            code,
            severity,
            message.format(count=count),
            table=table,
            column=column,
            count=count,
            share=count / size if size else None,
            money=None if total is None else Decimal(total),
            examples=tuple(str(example[0]) for example in examples),
            remedy=remedy,
            rows=rows,
        )
    ]
