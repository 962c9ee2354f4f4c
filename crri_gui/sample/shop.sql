-- The arithmetic of the made-up shop; sample.py gives the tables `state`, `city`, `category` and
-- `month`, the phrases, and the variables seed, orders, products, sellers and stride.
--
-- Every draw is a slice of md5(seed, kind, number), and all arithmetic is in integers (cents,
-- seconds, millionths): a seed gives the same bytes on every machine and every DuckDB version.
-- A slot is an order's number in time, from 0; everything about an order follows from it.

create macro digest(kind, number) as md5(concat(getvariable('seed'), ' ', kind, ' ', number));
create macro first_word(hex) as ('0x' || substr(hex, 1, 15))::bigint;
create macro second_word(hex) as ('0x' || substr(hex, 16, 15))::bigint;
-- One of the three draws of a word, uniform in 0..999999.
create macro draw(word, number) as (((word >> (20 * number)) & 1048575) * 1000000) >> 20;
-- A number in 0..items-1 from 30 bits, the low ones often: a few products sell a lot.
create macro popular(bits, items) as (((bits * bits) >> 30) * items) >> 30;
create macro scaled(value, millionths) as value * millionths // 1000000;
create macro squared(share) as scaled(share, share);
-- The value below which a share of `millionths` lies, from 21 knots, one every 5 %. The last
-- interval rises with the eighth power: a long tail.
create macro rise(place) as if(place >= 19000000,
    squared(squared(squared(place - 19000000))), place % 1000000);
create macro quantile(knots, millionths) as knots[1 + 20 * millionths // 1000000] + scaled(
    knots[2 + 20 * millionths // 1000000] - knots[1 + 20 * millionths // 1000000],
    rise(20 * millionths));
create macro pick(list, word) as list[1 + word % len(list)];
create macro money(cents) as cents::integer * 0.01;
create macro moment(seconds) as make_timestamp(seconds * 1000000);
create macro zip_text(prefix) as lpad(prefix::varchar, 5, '0');
create macro spelled(city, accented) as if(accented, lower(city), lower(strip_accents(city)));

-- A uniform draw 0..9999 to a place.
create table address as
select row_number() over (order by city_number, ticket) - 1 as address_draw, * exclude (ticket)
from (select *, unnest(range(weight)) as ticket from city) join state using (state);

create table assortment as
select row_number() over (order by category_number, ticket) - 1 as category_draw, *
from (select *, unnest(range(weight)) as ticket from category);
set variable assortment = (select count(*) from assortment);

-- The months' orders, scaled by their cumulated share. A small shop still has an order in each
-- thin month at the edges; the peak month gives them.
create table month_slots as
with running as (
    select *, (sum(real_orders) over (order by first_day))::bigint as reached,
        (sum(real_orders) over ())::bigint as total, max(real_orders) over () as peak
    from month
), shares as (
    select *, (2 * reached * getvariable('orders') + total) // (2 * total) as until,
        (2 * (reached - real_orders) * getvariable('orders') + total) // (2 * total) as since
    from running
), thin as (
    select *, (getvariable('orders') >= 200 and real_orders < 20 and until = since)::bigint as extra
    from shares
), filled as (
    select *, until - since + extra
        - if(real_orders = peak, sum(extra) over (), 0)::bigint as orders
    from thin
)
select *, (sum(orders) over (order by first_day))::bigint - orders as month_slot from filled;

-- Weekends sell less; Black Friday and the day after sell a fifth of their month.
create table day as
with weighted as (
    select *, first_day + unnest(range(last_day - day(first_day) + 1))::integer as day,
        case day when date '2017-11-24' then 780 when date '2017-11-25' then 330
            else [163, 155, 154, 151, 147, 108, 124][isodow(day)] end as weight
    from month_slots
), running as (
    select *, (sum(weight) over (partition by first_day order by day))::bigint as reached_weight,
        (sum(weight) over (partition by first_day))::bigint as month_weight
    from weighted
)
select (day - date '1970-01-01') * 86400::bigint as midnight, month_slot,
    month_delivery_pct, month_promise_pct, stray_canceled,
    month_slot + orders * (reached_weight - weight) // month_weight as day_slot,
    month_slot + orders * reached_weight // month_weight as next_slot
from running;

-- One order in thirty comes from a customer who bought before, first in slot `customer_slot`:
-- a third of them within the month, the others after a gap; some come back again; a few have
-- moved to another state.
create macro repeat_slot(number) as number * 99441 // 3345;
create macro is_repeat(slot) as
    slot > 0 and repeat_slot((slot * 3345 + 99440) // 99441) = slot;
create table repeat_purchase as
with drawn as (
    select number, repeat_slot(number) as slot, draw(first_word(hex), 0) as within_month,
        draw(first_word(hex), 1) as back, draw(first_word(hex), 2) < 82000 as again
    from (
        select number, digest('repeat', number) as hex
        from range(1, getvariable('orders') * 3345 // 99441 + 1) as numbers (number)
    )
    where repeat_slot(number) < getvariable('orders')
), past as (
    select *, case
        when month_slot = 0 then scaled(slot, back)
        when within_month < 360000 and month_slot < slot
            then month_slot + scaled(slot - month_slot, back)
        else month_slot - 1 - scaled(month_slot, quantile([0, 8000, 17000, 28000, 40000, 53000,
            67000, 82000, 99000, 118000, 140000, 165000, 193000, 226000, 265000, 312000, 370000,
            445000, 540000, 670000, 950000], back)) end as past_slot
    from drawn asof join (select * from day where next_slot > day_slot) on slot >= day_slot
), first as (
    select *, past_slot - is_repeat(past_slot)::bigint as first_slot from past
)
select slot, number % 86 = 7 as moved, coalesce(
    last_value(if(again, null, first_slot) ignore nulls)
        over (partition by number % 37 order by number), first_slot) as customer_slot
from first;

create macro price_cents(millionths) as quantile([690, 2200, 2890, 3390, 3990, 4490, 4990, 5490,
    5990, 6990, 7690, 8290, 9390, 10490, 11990, 13590, 15690, 18990, 24490, 36990, 260000],
    millionths);
create table product as
select number as product_number, category,
    popular(second_word(hex) & 1073741823, getvariable('sellers')) as seller_number,
    -- Shelf prices end in ,90 or ,99 or ,00.
    price // 100 * 100 + [90, 99, 90, 99, 0][1 + price % 5] as price,
    freight + price * 3 // 100 as freight
from (
    select *, price_cents(draw(first_word(hex), 1)) * price_pct // 100 as price,
        quantile([0, 700, 760, 790, 860, 970, 1080, 1150, 1220, 1280, 1340, 1400, 1460, 1530, 1620,
            1750, 2000, 2300, 2750, 3700, 20000], draw(first_word(hex), 2)) as freight
    from (
        select number, digest('product', number) as hex,
            first_word(hex) % getvariable('assortment') as category_draw
        from range(getvariable('products')) as numbers (number)
    ) join assortment using (category_draw)
)
order by number;

-- An order holds `first_items` of one product and `other_items` of another. `shelf` is its place
-- in the files, which are not sorted by time.
create table purchase as
with started as (
    select *, first_word(order_hex) as start_word, second_word(order_hex) as basket_word,
        first_word(way_hex) as way_word, second_word(way_hex) as promise_word,
        first_word(goods_hex) as goods_word
    from (
        select *, digest('purchase', slot) as order_hex, digest('delivery', slot) as way_hex,
            digest('goods', slot) as goods_hex
        from (select *, unnest(range(day_slot, next_slot)) as slot from day)
    )
), placed as (
    select * replace (coalesce(customer_slot, slot) as customer_slot),
        midnight + 60 * quantile([0, 390, 545, 605, 650, 695, 745, 790, 835, 882, 928, 975, 1020,
            1070, 1120, 1173, 1223, 1272, 1320, 1370, 1439], draw(start_word, 0))
            + (start_word >> 7) % 60 as purchased,
        -- The first order of a stray month is sent, unless all were canceled.
        case when slot = month_slot and stray_canceled between 1 and 999999 then 'shipped'
            when draw(start_word, 2) < stray_canceled then 'canceled'
            when draw(start_word, 1) < 970203 then 'delivered'
            when draw(start_word, 1) < 981335 then 'shipped'
            when draw(start_word, 1) < 987620 then 'canceled'
            when draw(start_word, 1) < 993744 then 'unavailable'
            when draw(start_word, 1) < 996902 then 'invoiced'
            when draw(start_word, 1) < 999929 then 'processing'
            when draw(start_word, 1) < 999980 then 'created' else 'approved' end as status,
        case when draw(basket_word, 1) < case status when 'created' then 1000000
                when 'unavailable' then 990148 when 'canceled' then 262400
                when 'invoiced' then 6369 when 'shipped' then 903 else 0 end then 0
            when draw(basket_word, 0) < 900645 then 1 when draw(basket_word, 0) < 976821 then 2
            when draw(basket_word, 0) < 990220 then 3 when draw(basket_word, 0) < 995338 then 4
            when draw(basket_word, 0) < 997406 then 5 when draw(basket_word, 0) < 999412 then 6
            when draw(basket_word, 0) < 999635 then 7 else 8 + basket_word % 14 end as items,
        if(items > 1 and draw(basket_word, 2) < 350000, items // 2, 0) as other_items,
        digest('customer', coalesce(repeat_purchase.customer_slot, slot)) as customer_hex,
        -- Half the weight further is always another state.
        (first_word(customer_hex) % 10000 + if(coalesce(moved, false), 5000, 0)) % 10000
            as address_draw
    from started left join repeat_purchase using (slot)
), addressed as (
    select *, first_zip + second_word(customer_hex) % zips as zip,
        -- In the mean 12.5 days on the way and 24 promised; knots in thousandths of the mean.
        quantile([120, 430, 510, 570, 620, 660, 700, 740, 780, 820, 860, 900, 945, 995, 1050, 1115,
            1195, 1300, 1460, 1780, 5500], draw(way_word, 2))
            * delivery_pct * month_delivery_pct * 118 // 1000 as travel,
        midnight + 86400 * (quantile([500, 660, 720, 760, 795, 825, 850, 885, 915, 945, 975, 1005,
            1035, 1070, 1110, 1150, 1200, 1265, 1360, 1550, 3500], draw(promise_word, 0))
            * promise_pct * month_promise_pct * 234 // 100000000) as estimated
    from placed join address using (address_draw)
), approved as (
    select *, purchased + quantile([20, 504, 580, 630, 680, 750, 830, 880, 940, 1060, 1220, 1600,
        2200, 7000, 18900, 45000, 74800, 98000, 125900, 174000, 900000], draw(way_word, 0))
        as approved,
        -- Where the order stopped: 0 delivered, 1 with the carrier, 2 approved, 3 before that.
        case status when 'delivered' then 0 when 'shipped' then 1 when 'created' then 3
            when 'canceled' then case when draw(promise_word, 1) < 10000 then 0
                when draw(promise_word, 1) < 120000 then 1
                when draw(promise_word, 1) < 774400 then 2 else 3 end
            else 2 end as stop
    from addressed
), carried as (
    select *, least(purchased + travel * 3 // 4, approved + 3600 * quantile([2, 7, 11, 14, 18, 21,
        25, 29, 33, 38, 42, 48, 55, 64, 74, 86, 98, 116, 142, 195, 900], draw(way_word, 1)))
        as carried,
        popular(goods_word & 1073741823, getvariable('products')) as first_product,
        popular(goods_word >> 30, getvariable('products')) as other_product
    from approved
)
select slot, slot * getvariable('stride') % getvariable('orders') as shelf, customer_slot,
    address_draw, zip, status, purchased,
    -- A few orders lack the moment of their approval, a few delivered ones that of their delivery.
    if(stop <= 2 and slot % 7000 <> 700, approved, null) as approved,
    if(stop <= 1, carried, null) as carried,
    if(stop = 0 and slot % 12060 <> 1207, purchased + travel, null) as delivered, estimated,
    items - other_items as first_items, other_items, first_product, other_product,
    one.seller_number as first_seller, two.seller_number as other_seller,
    one.price as first_price, two.price as other_price,
    one.freight * freight_pct // 100 as first_freight,
    two.freight * freight_pct // 100 as other_freight
from carried
join product as one on first_product = one.product_number
join product as two on other_product = two.product_number
order by shelf;

create view orders as
select digest('order', slot) as order_id, digest('account', slot) as customer_id,
    status as order_status, moment(purchased) as order_purchase_timestamp,
    moment(approved) as order_approved_at, moment(carried) as order_delivered_carrier_date,
    moment(delivered) as order_delivered_customer_date,
    moment(estimated) as order_estimated_delivery_date
from purchase;

-- One place in eight is written with its accents.
create view customers as
select digest('account', slot) as customer_id,
    digest('customer', customer_slot) as customer_unique_id,
    zip_text(zip) as customer_zip_code_prefix, spelled(city, zip % 8 = 0) as customer_city,
    state as customer_state
from purchase join address using (address_draw)
order by slot;

create view order_items as
select digest('order', slot) as order_id, nr as order_item_id,
    digest('product', if(first, first_product, other_product)) as product_id,
    digest('seller', if(first, first_seller, other_seller)) as seller_id,
    moment(coalesce(approved, purchased) + 86400 * quantile([2, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 7,
        7, 7, 7, 8, 9, 10, 14, 60], draw(first_word(digest('limit', slot)), 0)))
        as shipping_limit_date,
    money(if(first, first_price, other_price)) as price,
    money(if(first, first_freight, other_freight)) as freight_value
from (
    select *, nr <= first_items as first
    from (select *, unnest(range(1, first_items + other_items + 1)) as nr from purchase)
);

-- One order nobody paid for, as in the real data.
set variable unpaid_slot = (
    select min(slot) from purchase where status = 'delivered' and getvariable('orders') >= 200);
create view order_payments as
with drawn as (
    select *, first_word(hex) as word, second_word(hex) as card_word,
        first_items * (first_price + first_freight) + other_items * (other_price + other_freight)
            as goods
    from (select *, digest('payment', slot) as hex from purchase)
    where slot is distinct from getvariable('unpaid_slot')
), due as (
    select *,
        case when goods = 0 then price_cents(draw(card_word, 1)) * 3 // 2 + 3000
            -- A few pay a little less or more than the goods.
            when goods > 1000 and draw(card_word, 2) < 3000
                then goods - 200 + scaled(2200, draw(card_word, 1))
            else goods end as amount,
        case when status = 'canceled' and draw(word, 1) < 5000 then 'not_defined'
            when draw(word, 0) < 749000 then 'credit_card' when draw(word, 0) < 947950 then 'boleto'
            when draw(word, 0) < 963326 then 'debit_card' when draw(word, 0) < 977826 then 'voucher'
            when draw(word, 0) < 980176 then 'two_cards' else 'card_and_vouchers' end as plan,
        case when draw(word, 1) < 790000 then 1 when draw(word, 1) < 900000 then 2
            when draw(word, 1) < 940000 then 3 when draw(word, 1) < 958000 then 4
            when draw(word, 1) < 975000 then 5 else 6 + card_word % 15 end as vouchers
    from drawn
), planned as (
    -- The first part is `lead`, the others share the rest.
    select *, if(plan = 'not_defined', 0, amount) as paid,
        case plan when 'voucher' then vouchers when 'card_and_vouchers' then vouchers + 1
            when 'two_cards' then 2 else 1 end as parts,
        case when parts = 1 then paid
            when plan = 'voucher' then paid - (parts - 1) * (paid // parts)
            else scaled(paid, 100000 + draw(word, 2) * 8 // 10) end as lead
    from due
), parted as (
    select *, case when plan = 'two_cards' or plan = 'card_and_vouchers' and part = 1
            then 'credit_card' when plan = 'card_and_vouchers' then 'voucher' else plan end
            as payment_type,
        case part when 1 then lead else (paid - lead) // (parts - 1)
            + if(part = 2, (paid - lead) % (parts - 1), 0) end as cents
    from (select *, unnest(range(1, parts + 1)) as part from planned)
)
select digest('order', slot) as order_id,
    if(word % 3 = 0, parts + 1 - part, part) as payment_sequential, payment_type,
    -- The dearer, the more instalments.
    if(payment_type <> 'credit_card', 1, quantile([1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5,
        6, 8, 10, 10, 24], case when cents > 25000 then greatest(draw(card_word, 0), draw(word, 2))
        when cents < 6000 then least(draw(card_word, 0), draw(word, 2))
        else draw(card_word, 0) end)) as payment_installments,
    money(cents) as payment_value
from parted;

-- Kinds of review: 0 the order's own, 1 a second one of it, 2 its own again for the next order,
-- which has none (one review_id for both).
create view order_reviews as
with asked as (
    select *, draw(first_word(digest('review', slot)), 0) as chance,
        draw(first_word(digest('review', slot)), 1) as twice,
        draw(first_word(digest('review', slot + 1)), 0) as next_chance
    from purchase
), written as (
    select *, unnest(case when twice < 5541 then [0, 1]
        when slot + 1 < getvariable('orders') and next_chance between 7750 and 15949 then [0, 2]
        else [0] end) as kind
    from asked where chance >= 15950
), opinion as (
    select *, digest('opinion', slot * 2 + (kind = 1)::integer) as review_id,
        first_word(review_id) as word, second_word(review_id) as text_word,
        delivered // 86400 - estimated // 86400 as days_late,
        case when days_late <= 0 then [64000, 90000, 171000, 377000]
            when days_late <= 3 then [254000, 323000, 474000, 677000]
            when status = 'delivered' then [620000, 725000, 830000, 900000]
            else [700000, 785000, 870000, 915000] end as cuts,
        1 + (draw(word, 0) >= cuts[1])::integer + (draw(word, 0) >= cuts[2])::integer
            + (draw(word, 0) >= cuts[3])::integer + (draw(word, 0) >= cuts[4])::integer as score,
        -- Asked the day after delivery, or when the promised day has passed.
        86400 * if(days_late <= 2, delivered // 86400 + if(draw(word, 1) < 960000, 1, 2),
            estimated // 86400 + 2) + if(kind = 1, 604800, 0) as created
    from written
), phrased as (
    select *, if(score > 3, getvariable('good_titles'), getvariable('poor_titles')) as titles,
        if(score > 3, getvariable('good_openings'), getvariable('poor_openings')) as openings,
        if(score > 3, getvariable('good_details'), getvariable('poor_details')) as details
    from opinion
)
select review_id, digest('order', slot + (kind = 2)::integer) as order_id, score as review_score,
    if(draw(text_word, 0) < 117000, pick(titles, text_word >> 9), null) as review_comment_title,
    if(draw(text_word, 1) < [760000, 690000, 450000, 310000, 350000][score], concat(
        pick(openings, text_word >> 13), pick(getvariable('breaks'), text_word >> 23),
        pick(details, text_word >> 31)), null) as review_comment_message,
    moment(created) as review_creation_date,
    moment(created + 3600 * quantile([2, 7, 12, 14, 17, 21, 24, 26, 29, 33, 38, 42, 47, 53, 61, 72,
        85, 100, 118, 150, 8000], draw(word, 2)) + text_word % 3600) as review_answer_timestamp
from phrased;

create view products as
select digest('product', product_number) as product_id, category as product_category_name,
    if(category is null, null, 20 + scaled(50, draw(word, 0))) as product_name_lenght,
    if(category is null, null, 40 + popular(word >> 30, 2800)) as product_description_lenght,
    if(category is null, null, 1 + popular(word & 1073741823, 8)) as product_photos_qty,
    quantile([50, 100, 150, 200, 250, 300, 350, 400, 480, 580, 700, 850, 1000, 1250, 1500, 1900,
        2500, 3500, 5500, 9500, 30000], draw(size_word, 0)) as product_weight_g,
    16 + popular(size_word >> 30, 60) as product_length_cm,
    2 + scaled(40, draw(size_word, 1)) as product_height_cm,
    11 + scaled(38, draw(word, 1)) as product_width_cm
from (
    select *, first_word(digest('parcel', product_number)) as word,
        second_word(digest('parcel', product_number)) as size_word
    from product
);

-- Most sellers are in SP, the first of the places.
create view sellers as
select digest('seller', number) as seller_id,
    zip_text(first_zip + second_word(digest('shop', number)) % zips) as seller_zip_code_prefix,
    spelled(city, number % 8 = 0) as seller_city, state as seller_state
from (
    select number, first_word(digest('shop', number)) as word,
        word // 10 % if(word % 10 < 3, 4199, 10000) as address_draw
    from range(getvariable('sellers')) as numbers (number)
) join address using (address_draw)
order by number;

-- Spread over the places as the customers are.
create view geolocation as
select zip_text(first_zip + word // 10000 % zips) as geolocation_zip_code_prefix,
    (lat * 10000 + scaled(120000, draw(place_word, 0)) - 60000)::integer * 0.000001
        as geolocation_lat,
    (lng * 10000 + scaled(120000, draw(place_word, 1)) - 60000)::integer * 0.000001
        as geolocation_lng,
    spelled(city, number % 2 = 0) as geolocation_city, state as geolocation_state
from (
    select number, first_word(digest('point', number)) as word,
        second_word(digest('point', number)) as place_word,
        number * 10000 // least(getvariable('orders'), 20000) as address_draw
    from range(least(getvariable('orders'), 20000)) as numbers (number)
) join address using (address_draw)
order by number;

create view category_translation as
select category as product_category_name, english as product_category_name_english
from category where english is not null order by category_number;
