"""Orders that should have arrived and have not: no late rate counts them as late."""

from __future__ import annotations

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding

_SIZEABLE = 0.05
"""The share of the orders due from which on the late rate alone misleads."""


def overdue_findings(db: Database, definitions: Definitions) -> list[Finding]:
    """How many counted orders are overdue without a delivery date, beside those that came late."""
    row = db.execute("SELECT sum(late), sum(judged), sum(overdue) FROM month_operations").fetchone()
    late, judged, overdue = (int(value or 0) for value in row or (0, 0, 0))
    if not overdue:
        return []
    due = judged if definitions.late_over == "all" else judged + overdue
    share = overdue / due
    return [
        finding(
            "orders_overdue",
            "warning" if share >= _SIZEABLE else "note",
            late=late,
            judged=judged,
            table="orders",
            column="order_delivered_customer_date",
            count=overdue,
            share=share,
            rows="SELECT f.* FROM order_facts AS f "
            "SEMI JOIN overdue_orders AS o ON f.order_id = o.order_id",
        )
    ]
