"""The pages of the report: what is on each, where, and what it says to a screen reader."""

from __future__ import annotations

from typing import Any

from crri_gui.palette import LIGHT
from crri_gui.powerbi.report.definitions_page import definition_columns
from crri_gui.powerbi.report.page_parts import (
    GAP,
    HEIGHT,
    MARGIN,
    MONTH,
    PAYMENT,
    SLICER,
    STATE,
    TOP,
    USUAL,
    WIDTH,
    Page,
    bar_chart,
    card,
    heading,
    line_chart,
    month_slicer,
    segment_colours,
    slicer,
)
from crri_gui.powerbi.report.visuals import Field, Place, Visual, measure, paragraphs, properties

__all__ = ["WIDTH", "Page", "pages"]


def _executive() -> Page:
    width = (WIDTH - 2 * MARGIN - 4 * GAP) // 5
    places = [Place(MARGIN + i * (width + GAP), TOP, width, 104) for i in range(5)]
    revenue = measure("Total Revenue")
    below = TOP + 104 + GAP
    height = HEIGHT - MARGIN - below
    left = 776
    right = WIDTH - 2 * MARGIN - GAP - left
    cards = (
        ("Total Revenue", "Card: total revenue of the selected orders.", 0.0, 2),
        ("Active Customers", "Card: distinct customers with a selected order.", 1.0, 0),
        ("Total Orders", "Card: number of selected orders.", 1.0, 0),
        ("AOV", "Card: average order value.", 1.0, 2),
        ("Repeat Rate", "Card: share of the customers with two or more orders.", 1.0, 2),
    )
    slicer_x = WIDTH - MARGIN - SLICER[0]
    return Page(
        "executive",
        "Executive Overview",
        (
            heading("Executive Overview"),
            month_slicer(Place(slicer_x - SLICER[0] - GAP, 12, *SLICER)),
            slicer(
                "payment",
                PAYMENT,
                Place(slicer_x, 12, *SLICER),
                "Slicer: type of payment.",
                "payment types",
            ),
            *(
                card(name, place, alt, units=units, decimals=decimals)
                for (name, alt, units, decimals), place in zip(cards, places, strict=True)
            ),
            line_chart(
                "revenue by month",
                "Total Revenue by month",
                Place(MARGIN, below, left, height),
                MONTH,
                revenue,
                "Line chart: total revenue by month of purchase.",
                measure("MoM Growth %"),
                measure("Total Orders"),
                measure("AOV"),
            ),
            bar_chart(
                "revenue by state",
                "Total Revenue by state",
                Place(MARGIN + left + GAP, below, right, height),
                STATE,
                revenue,
                "Bar chart: total revenue by state of the customer, largest first.",
                measure("Active Customers"),
                measure("Total Orders"),
                measure("Repeat Rate"),
            ),
        ),
    )


def _heat_map() -> dict[str, Any]:
    """Colours for all months but a cohort's first, whose 100 % would leave the rest pale."""
    rate, shade = measure("Avg Retention Rate"), measure("Retention Shade")
    gradient = {
        "min": {"color": {"Literal": {"Value": f"'{LIGHT.ramp[0]}'"}}},
        "max": {"color": {"Literal": {"Value": f"'{LIGHT.ramp[4]}'"}}},
        "nullColoringStrategy": {"strategy": {"Literal": {"Value": "'noColor'"}}},
    }
    rule = {"Input": shade.expression, "FillRule": {"linearGradient2": gradient}}
    return {
        "properties": {"backColor": {"solid": {"color": {"expr": {"FillRule": rule}}}}},
        "selector": {"data": [{"dataViewWildcard": {"matchingOption": 1}}], "metadata": rate.ref},
    }


def _retention() -> Page:
    cohort = Field("cohort_retention", "cohort_month_txt", "Cohort")
    month = Field("cohort_retention", "order_month_txt", "Month")
    left = 776
    right = WIDTH - 2 * MARGIN - GAP - left
    height = (HEIGHT - MARGIN - TOP - GAP) // 2
    x = MARGIN + left + GAP
    slicer_x = WIDTH - MARGIN - SLICER[0]
    return Page(
        "retention",
        "Retention & Cohorts",
        (
            heading("Retention & Cohorts"),
            month_slicer(Place(slicer_x, 12, *SLICER)),
            Visual(
                "cohorts",
                "pivotTable",
                Place(MARGIN, TOP, left, HEIGHT - MARGIN - TOP),
                "Matrix: retention rate by cohort (rows) and month (columns), darker for more. A "
                "blank cell is a month that is not observed yet, 0.00% a month without return.",
                title="Retention rate by cohort and month",
                roles={
                    "Rows": [cohort],
                    "Columns": [month],
                    "Values": [measure("Avg Retention Rate")],
                },
                objects={
                    "subTotals": properties(rowSubtotals=False, columnSubtotals=False),
                    "values": [_heat_map()],
                },
                mobile=360,
            ),
            line_chart(
                "repeat rate",
                "Repeat Rate by month",
                Place(x, TOP, right, height),
                MONTH,
                measure("Repeat Rate"),
                "Line chart: share of each month's customers with two or more orders, and of those "
                "who first bought in the month the share who did again within three months.",
                measure("Repeat Customers"),
                measure("New Customers"),
                measure("Returning Customers"),
                beside=measure("Repeat Rate within 3 Months"),
                subtitle="Late months have had less time for customers to come back; within 3 "
                "months gives all the same.",
                only=USUAL,
            ),
            bar_chart(
                "cohort size",
                "Cohort size",
                Place(x, TOP + height + GAP, right, height),
                cohort,
                measure("Cohort Size"),
                "Column chart: number of customers in each cohort.",
                sort=(cohort, "Ascending"),
                kind="clusteredColumnChart",
            ),
        ),
    )


def _segmentation() -> Page:
    segment = Field("rfm_customers", "segment_ordered", "Segment")
    left = 400
    below = TOP + 104 + GAP
    return Page(
        "segmentation",
        "Customer Segmentation",
        (
            heading("Customer Segmentation"),
            card(
                "High Value Customer %",
                Place(MARGIN, TOP, left, 104),
                "Card: share of the customers whose segment is High Value.",
            ),
            bar_chart(
                "customers by segment",
                "Customers by segment",
                Place(MARGIN, below, left, HEIGHT - MARGIN - below),
                segment,
                measure("Customers"),
                "Bar chart: number of customers in each value segment, from low to high.",
                measure("Segment Revenue"),
                measure("Segment Share of Revenue"),
                measure("Revenue per Segment Customer"),
                sort=(segment, "Ascending"),
            ),
            Visual(
                "frequency and monetary",
                "scatterChart",
                Place(
                    MARGIN + left + GAP,
                    TOP,
                    WIDTH - 2 * MARGIN - GAP - left,
                    HEIGHT - MARGIN - TOP,
                ),
                "Scatter chart: a point a customer, orders across, money up, coloured by segment.",
                title="Frequency and monetary by customer",
                roles={
                    "Category": [Field("rfm_customers", "customer_unique_id", "Customer")],
                    "Series": [Field("rfm_customers", "segment", "Segment")],
                    "X": [measure("Segment Orders", "Frequency")],
                    "Y": [measure("Segment Revenue", "Monetary")],
                },
                objects={
                    "categoryAxis": properties(showAxisTitle=True),
                    "valueAxis": properties(showAxisTitle=True),
                    "legend": properties(show=True, position="Top"),
                    "bubbles": properties(bubbleSize=-20),
                    "dataPoint": segment_colours(),
                },
                mobile=320,
            ),
        ),
    )


def _operations() -> Page:
    month = Field("ops_metrics", "order_month", "Month")
    left = 776
    right = WIDTH - 2 * MARGIN - GAP - left
    below = TOP + 104 + GAP
    height = HEIGHT - MARGIN - below
    x = MARGIN + left + GAP
    width = (WIDTH - 2 * MARGIN - GAP) // 2
    half = (height - GAP) // 2
    cards = (
        ("Avg Review Score", "Card: mean review score of the selected orders."),
        ("Avg Delivery Days", "Card: mean days from purchase to delivery."),
    )
    return Page(
        "operations",
        "Operations",
        (
            heading("Operations"),
            month_slicer(Place(WIDTH - MARGIN - SLICER[0], 12, *SLICER)),
            *(
                card(name, Place(MARGIN + i * (width + GAP), TOP, width, 104), alt)
                for i, (name, alt) in enumerate(cards)
            ),
            line_chart(
                "delivery days",
                "Average delivery days by month",
                Place(MARGIN, below, left, half),
                month,
                measure("Avg Delivery Days"),
                "Line chart: mean days from purchase to delivery, by month of purchase.",
                measure("Late Delivery Rate"),
                measure("Avg Review Score"),
                subtitle="Of the latest months only the quick deliveries are known yet.",
                only=USUAL,
            ),
            line_chart(
                "late deliveries",
                "Late Delivery Rate by month",
                Place(MARGIN, below + half + GAP, left, half),
                month,
                measure("Late Delivery Rate"),
                "Line chart: share of each month's orders that came late.",
                measure("Total Orders"),
                subtitle="Orders that are overdue and not delivered are not in it.",
                only=USUAL,
            ),
            bar_chart(
                "orders by payment",
                "Total Orders by payment type",
                Place(x, below, right, height),
                PAYMENT,
                measure("Total Orders"),
                "Bar chart: number of orders by type of payment, largest first.",
                measure("Total Revenue"),
                measure("AOV"),
            ),
        ),
    )


def pages(definitions: dict[str, Any] | None) -> tuple[Page, ...]:
    """The four pages, and one with what every number means.

    `definitions` are the options in force by name, None where they are not known.
    """
    columns, height = definition_columns(definitions, WIDTH - 2 * MARGIN, GAP)
    texts = tuple(
        Visual(
            f"definitions {number}",
            "textbox",
            Place(MARGIN + place.x, TOP + place.y, place.width, place.height),
            alt,
            objects=paragraphs(lines),
            mobile=place.height * 3 // 2,  # narrower, so longer
        )
        for number, (place, alt, lines) in enumerate(columns, 1)
    )
    about = Page(
        "definitions",
        "Definitions",
        (heading("What every number means"), *texts),
        max(HEIGHT, TOP + height + MARGIN),
    )
    return (_executive(), _retention(), _segmentation(), _operations(), about)
