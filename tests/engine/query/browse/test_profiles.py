"""The kinds of columns, and the profile of each."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import duckdb
import pytest

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.query import browse, catalog, text_search
from crri_gui.engine.query.browse import Filter, View, open_grid, page
from crri_gui.engine.query.profile import Bar, profile
from tests.engine.query.browse.orders import all_orders


def test_the_kinds_of_columns(con: duckdb.DuckDBPyConnection) -> None:
    kinds = {
        field.name: field.kind
        for field in catalog.fields(DuckDB(RunContext(), con), "master_orders")
    }
    assert kinds == {
        "order_id": "text",
        "customer_unique_id": "text",
        "order_month": "month",
        "order_value": "money",
        "payment_type": "text",
        "delivery_days": "number",
        "review_score": "number",
        "customer_state": "text",
        "is_repeat_customer": "integer",
        "purchased_at": "time",
        "is_late": "integer",
    }
    standard = [
        f.name for f in catalog.fields(DuckDB(RunContext(), con), "master_orders") if f.standard
    ]
    assert "purchased_at" not in standard
    assert len(standard) == 9
    assert catalog.existing(DuckDB(RunContext(), con)) == {"master_orders": 4}


def test_a_profile_of_amounts(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("UPDATE master_orders SET order_value = NULL WHERE order_id = 'o3'")
    found = profile(DuckDB(RunContext(), con), all_orders(con), "order_value")
    assert (found.rows, found.filled, found.blank, found.distinct) == (4, 3, 1, 3)
    assert found.filled_share == 0.75
    assert (found.smallest, found.largest) == (Decimal("7.25"), Decimal("100.10"))
    assert found.mean == pytest.approx((100.10 + 20 + 7.25) / 3)
    assert found.bars == tuple(
        Bar(1, value, value) for value in map(Decimal, ("7.25", "20", "100.10"))
    )


def test_a_profile_of_many_numbers_has_bars_of_equal_width(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute("CREATE TABLE many AS SELECT i::DOUBLE AS x, i % 40 AS n FROM range(160) t(i)")
    grid = open_grid(DuckDB(RunContext(), con), View("many"))
    found = profile(DuckDB(RunContext(), con), grid, "x")
    assert [bar.count for bar in found.bars] == [10] * 15 + [10]
    assert (found.bars[0].low, found.bars[-1].high) == (0, 159)
    # 40 whole numbers: bars of 3, the last one holds what is left.
    whole = profile(DuckDB(RunContext(), con), grid, "n").bars
    assert [bar.count for bar in whole] == [12] * 13 + [4]
    assert (whole[0].low, whole[0].high) == (0, 3)


def test_a_long_tail_is_gathered_in_the_last_bar(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE TABLE many AS SELECT CASE WHEN i = 0 THEN 1e6 ELSE i END::DOUBLE AS x "
        "FROM range(1000) t(i)"
    )
    bars = profile(
        DuckDB(RunContext(), con), open_grid(DuckDB(RunContext(), con), View("many")), "x"
    ).bars
    assert sum(bar.count for bar in bars) == 1000
    assert bars[-1].high is None
    assert bars[-1].low < 1000


def test_a_profile_of_texts_months_times_and_flags(con: duckdb.DuckDBPyConnection) -> None:
    grid = all_orders(con)
    payment = profile(DuckDB(RunContext(), con), grid, "payment_type")
    assert payment.bars == (
        Bar(2, "boleto", "boleto"),
        Bar(1, "=evil", "=evil"),
        Bar(1, "credit_card", "credit_card"),
    )
    months = profile(DuckDB(RunContext(), con), grid, "order_month")
    assert [bar.low for bar in months.bars] == ["2017-01", "2017-02", "2017-03"]
    state = profile(DuckDB(RunContext(), con), grid, "customer_state")
    assert (state.filled, state.blank, state.distinct) == (2, 2, 2)
    times = profile(DuckDB(RunContext(), con), grid, "purchased_at")
    assert sum(bar.count for bar in times.bars) == 4
    assert (times.smallest, times.largest) == (
        dt.datetime(2017, 1, 5, 10),
        dt.datetime(2017, 3, 1, 12),
    )
    con.execute("CREATE TABLE flags AS SELECT i % 3 = 0 AS yes FROM range(7) t(i)")
    flags = profile(
        DuckDB(RunContext(), con), open_grid(DuckDB(RunContext(), con), View("flags")), "yes"
    )
    assert [(bar.low, bar.count) for bar in flags.bars] == [(False, 4), (True, 3)]


def test_columns_may_have_any_name(con: duckdb.DuckDBPyConnection) -> None:
    names = ("value", "number", "bin", "first", "select", 'a "quoted" name', "_p0_0")
    columns = ", ".join(f"i % 20 AS {sql_identifier(name)}" for name in names)
    con.execute(f"CREATE TABLE named AS SELECT {columns} FROM range(40) t(i)")
    for name in names:
        view = View("named", (Filter(name, "range", (0, 99)),), ((name, True),))
        grid = open_grid(DuckDB(RunContext(), con), view)
        assert page(con, grid, 0, 1, [name]) == [(19,)]
        assert sum(bar.count for bar in profile(DuckDB(RunContext(), con), grid, name).bars) == 40
        assert browse.values_of(DuckDB(RunContext(), con), view, name)[1] == 20
        assert (
            browse.statistics(DuckDB(RunContext(), con), grid, name, [(0, 1), (3, 3)]).total
            == 19 + 19 + 18
        )
        assert text_search.find(DuckDB(RunContext(), con), grid, "18", [name]) == (2, name)


def test_a_profile_of_keys_has_nothing_to_draw(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        "CREATE TABLE many AS SELECT md5(i::VARCHAR) AS id, (i // 10)::VARCHAR AS ten, "
        "NULL::INTEGER AS nothing FROM range(1000) t(i)"
    )
    grid = open_grid(DuckDB(RunContext(), con), View("many"))
    assert profile(DuckDB(RunContext(), con), grid, "id").bars == ()
    ten = profile(DuckDB(RunContext(), con), grid, "ten").bars
    assert [bar.count for bar in ten] == [10] * 15 + [850]
    assert ten[-1].low is None
    nothing = profile(DuckDB(RunContext(), con), grid, "nothing")
    assert (nothing.filled, nothing.distinct, nothing.bars) == (0, 0, ())


def test_a_profile_of_a_large_table_says_that_it_is_about(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute("CREATE TABLE many AS SELECT i % 1000 AS x, i AS y FROM range(1000001) t(i)")
    grid = open_grid(DuckDB(RunContext(), con), View("many"))
    # A thousand different values are counted; of a million the engine's estimate is good to a
    # third or so.
    few = profile(DuckDB(RunContext(), con), grid, "x")
    assert (few.distinct, few.approximate) == (1000, False)
    assert sum(bar.count for bar in few.bars) == 1_000_001
    found = profile(DuckDB(RunContext(), con), grid, "y")
    assert found.approximate
    assert found.distinct == pytest.approx(1_000_001, rel=0.4)


def test_a_profile_without_rows(con: duckdb.DuckDBPyConnection) -> None:
    view = View("master_orders", (Filter("order_id", "is", ("nobody",)),))
    found = profile(
        DuckDB(RunContext(), con), open_grid(DuckDB(RunContext(), con), view), "order_value"
    )
    assert (found.rows, found.filled_share, found.bars) == (0, 1.0, ())
