"""Grids of small tables: sorted, filtered, read by pages and searched."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query import browse, text_search
from crri_gui.engine.query.browse import Filter, View, open_grid, page
from crri_gui.errors import UsageError
from tests.engine.query.browse.orders import COLUMNS, all_orders, ids


def test_unsorted_rows_come_in_the_order_of_the_file(con: duckdb.DuckDBPyConnection) -> None:
    assert ids(con) == ["o1", "o2", "o3", "o4"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ((("order_value", False),), ["o3", "o4", "o2", "o1"]),
        ((("order_value", True),), ["o1", "o2", "o4", "o3"]),
        # Blanks come last either way.
        ((("delivery_days", False),), ["o3", "o1", "o4", "o2"]),
        ((("delivery_days", True),), ["o4", "o1", "o3", "o2"]),
        # Equal values keep the order of the file.
        ((("review_score", True),), ["o1", "o4", "o3", "o2"]),
        ((("customer_unique_id", True), ("order_value", False)), ["o4", "o3", "o2", "o1"]),
    ],
)
def test_sorting(con: duckdb.DuckDBPyConnection, sort: Any, expected: list[str]) -> None:
    assert ids(con, sort=sort) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Filter("payment_type", "is", ("boleto",)), ["o1", "o3"]),
        (Filter("payment_type", "is", ("boleto", "=evil")), ["o1", "o3", "o4"]),
        (Filter("payment_type", "is_not", ("boleto",)), ["o2", "o4"]),
        (Filter("payment_type", "is", ()), []),
        (Filter("order_value", "is", (Decimal("20.00"), 0)), ["o2", "o3"]),
        (Filter("review_score", "is", (None, Decimal(1))), ["o2", "o3"]),
        # Not 5 includes those without a score; not (5 or blank) does not.
        (Filter("review_score", "is_not", (5,)), ["o2", "o3"]),
        (Filter("review_score", "is_not", (5, None)), ["o3"]),
        (Filter("customer_state", "contains", ("ä",)), ["o4"]),
        (Filter("customer_state", "contains", ("S",)), ["o1"]),
        (Filter("order_value", "contains", ("0.",)), ["o1", "o2", "o3"]),
        (Filter("order_value", "range", (Decimal("7.25"), Decimal("20"))), ["o2", "o4"]),
        (Filter("order_value", "range", (None, 7.25)), ["o3", "o4"]),
        (Filter("review_score", "range", (2, None)), ["o1", "o4"]),
        (Filter("review_score", "range", (None, 100_000)), ["o1", "o3", "o4"]),
        (Filter("review_score", "range", ()), ["o1", "o3", "o4"]),
        (Filter("order_month", "range", ("2017-02", "2017-03")), ["o3", "o4"]),
        # A day as the upper bound is meant with all its hours.
        (Filter("purchased_at", "range", (None, "2017-01-31")), ["o1", "o2"]),
        (Filter("purchased_at", "range", (dt.date(2017, 2, 1), None)), ["o3", "o4"]),
        (Filter("purchased_at", "range", (None, "2017-01-31 22:59:59")), ["o1"]),
        (Filter("purchased_at", "is", (dt.datetime(2017, 3, 1, 12),)), ["o4"]),
        # Nothing and a text without characters are both blank; 0 is not.
        (Filter("customer_state", "blank"), ["o2", "o3"]),
        (Filter("customer_state", "filled"), ["o1", "o4"]),
        (Filter("delivery_days", "blank"), ["o2"]),
        (Filter("customer_state", "is", (None,)), ["o2", "o3"]),
    ],
)
def test_filters(con: duckdb.DuckDBPyConnection, one: Filter, expected: list[str]) -> None:
    assert ids(con, one) == expected


def test_filters_hold_together(con: duckdb.DuckDBPyConnection) -> None:
    both = (Filter("payment_type", "is", ("boleto",)), Filter("order_value", "range", (1, None)))
    assert ids(con, *both) == ["o1"]


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE master_orders; --", '"', "%", "_", "$p0_0", "\\", "\x00"]
)
def test_what_is_typed_is_only_text(con: duckdb.DuckDBPyConnection, text: str) -> None:
    assert ids(con, Filter("payment_type", "contains", (text,))) == (["o2"] if text == "_" else [])
    assert ids(con, Filter("payment_type", "is", (text,))) == []
    assert len(ids(con)) == 4


@pytest.mark.parametrize(
    "view",
    [
        View("orders; DROP TABLE master_orders"),
        View("duckdb_tables"),
        View("master_orders", (Filter("nothing", "blank"),)),
        View("master_orders", sort=(("1; DROP TABLE master_orders", False),)),
        View("master_orders", (Filter("order_value", "is", ("ten",)),)),
        View("master_orders", (Filter("order_value", "range", (True, None)),)),
        View("master_orders", (Filter("order_id", "is", (1,)),)),
        View("master_orders", (Filter("purchased_at", "range", ("yesterday", None)),)),
    ],
)
def test_what_does_not_fit_is_refused(con: duckdb.DuckDBPyConnection, view: View) -> None:
    with pytest.raises(UsageError) as refused:
        open_grid(DuckDB(RunContext(), con), view)
    assert refused.value.remedy
    assert len(ids(con)) == 4


def test_a_flag_is_filtered_by_yes_and_no(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE flags AS SELECT i, i % 3 = 0 AS is_counted FROM range(7) t(i)")
    yes = open_grid(
        DuckDB(RunContext(), con), View("flags", (Filter("is_counted", "is", (True,)),))
    )
    assert [row[0] for row in page(con, yes, 0, 10, ["i"])] == [0, 3, 6]
    with pytest.raises(UsageError):
        open_grid(DuckDB(RunContext(), con), View("flags", (Filter("is_counted", "is", ("yes",)),)))


def test_nothing_is_copied_without_filter_and_sort(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse, "ORDERED_UP_TO", 3)
    grid = all_orders(con)
    assert grid.copy is None
    assert [row[0] for row in page(con, grid, 0, 9, ["order_id"])] == ["o4", "o3", "o2", "o1"]
    # Above the limit equal values keep the order of the table.
    assert ids(con, sort=(("is_repeat_customer", False),)) == ["o4", "o1", "o3", "o2"]


def test_views_that_are_not_shown_give_their_room_back(con: duckdb.DuckDBPyConnection) -> None:
    by_id, by_value = (
        open_grid(DuckDB(RunContext(), con), View("master_orders", sort=((name, True),)))
        for name in ("order_id", "order_value")
    )
    browse.close_others(DuckDB(RunContext(), con), [by_id])
    assert page(con, by_id, 0, 1, ["order_id"]) == [("o4",)]
    with pytest.raises(duckdb.CatalogException):
        page(con, by_value, 0, 1, ["order_id"])
    browse.close_others(DuckDB(RunContext(), con), [])
    left = con.execute("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'browse'")
    assert left.fetchone() == (0,)


def test_another_cursor_reads_what_the_worker_made(con: duckdb.DuckDBPyConnection) -> None:
    grid = open_grid(
        DuckDB(RunContext(), con.cursor()), View("master_orders", sort=(("order_id", True),))
    )
    assert page(con.cursor(), grid, 1, 2, ["order_id", "order_value"]) == [
        ("o3", Decimal("0.00")),
        ("o2", Decimal("20.00")),
    ]


def test_pages_of_a_larger_table(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE many AS SELECT i, i % 10 AS digit FROM range(300000) t(i)")
    grid = open_grid(DuckDB(RunContext(), con), View("many", sort=(("digit", True), ("i", False))))
    assert grid.rows == 300_000
    assert page(con, grid, 0, 2, ["digit", "i"]) == [(9, 9), (9, 19)]
    assert page(con, grid, 299_999, 512, ["i"]) == [(299_990,)]
    assert page(con, grid, 150_000, 1, ["digit", "i"]) == [(4, 4)]


@pytest.mark.parametrize(
    ("text", "start", "backwards", "expected"),
    [
        ("BEN", 0, False, (1, "customer_unique_id")),
        ("ben", 2, False, (2, "customer_unique_id")),
        ("ben", 3, False, (1, "customer_unique_id")),  # around the end
        ("ben", 0, True, (2, "customer_unique_id")),  # around the beginning
        ("ben", 1, True, (1, "customer_unique_id")),
        ("7.2", 0, False, (3, "order_value")),
        ("o", 0, False, (0, "order_id")),
        ("nobody", 0, False, None),
        ("", 0, False, None),
    ],
)
def test_find(
    con: duckdb.DuckDBPyConnection, text: str, start: int, backwards: bool, expected: Any
) -> None:
    found = text_search.find(
        DuckDB(RunContext(), con), all_orders(con), text, COLUMNS, start, backwards=backwards
    )
    assert found == expected


def test_text_without_a_digit_is_not_looked_for_in_numbers(
    con: duckdb.DuckDBPyConnection,
) -> None:
    grid = all_orders(con)
    assert (
        text_search.find(DuckDB(RunContext(), con), grid, ".", ["order_value", "purchased_at"])
        is None
    )
    assert text_search.find(
        DuckDB(RunContext(), con), grid, "=e", ["order_value", "payment_type"]
    ) == (
        3,
        "payment_type",
    )


def test_find_looks_for_a_number_as_the_user_writes_it(con: duckdb.DuckDBPyConnection) -> None:
    grid = all_orders(con)
    assert text_search.find(DuckDB(RunContext(), con), grid, "7,25", COLUMNS) is None
    assert text_search.find(DuckDB(RunContext(), con), grid, "7,25", COLUMNS, number="7.25") == (
        3,
        "order_value",
    )


def test_find_goes_block_by_block(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_search, "_FIND_BLOCK", 7)
    con.execute("CREATE TABLE many AS SELECT i, i % 40 = 3 AS hit FROM range(100) t(i)")
    grid = open_grid(DuckDB(RunContext(), con), View("many"))

    def at(start: int, *, backwards: bool) -> int:
        found = text_search.find(
            DuckDB(RunContext(), con), grid, "true", ["hit"], start, backwards=backwards
        )
        assert found is not None
        return found[0]

    # The hits are at 3, 43 and 83.
    assert [at(start, backwards=False) for start in (0, 3, 4, 43, 50, 84, 99)] == [
        3, 3, 43, 43, 83, 3, 3,
    ]  # fmt: skip
    assert [at(start, backwards=True) for start in (0, 3, 4, 42, 43, 99)] == [83, 3, 3, 3, 43, 83]
