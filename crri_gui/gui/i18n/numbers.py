"""Numbers as the user's language writes them. What is not known is a dash."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from PySide6.QtCore import QLocale

from crri_gui.definitions import NO_SHOP, Shop
from crri_gui.gui.i18n.words import language
from crri_gui.messages.formatting import (
    LANGUAGES,
    day_in_words,
    decimals_apart,
    month_in_words,
)

NONE = "–"
_shop = NO_SHOP
Number = int | float | Decimal


def locale() -> QLocale:
    """The language's conventions, as the window was started with them."""
    return QLocale()


def integer(value: int | None) -> str:
    """A count, with grouped thousands."""
    return NONE if value is None else locale().toString(int(value))


def show_money_as(shop: Shop) -> None:
    """Write amounts with the sign of the shop's currency from now on, and with its decimals."""
    global _shop
    _shop = shop


def money(value: Number | None, *, cents: bool = True) -> str:
    """An amount to the cent, whatever decimals the shop shows; exact, never through a double.

    For evidence: what has to add up. `amount` is for what is read at a glance.
    """
    return _written(value, 2 if cents else 0)


def amount(value: Number | None) -> str:
    """An amount with as many decimals as the shop shows."""
    return _written(value, _shop.money_decimals)


def _written(value: Number | None, decimals: int) -> str:
    if value is None:
        return NONE
    amount = Decimal(value).quantize(Decimal(1).scaleb(-decimals))
    sign, digits, _ = amount.as_tuple()
    text = "".join(map(str, digits)).rjust(decimals + 1, "0")
    whole, fraction = (text[:-decimals], text[-decimals:]) if decimals else (text, "")
    spoken = locale().toString(int(whole))
    if decimals:
        spoken = f"{spoken}{locale().decimalPoint()}{fraction}"
    return _with_symbol(spoken, negative=bool(sign and amount))


def _with_symbol(digits: str, *, negative: bool) -> str:
    """The minus, the sign of the currency, and the digits: -R$ 5, -$5."""
    symbol = _shop.currency_symbol
    apart = symbol and (symbol[-1].isalnum() or locale().language() != QLocale.Language.English)
    blank = "\N{NO-BREAK SPACE}" if apart or len(symbol) > 1 else ""
    return f"{locale().negativeSign() if negative else ''}{symbol}{blank}{digits}"


def exact(value: Decimal | None) -> str:
    """A number with all the decimals that it has."""
    if value is None:
        return NONE
    whole, _, fraction = format(abs(value), "f").partition(".")
    minus = locale().negativeSign() if value < 0 else ""
    text = f"{minus}{locale().toString(int(whole))}"
    return f"{text}{locale().decimalPoint()}{fraction}" if fraction else text


def compact_money(value: Number | None) -> str:
    """An amount or a count in a few characters, without the sign of a currency: 1.2 M."""
    if value is None:
        return NONE
    amount = float(value)
    for size, word in sizes():
        if abs(amount) >= size:
            return f"{number(amount / size, 1 if abs(amount) < 100 * size else 0)} {word}"
    return number(amount, 0)


def compact_amount(value: Number | None) -> str:
    """An amount in a few characters with the sign of its currency: R$ 1.2 M."""
    if value is None:
        return NONE
    return _with_symbol(compact_money(-value if value < 0 else value), negative=value < 0)


def sizes() -> tuple[tuple[float, str], ...]:
    """Thousands, millions and billions as they are shortened, the largest first."""
    if locale().language() == QLocale.Language.Portuguese:
        return (1e9, "bi"), (1e6, "mi"), (1e3, "mil")
    return (1e9, "B"), (1e6, "M"), (1e3, "k")


def number(value: Number | None, digits: int = 2) -> str:
    """A number with a fixed count of decimals."""
    return NONE if value is None else locale().toString(float(value), "f", digits)


def percent(share: Number | None, digits: int = 1) -> str:
    """A share (0 to 1) in percent."""
    return NONE if share is None else f"{number(float(share) * 100, digits)} %"


def percent_in_words(share: Number, digits: int = 1) -> str:
    """A share (0 to 1) within a sentence: 0 % and 100 % only where it is none or all."""
    shown = float(share) * 100
    return f"{number(shown, decimals_apart(shown, digits))} %"


def days(value: Number | None) -> str:
    """Days with one decimal."""
    return NONE if value is None else f"{number(value, 1)} d"


def month(text: str | None) -> str:
    """A month YYYY-MM in words: Mar 2017."""
    return month_in_words(text, LANGUAGES[language()]) if text else NONE


def date_form() -> str:
    """The one form in which the language writes a date, in Qt's letters."""
    return LANGUAGES[language()].day.format(year="yyyy", month="MM", day="dd")


def date(value: dt.date | None) -> str:
    """A day: 2018-03-31, in Portuguese 31/03/2018."""
    if value is None:
        return NONE
    return day_in_words(f"{value.year:04}-{value.month:02}-{value.day:02}", LANGUAGES[language()])


def day(text: str) -> str:
    """A day as records keep it (ISO 8601), as the language writes it; others as they are."""
    return day_in_words(text, LANGUAGES[language()])


def moment(value: dt.datetime | None, *, seconds: bool = False) -> str:
    """A day and its time: 2018-03-31 14:05."""
    if value is None:
        return NONE
    return f"{date(value)} {value.time().isoformat('seconds' if seconds else 'minutes')}"


def stamp(text: str) -> str:
    """A point in time as records keep it (ISO 8601), here and now; what is none stays as it is."""
    try:
        return moment(dt.datetime.fromisoformat(text).astimezone())
    except ValueError:
        return text


def iso_date(text: str) -> str:
    """A date as the user writes it, perhaps with a time, as 2018-03-31; others as they are."""
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", text)
    if found is None or not date_form().startswith("dd"):
        return text
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}{found[4]}"


def size(count: int | None) -> str:
    """A count of bytes."""
    return NONE if count is None else locale().formattedDataSize(count, 1)


def seconds(value: float | None) -> str:
    """A duration: 0.4 s, 42 s, 3:05 min."""
    if value is None:
        return NONE
    if value < 10:
        return f"{number(value, 1)} s"
    if value < 60:
        return f"{value:.0f} s"
    return f"{int(value) // 60}:{int(value) % 60:02} min"
