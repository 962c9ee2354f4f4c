-- The sample shop as the software of a shop would know it: `sale` has a row for each order and
-- `sale_item` one for each of its lines, from the tables of shop.sql. What those lack is drawn
-- here: persons, guests, discounts, tax, and orders that are open, given back or void.
--
-- Discount and tax are whole cents on each piece, so that a list of unit prices says the same as
-- one of totals. `class` is what the layouts' words are put into; `failed` tells a payment that
-- never came from an order that was cancelled.

create macro when_true(condition, value) as if(condition, value, null);
create macro per_cent(cents, rate) as (cents * rate + 50) // 100;
-- The shop's clock is that of Brasília, two hours behind UTC in the summers of these years.
create macro behind_utc(clock) as if(
    clock >= timestamp '2016-10-16' and clock < timestamp '2017-02-19'
    or clock >= timestamp '2017-10-15' and clock < timestamp '2018-02-18', 2, 3);
create macro with_comma(amount) as replace(amount::varchar, '.', ',');
create macro day_month_year(clock) as strftime(clock, '%d/%m/%Y');
create macro month_day_year(clock) as strftime(clock, '%m/%d/%y');
create macro with_offset(clock) as concat(
    strftime(clock, '%Y-%m-%d %H:%M:%S'), ' -0', behind_utc(clock), '00');

create table person as
select customer_slot, 70001 + customer_slot as customer, first_name, last_name,
    concat(first_name, ' ', last_name) as name,
    concat('+55119', lpad((10000000 + customer_slot)::varchar, 8, '0')) as phone_of,
    concat(strip_accents(first_name), '.', strip_accents(last_name), customer_slot, '@example.com')
        as email_of,
    -- A few left a telephone number alone.
    draw(word, 0) < 30000 as phone_only
from (
    select customer_slot, first_word(digest('person', customer_slot)) as word,
        pick(['Ana', 'Bruno', 'Carla', 'Davi', 'Elisa', 'Fábio', 'Gabriela', 'Heitor', 'Íris',
            'João', 'Laura', 'Murilo', 'Nina', 'Otávio', 'Paula', 'Raul', 'Sônia', 'Tiago',
            'Vera', 'Yuri'], word >> 7) as first_name,
        pick(['Alves', 'Barros', 'Campos', 'Dantas', 'Esteves', 'Farias', 'Gouveia', 'Horta',
            'Ipanema', 'Jardim', 'Leal', 'Moura', 'Neves', 'Osório', 'Prado', 'Queiroz', 'Rosa',
            'Sá', 'Torres', 'Viana'], word >> 21) as last_name
    from (select distinct customer_slot from purchase)
);

create table priced as
with drawn as (
    select *, first_word(digest('sale', slot)) as word, second_word(digest('sale', slot))
        as more_word
    from purchase
), decided as (
    select *, case when status in ('canceled', 'unavailable') or draw(word, 0) < 30000 then 'void'
            when draw(word, 0) < 60000 then 'open' when draw(word, 0) < 85000 then 'returned'
            else 'sale' end as class,
        draw(more_word, 2) < 300000 as failed, draw(word, 1) < 45000 as is_guest,
        if(draw(word, 2) < 120000, 10, 0) as discount_rate,
        greatest(first_items, 1) as first_pieces
    from drawn
)
select *, per_cent(first_price, discount_rate) as first_off,
    per_cent(other_price, discount_rate) as other_off
from decided;

create table sale_item as
with line as (
    select slot, 1 as line, first_product as product_number, first_pieces as quantity,
        first_price as list_cents, first_off as off_cents, first_freight as freight_cents
    from priced
    union all
    select slot, 2, other_product, other_items, other_price, other_off, other_freight
    from priced where other_items > 0
)
select 1001 + slot as number, line, count(*) over (partition by slot) as lines,
    product_number,
    concat('P', lpad(product_number::varchar, 6, '0')) as sku,
    concat(upper(left(coalesce(english, 'various'), 1)),
        replace(substr(coalesce(english, 'various'), 2), '_', ' '), ', no. ', product_number)
        as title,
    quantity,
    money(list_cents) as list_price, money(list_cents - off_cents) as price,
    money(per_cent(list_cents - off_cents, 8)) as tax_each,
    money(quantity * list_cents) as gross, money(quantity * off_cents) as discount,
    money(quantity * (list_cents - off_cents)) as goods,
    money(quantity * per_cent(list_cents - off_cents, 8)) as tax,
    money(quantity * freight_cents) as shipping
from line
join product using (product_number)
left join category on product.category is not distinct from category.category
order by number, line;

create table sale as
with summed as (
    select number, sum(gross)::decimal(18, 2) as gross,
        sum(discount)::decimal(18, 2) as discount, sum(goods)::decimal(18, 2) as goods,
        sum(tax)::decimal(18, 2) as tax, sum(shipping)::decimal(18, 2) as shipping,
        sum(quantity)::bigint as pieces
    from sale_item group by number
)
select number, slot, class, failed, is_guest, moment(purchased) as placed,
    moment(purchased + 3600 * behind_utc(moment(purchased))) as placed_utc,
    moment(purchased + 86400 * (2 + second_word(digest('sale', slot)) % 20)) as returned_at,
    if(is_guest, null, customer) as customer, name, first_name, last_name,
    -- Written once as it is, once in small letters: it is one address.
    if(is_guest or phone_only, null, if(word % 3 = 0, lower(email_of), email_of)) as email,
    if(is_guest, null, phone_of) as phone, state,
    gross, discount, goods, tax, shipping, goods + tax + shipping as total, pieces,
    case when class = 'returned' then goods + tax + shipping
        when class = 'sale' and draw(more_word, 0) < 50000
            then money(first_price - first_off) else 0 end::decimal(18, 2) as refunded,
    ['Credit card', 'PayPal', 'Pix'][1 + more_word % 3] as paid_by,
    ['Visa', 'Mastercard', 'American Express'][1 + more_word % 3] as card
from priced
join person using (customer_slot)
join address using (address_draw)
join summed on 1001 + slot = number
order by number;
