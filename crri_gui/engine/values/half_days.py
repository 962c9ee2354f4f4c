"""Times of purchase that lost their AM and PM."""

from __future__ import annotations

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding

# So many orders in no hour after noon are no accident.
_FEWEST = 200


def half_day_findings(db: Database) -> list[Finding]:
    """A warning when every counted order was bought between 1 and 12 o'clock."""
    row = db.row(
        """SELECT count(*), count(CASE WHEN hour(purchased_at) BETWEEN 1 AND 12 THEN 1 END),
                  count(DISTINCT hour(purchased_at))
           FROM order_facts WHERE is_counted""",
    )
    orders, of_half, hours = row
    if orders < _FEWEST or of_half < orders or hours < 12:
        return []
    return [
        finding(
            "clock_of_twelve_hours",
            table="orders",
            column="order_purchase_timestamp",
            count=orders,
        )
    ]
