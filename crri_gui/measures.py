"""The measures of the dashboards: what each one means, once, in words, in DAX and in SQL.

The window asks the SQL, the Power BI project is given the DAX, help and descriptions take the
words. Both languages answer the same under the same filters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MeasureFormat = Literal["money", "integer", "percent", "number"]
FilterColumn = Literal["order_month", "payment_type", "customer_state"]


@dataclass(frozen=True)
class Measure:
    """One number of the dashboards.

    `format` says how it is written ("percent" is a share, 0 to 1), `blank` when there is no
    number, `source` over which output table it is. `sql` is an aggregate expression over
    `selected`, the rows of `RELATIONS[source]` that the filters leave; `any_month` are the
    same rows without the filter of months. An expression that asks either of them again is
    of all selected rows; the others can be grouped too.
    """

    name: str
    folder: str
    meaning: str
    unit: str
    format: MeasureFormat
    blank: str
    source: str
    dax: str
    sql: str


RELATIONS: dict[str, str] = {
    "master_orders": "SELECT * FROM master_orders",
    "cohort_retention": "SELECT * FROM cohort_retention",
    "rfm_customers": "SELECT * FROM rfm_customers",
    "ops_metrics": """
        SELECT m.*, coalesce(d.delivered, 0) AS delivered
        FROM ops_metrics AS m
        LEFT JOIN (
            SELECT order_month, count(delivery_days) AS delivered FROM master_orders GROUP BY ALL
        ) AS d ON m.order_month = d.order_month""",
}
"""The rows a measure is over, by its source."""
FILTERED_BY: dict[str, tuple[FilterColumn, ...]] = {
    "master_orders": ("order_month", "payment_type", "customer_state"),
    "ops_metrics": ("order_month",),
    "cohort_retention": (),
    "rfm_customers": (),
}
"""The filters that reach a source, as the relationships of the Power BI model carry them.

Cohorts and customers are of all orders: no filter of orders changes who they are.
"""

_CURRENCY = "currency of the raw data"
_NO_ORDER = "no order is selected"
_NO_CUSTOMER = "no customer is selected"

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
        SELECT nullif(cast(sum(order_value) AS double), 0)
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

MEASURES: tuple[Measure, ...] = (
    Measure(
        "Total Revenue",
        "Executive",
        "Sum of order_value over the selected orders.",
        _CURRENCY,
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
        "nullif(count(*), 0)",  # order_id is the key: one row an order
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
        "    NOT ISEMPTY ( master_orders ),\n"
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
        "Active Customers.",
        "share of customers",
        "percent",
        _NO_ORDER,
        "master_orders",
        "DIVIDE ( [Repeat Customers], [Active Customers] )",
        f"cast({_REPEATERS} AS double) / nullif({_CUSTOMERS}, 0)",
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
        "    NOT ISEMPTY ( master_orders ),\n"
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
        "no order is selected, or the month before has no revenue",
        "master_orders",
        "VAR ThisKey = MAX ( master_orders[order_month_key] )\n"
        "VAR KeyBefore = IF ( MOD ( ThisKey, 100 ) = 1, ThisKey - 89, ThisKey - 1 )\n"
        "VAR Latest = CALCULATE ( [Total Revenue], master_orders[order_month_key] = ThisKey )\n"
        "VAR Before =\n"
        "    CALCULATE (\n"
        "        [Total Revenue],\n"
        "        REMOVEFILTERS ( master_orders[order_month], master_orders[order_month_key] ),\n"
        "        master_orders[order_month_key] = KeyBefore\n"
        "    )\n"
        "RETURN\n"
        "    DIVIDE ( Latest - Before, Before )",
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
        "the selected orders bring no revenue",
        "master_orders",
        "VAR Repeated =\n"
        "    CALCULATE ( [Total Revenue], KEEPFILTERS ( master_orders[is_repeat_customer] = 1 ) )\n"
        "RETURN\n    DIVIDE ( Repeated + 0, [Total Revenue] )",
        "cast(coalesce(sum(CASE WHEN is_repeat_customer = 1 THEN order_value END), 0) AS double)"
        f" / nullif({_REVENUE}, 0)",
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
    Measure(
        "Late Delivery Rate",
        "Operations",
        "late_delivery_rate of the selected months, each weighted by its delivered orders.",
        "share of orders",
        "percent",
        "no month with a late rate is selected",
        "ops_metrics",
        "VAR Months =\n"
        "    CALCULATETABLE (\n"
        "        FILTER ( ops_metrics, NOT ISBLANK ( ops_metrics[late_delivery_rate] ) ),\n"
        "        TREATAS ( VALUES ( master_orders[order_month] ), ops_metrics[order_month] )\n"
        "    )\n"
        "VAR Weighted =\n"
        '    ADDCOLUMNS ( Months, "@n", CALCULATE ( COUNT ( master_orders[delivery_days] ) ) )\n'
        "RETURN\n"
        "    DIVIDE (\n"
        "        SUMX ( Weighted, ops_metrics[late_delivery_rate] * [@n] ),\n"
        "        SUMX ( Weighted, [@n] )\n"
        "    )",
        "sum(late_delivery_rate * delivered)"
        " / nullif(sum(CASE WHEN late_delivery_rate IS NOT NULL THEN delivered END), 0)",
    ),
    Measure(
        "Retention Rate",
        "Retention",
        "Customers active in the selected cohort months / customers of those cohorts: each "
        "cohort counts by its size.",
        "share of customers",
        "percent",
        "no observed cohort month is selected",
        "cohort_retention",
        "DIVIDE ( SUM ( cohort_retention[active_customers] ),"
        " SUM ( cohort_retention[cohort_size] ) )",
        "cast(sum(active_customers) AS double) / nullif(sum(cohort_size), 0)",
    ),
    Measure(
        "Avg Retention Rate",
        "Retention",
        "Mean of retention_rate over the selected cohort months: each cohort counts the same.",
        "share of customers",
        "percent",
        "no observed cohort month is selected",
        "cohort_retention",
        "AVERAGE ( cohort_retention[retention_rate] )",
        "avg(retention_rate)",
    ),
    Measure(
        "Later Retention Rate",
        "Retention",
        "Mean of retention_rate over the selected cohort months after each cohort's first, in "
        "which it is always 100 %.",
        "share of customers",
        "percent",
        "no observed month after a cohort's first is selected",
        "cohort_retention",
        "CALCULATE (\n"
        "    [Avg Retention Rate],\n"
        "    FILTER (\n"
        "        cohort_retention,\n"
        "        cohort_retention[order_month] <> cohort_retention[cohort_month]\n"
        "    )\n"
        ")",
        "avg(CASE WHEN order_month <> cohort_month THEN retention_rate END)",
    ),
    Measure(
        "Cohort Size",
        "Retention",
        "Customers of the selected cohorts, each cohort once.",
        "customers",
        "integer",
        "no cohort is selected",
        "cohort_retention",
        "SUMX (\n"
        "    VALUES ( cohort_retention[cohort_month] ),\n"
        "    CALCULATE ( MAX ( cohort_retention[cohort_size] ) )\n"
        ")",
        "max((SELECT sum(size) FROM (SELECT max(cohort_size) AS size FROM selected "
        "GROUP BY cohort_month)))",
    ),
    Measure(
        "Customers",
        "Segmentation",
        "Customers of the selected segments.",
        "customers",
        "integer",
        _NO_CUSTOMER,
        "rfm_customers",
        "COUNTROWS ( rfm_customers )",
        "nullif(count(*), 0)",
    ),
    Measure(
        "Segment Revenue",
        "Segmentation",
        "Sum of monetary over the customers of the selected segments.",
        _CURRENCY,
        "money",
        _NO_CUSTOMER,
        "rfm_customers",
        "SUM ( rfm_customers[monetary] )",
        "sum(monetary)",
    ),
    Measure(
        "Segment Orders",
        "Segmentation",
        "Sum of frequency over the customers of the selected segments.",
        "orders",
        "integer",
        _NO_CUSTOMER,
        "rfm_customers",
        "SUM ( rfm_customers[frequency] )",
        "cast(sum(frequency) AS bigint)",
    ),
    Measure(
        "Revenue per Segment Customer",
        "Segmentation",
        "Segment Revenue / Customers.",
        "currency per customer",
        "money",
        _NO_CUSTOMER,
        "rfm_customers",
        "DIVIDE ( [Segment Revenue], [Customers] )",
        "cast(sum(monetary) AS double) / nullif(count(*), 0)",
    ),
    Measure(
        "Segment Share of Revenue",
        "Segmentation",
        "Segment Revenue / the revenue of all customers.",
        "share of revenue",
        "percent",
        "no customer is selected, or there is no revenue",
        "rfm_customers",
        "DIVIDE ( [Segment Revenue], CALCULATE ( [Segment Revenue], ALL ( rfm_customers ) ) )",
        "cast(sum(monetary) AS double)"
        " / (SELECT nullif(cast(sum(monetary) AS double), 0) FROM rfm_customers)",
    ),
    Measure(
        "High Value Customer %",
        "Segmentation",
        "Share of the customers whose segment is High Value.",
        "share of customers",
        "percent",
        _NO_CUSTOMER,
        "rfm_customers",
        "DIVIDE (\n"
        "    CALCULATE (\n"
        '        [Customers], KEEPFILTERS ( rfm_customers[segment] = "High Value" )\n'
        "    ) + 0,\n"
        "    [Customers]\n"
        ")",
        "cast(count(CASE WHEN segment = 'High Value' THEN 1 END) AS double) / nullif(count(*), 0)",
    ),
)

BY_NAME: dict[str, Measure] = {measure.name: measure for measure in MEASURES}
