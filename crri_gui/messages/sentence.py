"""Sentences: English texts that know which message they are, so that they can be translated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from crri_gui.messages.catalogue import Texts, message
from crri_gui.messages.formatting import LANGUAGES, fill

Part = Literal["texts", "remedy"]


class Sentence(str):
    """The English text of a message for the command line, files and logs.

    `name` is the message's name in the catalogue, `part` which of its texts this is, `values`
    what is filled in; a value may be a sentence itself. Joined with other texts it is a plain
    text, which cannot be translated any more: hand sentences on in tuples.
    """

    name: str
    part: Part
    values: Mapping[str, Any]

    def __new__(cls, name: str, part: Part, values: Mapping[str, Any]) -> Sentence:
        made = super().__new__(
            cls, fill(getattr(message(name), part)["en"], values, LANGUAGES["en"])
        )
        made.name, made.part, made.values = name, part, values
        return made

    def __getnewargs__(self) -> tuple[str, Part, Mapping[str, Any]]:  # type: ignore[override]
        return self.name, self.part, self.values

    @property
    def code(self) -> str:
        """The message's code."""
        return message(self.name).code

    def in_window(
        self,
        language: str,
        places: Mapping[str, str],
        term: Callable[[str], str] = str,
    ) -> str:
        """The text as the window says it, in a language of `LANGUAGES`.

        `places` are the titles of the window's pages and options (`page_source`, `option_window`
        and so on), which remedies may name; `term` translates what has its translation elsewhere,
        such as a unit.
        """

        def text(value: object) -> str:
            if isinstance(value, Sentence):
                return value.in_window(language, places, term)
            return str(value)

        values = {**self.values, **places}
        return fill(self._texts[language], values, LANGUAGES[language], text, term)

    @property
    def _texts(self) -> Texts:
        found = message(self.name)
        if self.part == "remedy":
            return found.remedy_in_window or found.remedy
        return found.texts


def sentence(name: str, /, **values: object) -> Sentence:
    """What the message of this name says. Raises KeyError when it, or a value of it, is missing."""
    return Sentence(name, "texts", values)


def remedy(name: str, /, **values: object) -> str:
    """What to do about the message of this name; empty where nothing is to be done."""
    return Sentence(name, "remedy", values) if message(name).remedy else ""
