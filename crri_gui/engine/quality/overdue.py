"""Orders that should have arrived and have not: no late rate counts them as late."""

from __future__ import annotations

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding

_SIZEABLE = 0.05
"""The share of the orders due from which on the late rate alone misleads."""


def overdue_findings(db: Database, definitions: Definitions) -> list[Finding]:
    """How many counted orders are overdue and not delivered, beside those that came late."""
    row = db.execute("SELECT sum(late), sum(judged), sum(overdue) FROM month_operations").fetchone()
    late, judged, overdue = (int(value or 0) for value in row or (0, 0, 0))
    if not overdue:
        return []
    due = judged if definitions.late_over == "all" else judged + overdue
    share = overdue / due
    return [
        Finding(
            "orders_overdue",
            "warning" if share >= _SIZEABLE else "note",
            f"{overdue:,} counted orders are past their time and not delivered. The late rate "
            f"({late:,} of {judged:,} orders) does not count them as late.",
            table="orders",
            column="order_delivered_customer_date",
            count=overdue,
            share=share,
            remedy="Read the late rate together with them, or look whether deliveries are "
            "missing in the export.",
            rows="SELECT f.* FROM order_facts AS f "
            "SEMI JOIN overdue_orders AS o ON f.order_id = o.order_id",
        )
    ]
