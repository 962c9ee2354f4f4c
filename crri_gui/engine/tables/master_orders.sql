-- master_orders: one row per counted order.
--
-- Items, payments and reviews are each brought to one row per order before any join: joined
-- first, an order with two reviews would count its money twice.

-- The goods of an order: exact sums, brought back to the width of an amount, since engines are
-- slow with the 38 digits of a sum.
CREATE TABLE order_goods AS
SELECT
    order_id,
    cast(sum(price) AS decimal(18, 4)) AS price,
    cast(sum(coalesce(freight_value, 0)) AS decimal(18, 4)) AS freight,
    cast(count(*) AS integer) AS items
FROM order_items
GROUP BY order_id;

-- What has been brought together is not held twice: memory is what large shops run out of.
DROP TABLE order_items;

-- What was paid for an order. Nearly all orders have one payment type; the others are
-- settled in the next statement.
CREATE TABLE order_paid AS
SELECT
    order_id,
    cast(sum(payment_value) AS decimal(18, 4)) AS paid,
    min(payment_type) AS payment_type,
    max(payment_type) AS other_type
FROM (
    SELECT
        order_id,
        payment_value,
        coalesce(payment_type, 'not_defined') AS payment_type
    FROM order_payments
) AS payments
GROUP BY order_id;

-- payment_type: the type that paid the most; equal amounts: the lowest payment_sequential.
CREATE TABLE order_payment_type AS
SELECT
    order_id,
    payment_type
FROM (
    SELECT
        p.order_id,
        coalesce(p.payment_type, 'not_defined') AS payment_type,
        row_number() OVER (
            PARTITION BY p.order_id
            ORDER BY
                sum(p.payment_value) DESC,
                min(p.payment_sequential) ASC NULLS LAST,
                coalesce(p.payment_type, 'not_defined') ASC
        ) AS place
    FROM order_payments AS p
    INNER JOIN order_paid AS o ON p.order_id = o.order_id
    WHERE o.payment_type <> o.other_type
    GROUP BY p.order_id, coalesce(p.payment_type, 'not_defined')
) AS ranked
WHERE place = 1;

DROP TABLE order_payments;

-- The number of answered reviews of an order, and its score when there is but one. Where the
-- raw data has no answer times at all, every review counts as answered.
CREATE TABLE order_reviewed AS
SELECT
    order_id,
    cast(count(*) AS integer) AS reviews,
    min(review_score) AS review_score
FROM order_reviews
WHERE review_answer_timestamp IS NOT NULL OR NOT $has_answer_times
GROUP BY order_id;

-- review_score: the latest answered review; equal answer times: the highest review_id.
CREATE TABLE order_review_score AS
SELECT
    order_id,
    review_score
FROM (
    SELECT
        r.order_id,
        r.review_score,
        row_number() OVER (
            PARTITION BY r.order_id
            ORDER BY
                r.review_answer_timestamp DESC NULLS LAST,
                r.review_id DESC,
                r.review_score DESC
        ) AS place
    FROM order_reviews AS r
    INNER JOIN order_reviewed AS o ON r.order_id = o.order_id
    WHERE
        o.reviews > 1
        AND (r.review_answer_timestamp IS NOT NULL OR NOT $has_answer_times)
) AS ranked
WHERE place = 1;

DROP TABLE order_reviews;

-- An order with its customer, and then what was bought, paid and said of it: joined all at once, the
-- texts of all ids would be in memory three times.
CREATE TABLE order_customers AS
SELECT
    o.order_id,
    o.order_status,
    o.order_purchase_timestamp,
    o.order_delivered_customer_date,
    o.order_estimated_delivery_date,
    c.customer_unique_id,
    c.customer_state,
    c.customer_id IS NOT NULL AS has_customer
FROM orders AS o
LEFT JOIN customers AS c ON o.customer_id = c.customer_id;

DROP TABLE orders;

DROP TABLE customers;

CREATE TABLE order_sums AS
SELECT
    coalesce(b.order_id, r.order_id) AS order_id,
    b.order_id IS NOT NULL AS has_goods_or_payments,
    b.price,
    b.freight,
    b.items,
    b.paid,
    b.payment_type,
    r.reviews,
    coalesce(s.review_score, r.review_score) AS review_score
FROM (
    SELECT
        coalesce(g.order_id, p.order_id) AS order_id,
        g.price,
        g.freight,
        g.items,
        p.paid,
        coalesce(t.payment_type, p.payment_type) AS payment_type
    FROM order_goods AS g
    FULL JOIN order_paid AS p ON g.order_id = p.order_id
    LEFT JOIN order_payment_type AS t ON p.order_id = t.order_id
) AS b
FULL JOIN order_reviewed AS r ON b.order_id = r.order_id
LEFT JOIN order_review_score AS s ON r.order_id = s.order_id;

DROP TABLE order_goods;

DROP TABLE order_paid;

DROP TABLE order_payment_type;

DROP TABLE order_review_score;

-- Everything known of every order, counted or not; items and payments whose order is missing
-- have a row without purchased_at, reviews have none. The reconciliation is made from this table.
-- Seconds are turned into days by whole numbers, so that no engine rounds them otherwise.
CREATE TABLE order_facts AS
SELECT
    *,
    -- Back to the width of an amount first: to round 20 digits takes twenty times as long.
    cast(
        cast(
            CASE $order_value
                WHEN 'items' THEN coalesce(price, 0)
                WHEN 'items_freight' THEN coalesce(price, 0) + coalesce(freight, 0)
                ELSE coalesce(paid, 0)
            END
            - CASE $refunds WHEN 'net' THEN coalesce(refunded, 0) ELSE 0 END
            AS decimal(18, 4)
        ) AS decimal(18, 2)
    ) AS order_value,
    cast(
        CASE $delivery_days
            WHEN 'whole' THEN floor((epoch(delivered_at) - epoch(purchased_at)) / 86400) * 100
            ELSE floor(((epoch(delivered_at) - epoch(purchased_at)) * 100 + 43200) / 86400)
        END
        AS decimal(10, 0)
    ) * cast(0.01 AS decimal(3, 2)) AS delivery_days,
    coalesce(
        status_counts
        AND (customer_unique_id IS NOT NULL OR is_guest AND $guests = 'apart')
        AND order_month BETWEEN $first_month AND $last_month,
        FALSE
    ) AS is_counted
FROM (
    SELECT
        coalesce(o.order_id, m.order_id) AS order_id,
        -- The customer of a guest's order is there and has no id.
        CASE
            WHEN o.has_customer AND $guests = 'each'
                THEN coalesce(o.customer_unique_id, concat('guest ', o.order_id))
            ELSE o.customer_unique_id
        END AS customer_unique_id,
        coalesce(o.has_customer AND o.customer_unique_id IS NULL, FALSE) AS is_guest,
        o.customer_state,
        o.order_status,
        k.counts AS status_counts,
        o.order_purchase_timestamp AS purchased_at,
        strftime(o.order_purchase_timestamp, '%Y-%m') AS order_month,
        o.order_delivered_customer_date AS delivered_at,
        o.order_estimated_delivery_date AS estimated_at,
        m.price,
        m.freight,
        m.items,
        m.paid,
        u.refunded,
        CASE WHEN $has_payments THEN coalesce(m.payment_type, 'not_defined') END AS payment_type,
        CASE WHEN o.order_id IS NOT NULL THEN m.reviews END AS reviews,
        CASE WHEN o.order_id IS NOT NULL THEN m.review_score END AS review_score
    FROM order_customers AS o
    FULL JOIN order_sums AS m ON o.order_id = m.order_id
    LEFT JOIN order_refunds AS u ON o.order_id = u.order_id
    LEFT JOIN counted_statuses AS k ON o.order_status = k.order_status
    WHERE o.order_id IS NOT NULL OR m.has_goods_or_payments
) AS joined;

DROP TABLE order_customers;

DROP TABLE order_sums;

DROP TABLE order_refunds;

-- The median score that can stand for a missing review (option review_blank): the score in the
-- middle, or the average of the two that the middle lies between. There are few scores, so they are
-- counted, not put in order: `below` reviews have less, `ties` have the same.
CREATE TABLE review_fill AS
SELECT cast(avg(review_score) AS decimal(3, 1)) AS review_score
FROM (
    SELECT
        review_score,
        ties,
        sum(ties) OVER (ORDER BY review_score) - ties AS below,
        sum(ties) OVER () AS scores
    FROM (
        SELECT
            review_score,
            count(*) AS ties
        FROM order_facts
        WHERE is_counted AND review_score IS NOT NULL AND $review_blank = 'median'
        GROUP BY review_score
    ) AS counted
) AS ranked
WHERE 2 * below <= scores AND 2 * (below + ties) >= scores;

-- A customer's counted orders; other outputs start from here too.
CREATE TABLE customer_orders AS
SELECT
    customer_unique_id,
    count(*) AS orders,
    cast(sum(order_value) AS decimal(18, 2)) AS order_value,
    min(purchased_at) AS first_at,
    max(purchased_at) AS last_at
FROM order_facts
WHERE is_counted AND customer_unique_id IS NOT NULL
GROUP BY customer_unique_id;

CREATE TABLE master_orders AS
SELECT
    o.order_id,
    o.customer_unique_id,
    o.order_month,
    o.order_value,
    o.payment_type,
    o.delivery_days,
    cast(coalesce(o.review_score, m.review_score) AS decimal(3, 1)) AS review_score,
    o.customer_state,
    CASE
        WHEN o.customer_unique_id IS NULL THEN NULL
        WHEN c.customer_unique_id IS NULL THEN 0
        ELSE 1
    END AS is_repeat_customer,
    o.purchased_at,
    -- 1 late, 0 in time, blank when it cannot be judged (option late).
    CASE
        WHEN o.delivered_at IS NULL OR o.estimated_at IS NULL AND $late_over = 'dated' THEN NULL
        WHEN $late = 'after_days' THEN
            CASE WHEN o.delivery_days > $late_after_days THEN 1 ELSE 0 END
        WHEN o.estimated_at IS NULL THEN NULL
        WHEN $late = 'after_timestamp' THEN
            CASE WHEN o.delivered_at > o.estimated_at THEN 1 ELSE 0 END
        ELSE
            CASE
                WHEN cast(o.delivered_at AS date) > cast(o.estimated_at AS date) THEN 1
                ELSE 0
            END
    END AS is_late
FROM order_facts AS o
LEFT JOIN (
    SELECT customer_unique_id
    FROM customer_orders
    WHERE orders >= 2
) AS c ON o.customer_unique_id = c.customer_unique_id
CROSS JOIN review_fill AS m
WHERE o.is_counted;
