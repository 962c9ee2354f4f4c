"""Where the rows stand that became no order's: rejected ones, and those that are there again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.statement import Line, Statement
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.explain.raw_lines import RawLine, raw_lines
from crri_gui.engine.explain.records import cleaned
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.results import Results
from crri_gui.errors import InputError
from crri_gui.messages import Sentence, sentence
from crri_gui.raw_tables import RAW_BY_NAME

NAMED = 5
"""The rows of a line that are named where all lines are told."""
LOOKED_UP = 50
"""The orders whose repeated rows are looked up in the raw files."""
_TABLES = {
    "prices": "order_items",
    "freight": "order_items",
    "orders": "orders",
    "payments": "order_payments",
}
# Of these, rows of one key are one row: had they said different things, nothing was computed.
_BY_KEY = ("orders", "order_items")
_known: WeakKeyDictionary[Results, dict[tuple[str, tuple[str, ...]], tuple[Repeat, ...]]] = (
    WeakKeyDictionary()
)


@dataclass(frozen=True)
class Repeat:
    """A row that was left out because another one, `first` ("file:line"), says the same."""

    place: str
    first: str

    @property
    def told(self) -> Sentence:
        """Which row it repeats."""
        return sentence("explain_row_repeats", first=self.first)


def is_of_duplicates(line: Line) -> bool:
    """Whether it is the line of rows that are there again, and they are kept."""
    return bool(line.rows) and _kind(line) == "duplicates"


def is_of_rejects(line: Line) -> bool:
    """Whether it is the line of rows that could not be read."""
    return _kind(line) in ("rejected", "rejected_unknown") or "rejected" in str(line.label)


def rejects_of(results: Results, statement: Statement) -> tuple[Reject, ...]:
    """The rejected rows of the file that a statement is of."""
    table = _TABLES.get(statement.code)
    return tuple(
        reject
        for file in results.data.loaded
        for reject in file.rejects
        if table is None or reject.table == table
    )


def table_of(statement: Statement) -> str:
    """The raw table that a statement of the raw files is of."""
    return _TABLES[statement.code]


def repeats_of_line(
    run: RunContext, results: Results, statement: Statement, line: Line, orders: int = LOOKED_UP
) -> tuple[Repeat, ...]:
    """The rows of such a line, of its first orders. Raises `InputError` as `raw_lines` does."""
    with results.database(run) as db:
        found = db.rows(
            f"SELECT DISTINCT order_id FROM ({line.rows}) AS kept ORDER BY order_id LIMIT {orders}"
        )
    return repeats_of(run, results, table_of(statement), [order for (order,) in found])


def repeats_of(
    run: RunContext, results: Results, table: str, orders: Sequence[str]
) -> tuple[Repeat, ...]:
    """The repeated rows of these orders in a raw table; looked up once for the same results."""
    known = _known.setdefault(results, {})
    asked = (table, tuple(orders))
    if asked not in known:
        lines = raw_lines(run, results.data, orders) if orders else {}
        known[asked] = tuple(
            repeat for found in lines.values() for repeat in repeats_among(found, table)
        )
    return known[asked]


def repeats_among(lines: Sequence[RawLine], table: str) -> list[Repeat]:
    """Those of an order's lines that say in a raw table what an earlier one says."""
    found: list[Repeat] = []
    seen: dict[tuple[str, ...], str] = {}
    for line in lines:
        if line.table != table or line.rejected:
            continue
        values = {normalised(name): cleaned(value) for name, value in line.values}
        key = RAW_BY_NAME[table].key if table in _BY_KEY else tuple(values)
        said = tuple(values.get(name, "") for name in key)
        place = f"{line.file}:{line.line}"
        if said in seen:
            found.append(Repeat(place, seen[said]))
        else:
            seen[said] = place
    return found


def places_of(run: RunContext, results: Results, statement: Statement, line: Line) -> list[str]:
    """Where the first rows of a line of rejected or repeated rows stand, as "file:line".

    None where the raw files are gone or others by now: whoever looks at the line itself is told.
    """
    if is_of_duplicates(line):
        try:
            return [one.place for one in repeats_of_line(run, results, statement, line, NAMED)]
        except InputError:
            return []
    kind = _kind(line)
    return [
        f"{reject.file}:{reject.line}"
        for reject in rejects_of(results, statement)
        if (kind == "rejected" and (statement.code == "orders" or reject.money is not None))
        or (kind == "rejected_unknown" and reject.money is None)
    ][:NAMED]


def _kind(line: Line) -> str:
    return line.label.name.rpartition(".")[2] if isinstance(line.label, Sentence) else ""
