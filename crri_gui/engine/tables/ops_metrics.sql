-- ops_metrics: one row per calendar month, without gaps; rates of nothing are blank. Without the
-- columns that tell what is late, so is the late rate.

-- Orders without a delivery date that would be late by now: at the last purchase of the raw data.
-- They are in no late rate, so they are counted beside it. Who canceled waits for nothing.
CREATE TABLE overdue_orders AS
SELECT
    o.order_id,
    o.order_month
FROM order_facts AS o
CROSS JOIN (SELECT max(last_at) AS last_at FROM raw_months) AS e
WHERE
    $has_late
    AND o.is_counted
    AND o.delivered_at IS NULL
    AND lower(coalesce(o.order_status, '')) NOT IN ('canceled', 'cancelled', 'unavailable')
    AND (o.estimated_at IS NOT NULL OR $late_over = 'all')
    AND CASE
        WHEN $late = 'after_days'
            THEN
                epoch(e.last_at) - epoch(o.purchased_at)
                >= ($late_after_days + CASE WHEN $delivery_days = 'whole' THEN 1 ELSE 0 END) * 86400
                AND epoch(e.last_at) - epoch(o.purchased_at) > $late_after_days * 86400
        WHEN $late = 'after_timestamp' THEN e.last_at > o.estimated_at
        ELSE cast(e.last_at AS date) > cast(o.estimated_at AS date)
    END;

-- late and judged are the late rate's numerator and denominator: over several months it is their
-- sums, late / judged, and no average of rates.
CREATE TABLE month_operations AS
SELECT
    m.*,
    coalesce(w.overdue, 0) AS overdue
FROM (
    SELECT
        c.order_month,
        -- Exact sums in whole hundredths and tenths, divided once: the same in whatever order
        -- the rows come.
        cast(cast(sum(o.delivery_days) * 100 AS bigint) AS double)
        / nullif(100 * count(o.delivery_days), 0) AS avg_delivery_days,
        cast(cast(sum(o.review_score) * 10 AS bigint) AS double)
        / nullif(10 * count(o.review_score), 0) AS avg_review_score,
        cast(coalesce(sum(CASE WHEN $has_late THEN o.is_late END), 0) AS bigint) AS late,
        CASE
            WHEN NOT $has_late THEN 0
            WHEN $late_over = 'all' THEN count(o.order_id)
            ELSE count(o.is_late)
        END AS judged
    FROM month_calendar AS c
    LEFT JOIN master_orders AS o ON c.order_month = o.order_month
    GROUP BY c.order_month
) AS m
LEFT JOIN (
    SELECT
        order_month,
        count(*) AS overdue
    FROM overdue_orders
    GROUP BY order_month
) AS w ON m.order_month = w.order_month;

CREATE TABLE ops_metrics AS
SELECT
    order_month,
    avg_delivery_days,
    avg_review_score,
    cast(late AS double) / nullif(judged, 0) AS late_delivery_rate
FROM month_operations;
