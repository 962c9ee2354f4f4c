"""Rows that stand for many orders or customers each, so that a page need not read all of them.

They are made once from the tables of a run, when they are first asked, and kept beside them. A row
adds to a measure what its orders add together (`dashboard/measures/orders.py`), so the SQL of a
measure is the same over both and the numbers are equal to the cent. Who ordered several times is
one customer in several rows: those orders keep a row each, with a number in place of the id.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crri_gui.dashboard.measures import ADDED, Measure, rows_of
from crri_gui.engine.core.database import DuckDB

SCHEMA = "cells"
_making = threading.Lock()


@dataclass(frozen=True)
class _Cells:
    """`by` are the columns that the rows of a cell have in common, `sums` those added up."""

    by: tuple[str, ...]
    sums: tuple[str, ...]
    sql: str


def _summed(columns: Sequence[str]) -> str:
    return ", ".join(f"sum({name}) AS {name}" for name in columns)


_ORDERS_BY = ("order_month", "payment_type", "customer_state", "is_repeat_customer")
_ORDERS = ("orders", "order_value", "delivered", "delivery_days", "reviewed", "review_score")
_DETAILS_BY = ("order_month", "payment_type", "customer_state", "repeater")
_DETAILS = (
    "is_first_order",
    "orders_once",
    "buyers_observed",
    "buyers_back",
    "is_late",
    "judged",
    "later_orders",
    "days_since_previous_order",
    "later_value",
    "customer_value",
)
_CUSTOMERS_BY = ("segment",)
_CUSTOMERS = ("customers", "frequency", "monetary")
_CELLS = {
    "master_orders": _Cells(
        _ORDERS_BY,
        _ORDERS,
        f"""
        SELECT
            {", ".join(_ORDERS_BY)},
            cast(purchased_at AS date) AS purchased_on,
            {_summed(_ORDERS)},
            cast(NULL AS bigint) AS repeater,
            cast(NULL AS timestamp) AS purchased_at,
            cast(NULL AS timestamp) AS first_at,
            cast(NULL AS timestamp) AS second_at,
            cast(NULL AS boolean) AS on_one_day
        FROM ({{rows}}) AS o
        WHERE is_repeat_customer IS DISTINCT FROM 1
        GROUP BY ALL
        UNION ALL
        SELECT
            {", ".join(_ORDERS_BY)},
            cast(o.purchased_at AS date),
            {", ".join(f"o.{name}" for name in _ORDERS)},
            c.number,
            o.purchased_at,
            c.first_at,
            s.second_at,
            cast(c.first_at AS date) = cast(c.last_at AS date)
        FROM ({{rows}}) AS o
        INNER JOIN (
            SELECT rowid AS number, * FROM customer_orders WHERE orders >= 2
        ) AS c ON o.repeater = c.customer_unique_id
        LEFT JOIN second_orders AS s ON o.repeater = s.customer_unique_id
        WHERE o.is_repeat_customer = 1""",
    ),
    "order_details": _Cells(
        _DETAILS_BY,
        _DETAILS,
        f"SELECT {', '.join(_DETAILS_BY)}, {_summed(_DETAILS)} FROM ({{rows}}) AS o GROUP BY ALL",
    ),
    "rfm_customers": _Cells(
        _CUSTOMERS_BY,
        _CUSTOMERS,
        f"SELECT segment, {_summed(_CUSTOMERS)} FROM ({{rows}}) AS c GROUP BY ALL",
    ),
}


def cells_of(db: DuckDB, source: str) -> str:
    """The table of the cells of this output, in a FROM."""
    return kept(db, source, lambda: _CELLS[source].sql.format(rows=rows_of(source, *ADDED[source])))


def are_of_a_run(db: DuckDB) -> bool:
    """Whether the tables are a run's: published ones lack what cells tell customers apart by."""
    sql = "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = $name"
    return bool(db.rows(sql, {"name": "customer_orders"}))


def sums_of(db: DuckDB, source: str) -> str:
    """The same for who need not tell repeaters apart: a few thousand rows, whoever they are of."""
    cells = _CELLS[source]
    rows = f"({rows_of(source, *ADDED[source])}) AS o"
    if are_of_a_run(db):
        rows = cells_of(db, source)
    by = ", ".join(name for name in cells.by if name != "repeater")
    sums = f"SELECT {by}, {_summed(cells.sums)} FROM {rows} GROUP BY ALL"
    return kept(db, f"{source}_sums", lambda: sums)


def kept(db: DuckDB, name: str, sql: Callable[[], str]) -> str:
    """The table of a statement's rows, in a FROM; it is made when it is not there yet.

    `name` says of which statement over the results' tables, which stay as they are.
    """
    there = "SELECT 1 FROM duckdb_tables() WHERE schema_name = $schema AND table_name = $name"
    values = {"schema": SCHEMA, "name": name}
    if not db.rows(there, values):
        with _making:
            if not db.rows(there, values):
                db.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
                db.execute(f"CREATE TABLE {SCHEMA}.{name} AS {sql()}")
    return f"{SCHEMA}.{name}"


def make_cells(db: DuckDB) -> None:
    """Make the cells of every output that there is: whoever looks at pages waits less for it."""
    made = {name for (name,) in db.rows("SELECT table_name FROM duckdb_tables()")}
    for source in _CELLS:
        if source in made:
            sums_of(db, source)


def answering(db: DuckDB, measures: Sequence[Measure], by: str | None = None) -> str | None:
    """The table of the fewest cells that answer these measures of one source, in a FROM.

    None where it takes rows: for a measure that needs them, or a column `by` which cells lack.
    """
    source = measures[0].source
    grains = {measure.grain for measure in measures}
    if "rows" in grains or (by is not None and by not in _CELLS[source].by):
        return None
    return (cells_of if "cells" in grains else sums_of)(db, source)
