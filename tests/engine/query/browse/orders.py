"""Four orders, and what a grid shows of them."""

from __future__ import annotations

from typing import Any

import duckdb

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query import browse
from crri_gui.engine.query.browse import Filter, Grid, View, open_grid, page

ORDERS: list[tuple[Any, ...]] = [
    ("o1", "ana", "2017-01", "100.10", "boleto", 3.5, "5.0", "SP", 0, "2017-01-05 10:00:00", 0),
    ("o2", "ben", "2017-01", "20.00", "credit_card", None, None, "", 1, "2017-01-31 23:00:00", 1),
    ("o3", "ben", "2017-02", "0.00", "boleto", 0.0, "1.0", None, 1, "2017-02-01 00:00:00", None),
    ("o4", "cy", "2017-03", "7.25", "=evil", 12.0, "5.0", "Ärz", 0, "2017-03-01 12:00:00", 0),
]
COLUMNS = "order_id customer_unique_id order_month order_value".split()


def ids(con: duckdb.DuckDBPyConnection, *filters: Filter, sort: Any = ()) -> list[str]:
    grid = open_grid(DuckDB(RunContext(), con), View("master_orders", filters, sort))
    rows = page(con, grid, 0, 100, ["order_id"])
    assert grid.rows == len(rows)
    assert grid.total == 4
    browse.close_others(DuckDB(RunContext(), con), [])
    return [row[0] for row in rows]


def all_orders(con: duckdb.DuckDBPyConnection) -> Grid:
    return open_grid(DuckDB(RunContext(), con), View("master_orders"))
