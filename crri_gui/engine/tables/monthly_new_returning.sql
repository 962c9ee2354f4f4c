-- monthly_new_returning: each month's revenue by whether its customers are new. A customer is new
-- in the month of the first counted order, with all orders of that month. Guests are neither.

CREATE TABLE monthly_new_returning AS
SELECT
    c.order_month,
    cast(coalesce(m.revenue, 0) AS decimal(18, 2)) AS revenue,
    cast(coalesce(m.new_revenue, 0) AS decimal(18, 2)) AS new_revenue,
    cast(coalesce(m.revenue - m.new_revenue, 0) AS decimal(18, 2)) AS returning_revenue,
    coalesce(m.new_customers, 0) AS new_customers,
    coalesce(m.customers - m.new_customers, 0) AS returning_customers,
    coalesce(m.new_orders, 0) AS new_orders,
    coalesce(m.orders - m.new_orders, 0) AS returning_orders
FROM month_calendar AS c
LEFT JOIN (
    SELECT
        order_month,
        sum(revenue) AS revenue,
        sum(CASE WHEN order_month = first_month THEN revenue ELSE 0 END) AS new_revenue,
        cast(sum(orders) AS bigint) AS orders,
        cast(sum(CASE WHEN order_month = first_month THEN orders ELSE 0 END) AS bigint)
            AS new_orders,
        count(*) AS customers,
        count(CASE WHEN order_month = first_month THEN 1 END) AS new_customers
    FROM (
        SELECT
            o.order_month,
            strftime(k.first_at, '%Y-%m') AS first_month,
            sum(o.order_value) AS revenue,
            count(*) AS orders
        FROM master_orders AS o
        INNER JOIN customer_orders AS k ON o.customer_unique_id = k.customer_unique_id
        GROUP BY o.order_month, o.customer_unique_id, strftime(k.first_at, '%Y-%m')
    ) AS customers
    GROUP BY order_month
) AS m ON c.order_month = m.order_month;

-- Revenue retention: the last twelve months that are read without care against the twelve before.
-- Net is what the customers of the year before bring now; gross counts of each no more than before.
CREATE TABLE retention_years AS
SELECT
    c.order_month,
    CASE WHEN c.month_number > e.month_number - 12 THEN 'now' ELSE 'before' END AS year
FROM month_calendar AS c
CROSS JOIN (
    SELECT max(c.month_number) AS month_number
    FROM month_calendar AS c
    INNER JOIN month_flags AS f ON c.order_month = f.order_month
    WHERE f.flag IS NULL
) AS e
CROSS JOIN (
    SELECT max(c.month_number) AS month_number
    FROM month_calendar AS c
    INNER JOIN month_flags AS f ON c.order_month = f.order_month
    WHERE f.flag = 'partial' AND c.month_number = 1
) AS p
WHERE
    c.month_number <= e.month_number AND c.month_number > e.month_number - 24
    -- All of the first month is needed too.
    AND e.month_number >= 24 + coalesce(p.month_number, 0);

CREATE TABLE revenue_retention AS
SELECT
    s.before_from,
    s.before_to,
    s.now_from,
    s.now_to,
    count(*) AS customers,
    count(CASE WHEN t.orders_now > 0 THEN 1 END) AS customers_kept,
    cast(sum(t.before) AS decimal(18, 2)) AS revenue_before,
    cast(sum(t.now) AS decimal(18, 2)) AS revenue_now,
    cast(sum(least(t.now, t.before)) AS decimal(18, 2)) AS revenue_kept,
    cast(cast(sum(t.now) * 100 AS bigint) AS double)
    / nullif(cast(sum(t.before) * 100 AS bigint), 0) AS net_retention,
    cast(cast(sum(least(t.now, t.before)) * 100 AS bigint) AS double)
    / nullif(cast(sum(t.before) * 100 AS bigint), 0) AS gross_retention
FROM (
    SELECT
        o.customer_unique_id,
        count(CASE WHEN y.year = 'before' THEN 1 END) AS orders_before,
        count(CASE WHEN y.year = 'now' THEN 1 END) AS orders_now,
        sum(CASE WHEN y.year = 'before' THEN o.order_value ELSE 0 END) AS before,
        sum(CASE WHEN y.year = 'now' THEN o.order_value ELSE 0 END) AS now
    FROM master_orders AS o
    INNER JOIN retention_years AS y ON o.order_month = y.order_month
    WHERE o.customer_unique_id IS NOT NULL
    GROUP BY o.customer_unique_id
) AS t
CROSS JOIN (
    SELECT
        min(CASE WHEN year = 'before' THEN order_month END) AS before_from,
        max(CASE WHEN year = 'before' THEN order_month END) AS before_to,
        min(CASE WHEN year = 'now' THEN order_month END) AS now_from,
        max(CASE WHEN year = 'now' THEN order_month END) AS now_to
    FROM retention_years
) AS s
WHERE t.orders_before > 0
GROUP BY s.before_from, s.before_to, s.now_from, s.now_to;
