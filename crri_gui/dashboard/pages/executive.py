"""Executive Overview: revenue, customers and orders, what changed, by month and by state."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    CHANGES,
    CUSTOMERS,
    MONTH,
    STATE,
    STATES,
    WORDS,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="executive",
    order=1,
    title="Executive Overview",
    short="Overview",
    cards=(
        Card(
            measure="Total Revenue",
            alt="Card: total revenue of the selected orders.",
            shortened=True,
            by_month=True,
        ),
        Card(
            measure="Active Customers",
            needs=CUSTOMERS,
            alt="Card: distinct customers with a selected order.",
            by_month=True,
        ),
        Card(measure="Total Orders", alt="Card: number of selected orders.", by_month=True),
        Card(measure="AOV", alt="Card: average order value.", by_month=True),
        Card(
            measure="Repeat Rate",
            needs=CUSTOMERS,
            alt="Card: share of the customers with two or more orders.",
            context="Repeat Rate within 3 Months",
        ),
    ),
    charts=(
        Chart(
            key="revenue by month",
            kind="line",
            title="Total Revenue by month",
            by=MONTH,
            measure="Total Revenue",
            tooltips=("MoM Growth %", "Total Orders", "AOV"),
            alt="Line chart: total revenue by month of purchase.",
        ),
        Chart(
            key="revenue by state",
            kind="bars",
            title="Total Revenue by state",
            by=STATE,
            needs=STATES,
            measure="Total Revenue",
            tooltips=("Active Customers", "Total Orders", "Repeat Rate"),
            largest_first=True,
            alt="Bar chart: total revenue by state of the customer, largest first.",
            explains="",
            scrolls=True,
        ),
    ),
    # States are filtered by a click on their bars.
    slicers=("months", "payment_types"),
    window=below(
        (0, CARDS),
        (0, CHANGES),
        (1, beside((3, "revenue by month"), (2, "revenue by state"))),
        (0, WORDS),
    ),
    power_bi=below(
        (0, CARDS),
        (1, beside((776, "revenue by month"), (440, "revenue by state"))),
    ),
)
