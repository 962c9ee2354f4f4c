"""Customer Segmentation: customers and revenue by value segment."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    CARDS,
    CUSTOMER,
    CUSTOMERS,
    OF_ALL_CUSTOMERS,
    ORDERS_PLACED,
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
    short="Segments",
    cards=(
        Card(measure="Customers", in_power_bi=False, needs=CUSTOMERS),
        Card(
            measure="High Value Customer %",
            needs=CUSTOMERS,
            alt="Card: share of the customers whose segment is High Value.",
            context="Customers",
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
            hint="Double-click a point to see its customers, beside the points to see all of "
            "them; Ctrl and the wheel zoom.",
            explains="",
        ),
        Chart(
            key="customers by orders",
            kind="bars",
            title="Customers by number of orders",
            by=ORDERS_PLACED,
            needs=CUSTOMERS,
            measure="Customers",
            tooltips=("Segment Revenue", "Revenue per Segment Customer"),
            alt="Bar chart: number of customers by how many orders they placed.",
            in_window=False,  # where the spread of spending tells it
        ),
        Chart(
            key="spending",
            kind="spread",
            title="Spending by number of orders",
            needs=CUSTOMERS,
            note="What a customer has spent in all: half of the customers lie in the box, its line "
            "is the middle one, and nine of ten lie between the ends.",
            explains="",
            in_power_bi=False,
        ),
        Chart(
            key="named segments",
            kind="segment table",
            title="The eleven named segments",
            needs=CUSTOMERS,
            note="Named by how recently and how often customers bought, compared with all others. "
            "Low, Mid and High Value count money too: each customer has a name and a value.",
            hint="Click a segment to find its cells; double-click it to see its customers.",
            explains="",
            in_power_bi=False,  # the published tables have no scores of five points
        ),
        Chart(
            key="segment cells",
            kind="segment grid",
            needs=CUSTOMERS,
            title="Where the segments lie",
            note="Customers, and their share of the revenue, by scores of five points.",
            hint="Double-click a cell to see its customers.",
            explains="",
            in_power_bi=False,
        ),
    ),
    filters=(),
    filter_note=OF_ALL_CUSTOMERS,
    window=below(
        (0, CARDS),
        (
            0,
            beside(
                (2, below((1, "customers by segment"), (1, "revenue by segment"))),
                (3, "spending"),
            ),
        ),
        (0, "named segments"),
        (1, beside((1, "segment cells"), (1, "frequency and monetary"))),
    ),
    paper=below(
        (
            4,
            beside(
                (2, below((1, "customers by segment"), (1, "revenue by segment"))),
                (3, "spending"),
            ),
        ),
        (7, beside((1, "segment cells"), (1, "frequency and monetary"))),
    ),
    paper_next="named segments",
    power_bi=beside(
        (
            400,
            below((0, CARDS), (1, "customers by segment"), (1, "customers by orders")),
        ),
        (816, "frequency and monetary"),
    ),
)
