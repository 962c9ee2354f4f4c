-- rfm_customers: one row per customer.
--
-- Scores are given to values, not to customers, so equal values cannot get unequal scores:
-- each distinct value with the number of customers that have it, and how many have less.

CREATE TABLE rfm_values AS
SELECT
    c.customer_unique_id,
    CASE
        WHEN $snapshot = 'last_order'
            THEN cast(floor((epoch(e.last_at) - epoch(c.last_at)) / 86400) AS integer)
        WHEN $snapshot = 'day_after'
            THEN datediff('day', cast(c.last_at AS date), cast(e.last_at AS date)) + 1
        ELSE datediff('day', cast(c.last_at AS date), cast($snapshot_date AS date))
    END AS recency,
    c.orders AS frequency,
    c.order_value AS monetary
FROM customer_orders AS c
CROSS JOIN (SELECT max(last_at) AS last_at FROM customer_orders) AS e;

-- The three measures as values, so that "more" is "better" in each: recency with its sign
-- turned. `below` customers have less, `ties` have the same.
CREATE TABLE rfm_distribution AS
SELECT
    measure,
    value,
    ties,
    cast(sum(ties) OVER (PARTITION BY measure ORDER BY value) AS bigint) - ties AS below,
    cast(sum(ties) OVER (PARTITION BY measure) AS bigint) AS customers
FROM (
    SELECT 'recency' AS measure, cast(-recency AS decimal(18, 2)) AS value, count(*) AS ties
    FROM rfm_values
    GROUP BY recency
    UNION ALL
    SELECT 'frequency' AS measure, cast(frequency AS decimal(18, 2)) AS value, count(*) AS ties
    FROM rfm_values
    GROUP BY frequency
    UNION ALL
    SELECT 'monetary' AS measure, monetary AS value, count(*) AS ties
    FROM rfm_values
    GROUP BY monetary
) AS counted;

-- The quartile cuts (option value_score = quartiles), four times their value: the cut k lies at
-- the position (n - 1) x k / 4 of the values in order, between two of them in proportion.
-- Recency is cut on its own values, not on the turned ones, so that a value on a cut falls to
-- the more recent side.
CREATE TABLE quartile_cuts AS
SELECT
    d.measure,
    k.cut,
    sum(
        CASE WHEN d.below <= k.place AND k.place < d.below + d.ties THEN d.value * (4 - k.part) ELSE 0 END
        + CASE
            WHEN d.below <= k.place + 1 AND k.place + 1 < d.below + d.ties THEN d.value * k.part
            ELSE 0
        END
    ) AS cut_times_4
FROM rfm_distribution AS d
INNER JOIN (
    SELECT
        n.measure,
        q.cut,
        cast(floor((n.customers - 1) * q.cut / 4) AS bigint) AS place,
        cast(
            (n.customers - 1) * q.cut - 4 * floor((n.customers - 1) * q.cut / 4) AS decimal(1, 0)
        ) AS part
    FROM (SELECT DISTINCT measure, customers FROM rfm_distribution) AS n
    CROSS JOIN (SELECT 1 AS cut UNION ALL SELECT 2 AS cut UNION ALL SELECT 3 AS cut) AS q
) AS k ON d.measure = k.measure
GROUP BY d.measure, k.cut;

-- mid-rank = below + (ties + 1) / 2, so 4 x (mid-rank - 0.5) / n = (4 x below + 2 x ties) / n.
CREATE TABLE rfm_scores AS
SELECT
    d.measure,
    d.value,
    cast(
        CASE
            WHEN d.measure = 'frequency' AND $frequency_score = 'fixed' THEN least(4, cast(d.value AS integer))
            WHEN d.measure <> 'frequency' AND $value_score = 'quartiles' THEN q.score
            ELSE least(4, 1 + cast(floor((4 * d.below + 2 * d.ties) / d.customers) AS integer))
        END AS smallint
    ) AS score,
    cast(
        least(5, 1 + cast(floor((10 * d.below + 5 * d.ties) / (2 * d.customers)) AS integer)) AS smallint
    ) AS score_of_5
FROM rfm_distribution AS d
INNER JOIN (
    SELECT
        v.measure,
        v.value,
        1 + count(
            CASE
                WHEN v.measure = 'recency' AND v.value * 4 >= c.cut_times_4 THEN 1
                WHEN v.measure <> 'recency' AND v.value * 4 > c.cut_times_4 THEN 1
            END
        ) AS score
    FROM rfm_distribution AS v
    INNER JOIN quartile_cuts AS c ON v.measure = c.measure
    GROUP BY v.measure, v.value
) AS q ON d.measure = q.measure AND d.value = q.value;

-- Option frequency_score = first_come: the place decides, not the value. A score k + 1 begins with the
-- first place of which 4 x (place - 1) > k x (n - 1); who stands there is all that has to be known.
CREATE TABLE first_come_cuts AS
SELECT
    k.cut,
    p.frequency,
    p.customer_unique_id
FROM (
    SELECT
        frequency,
        customer_unique_id,
        row_number() OVER (ORDER BY frequency, customer_unique_id) AS place
    FROM rfm_values
    WHERE $frequency_score = 'first_come'
) AS p
INNER JOIN (
    SELECT
        q.cut,
        cast(floor((n.customers - 1) * q.cut / 4) AS bigint) + 2 AS place
    FROM (SELECT max(customers) AS customers FROM rfm_distribution) AS n
    CROSS JOIN (SELECT 1 AS cut UNION ALL SELECT 2 AS cut UNION ALL SELECT 3 AS cut) AS q
) AS k ON p.place = k.place;

-- Every value has its scores, so no join loses a customer; as LEFT JOINs they tell the engine so,
-- which otherwise takes the customers for the smaller side.
CREATE TABLE rfm_scored AS
SELECT
    customer_unique_id,
    recency,
    frequency,
    monetary,
    r_score,
    cast(f_score AS smallint) AS f_score,
    m_score,
    cast(r_score + f_score + m_score AS integer) AS rfm_score,
    recency_of_5,
    frequency_of_5
FROM (
    SELECT
        v.customer_unique_id,
        v.recency,
        v.frequency,
        v.monetary,
        r.score AS r_score,
        CASE
            WHEN $frequency_score <> 'first_come' THEN f.score
            ELSE
                1
                + CASE
                    WHEN v.frequency > p.frequency_1 THEN 1
                    WHEN v.frequency = p.frequency_1 AND v.customer_unique_id >= p.customer_1 THEN 1
                    ELSE 0
                END
                + CASE
                    WHEN v.frequency > p.frequency_2 THEN 1
                    WHEN v.frequency = p.frequency_2 AND v.customer_unique_id >= p.customer_2 THEN 1
                    ELSE 0
                END
                + CASE
                    WHEN v.frequency > p.frequency_3 THEN 1
                    WHEN v.frequency = p.frequency_3 AND v.customer_unique_id >= p.customer_3 THEN 1
                    ELSE 0
                END
        END AS f_score,
        m.score AS m_score,
        r.score_of_5 AS recency_of_5,
        f.score_of_5 AS frequency_of_5
    FROM rfm_values AS v
    LEFT JOIN rfm_scores AS r
        ON r.measure = 'recency' AND cast(-v.recency AS decimal(18, 2)) = r.value
    LEFT JOIN rfm_scores AS f
        ON f.measure = 'frequency' AND cast(v.frequency AS decimal(18, 2)) = f.value
    LEFT JOIN rfm_scores AS m ON m.measure = 'monetary' AND v.monetary = m.value
    CROSS JOIN (
        SELECT
            max(CASE WHEN cut = 1 THEN frequency END) AS frequency_1,
            max(CASE WHEN cut = 1 THEN customer_unique_id END) AS customer_1,
            max(CASE WHEN cut = 2 THEN frequency END) AS frequency_2,
            max(CASE WHEN cut = 2 THEN customer_unique_id END) AS customer_2,
            max(CASE WHEN cut = 3 THEN frequency END) AS frequency_3,
            max(CASE WHEN cut = 3 THEN customer_unique_id END) AS customer_3
        FROM first_come_cuts
    ) AS p
) AS scored;

DROP TABLE rfm_values;

CREATE TABLE rfm_customers AS
SELECT
    customer_unique_id,
    recency,
    frequency,
    monetary,
    rfm_score AS "RFM_score",
    CASE
        WHEN rfm_score >= $high_value_from THEN 'High Value'
        WHEN rfm_score >= $mid_value_from THEN 'Mid Value'
        ELSE 'Low Value'
    END AS segment
FROM rfm_scored;

-- The eleven named segments over five-point recency and frequency.
CREATE TABLE named_segments AS
SELECT
    n.named_segment,
    n.recency_of_5,
    n.frequency_of_5,
    count(s.customer_unique_id) AS customers,
    cast(coalesce(sum(s.monetary), 0) AS decimal(18, 2)) AS revenue
FROM named_segment_cells AS n
LEFT JOIN rfm_scored AS s
    ON n.recency_of_5 = s.recency_of_5 AND n.frequency_of_5 = s.frequency_of_5
GROUP BY n.named_segment, n.recency_of_5, n.frequency_of_5;
