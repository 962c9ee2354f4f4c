"""Measures of the page Predicted Value: what customers are expected to buy, where that is told."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import Part, total
from crri_gui.dashboard.measures.measure import CURRENCY, Measure

_NOT_TOLD = "nothing is predicted"

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="Expected Purchases",
        folder="Predicted value",
        meaning="On how many days in all the selected customers are expected to buy within the "
        "horizon.",
        unit="days with a purchase",
        format="number",
        blank=_NOT_TOLD,
        source="predicted_value",
        dax="SUM ( predicted_value[expected_purchases] )",
        sql="sum(expected_purchases)",
        made_of=total(
            Part(
                "Expected purchases",
                "customers",
                "SELECT customer_unique_id, expected_purchases AS amount FROM selected",
            )
        ),
    ),
    Measure(
        name="Expected Revenue",
        folder="Predicted value",
        meaning="What the selected customers are expected to spend within the horizon.",
        unit=CURRENCY,
        format="money",
        blank=_NOT_TOLD,
        source="predicted_value",
        dax="SUM ( predicted_value[expected_revenue] )",
        sql="sum(expected_revenue)",
        made_of=total(
            Part(
                "Expected revenue",
                "customers",
                "SELECT customer_unique_id, expected_revenue AS amount FROM selected",
            )
        ),
    ),
)
