"""Grids of small tables whose every answer is worked out by hand."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.query import browse, catalog, export, text_search
from crri_gui.engine.query.browse import Filter, Grid, Statistics, View, open_grid, page
from crri_gui.engine.query.profile import Bar, profile
from crri_gui.errors import Cancelled, OutputError, UsageError

ORDERS: list[tuple[Any, ...]] = [
    ("o1", "ana", "2017-01", "100.10", "boleto", 3.5, "5.0", "SP", 0, "2017-01-05 10:00:00", 0),
    ("o2", "ben", "2017-01", "20.00", "credit_card", None, None, "", 1, "2017-01-31 23:00:00", 1),
    ("o3", "ben", "2017-02", "0.00", "boleto", 0.0, "1.0", None, 1, "2017-02-01 00:00:00", None),
    ("o4", "cy", "2017-03", "7.25", "=evil", 12.0, "5.0", "Ärz", 0, "2017-03-01 12:00:00", 0),
]
COLUMNS = "order_id customer_unique_id order_month order_value".split()


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


def ids(con: duckdb.DuckDBPyConnection, *filters: Filter, sort: Any = ()) -> list[str]:
    grid = open_grid(DuckDB(RunContext(), con), View("master_orders", filters, sort))
    rows = page(con, grid, 0, 100, ["order_id"])
    assert grid.rows == len(rows)
    assert grid.total == 4
    browse.close_others(DuckDB(RunContext(), con), [])
    return [row[0] for row in rows]


def all_orders(con: duckdb.DuckDBPyConnection) -> Grid:
    return open_grid(DuckDB(RunContext(), con), View("master_orders"))


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


def test_the_values_of_a_column_come_by_their_frequency(con: duckdb.DuckDBPyConnection) -> None:
    view = View("master_orders", (Filter("payment_type", "is", ("boleto",)),))
    # Its own filter does not narrow the list; those of other columns do.
    assert browse.values_of(DuckDB(RunContext(), con), view, "payment_type") == (
        [("boleto", 2), ("=evil", 1), ("credit_card", 1)],
        3,
    )
    assert browse.values_of(DuckDB(RunContext(), con), view, "customer_state") == (
        [("SP", 1), (None, 1)],
        2,
    )
    assert browse.values_of(DuckDB(RunContext(), con), view, "payment_type", "CARD") == (
        [("credit_card", 1)],
        1,
    )
    assert browse.values_of(DuckDB(RunContext(), con), view, "payment_type", limit=1) == (
        [("boleto", 2)],
        3,
    )
    assert browse.values_of(DuckDB(RunContext(), con), view, "payment_type", "nothing") == ([], 0)
    with pytest.raises(UsageError):
        browse.values_of(DuckDB(RunContext(), con), view, "nothing")


def test_statistics_of_a_selection(con: duckdb.DuckDBPyConnection) -> None:
    grid = all_orders(con)
    # 100.10 + 20 + 0 + 7.25
    assert browse.statistics(
        DuckDB(RunContext(), con), grid, "order_value", [(0, 3)]
    ) == Statistics(4, 4, 4, False, Decimal("127.35"), 31.8375, Decimal(0), Decimal("100.10"))
    # Rows 0, 2 and 3: 3.5 + 0 + 12
    assert browse.statistics(
        DuckDB(RunContext(), con), grid, "delivery_days", [(0, 0), (2, 3)]
    ) == Statistics(3, 3, 3, False, 15.5, 15.5 / 3, 0.0, 12.0)
    # Row 1 has none: a blank is no zero.
    assert browse.statistics(
        DuckDB(RunContext(), con), grid, "delivery_days", [(0, 1)]
    ) == Statistics(2, 1, 1, False, 3.5, 3.5, 3.5, 3.5)
    assert browse.statistics(
        DuckDB(RunContext(), con), grid, "customer_state", [(0, 3)]
    ) == Statistics(4, 2, 2, False, None, None, "SP", "Ärz")


def test_many_distinct_values_are_estimated_and_said_to_be(
    con: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browse, "_EXACT_DISTINCT_UP_TO", 3)
    found = browse.statistics(DuckDB(RunContext(), con), all_orders(con), "order_value", [(0, 3)])
    assert (found.distinct, found.approximate) == (4, True)


def test_copied_cells_have_their_headers(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("UPDATE master_orders SET customer_state = 'a\t\"b\"\nc' WHERE order_id = 'o1'")
    grid = all_orders(con)
    columns = ["order_id", "order_value", "payment_type", "customer_state", "purchased_at"]
    assert export.clip(DuckDB(RunContext(), con), grid, columns, [(0, 0), (2, 3)], ",") == (
        "order_id\torder_value\tpayment_type\tcustomer_state\tpurchased_at\n"
        'o1\t100,10\tboleto\t"a\t""b""\nc"\t2017-01-05 10:00:00\n'
        "o3\t0,00\tboleto\t\t2017-02-01 00:00:00\n"
        "o4\t7,25\t'=evil\tÄrz\t2017-03-01 12:00:00\n"
    )


def test_too_many_cells_are_not_copied(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("CREATE TABLE many AS SELECT i, i AS j FROM range(500001) t(i)")
    grid = open_grid(DuckDB(RunContext(), con), View("many"))
    with pytest.raises(UsageError, match="1,000,002 cells") as refused:
        export.clip(DuckDB(RunContext(), con), grid, ["i", "j"], [(0, 500_000)])
    assert "Export" in refused.value.remedy
    assert (
        export.clip(DuckDB(RunContext(), con), grid, ["i"], [(0, 499_999)]).count("\n") == 500_001
    )


def test_what_is_seen_is_exported_as_csv(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    sorted_view = View(
        "master_orders",
        (Filter("order_value", "range", (1, None)),),
        (("order_value", True),),
    )
    grid = open_grid(DuckDB(RunContext(), con), sorted_view)
    target = tmp_path / "seen.csv"
    target.write_text("former")
    columns = ["payment_type", "order_value", "delivery_days"]
    assert export.export_grid(DuckDB(RunContext(), con), grid, columns, target, Definitions()) == 3
    assert target.read_text() == (
        "payment_type,order_value,delivery_days\n"
        "boleto,100.10,3.5\ncredit_card,20.00,\n'=evil,7.25,12.0\n"
    )
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_seen_is_exported_as_workbook(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    grid = open_grid(
        DuckDB(RunContext(), con), View("master_orders", sort=(("order_value", False),))
    )
    target = tmp_path / "seen.xlsx"
    columns = ["order_id", "payment_type", "order_value", "delivery_days", "purchased_at"]
    assert export.export_grid(DuckDB(RunContext(), con), grid, columns, target, Definitions()) == 4
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["master_orders", "definitions"]
    assert list(book["master_orders"].iter_rows(values_only=True)) == [
        tuple(columns),
        ("o3", "boleto", 0, 0, "2017-02-01 00:00:00"),
        ("o4", "=evil", 7.25, 12, "2017-03-01 12:00:00"),
        ("o2", "credit_card", 20, None, "2017-01-31 23:00:00"),
        ("o1", "boleto", 100.1, 3.5, "2017-01-05 10:00:00"),
    ]
    assert book["master_orders"]["B3"].data_type == "s"  # text, not a formula
    assert book["master_orders"]["C3"].number_format == "#,##0.00"


def test_an_export_that_cannot_be_is_told_and_leaves_nothing(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    grid = all_orders(con)
    with pytest.raises(UsageError, match="more than fit on a sheet"):
        export.export_grid(
            DuckDB(RunContext(), con),
            grid,
            COLUMNS,
            tmp_path / "a.xlsx",
            Definitions(),
            row_limit=4,
        )
    with pytest.raises(UsageError, match="ending"):
        export.export_grid(
            DuckDB(RunContext(), con), grid, COLUMNS, tmp_path / "a.txt", Definitions()
        )
    (tmp_path / "folder.csv").mkdir()
    for name in ("nowhere/a.csv", "nowhere/a.xlsx", "folder.csv"):
        with pytest.raises(OutputError) as refused:
            export.export_grid(
                DuckDB(RunContext(), con), grid, COLUMNS, tmp_path / name, Definitions()
            )
        assert refused.value.file == str(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]


def test_a_cancelled_export_leaves_the_former_file(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    con.execute("CREATE TABLE many AS SELECT i, md5(i::VARCHAR) AS t FROM range(3000000) t(i)")
    grid = open_grid(DuckDB(RunContext(), con), View("many"))
    target = tmp_path / "seen.csv"
    target.write_text("former")
    run = RunContext()

    def cancel_once_it_is_written() -> None:
        while list(tmp_path.iterdir()) == [target]:
            time.sleep(0.001)
        run.cancel()

    thread = threading.Thread(target=cancel_once_it_is_written, daemon=True)
    thread.start()
    with DuckDB(run, con).attached(), pytest.raises(Cancelled):
        export.export_grid(DuckDB(run, con), grid, ["i", "t"], target, Definitions())
    thread.join()
    assert target.read_text() == "former"
    assert list(tmp_path.iterdir()) == [target]


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
