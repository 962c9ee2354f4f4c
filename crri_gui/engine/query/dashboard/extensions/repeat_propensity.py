"""The numbers of the page on repeat purchases to come, and what they say in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.extensions.model_figures import Figures, figures
from crri_gui.messages import Sentence, sentence
from crri_gui.models.intervals import wilson
from crri_gui.models.propensity import FEATURES, FEWEST_BUYERS, Verdict

TABLES = ("repeat_verdict", "repeat_windows", "repeat_calibration", "repeat_effects")

_EFFECTS = ("intercept", *FEATURES)
_WORDS: dict[Verdict, str] = {
    "none": "repeat_verdict.none",
    "weak": "repeat_verdict.weak",
    "usable": "repeat_verdict.usable",
}


@dataclass(frozen=True)
class JudgedWindow:
    """How a model of the window before did on the days from `snapshot` on.

    Rates are shares of customers; `lift` is the rate of the top tenth against that of all, its
    ends at 95 %. What a model would have said is None where none was fitted.
    """

    snapshot: dt.date
    customers: int
    buyers: int
    trained_buyers: int
    base_rate: float
    pr_auc: float | None
    top_customers: int | None
    top_buyers: float | None
    lift: float | None
    lift_low: float | None
    lift_high: float | None
    predicted: float | None
    predicted_to_actual: float | None
    verdict: Verdict
    separable: bool


@dataclass(frozen=True)
class CalibrationTenth:
    """A tenth of the last window, 1 the likeliest: the rate that was said, that was, its 95 %."""

    tenth: int
    customers: int
    predicted_rate: float
    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class FeatureEffect:
    """A coefficient of the model in use, in log odds, and its standard error."""

    name: str
    coefficient: float
    error: float


@dataclass(frozen=True)
class RepeatPropensity:
    """The verdict with all that it rests on; windows are oldest first, and the last one decides."""

    verdict: Verdict
    days: int
    snapshot: dt.date
    covered_days: int
    needed_days: int
    windows: tuple[JudgedWindow, ...]
    calibration: tuple[CalibrationTenth, ...]
    effects: tuple[FeatureEffect, ...]
    scored: int
    with_probability: bool

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """What it says; the first one is the headline."""
        return tuple(_sentences(self))


def repeat_propensity(db: DuckDB) -> RepeatPropensity | None:
    """Whether repeat purchases can be told beforehand; None where the run was not asked."""
    found = figures(db, *TABLES)
    return None if found is None else from_figures(found)


def from_figures(found: Figures) -> RepeatPropensity:
    """The same from the rows of `TABLES`."""
    [verdict] = found["repeat_verdict"]
    return RepeatPropensity(
        verdict["verdict"],
        verdict["days"],
        dt.date.fromisoformat(verdict["snapshot"]),
        verdict["covered_days"],
        verdict["needed_days"],
        tuple(
            JudgedWindow(**{**row, "snapshot": dt.date.fromisoformat(row["snapshot"])})
            for row in sorted(found["repeat_windows"], key=lambda row: row["snapshot"])
        ),
        tuple(
            CalibrationTenth(
                row["tenth"],
                row["customers"],
                row["predicted"] / row["customers"],
                row["buyers"] / row["customers"],
                *wilson(row["buyers"], row["customers"]),
            )
            for row in sorted(found["repeat_calibration"], key=lambda row: row["tenth"])
        ),
        tuple(
            FeatureEffect(row["feature"], row["coefficient"], row["error"])
            for row in sorted(
                found["repeat_effects"], key=lambda row: _EFFECTS.index(row["feature"])
            )
        ),
        verdict["scored"],
        verdict["with_probability"],
    )


def propensity_sentence(found: RepeatPropensity) -> Sentence:
    """What came of the last window, and whether scores are written."""
    if not found.windows:
        return sentence(
            "repeat_verdict.too_short", covered=found.covered_days, needed=found.needed_days
        )
    last = found.windows[-1]
    if found.verdict == "too_few":
        return sentence(
            "repeat_verdict.too_few",
            trained=last.trained_buyers,
            buyers=last.buyers,
            days=found.days,
            least=FEWEST_BUYERS,
        )
    if last.top_customers is None or last.top_buyers is None or found.verdict != last.verdict:
        return sentence("repeat_verdict.separable", days=found.days)
    of = 1_000
    # Of rare purchases, whole customers are told of a larger number.
    while of * last.base_rate < 1:
        of *= 10
    return sentence(
        _WORDS[found.verdict],
        of=of,
        top=round(of * last.top_buyers / last.top_customers),
        base=round(of * last.base_rate),
        days=found.days,
        scored=found.scored,
    )


def lift_sentence(window: JudgedWindow) -> Sentence:
    """How much more often the top tenth bought. A lift has to be known."""
    return sentence("repeat_lift", lift=window.lift, low=window.lift_low, high=window.lift_high)


def calibration_sentence(found: RepeatPropensity) -> Sentence:
    """Whether the probabilities are told. A model has to be in use."""
    last = found.windows[-1]
    return sentence(
        "repeat_calibration" if found.with_probability else "repeat_calibration.off",
        predicted=last.predicted,
        buyers=last.buyers,
    )


def _sentences(found: RepeatPropensity) -> Iterator[Sentence]:
    yield propensity_sentence(found)
    if found.windows and found.windows[-1].lift is not None:
        yield lift_sentence(found.windows[-1])
    if found.verdict == "usable":
        yield calibration_sentence(found)
