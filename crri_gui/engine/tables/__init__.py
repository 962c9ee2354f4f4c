"""The output tables, two files each: NAME.sql or NAME.py computes it, NAME.toml describes it.

The statements keep to the subset that means the same on DuckDB and on Spark. Definitions
reach them as bound parameters (`$name`), never as pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.resources import files
from typing import Any

import duckdb

from crri_gui.contract import NAMED_SEGMENTS, REPEAT_RATE_DAYS, OutputTable
from crri_gui.definitions import OPTIONS, Definitions
from crri_gui.definitions.option_types import Amounts
from crri_gui.engine.core.database import Database, DuckDB
from crri_gui.engine.core.sql_text import PARAMETER, sql_identifier
from crri_gui.errors import InputError
from crri_gui.messages import sentence

# "cancelled" is the other spelling of the same word: counted, it would inflate revenue unseen.
EXCEPT_CANCELED = ("canceled", "cancelled", "unavailable")
# A table with such a column has a row for each order or customer.
_IDS = ["order_id", "customer_unique_id"]
_FIRST_SHARE = 0.8  # of the time that all of them take
_COMMENT = re.compile(r"--[^\n]*")


def statements(table: str) -> list[str]:
    """The statements of the output table's file, without comments."""
    text = files(__package__).joinpath(f"{table}.sql").read_text(encoding="utf-8")
    return [part.strip() for part in _COMMENT.sub("", text).split(";") if part.strip()]


def status_counts(
    definitions: Definitions, status: str, classes: Mapping[str, str] | None = None
) -> bool:
    """Whether orders of that status count; case does not matter.

    `classes` are those of the words of a layout: sale, open, returned or void. An own list may
    name words or classes.
    """
    chosen, status = definitions.statuses, status.casefold()
    if classes is not None:
        given = classes.get(status)
        if chosen == "except_canceled":
            return given != "void"
        if chosen == "delivered":
            return given == "sale"
        return chosen == "all" or bool({status, given} & {own.casefold() for own in chosen})
    if chosen == "except_canceled":
        return status not in EXCEPT_CANCELED
    if chosen == "delivered":
        return status == "delivered"
    return chosen == "all" or status in [own.casefold() for own in chosen]


def parameters(
    definitions: Definitions,
    window: tuple[str, str],
    *,
    has_payments: bool,
    has_answer_times: bool,
    has_late: bool,
) -> dict[str, Any]:
    """What the statements' `$names` stand for; `window` is first and last month, inclusive."""
    values = definitions.as_dict()
    own_date = definitions.snapshot not in ("day_after", "last_order")
    values["snapshot_date"] = definitions.snapshot if own_date else "1970-01-01"
    values["first_month"], values["last_month"] = window
    values["has_payments"] = has_payments
    values["has_answer_times"] = has_answer_times
    values["has_late"] = has_late
    # In hundredths of a percent, so that money is multiplied by whole numbers.
    known = not OPTIONS["margin"].is_named(definitions.margin)
    values["margin_hundredths"] = round(float(definitions.margin) * 100) if known else None
    values["costs"] = [[*one] for one in Amounts.by_month(definitions.cac).items()]
    return values


def compute(db: Database, values: dict[str, Any], made: Sequence[OutputTable]) -> None:
    """Make these tables, but those in Python, from the checked raw tables and `counted_statuses`.

    Beside the outputs this leaves `order_facts` (every order, counted or not),
    `raw_months`, `month_calendar`, `month_operations`, `overdue_orders`, `repeat_rates`,
    `repeat_customers` and `named_segments`.
    """
    db.execute("CREATE TABLE repeat_horizons (days INTEGER)")
    db.executemany("INSERT INTO repeat_horizons VALUES (?)", [[d] for d in REPEAT_RATE_DAYS])
    db.execute(
        "CREATE TABLE named_segment_cells "
        "(named_segment VARCHAR, recency_of_5 INTEGER, frequency_of_5 INTEGER)"
    )
    db.executemany(
        "INSERT INTO named_segment_cells VALUES (?, ?, ?)",
        [(name, r, f) for name, cells in NAMED_SEGMENTS.items() for r, f in cells],
    )
    db.execute("CREATE TABLE acquisition_costs (cohort_month VARCHAR, cost DECIMAL(18, 2))")
    if values["costs"]:
        db.executemany("INSERT INTO acquisition_costs VALUES (?, ?)", values["costs"])
    first, rows, last = schedule([table for table in made if not table.in_python])
    steps = [(name, sql) for name in first for sql in statements(name)]
    for number, (name, sql) in enumerate(steps):
        db.run.report(
            sentence("computing_table", table=name),
            within=_FIRST_SHARE * number / len(steps),
            until=_FIRST_SHARE * (number + 1) / len(steps),
        )
        execute(db, name, sql, values)
    tasks = [partial(_compute, row, values) for row in rows]
    db.side_by_side(sentence("computing_other_tables"), tasks, _FIRST_SHARE)
    _compute(last, values, db)


def compute_here(db: DuckDB, values: dict[str, Any], made: Sequence[OutputTable]) -> None:
    """Make those of these tables that are in Python, once all others are there."""
    here = [table for table in made if table.in_python]
    first, rows, last = schedule([replace(table, needs=_among(table, here)) for table in here])
    for name in (*first, *(name for row in rows for name in row), *last):
        db.run.report(sentence("computing_table", table=name))
        import_module(f"{__package__}.{name}").compute(db, values)


def forget_rows(db: DuckDB, made: Sequence[OutputTable]) -> None:
    """Drop what has a row for each order or customer beside the outputs.

    It is kept for whoever looks at the rows behind a number or a finding: nothing that is written
    or told needs it.
    """
    written = {name for table in made for name in (table.name, *table.beside)}
    found = db.rows(
        """SELECT DISTINCT table_name
           FROM duckdb_tables() INNER JOIN duckdb_columns()
               USING (database_name, schema_name, table_name)
           WHERE schema_name = 'main' AND NOT temporary AND list_contains($ids, column_name)""",
        {"ids": _IDS},
    )
    for (name,) in found:
        if name not in written:
            db.execute(f"DROP TABLE {sql_identifier(name)}")


def _among(table: OutputTable, others: Sequence[OutputTable]) -> tuple[str, ...]:
    names = {other.name for other in others}
    return tuple(name for name in table.needs if name in names)


def schedule(
    tables: Sequence[OutputTable],
) -> tuple[list[str], list[list[str]], list[str]]:
    """The order of computing, by what the tables need.

    First those that need none, one after the other; then rows of tables that need nothing of each
    other, so that they can be computed side by side; last the tables that need several rows.
    Raises `ValueError` where tables need each other.
    """
    first = [table.name for table in tables if not table.needs]
    rows: list[list[str]] = []
    last: list[str] = []
    left = [table for table in tables if table.needs]
    while left:
        done = {*first, *last, *(name for row in rows for name in row)}
        ready = next((table for table in left if done.issuperset(table.needs)), None)
        if ready is None:
            raise ValueError(f"these tables need each other: {[table.name for table in left]}")
        left.remove(ready)
        needed = [row for row in rows if not set(row).isdisjoint(ready.needs)]
        if len(needed) > 1 or not set(last).isdisjoint(ready.needs):
            last.append(ready.name)
        elif needed:
            needed[0].append(ready.name)
        else:
            rows.append([ready.name])
    return first, rows, last


def _compute(tables: Sequence[str], values: dict[str, Any], db: Database) -> None:
    for table in tables:
        for sql in statements(table):
            execute(db, table, sql, values)


def execute(db: Database, table: str, sql: str, values: Mapping[str, Any]) -> None:
    """Run a statement of the output table with the parameters that it names.

    Raises `InputError` where the amounts are too large for the types of the tables.
    """
    used = {name: values[name] for name in PARAMETER.findall(sql)}
    try:
        db.execute(sql, used)
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        raise InputError(
            "amounts_too_large", table=table, column="price, freight_value or payment_value"
        ) from error
