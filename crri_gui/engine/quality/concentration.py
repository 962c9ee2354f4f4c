"""One customer or one order with an implausible share of the shop, and orders below zero.

Such a customer is mostly a placeholder for nobody, such an order an amount that is misread; what is
worth less than nothing is mostly a refund that was booked as an order.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.sql_text import sql_literal

# The best customer of a real shop with thousands of customers has far below a hundredth.
_SHARE = 0.05
_EXAMPLES = 5
_FEWEST_ORDERS = 8
# In a shop of few customers a large one is no surprise.
_FEWEST_CUSTOMERS = 30
# Unless there is hardly anybody else.
_SHARE_OF_FEW = 0.5
# The largest order of 50 that differ as much as those of real shops has below a tenth.
_SHARE_OF_ORDER = 0.2
_FEWEST_COUNTED = 50
# One order may by chance be worth what a few others are together: where all things cost 10, each
# third month. Lines of totals stand in every month.
_OTHERS, _OTHERS_OF_MONTH, _MONTHS_OF_TOTALS, _SHARE_OF_MONTHS = 15, 3, 3, 0.75


def implausible_orders(db: Database) -> list[Finding]:
    """Warnings of customers and counted orders that can hardly be what they seem."""
    # One look at the orders; most shops have none of the rest.
    months = db.rows(
        """SELECT max(order_value), min(order_value), sum(order_value), count(*), order_month
           FROM order_facts WHERE is_counted GROUP BY order_month ORDER BY order_month"""
    )
    if not months:
        return []
    most, least = max(month[0] for month in months), min(month[1] for month in months)
    total, orders = sum(month[2] for month in months), sum(month[3] for month in months)
    found = _customer_share(db)
    if totals := _totals(db, months, most, total, orders):
        found += totals
    elif orders >= _FEWEST_COUNTED and total > 0 and float(most) >= float(total) * _SHARE_OF_ORDER:
        found += _order_share(db, most, total, orders)
    if least < 0:
        found += _negative(db, orders)
    return found


def _totals(
    db: Database, months: Sequence[tuple[Any, ...]], most: Decimal, total: Decimal, orders: int
) -> list[Finding]:
    """An error where orders are worth to the cent what others are together: lines of totals."""
    of_several = [month for month in months if month[3] > _OTHERS_OF_MONTH]
    of_months = [
        (month, largest)
        for largest, _, money, _, month in of_several
        if largest > 0 and largest * 2 == money
    ]
    enough = max(_MONTHS_OF_TOTALS, _SHARE_OF_MONTHS * len(of_several))
    if orders > _OTHERS and most > 0 and most * 2 == total:
        code, which, count, money = "totals_among_orders.of_all", f"order_value = {most}", 1, most
    elif len(of_months) >= enough:
        each = [f"order_month = '{month}' AND order_value = {value}" for month, value in of_months]
        code, which, count = "totals_among_orders.of_months", " OR ".join(each), len(of_months)
        money = sum((value for _, value in of_months), Decimal())
    else:
        return []
    rows = f"SELECT * FROM order_facts WHERE is_counted AND ({which})"
    examples = db.rows(f"SELECT order_id FROM ({rows}) AS r ORDER BY order_id LIMIT {_EXAMPLES}")
    return [
        finding(
            code,
            order=examples[0][0],
            others=orders - 1,
            table="order_items",
            column="price",
            count=count,
            share=count / orders,
            money=money,
            examples=tuple(example[0] for example in examples),
            rows=rows,
        )
    ]


def _order_share(db: Database, most: Decimal, total: Decimal, orders: int) -> list[Finding]:
    """A warning when one counted order is worth an implausible part of them all."""
    [(order,)] = db.rows(
        f"""SELECT order_id FROM order_facts WHERE is_counted AND order_value = {most}
            ORDER BY order_id LIMIT 1"""
    )
    return [
        finding(
            "order_share",
            order=order,
            orders=int(orders),
            part=float(most) / float(total),
            table="order_items",
            column="price",
            count=1,
            share=1 / orders,
            money=most,
            examples=(order,),
            rows=f"SELECT * FROM order_facts WHERE order_id = {sql_literal(order)}",
        )
    ]


def _customer_share(db: Database) -> list[Finding]:
    """A warning when the customer with the most counted orders has too many of them."""
    row = db.row("SELECT max(orders), sum(orders), count(*) FROM customer_orders")
    most, orders, customers = row
    if not customers or most < _FEWEST_ORDERS:
        return []
    if most < orders * (_SHARE if customers >= _FEWEST_CUSTOMERS else _SHARE_OF_FEW):
        return []
    who = db.row(
        f"""SELECT customer_unique_id, orders, order_value FROM customer_orders
            WHERE orders = {int(most)} ORDER BY customer_unique_id LIMIT 1""",
    )
    return [
        finding(
            "customer_share",
            customer=who[0],
            orders=int(orders),
            table="customers",
            column="customer_unique_id",
            count=int(who[1]),
            share=float(who[1] / orders),
            money=who[2],
            examples=(who[0],),
            rows="SELECT * FROM order_facts WHERE is_counted AND customer_unique_id = "
            f"{sql_literal(who[0])}",
        )
    ]


def _negative(db: Database, orders: int) -> list[Finding]:
    """A warning where counted orders are worth less than nothing."""
    # What was given back of an order by its refund may be more than its goods, with shipping.
    negative = "is_counted AND order_value < 0 AND coalesce(refunded, 0) = 0"
    count, money = db.row(f"SELECT count(*), sum(order_value) FROM order_facts WHERE {negative}")
    if not count:
        return []
    repeat = db.scalar(
        f"""SELECT count(*) FROM customer_orders c JOIN (
                SELECT customer_unique_id, count(*) AS below FROM order_facts
                WHERE {negative} GROUP BY customer_unique_id) n
            ON c.customer_unique_id = n.customer_unique_id
            WHERE c.orders > 1 AND c.orders - n.below < 2"""
    )
    examples = db.rows(
        f"SELECT order_id FROM order_facts WHERE {negative} ORDER BY order_id LIMIT {_EXAMPLES}"
    )
    return [
        finding(
            "orders_negative",
            repeat=int(repeat),
            table="order_items",
            column="price",
            count=int(count),
            share=count / orders,
            money=money,
            examples=tuple(example[0] for example in examples),
            rows=f"SELECT * FROM order_facts WHERE {negative}",
        )
    ]
