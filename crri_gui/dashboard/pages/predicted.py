"""What customers are expected to buy and spend, or why nothing is said of it."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    OF_ALL_CUSTOMERS,
    PREDICTED_CUSTOMER,
    PREDICTIONS,
    WORDS,
    Card,
    Chart,
    Page,
    below,
)

PAGE = Page(
    key="predicted",
    order=10,
    title="Predicted Value",
    short="Predicted",
    asked_with="predicted",
    cards=(
        Card(
            measure="Expected Purchases",
            alt="Card: on how many days in all customers are expected to buy within the horizon; "
            "blank where nothing is predicted.",
            context="Customers",
        ),
        Card(
            measure="Expected Revenue",
            shortened=True,
            alt="Card: what customers are expected to spend within the horizon; blank where "
            "nothing is predicted.",
            context="Expected Purchases",
        ),
    ),
    charts=(
        Chart(
            key="backtest",
            kind="intervals",
            title="Backtest",
            explains="",
            note="Purchases of the last days: as each method predicted them from what was known "
            "before / as they were. A model is used where this is 0.80 to 1.25.",
            in_power_bi=False,  # figures of the manifest
        ),
        Chart(
            key="parameters",
            kind="figures",
            title="Parameters",
            explains="",
            in_power_bi=False,
        ),
        Chart(
            key="best customers",
            kind="bars",
            title="Expected revenue by customer",
            by=PREDICTED_CUSTOMER,
            measure="Expected Revenue",
            largest_first=True,
            needs=PREDICTIONS,
            alt="Bar chart: what each customer is expected to spend within the horizon, the most "
            "first.",
            in_window=False,
        ),
    ),
    filters=(),
    filter_note=OF_ALL_CUSTOMERS,
    window=below((0, WORDS), (0, CARDS), (1, "backtest"), (0, "parameters")),
    paper=below((0, WORDS), (1, "backtest"), (2, "parameters")),
    power_bi=below((0, CARDS), (1, "best customers")),
)
