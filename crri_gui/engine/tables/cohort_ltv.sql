-- cohort_ltv: what the customers of a cohort have brought, by months since their first order. One
-- row per cohort and observed month; a month after the calendar ends has no row.

CREATE TABLE ltv_increments AS
SELECT
    strftime(c.first_at, '%Y-%m') AS cohort_month,
    o.order_month,
    count(DISTINCT o.customer_unique_id) AS active_customers,
    count(*) AS orders,
    sum(o.order_value) AS revenue
FROM master_orders AS o
INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
GROUP BY strftime(c.first_at, '%Y-%m'), o.order_month;

CREATE TABLE cohort_ltv AS
SELECT
    cohort_month,
    months_since_first,
    order_month,
    complete,
    cohort_size,
    active_customers,
    orders,
    revenue,
    cumulative_revenue,
    -- Whole cents divided once: the nearest double to the exact quotient.
    cast(cast(cumulative_revenue * 100 AS bigint) AS double) / (100 * cohort_size)
        AS cumulative_revenue_per_customer,
    cast(
        cast(cumulative_revenue * 100 AS bigint) * cast($margin_hundredths AS bigint) AS double
    ) / (1000000 * cohort_size) AS cumulative_margin_per_customer
FROM (
    SELECT
        s.cohort_month,
        cast(m.month_number - b.month_number AS integer) AS months_since_first,
        m.order_month,
        CASE WHEN f.flag IS NULL AND g.flag IS NULL THEN 1 ELSE 0 END AS complete,
        s.cohort_size,
        coalesce(i.active_customers, 0) AS active_customers,
        coalesce(i.orders, 0) AS orders,
        cast(coalesce(i.revenue, 0) AS decimal(18, 2)) AS revenue,
        cast(
            sum(coalesce(i.revenue, 0)) OVER (PARTITION BY s.cohort_month ORDER BY m.month_number)
            AS decimal(18, 2)
        ) AS cumulative_revenue
    FROM cohort_sizes AS s
    INNER JOIN month_calendar AS b ON s.cohort_month = b.order_month
    INNER JOIN month_calendar AS m ON b.month_number <= m.month_number
    INNER JOIN month_flags AS f ON s.cohort_month = f.order_month
    INNER JOIN month_flags AS g ON m.order_month = g.order_month
    LEFT JOIN ltv_increments AS i
        ON s.cohort_month = i.cohort_month AND m.order_month = i.order_month
) AS months;

-- The first complete cohort of an export holds older customers too, whom nobody has seen before:
-- where it is at least twice the usual size, the median of the five cohorts after it, it is left
-- out of what is told of all cohorts.
CREATE TABLE ltv_first_cohort AS
SELECT
    f.cohort_month,
    f.cohort_size,
    n.cohort_size AS usual_size,
    CASE WHEN f.cohort_size >= 2 * n.cohort_size THEN 1 ELSE 0 END AS left_out
FROM (
    SELECT
        cohort_month,
        cohort_size,
        row_number() OVER (ORDER BY cohort_month) AS place
    FROM cohort_ltv
    WHERE months_since_first = 0 AND complete = 1
) AS f
CROSS JOIN (
    SELECT
        cohort_size,
        row_number() OVER (ORDER BY cohort_size) AS size_place,
        count(*) OVER () AS cohorts
    FROM (
        SELECT
            cohort_size,
            row_number() OVER (ORDER BY cohort_month) AS place
        FROM cohort_ltv
        WHERE months_since_first = 0 AND complete = 1
    ) AS ordered
    WHERE place BETWEEN 2 AND 6
) AS n
WHERE f.place = 1 AND n.size_place = 3 AND n.cohorts = 5;

-- All cohorts: what a customer brings in each month since the first order, over the cohorts that
-- are observed then, added up. An average of cumulated values would drop cohorts on the way, and
-- so compare other customers in each month. To the millionth, so that sums are exact.
CREATE TABLE ltv_curve AS
SELECT
    months_since_first,
    cohorts,
    customers,
    revenue,
    revenue_per_customer,
    cast(sum(revenue_per_customer) OVER (ORDER BY months_since_first) AS decimal(18, 6))
        AS cumulative_revenue_per_customer,
    cast(
        cast(sum(revenue_per_customer) OVER (ORDER BY months_since_first) AS decimal(18, 6))
        * cast($margin_hundredths AS decimal(5, 0)) * cast(0.0001 AS decimal(4, 4))
        AS decimal(18, 6)
    ) AS cumulative_margin_per_customer
FROM (
    SELECT
        months_since_first,
        cohorts,
        customers,
        revenue,
        cast(
            floor(cast(cast(revenue * 100 AS bigint) AS double) * 10000 / customers + 0.5)
            AS decimal(18, 0)
        ) * cast(0.000001 AS decimal(6, 6)) AS revenue_per_customer
    FROM (
        SELECT
            v.months_since_first,
            count(*) AS cohorts,
            cast(sum(v.cohort_size) AS bigint) AS customers,
            cast(sum(v.revenue) AS decimal(18, 2)) AS revenue
        FROM cohort_ltv AS v
        LEFT JOIN ltv_first_cohort AS f ON v.cohort_month = f.cohort_month AND f.left_out = 1
        WHERE v.complete = 1 AND f.cohort_month IS NULL
        GROUP BY v.months_since_first
    ) AS sums
) AS quotients;

-- Payback: the first month in which the margin of a customer reaches what winning one costs.
-- Without a margin or a cost there is no row; the row of all cohorts has no cohort_month.
CREATE TABLE ltv_payback AS
SELECT
    v.cohort_month,
    v.cohort_size AS customers,
    a.cost,
    count(*) AS observed_months,
    min(
        CASE
            WHEN
                cast(v.cumulative_revenue * 100 AS bigint) * cast($margin_hundredths AS bigint)
                >= cast(a.cost * 100 AS bigint) * 10000 * v.cohort_size
                THEN v.months_since_first
        END
    ) AS payback_month
FROM cohort_ltv AS v
INNER JOIN acquisition_costs AS a ON a.cohort_month = '' OR v.cohort_month = a.cohort_month
WHERE $margin_hundredths IS NOT NULL AND v.complete = 1
GROUP BY v.cohort_month, v.cohort_size, a.cost
UNION ALL
SELECT
    cast(NULL AS varchar) AS cohort_month,
    t.customers,
    t.cost,
    count(*) AS observed_months,
    min(CASE WHEN c.cumulative_margin_per_customer >= t.cost THEN c.months_since_first END)
        AS payback_month
FROM ltv_curve AS c
CROSS JOIN (
    SELECT
        cast(sum(v.cohort_size) AS bigint) AS customers,
        cast(
            floor(
                cast(sum(cast(a.cost * 100 AS bigint) * v.cohort_size) AS double)
                / nullif(sum(v.cohort_size), 0)
                + 0.5
            )
            AS decimal(18, 0)
        ) * cast(0.01 AS decimal(2, 2)) AS cost
    FROM cohort_ltv AS v
    INNER JOIN acquisition_costs AS a ON a.cohort_month = '' OR v.cohort_month = a.cohort_month
    LEFT JOIN ltv_first_cohort AS f ON v.cohort_month = f.cohort_month AND f.left_out = 1
    WHERE v.months_since_first = 0 AND v.complete = 1 AND f.cohort_month IS NULL
) AS t
WHERE $margin_hundredths IS NOT NULL AND t.cost IS NOT NULL
GROUP BY t.customers, t.cost;

-- How much of the revenue the best customers bring: the top 1, 5, 10 and 20 % by their revenue, in
-- whole customers, at least one.
CREATE TABLE customer_places AS
SELECT
    cast(monetary * 100 AS bigint) AS cents,
    row_number() OVER (ORDER BY monetary) AS place,
    count(*) OVER () AS customers
FROM rfm_customers;

CREATE TABLE concentration AS
SELECT
    t.top_percent,
    count(*) AS customers,
    cast(
        cast(sum(p.cents) AS decimal(18, 0)) * cast(0.01 AS decimal(2, 2)) AS decimal(18, 2)
    ) AS revenue,
    CASE WHEN w.cents > 0 THEN cast(sum(p.cents) AS double) / nullif(cast(w.cents AS double), 0) END
        AS revenue_share
FROM customer_places AS p
INNER JOIN (
    SELECT 1 AS top_percent
    UNION ALL
    SELECT 5 AS top_percent
    UNION ALL
    SELECT 10 AS top_percent
    UNION ALL
    SELECT 20 AS top_percent
) AS t ON 100 * (p.customers - p.place) < t.top_percent * p.customers
CROSS JOIN (SELECT sum(cents) AS cents FROM customer_places) AS w
GROUP BY t.top_percent, w.cents;

-- Gini: 0 where all bring the same, towards 1 where one brings all.
CREATE TABLE gini AS
SELECT
    customers,
    cast(cents * cast(0.01 AS decimal(2, 2)) AS decimal(18, 2)) AS revenue,
    CASE
        WHEN cents > 0
            THEN
                cast(weighted AS double) / nullif(cast(customers * cents AS double), 0)
    END AS gini
FROM (
    SELECT
        count(*) AS customers,
        cast(sum(cents) AS decimal(19, 0)) AS cents,
        sum(
            cast(2 * place - customers - 1 AS decimal(18, 0)) * cast(cents AS decimal(18, 0))
        ) AS weighted
    FROM customer_places
) AS sums
WHERE customers > 0;

-- What the first order tells: how many come back within 90 and 180 days of it, and what they have
-- brought by then. Only customers observed that long; groups under 100 of them say nothing.
CREATE TABLE first_orders AS
SELECT
    customer_unique_id,
    purchased_at,
    payment_type,
    customer_state
FROM (
    SELECT
        o.customer_unique_id,
        o.purchased_at,
        o.payment_type,
        o.customer_state,
        row_number() OVER (PARTITION BY o.customer_unique_id ORDER BY o.purchased_at, o.order_id)
            AS place
    FROM master_orders AS o
    INNER JOIN customer_orders AS c
        ON o.customer_unique_id = c.customer_unique_id AND o.purchased_at = c.first_at
) AS ranked
WHERE place = 1;

CREATE TABLE first_order_horizons AS
SELECT
    f.customer_unique_id,
    f.payment_type,
    f.customer_state,
    h.days,
    count(*) AS orders,
    sum(o.order_value) AS revenue
FROM first_orders AS f
CROSS JOIN (SELECT max(last_at) AS last_at FROM customer_orders) AS e
INNER JOIN repeat_horizons AS h
    ON h.days IN (90, 180) AND epoch(e.last_at) - epoch(f.purchased_at) >= h.days * 86400
INNER JOIN master_orders AS o
    ON
        f.customer_unique_id = o.customer_unique_id
        AND epoch(o.purchased_at) - epoch(f.purchased_at) <= h.days * 86400
GROUP BY f.customer_unique_id, f.payment_type, f.customer_state, h.days;

-- The ends of Wilson's 95 % interval, to the millionth.
CREATE TABLE first_purchase AS
SELECT
    dimension,
    value,
    days,
    customers,
    repeated,
    cast(repeated AS double) / customers AS repeat_rate,
    cast(floor((centre - half) * 1000000 + 0.5) AS decimal(7, 0)) * cast(0.000001 AS decimal(6, 6))
        AS rate_low,
    cast(floor((centre + half) * 1000000 + 0.5) AS decimal(7, 0)) * cast(0.000001 AS decimal(6, 6))
        AS rate_high,
    revenue,
    cast(cast(revenue * 100 AS bigint) AS double) / (100 * customers) AS revenue_per_customer
FROM (
    SELECT
        *,
        -- z = 1.9599639845, z x z = 3.8414588207; multiplied by the customers, to divide once.
        (cast(repeated AS double) + cast(1.92072941035 AS double))
        / nullif(customers + cast(3.8414588207 AS double), 0) AS centre,
        cast(1.9599639845 AS double)
        * sqrt(
            cast(repeated AS double) * (customers - repeated) / customers
            + cast(0.960364705175 AS double)
        )
        / nullif(customers + cast(3.8414588207 AS double), 0) AS half
    FROM (
        SELECT
            dimension,
            value,
            days,
            count(*) AS customers,
            count(CASE WHEN orders > 1 THEN 1 END) AS repeated,
            cast(sum(revenue) AS decimal(18, 2)) AS revenue
        FROM (
            SELECT 'payment_type' AS dimension, payment_type AS value, days, orders, revenue
            FROM first_order_horizons
            UNION ALL
            SELECT 'customer_state' AS dimension, customer_state AS value, days, orders, revenue
            FROM first_order_horizons
            UNION ALL
            SELECT 'all' AS dimension, 'all' AS value, days, orders, revenue
            FROM first_order_horizons
        ) AS told
        WHERE value IS NOT NULL
        GROUP BY dimension, value, days
    ) AS grouped
    WHERE customers >= 100
) AS rated;
