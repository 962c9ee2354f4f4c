"""What counted orders were paid against what they hold: far apart, an amount is wrong."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.sql_text import sql_literal

# Vouchers, fees and instalments make two hundredths of a percent on real data.
_SHARE = 0.05
# Of 28,000 orders of Olist the 150 that differ do so by a factor of 1.4 at most (a coupon), 1.29
# without it (instalments). A price typed ten times too high makes 2.8 even where freight is four
# times the price; a coupon of half the price and no freight makes 2.
_FACTOR = 2
# A cheap order with a coupon has such a factor too, and is not worth a look: a quarter of what an
# order is usually paid is.
_LEAST = 4
# Where more are far apart than one in so many, or so many, it is no slip but the files.
_FEW = 20
_FEWEST, _MOST = 3, 100
_EXAMPLES = 5
_COMPARED = "is_counted AND items IS NOT NULL"
_GAP = "abs(paid - price - freight)"
# What is not paid at all, or is worth nothing, other findings tell.
_FAR_APART = (
    "paid > 0 AND price + freight > 0 AND "
    f"(paid >= {_FACTOR} * (price + freight) OR price + freight >= {_FACTOR} * paid)"
)
# An order, what was paid for it, and its goods with freight.
_Far = tuple[str, Decimal, Decimal]


def differing_rows(condition: str) -> str:
    """SELECT of the orders whose payments differ from their goods, the largest difference first."""
    return f"""SELECT order_id, cast(paid - price - freight AS decimal(18, 2)) AS difference,
            paid, price, freight, * EXCLUDE (order_id, paid, price, freight)
        FROM order_facts WHERE paid <> price + freight AND {condition}
        ORDER BY {_GAP} DESC, order_id"""


def payment_gap_findings(
    db: Database, refused: Collection[str], *, has_freight: bool
) -> list[Finding]:
    """Orders far from their payments, by name; a warning when all the others differ by much.

    `refused` are orders of which a row was rejected: they differ for that reason, and it is told.
    """
    count, gap, signed, screened, paid, orders = db.row(
        f"""SELECT count(*), sum({_GAP}), sum(paid - price - freight),
                   count(*) FILTER ({_FAR_APART}),
                   (SELECT sum(paid) FROM order_facts WHERE is_counted AND paid > 0),
                   (SELECT count(paid) FROM order_facts WHERE {_COMPARED})
            FROM order_facts WHERE {_COMPARED} AND paid <> price + freight""",
    )
    if not count or not paid:
        return []
    most = min(_MOST, max(_FEWEST, orders // _FEW))
    far: list[_Far] = []
    if screened and has_freight:
        found = db.rows(
            f"""SELECT order_id, paid, price + freight FROM order_facts
                WHERE {_COMPARED} AND {_FAR_APART} AND {_GAP} * {_LEAST * orders} >= {paid}
                ORDER BY {_GAP} DESC, order_id LIMIT {most + len(refused) + 1}""",
        )
        far = [order for order in found if order[0] not in refused]
    others, findings = _COMPARED, []
    if far and len(far) <= most:
        names = ", ".join(sql_literal(order) for order, *_ in far)
        others += f" AND order_id NOT IN ({names})"
        count -= len(far)
        gap -= sum(abs(own - goods) for _, own, goods in far)
        signed -= sum(own - goods for _, own, goods in far)
        findings.append(_far_finding(far, orders, f"order_id IN ({names})"))
    if len(far) > most or gap > float(paid) * _SHARE:
        findings.append(
            finding(
                "payments_differ",
                paid=paid,
                table="order_payments",
                column="payment_value",
                count=count,
                share=count / orders,
                money=signed,
                rows=differing_rows(others),
            )
        )
    return findings


def _far_finding(far: Sequence[_Far], orders: int, condition: str) -> Finding:
    order, paid, goods = far[0]
    name = "order_far_from_payment.one" if len(far) == 1 else "order_far_from_payment.several"
    return finding(
        name,
        order=order,
        paid=paid,
        goods=goods,
        table="order_items",
        column="price",
        count=len(far),
        share=len(far) / orders,
        money=sum((abs(own - held) for _, own, held in far), Decimal(0)),
        examples=tuple(one for one, *_ in far[:_EXAMPLES]),
        rows=differing_rows(condition),
    )
