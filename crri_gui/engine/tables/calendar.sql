-- calendar: one row per day of the whole years of the months of monthly_revenue, since Power BI asks
-- that of a date table.

-- A year before and one after are there for the weeks at the ends: a week belongs to the year of
-- its Thursday (ISO 8601).
CREATE TABLE calendar_days AS
SELECT
    day_start,
    cast(floor(epoch(day_start) / 86400) AS bigint) AS day_number,
    strftime(day_start, '%Y') AS year
FROM (
    SELECT
        unnest(
            generate_series(
                cast(concat(first_year - 1, '-01-01') AS timestamp),
                cast(concat(last_year + 1, '-12-31') AS timestamp),
                INTERVAL 1 DAY
            )
        ) AS day_start
    FROM (
        SELECT
            cast(strftime(cast(min(order_month) || '-01' AS timestamp), '%Y') AS integer)
                AS first_year,
            cast(strftime(cast(max(order_month) || '-01' AS timestamp), '%Y') AS integer)
                AS last_year
        FROM month_calendar
        HAVING count(*) > 0
    ) AS span
) AS days;

-- Day 0 is 1970-01-01, a Thursday.
CREATE TABLE calendar AS
SELECT
    strftime(d.day_start, '%Y-%m-%d') AS "date",
    strftime(d.day_start, '%Y-%m') AS "month",
    cast(strftime(d.day_start, '%Y%m%d') AS integer) AS date_key,
    cast(d.year AS integer) AS "year",
    cast(floor((cast(strftime(d.day_start, '%m') AS integer) + 2) / 3) AS integer) AS "quarter",
    concat(
        t.year,
        '-W',
        lpad(
            cast(cast(floor((t.day_number - y.day_number) / 7) AS integer) + 1 AS varchar), 2, '0'
        )
    ) AS "week",
    CASE WHEN m.order_month IS NOT NULL AND f.flag IS NULL THEN 1 ELSE 0 END AS is_complete,
    CASE WHEN f.flag = 'thin' THEN 1 ELSE 0 END AS is_stray
FROM calendar_days AS d
INNER JOIN calendar_days AS t ON d.day_number - (d.day_number + 3) % 7 + 3 = t.day_number
INNER JOIN (
    SELECT
        year,
        min(day_number) AS day_number
    FROM calendar_days
    GROUP BY year
) AS y ON t.year = y.year
INNER JOIN (
    SELECT
        strftime(cast(min(order_month) || '-01' AS timestamp), '%Y') AS first_year,
        strftime(cast(max(order_month) || '-01' AS timestamp), '%Y') AS last_year
    FROM month_calendar
) AS e ON d.year BETWEEN e.first_year AND e.last_year
LEFT JOIN month_calendar AS m ON strftime(d.day_start, '%Y-%m') = m.order_month
LEFT JOIN month_flags AS f ON strftime(d.day_start, '%Y-%m') = f.order_month;
