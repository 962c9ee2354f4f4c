"""How a published file may differ from the contract: what a refresh would choke on or believe."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.contract import NEVER, SEGMENTS, Column, OutputTable
from crri_gui.engine.discover.sniff import Sniffed

# How the text {0} of a column is read, by kind. A month written as a date is the same month;
# 4.0 is a whole number, 4.5 is not, and a plain cast would round it.
_TYPED = {
    "text": "{0}",
    "segment": "{0}",
    "month": "CASE WHEN {0} SIMILAR TO '[0-9]{{4}}-(0[1-9]|1[0-2])(-.*)?' THEN left({0}, 7) END",
    "money": "try_cast({0} AS DECIMAL(18, 2))",
    "integer": "CASE WHEN try_cast({0} AS DECIMAL(18, 4)) % 1 = 0 "
    "THEN try_cast({0} AS DECIMAL(18, 4))::BIGINT END",
    "number": "CASE WHEN isfinite(try_cast({0} AS DOUBLE)) THEN try_cast({0} AS DOUBLE) END",
}
# What may be wrong with the text {0} that was read as {1}, by kind.
_FAULTS: dict[str, tuple[tuple[str, str], ...]] = {
    "text": (),
    "segment": (("{0} NOT IN {2}", "{0} is none of the three value segments in {1}."),),
    "month": (
        ("{0} NOT SIMILAR TO '[0-9]{{4}}-(0[1-9]|1[0-2])'", "{0} is not written YYYY-MM in {1}."),
    ),
    "money": (
        ("{0} IS NOT NULL AND {1} IS NULL", "{0} is not an amount in {1}."),
        ("try_cast({0} AS DECIMAL(38, 20)) <> {1}", "{0} has digits below the cent in {1}."),
    ),
    "integer": (("{0} NOT SIMILAR TO '-?[0-9]+'", "{0} is not written as a whole number in {1}."),),
    "number": (("{0} IS NOT NULL AND {1} IS NULL", "{0} is not a number in {1}."),),
}


def is_month(column: Column) -> bool:
    """Whether the column holds months."""
    return column.unit.startswith("month, ")


def _kind(column: Column) -> str:
    if column.name == "segment":
        return "segment"
    return "month" if is_month(column) else column.type


def typed(column: Column, text: str | None = None) -> str:
    """The value that the text stands for, in SQL; NULL where it stands for none.

    `text` is where the text is, by default in a column of that name.
    """
    return _TYPED[_kind(column)].format(text or f'"{column.name}"')


def value_faults(column: Column) -> list[tuple[str, str]]:
    """What may be wrong with a column's text: the condition in SQL, and what to say.

    What is said has {0} for the column and {1} for the rows.
    """
    text = f'"{column.name}"'
    blank = [(f"{text} IS NULL", "{0} is blank in {1}.")] if column.blank == NEVER else []
    return blank + [
        (condition.format(text, typed(column), SEGMENTS), words)
        for condition, words in _FAULTS[_kind(column)]
    ]


def range_faults(column: Column) -> list[tuple[str, str]]:
    """What lies outside the column's range, as `value_faults` says it."""
    value, ends = typed(column), []
    if column.least is not None:
        ends.append(f"{value} < {column.least}")
    if column.most is not None:
        ends.append(f"{value} > {column.most}")
    if not ends:
        return []
    if column.most is None:
        return [(ends[0], f"{{0}} is below {column.least} in {{1}}.")]
    said = f"{{0}} is outside {column.least} to {column.most} in {{1}}."
    return [(" OR ".join(ends), said)]


def header_faults(table: OutputTable, file: Sniffed) -> list[str]:
    """How the file as a whole differs from the contract, a sentence each."""
    known = [name for name in file.header if name in table.column_names]
    first = list(dict.fromkeys(known))
    extra = [name for name in file.header if name not in table.column_names]
    missing = [name for name in table.column_names if name not in known]
    twice = [name for name in first if known.count(name) > 1]
    moved = first if first != [name for name in table.column_names if name in known] else []
    faults = [
        (
            file.delimiter != ",",
            f"The separator changes from {shown(file.delimiter)} to a comma.",
        ),
        (file.encoding != "utf-8", f"The encoding changes from {file.encoding} to utf-8."),
        (extra, f"Columns go, and fail a dashboard that uses them: {_listed(extra)}."),
        (missing, f"Columns are missing and come: {_listed(missing)}."),
        (twice, f"Columns are there more than once; the first is compared: {_listed(twice)}."),
        (moved, f"Columns change their order, which is now {_listed(moved)}."),
    ]
    return [sentence for fault, sentence in faults if fault]


def shown(text: str) -> str:
    """A value of unknown content: short, and without what would disturb a terminal."""
    clean = "".join(char if char.isprintable() else "\ufffd" for char in text[:40])
    return f'"{clean}…"' if len(text) > 40 else f'"{clean}"'


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - 9} more" if len(names) > 9 else ""
    return ", ".join(shown(name) for name in names[:9]) + more
