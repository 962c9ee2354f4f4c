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
            alt="Card: customers with a score; blank where nobody is scored.",
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
            note="How many times as often as all customers the top tenth bought, in each test that "
            "the model had not seen; lines are 95 % intervals.",
            in_power_bi=False,  # figures of the manifest
        ),
        Chart(
            key="calibration",
            kind="intervals",
            title="Predicted and actual buyers",
            explains="",
            note="Of each tenth of the customers in the last test, 1 the likeliest: the share that "
            "was predicted to buy, and the share that did.",
            in_power_bi=False,
        ),
        Chart(
            key="windows",
            kind="figures",
            title="Tests",
            explains="",
            note="Each test ranks customers by what was known before a day, and looks at who "
            "bought in the 90 days from it. PR-AUC is the mean precision of the ranking: 1 is "
            "perfect, the share that bought is chance.",
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
