"""What Copilot is told of the model: which measures to take, by which words, and how to reckon.

An experiment: Microsoft has published the schemas of these files, and nobody has asked a Copilot
with ours yet. `crri powerbi --questions` has questions with answers to score one by.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crri_gui.dashboard.measures import MEASURES
from crri_gui.powerbi.model.calculation_group import GROUP
from crri_gui.powerbi.model.hidden.comparisons import DETAILS
from crri_gui.powerbi.model.hidden.publication import PUBLICATION
from crri_gui.powerbi.model.ids import guid
from crri_gui.powerbi.model.language import words
from crri_gui.powerbi.model.schema import MEASURE_TABLE, TABLES, ModelTable

Json = dict[str, Any]

_BASE = "https://developer.microsoft.com/json-schemas/fabric/item/semanticModel/copilot"
LONGEST_INSTRUCTIONS = 10_000
"""The most letters that Copilot takes."""
INSTRUCTIONS = "Copilot/Instructions/instructions.md"
_PROMPTS = (
    "What is the total revenue, and how did it grow in the latest complete month?",
    "Which states bring the most revenue?",
    "Which share of the customers ordered more than once?",
    "Which cohorts have the highest retention in their third month?",
    "How much of the revenue comes from High Value customers?",
    "In which months did most deliveries come late?",
)
_SYNONYMS: dict[str, tuple[str, ...]] = {
    "Total Revenue": ("sales", "turnover", "revenue"),
    "Total Orders": ("number of orders", "purchases"),
    "Active Customers": ("buyers", "number of customers"),
    "AOV": ("average order value", "average basket"),
    "Repeat Rate": ("share of repeat customers", "repurchase rate"),
    "MoM Growth %": ("monthly growth", "growth against the month before"),
    "Retention Rate": ("retention", "cohort retention"),
    "Late Delivery Rate": ("late deliveries", "delays"),
    "Avg Delivery Days": ("delivery time",),
    "Avg Review Score": ("rating", "satisfaction"),
}
_RULES = (
    "Take the measures of KPI_Measures; never add up columns of rates, averages or scores.",
    "A customer is customer_unique_id of rfm_customers; never count order ids as customers.",
    "Months are text, YYYY-MM: sort them by their key. A month whose month_state is not complete "
    "is partial or holds stray orders: leave it out of growth, and say so.",
    "Cohorts (cohort_retention) and segments (rfm_customers) are of all orders: filters of months, "
    "states and types of payment do not act on them.",
    "Over several cohorts take Retention Rate, not Avg Retention Rate: each counts by its size.",
    "Repeat Rate looks ahead, so late months have had less time: compare months by Repeat Rate "
    "within 3 Months.",
    "Late Delivery Rate is known of one month; of several it is blank unless they have the same.",
    "A blank number is not known; 0 is nothing.",
)
_RULES_OF_DETAILS = (
    "For lateness by state, type of payment, segment, day or several months take Late Order Rate; "
    "for new and returning customers First-Time Buyers and Returning Buyers.",
    "Calendar and customer_details act on the measures of the folder Customers and orders alone: "
    "filter others by the months of master_orders and the segments of rfm_customers.",
)


def copilot_files(of: Collection[ModelTable] = TABLES) -> dict[str, Json | str]:
    """The files below NAME.SemanticModel: JSON as values, the instructions as text."""
    return {
        "Copilot/schema.json": {
            "$schema": f"{_BASE}/schema/1.0.0/schema.json",
            "tables": _tables(of),
        },
        "Copilot/examplePrompts.json": {
            "$schema": f"{_BASE}/examplePrompts/1.0.0/schema.json",
            "prompts": list(_PROMPTS),
        },
        "Copilot/settings.json": {
            "$schema": f"{_BASE}/settings/1.0.0/schema.json",
            "indexingEnabled": True,
        },
        INSTRUCTIONS: "".join(f"- {rule}\n" for rule in _rules(of)),
    }


def _rules(of: Collection[ModelTable]) -> tuple[str, ...]:
    with_details = any(table.name == DETAILS for table in of)
    return (*_RULES, *(_RULES_OF_DETAILS if with_details else ()))


def _tables(of: Collection[ModelTable]) -> list[Json]:
    names = {table.name for table in of}
    measures = [
        {
            "id": guid("measure", measure.name),
            "name": measure.name,
            "visibility": "Visible",
            "synonyms": [*_SYNONYMS.get(measure.name, ()), *_portuguese(measure.name)],
        }
        for measure in MEASURES
        if measure.source in names
    ]
    return [
        *(
            {"id": guid("table", table.name), "name": table.name, "visibility": "Auto"}
            for table in of
        ),
        *(
            {"id": guid("table", name), "name": name, "visibility": "Hidden"}
            for name in (PUBLICATION, GROUP)
        ),
        {
            "id": guid("table", MEASURE_TABLE),
            "name": MEASURE_TABLE,
            "visibility": "Visible",
            "measures": measures,
        },
    ]


def _portuguese(name: str) -> tuple[str, ...]:
    found = words().get(name)
    return (found,) if found else ()
