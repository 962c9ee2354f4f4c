-- monthly_revenue: one row a calendar month, without gaps.

-- The calendar: every month from the first to the last counted order. ops_metrics uses it too.
CREATE TABLE calendar AS
SELECT
    strftime(month_start, '%Y-%m') AS order_month,
    row_number() OVER (ORDER BY month_start) AS month_number
FROM (
    SELECT
        unnest(
            generate_series(
                date_trunc('month', min(purchased_at)),
                date_trunc('month', max(purchased_at)),
                INTERVAL 1 MONTH
            )
        ) AS month_start
    FROM master_orders
) AS months;

-- customers: who ordered once is one customer of one month; only those who came back have to
-- be told apart, and so only their orders are looked at for it.
CREATE TABLE month_sums AS
SELECT
    m.order_month,
    m.revenue,
    m.orders,
    m.customers_once + coalesce(r.customers_repeat, 0) AS customers
FROM (
    SELECT
        order_month,
        sum(order_value) AS revenue,
        count(*) AS orders,
        count(*) FILTER (WHERE is_repeat_customer = 0) AS customers_once
    FROM master_orders
    GROUP BY order_month
) AS m
LEFT JOIN (
    SELECT
        order_month,
        count(DISTINCT customer_unique_id) AS customers_repeat
    FROM master_orders
    WHERE is_repeat_customer = 1
    GROUP BY order_month
) AS r ON m.order_month = r.order_month;

CREATE TABLE monthly_revenue AS
SELECT
    order_month,
    revenue,
    orders,
    customers,
    -- Whole cents divided once: the nearest double to the exact quotient.
    cast(cast(revenue * 100 AS bigint) AS double) / nullif(100 * orders, 0) AS aov,
    -- The month before is the calendar's: a month without orders is a month.
    cast(cast((revenue - revenue_before) * 10000 AS bigint) AS double)
    / nullif(cast(revenue_before * 100 AS bigint), 0) AS mom_growth_pct
FROM (
    SELECT
        c.order_month,
        cast(coalesce(s.revenue, 0) AS decimal(18, 2)) AS revenue,
        coalesce(s.orders, 0) AS orders,
        coalesce(s.customers, 0) AS customers,
        lag(cast(coalesce(s.revenue, 0) AS decimal(18, 2))) OVER (ORDER BY c.month_number)
            AS revenue_before
    FROM calendar AS c
    LEFT JOIN month_sums AS s ON c.order_month = s.order_month
) AS months;
