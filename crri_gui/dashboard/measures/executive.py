"""Measures of the page Executive Overview: revenue, orders, customers, growth."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import (
    CUSTOMERS,
    ORDERS,
    ORDERS_OF_CUSTOMERS,
    REVENUE,
    REVENUE_OF_CUSTOMERS,
    MadeOf,
    Part,
    ratio,
    total,
)
from crri_gui.dashboard.measures.measure import CURRENCY, Measure, lines
from crri_gui.dashboard.measures.orders import ACTIVE_CUSTOMERS, NO_ORDER, REVENUE_SQL
from crri_gui.dashboard.measures.usual import usual_months, usual_months_sql

_MONTH_BEFORE = """(
        SELECT strftime(cast(max(order_month) || '-01' AS date) - INTERVAL 1 MONTH, '%Y-%m')
        FROM selected
    )"""
_BEFORE = f"""(
    SELECT CASE WHEN sum(order_value) > 0 THEN cast(sum(order_value) AS double) END
    FROM any_month
    WHERE order_month = {_MONTH_BEFORE}
)"""
_LATEST = """(
    SELECT cast(sum(order_value) AS double)
    FROM selected
    WHERE order_month = (SELECT max(order_month) FROM selected)
)"""
_IN_MONTHS = Part(
    "Orders of the months",
    "orders",
    """
    SELECT order_id, 1 AS amount
    FROM master_orders
    WHERE order_month IN (SELECT order_month FROM selected)
    """,
)
_OF_LATEST = Part(
    "Order values of the latest month",
    "orders",
    """
    SELECT order_id, order_value AS amount
    FROM selected
    WHERE order_month = (SELECT max(order_month) FROM selected)
    """,
)
_OF_BEFORE = Part(
    "Order values of the month before",
    "orders",
    f"SELECT order_id, order_value AS amount FROM any_month WHERE order_month = {_MONTH_BEFORE}",
)

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="Total Revenue",
        folder="Executive",
        meaning="What the selected orders are worth in all: the sum of their order_value.",
        unit=CURRENCY,
        format="money",
        blank=NO_ORDER,
        source="master_orders",
        dax="SUM ( master_orders[order_value] )",
        sql="sum(order_value)",
        grain="sums",
        made_of=total(REVENUE),
    ),
    Measure(
        name="Total Orders",
        folder="Executive",
        meaning="Number of selected orders.",
        unit="orders",
        format="integer",
        blank=NO_ORDER,
        source="master_orders",
        # By the contract an order has one row, and its id is the table's key.
        dax="COUNTROWS ( master_orders )",
        sql="nullif(cast(sum(orders) AS bigint), 0)",
        grain="sums",
        made_of=total(ORDERS),
    ),
    Measure(
        name="Active Customers",
        folder="Executive",
        meaning="Distinct customers with a selected order; one who buys in three months counts "
        "once.",
        unit="customers",
        format="integer",
        blank=NO_ORDER,
        source="master_orders",
        # The blank id of guests is no customer.
        dax="""
            CALCULATE (
                DISTINCTCOUNT ( master_orders[customer_unique_id] ),
                KEEPFILTERS ( master_orders[customer_unique_id] <> BLANK () )
            )
            """,
        sql=f"nullif({ACTIVE_CUSTOMERS}, 0)",
        grain="cells",
        made_of=total(CUSTOMERS),
    ),
    Measure(
        name="AOV",
        folder="Executive",
        meaning="Average order value: Total Revenue / Total Orders.",
        unit="currency per order",
        format="money",
        blank=NO_ORDER,
        source="master_orders",
        dax="DIVIDE ( [Total Revenue], [Total Orders] )",
        sql=f"{REVENUE_SQL} / nullif(sum(orders), 0)",
        grain="sums",
        made_of=ratio(REVENUE, ORDERS),
    ),
    Measure(
        name="Usual Month",
        folder="Executive",
        meaning="1 where the selected months have at least 5 % of the usual orders (the median "
        "month), else 0. Charts of rates by month leave the others out: a stray order would "
        "stretch the axis.",
        unit="1 or 0",
        format="integer",
        blank="never",
        source="master_orders",
        dax=lines(
            usual_months("master_orders[order_month]"),
            """
            RETURN
                IF ( IsUsual, 1, 0 )
            """,
        ),
        sql=f"coalesce(max(CASE WHEN {usual_months_sql('selected')} THEN 1 ELSE 0 END), 1)",
        made_of=MadeOf("shown", (_IN_MONTHS,)),
    ),
    Measure(
        name="MoM Growth %",
        folder="Executive",
        meaning="Growth of Total Revenue from the calendar month before to the latest selected "
        "month.",
        unit="share of the month before",
        format="percent",
        blank="no order is selected, or the revenue of the month before is not above 0",
        source="master_orders",
        # A month may be chosen in each of the three tables that have one.
        dax="""
            VAR ThisKey = MAX ( master_orders[order_month_key] )
            VAR KeyBefore = IF ( MOD ( ThisKey, 100 ) = 1, ThisKey - 89, ThisKey - 1 )
            VAR Latest = CALCULATE ( [Total Revenue], master_orders[order_month_key] = ThisKey )
            VAR Before =
                CALCULATE (
                    [Total Revenue],
                    REMOVEFILTERS ( master_orders[order_month] ),
                    REMOVEFILTERS ( master_orders[order_month_key] ),
                    REMOVEFILTERS ( monthly_revenue[order_month] ),
                    REMOVEFILTERS ( monthly_revenue[order_month_key] ),
                    REMOVEFILTERS ( monthly_revenue[month_state] ),
                    REMOVEFILTERS ( ops_metrics[order_month] ),
                    REMOVEFILTERS ( ops_metrics[order_month_key] ),
                    master_orders[order_month_key] = KeyBefore
                )
            RETURN
                IF ( Before > 0, DIVIDE ( Latest - Before, Before ) )
            """,
        sql=f"max(({_LATEST} - {_BEFORE}) / {_BEFORE})",
        made_of=MadeOf("growth", (_OF_LATEST, _OF_BEFORE)),
    ),
    Measure(
        name="Revenue per Customer",
        folder="Executive",
        meaning="Total Revenue / Active Customers; orders of guests are not among them.",
        unit="currency per customer",
        format="money",
        blank=NO_ORDER,
        source="master_orders",
        dax="""
            VAR OfCustomers =
                CALCULATE (
                    [Total Revenue],
                    KEEPFILTERS ( master_orders[customer_unique_id] <> BLANK () )
                )
            RETURN
                DIVIDE ( OfCustomers, [Active Customers] )
            """,
        sql=f"""
            cast(sum(CASE WHEN is_repeat_customer IS NOT NULL THEN order_value END) AS double)
            / nullif({ACTIVE_CUSTOMERS}, 0)
            """,
        grain="cells",
        made_of=ratio(REVENUE_OF_CUSTOMERS, CUSTOMERS),
    ),
    Measure(
        name="Orders per Customer",
        folder="Executive",
        meaning="Total Orders / Active Customers; orders of guests are not among them.",
        unit="orders per customer",
        format="number",
        blank=NO_ORDER,
        source="master_orders",
        dax="""
            VAR OfCustomers =
                CALCULATE (
                    [Total Orders],
                    KEEPFILTERS ( master_orders[customer_unique_id] <> BLANK () )
                )
            RETURN
                DIVIDE ( OfCustomers, [Active Customers] )
            """,
        sql=f"""
            cast(sum(CASE WHEN is_repeat_customer IS NOT NULL THEN orders END) AS double)
            / nullif({ACTIVE_CUSTOMERS}, 0)
            """,
        grain="cells",
        made_of=ratio(ORDERS_OF_CUSTOMERS, CUSTOMERS),
    ),
)
