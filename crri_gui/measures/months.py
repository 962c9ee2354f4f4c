"""Measures over months and cohorts, which filters of single orders do not reach."""

from __future__ import annotations

from crri_gui.measures.measure import Measure
from crri_gui.measures.usual import USUAL_COHORT, usual_months, usual_months_sql

_LATER = "CASE WHEN order_month <> cohort_month THEN "

MONTH_MEASURES: tuple[Measure, ...] = (
    Measure(
        "Late Delivery Rate",
        "Operations",
        "Late orders / the orders that could be judged, over the selected months; other filters "
        "than months do not change it. Orders that are overdue and not delivered are not late yet.",
        "share of orders",
        "percent",
        "no order of the selected months can be judged",
        "ops_metrics",
        # A rate is known of a month as a whole: of the filters only months act on it. How many
        # orders it is of is not published, so that of several months is known where all have
        # the same.
        "VAR Months =\n"
        "    CALCULATETABLE (\n"
        "        VALUES ( master_orders[order_month] ),\n"
        "        ALLEXCEPT (\n"
        "            master_orders,\n"
        "            master_orders[order_month], master_orders[order_month_key],\n"
        "            monthly_revenue[order_month], monthly_revenue[order_month_key],\n"
        "            ops_metrics[order_month], ops_metrics[order_month_key]\n"
        "        )\n"
        "    )\n"
        "VAR Rates =\n"
        "    CALCULATETABLE (\n"
        "        FILTER ( ops_metrics, NOT ( ISBLANK ( ops_metrics[late_delivery_rate] ) ) ),\n"
        "        TREATAS ( Months, ops_metrics[order_month] )\n"
        "    )\n"
        "VAR Lowest = MINX ( Rates, ops_metrics[late_delivery_rate] )\n"
        "VAR Highest = MAXX ( Rates, ops_metrics[late_delivery_rate] )\n"
        "RETURN\n"
        "    IF ( Lowest = Highest, Highest )",
        "cast(sum(late) AS double) / nullif(sum(judged), 0)",
        "Power BI knows the rate of one month exactly. Of several months it is blank unless all "
        "have the same rate, because the published tables do not say how many orders each rate "
        "is of; the desktop application and PRESENTATION.md tell it from the orders.",
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
        "Mean of retention_rate over the selected cohort months: each cohort counts the same, a "
        "cohort of one customer as much as one of thousands. To judge several cohorts, take "
        "Retention Rate.",
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
        "Customers active in the selected cohort months after each cohort's first / customers of "
        "those cohorts: each cohort counts by its size.",
        "share of customers",
        "percent",
        "no observed month after a cohort's first is selected",
        "cohort_retention",
        "CALCULATE (\n"
        "    [Retention Rate],\n"
        "    FILTER (\n"
        "        cohort_retention,\n"
        "        cohort_retention[order_month] <> cohort_retention[cohort_month]\n"
        "    )\n"
        ")",
        f"cast(sum({_LATER}active_customers END) AS double)"
        f" / nullif(sum({_LATER}cohort_size END), 0)",
    ),
    Measure(
        "Retention Shade",
        "Retention",
        "Later Retention Rate, at most six times that of all cohorts taken together: what the "
        "heat map is coloured by, so that one small cohort does not pale all others. Cohorts and "
        "months under 5 % of the usual size (the median) have no colour.",
        "share of customers",
        "percent",
        "no observed month after a cohort's first is selected, or the cohort or month is tiny",
        "cohort_retention",
        "VAR Usual =\n"
        "    CALCULATE (\n"
        "        [Retention Rate],\n"
        "        FILTER (\n"
        "            ALL ( cohort_retention ),\n"
        "            cohort_retention[order_month] <> cohort_retention[cohort_month]\n"
        "        )\n"
        "    )\n"
        "VAR Firsts =\n"
        "    FILTER (\n"
        "        ALL ( cohort_retention ),\n"
        "        cohort_retention[order_month] = cohort_retention[cohort_month]\n"
        "    )\n"
        "VAR UsualSize =\n"
        "    MINX (\n"
        "        TOPN (\n"
        "            ROUNDUP ( DIVIDE ( COUNTROWS ( Firsts ), 2 ), 0 ),\n"
        "            Firsts,\n"
        "            cohort_retention[cohort_size], DESC\n"
        "        ),\n"
        "        cohort_retention[cohort_size]\n"
        "    )\n"
        "VAR Size = MAX ( cohort_retention[cohort_size] )\n"
        "VAR Here = [Later Retention Rate]\n"
        f"{usual_months('cohort_retention[order_month]')}"
        "RETURN\n"
        "    IF (\n"
        "        NOT ( ISBLANK ( Here ) ) && Size >= 0.05 * UsualSize && IsUsual,\n"
        "        IF ( Here > 6 * Usual, 6 * Usual, Here )\n"
        "    )",
        f"CASE WHEN count({_LATER}1 END) > 0"
        f" AND max(cohort_size) >= 0.05 * {USUAL_COHORT}"
        f" AND {usual_months_sql('selected')} THEN least("
        f"cast(sum({_LATER}active_customers END) AS double)"
        f" / nullif(sum({_LATER}cohort_size END), 0), "
        "6 * (SELECT cast(sum(active_customers) AS double) / nullif(sum(cohort_size), 0) "
        "FROM cohort_retention WHERE order_month <> cohort_month)) END",
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
)
