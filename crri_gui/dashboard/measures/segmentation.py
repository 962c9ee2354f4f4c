"""Measures of the page Customer Segmentation: customers and their value segments."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import Part, ratio, total
from crri_gui.dashboard.measures.measure import CURRENCY, Measure

_NO_CUSTOMER = "no customer is selected"


def _of_customers(title: str, amount: str, rows: str = "selected") -> Part:
    return Part(title, "customers", f"SELECT customer_unique_id, {amount} AS amount FROM {rows}")


_CUSTOMERS = _of_customers("Customers", "1")
_MONEY = _of_customers("What the customers are worth", "monetary")
_ORDERS = _of_customers("The customers' orders", "frequency")
_MONEY_OF_ALL = _of_customers("What all customers are worth", "monetary", "rfm_customers")
_HIGH_VALUE = _of_customers("High Value customers", "1", "selected WHERE segment = 'High Value'")

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="Customers",
        folder="Segmentation",
        meaning="Customers of the selected segments.",
        unit="customers",
        format="integer",
        blank=_NO_CUSTOMER,
        source="rfm_customers",
        dax="COUNTROWS ( rfm_customers )",
        sql="nullif(cast(sum(customers) AS bigint), 0)",
        grain="sums",
        made_of=total(_CUSTOMERS),
    ),
    Measure(
        name="Segment Revenue",
        folder="Segmentation",
        meaning="What the customers of the selected segments have spent on counted orders in all: "
        "the sum of their monetary.",
        unit=CURRENCY,
        format="money",
        blank=_NO_CUSTOMER,
        source="rfm_customers",
        dax="SUM ( rfm_customers[monetary] )",
        sql="sum(monetary)",
        grain="sums",
        made_of=total(_MONEY),
    ),
    Measure(
        name="Segment Orders",
        folder="Segmentation",
        meaning="Counted orders of the customers of the selected segments: the sum of their "
        "frequency.",
        unit="orders",
        format="integer",
        blank=_NO_CUSTOMER,
        source="rfm_customers",
        dax="SUM ( rfm_customers[frequency] )",
        sql="cast(sum(frequency) AS bigint)",
        grain="sums",
        made_of=total(_ORDERS),
    ),
    Measure(
        name="Revenue per Segment Customer",
        folder="Segmentation",
        meaning="Segment Revenue / Customers.",
        unit="currency per customer",
        format="money",
        blank=_NO_CUSTOMER,
        source="rfm_customers",
        dax="DIVIDE ( [Segment Revenue], [Customers] )",
        sql="cast(sum(monetary) AS double) / nullif(sum(customers), 0)",
        grain="sums",
        made_of=ratio(_MONEY, _CUSTOMERS),
    ),
    Measure(
        name="Segment Share of Revenue",
        folder="Segmentation",
        meaning="Segment Revenue / the revenue of all customers.",
        unit="share of revenue",
        format="percent",
        blank="no customer is selected, or the revenue of all is not above 0",
        source="rfm_customers",
        dax="""
            VAR Whole = CALCULATE ( [Segment Revenue], ALL ( rfm_customers ) )
            RETURN
                IF ( Whole > 0, DIVIDE ( [Segment Revenue], Whole ) )
            """,
        sql="""
            cast(sum(monetary) AS double) / (
                SELECT CASE WHEN sum(monetary) > 0 THEN cast(sum(monetary) AS double) END
                FROM rfm_customers
            )
            """,
        grain="sums",
        made_of=ratio(_MONEY, _MONEY_OF_ALL),
    ),
    Measure(
        name="High Value Customer %",
        folder="Segmentation",
        meaning="Share of the customers whose segment is High Value.",
        unit="share of customers",
        format="percent",
        blank=_NO_CUSTOMER,
        source="rfm_customers",
        dax="""
            DIVIDE (
                CALCULATE (
                    [Customers], KEEPFILTERS ( rfm_customers[segment] = "High Value" )
                ) + 0,
                [Customers]
            )
            """,
        sql="""
            cast(sum(CASE WHEN segment = 'High Value' THEN customers ELSE 0 END) AS double)
            / nullif(sum(customers), 0)
            """,
        grain="sums",
        made_of=ratio(_HIGH_VALUE, _CUSTOMERS),
    ),
)
