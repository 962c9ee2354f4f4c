"""What rates of customers who come back are made of: new and returning ones, and cohorts."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import Part
from crri_gui.dashboard.measures.usual import STRAY_MONTHS

COMPARABLE = f"(order_month = cohort_month OR order_month NOT IN ({STRAY_MONTHS}))"
"""SQL: whether a cohort month is a cohort's own, or no stray one."""
_FIRST_MONTH = "strftime(c.first_at, '%Y-%m')"
_NEW = f"""
    SELECT s.customer_unique_id
    FROM selected AS s
    INNER JOIN customer_orders AS c ON s.customer_unique_id = c.customer_unique_id
    WHERE s.order_month = {_FIRST_MONTH}"""
_NEWCOMERS = f"""
    SELECT DISTINCT s.customer_unique_id, s.order_month AS first_month
    FROM selected AS s
    INNER JOIN customer_orders AS c ON s.customer_unique_id = c.customer_unique_id
    WHERE
        s.order_month = {_FIRST_MONTH}
        AND s.order_month <= (
            SELECT strftime(cast(max(order_month) || '-01' AS date) - INTERVAL 4 MONTH, '%Y-%m')
            FROM monthly_revenue
        )"""


def rate(taken: str) -> str:
    """SQL: active customers / customers of the cohort months of the condition `taken`."""
    when = f"CASE WHEN {taken} THEN"
    return f"""
        cast(sum({when} active_customers END) AS double) / nullif(sum({when} cohort_size END), 0)"""


LATER_RATE = f"""coalesce({rate(f"order_month <> cohort_month AND {COMPARABLE}")},
    {rate("order_month <> cohort_month")})"""
"""SQL: the rate of later months, without stray ones where there are others."""


def _taken(condition: str) -> str:
    """The selected cohort months of a condition, without stray ones where there are others."""
    return f"""
        SELECT cohort_month, order_month
        FROM selected
        WHERE {condition} AND (
            {COMPARABLE}
            OR NOT EXISTS (SELECT 1 FROM selected WHERE {condition} AND {COMPARABLE})
        )"""


def _active(title: str, condition: str) -> Part:
    """Customers of the selected cohorts, each with the selected months in which he ordered."""
    sql = f"""
        SELECT a.customer_unique_id, count(*) AS amount
        FROM (
            SELECT DISTINCT
                o.customer_unique_id, {_FIRST_MONTH} AS cohort_month, o.order_month
            FROM master_orders AS o
            INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
        ) AS a
        INNER JOIN ({_taken(condition)}) AS s
            ON a.cohort_month = s.cohort_month AND a.order_month = s.order_month
        GROUP BY a.customer_unique_id"""
    return Part(title, "customers", sql)


def _observed(title: str, condition: str) -> Part:
    """Customers of the selected cohorts, each with the selected months of his cohort."""
    sql = f"""
        SELECT c.customer_unique_id, s.months AS amount
        FROM customer_orders AS c
        INNER JOIN (
            SELECT cohort_month, count(*) AS months
            FROM ({_taken(condition)}) AS t
            GROUP BY cohort_month
        ) AS s ON {_FIRST_MONTH} = s.cohort_month"""
    return Part(title, "customers", sql)


NEW_CUSTOMERS = Part(
    "Customers with an order in the month of their first",
    "customers",
    f"SELECT DISTINCT customer_unique_id, 1 AS amount FROM ({_NEW}) AS n",
)
RETURNING = Part(
    "Customers whose orders are all later than their first month",
    "customers",
    f"""
    SELECT DISTINCT customer_unique_id, 1 AS amount
    FROM selected
    WHERE
        customer_unique_id IS NOT NULL
        AND customer_unique_id NOT IN (SELECT n.customer_unique_id FROM ({_NEW}) AS n)
    """,
)
NEWCOMERS = Part(
    "Customers whose first order is observed for three months",
    "customers",
    f"SELECT customer_unique_id, 1 AS amount FROM ({_NEWCOMERS}) AS n",
)
AGAIN = Part(
    "Those of them who ordered again in time",
    "customers",
    f"""
    SELECT n.customer_unique_id, 1 AS amount
    FROM ({_NEWCOMERS}) AS n
    INNER JOIN master_orders AS o ON n.customer_unique_id = o.customer_unique_id
    WHERE o.order_month <= strftime(
        cast(n.first_month || '-01' AS date) + INTERVAL 3 MONTH, '%Y-%m'
    )
    GROUP BY n.customer_unique_id
    HAVING count(*) >= 2
    """,
)
ACTIVE = _active("Months in which customers of the cohorts ordered", "TRUE")
OBSERVED = _observed("Observed months of the cohorts' customers", "TRUE")
LATER_ACTIVE = _active(
    "Later months in which customers of the cohorts ordered", "order_month <> cohort_month"
)
LATER_OBSERVED = _observed(
    "Observed later months of the cohorts' customers", "order_month <> cohort_month"
)
RATES = Part(
    "Retention rates",
    "cohort months",
    "SELECT cohort_month, order_month, retention_rate AS amount FROM selected",
)
COHORT_MONTHS = Part(
    "Observed months of cohorts",
    "cohort months",
    "SELECT cohort_month, order_month, 1 AS amount FROM selected",
)
OF_COHORTS = Part(
    "Customers of the cohorts",
    "customers",
    f"""
    SELECT c.customer_unique_id, 1 AS amount
    FROM customer_orders AS c
    WHERE {_FIRST_MONTH} IN (SELECT cohort_month FROM selected)
    """,
)
