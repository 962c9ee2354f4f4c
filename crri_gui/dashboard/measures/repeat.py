"""Measures of the page Repeat Purchases: who is likely to buy again, where that can be told."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import Part, ratio, total
from crri_gui.dashboard.measures.measure import Measure

_NOT_TOLD = "nobody is scored"
_SCORED = Part("Customers", "customers", "SELECT customer_unique_id, 1 AS amount FROM selected")

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="Scored Customers",
        folder="Repeat purchases",
        meaning="Customers of the selected tenths who have a score of how likely they buy again.",
        unit="customers",
        format="integer",
        blank=_NOT_TOLD,
        source="repeat_propensity",
        dax="COUNTROWS ( repeat_propensity )",
        sql="nullif(count(*), 0)",
        made_of=total(_SCORED),
    ),
    Measure(
        name="Mean Repeat Probability",
        folder="Repeat purchases",
        meaning="Mean probability that a customer of the selected tenths buys within 90 days.",
        unit="share of customers",
        format="percent",
        blank=f"{_NOT_TOLD}, or the scores have no probabilities",
        source="repeat_propensity",
        dax="AVERAGE ( repeat_propensity[probability] )",
        sql="avg(probability)",
        made_of=ratio(
            Part(
                "Probabilities",
                "customers",
                "SELECT customer_unique_id, probability AS amount FROM selected "
                "WHERE probability IS NOT NULL",
            ),
            Part(
                "Customers with a probability",
                "customers",
                "SELECT customer_unique_id, 1 AS amount FROM selected "
                "WHERE probability IS NOT NULL",
            ),
        ),
    ),
)
