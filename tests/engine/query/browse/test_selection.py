"""What is chosen of a grid: values, statistics, copies and exports."""

from __future__ import annotations

import threading
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query import browse, export
from crri_gui.engine.query.browse import Filter, Statistics, View, open_grid
from crri_gui.errors import Cancelled, OutputError, UsageError
from tests.engine.query.browse.orders import COLUMNS, all_orders


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
