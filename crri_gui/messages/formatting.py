"""Templates: texts with named values, plural forms, and numbers in a language's own signs.

- `{table}` is a value, `{status!r}` the value within quotation marks, `{unit!t}` a term that has
  its translation elsewhere;
- `{month!m}` is a month YYYY-MM in words: Jul 2018; `{day!d}` a day YYYY-MM-DD, perhaps with a
  time after it, as the language writes it; of several values a list of them, and what is no month
  or day stays as it is;
- `{name!q:=point}` is the value and what follows it as one word of a command line;
- `{count:,}` and `{money:,.2f}` are numbers, written with the signs of the language;
- `{share!p:,.1f}` is a percentage that is written as 0 or 100 only where it is, else with as many
  more decimals as tell it apart; `{money!n:,.0f}` an amount that is written as 0 only where it is;
- `{count|row|rows}` is the form of a word that belongs to a number;
- `{names}` of several values is a list of them, `{names:; }` with another sign between them;
  whole numbers among them are grouped.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from string import Formatter


class Month(str):
    """A month YYYY-MM outside of a template, which whoever shows it writes in words."""


@dataclass(frozen=True)
class Language:
    """How a language writes numbers and months, and which numbers take the first plural form."""

    thousands: str
    decimal: str
    singular: tuple[int, ...]  # also below zero: -1 order
    months: tuple[str, ...]
    day: str = "{year}-{month}-{day}"


LANGUAGES: dict[str, Language] = {
    "en": Language(
        ",",
        ".",
        (1,),
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    "pt_BR": Language(
        ".",
        ",",
        (0, 1),
        (
            *("jan.", "fev.", "mar.", "abr.", "mai.", "jun."),
            *("jul.", "ago.", "set.", "out.", "nov.", "dez."),
        ),
        "{day}/{month}/{year}",
    ),
}


def fill(
    template: str,
    values: Mapping[str, object],
    language: Language,
    text: Callable[[object], str] = str,
    term: Callable[[str], str] = str,
) -> str:
    """The template with its values; `text` writes those that are not numbers, `term` terms.

    Raises KeyError when a value is missing.
    """
    signs = str.maketrans({",": language.thousands, ".": language.decimal})
    pieces = []
    for literal, field, spec, conversion in Formatter().parse(template):
        pieces.append(literal)
        if field is None:
            continue
        name, *forms = field.split("|")
        value = values[name]
        if forms:
            one, other = forms
            below = -value if isinstance(value, int) else value
            single = value in language.singular or below in language.singular
            pieces.append(one if single else other)
        elif conversion == "r":
            pieces.append(repr(value))
        elif conversion == "q":
            pieces.append(one_word(f"{value}{spec}"))
        elif conversion in ("m", "d"):
            write = month_in_words if conversion == "m" else day_in_words
            several = value if isinstance(value, list | tuple) else [value]
            listed = (spec or ", ").join(write(str(one), language) for one in several)
            # At the head of a sentence a month has a capital in every language.
            pieces.append(listed if any(pieces) else f"{listed[:1].upper()}{listed[1:]}")
        elif conversion == "t":
            pieces.append(term(str(value)))
        elif conversion in ("p", "n") and isinstance(value, int | float | Decimal):
            pieces.append(told_apart(value, spec or "", all_too=conversion == "p").translate(signs))
        elif isinstance(value, int | float | Decimal):
            pieces.append(format(value, spec or "").translate(signs))
        elif isinstance(value, list | tuple):
            parts = (
                fill("{n:,}", {"n": n}, language) if type(n) is int else text(n) for n in value
            )
            pieces.append((spec or ", ").join(parts))
        else:
            pieces.append(format(value, spec) if spec else text(value))
    return "".join(pieces)


_MOST_DECIMALS = 6
NONE_OR_ALL = (0, 100, -100)


def decimals_apart(
    value: int | float | Decimal, decimals: int, ends: tuple[int, ...] = NONE_OR_ALL
) -> int:
    """With how many decimals a number is told apart from these ends: so many, or up to six."""
    for more in range(decimals, _MOST_DECIMALS + 1):
        if value in ends or Decimal(f"{value:.{more}f}") not in ends:
            return more
    return decimals


def told_apart(value: int | float | Decimal, spec: str, *, all_too: bool = True) -> str:
    """A number in a form such as ",.1f" or ".1%": as nothing, or as all, only where it is that.

    99.996 is 99.996 and not 100.0; 0.04 is 0.04 and not 0.0. `all_too`: it is a percentage, which
    says "all" by 100. What takes more than six decimals is written as the form says.
    """
    form = re.fullmatch(r"(.*\.)(\d+)([f%])", spec)
    assert form is not None, spec
    head, decimals, kind = form.groups()
    shown = value * 100 if kind == "%" else value
    found = decimals_apart(shown, int(decimals), NONE_OR_ALL if all_too else (0,))
    return format(value, f"{head}{found}{kind}")


def month_in_words(text: str, language: Language = LANGUAGES["en"]) -> str:
    """A month YYYY-MM as the language names it: Jul 2018; any other text as it is."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text, re.ASCII)
    return f"{language.months[int(found[2]) - 1]} {found[1]}" if found else text


def day_in_words(text: str, language: Language) -> str:
    """A day YYYY-MM-DD as the language writes it, and what stands behind it; others as they are."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)( .*)?", text, re.ASCII)
    if found is None:
        return text
    day = language.day.format(year=found[1], month=found[2], day=found[3])
    return f"{day}{found[4] or ''}"


def one_word(text: str) -> str:
    """The text as one word of a command line: quoted where a shell would divide or change it."""
    if re.fullmatch(r"[\w@%+=:,./*…-]+", text):
        return text
    return shlex.quote(text) if re.search(r'["$`\\!]', text) else f'"{text}"'


def named_values(template: str) -> set[str]:
    """The names of the values that a template needs."""
    return {name for name, _ in fields(template)}


def fields(template: str) -> Iterator[tuple[str, list[str]]]:
    """(name, plural forms) of each field of a template."""
    for _, field, _, _ in Formatter().parse(template):
        if field is not None:
            name, *forms = field.split("|")
            yield name, forms
