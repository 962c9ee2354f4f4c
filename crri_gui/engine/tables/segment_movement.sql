-- segment_movement: in which value segment customers were some time before the snapshot, and in
-- which they are at it. Scores at both dates are by the values of the first one: scores of each
-- date's own values hide that customers have become better or worse, since a quarter of them is
-- always the best quarter.

-- Orders before the first snapshot are those before its beginning, as they are of rfm_customers.
CREATE TABLE movement_dates AS
SELECT
    from_date,
    to_date,
    CASE
        WHEN $snapshot = 'last_order' THEN epoch(last_at) - 86400 * $movement_days
        ELSE epoch(cast(from_date AS timestamp))
    END AS from_seconds,
    CASE
        WHEN $snapshot = 'last_order' THEN epoch(last_at)
        ELSE epoch(cast(to_date AS timestamp))
    END AS to_seconds
FROM (
    SELECT
        last_at,
        to_date,
        to_date - $movement_days AS from_date
    FROM (
        SELECT
            last_at,
            CASE
                WHEN $snapshot = 'day_after' THEN cast(last_at AS date) + 1
                WHEN $snapshot = 'last_order' THEN cast(last_at AS date)
                ELSE cast($snapshot_date AS date)
            END AS to_date
        FROM (SELECT max(last_at) AS last_at FROM customer_orders) AS ends
    ) AS snapshots
) AS dates;

-- Every customer at both dates; who had not bought before the first one has from_frequency 0.
CREATE TABLE movement_customers AS
SELECT
    s.customer_unique_id,
    s.from_frequency,
    cast(s.from_monetary AS decimal(18, 2)) AS from_monetary,
    s.to_frequency,
    cast(s.to_monetary AS decimal(18, 2)) AS to_monetary,
    cast(s.to_monetary - s.from_monetary AS decimal(18, 2)) AS revenue,
    CASE
        WHEN $snapshot = 'last_order'
            THEN cast(floor((d.from_seconds - epoch(s.from_last_at)) / 86400) AS integer)
        ELSE datediff('day', cast(s.from_last_at AS date), cast(d.from_date AS date))
    END AS from_recency,
    CASE
        WHEN $snapshot = 'last_order'
            THEN cast(floor((d.to_seconds - epoch(s.to_last_at)) / 86400) AS integer)
        ELSE datediff('day', cast(s.to_last_at AS date), cast(d.to_date AS date))
    END AS to_recency
FROM (
    SELECT
        customer_unique_id,
        count(CASE WHEN is_before THEN 1 END) AS from_frequency,
        sum(CASE WHEN is_before THEN order_value ELSE 0 END) AS from_monetary,
        max(CASE WHEN is_before THEN purchased_at END) AS from_last_at,
        count(*) AS to_frequency,
        sum(order_value) AS to_monetary,
        max(purchased_at) AS to_last_at
    FROM (
        SELECT
            o.customer_unique_id,
            o.order_value,
            o.purchased_at,
            epoch(o.purchased_at) < d.from_seconds AS is_before
        FROM master_orders AS o
        CROSS JOIN movement_dates AS d
        WHERE o.customer_unique_id IS NOT NULL
    ) AS orders
    GROUP BY customer_unique_id
) AS s
CROSS JOIN movement_dates AS d;

-- The values of both dates, each with the customers who had it at the first one: `ties`, and
-- `below` who had less. Where nobody had bought by then, the second date stands in for it.
CREATE TABLE movement_values AS
SELECT
    measure,
    value,
    ties,
    cast(sum(ties) OVER (PARTITION BY measure ORDER BY value) AS bigint) - ties AS below,
    cast(sum(ties) OVER (PARTITION BY measure) AS bigint) AS customers
FROM (
    SELECT
        measure,
        value,
        count(CASE WHEN is_basis THEN 1 END) AS ties
    FROM (
        SELECT 'recency' AS measure, cast(-from_recency AS decimal(18, 2)) AS value, TRUE AS is_basis
        FROM movement_customers
        WHERE from_frequency > 0
        UNION ALL
        SELECT 'frequency' AS measure, cast(from_frequency AS decimal(18, 2)) AS value, TRUE AS is_basis
        FROM movement_customers
        WHERE from_frequency > 0
        UNION ALL
        SELECT 'monetary' AS measure, from_monetary AS value, TRUE AS is_basis
        FROM movement_customers
        WHERE from_frequency > 0
        UNION ALL
        SELECT
            'recency' AS measure,
            cast(-c.to_recency AS decimal(18, 2)) AS value,
            b.customers = 0 AS is_basis
        FROM movement_customers AS c
        CROSS JOIN (SELECT count(*) AS customers FROM movement_customers WHERE from_frequency > 0) AS b
        UNION ALL
        SELECT
            'frequency' AS measure,
            cast(c.to_frequency AS decimal(18, 2)) AS value,
            b.customers = 0 AS is_basis
        FROM movement_customers AS c
        CROSS JOIN (SELECT count(*) AS customers FROM movement_customers WHERE from_frequency > 0) AS b
        UNION ALL
        SELECT
            'monetary' AS measure,
            c.to_monetary AS value,
            b.customers = 0 AS is_basis
        FROM movement_customers AS c
        CROSS JOIN (SELECT count(*) AS customers FROM movement_customers WHERE from_frequency > 0) AS b
    ) AS both_dates
    GROUP BY measure, value
) AS counted;

-- By mid-rank, as rfm_customers; whoever is better than all of the first date has the best score.
CREATE TABLE movement_scores AS
SELECT
    measure,
    value,
    CASE
        WHEN measure = 'frequency' AND $frequency_score = 'fixed' THEN least(4, cast(value AS integer))
        ELSE least(4, 1 + cast(floor((4 * below + 2 * ties) / customers) AS integer))
    END AS score
FROM movement_values;

CREATE TABLE movement_segments AS
SELECT
    customer_unique_id,
    from_frequency,
    from_recency,
    to_recency,
    revenue,
    to_monetary,
    CASE
        WHEN from_frequency = 0 THEN '(new)'
        WHEN from_score >= $high_value_from THEN 'High Value'
        WHEN from_score >= $mid_value_from THEN 'Mid Value'
        ELSE 'Low Value'
    END AS from_segment,
    CASE
        WHEN to_score >= $high_value_from THEN 'High Value'
        WHEN to_score >= $mid_value_from THEN 'Mid Value'
        ELSE 'Low Value'
    END AS to_segment,
    -- Somebody is active who has bought within 180 days.
    CASE
        WHEN from_frequency = 0 THEN 'new'
        WHEN to_frequency > from_frequency AND from_recency <= 180 THEN 'kept'
        WHEN to_frequency > from_frequency THEN 'won back'
        WHEN from_recency > 180 THEN 'asleep'
        WHEN to_recency > 180 THEN 'lapsed'
        ELSE 'still active'
    END AS status
FROM (
    SELECT
        c.*,
        fr.score + ff.score + fm.score AS from_score,
        tr.score + tf.score + tm.score AS to_score
    FROM movement_customers AS c
    LEFT JOIN movement_scores AS fr
        ON fr.measure = 'recency' AND cast(-c.from_recency AS decimal(18, 2)) = fr.value
    LEFT JOIN movement_scores AS ff
        ON ff.measure = 'frequency' AND cast(c.from_frequency AS decimal(18, 2)) = ff.value
    LEFT JOIN movement_scores AS fm ON fm.measure = 'monetary' AND c.from_monetary = fm.value
    INNER JOIN movement_scores AS tr
        ON tr.measure = 'recency' AND cast(-c.to_recency AS decimal(18, 2)) = tr.value
    INNER JOIN movement_scores AS tf
        ON tf.measure = 'frequency' AND cast(c.to_frequency AS decimal(18, 2)) = tf.value
    INNER JOIN movement_scores AS tm ON tm.measure = 'monetary' AND c.to_monetary = tm.value
) AS scored;

CREATE TABLE segment_movement AS
SELECT
    strftime(d.from_date, '%Y-%m-%d') AS from_snapshot,
    strftime(d.to_date, '%Y-%m-%d') AS to_snapshot,
    s.from_segment,
    s.to_segment,
    count(*) AS customers,
    cast(sum(s.revenue) AS decimal(18, 2)) AS revenue,
    cast(sum(s.to_monetary) AS decimal(18, 2)) AS monetary
FROM movement_segments AS s
CROSS JOIN movement_dates AS d
GROUP BY d.from_date, d.to_date, s.from_segment, s.to_segment;

CREATE TABLE movement_status AS
SELECT
    n.status,
    n.place,
    count(s.customer_unique_id) AS customers,
    cast(coalesce(sum(s.revenue), 0) AS decimal(18, 2)) AS revenue,
    cast(coalesce(sum(s.to_monetary), 0) AS decimal(18, 2)) AS monetary
FROM (
    SELECT 'new' AS status, 1 AS place
    UNION ALL
    SELECT 'kept' AS status, 2 AS place
    UNION ALL
    SELECT 'won back' AS status, 3 AS place
    UNION ALL
    SELECT 'lapsed' AS status, 4 AS place
    UNION ALL
    SELECT 'still active' AS status, 5 AS place
    UNION ALL
    SELECT 'asleep' AS status, 6 AS place
) AS n
LEFT JOIN movement_segments AS s ON n.status = s.status
GROUP BY n.status, n.place;

-- How stable segments are. PSI compares how all customers of each date divide into the segments; a
-- segment without anybody counts as 0.0001 of them. The adjusted Rand index and the share unchanged
-- are over the customers of both dates.
CREATE TABLE movement_shares AS
SELECT
    segment,
    greatest(cast(from_customers AS double) / nullif(from_all, 0), 0.0001) AS from_share,
    greatest(cast(to_customers AS double) / nullif(to_all, 0), 0.0001) AS to_share
FROM (
    SELECT
        segment,
        from_customers,
        to_customers,
        sum(from_customers) OVER () AS from_all,
        sum(to_customers) OVER () AS to_all
    FROM (
        SELECT
            segment,
            sum(from_customers) AS from_customers,
            sum(to_customers) AS to_customers
        FROM (
            SELECT from_segment AS segment, customers AS from_customers, 0 AS to_customers
            FROM segment_movement
            WHERE from_segment <> '(new)'
            UNION ALL
            SELECT to_segment AS segment, 0 AS from_customers, customers AS to_customers
            FROM segment_movement
        ) AS sides
        GROUP BY segment
    ) AS segments
) AS all_segments;

CREATE TABLE movement_pairs AS
SELECT
    cast(sum(customers) AS double) AS customers,
    cast(sum(CASE WHEN from_segment = to_segment THEN customers ELSE 0 END) AS double) AS unchanged,
    sum(cast(customers AS double) * (customers - 1)) * 0.5 AS both_pairs
FROM segment_movement
WHERE from_segment <> '(new)';

CREATE TABLE movement_sides AS
SELECT
    sum(CASE WHEN side = 'from' THEN pairs END) AS from_pairs,
    sum(CASE WHEN side = 'to' THEN pairs END) AS to_pairs
FROM (
    SELECT
        'from' AS side,
        cast(sum(customers) AS double) * (sum(customers) - 1) * 0.5 AS pairs
    FROM segment_movement
    WHERE from_segment <> '(new)'
    GROUP BY from_segment
    UNION ALL
    SELECT
        'to' AS side,
        cast(sum(customers) AS double) * (sum(customers) - 1) * 0.5 AS pairs
    FROM segment_movement
    WHERE from_segment <> '(new)'
    GROUP BY to_segment
) AS sides;

CREATE TABLE movement_stability AS
SELECT
    strftime(d.from_date, '%Y-%m-%d') AS from_snapshot,
    strftime(d.to_date, '%Y-%m-%d') AS to_snapshot,
    cast(coalesce(p.customers, 0) AS bigint) AS from_customers,
    a.customers AS to_customers,
    p.unchanged / nullif(p.customers, 0) AS share_unchanged,
    CASE WHEN p.customers > 0 THEN i.psi END AS psi,
    (p.both_pairs - e.expected) / nullif((s.from_pairs + s.to_pairs) * 0.5 - e.expected, 0)
        AS adjusted_rand_index
FROM movement_dates AS d
CROSS JOIN movement_pairs AS p
CROSS JOIN movement_sides AS s
CROSS JOIN (SELECT cast(sum(customers) AS bigint) AS customers FROM segment_movement) AS a
CROSS JOIN (
    SELECT
        cast(floor(sum((to_share - from_share) * ln(to_share / nullif(from_share, 0))) * 1000000 + 0.5) AS decimal(18, 0))
        * cast(0.000001 AS decimal(6, 6)) AS psi
    FROM movement_shares
) AS i
CROSS JOIN (
    SELECT
        s2.from_pairs * s2.to_pairs
        / nullif(p2.customers * (p2.customers - 1) * 0.5, 0) AS expected
    FROM movement_sides AS s2
    CROSS JOIN movement_pairs AS p2
) AS e;
