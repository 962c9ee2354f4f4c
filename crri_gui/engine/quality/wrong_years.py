"""Deliveries about a year too late: a few of them, beyond all others, are mistyped years."""

from __future__ import annotations

from decimal import Decimal

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.messages import Sentence, sentence

# Earlier it would be before the purchase but for the year. The longest of Olist's 96,000 deliveries
# took 210 days; of another copy of them one of 356, which no other year explains.
_DAYS = 365
# So long after the estimate, where there is one: whoever waits for a year was told so.
_BEYOND_ESTIMATE = 180
# Slow deliveries are usual where more than one in so many comes near the shortest of these.
_NEAR, _USUAL = 0.75, 1000
# More of those delivered than so many are no slips; one of a few may be.
_SHARE = 0.005
_EXAMPLES = 5
_MONTHS = 3

_TOOK = "datediff('day', cast(purchased_at AS date), cast(delivered_at AS date))"
_DELIVERED = "is_counted AND delivered_at IS NOT NULL"
_LATE = "datediff('day', cast(estimated_at AS date), cast(delivered_at AS date))"
_FAR = f"({_TOOK} >= {_DAYS} AND (estimated_at IS NULL OR {_LATE} >= {_BEYOND_ESTIMATE}))"


def wrong_year_findings(db: Database) -> list[Finding]:
    """A warning that names them, and the months whose average they move most."""
    count, shortest, others, delivered = db.row(
        f"""SELECT count(*) FILTER ({_FAR}), min({_TOOK}) FILTER ({_FAR}),
                   max({_TOOK}) FILTER (NOT {_FAR}), count(*)
            FROM order_facts WHERE {_DELIVERED}""",
    )
    if not count or others is None or count > max(1, _SHARE * delivered):
        return []
    near = 0
    if others > _NEAR * shortest:
        near = db.scalar(
            f"""SELECT count(*) FROM order_facts
                WHERE {_DELIVERED} AND NOT {_FAR} AND {_TOOK} > {_NEAR * shortest}"""
        )
    if near * _USUAL > delivered:
        return []
    orders = db.rows(
        f"""SELECT order_id, {_TOOK} FROM order_facts WHERE {_DELIVERED} AND {_FAR}
            ORDER BY 2 DESC, 1 LIMIT {_EXAMPLES}"""
    )
    moved = _moved(db)
    return [
        finding(
            "delivery_year_wrong",
            longest=orders[0][1],
            others=others,
            averages=[_of_month(*month) for month in moved[:_MONTHS]],
            more=sentence("delivery_year_more", count=len(moved) - _MONTHS)
            if len(moved) > _MONTHS
            else "",
            table="orders",
            column="order_delivered_customer_date",
            count=count,
            share=count / delivered,
            examples=tuple(order for order, _ in orders),
            rows=f"""SELECT order_id, {_TOOK} AS days, purchased_at, delivered_at, estimated_at,
                * EXCLUDE (order_id, purchased_at, delivered_at, estimated_at)
                FROM order_facts WHERE {_DELIVERED} AND {_FAR} ORDER BY days DESC, order_id""",
        )
    ]


# A month, its average delivery with these orders, and without them.
_Month = tuple[str, Decimal, Decimal | None]


def _moved(db: Database) -> list[_Month]:
    """The months of these orders, those first that they move most."""
    rows = db.rows(
        f"""SELECT m.order_month, sum(m.delivery_days), count(m.delivery_days),
                   sum(m.delivery_days) FILTER (f.order_id IS NULL),
                   count(m.delivery_days) FILTER (f.order_id IS NULL)
            FROM master_orders AS m
            LEFT JOIN (SELECT order_id FROM order_facts WHERE {_DELIVERED} AND {_FAR}) AS f
                ON m.order_id = f.order_id
            WHERE m.order_month IN (
                SELECT order_month FROM order_facts WHERE {_DELIVERED} AND {_FAR})
            GROUP BY m.order_month"""
    )
    months: list[_Month] = []
    for month, days, orders, other_days, other_orders in rows:
        without = Decimal(str(other_days)) / other_orders if other_orders else None
        months.append((month, Decimal(str(days)) / orders, without))
    return sorted(months, key=lambda one: (-(one[1] - (one[2] or 0)), one[0]))


def _of_month(month: str, average: Decimal, without: Decimal | None) -> Sentence:
    if without is None:
        return sentence("delivery_year_month.alone", month=month, average=average)
    return sentence("delivery_year_month.moved", month=month, average=average, without=without)
