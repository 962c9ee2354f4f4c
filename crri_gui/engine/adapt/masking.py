"""Values that may tell of a person, made unreadable before they are told, logged or published.

In a damaged row a name or a phone may stand in any column. What is shown of a refused value is
what can be no person: an amount, a date, a few digits. Of all else its shape is left, with a star
for each letter and digit; file and line tell where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.messages import Sentence

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
_FEWEST_DIGITS_OF_A_PHONE = 7
_SHOWN = ("shown", "example", "spelling", "usual")


def masked(text: str) -> str:
    """The text where it can tell of nobody, else its shape: `Ana 7` becomes `*** *`."""
    return text if _NO_PERSON.fullmatch(text.strip()) else _SIGN.sub("*", text)


def masked_sql(text: str) -> str:
    """SQL of a word that is published, such as a status: unreadable where it is no word.

    An e-mail or a phone is where columns are shifted; a date has as many digits as a phone.
    """
    is_date = rf"regexp_matches({text}, '^(\d{{4}}|\d{{1,2}})[-/.]\d{{1,2}}[-/.]\d{{2,4}}')"
    digits = rf"length(regexp_replace({text}, '\D', '', 'g')) >= {_FEWEST_DIGITS_OF_A_PHONE}"
    shape = rf"regexp_replace({text}, '[\pL\pN_]', '*', 'g')"
    # Most words have neither, which one look tells.
    return (
        f"CASE WHEN NOT regexp_matches({text}, '[0-9@]') THEN {text} "
        f"WHEN contains({text}, '@') OR {digits} AND NOT {is_date} THEN {shape} ELSE {text} END"
    )


def masked_reject(reject: Reject) -> Reject:
    """A reject as it may be published. A whole record is known by its file and line."""
    return replace(reject, value=masked(reject.value) if reject.column else "")


def masked_finding(found: Finding) -> Finding:
    """What reading a file has to say, without values that may tell of a person."""
    return replace(
        found,
        message=_masked(found.message),
        remedy=_masked(found.remedy),
        examples=tuple(map(masked, found.examples)),
    )


def _masked(value: Any) -> Any:
    if not isinstance(value, Sentence):
        return value
    return Sentence(value.name, value.part, _without_persons(value.values))


def _without_persons(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _shown(value)
        if name in _SHOWN
        else _masked(value)
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }


def _shown(value: Any) -> Any:
    if isinstance(value, Sentence):
        return _masked(value)
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_shown, value))
    return value
