"""How a published file may differ from the contract: what a refresh would choke on or believe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crri_gui.contract import NEVER, SEGMENTS, Column, OutputTable
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.publish.reading import kind_of, typed
from crri_gui.messages import sentence

# What may be wrong with the text {0} that was read as {1}, by kind: message and condition.
_FAULTS: dict[str, dict[str, str]] = {
    "text": {},
    "segment": {"value_no_segment": "{0} NOT IN {2}"},
    "month": {"value_no_month": "{0} NOT SIMILAR TO '[0-9]{{4}}-(0[1-9]|1[0-2])'"},
    "money": {
        "value_no_amount": "{0} IS NOT NULL AND {1} IS NULL",
        "value_below_the_cent": "try_cast({0} AS DECIMAL(38, 20)) <> {1}",
    },
    "integer": {"value_no_whole_number": "{0} NOT SIMILAR TO '-?[0-9]+'"},
    "number": {"value_no_number": "{0} IS NOT NULL AND {1} IS NULL"},
}


@dataclass(frozen=True)
class Fault:
    """What may be wrong with a column's text: the condition in SQL, and the message."""

    condition: str
    message: str
    range: dict[str, int | None] = field(default_factory=dict)

    def told(self, column: str, rows: str) -> str:
        """The sentence on the rows that have it."""
        return sentence(self.message, column=column, rows=rows, **self.range)


def value_faults(column: Column) -> list[Fault]:
    """What may be wrong with a column's text."""
    text = f'"{column.name}"'
    blank = [Fault(f"{text} IS NULL", "value_blank")] if column.blank == NEVER else []
    return blank + [
        Fault(condition.format(text, typed(column), SEGMENTS), message)
        for message, condition in _FAULTS[kind_of(column)].items()
    ]


def range_faults(column: Column) -> list[Fault]:
    """What may lie outside the column's range."""
    value, ends = typed(column), []
    if column.least is not None:
        ends.append(f"{value} < {column.least}")
    if column.most is not None:
        ends.append(f"{value} > {column.most}")
    if not ends:
        return []
    if column.most is None:
        return [Fault(ends[0], "value_below", {"least": column.least})]
    both = {"least": column.least, "most": column.most}
    return [Fault(" OR ".join(ends), "value_outside", both)]


def header_faults(table: OutputTable, file: Sniffed) -> list[str]:
    """How the file as a whole differs from the contract, a sentence each."""
    known = [name for name in file.header if name in table.column_names]
    first = list(dict.fromkeys(known))
    extra = [name for name in file.header if name not in table.column_names]
    missing = [name for name in table.column_names if name not in known]
    twice = [name for name in first if known.count(name) > 1]
    moved = first if first != [name for name in table.column_names if name in known] else []
    faults: list[str] = []
    if file.delimiter != ",":
        faults.append(sentence("separator_changes", separator=shown(file.delimiter)))
    if file.encoding != "utf-8":
        faults.append(sentence("encoding_changes", encoding=file.encoding))
    if extra:
        faults.append(sentence("columns_go", columns=_listed(extra)))
    if missing:
        faults.append(sentence("columns_come", columns=_listed(missing)))
    if twice:
        faults.append(sentence("columns_twice", columns=_listed(twice)))
    if moved:
        faults.append(sentence("columns_moved", columns=_listed(moved)))
    return faults


def shown(text: str) -> str:
    """A value of unknown content: short, and without what would disturb a terminal."""
    clean = "".join(char if char.isprintable() else "\ufffd" for char in text[:40])
    return f'"{clean}…"' if len(text) > 40 else f'"{clean}"'


def _listed(names: Sequence[str]) -> str:
    listed = ", ".join(map(shown, names[:9]))
    more = len(names) - 9
    return sentence("names_and_more", names=listed, more=more) if more > 0 else listed
