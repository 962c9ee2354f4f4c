"""Measures of the page New and Returning: what both bring, month by month."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import Part, ratio, total
from crri_gui.dashboard.measures.measure import CURRENCY, Measure, MeasureFormat

_NO_MONTH = "no month is selected"
_FIRST = "strftime(c.first_at, '%Y-%m')"


def _orders(title: str, comparison: str, amount: str = "o.order_value") -> Part:
    return Part(
        title,
        "orders",
        f"""
        SELECT o.order_id, {amount} AS amount
        FROM selected AS s
        INNER JOIN master_orders AS o ON s.order_month = o.order_month
        INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
        WHERE {_FIRST} {comparison} s.order_month""",
    )


def _customers(title: str, comparison: str) -> Part:
    """Each customer with the selected months in which he is new, or has returned."""
    return Part(
        title,
        "customers",
        f"""
        SELECT o.customer_unique_id, count(DISTINCT o.order_month) AS amount
        FROM selected AS s
        INNER JOIN master_orders AS o ON s.order_month = o.order_month
        INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
        WHERE {_FIRST} {comparison} s.order_month
        GROUP BY o.customer_unique_id""",
    )


def _sum(name: str, meaning: str, unit: str, kind: MeasureFormat, column: str, of: Part) -> Measure:
    added = f"sum({column})"
    return Measure(
        name=name,
        folder="New and returning",
        meaning=meaning,
        unit=unit,
        format=kind,
        blank=_NO_MONTH,
        source="monthly_new_returning",
        dax=f"SUM ( monthly_new_returning[{column}] )",
        sql=added if kind == "money" else f"cast({added} AS bigint)",
        made_of=total(of),
    )


_RETURNING = _orders("Order values of returning customers", "<")

MEASURES: tuple[Measure, ...] = (
    _sum(
        "New Revenue",
        "Order values of customers in the month of their first counted order, later orders of that "
        "month too.",
        CURRENCY,
        "money",
        "new_revenue",
        _orders("Order values of new customers", "="),
    ),
    _sum(
        "Returning Revenue",
        "Order values of customers whose first counted order is in an earlier month. Their later "
        "orders within the month of the first one are New Revenue here; Executive Overview tells "
        "of all later orders, and Revenue from Repeat Customers % is of first orders too.",
        CURRENCY,
        "money",
        "returning_revenue",
        _RETURNING,
    ),
    Measure(
        name="Returning Revenue %",
        folder="New and returning",
        meaning="Returning Revenue / the revenue of all known customers.",
        unit="share of revenue",
        format="percent",
        blank="no month is selected, or its revenue is not above 0",
        source="monthly_new_returning",
        dax="""
            VAR Whole = SUM ( monthly_new_returning[revenue] )
            RETURN
                IF ( Whole > 0, DIVIDE ( [Returning Revenue], Whole ) )
            """,
        sql="""
            cast(sum(returning_revenue) AS double)
            / CASE WHEN sum(revenue) > 0 THEN cast(sum(revenue) AS double) END
            """,
        made_of=ratio(
            _RETURNING,
            _orders("Order values of known customers", "<="),
        ),
    ),
    _sum(
        "New Customers of the Month",
        "Customers whose first counted order is in the month; over several months their sum.",
        "customers",
        "integer",
        "new_customers",
        _customers("New customers, in each month", "="),
    ),
    _sum(
        "Returning Customers of the Month",
        "Customers of the month whose first counted order is in an earlier one; over several "
        "months their sum, in which a customer counts once in each month.",
        "customers",
        "integer",
        "returning_customers",
        _customers("Returning customers, in each month", "<"),
    ),
    _sum(
        "New Orders",
        "Counted orders of customers in the month of their first one.",
        "orders",
        "integer",
        "new_orders",
        _orders("Orders of new customers", "=", "1"),
    ),
    _sum(
        "Returning Orders",
        "Counted orders of customers whose first one is in an earlier month.",
        "orders",
        "integer",
        "returning_orders",
        _orders("Orders of returning customers", "<", "1"),
    ),
)
