"""What the first order held: who comes back within 90 and 180 days by its products and categories.

As `first_purchase` of cohort_ltv.sql says it by state and payment type. An order may hold several
products; its customer is then in the group of each.
"""

from __future__ import annotations

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.tables.purchases import write_figures
from crri_gui.models.intervals import wilson

FEWEST = 100
"""Groups of fewer customers say nothing."""

_GROUPS = """
WITH firsts AS (
    SELECT customer_unique_id, order_id, purchased_at FROM master_orders
    WHERE customer_unique_id IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY customer_unique_id ORDER BY purchased_at, order_id) = 1
), observed AS (
    SELECT f.customer_unique_id, f.order_id, h.days, count(*) AS orders,
           sum(o.order_value) AS revenue
    FROM firsts f
    CROSS JOIN (SELECT max(purchased_at) AS last_at FROM master_orders
                WHERE customer_unique_id IS NOT NULL) e
    JOIN (VALUES (90), (180)) h(days)
        ON epoch(e.last_at) - epoch(f.purchased_at) >= h.days * 86400
    JOIN master_orders o ON f.customer_unique_id = o.customer_unique_id
        AND epoch(o.purchased_at) - epoch(f.purchased_at) <= h.days * 86400
    GROUP BY ALL
), told AS (
    SELECT 'all' AS dimension, 'all' AS value, * FROM observed
    UNION ALL
    SELECT 'product', p.product, o.* FROM observed o
    JOIN (SELECT DISTINCT order_id, product FROM order_products WHERE product IS NOT NULL) p
        ON o.order_id = p.order_id
    UNION ALL
    SELECT 'product_category', p.category, o.* FROM observed o
    JOIN (SELECT DISTINCT order_id, category FROM order_products WHERE category IS NOT NULL) p
        ON o.order_id = p.order_id
)
SELECT dimension, value, days, count(*) AS customers, count(*) FILTER (orders > 1) AS repeated,
       cast(sum(revenue) AS DECIMAL(18, 2)) AS revenue
FROM told GROUP BY ALL HAVING count(*) >= $fewest
ORDER BY dimension, days, customers DESC, value
"""


def make_first_products(db: DuckDB) -> None:
    """Make the figures `first_products`, in the columns of `first_purchase`."""
    write_figures(
        db,
        "first_products",
        {
            "dimension": "VARCHAR",
            "value": "VARCHAR",
            "days": "BIGINT",
            "customers": "BIGINT",
            "repeated": "BIGINT",
            "repeat_rate": "DOUBLE",
            "rate_low": "DOUBLE",
            "rate_high": "DOUBLE",
            "revenue": "DECIMAL(18, 2)",
            "revenue_per_customer": "DOUBLE",
        },
        [
            (
                *(dimension, value, days, customers, repeated, repeated / customers),
                *wilson(repeated, customers),
                revenue,
                float(revenue / customers),
            )
            for dimension, value, days, customers, repeated, revenue in db.rows(
                _GROUPS, {"fewest": FEWEST}
            )
        ],
    )
