"""What a customer brings over time, who brings most, and what the first order tells."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    OF_ALL_CUSTOMERS,
    VALUE_COHORT,
    VALUE_MONTHS,
    WORDS,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="value",
    order=5,
    title="Customer Value",
    short="Value",
    asked_with="value",
    cards=(
        Card(
            measure="Value per Customer in month 0",
            title="First month",
            alt="Card: what a customer brings in the month of the first order.",
        ),
        Card(
            measure="Value per Customer by month 6",
            title="By month 6",
            alt="Card: what a customer has brought by month 6 since the first order.",
        ),
        Card(
            measure="Value per Customer by month 12",
            title="By month 12",
            alt="Card: what a customer has brought by month 12 since the first order.",
        ),
        Card(
            measure="Margin per Customer by month 12",
            title="Margin by 12",
            alt="Card: the margin of what a customer has brought by month 12; blank without a "
            "margin.",
        ),
        Card(
            measure="Payback Month",
            title="Payback",
            alt="Card: the first month by which the margin of a customer has paid back what "
            "winning one costs; blank without a margin or a cost, or where it is not reached.",
        ),
        Card(
            measure="Revenue of the Top 10 %",
            title="Top 10 %",
            alt="Card: share of the revenue that the best tenth of the customers bring.",
            context="Customers",
        ),
    ),
    charts=(
        Chart(
            key="value curve",
            kind="curves",
            title="Value by month",
            explains="Value per Customer",
            in_power_bi=False,  # which draws all cohorts alone
        ),
        Chart(
            key="value by month",
            kind="line",
            title="Value by month",
            by=VALUE_MONTHS,
            measure="Value per Customer",
            alt="Line chart: what a customer has brought by each month since the first order, over "
            "all complete cohorts.",
            in_window=False,
        ),
        Chart(
            key="cohort values",
            kind="matrix",
            title="By cohort",
            by=VALUE_COHORT,
            across=VALUE_MONTHS,
            measure="Cohort Value per Customer",
            alt="Matrix: what a customer has brought, by cohort (rows) and months since the first "
            "order (columns). A blank cell is a month that is not observed yet.",
            hint="Click a cohort to draw its curve; double-click it to see its customers.",
        ),
        Chart(
            key="concentration",
            kind="columns",
            title="Best customers",
            measure="Revenue of the Top 10 %",
            note="Their share of the revenue, by what they have spent in all.",
            in_power_bi=False,  # the card tells the tenth; the others are figures of the manifest
        ),
        Chart(
            key="first purchase",
            kind="intervals",
            title="By the first order",
            explains="",
            scrolls=True,
            in_power_bi=False,  # figures of the manifest
        ),
    ),
    filters=(),
    filter_note=OF_ALL_CUSTOMERS,
    window=below(
        (0, CARDS),
        (0, WORDS),
        (3, beside((1, "value curve"), (1, "cohort values"))),
        (2, beside((1, "concentration"), (1, "first purchase"))),
    ),
    paper=below(
        (0, WORDS),
        (3, "value curve"),
        (3, beside((2, "concentration"), (3, "first purchase"))),
    ),
    paper_next="cohort values",
    power_bi=below((0, CARDS), (1, beside((2, "value by month"), (3, "cohort values")))),
)
