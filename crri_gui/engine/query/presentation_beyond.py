"""What a presentation tells of the extension tables, from the figures of their manifest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from crri_gui.engine.query.dashboard.extensions import (
    movement,
    new_returning,
    predicted_value,
    repeat_propensity,
    value,
)
from crri_gui.engine.query.dashboard.extensions.model_figures import Figures
from crri_gui.engine.query.dashboard.extensions.stability import stability_sentences
from crri_gui.messages import Sentence


def beyond(manifest: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The sentences, in the order of the pages; what is of another CRRI or edited is left out."""
    said: list[Sentence] = []
    figures = manifest.get("figures", {})
    for tables, tell in _PAGES:
        if not figures.keys() >= set(tables):
            continue
        try:
            said += [one for one in tell(figures, manifest) if one is not None]
        except (AttributeError, IndexError, KeyError, TypeError, ValueError, ArithmeticError):
            continue
    return tuple(said)


_Said = Iterator[Sentence | None]


def _value(figures: Figures, manifest: Mapping[str, Any]) -> _Said:
    paid = any(row["cohort_month"] is None for row in figures["ltv_payback"])
    margin = manifest["definitions"].get("margin") if paid else None
    told = value.from_figures(figures, None if margin is None else float(margin))
    if told.curve:
        yield value.value_sentence(told)
    yield value.payback_sentence(told)


def _movement(figures: Figures, _: Mapping[str, Any]) -> _Said:
    if figures["movement_stability"]:
        told = movement.from_figures(figures)
        yield movement.status_sentence(told)
        yield from stability_sentences(told)


def _retention(figures: Figures, _: Mapping[str, Any]) -> _Said:
    yield new_returning.retention_sentence(new_returning.from_figures(figures))


def _repeat(figures: Figures, _: Mapping[str, Any]) -> _Said:
    yield repeat_propensity.from_figures(figures).sentences[0]


def _predicted(figures: Figures, _: Mapping[str, Any]) -> _Said:
    yield predicted_value.from_figures(figures).sentences[0]


_PAGES: tuple[tuple[Collection[str], Callable[[Figures, Mapping[str, Any]], _Said]], ...] = (
    (value.TABLES, _value),
    (movement.TABLES, _movement),
    (new_returning.TABLES, _retention),
    (repeat_propensity.TABLES, _repeat),
    (predicted_value.TABLES, _predicted),
)
