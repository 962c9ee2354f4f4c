-- ops_metrics: one row a calendar month, without gaps; rates of nothing are blank. Without the
-- columns that tell what is late, so is the late rate.

CREATE TABLE ops_metrics AS
SELECT
    c.order_month,
    -- Exact sums in whole hundredths and tenths, divided once: the same in whatever order the rows come.
    cast(cast(sum(o.delivery_days) * 100 AS bigint) AS double)
    / nullif(100 * count(o.delivery_days), 0) AS avg_delivery_days,
    cast(cast(sum(o.review_score) * 10 AS bigint) AS double)
    / nullif(10 * count(o.review_score), 0) AS avg_review_score,
    cast(coalesce(sum(o.is_late), 0) AS double)
    / nullif(
        CASE
            WHEN NOT $has_late THEN 0
            WHEN $late_over = 'all' THEN count(o.order_id)
            ELSE count(o.is_late)
        END,
        0
    ) AS late_delivery_rate
FROM calendar AS c
LEFT JOIN master_orders AS o ON c.order_month = o.order_month
GROUP BY c.order_month;
