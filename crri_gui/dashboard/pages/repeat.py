"""Whether repeat purchases can be told beforehand, and who is likely to buy again."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    OF_ALL_CUSTOMERS,
    REPEAT_TENTH,
    SCORES,
    WORDS,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="repeat",
    order=8,
    title="Repeat Purchases",
    short="Repeat",
    asked_with="repeat",
    cards=(
        Card(
            measure="Scored Customers",
            alt="Card: customers with a score; blank where none are written.",
            context="Customers",
        ),
        Card(
            measure="Mean Repeat Probability",
            alt="Card: mean of how likely these customers buy within 90 days.",
            context="Scored Customers",
        ),
    ),
    charts=(
        Chart(
            key="lift",
            kind="intervals",
            title="Lift of the top tenth",
            explains="",
            note="Rate of the top tenth / rate of all customers, in each window that the model had "
            "not seen; 95 % interval.",
            in_power_bi=False,  # figures of the manifest
        ),
        Chart(
            key="calibration",
            kind="intervals",
            title="Calibration",
            explains="",
            note="What was said of each tenth of the last window, 1 the likeliest, and how many "
            "bought.",
            in_power_bi=False,
        ),
        Chart(
            key="windows",
            kind="figures",
            title="Test windows",
            explains="",
            in_power_bi=False,
        ),
        Chart(
            key="customers by tenth",
            kind="columns",
            title="Customers by tenth, 1 the likeliest",
            by=REPEAT_TENTH,
            measure="Scored Customers",
            needs=SCORES,
            alt="Columns: customers by tenth of how likely they buy again, 1 the likeliest.",
            in_window=False,
        ),
        Chart(
            key="probability by tenth",
            kind="columns",
            title="How likely they buy within 90 days",
            by=REPEAT_TENTH,
            measure="Mean Repeat Probability",
            needs=SCORES,
            alt="Columns: mean probability to buy within 90 days by tenth, 1 the likeliest.",
            in_window=False,
        ),
    ),
    filters=(),
    filter_note=OF_ALL_CUSTOMERS,
    window=below(
        (0, WORDS),
        (0, CARDS),
        (0, "windows"),
        (1, beside((1, "lift"), (1, "calibration"))),
    ),
    paper=below((0, WORDS), (3, beside((1, "lift"), (1, "calibration"))), (2, "windows")),
    power_bi=below((0, CARDS), (1, beside((1, "customers by tenth"), (1, "probability by tenth")))),
)
