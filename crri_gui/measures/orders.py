"""Measures over the selected orders: revenue, customers, growth, delivery, reviews."""

from __future__ import annotations

from crri_gui.measures.measure import CURRENCY, Measure
from crri_gui.measures.usual import usual_months, usual_months_sql

_NO_ORDER = "no order is selected"

# Who ordered once has one row: only customers who came back need telling apart. The CASE
# within the count is several times faster than a FILTER behind it.
_CUSTOMERS = (
    "count(CASE WHEN is_repeat_customer = 0 THEN 1 END)"
    " + count(DISTINCT CASE WHEN is_repeat_customer = 1 THEN customer_unique_id END)"
)
_REPEATERS = "count(DISTINCT CASE WHEN is_repeat_customer = 1 THEN customer_unique_id END)"
# One who ordered once is new in that order; of the others, one whose first month is selected.
_NEW = """
    count(CASE WHEN is_repeat_customer = 0 THEN 1 END) + (
        SELECT count(DISTINCT s.customer_unique_id)
        FROM selected AS s
        INNER JOIN customer_orders AS c ON s.customer_unique_id = c.customer_unique_id
        WHERE
            s.is_repeat_customer = 1
            AND c.orders >= 2
            AND s.order_month = strftime(c.first_at, '%Y-%m')
    )"""
_REVENUE = "cast(sum(order_value) AS double)"
_BEFORE = """(
        SELECT CASE WHEN sum(order_value) > 0 THEN cast(sum(order_value) AS double) END
        FROM any_month
        WHERE order_month = (
            SELECT strftime(cast(max(order_month) || '-01' AS date) - INTERVAL 1 MONTH, '%Y-%m')
            FROM selected
        )
    )"""
_LATEST = """(
        SELECT cast(sum(order_value) AS double)
        FROM selected
        WHERE order_month = (SELECT max(order_month) FROM selected)
    )"""
_WITHIN_MONTHS = """max((
        SELECT cast(count(CASE WHEN orders >= 2 THEN 1 END) AS double) / nullif(count(*), 0)
        FROM (
            SELECT n.customer_unique_id, count(*) AS orders
            FROM (
                SELECT s.customer_unique_id, min(s.order_month) AS first_month
                FROM selected AS s
                INNER JOIN (
                    SELECT customer_unique_id, min(order_month) AS first_month
                    FROM master_orders
                    GROUP BY customer_unique_id
                ) AS f ON s.customer_unique_id = f.customer_unique_id
                WHERE
                    s.order_month = f.first_month
                    AND s.order_month <= (
                        SELECT strftime(
                            cast(max(order_month) || '-01' AS date) - INTERVAL 4 MONTH, '%Y-%m'
                        )
                        FROM monthly_revenue
                    )
                GROUP BY s.customer_unique_id
            ) AS n
            INNER JOIN master_orders AS o ON n.customer_unique_id = o.customer_unique_id
            WHERE o.order_month <= strftime(
                cast(n.first_month || '-01' AS date) + INTERVAL 3 MONTH, '%Y-%m'
            )
            GROUP BY n.customer_unique_id
        ) AS counts
    ))"""


ORDER_MEASURES: tuple[Measure, ...] = (
    Measure(
        "Total Revenue",
        "Executive",
        "Sum of order_value over the selected orders.",
        CURRENCY,
        "money",
        _NO_ORDER,
        "master_orders",
        "SUM ( master_orders[order_value] )",
        "sum(order_value)",
    ),
    Measure(
        "Total Orders",
        "Executive",
        "Number of selected orders.",
        "orders",
        "integer",
        _NO_ORDER,
        "master_orders",
        "DISTINCTCOUNT ( master_orders[order_id] )",
        "nullif(count(*), 0)",  # order_id is the key: one row per order
    ),
    Measure(
        "Active Customers",
        "Executive",
        "Distinct customers with a selected order; one who buys in three months counts once.",
        "customers",
        "integer",
        _NO_ORDER,
        "master_orders",
        "DISTINCTCOUNT ( master_orders[customer_unique_id] )",
        f"nullif({_CUSTOMERS}, 0)",
    ),
    Measure(
        "AOV",
        "Executive",
        "Average order value: Total Revenue / Total Orders.",
        "currency per order",
        "money",
        _NO_ORDER,
        "master_orders",
        "DIVIDE ( [Total Revenue], [Total Orders] )",
        f"{_REVENUE} / nullif(count(*), 0)",
    ),
    Measure(
        "Repeat Customers",
        "Retention",
        "Active customers who have two or more counted orders in the whole window, in whichever "
        "months.",
        "customers",
        "integer",
        _NO_ORDER,
        "master_orders",
        "IF (\n"
        "    NOT ( ISEMPTY ( master_orders ) ),\n"
        "    CALCULATE (\n"
        "        [Active Customers], KEEPFILTERS ( master_orders[is_repeat_customer] = 1 )\n"
        "    ) + 0\n"
        ")",
        f"CASE WHEN count(*) > 0 THEN {_REPEATERS} END",
    ),
    Measure(
        "Repeat Rate",
        "Retention",
        "Share of the active customers who have two or more counted orders: Repeat Customers / "
        "Active Customers. It looks ahead, so late months have had less time: compare months by "
        "the rate within a fixed time.",
        "share of customers",
        "percent",
        _NO_ORDER,
        "master_orders",
        "DIVIDE ( [Repeat Customers], [Active Customers] )",
        f"cast({_REPEATERS} AS double) / nullif({_CUSTOMERS}, 0)",
    ),
    Measure(
        "Repeat Rate within 3 Months",
        "Retention",
        "Share of the customers whose first counted order is selected who ordered again in the "
        "same or the next three calendar months; only first months that were observed that long, "
        "the calendar's last month not counted. So every month is given the same time.",
        "share of customers",
        "percent",
        "no first month that was observed that long is selected",
        "master_orders",
        # Keys are YYYYMM: four months back from January to April is 92 less, three on from
        # October to December 91 more.
        "VAR LastKey =\n"
        "    CALCULATE ( MAX ( monthly_revenue[order_month_key] ), ALL ( monthly_revenue ) )\n"
        "VAR Newest = IF ( MOD ( LastKey, 100 ) > 4, LastKey - 4, LastKey - 92 )\n"
        "VAR Once =\n"
        "    CALCULATE (\n"
        "        [Active Customers],\n"
        "        KEEPFILTERS ( master_orders[is_repeat_customer] = 0 ),\n"
        "        KEEPFILTERS ( master_orders[order_month_key] <= Newest )\n"
        "    ) + 0\n"
        "VAR Repeating =\n"
        "    ADDCOLUMNS (\n"
        "        CALCULATETABLE (\n"
        "            VALUES ( master_orders[customer_unique_id] ),\n"
        "            KEEPFILTERS ( master_orders[is_repeat_customer] = 1 ),\n"
        "            KEEPFILTERS ( master_orders[order_month_key] <= Newest )\n"
        "        ),\n"
        '        "@here", CALCULATE ( MIN ( master_orders[order_month_key] ) ),\n'
        '        "@first",\n'
        "            CALCULATE (\n"
        "                MIN ( master_orders[order_month_key] ),\n"
        "                ALLEXCEPT ( master_orders, master_orders[customer_unique_id] )\n"
        "            )\n"
        "    )\n"
        "VAR Newcomers = FILTER ( Repeating, [@here] = [@first] )\n"
        "VAR Again =\n"
        "    FILTER (\n"
        "        Newcomers,\n"
        "        VAR Until = IF ( MOD ( [@first], 100 ) > 9, [@first] + 91, [@first] + 3 )\n"
        "        RETURN\n"
        "            CALCULATE (\n"
        "                COUNTROWS ( master_orders ),\n"
        "                ALLEXCEPT ( master_orders, master_orders[customer_unique_id] ),\n"
        "                master_orders[order_month_key] <= Until\n"
        "            ) >= 2\n"
        "    )\n"
        "RETURN\n"
        "    DIVIDE ( COUNTROWS ( Again ) + 0, Once + COUNTROWS ( Newcomers ) )",
        _WITHIN_MONTHS,
    ),
    Measure(
        "Usual Month",
        "Executive",
        "1 where the selected months have at least 5 % of the usual orders (the median month), "
        "else 0. Charts of rates by month leave the others out: a stray order would stretch the "
        "axis.",
        "1 or 0",
        "integer",
        "never",
        "master_orders",
        f"{usual_months('master_orders[order_month]')}RETURN\n    IF ( IsUsual, 1, 0 )",
        f"coalesce(max(CASE WHEN {usual_months_sql('selected')} THEN 1 ELSE 0 END), 1)",
    ),
    Measure(
        "New Customers",
        "Retention",
        "Active customers with a selected order in the month of their first counted order.",
        "customers",
        "integer",
        _NO_ORDER,
        "master_orders",
        "IF (\n"
        "    NOT ( ISEMPTY ( master_orders ) ),\n"
        "    COUNTROWS (\n"
        "        FILTER (\n"
        "            VALUES ( master_orders[customer_unique_id] ),\n"
        "            CALCULATE ( MIN ( master_orders[order_month_key] ) )\n"
        "                = CALCULATE (\n"
        "                    MIN ( master_orders[order_month_key] ),\n"
        "                    ALLEXCEPT ( master_orders, master_orders[customer_unique_id] )\n"
        "                )\n"
        "        )\n"
        "    ) + 0\n"
        ")",
        f"CASE WHEN count(*) > 0 THEN {_NEW} END",
    ),
    Measure(
        "Returning Customers",
        "Retention",
        "Active customers all of whose selected orders are later than their first month: Active "
        "Customers - New Customers.",
        "customers",
        "integer",
        _NO_ORDER,
        "master_orders",
        "[Active Customers] - [New Customers]",
        f"CASE WHEN count(*) > 0 THEN {_CUSTOMERS} - ({_NEW}) END",
    ),
    Measure(
        "MoM Growth %",
        "Executive",
        "Growth of Total Revenue from the calendar month before to the latest selected month.",
        "share of the month before",
        "percent",
        "no order is selected, or the revenue of the month before is not above 0",
        "master_orders",
        "VAR ThisKey = MAX ( master_orders[order_month_key] )\n"
        "VAR KeyBefore = IF ( MOD ( ThisKey, 100 ) = 1, ThisKey - 89, ThisKey - 1 )\n"
        "VAR Latest = CALCULATE ( [Total Revenue], master_orders[order_month_key] = ThisKey )\n"
        "VAR Before =\n"
        "    CALCULATE (\n"
        "        [Total Revenue],\n"
        # A month may be chosen in each of the three tables that have one.
        "        REMOVEFILTERS ( master_orders[order_month] ),\n"
        "        REMOVEFILTERS ( master_orders[order_month_key] ),\n"
        "        REMOVEFILTERS ( monthly_revenue[order_month] ),\n"
        "        REMOVEFILTERS ( monthly_revenue[order_month_key] ),\n"
        "        REMOVEFILTERS ( ops_metrics[order_month] ),\n"
        "        REMOVEFILTERS ( ops_metrics[order_month_key] ),\n"
        "        master_orders[order_month_key] = KeyBefore\n"
        "    )\n"
        "RETURN\n"
        "    IF ( Before > 0, DIVIDE ( Latest - Before, Before ) )",
        f"max(({_LATEST} - {_BEFORE}) / {_BEFORE})",
    ),
    Measure(
        "Revenue per Customer",
        "Executive",
        "Total Revenue / Active Customers.",
        "currency per customer",
        "money",
        _NO_ORDER,
        "master_orders",
        "DIVIDE ( [Total Revenue], [Active Customers] )",
        f"{_REVENUE} / nullif({_CUSTOMERS}, 0)",
    ),
    Measure(
        "Orders per Customer",
        "Executive",
        "Total Orders / Active Customers.",
        "orders per customer",
        "number",
        _NO_ORDER,
        "master_orders",
        "DIVIDE ( [Total Orders], [Active Customers] )",
        f"cast(count(*) AS double) / nullif({_CUSTOMERS}, 0)",
    ),
    Measure(
        "Revenue from Repeat Customers %",
        "Retention",
        "Share of Total Revenue that comes from customers with two or more counted orders.",
        "share of revenue",
        "percent",
        "the revenue of the selected orders is not above 0",
        "master_orders",
        "VAR Repeated =\n"
        "    CALCULATE ( [Total Revenue], KEEPFILTERS ( master_orders[is_repeat_customer] = 1 ) )\n"
        "RETURN\n    IF ( [Total Revenue] > 0, DIVIDE ( Repeated + 0, [Total Revenue] ) )",
        "CASE WHEN sum(order_value) > 0 THEN "
        "cast(coalesce(sum(CASE WHEN is_repeat_customer = 1 THEN order_value END), 0) AS double)"
        f" / {_REVENUE} END",
    ),
    Measure(
        "Avg Delivery Days",
        "Operations",
        "Mean of delivery_days over the selected orders that were delivered.",
        "days",
        "number",
        "no selected order was delivered",
        "master_orders",
        "AVERAGE ( master_orders[delivery_days] )",
        "cast(sum(delivery_days) AS double) / nullif(count(delivery_days), 0)",
    ),
    Measure(
        "Avg Review Score",
        "Operations",
        "Mean of review_score over the selected orders that were reviewed.",
        "score 1 to 5",
        "number",
        "no selected order was reviewed",
        "master_orders",
        "AVERAGE ( master_orders[review_score] )",
        "cast(sum(review_score) AS double) / nullif(count(review_score), 0)",
    ),
)
