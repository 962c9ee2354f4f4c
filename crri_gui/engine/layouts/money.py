"""Amounts as a layout names them: columns and numbers, joined by + - and *."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_TOKEN = re.compile(r"\s*(?:([^\W\d]\w*)|(\d+(?:\.\d+)?)|([-+*]))")


@dataclass(frozen=True)
class Amount:
    """A sum of products: terms of a sign and their factors, which are columns or numbers."""

    terms: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it names."""
        named = [f for _, factors in self.terms for f in factors if not f[0].isdigit()]
        return tuple(dict.fromkeys(named))

    @property
    def quantities(self) -> tuple[str, ...]:
        """The columns that are numbers of pieces: the first of two columns that are multiplied."""
        products = [[f for f in factors if not f[0].isdigit()] for _, factors in self.terms]
        return tuple(columns[0] for columns in products if len(columns) > 1)

    def text(self, name: Callable[[str], str]) -> str:
        """The amount as the layout writes it, each column as `name` calls it."""
        terms = (
            f"{sign} {' * '.join(f if f[0].isdigit() else name(f) for f in factors)}"
            for sign, factors in self.terms
        )
        return " ".join(terms).removeprefix("+ ")

    def sql(self, name: Callable[[str], str]) -> str:
        """The amount as SQL; NULL where the first term is, any other that is blank is nothing.

        A product is rounded to the cent, half up, after it has been multiplied.
        """
        parts = []
        for place, (sign, factors) in enumerate(self.terms):
            value = " * ".join(f if f[0].isdigit() else name(f) for f in factors)
            value = f"round({value}, 2)" if len(factors) > 1 else value
            parts.append(f"{sign} {value if not place else f'coalesce({value}, 0)'}")
        return f"CAST({' '.join(parts).removeprefix('+ ')} AS DECIMAL(18, 4))"


def amount(text: str) -> Amount:
    """The amount that the text describes. Raises `ValueError` for any other text."""
    terms: list[tuple[str, tuple[str, ...]]] = []
    sign, factors, expected = "+", [], True
    position = 0
    while position < len(text.rstrip()):
        found = _TOKEN.match(text, position)
        if found is None:
            raise ValueError(f"{text!r} is no amount: columns and numbers joined by + - *")
        position = found.end()
        operator = found[3]
        if expected == bool(operator):
            raise ValueError(f"{text!r} is no amount: columns and numbers joined by + - *")
        if not operator:
            factors.append(found[1] or found[2])
        elif operator != "*":
            terms.append((sign, tuple(factors)))
            sign, factors = operator, []
        expected = bool(operator)
    if expected:
        raise ValueError(f"{text!r} is no amount: columns and numbers joined by + - *")
    terms.append((sign, tuple(factors)))
    return Amount(tuple(terms))
