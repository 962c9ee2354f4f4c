"""Customer Segmentation: customers and revenue by value segment."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    CUSTOMER,
    CUSTOMERS,
    SEGMENT,
    Card,
    Chart,
    Page,
    below,
    beside,
)

PAGE = Page(
    key="segmentation",
    order=3,
    title="Customer Segmentation",
    cards=(
        Card(measure="Customers", in_power_bi=False, needs=CUSTOMERS),
        Card(
            measure="High Value Customer %",
            needs=CUSTOMERS,
            alt="Card: share of the customers whose segment is High Value.",
        ),
        # Of one segment, which a card of Power BI would need a filter for.
        Card(
            measure="Segment Share of Revenue",
            title="High Value share of revenue",
            needs=CUSTOMERS,
            in_power_bi=False,
        ),
    ),
    charts=(
        Chart(
            key="customers by segment",
            kind="bars",
            title="Customers by segment",
            by=SEGMENT,
            needs=CUSTOMERS,
            measure="Customers",
            tooltips=(
                "Segment Revenue",
                "Segment Share of Revenue",
                "Revenue per Segment Customer",
            ),
            alt="Bar chart: number of customers in each value segment, from low to high.",
        ),
        Chart(
            key="revenue by segment",
            kind="bars",
            title="Revenue by segment",
            by=SEGMENT,
            needs=CUSTOMERS,
            measure="Segment Revenue",
            in_power_bi=False,  # where the bars of customers tell it
        ),
        Chart(
            key="frequency and monetary",
            kind="scatter",
            title="Frequency and monetary",
            by=CUSTOMER,
            needs=CUSTOMERS,
            across=SEGMENT,
            level="Segment Orders",
            measure="Segment Revenue",
            axis_titles=("Frequency", "Monetary"),
            alt="Scatter chart: a point a customer, orders across, money up, coloured by segment.",
            hint="The wheel zooms, a double click shows all.",
            explains="",
        ),
        Chart(
            key="named segments",
            kind="segment grid",
            needs=CUSTOMERS,
            title="The eleven named segments",
            note="Scores of five points for recency and frequency; each of the 25 cells is in one "
            "segment. Click a cell to see its customers.",
            in_power_bi=False,  # the published tables have no scores of five points
        ),
    ),
    filters=(),
    filter_note="This page is of all customers; no filter acts on it.",
    window=below(
        (0, CARDS),
        (
            1,
            beside(
                (2, below((1, "customers by segment"), (1, "revenue by segment"))),
                (3, "frequency and monetary"),
            ),
        ),
        (1, "named segments"),
    ),
    paper=below(
        (1, beside((1, "customers by segment"), (1, "revenue by segment"))),
        (4, beside((1, "frequency and monetary"), (1, "named segments"))),
    ),
    power_bi=beside(
        (400, below((0, CARDS), (1, "customers by segment"))),
        (816, "frequency and monetary"),
    ),
)
