"""Sentences that are defined beside what they describe, in the window's language."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

_TEMPLATES = Path(__file__).parent / "translations" / "engine.json"
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*(\.\d+)?%?")


def of_contract(text: str) -> str:
    """A meaning, unit, grain or null rule of a column or measure."""
    return QCoreApplication.translate("contract", text) if text else ""


def of_dashboard(text: str) -> str:
    """A title or a sentence of a page of the dashboard."""
    return QCoreApplication.translate("dashboard", text) if text else ""


def of_definitions(text: str) -> str:
    """A meaning of an option, of a choice or of a preset."""
    return QCoreApplication.translate("definitions", text)


def of_engine(text: str) -> str:
    """A sentence of the engine; in English where it has no translation."""
    if QLocale().language() == QLocale.Language.English:
        return text
    for pattern, template in _patterns():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        translated = QCoreApplication.translate("engine", template)
        if translated != template:
            return translated.format(*(_value(part) for part in match.groups()))
    first, stop, others = text.partition(". ")
    return f"{of_engine(first + '.')} {of_engine(others)}" if stop else text


def _value(text: str) -> str:
    """A number as the language writes it, a phrase translated, anything else as it is."""
    if _NUMBER.fullmatch(text):
        signs = {",": QLocale().groupSeparator(), ".": QLocale().decimalPoint()}
        return "".join(signs.get(letter, letter) for letter in text)
    told = of_contract(text) if " " in text else text
    return of_engine(text) if told == text else told


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """The engine's templates as patterns, those that say the most first."""
    templates: list[str] = json.loads(_TEMPLATES.read_text(encoding="utf-8"))
    made = []
    for template in templates:
        literal = re.split(r"\{\d+\}", template)
        pattern = "(.*?)".join(re.escape(part) for part in literal)
        made.append((sum(map(len, literal)), re.compile(pattern, re.DOTALL), template))
    made.sort(key=lambda entry: -entry[0])
    return [(pattern, template) for _, pattern, template in made]
