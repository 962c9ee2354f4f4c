-- customer_details: one row per customer of rfm_customers, with what reports filter customers by.

-- A number takes an eighth of the place of an id. Customers are numbered as they came, so that new
-- ones leave the numbers of the others as they are.
CREATE TABLE customer_keys AS
SELECT
    customer_unique_id,
    row_number() OVER (ORDER BY first_at, customer_unique_id) AS customer_key
FROM customer_orders;

-- A day is 24 hours: "within N days" is days_to_second_order <= N, of those with days_observed >= N.
CREATE TABLE customer_details AS
SELECT
    k.customer_key,
    c.customer_unique_id,
    strftime(c.first_at, '%Y-%m-%d') AS first_order_date,
    strftime(c.first_at, '%Y-%m') AS cohort_month,
    cast(s.r_score AS integer) AS "R_score",
    cast(s.f_score AS integer) AS "F_score",
    cast(s.m_score AS integer) AS "M_score",
    n.named_segment,
    strftime(c.last_at, '%Y-%m-%d') AS last_order_date,
    cast(floor((epoch(e.last_at) - epoch(c.first_at)) / 86400) AS integer) AS days_observed,
    cast(ceil((epoch(r.second_at) - epoch(c.first_at)) / 86400) AS integer) AS days_to_second_order
FROM customer_orders AS c
INNER JOIN customer_keys AS k ON c.customer_unique_id = k.customer_unique_id
INNER JOIN rfm_scored AS s ON c.customer_unique_id = s.customer_unique_id
INNER JOIN named_segment_cells AS n
    ON s.recency_of_5 = n.recency_of_5 AND s.frequency_of_5 = n.frequency_of_5
LEFT JOIN second_orders AS r ON c.customer_unique_id = r.customer_unique_id
CROSS JOIN (SELECT max(last_at) AS last_at FROM customer_orders) AS e;
