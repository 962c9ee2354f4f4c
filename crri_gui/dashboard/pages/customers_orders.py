"""New and returning customers, repeat purchases and lateness, right under every filter."""

from __future__ import annotations

from crri_gui.contract import REPEAT_BY_MONTH_DAYS as DAYS
from crri_gui.dashboard.page import (
    CARDS,
    CUSTOMERS,
    LATE_RATES,
    MONTH,
    PAYMENT_TYPE,
    STATE,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="customers_orders",
    order=9,
    title="Customers & Orders",
    short="Details",
    asked_with="star",
    cards=(
        Card(
            measure="First-Time Buyers",
            alt="Card: customers whose first order is among the selected orders.",
            needs=CUSTOMERS,
            by_month=True,
            better="higher",
        ),
        Card(
            measure=f"Repeat Rate within {DAYS} Days",
            title=f"Repeat Rate, {DAYS} Days",
            alt=f"Card: share of first-time buyers who ordered again within {DAYS} days.",
            needs=CUSTOMERS,
            context=f"Buyers Observed for {DAYS} Days",
        ),
        Card(
            measure="Begun Days between Orders",
            alt="Card: mean days between an order and the customer's one before; a begun day "
            "counts whole.",
            needs=CUSTOMERS,
            context="Later Orders",
        ),
        Card(
            measure="Late Order Rate",
            alt="Card: share of the selected orders that came late.",
            needs=LATE_RATES,
            by_month=True,
            settled=True,
            better="lower",
        ),
    ),
    charts=(
        Chart(
            key="buyers",
            kind="stacked",
            title="First-time and returning buyers",
            by=MONTH,
            needs=CUSTOMERS,
            measure="First-Time Buyers",
            beside="Returning Buyers",
            series=1,
            tooltips=("Revenue from Later Orders %",),
            alt="Stacked columns: customers by month, first-time buyers below and returning ones "
            "above.",
        ),
        Chart(
            key="repeat in time",
            kind="line",
            title=f"Repeats within {DAYS} days by month",
            by=MONTH,
            needs=CUSTOMERS,
            measure=f"Repeat Rate within {DAYS} Days",
            tooltips=(f"Buyers Observed for {DAYS} Days",),
            usual_months_only=True,
            series=2,
            alt=f"Line chart: share of each month's first-time buyers who ordered again within "
            f"{DAYS} days; months observed that long only.",
            subtitle="Of those whose first order is in the month; the latest are not observed that "
            "long yet.",
        ),
        Chart(
            key="late by state",
            kind="bars",
            title="Late orders by state",
            by=STATE,
            needs=LATE_RATES,
            measure="Late Orders",
            tooltips=("Late Order Rate", "Judged Orders"),
            largest_first=True,
            scrolls=True,
            series=1,
            alt="Bar chart: number of late orders by state, most first; under the mouse their rate "
            "and the orders that it is of.",
        ),
        Chart(
            key="repeat by payment",
            kind="bars",
            title=f"Repeats within {DAYS} days by payment",
            by=PAYMENT_TYPE,
            needs=CUSTOMERS,
            measure=f"Repeat Rate within {DAYS} Days",
            tooltips=(f"Buyers Observed for {DAYS} Days",),
            largest_first=True,
            series=2,
            alt=f"Bar chart: share of first-time buyers who ordered again within {DAYS} days, by "
            "the payment of their first order; under the mouse how many it is of.",
            subtitle="By the payment of their first order.",
        ),
    ),
    filter_note="Who is new is known from all orders; the filters choose which orders are looked "
    "at.",
    slicers=("months", "payment_types"),  # a third would cut the stamp off; states are bars
    power_bi=below(
        (0, CARDS),
        (
            1,
            beside(
                (776, below((1, "buyers"), (1, "repeat in time"))),
                (440, below((1, "late by state"), (1, "repeat by payment"))),
            ),
        ),
    ),
)
