"""The languages of a report: its texts by their English ones, and how it writes months.

Names of measures and columns are the same in both; a report in Portuguese shows the measures by the
words of the desktop application.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal, get_args

from crri_gui.messages.formatting import LANGUAGES as SIGNS
from crri_gui.messages.formatting import Language as Signs

LanguageName = Literal["en", "pt"]
LANGUAGES: tuple[LanguageName, ...] = get_args(LanguageName)
WORDS, REPORT_WORDS = "pt_BR.toml", "report_pt_BR.toml"
COLUMN_WORDS = "columns_pt_BR.toml"
"""What columns are called, by their names."""


@dataclass(frozen=True)
class Language:
    """What a report is written in; called with an English text, it gives its own.

    `signs` is how messages write numbers and dates in it.
    """

    name: LanguageName
    culture: str
    signs: Signs
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def months(self) -> str:
        """The names of the twelve months one after the other, each as long as the others."""
        return "".join(self.signs.months)

    def __call__(self, text: str) -> str:
        """The text in this language; in English where it has none."""
        return self.words.get(text, text)


ENGLISH = Language("en", "en-US", SIGNS["en"])


@cache
def words(file: str = WORDS) -> dict[str, str]:
    """The translations in a file, by the English text."""
    return tomllib.loads((resources.files(__package__) / file).read_text(encoding="utf-8"))


def language(name: LanguageName) -> Language:
    """The language of that name."""
    if name == "en":
        return ENGLISH
    both = {**words(), **words(REPORT_WORDS)}
    return Language("pt", "pt-BR", SIGNS["pt_BR"], both)
