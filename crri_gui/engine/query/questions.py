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
from crri_gui.messages import message
from crri_gui.messages.formatting import LANGUAGES, fill

Part = Literal["month", "state", "payment"]


@dataclass(frozen=True)
class Question:
    """A question, which may name a {month}, a {state} or a {payment}, and the measure it asks.

    `name` is that of its message.
    """

    name: str
    measure: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """What it is limited to."""
        every: tuple[Part, ...] = ("month", "state", "payment")
        return tuple(part for part in every if f"{{{part}}}" in message(self.name).texts["en"])


@dataclass(frozen=True)
class Answered:
    """A question with its names filled in, and the value of its measure; None is blank.

    Both are written in `language`, one of `LANGUAGES` of the messages.
    """

    question: Question
    names: Mapping[str, str]
    value: Number | None
    language: str = "en"

    @property
    def text(self) -> str:
        """The question as it is asked."""
        texts = message(self.question.name).texts
        return fill(texts[self.language], self.names, LANGUAGES[self.language])

    @property
    def answer(self) -> str:
        """The value as Power BI writes it, without the sign of a currency."""
        form = BY_NAME[self.question.measure].format
        if self.value is None:
            return message("question.blank").texts[self.language]
        how = {"percent": "{value:.2%}", "integer": "{value:,}"}.get(form, "{value:,.2f}")
        number = self.value if form == "integer" else float(self.value)
        return fill(how, {"value": number}, LANGUAGES[self.language])

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
    Question("question.revenue", "Total Revenue"),
    Question("question.orders", "Total Orders"),
    Question("question.customers", "Active Customers"),
    Question("question.order_value", "AOV"),
    Question("question.orders_per_customer", "Orders per Customer"),
    Question("question.revenue_per_customer", "Revenue per Customer"),
    Question("question.repeat_rate", "Repeat Rate"),
    Question("question.repeat_customers", "Repeat Customers"),
    Question("question.revenue_of_repeaters", "Revenue from Repeat Customers %"),
    Question("question.later_retention", "Later Retention Rate"),
    Question("question.high_value", "High Value Customer %"),
    Question("question.delivery_days", "Avg Delivery Days"),
    Question("question.review_score", "Avg Review Score"),
    Question("question.revenue_of_month", "Total Revenue"),
    Question("question.customers_of_month", "Active Customers"),
    Question("question.growth_of_month", "MoM Growth %"),
    Question("question.revenue_of_state", "Total Revenue"),
    Question("question.orders_by_payment", "Total Orders"),
    Question("question.order_value_by_payment_of_month", "AOV"),
    Question("question.repeat_rate_of_state_and_month", "Repeat Rate"),
)


def answers(
    run: RunContext, folder: Path, manifest: Mapping[str, Any], language: str = "en"
) -> tuple[Answered, ...]:
    """The questions that the tables in `folder` can be asked, answered in the language.

    The month is the latest complete one, state and type of payment are those of most orders; where
    an export lacks one, its questions are left out. Raises `OutputError` when the files are not
    what the contract says.
    """
    with published(run, folder, manifest) as db:
        names = _names(db, manifest)
        return tuple(
            Answered(question, names, _answer(db, question, names), language)
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
