"""What is tiny: under 5 % of the usual size, which is the median of months or cohorts.

Of an even number it is the upper one of the two in the middle, as in `engine.core.usual.tiny`.
"""

from __future__ import annotations

import inspect


def _upper_median(column: str, rows: str) -> str:
    return f"""(
        SELECT min({column})
        FROM (
            SELECT
                {column},
                row_number() OVER (ORDER BY {column}) AS place,
                count(*) OVER () AS places
            FROM ({rows}) AS sizes
        ) AS ranked
        WHERE 2 * place > places
    )"""


USUAL_COHORT = _upper_median(
    "cohort_size", "SELECT cohort_size FROM cohort_retention WHERE order_month = cohort_month"
)
"""SQL: the size of the usual cohort."""
_USUAL_ORDERS = _upper_median("orders", "SELECT orders FROM monthly_revenue WHERE orders > 0")
STRAY_MONTHS = (
    f"SELECT order_month FROM monthly_revenue WHERE orders > 0 AND orders < 0.05 * {_USUAL_ORDERS}"
)
"""SQL: the months with orders, but under 5 % of the usual ones."""
_USUAL_ORDERS_DAX = """\
VAR WithOrders = FILTER ( ALL ( monthly_revenue ), monthly_revenue[orders] > 0 )
VAR UsualOrders =
    MINX (
        TOPN (
            ROUNDUP ( DIVIDE ( COUNTROWS ( WithOrders ), 2 ), 0 ),
            WithOrders,
            monthly_revenue[orders], DESC
        ),
        monthly_revenue[orders]
    )
"""
STRAY_MONTHS_DAX = f"""\
{_USUAL_ORDERS_DAX}VAR StrayMonths =
    SELECTCOLUMNS (
        FILTER ( WithOrders, 0.05 * UsualOrders > monthly_revenue[orders] ),
        "@month", monthly_revenue[order_month]
    )"""
"""DAX: the variable StrayMonths, these months."""


def usual_months(column: str) -> str:
    """DAX: a variable IsUsual, whether the months of the column are not tiny taken together."""
    return _USUAL_ORDERS_DAX + inspect.cleandoc(f"""
        VAR OrdersHere =
            SUMX (
                FILTER (
                    WithOrders,
                    monthly_revenue[order_month] IN VALUES ( {column} )
                ),
                monthly_revenue[orders]
            )
        VAR IsUsual = OrdersHere = 0 || OrdersHere >= 0.05 * UsualOrders
        """)


def usual_months_sql(rows: str) -> str:
    """SQL: the same of the months in `rows`."""
    here = f"""(
        SELECT coalesce(sum(orders), 0)
        FROM monthly_revenue
        WHERE order_month IN (SELECT order_month FROM {rows})
    )"""
    return f"({here} = 0 OR {here} >= 0.05 * {_USUAL_ORDERS})"
