"""The months that are looked at, which of them to read with care, and the snapshot date."""

from __future__ import annotations

import datetime as dt

import duckdb

from crri_gui.definitions import Definitions
from crri_gui.engine.findings import Finding, Severity
from crri_gui.engine.progress import Run

_EXAMPLES = 5
_THIN_SHARE = 0.05


def months_looked_at(
    run: Run, con: duckdb.DuckDBPyConnection, definitions: Definitions
) -> tuple[str, str]:
    """First and last month of the window, both included; wide open for all months."""
    if definitions.months:
        return definitions.months
    if definitions.window == "complete":
        row = run.execute(con, "SELECT max(order_purchase_timestamp) FROM orders").fetchone()
        last = row[0].date() if row and row[0] else dt.date(1, 1, 31)
        if (last + dt.timedelta(days=1)).day != 1:
            last = last.replace(day=1) - dt.timedelta(days=1)
        return "0000-00", f"{last:%Y-%m}"
    return "0000-00", "9999-99"


def window_findings(run: Run, con: duckdb.DuckDBPyConnection, first_month: str) -> list[Finding]:
    """Months to read with care, and customers whose earlier orders the window hides."""
    rows = run.execute(
        con, "SELECT order_month, orders FROM monthly_revenue ORDER BY order_month"
    ).fetchall()
    if not rows:
        return [
            Finding(
                "no_counted_orders",
                "error",
                "No order counts under these definitions.",
                remedy="Widen the statuses or the window.",
            )
        ]
    findings = []
    for month, reason in flagged_months(run, con).items():
        code, severity, message = _MONTH_FLAGS[reason]
        findings.append(
            Finding(
                code,
                severity,
                message.format(month=month),
                rows=f"SELECT * FROM order_facts WHERE is_counted AND order_month = '{month}'",
            )
        )
    empty = [month for month, orders in rows if orders == 0]
    if empty:
        findings.append(
            Finding(
                "month_empty",
                "warning" if len(empty) > 12 else "note",
                f"{len(empty)} months between the first and the last have no counted order.",
                count=len(empty),
                examples=tuple(empty[:_EXAMPLES]),
                remedy="If a first or last order lies years away its date is wrong: leave it out "
                "with --set window=YYYY-MM..YYYY-MM.",
            )
        )
    if first_month > "0000-00":
        row = run.execute(
            con,
            """SELECT count(DISTINCT f.customer_unique_id) FROM order_facts f
               JOIN counted_statuses k ON f.order_status = k.order_status AND k.counts
               SEMI JOIN customer_orders c ON f.customer_unique_id = c.customer_unique_id
               WHERE f.order_month < $first""",
            {"first": first_month},
        ).fetchone()
        if row and row[0]:
            findings.append(
                Finding(
                    "earlier_orders_outside",
                    "warning",
                    f"{row[0]:,} customers also bought before the window; here they count as "
                    "first-time customers of it.",
                    count=row[0],
                    remedy="For cohorts and repeat rates start the window with the data.",
                    rows="SELECT f.* FROM order_facts AS f SEMI JOIN customer_orders AS c "
                    "ON f.customer_unique_id = c.customer_unique_id "
                    f"WHERE f.status_counts AND f.order_month < '{first_month}'",
                )
            )
    return findings


_MONTH_FLAGS: dict[str, tuple[str, Severity, str]] = {
    "partial": (
        "month_partial",
        "note",
        "{month}: the data ends before the month does; its numbers are of a part of the month.",
    ),
    "thin": (
        "month_thin",
        "note",
        "{month}: a stray month at the edge with under 5 % of the usual orders.",
    ),
}


def flagged_months(run: Run, con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Months of the calendar to read with care: "partial" or "thin" (at an edge).

    Partial: the last raw purchase lies before the month's last day. Thin: fewer counted
    orders than 5 % of the median month, from either edge inwards.
    """
    rows = run.execute(
        con,
        """SELECT m.order_month, m.orders,
                  (SELECT max(order_purchase_timestamp) FROM orders)
                  < last_day((m.order_month || '-01')::DATE)
           FROM monthly_revenue m ORDER BY m.order_month""",
    ).fetchall()
    filled = sorted(orders for _, orders, _ in rows if orders)
    usual = filled[len(filled) // 2] if filled else 0
    flags: dict[str, str] = {}
    for edge in (rows, rows[::-1]):
        for month, orders, _ in edge:
            if orders >= usual * _THIN_SHARE:
                break
            flags[month] = "thin"
    flags.update({month: "partial" for month, _, partial in rows if partial})
    return dict(sorted(flags.items()))


def snapshot_findings(
    run: Run, con: duckdb.DuckDBPyConnection, definitions: Definitions
) -> list[Finding]:
    """Customers whose last order lies after the snapshot date: an error."""
    row = run.execute(con, "SELECT count(*) FROM rfm_customers WHERE recency < 0").fetchone()
    if not row or not row[0]:
        return []
    return [
        Finding(
            "snapshot_too_early",
            "error",
            f"The snapshot date {definitions.snapshot} lies before the last order of {row[0]:,} "
            "customers.",
            count=row[0],
            remedy="Choose a later date, or leave the later orders out with --set window=....",
            rows="SELECT * FROM rfm_customers WHERE recency < 0",
        )
    ]
