"""Measures of the page Operations: delivery, lateness, reviews."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import Part, ratio
from crri_gui.dashboard.measures.measure import Measure


def _of_orders(title: str, amount: str, filled: str) -> Part:
    sql = f"SELECT order_id, {amount} AS amount FROM selected WHERE {filled} IS NOT NULL"
    return Part(title, "orders", sql)


def _of_months(title: str, which: str) -> Part:
    # Where every order of a month is judged (option late_over), those without a date are too.
    sql = f"""
        SELECT o.order_id, 1 AS amount
        FROM selected AS m
        INNER JOIN master_orders AS o ON m.order_month = o.order_month
        INNER JOIN monthly_revenue AS r ON m.order_month = r.order_month
        WHERE m.judged > 0 AND {which}"""
    return Part(title, "orders", sql)


_DAYS = _of_orders("Days of delivery", "delivery_days", "delivery_days")
_DELIVERED = _of_orders("Orders with a delivery date", "1", "delivery_days")
_SCORES = _of_orders("Review scores", "review_score", "review_score")
_REVIEWED = _of_orders("Orders with a review score", "1", "review_score")
_LATE = _of_months("Late orders", "o.is_late = 1")
_JUDGED = _of_months("Orders that can be judged", "(o.is_late IS NOT NULL OR m.judged = r.orders)")

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="Avg Delivery Days",
        folder="Operations",
        meaning="Mean days from purchase to delivery (delivery_days) of the selected orders that "
        "have a delivery date.",
        unit="days",
        format="number",
        blank="no selected order has a delivery date",
        source="master_orders",
        dax="AVERAGE ( master_orders[delivery_days] )",
        sql="cast(sum(delivery_days) AS double) / nullif(sum(delivered), 0)",
        grain="sums",
        made_of=ratio(_DAYS, _DELIVERED),
        orders_sql="cast(sum(delivered) AS bigint)",
        orders_dax="COUNT ( master_orders[delivery_days] )",
    ),
    Measure(
        name="Avg Review Score",
        folder="Operations",
        meaning="Mean review score (review_score) of the selected orders that have one.",
        unit="score 1 to 5",
        format="number",
        blank="no selected order has a review score",
        source="master_orders",
        dax="AVERAGE ( master_orders[review_score] )",
        sql="cast(sum(review_score) AS double) / nullif(sum(reviewed), 0)",
        grain="sums",
        made_of=ratio(_SCORES, _REVIEWED),
        orders_sql="cast(sum(reviewed) AS bigint)",
        orders_dax="COUNT ( master_orders[review_score] )",
    ),
    Measure(
        name="Late Delivery Rate",
        folder="Operations",
        meaning="Late orders / judged orders (option late_over), over the selected months; only "
        "filters of months change it. Late Order Rate is the same number under every filter. "
        "Orders that are overdue and have no delivery date do not count as late.",
        unit="share of orders",
        format="percent",
        blank="no order of the selected months can be judged",
        source="ops_metrics",
        # A rate is known of a month as a whole: of the filters only months act on it. How many
        # orders it is of is not published, so that of several months is known where all have
        # the same.
        dax="""
            VAR Months =
                CALCULATETABLE (
                    VALUES ( master_orders[order_month] ),
                    ALLEXCEPT (
                        master_orders,
                        master_orders[order_month], master_orders[order_month_key],
                        monthly_revenue[order_month], monthly_revenue[order_month_key],
                        monthly_revenue[month_state],
                        ops_metrics[order_month], ops_metrics[order_month_key]
                    )
                )
            VAR Rates =
                CALCULATETABLE (
                    FILTER ( ops_metrics, NOT ( ISBLANK ( ops_metrics[late_delivery_rate] ) ) ),
                    TREATAS ( Months, ops_metrics[order_month] )
                )
            VAR Lowest = MINX ( Rates, ops_metrics[late_delivery_rate] )
            VAR Highest = MAXX ( Rates, ops_metrics[late_delivery_rate] )
            RETURN
                IF ( Lowest = Highest, Highest )
            """,
        sql="cast(sum(late) AS double) / nullif(sum(judged), 0)",
        dax_knows="Power BI knows the rate of one month exactly. Of several months it is blank "
        "unless all have the same rate, because the published tables do not say how many orders "
        "each rate is of; the desktop application and PRESENTATION.md tell it from the orders.",
        made_of=ratio(_LATE, _JUDGED),
        orders_sql="cast(sum(judged) AS bigint)",
        # At most so many: how many are judged is not published.
        orders_dax="COUNT ( master_orders[delivery_days] )",
    ),
)
