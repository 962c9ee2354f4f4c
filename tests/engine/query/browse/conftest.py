"""A small table of orders, whose every answer is worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.engine.query.browse.orders import ORDERS


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE master_orders (order_id VARCHAR, customer_unique_id VARCHAR, "
            "order_month VARCHAR, order_value DECIMAL(18, 2), payment_type VARCHAR, "
            "delivery_days DOUBLE, review_score DECIMAL(3, 1), customer_state VARCHAR, "
            "is_repeat_customer INTEGER, purchased_at TIMESTAMP, is_late INTEGER)"
        )
        # Not in the order of the file.
        for order in reversed(ORDERS):
            con.execute("INSERT INTO master_orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", order)
        yield con
