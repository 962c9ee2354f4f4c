"""An explanation in the window's language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from crri_gui.engine.explain.words import Words
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.option_values import option_with_value
from crri_gui.gui.i18n.words import (
    language,
    of_contract,
    of_dashboard,
    translate_message,
)
from crri_gui.messages import Sentence


class WindowWords(Words):
    """Texts from the catalogue and the translations, numbers as the language writes them."""

    def __init__(self) -> None:
        self.language = language()

    def text(self, text: str) -> str:
        """A message, a text of the contract, or the name of a measure."""
        if isinstance(text, Sentence):
            return translate_message(text)
        told = of_contract(text)
        return of_dashboard(text) if told == text else told

    def option(self, name: str, value: Any) -> tuple[str, str]:
        """The title of an option, and its value in words."""
        return option_with_value(name, value)

    def fixed(self, value: Decimal, digits: int) -> str:
        """A number with the language's signs."""
        locale = numbers.locale()
        signs = {",": locale.groupSeparator(), ".": locale.decimalPoint()}
        return "".join(signs.get(sign, sign) for sign in f"{value:,.{digits}f}")
