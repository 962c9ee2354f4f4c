"""What a shop's own report calls the steps between its figures and CRRI's, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "pt_BR")
PARTS = ("discounts", "refunds", "shipping", "tax")
"""What a revenue may hold beside the value of the goods; refunds are taken off."""
STEPS = (*PARTS, "void", "open", "returned", "guests")
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Figure:
    """A figure of the report: what it is called, and which `PARTS` are in it."""

    called: Texts
    parts: frozenset[str]


@dataclass(frozen=True)
class ShopReport:
    """The report's name, its word for each step that it has one for, and its figures."""

    title: Texts
    steps: Mapping[str, Texts]
    figures: tuple[Figure, ...]

    def figure(self, parts: frozenset[str]) -> Texts:
        """What a revenue of these parts is called; empty where the report has none."""
        return next((one.called for one in self.figures if one.parts == parts), {})


def shop_report(text: dict[str, Any]) -> ShopReport:
    """The section [bridge] of a layout. Raises `ValueError`, which names the key."""
    text = dict(text)
    title = _texts(text.pop("report", None), "report")
    figures = []
    for one in text.pop("figures", ()):
        parts = frozenset(one.get("parts", ()))
        _refuse_unknown(parts, PARTS, "figures.parts")
        figures.append(Figure(_texts(one.get("called"), "figures.called"), parts))
    steps = {name: _texts(words, name) for name, words in text.items()}
    _refuse_unknown(steps.keys(), STEPS, "step")
    return ShopReport(title, steps, tuple(figures))


def _texts(words: object, key: str) -> Texts:
    if not isinstance(words, dict) or set(words) != set(LANGUAGES):
        raise ValueError(f"bridge.{key}: a text in each of {', '.join(LANGUAGES)} is needed")
    return {language: str(words[language]) for language in LANGUAGES}


def _refuse_unknown(names: Any, known: tuple[str, ...], key: str) -> None:
    if unknown := sorted(set(names) - set(known)):
        raise ValueError(f"bridge.{key}: {unknown[0]!r} is none of {', '.join(known)}")
