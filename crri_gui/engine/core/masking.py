"""Texts of which only the shape is shown where they may tell of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MONTHS = "jan|feb|fev|mar|apr|abr|may|mai|jun|jul|aug|ago|sep|set|oct|out|okt|nov|dec|dez|dic|ene"
_CURRENCY = r"usd|eur|brl|gbp|cad|aud|chf|jpy|mxn|ars|inr|sek|nok|dkk|pln|r\$|us\$"
_CLOCK = r"(?:[T\ ][\d:.,+\- ]*(?:[ap]m|z|utc)?)?"
_NO_PERSON = re.compile(
    rf"""
    [^\w@]*                                                       # nothing, or signs alone
    | (?:{_CURRENCY})?[^\w@]*\d{{0,6}}[^\w@]*                    # a few digits
    | (?:{_CURRENCY})?[^\w@]*\d{{1,3}}(?:[.,\ ]?\d{{3}}){{0,3}}[.,]\d{{1,4}}[^\w@]*
    | (?:\d{{4}}|\d{{1,2}})[-/.](?:\d{{1,2}}|{_MONTHS})[-/.]\d{{2,4}}{_CLOCK}
    | (?:{_MONTHS})[ -]\d{{1,2}}(?:,?[ -]\d{{2,4}})?{_CLOCK}
    | \d{{1,2}}[ -](?:{_MONTHS})[ -]\d{{2,4}}{_CLOCK}
    | nan | null | none | n/?a | nil | missing
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SIGN = re.compile(r"\w")
_VALUE = re.compile(r"[^\w@]*\d[\d\W]*")


def masked(text: str) -> str:
    """The text where it can tell of nobody, else its shape: `Ana 7` becomes `*** *`."""
    return text if _NO_PERSON.fullmatch(text.strip()) else _SIGN.sub("*", text)


def masked_header(names: Sequence[str]) -> list[str]:
    """The names of columns; their shapes where some are values, because there is no header."""
    values = [name for name in names if "@" in name or _VALUE.fullmatch(name.strip())]
    return [_SIGN.sub("*", name) for name in names] if values else list(names)
