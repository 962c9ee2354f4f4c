"""Sentences that are defined beside what they describe, in the window's language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from crri_gui.definitions import OPTIONS
from crri_gui.gui.i18n.step_titles import STEPS, title
from crri_gui.messages import Month, Sentence
from crri_gui.messages.formatting import LANGUAGES, fill, month_in_words


def of_contract(text: str) -> str:
    """A meaning, unit, grain or null rule of a column or measure."""
    return QCoreApplication.translate("contract", text) if text else ""


def of_dashboard(text: str) -> str:
    """A title or a sentence of a page of the dashboard, or the name of a measure."""
    return QCoreApplication.translate("dashboard", text) if text else ""


def of_definitions(text: str) -> str:
    """A group, title or meaning of an option, a meaning of a choice or of a preset."""
    return QCoreApplication.translate("definitions", text)


def translate_message(text: str) -> str:
    """A message of the catalogue in the window's language and words; other texts as they are.

    A month is named as the language names it.
    """
    if isinstance(text, Month):
        return month_in_words(text, LANGUAGES[language()])
    if not isinstance(text, Sentence):
        return text
    places = {f"page_{step}": title(step) for step in STEPS}
    places |= {f"option_{name}": of_definitions(one.title) for name, one in OPTIONS.items()}
    return text.in_window(language(), places, of_contract)


def counted(text: str, **values: object) -> str:
    """A text of the window with numbers: "{count:,} {count|order|orders}", in either language.

    Its fields are those of the messages: a number with its signs, the form that goes with it.
    """
    return fill(text, values, LANGUAGES[language()])


def in_language(texts: Mapping[str, str]) -> str:
    """The one of these texts that is in the window's language."""
    return texts[language()]


def language() -> str:
    """The window's language, as the catalogue of messages names it."""
    portuguese = QLocale().language() == QLocale.Language.Portuguese
    return "pt_BR" if portuguese else "en"
