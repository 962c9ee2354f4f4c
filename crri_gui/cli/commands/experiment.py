"""`crri experiment`: how many customers it takes, who gets what, and what came of it."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crri_gui.cli.commands.experiment_options import ONLY_WITH
from crri_gui.cli.commands.explain import read_months
from crri_gui.cli.request import request_of
from crri_gui.cli.terminal import console
from crri_gui.engine.experiment import OwnFigures, Selection, assign, own_figures, result
from crri_gui.engine.experiment_words import (
    assigned_sentence,
    days_sentence,
    detectable_sentence,
    result_sentences,
    size_sentence,
)
from crri_gui.engine.pipeline import Request
from crri_gui.engine.publish.places import refuse_no_file
from crri_gui.errors import UsageError
from crri_gui.messages import Sentence
from crri_gui.models.experiments import (
    CONTROL,
    TREATMENT,
    detectable_rate,
    sample_size,
)

_POWER = 80.0
_SEED = 1


@dataclass(frozen=True)
class Answer:
    """What is said, as sentences and as plain JSON values, and the file that was written."""

    sentences: tuple[Sentence, ...]
    figures: dict[str, Any]
    written: Path | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {**self.figures, "said": list(self.sentences)}

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(self.sentences)


def answered(options: argparse.Namespace) -> Answer:
    """Do what is asked for. Raises `UsageError`, and whatever a run raises."""
    _refuse_others(options)
    return {"size": _size, "assign": _assign, "result": _result}[options.what](options)


def _size(options: argparse.Namespace) -> Answer:
    if (options.target is None) == (options.per_arm is None):
        raise UsageError("experiment_size_of_what")
    own = None
    if options.input_dir is not None:
        request = _request(options)
        own = console.work(options, lambda run: own_figures(run, request))
    rate = options.rate if options.rate is not None else _own_rate(own)
    power = options.power or _POWER
    levels = (power / 100, options.confidence / 100)
    shown: dict[str, Any] = {"rate": rate, "power": power, "confidence": options.confidence}
    if options.target is not None:
        if options.target == rate:
            raise UsageError("experiment_rates_equal", rate=rate)
        per_arm = sample_size(rate / 100, options.target / 100, *levels)
        said = [size_sentence(rate, options.target, per_arm, power, options.confidence)]
        target = options.target
    else:
        per_arm = options.per_arm
        found = detectable_rate(rate / 100, per_arm, *levels)
        target = None if found is None else 100 * found
        said = [detectable_sentence(rate, target, per_arm, power, options.confidence)]
    figures = {**shown, "target": target, "per_arm": per_arm, "days_to_fill": None}
    if own is not None:
        figures["days_to_fill"] = own.days_to_fill(per_arm)
        said.append(days_sentence(own, per_arm))
    return Answer(tuple(said), figures)


def _own_rate(own: OwnFigures | None) -> float:
    if own is None:
        raise UsageError("experiment_without_rate")
    rate = 100 * (own.rate or 0.0)
    if not 0 < rate < 100:
        raise UsageError("experiment_without_own_rate", rate=rate, days=own.days)
    return rate


def _assign(options: argparse.Namespace) -> Answer:
    target = options.output
    if target is None:
        raise UsageError("experiment_option_missing", option="--output", what="assign")
    refuse_no_file(target)
    selection = Selection(
        tuple(options.segment),
        tuple(options.state),
        None if options.month is None else read_months(options.month),
    )
    seed = _SEED if options.seed is None else options.seed
    request = _request(options)
    asked = (request, selection, seed, options.per_arm, target)
    arms = console.work(options, lambda run: assign(run, *asked))
    said = assigned_sentence(arms, seed, target)
    return Answer((said,), {"arms": arms, "seed": seed, "file": str(target.resolve())}, target)


def _result(options: argparse.Namespace) -> Answer:
    for name, option in (("assignment", "--assignment"), ("since", "--from")):
        if getattr(options, name) is None:
            raise UsageError("experiment_option_missing", option=option, what="result")
    days = (_day(options.since), None if options.until is None else _day(options.until))
    request = _request(options)
    asked = (request, options.assignment, days, options.confidence / 100)
    found = console.work(options, lambda run: result(run, *asked))
    outcome = found.outcome
    figures = {
        "from": found.since.isoformat(),
        "to": found.until.isoformat(),
        TREATMENT: asdict(found.treatment),
        CONTROL: asdict(found.control),
        **asdict(outcome),
        "shown": outcome.shown,
        "confidence": options.confidence,
        "unknown": found.unknown,
    }
    return Answer(tuple(result_sentences(found, options.confidence)), figures)


def _request(options: argparse.Namespace) -> Request:
    if options.input_dir is None:
        raise UsageError("experiment_option_missing", option="--input-dir", what=options.what)
    request = request_of(options)
    if request.cluster is not None:
        raise UsageError("experiment_on_cluster")
    return request


def _refuse_others(options: argparse.Namespace) -> None:
    """Raise `UsageError` for an option that says nothing of what is asked for."""
    for what, names in ONLY_WITH.items():
        for name in names:
            if what != options.what and getattr(options, name) not in (None, []):
                shown = {"since": "from", "until": "to"}.get(name, name)
                raise UsageError(
                    "experiment_option_of_other", option=f"--{shown}", what=options.what, other=what
                )
    if options.what == "result" and options.per_arm is not None:
        raise UsageError(
            "experiment_option_of_other", option="--per-arm", what="result", other="size"
        )


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("day_unreadable", value=text) from error
