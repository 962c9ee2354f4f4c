"""What of a report is selected while a measure is asked."""

from __future__ import annotations

from typing import Any

# What of each filter context is selected, as values of columns; months are of master_orders.
CONTEXTS: dict[str, dict[str, list[Any]]] = {
    "no filter": {},
    "a month": {"master_orders.order_month": ["M2"]},
    "two months": {"master_orders.order_month": ["M1", "M2"]},
    "the last month": {"master_orders.order_month": ["ML"]},
    "a month of the axis": {"ops_metrics.order_month": ["M2"]},
    "a month of monthly_revenue": {"monthly_revenue.order_month": ["M2"]},
    "a payment type": {"master_orders.payment_type": ["P1"]},
    "a state": {"master_orders.customer_state": ["S1"]},
    "a segment": {"rfm_customers.segment": ["High Value"], "rfm_customers.segment_order": [3]},
    "another segment": {"rfm_customers.segment": ["Low Value"]},
    "a segment in order": {"rfm_customers.segment_ordered": ["2. Mid Value"]},
    "a late month": {"master_orders.order_month": ["MN"]},
    "the month before it": {"master_orders.order_month": ["MB"]},
    "a late month of the axis": {"monthly_revenue.order_month": ["MN"]},
    "a late cohort": {"cohort_retention.cohort_month_txt": ["MB"]},
    "a late cohort and month": {
        "cohort_retention.cohort_month_txt": ["M2"],
        "cohort_retention.order_month_txt": ["MB"],
    },
    "a cohort": {"cohort_retention.cohort_month_txt": ["M1"]},
    "a cohort and month": {
        "cohort_retention.cohort_month_txt": ["M1"],
        "cohort_retention.order_month_txt": ["M2"],
    },
    "a cohort's value": {"cohort_ltv.cohort_month_txt": ["M1"]},
    "a month since the first order": {"cohort_ltv.months_since_first": [1]},
    "a cohort's value by a month": {
        "cohort_ltv.cohort_month_txt": ["M2"],
        "cohort_ltv.months_since_first": [1],
    },
    "those who were best": {"segment_movement.from_segment": ["High Value"]},
    "those who are better": {
        "segment_movement.from_segment": ["Low Value"],
        "segment_movement.to_segment": ["Mid Value"],
    },
    "a month of new customers": {"monthly_new_returning.order_month": ["M2"]},
    "a month since the first": {"cohort_retention.months_since_first": [1]},
    "a cohort a month after its first": {
        "cohort_retention.cohort_month_txt": ["M2"],
        "cohort_retention.months_since_first": [1],
    },
    "complete months": {"monthly_revenue.month_state": ["complete"]},
    "a complete month of the axis": {
        "monthly_revenue.month_state": ["complete"],
        "ops_metrics.order_month": ["M2"],
    },
    "stray and partial months": {"monthly_revenue.month_state": ["thin", "partial"]},
    "month, payment, state": {
        "master_orders.order_month": ["M2"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
    },
    "month and segment": {
        "master_orders.order_month": ["M2"],
        "rfm_customers.segment": ["High Value"],
    },
    "a month of the axis within two months": {
        "master_orders.order_month": ["M1", "M2"],
        "ops_metrics.order_month": ["M2"],
    },
}

# Of days, and of all that orders and customers can be filtered by together.
DETAILED: dict[str, dict[str, list[Any]]] = {
    "month, payment, state, segment": {
        "master_orders.order_month": ["M1", "M2"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
        "rfm_customers.segment": ["Mid Value", "Low Value"],
    },
    "a late month, state, segment": {
        "master_orders.order_month": ["MN"],
        "master_orders.customer_state": ["S1"],
        "rfm_customers.segment_ordered": ["2. Mid Value"],
    },
    "payment and segment": {
        "master_orders.payment_type": ["P1"],
        "rfm_customers.segment": ["High Value", "Mid Value"],
    },
    "state and payment": {
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
    },
    "complete months, state, payment, segment": {
        "monthly_revenue.month_state": ["complete"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
        "rfm_customers.segment": ["Mid Value"],
    },
    "a month of the calendar": {"calendar.month": ["M2"]},
    "a quarter": {"calendar.quarter": [1]},
    "complete days of a state": {
        "calendar.is_complete": [1],
        "master_orders.customer_state": ["S1"],
    },
    "a month by both": {"calendar.month": ["M2"], "master_orders.order_month": ["M2"]},
    "two months that are none together": {
        "calendar.month": ["M1"],
        "master_orders.order_month": ["M2"],
    },
    "a named segment": {"customer_details.named_segment": ["N1"]},
    "a named segment of a month, state, payment": {
        "customer_details.named_segment": ["N1"],
        "master_orders.order_month": ["M1", "M2", "MN"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
    },
    "a cohort of customers": {"customer_details.cohort_month": ["M1"]},
    "a cohort of customers in a later month and segment": {
        "customer_details.cohort_month": ["M1"],
        "master_orders.order_month": ["M2"],
        "rfm_customers.segment": ["High Value", "Mid Value"],
    },
}
