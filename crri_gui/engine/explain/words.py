"""How an explanation is written: texts and numbers, in English here, otherwise in the window."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from crri_gui.definitions import OPTIONS
from crri_gui.messages.formatting import LANGUAGES, day_in_words


class Words:
    """English texts, and numbers as the command line writes them."""

    language = "en"

    def text(self, text: str) -> str:
        """A message, or a text of the contract or of a measure."""
        return str(text)

    def number(self, value: Any, form: str) -> str:
        """A value: money to the cent, a share in percent; what is no number as it is."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, dt.datetime):
            return day_in_words(value.isoformat(" ", "seconds"), LANGUAGES[self.language])
        if not isinstance(value, int | float | Decimal):
            return str(value)
        if form == "percent":
            return self.fixed(Decimal(repr(float(value))) * 100, 2) + " %"
        if form == "money":
            return self.fixed(Decimal(str(value)), 2)
        if isinstance(value, int) or form == "integer":
            return self.fixed(Decimal(int(value)), 0)
        return self.fixed(Decimal(str(value)), 6 if form == "rate" else 2)

    def fixed(self, value: Decimal, digits: int) -> str:
        """A number with grouped thousands and so many decimals."""
        return f"{value:,.{digits}f}"

    def option(self, name: str, value: Any) -> tuple[str, str]:
        """The title of an option, and its value in words."""
        option = OPTIONS[name]
        return option.title, option.in_sentence(value)


ENGLISH = Words()
