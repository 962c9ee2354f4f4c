"""Measures of the page Customers and Orders: order by order, so that every filter acts on them."""

from __future__ import annotations

from crri_gui.contract import REPEAT_BY_MONTH_DAYS as DAYS
from crri_gui.dashboard.measures.made_of import Part, ratio, total
from crri_gui.dashboard.measures.measure import Measure
from crri_gui.dashboard.measures.orders import BACK, OBSERVED

_FOLDER = "Customers and orders"
_NO_ORDER = "no order of a known customer is selected"


def _orders(title: str, condition: str, amount: str = "1") -> Part:
    sql = f"SELECT order_id, {amount} AS amount FROM selected WHERE {condition}"
    return Part(title, "orders", sql)


def _customers(title: str, condition: str) -> Part:
    """Customers have one first order, so each stands here once."""
    sql = f"SELECT customer_unique_id, 1 AS amount FROM selected WHERE {condition}"
    return Part(title, "customers", sql)


_LATE = _orders("Late orders", "is_late = 1")
_JUDGED = _orders("Orders that can be judged", "is_late IS NOT NULL")
_LATER = _orders("Orders with one before", "days_since_previous_order IS NOT NULL")
_FIRST = _customers("Customers with their first order", "is_first_order = 1")
_OBSERVED_ONES = _customers(f"First-time buyers observed for {DAYS} days", OBSERVED)
_BACK_ONES = _customers(f"Those of them who ordered again within {DAYS} days", BACK)
_RETURNING = Part(
    "Customers whose first order is not among the selected",
    "customers",
    """
    SELECT customer_unique_id, 1 AS amount
    FROM selected
    WHERE customer_unique_id IS NOT NULL
    GROUP BY customer_unique_id
    HAVING max(is_first_order) = 0""",
)

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="First-Time Buyers",
        folder=_FOLDER,
        meaning="Customers whose first counted order is among the selected orders.",
        unit="customers",
        format="integer",
        blank=_NO_ORDER,
        source="order_details",
        dax="SUM ( order_details[is_first_order] )",
        sql="cast(sum(is_first_order) AS bigint)",
        grain="sums",
        made_of=total(_FIRST),
    ),
    Measure(
        name="Returning Buyers",
        folder=_FOLDER,
        meaning="Customers of the selected orders whose first counted order is not among them.",
        unit="customers",
        format="integer",
        blank=_NO_ORDER,
        source="order_details",
        dax="""
            VAR FirstTime = [First-Time Buyers]
            RETURN
                IF (
                    NOT ( ISBLANK ( FirstTime ) ),
                    DISTINCTCOUNTNOBLANK ( order_details[customer_key] ) - FirstTime
                )
            """,
        sql="""
            cast(sum(orders_once) AS bigint) + count(DISTINCT repeater)
            - cast(sum(is_first_order) AS bigint)
            """,
        grain="cells",
        made_of=total(_RETURNING),
    ),
    Measure(
        name=f"Buyers Observed for {DAYS} Days",
        folder=_FOLDER,
        meaning=f"First-Time Buyers whose first counted order is {DAYS} days or more before the "
        "last one of all.",
        unit="customers",
        format="integer",
        blank="there are none",
        source="order_details",
        # A customer has one first order, so rows are customers.
        dax=f"""
            CALCULATE (
                COUNTROWS ( order_details ),
                KEEPFILTERS ( order_details[is_first_order] = 1 ),
                KEEPFILTERS ( customer_details[days_observed] >= {DAYS} )
            )
            """,
        sql="nullif(cast(sum(buyers_observed) AS bigint), 0)",
        grain="sums",
        made_of=total(_OBSERVED_ONES),
    ),
    Measure(
        name=f"Repeat Rate within {DAYS} Days",
        folder=_FOLDER,
        meaning=f"Of the Buyers Observed for {DAYS} Days, the share whose second counted order, "
        f"selected or not, came within {DAYS} days of 24 hours after the first.",
        unit="share of customers",
        format="percent",
        blank="nobody was observed that long",
        source="order_details",
        # Blank is below every number in DAX: who never came back must be asked apart.
        dax=f"""
            VAR Observed = [Buyers Observed for {DAYS} Days]
            VAR Back =
                CALCULATE (
                    COUNTROWS ( order_details ),
                    KEEPFILTERS ( order_details[is_first_order] = 1 ),
                    KEEPFILTERS ( customer_details[days_observed] >= {DAYS} ),
                    KEEPFILTERS (
                        NOT ( ISBLANK ( customer_details[days_to_second_order] ) )
                            && customer_details[days_to_second_order] <= {DAYS}
                    )
                ) + 0
            RETURN
                DIVIDE ( Back, Observed )
            """,
        sql="cast(sum(buyers_back) AS double) / nullif(sum(buyers_observed), 0)",
        grain="sums",
        made_of=ratio(_BACK_ONES, _OBSERVED_ONES),
    ),
    Measure(
        name="Late Orders",
        folder=_FOLDER,
        meaning="Selected orders that came late (option late).",
        unit="late orders",
        format="integer",
        blank="no selected order can be judged",
        source="order_details",
        dax="SUM ( order_details[is_late] )",
        sql="cast(sum(is_late) AS bigint)",
        grain="sums",
        made_of=total(_LATE),
    ),
    Measure(
        name="Judged Orders",
        folder=_FOLDER,
        meaning="Selected orders of which it is known whether they came late.",
        unit="orders",
        format="integer",
        blank="there are none",
        source="order_details",
        dax="COUNT ( order_details[is_late] )",
        sql="nullif(cast(sum(judged) AS bigint), 0)",
        grain="sums",
        made_of=total(_JUDGED),
    ),
    Measure(
        name="Late Order Rate",
        folder=_FOLDER,
        meaning="Late Orders / Judged Orders, under every filter of orders and customers; filtered "
        "by nothing but months it is the same number as Late Delivery Rate. Orders that are "
        "overdue and have no delivery date do not count as late.",
        unit="share of orders",
        format="percent",
        blank="no selected order can be judged",
        source="order_details",
        dax="DIVIDE ( [Late Orders], [Judged Orders] )",
        sql="cast(sum(is_late) AS double) / nullif(sum(judged), 0)",
        grain="sums",
        made_of=ratio(_LATE, _JUDGED),
        orders_sql="cast(sum(judged) AS bigint)",
        orders_dax="[Judged Orders]",
    ),
    Measure(
        name="Later Orders",
        folder=_FOLDER,
        meaning="Selected orders that are not their customer's first.",
        unit="orders",
        format="integer",
        blank="there are none",
        source="order_details",
        dax="COUNT ( order_details[days_since_previous_order] )",
        sql="nullif(cast(sum(later_orders) AS bigint), 0)",
        grain="sums",
        made_of=total(_LATER),
    ),
    Measure(
        name="Revenue from Later Orders %",
        folder=_FOLDER,
        meaning="Revenue of the Later Orders / that of all selected orders of known customers.",
        unit="share of revenue",
        format="percent",
        blank=f"{_NO_ORDER}, or their revenue is not above 0",
        source="order_details",
        # Blank equals 0 in DAX, so that is_first_order = 0 would find orders of nobody known.
        dax="""
            VAR Whole =
                CALCULATE (
                    SUMX ( order_details, RELATED ( master_orders[order_value] ) ),
                    KEEPFILTERS ( NOT ( ISBLANK ( order_details[customer_key] ) ) )
                )
            VAR Later =
                CALCULATE (
                    SUMX ( order_details, RELATED ( master_orders[order_value] ) ),
                    KEEPFILTERS ( NOT ( ISBLANK ( order_details[days_since_previous_order] ) ) )
                ) + 0
            RETURN
                IF ( Whole > 0, DIVIDE ( Later, Whole ) )
            """,
        sql="""
            cast(sum(later_value) AS double)
            / CASE WHEN sum(customer_value) > 0 THEN cast(sum(customer_value) AS double) END
            """,
        grain="sums",
        made_of=ratio(
            _orders("Order values of later orders", "is_first_order = 0", "order_value"),
            _orders("Order values of known customers", "customer_key IS NOT NULL", "order_value"),
        ),
    ),
    Measure(
        name="Begun Days between Orders",
        folder=_FOLDER,
        meaning="Mean number of begun days from an order to the same customer's next one, over "
        "the Later Orders (days_since_previous_order). A day is 24 hours, and a begun one counts "
        "whole: one second is 1 day, 25 hours are 2.",
        unit="begun days",
        format="number",
        blank="no order but first ones of customers is selected",
        source="order_details",
        dax="AVERAGE ( order_details[days_since_previous_order] )",
        sql="cast(sum(days_since_previous_order) AS double) / nullif(sum(later_orders), 0)",
        grain="sums",
        made_of=ratio(
            _orders(
                "Days since the order before",
                "days_since_previous_order IS NOT NULL",
                "days_since_previous_order",
            ),
            _LATER,
        ),
    ),
)
