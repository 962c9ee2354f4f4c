"""The tables that can be looked at row by row, and what kind of value each column holds.

The outputs are described by the contract. What stands beside them (every raw order with the
reason why it counts or not, the rejects, the scores behind the segments) is described here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crri_gui.contract import OUTPUT_TABLES, Column
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.errors import UsageError

Kind = Literal[
    "text", "month", "date", "integer", "code", "money", "number", "share", "time", "flag"
]
NUMBERS: frozenset[Kind] = frozenset({"integer", "code", "money", "number", "share"})
WHOLE: frozenset[Kind] = frozenset({"integer", "code"})
PERIODS: frozenset[Kind] = frozenset({"month", "date"})
"""Texts that are in the order of time."""

BROWSABLE: tuple[str, ...] = (
    *(table.name for table in OUTPUT_TABLES),
    "order_facts",
    "source_rows",
    "rejects",
)
"""The tables offered to everybody, in order; others can be opened by their name."""

# Below this many rows an unsorted table is shown in the order of its file.
ORDERED_UP_TO = 500_000

_CONTRACT = {table.name: table for table in OUTPUT_TABLES}
_NEVER, _RAW = "never", "as in the raw file"
_MORE: dict[str, tuple[Column, ...]] = {
    "order_facts": (
        Column(
            "why",
            "text",
            "reason",
            "Why the order counts or not: counted; status left out; outside the months looked at; "
            "customer missing; order missing (items or payments of an order that is not in the "
            "orders file); order rejected (its row in the orders file could not be read).",
            _NEVER,
            "options statuses and window",
        ),
        Column(
            "order_status", "text", "status", "Status of the order.", _RAW, "orders.order_status"
        ),
        Column(
            "price", "money", "currency", "Sum of item prices.", "no items", "order_items.price"
        ),
        Column(
            "freight",
            "money",
            "currency",
            "Sum of freight.",
            "no items",
            "order_items.freight_value",
        ),
        Column("items", "integer", "items", "Item rows of the order.", "no items", "order_items"),
        Column(
            "paid",
            "money",
            "currency",
            "Sum of payments.",
            "no payments",
            "order_payments.payment_value",
        ),
        Column(
            "reviews",
            "integer",
            "reviews",
            "Answered reviews of the order.",
            "no review",
            "order_reviews",
        ),
    ),
    "source_rows": (
        Column("crri_file", "text", "file", "The raw file.", _NEVER, "the raw folder"),
        Column("crri_row", "integer", "row", "The row's number below the header.", _NEVER, ""),
    ),
    "rejects": (
        Column("table_name", "text", "table", "The raw table.", _NEVER, "the raw folder"),
        Column("file", "text", "file", "The raw file.", _NEVER, "the raw folder"),
        Column(
            "line",
            "integer",
            "line, from 1",
            "Line of the file on which the row begins.",
            _NEVER,
            "",
        ),
        Column("column", "text", "column", "The column at fault.", "the whole row is", ""),
        Column("value", "text", "as written", "The value, or the row, as it is written.", "", ""),
        Column("reason", "text", "reason", "Why the row could not be read.", _NEVER, ""),
    ),
}
_ORDER: dict[str, tuple[str, ...]] = {
    **{table.name: table.order for table in OUTPUT_TABLES},
    "order_facts": ("purchased_at", "order_id"),
    "source_rows": ("crri_file", "crri_row"),
    "rejects": ("file", "line"),
}
_DERIVED = {
    "order_facts": {
        "why": """CASE
            WHEN is_counted THEN 'counted'
            WHEN purchased_at IS NULL AND order_id IN (
                SELECT x.order_id FROM main.rejected_orders AS x
            ) THEN 'order rejected'
            WHEN purchased_at IS NULL THEN 'order missing'
            WHEN NOT coalesce(status_counts, FALSE) THEN 'status left out'
            WHEN customer_unique_id IS NULL THEN 'customer missing'
            ELSE 'outside the months looked at'
        END"""
    }
}
_ALWAYS = {
    "purchased_at": "Purchase timestamp, as written in the raw file.",
    "delivered_at": "Time of delivery to the customer.",
    "estimated_at": "Estimated date of delivery.",
    "is_late": "1 late, 0 in time, by the option late.",
    "is_counted": "Whether the order counts.",
    "status_counts": "Whether orders of this status count, by the option statuses.",
    "recency_of_5": "Recency score from 1 (longest ago) to 5 (most recent).",
    "frequency_of_5": "Frequency score from 1 (fewest) to 5 (most orders).",
}


@dataclass(frozen=True)
class Field:
    """A column of a table: its kind, DuckDB type, what is known of it, and whether it is offered.

    `standard` columns are shown unless the user chooses others.
    """

    name: str
    kind: Kind
    type: str
    about: Column | None = None
    standard: bool = True

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in NUMBERS


def existing(db: DuckDB) -> dict[str, int]:
    """The rows of the tables in `BROWSABLE` that are there, in that order."""
    there = {
        row[0]
        for row in db.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'"
        ).fetchall()
    }
    rows = {}
    for name in BROWSABLE:
        if name in there:
            row = db.execute(f"SELECT count(*) FROM main.{sql_identifier(name)}").fetchone()
            rows[name] = int(row[0]) if row else 0
    return rows


def fields(db: DuckDB, table: str) -> tuple[Field, ...]:
    """The table's columns in order. Raises `UsageError` when there is no such table."""
    columns = db.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND NOT internal AND table_name = $table "
        "ORDER BY column_index",
        {"table": table},
    ).fetchall()
    if not columns:
        raise UsageError("grid_table_unknown", table=table)
    found = [_field(table, name, kind) for name, kind in columns]
    found += [_field(table, name, "VARCHAR") for name in _DERIVED.get(table, {})]
    if table == "order_facts":
        first = ("order_id", "why", "order_status", "order_value", "purchased_at")
        found.sort(key=lambda one: first.index(one.name) if one.name in first else len(first))
    return tuple(found)


def fields_of(db: DuckDB, rows: str, table: str = "") -> tuple[Field, ...]:
    """The columns of a SELECT in order; of no `table`, nothing is known of them but their types.

    A name alone says nothing: whoever asks in SQL may call anything revenue.
    """
    columns = [(name, str(kind)) for name, kind, *_ in db.rows(f"DESCRIBE {rows}")]
    if table:
        return tuple(_field(table, name, kind) for name, kind in columns)
    return tuple(Field(name, _kind(name, kind, None), kind) for name, kind in columns)


def columns_beside_the_contract() -> dict[str, Column]:
    """What is known of columns that no output has, by name."""
    others = {column.name: column for columns in _MORE.values() for column in columns}
    return others | {name: _plain(name) for name in _ALWAYS}


def _plain(name: str) -> Column:
    return Column(name, "text", "", _ALWAYS[name], "", "")


def _field(table: str, name: str, type_: str) -> Field:
    about = _about(table, name)
    contract = _CONTRACT.get(table)
    standard = contract is None or name in contract.column_names
    return Field(name, _kind(name, type_, about), type_, about, standard)


def _about(table: str, name: str) -> Column | None:
    known = list(_CONTRACT[table].columns if table in _CONTRACT else _MORE.get(table, ()))
    if table != "rejects":
        known += (column for other in OUTPUT_TABLES for column in other.columns)
    for column in known:
        if column.name == name:
            return column
    if name in _ALWAYS:
        return _plain(name)
    return None


def _kind(name: str, type_: str, about: Column | None) -> Kind:
    if type_ == "VARCHAR":
        if about is not None and about.is_date:
            return "date"
        month = name.endswith("_month") or (about is not None and about.is_month)
        return "month" if month else "text"
    if type_ == "BOOLEAN":
        return "flag"
    if type_.startswith(("TIMESTAMP", "DATE", "TIME")):
        return "time"
    if about is not None and about.type == "number":
        return "share" if about.unit.startswith("share") else "number"
    if about is not None and about.type == "money":
        return "money"
    if "INT" in type_:
        # Of what is 1 or 0 a sum counts.
        code = about is not None and about.code and about.most != 1
        return "code" if code else "integer"
    if type_.startswith("DECIMAL") and type_.endswith(",2)") and name != "delivery_days":
        return "money"
    return "share" if name.endswith("_rate") else "number"


def source(table: str) -> str:
    """The table with its derived columns and `_row` (its position from 0), as a FROM item."""
    derived = "".join(
        f", {expression} AS {sql_identifier(name)}"
        for name, expression in _DERIVED.get(table, {}).items()
    )
    return f"(SELECT rowid AS _row, *{derived} FROM main.{sql_identifier(table)})"


def file_order(table: str) -> tuple[str, ...]:
    """The columns by which the table's file is ordered; none when it has no file."""
    return _ORDER.get(table, ())
