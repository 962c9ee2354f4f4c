"""What a spreadsheet runs as a formula: one rule, for text in Python and in the engine.

A cell is run when it begins with a sign of formulas, also in the full width of East Asian
keyboards, which spreadsheets take for the same. Readers that trim cells run it behind blanks too.
"""

from __future__ import annotations

import re

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# Of every kind: white space of Unicode, what has no width, and the order of bytes.
_BLANKS = "\\t-\\r \\x85\\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
# A tabulator or a line's end alone moves what follows into another cell.
_RISKY = f"^(?:[\\t\\n\\r]|[{_BLANKS}]*[{_SIGNS}])"
_PATTERN = re.compile(_RISKY)
# The engine's patterns take the bytes of UTF-8 for what Python writes as \x85.
_IN_RE2 = _RISKY.replace("\\x85", "\x85").replace("\\xa0", "\xa0")


def is_risky(text: str) -> bool:
    """Whether a spreadsheet may run this text as a formula."""
    return _PATTERN.match(text) is not None


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before a risky start."""
    return f"'{text}" if is_risky(text) else text


def risky_sql(name: str) -> str:
    """`is_risky` of a column as a condition in SQL; cheap for what begins as a word or a number."""
    # A CASE, because AND and OR compute both of their sides.
    return (
        f"(CASE WHEN ascii({name}) BETWEEN 48 AND 57 THEN false "
        f"WHEN ascii({name}) BETWEEN 65 AND 122 THEN false "
        f"ELSE regexp_matches({name}, '{_IN_RE2}') END)"
    )
