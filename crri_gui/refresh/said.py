"""Sentences in every language at once, as plain JSON: who reads them is known only later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crri_gui.messages import Sentence
from crri_gui.messages.formatting import LANGUAGES

Said = Mapping[str, str]
"""A text by its language, a name of `LANGUAGES`."""


def in_every_language(text: str) -> Said:
    """A message of the catalogue in all its languages; another text is the same in each."""
    if isinstance(text, Sentence):
        return {language: text.in_window(language, {}) for language in LANGUAGES}
    return dict.fromkeys(LANGUAGES, text)


def is_said(value: Any) -> bool:
    """Whether this is what `in_every_language` makes."""
    return (
        isinstance(value, dict)
        and value.keys() == LANGUAGES.keys()
        and all(isinstance(text, str) for text in value.values())
    )
