"""Every measure in SQL over the published tables, written apart from its DAX."""

from __future__ import annotations

_FIRST = (
    "(SELECT customer_unique_id AS id, min(order_month) AS first FROM master_orders GROUP BY 1)"
)
_NEW = (
    "(SELECT count(*) FROM (SELECT customer_unique_id AS id, min(order_month) AS seen FROM {o} "
    f"GROUP BY 1) JOIN {_FIRST} USING (id) WHERE seen = first)"
)
_ACTIVE = "count(DISTINCT customer_unique_id)"
_REPEATERS = (
    "count(DISTINCT customer_unique_id) FILTER (customer_unique_id IN (SELECT customer_unique_id "
    "FROM master_orders GROUP BY 1 HAVING count(*) > 1))"
)
_MONEY = "sum(order_value)::DOUBLE"
_DAY = "strptime({} || '-01', '%Y-%m-%d')"
# The upper one of the middle two, as a list from 1: of four the third.
_MIDDLE = "(SELECT list_sort(list({0}))[count(*) // 2 + 1] FROM {1})"


def _usual(rows: str) -> str:
    """Whether the months of the rows have at least 5 % of the usual orders, or none."""
    size = (
        "(SELECT coalesce(sum(orders), 0) FROM monthly_revenue "
        f"WHERE order_month IN (FROM {rows} SELECT order_month))"
    )
    middle = _MIDDLE.format("orders", "monthly_revenue WHERE orders > 0")
    return f"({size} = 0 OR {size} >= 0.05 * {middle})"


_USUAL_COHORT = _MIDDLE.format("cohort_size", "cohort_retention WHERE cohort_month = order_month")

STRAY = (
    "SELECT order_month FROM monthly_revenue WHERE orders > 0 AND orders < 0.05 * "
    + _MIDDLE.format("orders", "monthly_revenue WHERE orders > 0")
)


def _returned(rows: str) -> str:
    """Who came back of these cohort months: without stray ones, where there are others."""
    return f"""(
        SELECT coalesce(
                sum(a) FILTER (usual_one) / sum(s) FILTER (usual_one), sum(a) / nullif(sum(s), 0)
            ) AS rate, max(s) AS size
        FROM (
            SELECT active_customers::DOUBLE AS a, cohort_size AS s,
                cohort_month = order_month OR order_month NOT IN ({STRAY}) AS usual_one
            FROM {rows}))"""


# All complete cohorts but a first one that holds older customers, month by month, added up.
_STEPS = """
    WITH firsts AS (
        SELECT cohort_month AS c, cohort_size AS s, rank() OVER (ORDER BY cohort_month) AS k
        FROM cohort_ltv WHERE complete = 1 AND months_since_first = 0
    ),
    gone AS (
        SELECT c FROM firsts WHERE k = 1 AND s >= 2 * (
            SELECT CASE WHEN count(*) = 5 THEN median(s) END FROM firsts WHERE k BETWEEN 2 AND 6)
    ),
    steps AS (
        SELECT months_since_first AS month, sum(revenue)::DOUBLE / sum(cohort_size) AS value
        FROM cohort_ltv WHERE complete = 1 AND cohort_month NOT IN (FROM gone) GROUP BY 1
    )
    SELECT CASE WHEN max(month) >= {until} THEN
        {factor} * sum(value) FILTER (month <= {until}) END
    FROM steps"""


_PAID_BACK = (
    _STEPS.rpartition("SELECT CASE WHEN max")[0]
    + """SELECT min(month) FROM (
        SELECT month, sum(value) OVER (ORDER BY month) AS brought FROM steps
    ) WHERE 0.3 * brought >= 25"""
)


def _value_by(until: str, factor: str = "1") -> str:
    return _STEPS.replace("{until}", until).replace("{factor}", factor)


_NEWS = (
    "customer_details WHERE customer_key IN (FROM {d} SELECT customer_key WHERE is_first_order = 1)"
)
_PLACES = "list_position(['Low Value', 'Mid Value', 'High Value'], {})"
_FROM, _TO = _PLACES.format("from_segment"), _PLACES.format("to_segment")

SQL: dict[str, str] = {
    "Value per Customer in month 0": _value_by("0"),
    "Value per Customer by month 6": _value_by("6"),
    "Value per Customer by month 12": _value_by("12"),
    "Margin per Customer by month 12": _value_by("12", "0.3"),
    "Payback Month": _PAID_BACK,
    "Value per Customer": _value_by("(SELECT max(months_since_first) FROM {l})"),
    "Cohort Value per Customer": (
        "SELECT if(count(*) = 1, sum(cumulative_revenue)::DOUBLE / sum(cohort_size), NULL) FROM {l}"
    ),
    "Revenue of the Top 10 %": (
        "SELECT CASE WHEN sum(monetary) > 0 THEN list_sum(list_slice(list_reverse_sort("
        "list(monetary)), 1, ceil(count(*) / 10)::INTEGER))::DOUBLE / sum(monetary)::DOUBLE END "
        "FROM {r}"
    ),
    "Unchanged Segment %": (
        "SELECT coalesce(sum(customers) FILTER (from_segment = to_segment), 0) "
        "/ nullif(sum(customers) FILTER (from_segment <> '(new)'), 0) FROM {m}"
    ),
    "Customers Moved Up": (
        "SELECT if(count(*) > 0, coalesce(sum(customers) FILTER "
        f"(from_segment <> '(new)' AND {_FROM} < {_TO}), 0), NULL) FROM {{m}}"
    ),
    "Customers Moved Down": (
        "SELECT if(count(*) > 0, coalesce(sum(customers) FILTER "
        f"(from_segment <> '(new)' AND {_FROM} > {_TO}), 0), NULL) FROM {{m}}"
    ),
    "Customers by Move": "SELECT sum(customers) FROM {m}",
    "Worth by Move": "SELECT sum(monetary) FROM {m}",
    "First-Time Buyers": (
        "SELECT if(count(*) > 0, count(DISTINCT customer_key) FILTER (is_first_order = 1), NULL) "
        "FROM {d}"
    ),
    "Returning Buyers": (
        "SELECT if(count(*) > 0, count(DISTINCT customer_key) FILTER (customer_key NOT IN "
        "(FROM {d} SELECT customer_key WHERE is_first_order = 1)), NULL) FROM {d}"
    ),
    "Buyers Observed for 90 Days": (
        f"SELECT nullif(count(*), 0) FROM {_NEWS} AND days_observed >= 90"
    ),
    "Repeat Rate within 90 Days": (
        "SELECT avg((coalesce(days_to_second_order, 91) <= 90)::INTEGER) "
        f"FROM {_NEWS} AND days_observed >= 90"
    ),
    "Late Orders": "SELECT sum(is_late) FROM {d}",
    "Judged Orders": "SELECT nullif(count(*), 0) FROM {d} WHERE is_late IS NOT NULL",
    "Late Order Rate": "SELECT avg(is_late) FROM {d}",
    "Later Orders": "SELECT nullif(count(*), 0) FROM {d} WHERE is_first_order = 0",
    "Revenue from Later Orders %": (
        "SELECT CASE WHEN sum(order_value) > 0 THEN coalesce(sum(order_value) FILTER "
        "(is_first_order = 0), 0)::DOUBLE / sum(order_value)::DOUBLE END "
        "FROM {d} JOIN master_orders USING (order_id)"
    ),
    "Begun Days between Orders": "SELECT avg(days_since_previous_order) FROM {d}",
    "New Revenue": "SELECT sum(new_revenue) FROM {n}",
    "Returning Revenue": "SELECT sum(returning_revenue) FROM {n}",
    "Returning Revenue %": (
        "SELECT CASE WHEN sum(new_revenue + returning_revenue) > 0 THEN "
        "sum(returning_revenue)::DOUBLE / sum(new_revenue + returning_revenue)::DOUBLE END FROM {n}"
    ),
    "New Customers of the Month": "SELECT sum(new_customers) FROM {n}",
    "Returning Customers of the Month": "SELECT sum(returning_customers) FROM {n}",
    "New Orders": "SELECT sum(new_orders) FROM {n}",
    "Returning Orders": "SELECT sum(returning_orders) FROM {n}",
    "Scored Customers": "SELECT nullif(count(*), 0) FROM {p}",
    "Mean Repeat Probability": "SELECT avg(probability) FROM {p}",
    "Expected Purchases": "SELECT sum(expected_purchases) FROM {v}",
    "Expected Revenue": "SELECT sum(expected_revenue) FROM {v}",
    "Total Revenue": "SELECT sum(order_value) FROM {o}",
    "Total Orders": "SELECT nullif(count(DISTINCT order_id), 0) FROM {o}",
    "Active Customers": f"SELECT nullif({_ACTIVE}, 0) FROM {{o}}",
    "AOV": f"SELECT {_MONEY} / nullif(count(*), 0) FROM {{o}}",
    "Repeat Customers": f"SELECT if(count(*) > 0, {_REPEATERS}, NULL) FROM {{o}}",
    "Repeat Rate": f"SELECT {_REPEATERS} / nullif({_ACTIVE}, 0) FROM {{o}}",
    "New Customers": f"SELECT if(count(*) > 0, {_NEW}, NULL) FROM {{o}}",
    "Returning Customers": f"SELECT if(count(*) > 0, {_ACTIVE} - {_NEW}, NULL) FROM {{o}}",
    "MoM Growth %": """
        WITH latest AS (SELECT max(order_month) AS m FROM {o}),
        before AS (
            SELECT strftime(strptime(m || '-01', '%Y-%m-%d') - INTERVAL 1 MONTH, '%Y-%m') AS b, m
            FROM latest
        ),
        a AS (SELECT sum(order_value)::DOUBLE AS v FROM {o} AS o, before
              WHERE o.order_month = before.m),
        z AS (SELECT sum(order_value)::DOUBLE AS v FROM {others} AS o, before
              WHERE o.order_month = before.b)
        SELECT CASE WHEN z.v > 0 THEN (a.v - z.v) / z.v END FROM a, z""",
    "Revenue per Customer": f"SELECT {_MONEY} / nullif({_ACTIVE}, 0) FROM {{o}}",
    "Orders per Customer": f"SELECT count(*) / nullif({_ACTIVE}, 0) FROM {{o}}",
    "Revenue from Repeat Customers %": (
        "SELECT CASE WHEN sum(order_value) > 0 THEN coalesce(sum(order_value) FILTER "
        f"(is_repeat_customer = 1), 0)::DOUBLE / {_MONEY} END FROM {{o}}"
    ),
    "Avg Delivery Days": "SELECT avg(delivery_days) FROM {o}",
    "Avg Review Score": "SELECT avg(review_score) FROM {o}",
    # Known of a month; of several only where all are alike.
    "Late Delivery Rate": (
        "SELECT CASE WHEN min(late_delivery_rate) = max(late_delivery_rate) "
        "THEN max(late_delivery_rate) END FROM ops_metrics WHERE {months}"
    ),
    "Usual Month": f"SELECT {_usual('{o}')}::INTEGER",
    "Repeat Rate within 3 Months": f"""
        WITH news AS (
            SELECT DISTINCT customer_unique_id AS id, first FROM {{o}} AS o
            JOIN {_FIRST} AS f ON f.id = customer_unique_id AND first = order_month
            WHERE date_diff('month', {_DAY.format("first")}, (
                SELECT max({_DAY.format("order_month")}) FROM monthly_revenue)) > 3
        )
        SELECT avg((
            SELECT (count(*) > 1)::INTEGER FROM master_orders AS m WHERE m.customer_unique_id = id
            AND date_diff('month', {_DAY.format("first")}, {_DAY.format("order_month")}) <= 3
        )) FROM news""",
    "Retention Rate": "SELECT rate FROM " + _returned("{c}"),
    "Avg Retention Rate": "SELECT avg(retention_rate) FROM {c}",
    "Later Retention Rate": (
        "SELECT rate FROM " + _returned("{c} WHERE cohort_month <> order_month")
    ),
    "Retention Shade": (
        "SELECT CASE WHEN size < 0.05 * "
        + _USUAL_COHORT
        + f" OR NOT {_usual('{c}')}"
        + " THEN NULL WHEN rate > 6 * usual THEN 6 * usual ELSE rate END FROM "
        + _returned("{c} WHERE cohort_month <> order_month")
        + ", (SELECT rate AS usual FROM "
        + _returned("cohort_retention WHERE cohort_month <> order_month")
        + ")"
    ),
    "Cohort Size": "SELECT sum(s) FROM (SELECT DISTINCT cohort_month, cohort_size AS s FROM {c})",
    "Customers": "SELECT nullif(count(*), 0) FROM {r}",
    "Segment Revenue": "SELECT sum(monetary) FROM {r}",
    "Segment Orders": "SELECT sum(frequency) FROM {r}",
    "Revenue per Segment Customer": "SELECT sum(monetary)::DOUBLE / nullif(count(*), 0) FROM {r}",
    "Segment Share of Revenue": (
        "SELECT sum(monetary)::DOUBLE / (SELECT CASE WHEN sum(monetary) > 0 THEN "
        "sum(monetary)::DOUBLE END FROM rfm_customers) FROM {r}"
    ),
    "High Value Customer %": (
        "SELECT count(*) FILTER (segment = 'High Value') / nullif(count(*), 0) FROM {r}"
    ),
}
