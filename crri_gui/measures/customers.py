"""Measures over the customers and their value segments."""

from __future__ import annotations

from crri_gui.measures.measure import CURRENCY, Measure

_NO_CUSTOMER = "no customer is selected"

CUSTOMER_MEASURES: tuple[Measure, ...] = (
    Measure(
        "Customers",
        "Segmentation",
        "Customers of the selected segments.",
        "customers",
        "integer",
        _NO_CUSTOMER,
        "rfm_customers",
        "COUNTROWS ( rfm_customers )",
        "nullif(count(*), 0)",
    ),
    Measure(
        "Segment Revenue",
        "Segmentation",
        "Sum of monetary over the customers of the selected segments.",
        CURRENCY,
        "money",
        _NO_CUSTOMER,
        "rfm_customers",
        "SUM ( rfm_customers[monetary] )",
        "sum(monetary)",
    ),
    Measure(
        "Segment Orders",
        "Segmentation",
        "Sum of frequency over the customers of the selected segments.",
        "orders",
        "integer",
        _NO_CUSTOMER,
        "rfm_customers",
        "SUM ( rfm_customers[frequency] )",
        "cast(sum(frequency) AS bigint)",
    ),
    Measure(
        "Revenue per Segment Customer",
        "Segmentation",
        "Segment Revenue / Customers.",
        "currency per customer",
        "money",
        _NO_CUSTOMER,
        "rfm_customers",
        "DIVIDE ( [Segment Revenue], [Customers] )",
        "cast(sum(monetary) AS double) / nullif(count(*), 0)",
    ),
    Measure(
        "Segment Share of Revenue",
        "Segmentation",
        "Segment Revenue / the revenue of all customers.",
        "share of revenue",
        "percent",
        "no customer is selected, or the revenue of all is not above 0",
        "rfm_customers",
        "VAR Whole = CALCULATE ( [Segment Revenue], ALL ( rfm_customers ) )\n"
        "RETURN\n    IF ( Whole > 0, DIVIDE ( [Segment Revenue], Whole ) )",
        "cast(sum(monetary) AS double) / (SELECT CASE WHEN sum(monetary) > 0 "
        "THEN cast(sum(monetary) AS double) END FROM rfm_customers)",
    ),
    Measure(
        "High Value Customer %",
        "Segmentation",
        "Share of the customers whose segment is High Value.",
        "share of customers",
        "percent",
        _NO_CUSTOMER,
        "rfm_customers",
        "DIVIDE (\n"
        "    CALCULATE (\n"
        '        [Customers], KEEPFILTERS ( rfm_customers[segment] = "High Value" )\n'
        "    ) + 0,\n"
        "    [Customers]\n"
        ")",
        "cast(count(CASE WHEN segment = 'High Value' THEN 1 END) AS double) / nullif(count(*), 0)",
    ),
)
