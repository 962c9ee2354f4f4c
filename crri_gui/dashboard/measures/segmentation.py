"""Measures of the page Customer Segmentation: customers and their value segments."""

from __future__ import annotations

from crri_gui.dashboard.measures.measure import CURRENCY, Measure

_NO_CUSTOMER = "no customer is selected"

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
        sql="nullif(count(*), 0)",
    ),
    Measure(
        name="Segment Revenue",
        folder="Segmentation",
        meaning="Sum of monetary over the customers of the selected segments.",
        unit=CURRENCY,
        format="money",
        blank=_NO_CUSTOMER,
        source="rfm_customers",
        dax="SUM ( rfm_customers[monetary] )",
        sql="sum(monetary)",
    ),
    Measure(
        name="Segment Orders",
        folder="Segmentation",
        meaning="Sum of frequency over the customers of the selected segments.",
        unit="orders",
        format="integer",
        blank=_NO_CUSTOMER,
        source="rfm_customers",
        dax="SUM ( rfm_customers[frequency] )",
        sql="cast(sum(frequency) AS bigint)",
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
        sql="cast(sum(monetary) AS double) / nullif(count(*), 0)",
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
            cast(count(CASE WHEN segment = 'High Value' THEN 1 END) AS double)
            / nullif(count(*), 0)
            """,
    ),
)
