"""What is said of an experiment, in sentences: its size, its arms and what came of it.

Rates, power and confidence are in percent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from crri_gui.engine.experiment import OwnFigures, Result
from crri_gui.messages import Sentence, sentence
from crri_gui.models.experiments import CONTROL, TREATMENT


def size_sentence(
    rate: float, other: float, per_arm: int, power: float, confidence: float
) -> Sentence:
    """How many customers it takes in each arm to tell two rates apart."""
    return sentence(
        "experiment_size",
        rate=rate,
        other=other,
        per_arm=per_arm,
        power=power,
        confidence=confidence,
    )


def detectable_sentence(
    rate: float, other: float | None, per_arm: int, power: float, confidence: float
) -> Sentence:
    """The lowest rate that arms of this size tell from `rate`; None: there is none."""
    return sentence(
        "experiment_detectable.none" if other is None else "experiment_detectable",
        rate=rate,
        other=other,
        per_arm=per_arm,
        power=power,
        confidence=confidence,
    )


def days_sentence(own: OwnFigures, per_arm: int) -> Sentence:
    """How long arms of this size take to fill with the shop's own customers."""
    return sentence(
        "experiment_days" if own.recent_customers else "experiment_days.nobody",
        days=own.recent_days,
        customers=own.recent_customers,
        needed=own.days_to_fill(per_arm),
    )


def assigned_sentence(arms: Mapping[str, int], seed: int, file: Path) -> Sentence:
    """How many customers are in each arm, and where that is written."""
    return sentence(
        "experiment_assigned",
        treated=arms[TREATMENT],
        control=arms[CONTROL],
        seed=seed,
        file=str(file),
    )


def result_sentences(found: Result, confidence: float) -> Iterator[Sentence]:
    """Whether a difference is shown, and what it rests on."""
    outcome = found.outcome
    yield sentence(
        "experiment_shown" if outcome.shown else "experiment_none_shown",
        treated=found.treatment.rate,
        control=found.control.rate,
        difference=100 * outcome.difference,
        low=100 * outcome.low,
        high=100 * outcome.high,
        confidence=confidence,
    )
    yield sentence(
        "experiment_arms",
        treated=found.treatment.customers,
        treated_buyers=found.treatment.buyers,
        control=found.control.customers,
        control_buyers=found.control.buyers,
        since=found.since.isoformat(),
        until=found.until.isoformat(),
    )
    if found.unknown:
        yield sentence("experiment_unknown", count=found.unknown)
