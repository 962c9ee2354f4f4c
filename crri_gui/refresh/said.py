"""Sentences in every language at once, as plain JSON: who reads them is known only later."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from crri_gui.messages import Sentence, message
from crri_gui.messages.formatting import LANGUAGES, fill

Said = Mapping[str, str]
"""A text by its language, a name of `LANGUAGES`."""


def in_every_language(text: str) -> Said:
    """A message of the catalogue in all its languages; another text is the same in each.

    A remedy is that of the command line: who reads it has no window at hand.
    """
    return {language: _in(language, text) for language in LANGUAGES}


def _in(language: str, text: object) -> str:
    if not isinstance(text, Sentence):
        return str(text)
    texts: Said = getattr(message(text.name), text.part)
    return fill(texts[language], text.values, LANGUAGES[language], partial(_in, language))


def is_said(value: Any) -> bool:
    """Whether this is what `in_every_language` makes."""
    return (
        isinstance(value, dict)
        and value.keys() == LANGUAGES.keys()
        and all(isinstance(text, str) for text in value.values())
    )
