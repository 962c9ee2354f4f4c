"""The numbers of the page on what customers will buy and spend, and what they say in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.extensions.model_figures import Figures, figures
from crri_gui.messages import Sentence, sentence
from crri_gui.models.value import FEWEST_REPEAT_CUSTOMERS

TABLES = ("value_verdict", "value_tests", "value_parameters")

_ORDER = ("MBG/NBD", "BG/NBD", "table")
_REASONS = {
    reason.partition(".")[2]: reason
    for reason in (
        "predicted_refused.repeat_customers",
        "predicted_refused.not_fitted",
        "predicted_refused.uncertain",
        "predicted_refused.unbounded",
        "predicted_refused.beyond",
        "predicted_refused.no_mean",
        "predicted_refused.dependent",
        "predicted_refused.too_short",
        "predicted_refused.not_tested",
        "predicted_refused.test_of_purchases",
        "predicted_refused.test_of_revenue",
    )
}


@dataclass(frozen=True)
class Backtest:
    """What a way to predict would have said of the last days before them, and said / were.

    `name` is that of a model, or "table": recency and frequency, learnt one horizon earlier.
    """

    name: str
    purchases: float
    ratio: float | None
    revenue: float | None


@dataclass(frozen=True)
class ModelParameter:
    """A parameter of a model, and the standard error of its logarithm where there is one."""

    model: str
    name: str
    value: float
    error_of_log: float | None


@dataclass(frozen=True)
class PredictedValue:
    """What is predicted, or why nothing is (`refused`, "" where something is).

    The refusal is about `parameter` of `model`, where it is about one, and `figure` decided. The
    `actual` ones are of the last `days` days and of the customers known before them.
    """

    refused: str
    model: str
    parameter: str
    figure: float | None
    days: int
    snapshot: dt.date
    customers: int
    repeat_customers: int
    actual_purchases: float | None
    actual_revenue: float | None
    backtests: tuple[Backtest, ...]
    parameters: tuple[ModelParameter, ...]
    expected_purchases: float | None
    expected_revenue: float | None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What it says; the first one is the headline."""
        return tuple(_sentences(self))


def predicted_value(db: DuckDB) -> PredictedValue | None:
    """What customers are expected to buy and spend; None where the run was not asked."""
    found = figures(db, *TABLES)
    return None if found is None else from_figures(found)


def from_figures(found: Figures) -> PredictedValue:
    """The same from the rows of `TABLES`."""
    [verdict] = found["value_verdict"]
    actual = verdict["actual_purchases"]
    tests = sorted(found["value_tests"], key=lambda row: _ORDER.index(row["name"]))
    return PredictedValue(
        backtests=tuple(
            Backtest(
                row["name"],
                row["purchases"],
                row["purchases"] / actual if actual else None,
                row["revenue"],
            )
            for row in tests
        ),
        parameters=tuple(ModelParameter(*row.values()) for row in found["value_parameters"]),
        **{**verdict, "snapshot": dt.date.fromisoformat(verdict["snapshot"])},
    )


def prediction_sentence(found: PredictedValue) -> Sentence:
    """What is expected of all customers, or why nothing is said of them."""
    if not found.refused:
        return sentence(
            "predicted_value",
            days=found.days,
            customers=found.customers,
            purchases=found.expected_purchases,
            revenue=found.expected_revenue,
        )
    unbounded = found.refused == "uncertain" and found.figure is None
    return sentence(
        _REASONS["unbounded" if unbounded else found.refused],
        days=found.days,
        least=FEWEST_REPEAT_CUSTOMERS,
        model=found.model,
        parameter=found.parameter,
        figure=found.figure,
        actual=found.actual_purchases,
        actual_revenue=found.actual_revenue,
    )


def backtest_sentence(found: PredictedValue) -> Sentence:
    """What each way to predict would have said of the last days. There has to be a test."""
    said = tuple(
        sentence(
            "predicted_test_of_one.table" if one.name == "table" else "predicted_test_of_one",
            name=one.name,
            said=one.purchases,
            ratio=one.ratio,
        )
        for one in found.backtests
        if one.ratio is not None
    )
    return sentence("predicted_test", days=found.days, said=said, actual=found.actual_purchases)


def _sentences(found: PredictedValue) -> Iterator[Sentence]:
    yield prediction_sentence(found)
    if any(one.ratio is not None for one in found.backtests):
        yield backtest_sentence(found)
