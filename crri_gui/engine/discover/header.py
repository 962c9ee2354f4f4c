"""Where a table begins: below the blank lines and titles that people write above it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import islice, pairwise

from crri_gui.engine.layouts.shipped import is_of_layout
from crri_gui.raw_tables import RAW_TABLES

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 20
"""How many lines there may be above the header."""

# Any sign that is no letter, number or quotation mark.
_SEPARATOR = re.compile(r'"?sep=([\t!#-/:-@\[-`{-~])"?\W*', re.IGNORECASE)
_BLANK = ' \t\r\n"' + "".join(DELIMITERS)
_SIGNATURES = [frozenset(table.signature) for table in RAW_TABLES]
_KNOWN_COLUMNS = frozenset(
    name
    for table in RAW_TABLES
    for name in (*table.signature, *(column.name for column in table.columns))
)


def normalised(name: str) -> str:
    """A column name without case, surrounding blanks and punctuation."""
    return re.sub(r"\W+", "_", name.strip().strip("\ufeff").casefold()).strip("_")


def is_header(fields: Sequence[str]) -> bool:
    """Whether the names are those by which a raw table, or the export of a shop, is recognised."""
    names = {normalised(name) for name in fields}
    return any(signature <= names for signature in _SIGNATURES) or is_of_layout(names)


def rows_above(rows: Sequence[Sequence[str]]) -> int:
    """How many of the rows stand above the header that is recognised; blank ones where none is."""
    for above, fields in enumerate(rows[: LOOKED_AT + 1]):
        if is_header(fields):
            return above
    return next((n for n, fields in enumerate(rows) if any(map(str.strip, fields))), 0)


def text_header(text: str) -> tuple[int, str, tuple[str, ...]]:
    """How many lines of the text stand above the header, its delimiter, and its names.

    A line `sep=;` names the delimiter, for Excel, and is no part of the table.
    """
    starts = _line_starts(text)
    lines = [text[begin:end] for begin, end in pairwise((*starts, len(text)))][: LOOKED_AT + 1]
    hint = _SEPARATOR.fullmatch(lines[0].rstrip("\r\n"))
    delimiters = tuple(dict.fromkeys((hint[1], *DELIMITERS))) if hint else DELIMITERS
    first = 1 if hint and len(lines) > 1 else 0
    while first + 1 < len(lines) and not lines[first].strip(_BLANK):
        first += 1
    for above in range(first, len(lines)):
        header = _best_header(text[starts[above] :], delimiters)
        if is_header(header[1]):
            return (above, *header)
    return (first, *_best_header(text[starts[first] :], delimiters))


def _line_starts(text: str) -> list[int]:
    """Where the first lines begin, one more than are looked at."""
    ends = islice(re.finditer(r"\r\n|\r|\n", text), LOOKED_AT + 1)
    return [0, *(match.end() for match in ends if match.end() < len(text))]


def _best_header(text: str, delimiters: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The delimiter by which the first record has most known names, then most fields."""
    best: tuple[int, int, str, tuple[str, ...]] | None = None
    for delimiter in delimiters:
        header = _first_record(text, delimiter)
        known = sum(normalised(name) in _KNOWN_COLUMNS for name in header)
        if best is None or (known, len(header)) > best[:2]:
            best = (known, len(header), delimiter, header)
    assert best is not None
    return best[2], best[3]


def _first_record(text: str, delimiter: str) -> tuple[str, ...]:
    """The first record's fields; none where it cannot be read as a record."""
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), ()))
    except csv.Error:
        return ()
