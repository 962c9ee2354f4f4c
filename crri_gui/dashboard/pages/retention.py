"""Retention & Cohorts: how many of each cohort came back, and how soon."""

from __future__ import annotations

from crri_gui.contract import REPEAT_BY_MONTH_DAYS
from crri_gui.dashboard.page import (
    CARDS,
    COHORT,
    COHORT_ORDER_MONTH,
    CUSTOMERS,
    MONTH,
    MONTHS_SINCE_FIRST,
    Card,
    Chart,
    Page,
    View,
    below,
    beside,
)

PAGE = Page(
    key="retention",
    order=2,
    title="Retention & Cohorts",
    short="Retention",
    # In Power BI the matrix takes their room.
    cards=(
        Card(measure="Repeat Rate", in_power_bi=False, needs=CUSTOMERS),
        Card(measure="Repeat Customers", in_power_bi=False, needs=CUSTOMERS),
        Card(measure="Revenue from Repeat Customers %", in_power_bi=False, needs=CUSTOMERS),
        Card(measure="Cohort Size", in_power_bi=False, needs=CUSTOMERS),
    ),
    charts=(
        Chart(
            key="cohorts by age",
            kind="matrix",
            title="Retention by months since the first order",
            by=COHORT,
            needs=CUSTOMERS,
            across=MONTHS_SINCE_FIRST,
            measure="Retention Rate",
            total="All cohorts",
            alt="Matrix: retention rate by cohort (rows) and months since the first order "
            "(columns), darker for more; on top that of all cohorts by their customers, without "
            "stray months. A blank cell is a month that is not observed yet.",
            in_window=False,  # whose own matrix changes between both
        ),
        Chart(
            key="cohorts",
            kind="matrix",
            title="Retention by cohort",
            by=COHORT,
            needs=CUSTOMERS,
            across=COHORT_ORDER_MONTH,
            measure="Avg Retention Rate",
            alt="Matrix: retention rate by cohort (rows) and month (columns), darker for more. A "
            "blank cell is a month that is not observed yet, 0.00% a month without return.",
            hint="Click a cohort to draw its curve; double-click a cell to see its customers.",
            explains="Retention Rate",
        ),
        Chart(
            key="cohort curves",
            kind="curves",
            title="Curves of the cohorts",
            needs=CUSTOMERS,
            explains="",
            in_power_bi=False,
        ),
        Chart(
            key="repeat rate",
            kind="line",
            title="Repeat Rate by month",
            by=MONTH,
            needs=CUSTOMERS,
            measure="Repeat Rate",
            beside="Repeat Rate within 3 Months",
            # The window knows the days of purchases, and draws that instead.
            beside_title=f"again within {REPEAT_BY_MONTH_DAYS} days",
            tooltips=("Repeat Customers", "New Customers", "Returning Customers"),
            usual_months_only=True,
            alt="Line chart: share of each month's customers with two or more orders, and of those "
            "who first bought in the month the share who did again within three months.",
            subtitle="Late months have had less time for customers to come back; within 3 months "
            "gives all the same.",
        ),
        Chart(
            key="cohort size",
            kind="columns",
            title="Cohort size",
            by=COHORT,
            needs=CUSTOMERS,
            measure="Cohort Size",
            alt="Column chart: number of customers in each cohort.",
            in_window=False,  # where the matrix tells it at the head of each row
        ),
        Chart(
            key="repeat rate within days",
            kind="columns",
            title="Repeat rate within N days",
            needs=CUSTOMERS,
            measure="Repeat Rate",
            explains="",
            note="Of the customers observed that long since their first order. Unfiltered.",
            series=2,
            in_power_bi=False,  # the published tables have no day of a purchase
        ),
    ),
    filter_note="The filters act on Repeat Rate, not on the cohorts.",
    slicers=(),
    window=below(
        (0, CARDS),
        (3, beside((3, "cohorts"), (2, "cohort curves"))),
        (2, beside((1, "repeat rate"), (1, "repeat rate within days"))),
    ),
    paper="cohorts",
    paper_next=below(
        (1, "cohort curves"), (1, beside((1, "repeat rate"), (1, "repeat rate within days")))
    ),
    power_bi="cohorts by age",
    views=(
        View(
            key="retention by month",
            title="Cohorts by month",
            short="Months",
            layout=beside(
                (776, "cohorts"),
                (440, below((1, "repeat rate"), (1, "cohort size"))),
            ),
            slicers=("months",),
        ),
    ),
)
