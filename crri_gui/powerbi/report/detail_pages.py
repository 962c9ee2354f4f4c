"""Pages that are reached from a value: a tooltip, and the customers and orders behind it."""

from __future__ import annotations

from crri_gui.dashboard.page import (
    COHORT,
    COHORT_ORDER_MONTH,
    MONTH,
    MONTHS_SINCE_FIRST,
    OPERATIONS_MONTH,
    PAYMENT_TYPE,
    SEGMENT,
    STATE,
)
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.details import IN_TIME, OF_COHORTS, ORDER_DATE
from crri_gui.powerbi.model.language import Language
from crri_gui.powerbi.report.navigation import back
from crri_gui.powerbi.report.page_parts import (
    HEIGHT,
    MARGIN,
    TOOLTIP,
    TOP,
    WIDTH,
    ReportPage,
    heading,
    sorted_field,
    stamp,
)
from crri_gui.powerbi.report.visuals import Field, Place, Visual, measure, properties

# MoM Growth % would be of the latest month, which may be a stray one.
_TOLD = {
    "Total Revenue": "Total Revenue",
    "Total Orders": "Total Orders",
    "Active Customers": "Active Customers",
    "AOV": "AOV",
    "Total Revenue against Month before": "Revenue against the month before",
}
_BUTTON = (72, 36)


def tooltip_page(say: Language) -> ReportPage:
    """What is shown at a month, a state or a type of payment under the mouse."""
    shown = Visual(
        "figures",
        "cardVisual",
        Place(8, 8, 304, 308),
        say("The selected orders in numbers."),
        title=say("Selected orders"),
        roles={"Data": [measure(name, say(shown)) for name, shown in _TOLD.items()]},
        objects={
            "value": [{**properties(fontSize=14.0)[0], "selector": {"id": "default"}}],
            "label": [{**properties(show=True, fontSize=9.0)[0], "selector": {"id": "default"}}],
            "outline": [{**properties(show=False)[0], "selector": {"id": "default"}}],
            "layout": [
                {**properties(columnCount=1, cellPadding=2)[0], "selector": {"id": "default"}}
            ],
        },
    )
    return ReportPage(TOOLTIP, say("In numbers"), (shown,), height=344, width=320, kind="Tooltip")


def detail_pages(
    shop: Shop, say: Language, *, with_details: bool = False
) -> tuple[ReportPage, ...]:
    """The customers and the orders behind a value; `with_details` of orders, their days too."""
    month = Field("master_orders", "order_month", say("Month"))
    day = measure(ORDER_DATE, say("Date"))
    more = (measure(IN_TIME, say("Delivered")),) if with_details else ()
    customers = Field("rfm_customers", "customer_unique_id", say("Customer"))
    return (
        _details(
            "customers",
            say("Customers"),
            shop,
            say,
            say("Table: a customer a row, by what the orders are worth."),
            (
                customers,
                sorted_field(SEGMENT, say),
                Field("rfm_customers", "recency", say("Days since the last order")),
                Field("rfm_customers", "RFM_score", say("RFM score")),
                measure("Segment Orders", say("Orders")),
                measure("Segment Revenue", say("Revenue")),
            ),
            "Segment Revenue",
            (
                sorted_field(SEGMENT),
                Field(SEGMENT.table, SEGMENT.name),
                sorted_field(COHORT),
                sorted_field(COHORT_ORDER_MONTH),
                sorted_field(MONTHS_SINCE_FIRST),
                sorted_field(STATE),
            ),
            only=measure(OF_COHORTS),
        ),
        _details(
            "orders",
            say("Orders"),
            shop,
            say,
            say("Table: an order a row, by what it is worth."),
            (
                Field("master_orders", "order_id", say("Order")),
                day if with_details else month,
                Field("master_orders", "customer_unique_id", say("Customer")),
                Field("master_orders", "customer_state", say("State")),
                Field("master_orders", "payment_type", say("Payment type")),
                measure("Total Revenue", say("Revenue")),
                measure("Avg Delivery Days", say("Delivery days")),
                measure("Avg Review Score", say("Review score")),
                *more,
            ),
            "Total Revenue",
            (
                *map(sorted_field, (MONTH, STATE, PAYMENT_TYPE, OPERATIONS_MONTH)),
                customers,
            ),
        ),
    )


def _details(
    key: str,
    title: str,
    shop: Shop,
    say: Language,
    alt: str,
    columns: tuple[Field, ...],
    by: str,
    drill: tuple[Field, ...],
    *,
    only: Field | None = None,
) -> ReportPage:
    width, height = _BUTTON
    table = Visual(
        f"{key} table",
        "tableEx",
        Place(MARGIN, TOP, WIDTH - 2 * MARGIN, HEIGHT - MARGIN - TOP),
        alt,
        title=say("{title} behind the value that was chosen").format(title=title),
        roles={"Values": columns},
        objects={
            "grid": properties(rowPadding=2),
            "values": properties(fontSize=9.0),
            "columnHeaders": properties(fontSize=9.0),
            "total": properties(totals=False),
        },
        sort=(measure(by), "Descending"),
        only=only,
        mobile=480,
    )
    left = MARGIN + width + 16
    return ReportPage(
        key,
        title,
        (
            back(Place(MARGIN, 52, width, height), say),
            heading(title, shop, say, 1000, x=left),
            stamp(say, 1000, x=left),
            table,
        ),
        kind="Drillthrough",
        drill=drill,
    )
