"""How customers move between the value segments, and who came, stayed and went."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    FROM_SEGMENT,
    OF_ALL_CUSTOMERS,
    TO_SEGMENT,
    WORDS,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="movement",
    order=6,
    title="Segment Movement",
    short="Movement",
    asked_with="movement",
    cards=(
        Card(
            measure="Unchanged Segment %",
            title="In the same segment",
            alt="Card: share of the customers who are in the same value segment as before.",
            context="Customers by Move",
        ),
        Card(
            measure="Customers Moved Up",
            title="Moved up",
            alt="Card: customers who are in a higher value segment than before.",
            context="Customers by Move",
        ),
        Card(
            measure="Customers Moved Down",
            title="Moved down",
            alt="Card: customers who are in a lower value segment than before.",
            context="Customers by Move",
        ),
    ),
    charts=(
        Chart(
            key="moves",
            kind="moves",
            title="Moves",
            explains="Customers by Move",
            in_power_bi=False,  # which has a matrix of its own
        ),
        Chart(
            key="move matrix",
            kind="matrix",
            title="Moves in customers",
            by=FROM_SEGMENT,
            across=TO_SEGMENT,
            measure="Customers by Move",
            alt="Matrix: customers by their value segment at the earlier date (rows) and at the "
            "later one (columns).",
            in_window=False,
        ),
        Chart(
            key="worth matrix",
            kind="matrix",
            title="Moves in money",
            by=FROM_SEGMENT,
            across=TO_SEGMENT,
            measure="Worth by Move",
            alt="Matrix: what customers have spent in all, by their value segment at the earlier "
            "date (rows) and at the later one (columns).",
            in_window=False,
        ),
        Chart(
            key="flows",
            kind="flows",
            title="Moves as bands",
            explains="",
            in_power_bi=False,  # no standard visual
        ),
        Chart(
            key="status",
            kind="figures",
            title="Who came, stayed and went",
            explains="",
            note="Active customers have ordered within 180 days.",
            in_power_bi=False,  # figures of the manifest
        ),
    ),
    filters=(),
    filter_note=OF_ALL_CUSTOMERS,
    window=below(
        (0, CARDS),
        (0, WORDS),
        (1, beside((1, "moves"), (1, "flows"))),
        (0, "status"),
    ),
    paper=below((0, WORDS), (1, beside((1, "moves"), (1, "flows")))),
    paper_next="status",
    power_bi=below((0, CARDS), (1, beside((1, "move matrix"), (1, "worth matrix")))),
)
