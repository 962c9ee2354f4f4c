"""The months that are looked at, which of them to read with care, and the snapshot date."""

from __future__ import annotations

import datetime as dt

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.messages import Month

_EXAMPLES = 5

ORDERS_OF_FACTS = (
    "(SELECT purchased_at AS order_purchase_timestamp FROM main.order_facts "
    "WHERE purchased_at IS NOT NULL) AS orders"
)
"""The orders once the raw tables are gone."""


def analysis_period(
    db: Database, definitions: Definitions, orders: str = "orders"
) -> tuple[str, str]:
    """First and last month of the window, both included; wide open for all months.

    `orders` is the relation with the `order_purchase_timestamp` of every order.
    """
    if definitions.months:
        begins, ends = definitions.months
        # A wrong year in the future is no end of the data: the window leaves it out.
        row = db.execute(
            f"SELECT max(order_purchase_timestamp) FROM {orders} "
            "WHERE cast(order_purchase_timestamp AS date) <= cast($today AS date)",
            {"today": dt.date.today().isoformat()},
        ).fetchone()
        return begins, min(ends, f"{row[0]:%Y-%m}") if row and row[0] else ends
    if definitions.window == "complete":
        row = db.execute(
            f"SELECT min(order_purchase_timestamp), max(order_purchase_timestamp) FROM {orders}"
        ).fetchone()
        if not row or row[0] is None:
            return "0001-01", "0001-01"
        first, last = row[0].date(), row[1].date()
        if first.day != 1:
            first = _next_month(first)
        if _next_month(last) != last + dt.timedelta(days=1):
            last = last.replace(day=1) - dt.timedelta(days=1)
        return f"{first:%Y-%m}", f"{last:%Y-%m}"
    return "0000-00", "9999-99"


def _next_month(day: dt.date) -> dt.date:
    """The first day of the month after the day's."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def period_findings(db: Database, definitions: Definitions, first_month: str) -> list[Finding]:
    """All there is to say of the months and of the snapshot date."""
    return [
        *window_findings(db, first_month),
        *snapshot_findings(db, definitions),
        *recency_findings(db, definitions),
    ]


def window_findings(db: Database, first_month: str) -> list[Finding]:
    """Months to read with care, and customers whose earlier orders the window hides."""
    rows = db.execute(
        "SELECT order_month, orders FROM monthly_revenue ORDER BY order_month"
    ).fetchall()
    if not rows:
        return [finding("no_counted_orders")]
    findings = []
    for month, reason in flagged_months(db).items():
        findings.append(
            finding(
                "month_partial" if reason == "partial" else "month_thin",
                month=month,
                rows=f"SELECT * FROM order_facts WHERE is_counted AND order_month = '{month}'",
            )
        )
    empty = [month for month, orders in rows if orders == 0]
    if empty:
        findings.append(
            finding(
                "month_empty",
                "warning" if len(empty) > 12 else "note",
                count=len(empty),
                examples=tuple(map(Month, empty[:_EXAMPLES])),
            )
        )
    if first_month > "0000-00":
        row = db.execute(
            """SELECT count(DISTINCT f.customer_unique_id) FROM order_facts f
               JOIN counted_statuses k ON f.order_status = k.order_status AND k.counts
               SEMI JOIN customer_orders c ON f.customer_unique_id = c.customer_unique_id
               WHERE f.order_month < $first""",
            {"first": first_month},
        ).fetchone()
        if row and row[0]:
            findings.append(
                finding(
                    "earlier_orders_outside",
                    count=row[0],
                    rows="SELECT f.* FROM order_facts AS f SEMI JOIN customer_orders AS c "
                    "ON f.customer_unique_id = c.customer_unique_id "
                    f"WHERE f.status_counts AND f.order_month < '{first_month}'",
                )
            )
    return findings


def flagged_months(db: Database) -> dict[str, str]:
    """Months of the calendar to read with care: "partial" or "thin".

    Partial: the first raw purchase lies after the month's first day, or the last one before its
    last day. Thin: counted orders, but fewer than 5 % of the usual ones. A month without any is
    neither: that nobody bought is what it says.
    """
    return dict(
        db.execute(
            "SELECT order_month, flag FROM month_flags WHERE flag IS NOT NULL ORDER BY order_month"
        ).fetchall()
    )


def recency_findings(db: Database, definitions: Definitions) -> list[Finding]:
    """Nobody bought in the last complete month: recency begins where sales stopped."""
    rows = db.execute(
        "SELECT order_month, orders FROM monthly_revenue ORDER BY order_month"
    ).fetchall()
    if not rows or definitions.snapshot not in ("day_after", "last_order"):
        return []
    flags = flagged_months(db)
    complete = [(month, orders) for month, orders in rows if flags.get(month) != "partial"]
    if not complete or complete[-1][1]:
        return []
    row = db.row("SELECT max(last_at) FROM customer_orders")
    return [
        finding(
            "recency_from_last_order",
            month=complete[-1][0],
            day=f"{row[0]:%Y-%m-%d}",
        )
    ]


def snapshot_findings(db: Database, definitions: Definitions) -> list[Finding]:
    """Customers whose last order lies after the snapshot date: an error."""
    row = db.execute("SELECT count(*) FROM rfm_customers WHERE recency < 0").fetchone()
    if not row or not row[0]:
        return []
    return [
        finding(
            "snapshot_too_early",
            snapshot=definitions.snapshot,
            count=row[0],
            rows="SELECT * FROM rfm_customers WHERE recency < 0",
        )
    ]
