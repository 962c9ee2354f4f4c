"""What counted orders were paid against what they hold: far apart, something is counted twice."""

from __future__ import annotations

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding

# Vouchers, fees and instalments make two hundredths of a percent on real data.
_SHARE = 0.05


def payment_gap_findings(db: Database) -> list[Finding]:
    """A warning when orders' payments and goods differ by much of what was paid."""
    differing = (
        "FROM order_facts WHERE is_counted AND items IS NOT NULL AND paid <> price + freight"
    )
    row = db.execute(
        f"""SELECT count(*), sum(abs(paid - price - freight)), sum(paid - price - freight),
                   (SELECT sum(paid) FROM order_facts WHERE is_counted AND paid > 0)
            {differing}""",
    ).fetchone()
    assert row is not None
    count, gap, signed, paid = row
    if not count or not paid or gap <= float(paid) * _SHARE:
        return []
    return [
        Finding(
            "payments_differ",
            "warning",
            f"The payments of {count:,} counted orders and their items with freight differ by "
            f"{signed:,.2f}, of {paid:,.2f} paid.",
            table="order_payments",
            column="payment_value",
            count=count,
            share=float(gap / paid),
            money=signed,
            remedy="Look for items that are there twice, subtotals among them, amounts in another "
            "unit, or a part of the payments that is missing.",
            rows=f"SELECT * {differing}",
        )
    ]
