"""The page that says what every number means: the measures, and the options in force."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any

from crri_gui.contract import OUTPUT_TABLES, tables_with
from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import OPTIONS
from crri_gui.powerbi.model.language import Language
from crri_gui.powerbi.report.visuals import Place

Line = list[tuple[str, Mapping[str, str]]]

COLUMNS = 3
LINE_HEIGHT = 20  # pixels of a line of 10 points, with what is between two paragraphs
_LETTER = 6.6  # pixels of a letter of 10 points, on the wide side, so that no text is cut off
_PLAIN = {"fontSize": "10pt", "color": LIGHT.text}
_BOLD = {**_PLAIN, "fontWeight": "bold"}
_UNKNOWN = (
    "Not known when this page was made. Where CRRI has published the CSVs, manifest.json beside "
    "them says which were in force."
)
_COMPLETE = (
    "The raw data reaches from its first day to its last, and it has at least 5 % of the usual "
    "orders. Changes are from the complete month before, or of the year before, to the latest one; "
    "of deliveries and reviews only months count of which nine of ten orders are delivered."
)
_HEAD = {"fontSize": "12pt", "fontWeight": "bold", "color": LIGHT.accent}


def _entries(
    definitions: Mapping[str, Any] | None, extensions: Collection[str] | None, say: Language
) -> list[Line]:
    lines: list[Line] = [[(f"{say('Complete month')}: ", _BOLD), (say(_COMPLETE), _PLAIN)]]
    tables = OUTPUT_TABLES if extensions is None else tables_with(extensions)
    names = {table.name for table in tables}
    for measure in (one for one in MEASURES if one.source in names):
        meaning = " ".join(say(part) for part in (measure.meaning, measure.dax_knows) if part)
        lines.append([(f"{say(measure.name)}: ", _BOLD), (meaning, _PLAIN)])
    if definitions is None:
        lines.append([(say("The definitions"), _HEAD)])
        lines.append([(say(_UNKNOWN), _PLAIN)])
        return lines
    lines.append([(say("The definitions of this run"), _HEAD)])
    for name, option in OPTIONS.items():
        if name in definitions:
            value = say(option.in_sentence(definitions[name], say.signs))
            here = f"{say(option.meaning)} {say('Here')}: {value}."
            lines.append([(f"{name}: ", _BOLD), (here, _PLAIN)])
    return lines


def _height(line: Line, width: int) -> int:
    letters = sum(len(text) for text, _ in line)
    return math.ceil(letters * _LETTER / (width - 24)) * LINE_HEIGHT


def definition_columns(
    definitions: Mapping[str, Any] | None,
    say: Language,
    width: int,
    gap: int,
    extensions: Collection[str] | None = None,
) -> tuple[list[tuple[Place, str, list[Line]]], int]:
    """The text in columns: place, words for a screen reader, lines; and the height they need.

    Places are relative to the upper left corner of the area, which is `width` pixels wide. The
    measures are those over the tables with these groups of extension tables; None: all.
    """
    entries = _entries(definitions, extensions, say)
    lines: list[Line] = [[(say("The measures"), _HEAD)], *entries]
    one = (width - (COLUMNS - 1) * gap) // COLUMNS
    whole = sum(_height(line, one) for line in lines)
    columns: list[list[Line]] = [[]]
    filled = 0
    for line in lines:
        # A heading goes with what it is of.
        ends = filled + (_height(line, one) if line[0][1] is _HEAD else 0)
        if ends >= whole / COLUMNS and len(columns) < COLUMNS:
            columns.append([])
            filled = 0
        columns[-1].append(line)
        filled += _height(line, one)
    height = max(sum(_height(line, one) for line in column) for column in columns) + 32
    made = []
    for number, column in enumerate(columns):
        words = " ".join("".join(text for text, _ in line) for line in column)
        made.append((Place(number * (one + gap), 0, one, height), words, column))
    return made, height
