-- cohort_retention: one row per cohort and observed month. A month in which nobody came back is
-- a row with 0; a month after the calendar ends (monthly_revenue) has no row.

CREATE TABLE cohort_sizes AS
SELECT
    strftime(first_at, '%Y-%m') AS cohort_month,
    count(*) AS cohort_size
FROM customer_orders
GROUP BY strftime(first_at, '%Y-%m');

-- In its own first month a cohort is active as a whole; in later months only customers with
-- several orders can be.
CREATE TABLE cohort_returns AS
SELECT
    strftime(c.first_at, '%Y-%m') AS cohort_month,
    o.order_month,
    count(DISTINCT o.customer_unique_id) AS active_customers
FROM master_orders AS o
INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
WHERE o.is_repeat_customer = 1 AND o.order_month > strftime(c.first_at, '%Y-%m')
GROUP BY strftime(c.first_at, '%Y-%m'), o.order_month;

CREATE TABLE cohort_retention AS
SELECT
    s.cohort_month,
    m.order_month,
    CASE
        WHEN m.order_month = s.cohort_month THEN s.cohort_size
        ELSE coalesce(r.active_customers, 0)
    END AS active_customers,
    s.cohort_size,
    cast(
        CASE
            WHEN m.order_month = s.cohort_month THEN s.cohort_size
            ELSE coalesce(r.active_customers, 0)
        END AS double
    ) / s.cohort_size AS retention_rate
FROM cohort_sizes AS s
INNER JOIN month_calendar AS m ON s.cohort_month <= m.order_month
LEFT JOIN cohort_returns AS r
    ON s.cohort_month = r.cohort_month AND m.order_month = r.order_month;

-- The N-day repeat rate: month buckets hide customers who come back within their first month.
-- Only customers observed that long count; a day is 24 hours.
CREATE TABLE second_orders AS
SELECT
    customer_unique_id,
    purchased_at AS second_at
FROM (
    SELECT
        customer_unique_id,
        purchased_at,
        row_number() OVER (PARTITION BY customer_unique_id ORDER BY purchased_at, order_id) AS place
    FROM master_orders
    WHERE is_repeat_customer = 1
) AS ranked
WHERE place = 2;

CREATE TABLE repeat_rates AS
SELECT
    days,
    customers_observed,
    customers_repeated,
    cast(customers_repeated AS double) / nullif(customers_observed, 0) AS repeat_rate
FROM (
    SELECT
        h.days,
        count(CASE WHEN epoch(e.last_at) - epoch(c.first_at) >= h.days * 86400 THEN 1 END)
            AS customers_observed,
        count(
            CASE
                WHEN
                    epoch(e.last_at) - epoch(c.first_at) >= h.days * 86400
                    AND epoch(s.second_at) - epoch(c.first_at) <= h.days * 86400
                    THEN 1
            END
        ) AS customers_repeated
    FROM customer_orders AS c
    CROSS JOIN repeat_horizons AS h
    CROSS JOIN (SELECT max(last_at) AS last_at FROM customer_orders) AS e
    LEFT JOIN second_orders AS s ON c.customer_unique_id = s.customer_unique_id
    GROUP BY h.days
) AS counts;

-- Of the customers who came back, those who only ever bought on one day: a basket that was split
-- looks like a return.
CREATE TABLE repeat_customers AS
SELECT
    count(*) AS customers,
    count(CASE WHEN cast(first_at AS date) = cast(last_at AS date) THEN 1 END) AS on_one_day
FROM customer_orders
WHERE orders >= 2;
