"""Which column may say what, by its name alone."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path

ORDER, TIME = "order", "time"
AMOUNTS = ("goods", "paid", "line_total", "unit_price")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "º": "o", "ª": "a", "°": "o"})


def plain(text: str) -> str:
    """The text in lower case, without accents."""
    folded = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in folded if not unicodedata.combining(sign)).strip()


@cache
def columns_called() -> dict[str, tuple[str, ...]]:
    """The names of columns, by what they say; the surest first."""
    return _read("columns.toml")


@cache
def words_meaning() -> dict[str, frozenset[str]]:
    """The status words and words of rows, by what they mean."""
    return {name: frozenset(map(plain, words)) for name, words in _read("words.toml").items()}


def _read(name: str) -> dict[str, tuple[str, ...]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return {key: tuple(values) for key, values in tomllib.loads(text).items()}


def likeness(column: str, says: str) -> float:
    """How surely a column of this name, as `normalised` makes it, says that: 0 to 1."""
    return _likeness(plain(column), says)


@cache
def _likeness(column: str, says: str) -> float:
    names = columns_called()[says]
    if column in names:
        # Within a list the surest come first.
        return 1.0 - 0.3 * names.index(column) / len(names)
    parts = f"_{column}_"
    within = [name for name in names if len(name) > 3 and f"_{name}_" in parts]
    if not within:
        return 0.0
    longest = max(within, key=len)
    return 0.55 * len(longest) / len(column) + 0.1


def looks_like_export(columns: Collection[str]) -> bool:
    """Whether a file with these columns may be an export of orders: an order, a date, an amount."""

    def named(*says: str) -> bool:
        return any(likeness(column, one) > 0 for column in columns for one in says)

    return named(ORDER) and named(TIME) and named(*AMOUNTS)


@cache
def file_called(name: str) -> str | None:
    """What a file of this name holds: orders, items, payments or customers; None where unclear.

    Of the payments of orders the orders' word says no more than whose they are.
    """
    words = plain(name)
    known = _read("files.toml")
    found = [kind for kind, parts in known.items() if any(part in words for part in parts)]
    if len(found) > 1 and "orders" in found:
        found.remove("orders")
    return found[0] if len(found) == 1 else None


def meaning_of(word: str, among: Collection[str]) -> str | None:
    """Which of these meanings a word has; None where it is not known."""
    known = words_meaning()
    return next((one for one in among if plain(word) in known[one]), None)
