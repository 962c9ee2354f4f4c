"""Measures over months and cohorts, which filters of single orders do not reach."""

from __future__ import annotations

from crri_gui.measures.measure import Measure

MONTH_MEASURES: tuple[Measure, ...] = (
    Measure(
        "Late Delivery Rate",
        "Operations",
        "late_delivery_rate of the selected months, each weighted by its delivered orders; other "
        "filters than months do not change it.",
        "share of orders",
        "percent",
        "no month with a late rate is selected",
        "ops_metrics",
        # A rate is known of a month as a whole: of the filters only months act on it. Each
        # month counts by all its delivered orders, whatever else is selected.
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
        "VAR Weighted =\n"
        "    ADDCOLUMNS (\n"
        "        Rates,\n"
        '        "@n",\n'
        "            VAR ThisMonth = ops_metrics[order_month]\n"
        "            RETURN\n"
        "                CALCULATE (\n"
        "                    COUNT ( master_orders[delivery_days] ),\n"
        "                    REMOVEFILTERS ( master_orders ),\n"
        "                    master_orders[order_month] = ThisMonth\n"
        "                )\n"
        "    )\n"
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
        "Retention Shade",
        "Retention",
        "Later Retention Rate, at most six times that of all cohorts taken together: what the "
        "heat map is coloured by, so that one tiny cohort does not pale all others.",
        "share of customers",
        "percent",
        "no observed month after a cohort's first is selected",
        "cohort_retention",
        "VAR Usual =\n"
        "    CALCULATE (\n"
        "        [Retention Rate],\n"
        "        FILTER (\n"
        "            ALL ( cohort_retention ),\n"
        "            cohort_retention[order_month] <> cohort_retention[cohort_month]\n"
        "        )\n"
        "    )\n"
        "VAR Here = [Later Retention Rate]\n"
        "RETURN\n"
        "    IF ( NOT ( ISBLANK ( Here ) ), IF ( Here > 6 * Usual, 6 * Usual, Here ) )",
        "CASE WHEN count(CASE WHEN order_month <> cohort_month THEN 1 END) > 0 THEN least("
        "avg(CASE WHEN order_month <> cohort_month THEN retention_rate END), "
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
