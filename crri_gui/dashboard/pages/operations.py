"""Operations: how long deliveries take, how many come late, how orders are reviewed and paid."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    DELIVERY_DATES,
    LATE_RATES,
    OPERATIONS_MONTH,
    PAYMENT_TYPE,
    PAYMENT_TYPES,
    REVIEWS,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="operations",
    order=4,
    title="Operations",
    cards=(
        Card(
            measure="Avg Delivery Days",
            needs=DELIVERY_DATES,
            alt="Card: mean days from purchase to delivery.",
            by_month=True,
            settled=True,
            better="lower",
        ),
        # Of several months it is blank in Power BI.
        Card(
            measure="Late Delivery Rate",
            in_power_bi=False,
            needs=LATE_RATES,
            by_month=True,
            settled=True,
            better="lower",
        ),
        Card(
            measure="Avg Review Score",
            needs=REVIEWS,
            alt="Card: mean review score of the selected orders.",
            by_month=True,
            settled=True,
        ),
        Card(measure="Total Orders", in_power_bi=False, by_month=True),
    ),
    charts=(
        Chart(
            key="delivery days",
            kind="line",
            title="Avg Delivery Days by month",
            by=OPERATIONS_MONTH,
            measure="Avg Delivery Days",
            needs=DELIVERY_DATES,
            tooltips=("Late Delivery Rate", "Avg Review Score"),
            usual_months_only=True,
            alt="Line chart: mean days from purchase to delivery, by month of purchase.",
            subtitle="Of the latest months only the quick deliveries are known yet.",
        ),
        Chart(
            key="late deliveries",
            kind="line",
            title="Late Delivery Rate by month",
            by=OPERATIONS_MONTH,
            measure="Late Delivery Rate",
            needs=LATE_RATES,
            tooltips=("Total Orders",),
            usual_months_only=True,
            alt="Line chart: share of each month's orders that came late.",
            subtitle="Orders that are overdue and have no delivery date are not in it.",
            series=1,
        ),
        Chart(
            key="review score",
            kind="line",
            title="Avg Review Score by month",
            by=OPERATIONS_MONTH,
            measure="Avg Review Score",
            needs=REVIEWS,
            usual_months_only=True,
            scale=(1.0, 5.0),
            series=2,
            in_power_bi=False,  # where the line of delivery days tells it
        ),
        Chart(
            key="orders by payment",
            kind="bars",
            title="Total Orders by payment type",
            by=PAYMENT_TYPE,
            needs=PAYMENT_TYPES,
            measure="Total Orders",
            tooltips=("Total Revenue", "AOV"),
            largest_first=True,
            alt="Bar chart: number of orders by type of payment, largest first.",
        ),
    ),
    filters=("months",),
    filter_note="This page is filtered by month only.",
    window=below(
        (0, CARDS),
        (1, beside((1, "delivery days"), (1, "orders by payment"))),
        (1, beside((1, "late deliveries"), (1, "review score"))),
    ),
    power_bi=below(
        (0, CARDS),
        (
            1,
            beside(
                (776, below((1, "delivery days"), (1, "late deliveries"))),
                (440, "orders by payment"),
            ),
        ),
    ),
)
