"""The yardstick: the five CSVs in plain DuckDB SQL, with nothing checked.

    python peer_duckdb.py RAW_DIR OUT_DIR [--memory-limit 2GB]

What a good engineer would write to have the numbers and no more: every raw file read once into a
typed table, one statement per output, ordered CSVs. No rejects, no hashes, no read-back, no
manifest. What the product takes longer than this is what its checks cost.

It stands alone: it imports nothing of the product, so it cannot get faster or slower with it.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path

import duckdb

# The used columns and their types; every other column of a file is skipped as text.
USED = {
    "orders": {
        "order_id": "VARCHAR",
        "customer_id": "VARCHAR",
        "order_status": "VARCHAR",
        "order_purchase_timestamp": "TIMESTAMP",
        "order_delivered_customer_date": "TIMESTAMP",
        "order_estimated_delivery_date": "TIMESTAMP",
    },
    "customers": {
        "customer_id": "VARCHAR",
        "customer_unique_id": "VARCHAR",
        "customer_state": "VARCHAR",
    },
    "order_items": {
        "order_id": "VARCHAR",
        "price": "DECIMAL(18,2)",
    },
    "order_payments": {
        "order_id": "VARCHAR",
        "payment_sequential": "INTEGER",
        "payment_type": "VARCHAR",
        "payment_value": "DECIMAL(18,2)",
    },
    "order_reviews": {
        "review_id": "VARCHAR",
        "order_id": "VARCHAR",
        "review_score": "INTEGER",
        "review_answer_timestamp": "TIMESTAMP",
    },
}

# Items, payments and reviews become one row per order before they are joined.
STAGE_MASTER = """
CREATE TABLE master AS
WITH goods AS (
    SELECT order_id, sum(price) AS order_value FROM order_items GROUP BY order_id
),
paid AS (
    SELECT order_id, payment_type, sum(payment_value) AS amount, min(payment_sequential) AS place
    FROM order_payments
    GROUP BY order_id, payment_type
),
payment AS (
    SELECT order_id, payment_type
    FROM paid
    QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY amount DESC, place) = 1
),
review AS (
    SELECT order_id, review_score
    FROM order_reviews
    WHERE review_answer_timestamp IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY order_id ORDER BY review_answer_timestamp DESC, review_id DESC
    ) = 1
)
SELECT
    order_id,
    customer_unique_id,
    order_purchase_timestamp AS purchased,
    CAST(date_trunc('month', order_purchase_timestamp) AS DATE) AS month,
    CAST(coalesce(order_value, 0) AS DECIMAL(18,2)) AS order_value,
    coalesce(payment_type, 'not_defined') AS payment_type,
    CAST(
        floor(
            (epoch(order_delivered_customer_date) - epoch(order_purchase_timestamp)) / 864 + 0.5
        ) / 100 AS DECIMAL(18,2)
    ) AS delivery_days,
    CAST(order_delivered_customer_date AS DATE) > CAST(order_estimated_delivery_date AS DATE)
        AS late,
    review_score,
    customer_state
FROM orders
JOIN customers USING (customer_id)
LEFT JOIN goods USING (order_id)
LEFT JOIN payment USING (order_id)
LEFT JOIN review USING (order_id)
WHERE order_status NOT IN ('canceled', 'unavailable')
"""

STAGE_BUYERS = """
CREATE TABLE buyers AS
SELECT
    customer_unique_id,
    min(month) AS cohort,
    CAST(max(purchased) AS DATE) AS last_day,
    count(*) AS frequency,
    CAST(sum(order_value) AS DECIMAL(18,2)) AS monetary
FROM master
GROUP BY customer_unique_id
"""

STAGE_CALENDAR = """
CREATE TABLE calendar AS
SELECT CAST(unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH)) AS DATE) AS month
FROM master
"""

OUTPUTS = {
    "master_orders": """
SELECT
    order_id,
    customer_unique_id,
    strftime(month, '%Y-%m') AS order_month,
    order_value,
    payment_type,
    delivery_days,
    review_score,
    customer_state,
    CASE WHEN frequency > 1 THEN 1 ELSE 0 END AS is_repeat_customer
FROM master
JOIN buyers USING (customer_unique_id)
ORDER BY order_id
""",
    "monthly_revenue": """
WITH monthly AS (
    SELECT
        month,
        coalesce(sum(order_value), 0) AS revenue,
        count(order_id) AS orders,
        count(DISTINCT customer_unique_id) AS customers
    FROM calendar
    LEFT JOIN master USING (month)
    GROUP BY month
)
SELECT
    strftime(month, '%Y-%m') AS order_month,
    revenue,
    orders,
    customers,
    revenue / nullif(orders, 0) AS aov,
    100 * (revenue - lag(revenue) OVER (ORDER BY month))
        / nullif(lag(revenue) OVER (ORDER BY month), 0) AS mom_growth_pct
FROM monthly
ORDER BY month
""",
    "cohort_retention": """
WITH cohorts AS (
    SELECT cohort, count(*) AS cohort_size FROM buyers GROUP BY cohort
),
active AS (
    SELECT cohort, month, count(DISTINCT customer_unique_id) AS active_customers
    FROM master
    JOIN buyers USING (customer_unique_id)
    GROUP BY cohort, month
)
SELECT
    strftime(cohorts.cohort, '%Y-%m') AS cohort_month,
    strftime(calendar.month, '%Y-%m') AS order_month,
    coalesce(active_customers, 0) AS active_customers,
    cohort_size,
    coalesce(active_customers, 0) / cohort_size AS retention_rate
FROM cohorts
JOIN calendar ON calendar.month >= cohorts.cohort
LEFT JOIN active ON active.cohort = cohorts.cohort AND active.month = calendar.month
ORDER BY cohorts.cohort, calendar.month
""",
    # 1 + floor(4 * (mid-rank - 0.5) / n) in whole numbers: of a value that `below` customers stay
    # under and `ties` customers share, the mid-rank is below + (ties + 1) / 2. Every distinct
    # value is scored once, not every customer.
    "rfm_customers": """
WITH measured AS (
    SELECT
        customer_unique_id,
        (SELECT CAST(max(purchased) AS DATE) + 1 FROM master) - last_day AS recency,
        frequency,
        monetary
    FROM buyers
),
recencies AS (
    SELECT recency, count(*) AS ties, sum(ties) OVER (ORDER BY recency DESC) - ties AS below
    FROM measured
    GROUP BY recency
),
frequencies AS (
    SELECT frequency, count(*) AS ties, sum(ties) OVER (ORDER BY frequency) - ties AS below
    FROM measured
    GROUP BY frequency
),
monetaries AS (
    SELECT monetary, count(*) AS ties, sum(ties) OVER (ORDER BY monetary) - ties AS below
    FROM measured
    GROUP BY monetary
),
total AS (
    SELECT count(*) AS n FROM measured
),
scored AS (
    SELECT
        measured.*,
        1 + (4 * r.below + 2 * r.ties) // n
        + 1 + (4 * f.below + 2 * f.ties) // n
        + 1 + (4 * m.below + 2 * m.ties) // n AS RFM_score
    FROM measured
    JOIN recencies r USING (recency)
    JOIN frequencies f USING (frequency)
    JOIN monetaries m USING (monetary)
    CROSS JOIN total
)
SELECT
    customer_unique_id,
    recency,
    frequency,
    monetary,
    RFM_score,
    CASE
        WHEN RFM_score >= 10 THEN 'High Value'
        WHEN RFM_score >= 7 THEN 'Mid Value'
        ELSE 'Low Value'
    END AS segment
FROM scored
ORDER BY customer_unique_id
""",
    "ops_metrics": """
SELECT
    strftime(month, '%Y-%m') AS order_month,
    avg(delivery_days) AS avg_delivery_days,
    avg(review_score) AS avg_review_score,
    avg(CAST(late AS INTEGER)) AS late_delivery_rate
FROM calendar
LEFT JOIN master USING (month)
GROUP BY month
ORDER BY month
""",
}


def load(con: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """Every raw file once into a typed table, its columns taken in the file's own order."""
    for table, types in USED.items():
        path = raw / f"olist_{table}_dataset.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        columns = {name: types.get(name, "VARCHAR") for name in header}
        con.execute(
            f"CREATE TABLE {table} AS SELECT {', '.join(types)} FROM read_csv("
            f"{literal_path(path)}, columns = {columns}, auto_detect = false, header = true, "
            "delim = ',', quote = '\"', escape = '\"')"
        )


def literal_path(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def main() -> None:
    parser = argparse.ArgumentParser(description="The five CSVs in plain DuckDB SQL.")
    parser.add_argument("raw", type=Path, metavar="RAW_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--memory-limit", metavar="2GB")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as spill, duckdb.connect() as con:
        con.execute("SET preserve_insertion_order = false")
        con.execute(f"SET temp_directory = {literal_path(Path(spill))}")
        if args.memory_limit:
            con.execute("SET memory_limit = $limit", {"limit": args.memory_limit})
        load(con, args.raw)
        for statement in (STAGE_MASTER, STAGE_BUYERS, STAGE_CALENDAR):
            con.execute(statement)
        for name, query in OUTPUTS.items():
            con.execute(f"COPY ({query}) TO {literal_path(args.out / f'{name}.csv')} (HEADER)")


if __name__ == "__main__":
    main()
