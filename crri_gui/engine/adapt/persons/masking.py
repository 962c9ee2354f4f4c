"""Values that may tell of a person, made unreadable before they are told, logged or published.

In a damaged row a name or a phone may stand in any column. What is shown of a refused value is
what can be no person: an amount, a date, a few digits. Of all else its shape is left, with a star
for each letter and digit; file and line tell where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.masking import masked
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.messages import Sentence

_FEWEST_DIGITS_OF_A_PHONE = 7
_SHOWN = ("shown", "example", "spelling", "usual")


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
