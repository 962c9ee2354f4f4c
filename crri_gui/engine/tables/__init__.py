"""The output tables: one SQL file each, named as the table.

The statements keep to the subset that means the same on DuckDB and on Spark. Definitions
reach them as bound parameters (`$name`), never as pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from importlib.resources import files
from typing import Any

import duckdb

from crri_gui.contract import NAMED_SEGMENTS, REPEAT_RATE_DAYS
from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import Database
from crri_gui.errors import InputError

# "cancelled" is the other spelling of the same word: counted, it would inflate revenue unseen.
EXCEPT_CANCELED = ("canceled", "cancelled", "unavailable")
# The calendar of monthly_revenue is needed by two others; rfm_customers needs none of the three.
_AFTER_MASTER = (("monthly_revenue", "cohort_retention", "ops_metrics"), ("rfm_customers",))
_MASTER_SHARE = 0.8  # of the time that all of them take
_PARAMETER = re.compile(r"\$(\w+)")
_COMMENT = re.compile(r"--[^\n]*")


def statements(table: str) -> list[str]:
    """The statements of the output table's file, without comments."""
    text = files(__package__).joinpath(f"{table}.sql").read_text(encoding="utf-8")
    return [part.strip() for part in _COMMENT.sub("", text).split(";") if part.strip()]


def status_counts(definitions: Definitions, status: str) -> bool:
    """Whether orders of that status count; case does not matter."""
    chosen, status = definitions.statuses, status.casefold()
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
    return values


def compute(db: Database, values: dict[str, Any]) -> None:
    """Make the output tables from the checked raw tables and `counted_statuses`.

    Beside the five outputs this leaves `order_facts` (every order, counted or not),
    `raw_months`, `calendar`, `month_operations`, `overdue_orders`, `repeat_rates`,
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
    master = statements("master_orders")
    for number, sql in enumerate(master):
        db.run.report(
            "Computing master_orders",
            within=_MASTER_SHARE * number / len(master),
            until=_MASTER_SHARE * (number + 1) / len(master),
        )
        _execute(db, "master_orders", sql, values)
    tasks = [partial(_compute, tables, values) for tables in _AFTER_MASTER]
    db.side_by_side("Computing months, cohorts and customers", tasks, _MASTER_SHARE)


def _compute(tables: Sequence[str], values: dict[str, Any], db: Database) -> None:
    for table in tables:
        for sql in statements(table):
            _execute(db, table, sql, values)


def _execute(db: Database, table: str, sql: str, values: dict[str, Any]) -> None:
    used = {name: values[name] for name in _PARAMETER.findall(sql)}
    try:
        db.execute(sql, used)
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        raise InputError(
            f"The amounts are too large: {table} cannot hold their sums to the cent.",
            column="price, freight_value or payment_value",
            remedy="Look for amounts with a lost decimal sign in the raw files.",
        ) from error
