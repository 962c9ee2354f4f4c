-- monthly_revenue: one row per calendar month, without gaps.

-- The months of the raw data, counted orders or not.
CREATE TABLE raw_months AS
SELECT
    order_month,
    count(*) AS orders,
    count(CASE WHEN is_counted THEN 1 END) AS counted,
    min(purchased_at) AS first_at,
    max(purchased_at) AS last_at
FROM order_facts
WHERE purchased_at IS NOT NULL
GROUP BY order_month;

-- The calendar: from the month of the first counted order to the last month that the raw data
-- covers, counted orders or not, so that a stop of sales is seen. A month without a counted order
-- and with under 5 % of the usual orders (the median month) is a stray one and does not lengthen
-- it. A window from..to has every month of its own that the raw data covers. ops_metrics and
-- cohort_retention use it too.
CREATE TABLE month_calendar AS
SELECT
    strftime(month_start, '%Y-%m') AS order_month,
    row_number() OVER (ORDER BY month_start) AS month_number
FROM (
    SELECT
        unnest(
            generate_series(
                cast(first_month || '-01' AS timestamp),
                cast(last_month || '-01' AS timestamp),
                INTERVAL 1 MONTH
            )
        ) AS month_start
    FROM (
        SELECT
            CASE
                WHEN $window IN ('all', 'complete')
                    THEN min(CASE WHEN m.counted > 0 THEN m.order_month END)
                ELSE greatest($first_month, min(m.order_month))
            END AS first_month,
            least(
                $last_month,
                max(
                    CASE
                        WHEN
                            $window NOT IN ('all', 'complete')
                            OR m.counted > 0
                            OR 20 * m.orders >= u.orders
                            THEN m.order_month
                    END
                )
            ) AS last_month
        FROM raw_months AS m
        CROSS JOIN (
            SELECT min(orders) AS orders
            FROM (
                SELECT
                    orders,
                    row_number() OVER (ORDER BY orders) AS place,
                    count(*) OVER () AS months
                FROM raw_months
            ) AS ranked
            WHERE 2 * place > months
        ) AS u
        HAVING sum(m.counted) > 0
    ) AS span
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
    -- The month before is the calendar's: a month without orders is a month. From nothing, or from
    -- less, there is no growth.
    CASE
        WHEN revenue_before > 0
            THEN
                cast(cast((revenue - revenue_before) * 10000 AS bigint) AS double)
                / nullif(cast(revenue_before * 100 AS bigint), 0)
    END AS mom_growth_pct
FROM (
    SELECT
        c.order_month,
        cast(coalesce(s.revenue, 0) AS decimal(18, 2)) AS revenue,
        coalesce(s.orders, 0) AS orders,
        coalesce(s.customers, 0) AS customers,
        lag(cast(coalesce(s.revenue, 0) AS decimal(18, 2))) OVER (ORDER BY c.month_number)
            AS revenue_before
    FROM month_calendar AS c
    LEFT JOIN month_sums AS s ON c.order_month = s.order_month
) AS months;

-- The months of the calendar, each with whether it is to be read with care: partial where the raw
-- data begins or ends within it, thin with under 5 % of the usual orders (the median of the months
-- that have any). A month without orders is neither: that nobody bought is what it says.
CREATE TABLE month_flags AS
SELECT
    m.order_month,
    CASE
        WHEN
            m.order_month = strftime(e.first_at, '%Y-%m') AND strftime(e.first_at, '%d') <> '01'
            OR m.order_month = strftime(e.last_at, '%Y-%m')
            AND strftime(cast(e.last_at AS date) + 1, '%d') <> '01'
            THEN 'partial'
        WHEN m.orders > 0 AND m.orders < u.orders * cast(0.05 AS double) THEN 'thin'
    END AS flag
FROM monthly_revenue AS m
CROSS JOIN (SELECT min(first_at) AS first_at, max(last_at) AS last_at FROM raw_months) AS e
CROSS JOIN (
    SELECT min(orders) AS orders
    FROM (
        SELECT
            orders,
            row_number() OVER (ORDER BY orders) AS place,
            count(*) OVER () AS months
        FROM monthly_revenue
        WHERE orders > 0
    ) AS ranked
    WHERE 2 * place > months
) AS u;
