-- order_details: one row per counted order, with what reports need beyond master_orders. Columns
-- behind the published ones are what its measures are asked by, so that no page joins all orders.

CREATE TABLE former_orders AS
SELECT
    order_id,
    lag(purchased_at) OVER (PARTITION BY customer_unique_id ORDER BY purchased_at, order_id)
        AS previous_at
FROM master_orders
WHERE is_repeat_customer = 1;

CREATE TABLE order_details AS
SELECT
    o.order_id,
    strftime(o.purchased_at, '%Y-%m-%d') AS order_date,
    k.customer_key,
    -- Where every order is judged (option late_over), one without a date is in time.
    CASE
        WHEN NOT $has_late THEN NULL
        WHEN $late_over = 'all' THEN coalesce(o.is_late, 0)
        ELSE o.is_late
    END AS is_late,
    CASE
        WHEN o.customer_unique_id IS NULL THEN NULL
        WHEN f.previous_at IS NULL THEN 1
        ELSE 0
    END AS is_first_order,
    cast(ceil((epoch(o.purchased_at) - epoch(f.previous_at)) / 86400) AS integer)
        AS days_since_previous_order,
    (
        cast(strftime(o.purchased_at, '%Y') AS integer)
        - cast(strftime(c.first_at, '%Y') AS integer)
    )
    * 12
    + cast(strftime(o.purchased_at, '%m') AS integer)
    - cast(strftime(c.first_at, '%m') AS integer) AS months_since_first,
    o.order_value,
    o.order_month,
    o.payment_type,
    o.customer_state,
    o.customer_unique_id,
    k.named_segment,
    k.days_observed,
    k.days_to_second_order
FROM master_orders AS o
LEFT JOIN former_orders AS f ON o.order_id = f.order_id
LEFT JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
LEFT JOIN customer_details AS k ON o.customer_unique_id = k.customer_unique_id;
