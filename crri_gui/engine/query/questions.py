"""Questions to published CSVs with the answers that CRRI knows, to score an assistant by.

An assistant over the Power BI model (Copilot, or any other) is asked the same questions; where it
answers otherwise, it has taken another column, another filter or another average.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.asking import Number, measure_values
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.engine.query.presentation_facts import published

Part = Literal["month", "state", "payment"]


@dataclass(frozen=True)
class Question:
    """A question, which may name a {month}, a {state} or a {payment}, and the measure it asks."""

    text: str
    measure: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it is limited to."""
        every: tuple[Part, ...] = ("month", "state", "payment")
        return tuple(part for part in every if f"{{{part}}}" in self.text)


@dataclass(frozen=True)
class Answered:
    """A question with its names filled in, and the value of its measure; None is blank."""

    question: Question
    names: Mapping[str, str]
    value: Number | None

    @property
    def text(self) -> str:
        """The question as it is asked."""
        return self.question.text.format(**self.names)

    @property
    def answer(self) -> str:
        """The value as Power BI writes it, without the sign of a currency."""
        form = BY_NAME[self.question.measure].format
        if self.value is None:
            return "(blank)"
        if form == "percent":
            return f"{float(self.value):.2%}"
        return f"{self.value:,}" if form == "integer" else f"{float(self.value):,.2f}"

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values."""
        return {
            "question": self.text,
            "answer": self.answer,
            "value": None if self.value is None else float(self.value),
            "measure": self.question.measure,
            "filters": {part: self.names[part] for part in self.question.parts},
        }


QUESTIONS = (
    Question("What is the total revenue?", "Total Revenue"),
    Question("How many orders are there?", "Total Orders"),
    Question("How many different customers ordered?", "Active Customers"),
    Question("What is the average order value?", "AOV"),
    Question("How many orders does a customer place on average?", "Orders per Customer"),
    Question("What does a customer spend on average?", "Revenue per Customer"),
    Question("Which share of the customers ordered more than once?", "Repeat Rate"),
    Question("How many customers ordered more than once?", "Repeat Customers"),
    Question(
        "Which share of the revenue comes from customers who ordered more than once?",
        "Revenue from Repeat Customers %",
    ),
    Question(
        "In an average month after their first, which share of all cohorts' customers orders?",
        "Later Retention Rate",
    ),
    Question("Which share of the customers is High Value?", "High Value Customer %"),
    Question("How many days does a delivery take on average?", "Avg Delivery Days"),
    Question("What is the average review score?", "Avg Review Score"),
    Question("What was the revenue in {month}?", "Total Revenue"),
    Question("How many different customers ordered in {month}?", "Active Customers"),
    Question("How did revenue grow in {month} against the month before?", "MoM Growth %"),
    Question("What is the revenue of customers in {state}?", "Total Revenue"),
    Question("How many orders were paid by {payment}?", "Total Orders"),
    Question("What is the average order value of orders paid by {payment} in {month}?", "AOV"),
    Question(
        "Which share of the customers in {state} who ordered in {month} ordered more than once in "
        "all?",
        "Repeat Rate",
    ),
)


def answers(run: RunContext, folder: Path, manifest: Mapping[str, Any]) -> tuple[Answered, ...]:
    """The questions that the CSVs in `folder` can be asked, answered.

    The month is the latest complete one, state and type of payment are those of most orders; where
    an export lacks one, its questions are left out. Raises `OutputError` when the files are not
    what the contract says.
    """
    with published(run, folder) as db:
        names = _names(db, manifest)
        return tuple(
            Answered(question, names, _answer(db, question, names))
            for question in QUESTIONS
            if set(question.parts) <= names.keys()
        )


def _answer(db: DuckDB, question: Question, names: Mapping[str, str]) -> Number | None:
    filters = Filters(
        months=(names["month"], names["month"]) if "month" in question.parts else None,
        states=frozenset({names["state"]}) if "state" in question.parts else None,
        payment_types=frozenset({names["payment"]}) if "payment" in question.parts else None,
    )
    return measure_values(db, filters, [question.measure])[question.measure]


def _names(db: DuckDB, manifest: Mapping[str, Any]) -> dict[str, str]:
    flagged = manifest.get("flagged_months")
    names = {}
    if isinstance(flagged, dict):
        months = [m for (m,) in db.rows("SELECT order_month FROM monthly_revenue WHERE orders > 0")]
        complete = [month for month in months if month not in flagged]
        if complete:
            names["month"] = max(complete)
    for part, column in (("state", "customer_state"), ("payment", "payment_type")):
        found = db.rows(
            f"SELECT {column} FROM master_orders WHERE {column} IS NOT NULL "
            f"GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT 1"
        )
        if found:
            names[part] = str(found[0][0])
    return names
