"""What counted orders were paid against what they hold: far apart, something is counted twice."""

from __future__ import annotations

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding

# Vouchers, fees and instalments make two hundredths of a percent on real data.
_SHARE = 0.05


def payment_gap_findings(db: Database) -> list[Finding]:
    """A warning when orders' payments and goods differ by much of what was paid."""
    differing = (
        "FROM order_facts WHERE is_counted AND items IS NOT NULL AND paid <> price + freight"
    )
    row = db.row(
        f"""SELECT count(*), sum(abs(paid - price - freight)), sum(paid - price - freight),
                   (SELECT sum(paid) FROM order_facts WHERE is_counted AND paid > 0),
                   (SELECT count(paid) FROM order_facts WHERE is_counted AND items IS NOT NULL)
            {differing}""",
    )
    count, gap, signed, paid, orders = row
    if not count or not paid or gap <= float(paid) * _SHARE:
        return []
    return [
        finding(
            "payments_differ",
            paid=paid,
            table="order_payments",
            column="payment_value",
            count=count,
            share=count / orders,
            money=signed,
            rows=f"SELECT * {differing}",
        )
    ]
