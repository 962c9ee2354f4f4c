"""What new and returning customers bring each month."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    NEW_RETURNING_MONTH,
    OF_ALL_CUSTOMERS,
    WORDS,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="new_returning",
    order=7,
    title="New & Returning",
    short="Returning",
    asked_with="new_returning",
    cards=(
        Card(
            measure="New Revenue",
            shortened=True,
            by_month=True,
            better="higher",
            alt="Card: revenue of customers in the month of their first order, later ones "
            "of that month too.",
        ),
        Card(
            measure="Returning Revenue",
            shortened=True,
            by_month=True,
            better="higher",
            alt="Card: revenue of customers whose first order is in an earlier month.",
        ),
        Card(
            measure="Returning Revenue %",
            by_month=True,
            better="higher",
            alt="Card: share of the revenue that returning customers bring.",
        ),
    ),
    charts=(
        Chart(
            key="revenue of both",
            kind="stacked",
            title="New and returning revenue",
            subtitle="Returning: the first order is in an earlier month.",
            by=NEW_RETURNING_MONTH,
            measure="Returning Revenue",
            beside="New Revenue",
            tooltips=("Returning Revenue %",),
            explains="Returning Revenue",
            alt="Stacked columns: revenue by month, of returning customers below and of new ones "
            "above.",
        ),
        Chart(
            key="customers of both",
            kind="stacked",
            title="New and returning customers",
            by=NEW_RETURNING_MONTH,
            measure="Returning Customers of the Month",
            beside="New Customers of the Month",
            explains="Returning Customers of the Month",
            alt="Stacked columns: customers by month, returning ones below and new ones above.",
        ),
        Chart(
            key="orders of both",
            kind="stacked",
            title="New and returning orders",
            by=NEW_RETURNING_MONTH,
            measure="Returning Orders",
            beside="New Orders",
            explains="Returning Orders",
            alt="Stacked columns: orders by month, of returning customers below and of new ones "
            "above.",
        ),
    ),
    filters=(),
    filter_note=OF_ALL_CUSTOMERS,
    window=below(
        (0, CARDS),
        (0, WORDS),
        (3, "revenue of both"),
        (2, beside((1, "customers of both"), (1, "orders of both"))),
    ),
    paper=below(
        (0, WORDS),
        (3, "revenue of both"),
        (2, beside((1, "customers of both"), (1, "orders of both"))),
    ),
    power_bi=below(
        (0, CARDS),
        (3, "revenue of both"),
        (2, beside((1, "customers of both"), (1, "orders of both"))),
    ),
)
