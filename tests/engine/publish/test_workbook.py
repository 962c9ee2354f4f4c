"""The workbook as its readers meet it: openpyxl for the looks, calamine as a second opinion."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import python_calamine

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.publish.workbook import write_workbook
from crri_gui.errors import Cancelled, OutputError
from tests.shops import ALWAYS

pytestmark = pytest.mark.long

SELECTS = {
    table.name: f"SELECT {', '.join(table.column_names)} FROM {table.name} ORDER BY ALL"
    for table in ALWAYS
}
DEFAULTS = Definitions()
TYPES = {"text": "VARCHAR", "integer": "BIGINT", "money": "DECIMAL(18, 2)", "number": "DOUBLE"}
ORDER = ("o1", "ana", "2017-01", "100.10", "boleto", 3.5, 5.0, "SP", 0)
ROWS: dict[str, list[tuple[Any, ...]]] = {
    "master_orders": [ORDER, ("o2", "ben", "2017-01", "1234567.89", None, None, None, None, 1)],
    "monthly_revenue": [("2017-01", "1234667.99", 2, 2, 617333.995, None)],
    "cohort_retention": [("2017-01", "2017-01", 2, 2, 1.0), ("2017-01", "2017-02", 1, 2, 0.5)],
    "rfm_customers": [("ana", 31, 1, "100.10", 7, "Mid Value")],
    "ops_metrics": [("2017-01", 3.5, 5.0, 0.0)],
}


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        for table in ALWAYS:
            columns = ", ".join(f'"{column.name}" {TYPES[column.type]}' for column in table.columns)
            con.execute(f"CREATE TABLE {table.name} ({columns})")
            if table.name in ROWS:
                add(con, table.name, *ROWS[table.name])
        yield con


def add(con: duckdb.DuckDBPyConnection, table: str, *rows: tuple[Any, ...]) -> None:
    con.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def write(
    con: duckdb.DuckDBPyConnection,
    target: Path,
    definitions: Definitions = DEFAULTS,
    **options: Any,
) -> Any:
    write_workbook(DuckDB(RunContext(), con), SELECTS, definitions, target, **options)
    return openpyxl.load_workbook(target)


def values(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_there_is_a_sheet_for_each_table_and_one_that_explains(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    book = write(con, tmp_path / "out.xlsx")
    assert book.sheetnames == [*(table.name for table in ALWAYS), "definitions"]
    assert values(book["master_orders"]) == [
        ALWAYS[0].column_names,
        ("o1", "ana", "2017-01", 100.10, "boleto", 3.5, 5.0, "SP", 0),
        ("o2", "ben", "2017-01", 1234567.89, None, None, None, None, 1),
    ]
    assert values(book["cohort_retention"])[1:] == ROWS["cohort_retention"]
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_another_reader_finds_the_same(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(con, tmp_path / "out.xlsx")
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    assert book.get_sheet_by_name("master_orders").to_python()[1:] == [
        ["o1", "ana", "2017-01", 100.10, "boleto", 3.5, 5.0, "SP", 0],
        ["o2", "ben", "2017-01", 1234567.89, "", "", "", "", 1],
    ]


def test_headers_are_bold_frozen_filtered_and_explained(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    book = write(con, tmp_path / "out.xlsx")
    for table in ALWAYS:
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2"
        last = "ABCDEFGHI"[len(table.columns) - 1]
        assert sheet.auto_filter.ref == f"A1:{last}{len(ROWS.get(table.name, ())) + 1}"
        for cell, column in zip(sheet[1], table.columns, strict=True):
            assert cell.font.bold
            assert cell.comment.text.startswith(column.meaning)
            assert column.unit in cell.comment.text
            assert sheet.column_dimensions[cell.column_letter].width > len(column.name)


def test_numbers_are_shown_by_their_unit(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    book = write(con, tmp_path / "out.xlsx")
    formats: dict[str, list[str | None]] = {
        "master_orders": ["@", "@", "@", "#,##0.00", "@", "#,##0.00", "#,##0.00", "@", "0"],
        "monthly_revenue": ["@", "#,##0.00", "#,##0", "#,##0", "#,##0.00", None],
        "cohort_retention": ["@", "@", "#,##0", "#,##0", "0.00%"],
        "ops_metrics": ["@", "#,##0.00", "#,##0.00", "0.00%"],
    }
    for name, expected in formats.items():
        shown = [cell.number_format for cell in book[name][2]]
        assert shown == [form or "General" for form in expected]


def test_amounts_keep_every_digit(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    add(con, "rfm_customers", ("zoe", 1, 1, "9007199254740993.01", 3, "Low Value"))
    write(con, tmp_path / "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        assert b"<v>9007199254740993.01</v>" in archive.read("xl/worksheets/sheet4.xml")


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-2",
        "@SUM(A1)",
        "#N/A",
        "TRUE",
        "0042",
        " padded ",
        "<b>&amp;</b>",
        "]]>",
        'said "so"',
        "São Tomé 東京 🛒",
        "two\nlines",
        "tab\tbed",
    ],
)
def test_text_stays_the_text_it_is(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, text: str
) -> None:
    add(con, "master_orders", (*ORDER[:7], text, 0))
    cells = list(write(con, tmp_path / "out.xlsx")["master_orders"]["H"])
    [cell] = [cell for cell in cells if cell.value == text]
    assert cell.data_type == "s"
    assert cell.number_format == "@"
    sheet = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "out.xlsx"))
    assert text in [row[7] for row in sheet.get_sheet_by_name("master_orders").to_python()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1bc\ufffe", "a\ufffdb\ufffdc\ufffd"),
        ("_x0041_", "_x005F_x0041_"),  # Excel would show the letter A
        ("", None),
    ],
)
def test_what_a_cell_cannot_hold_is_replaced(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, text: str, shown: str | None
) -> None:
    add(con, "ops_metrics", (text, 7.0, 1.0, 1.0))
    sheet = write(con, tmp_path / "out.xlsx")["ops_metrics"]
    assert [row[0] for row in values(sheet) if row[1] == 7] == [shown]


def test_a_text_longer_than_a_cell_says_that_it_is_cut(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    add(con, "ops_metrics", ("y" * 32_767, 1.0, 1.0, 1.0), ("z" * 32_768, 1.0, 1.0, 1.0))
    column = [cell.value for cell in write(con, tmp_path / "out.xlsx")["ops_metrics"]["A"]]
    assert column[2] == "y" * 32_767
    assert column[3].startswith("z" * 10_000)
    assert column[3].endswith("… (cut here; the whole text is in the CSV)")


def test_a_number_that_is_none_does_not_damage_the_workbook(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    add(con, "ops_metrics", ("2017-02", float("inf"), float("nan"), 1e-300))
    row = values(write(con, tmp_path / "out.xlsx")["ops_metrics"])[2]
    assert row == ("2017-02", "inf", "nan", 1e-300)


def test_a_table_longer_than_a_sheet_is_not_cut_but_named(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    book = write(con, tmp_path / "out.xlsx", row_limit=2)  # a header and one row
    assert values(book["master_orders"]) == [
        (
            "master_orders has 2 rows, more than fit on a sheet, so none of them is here: "
            "the full table is in master_orders.csv.",
        )
    ]
    assert book["master_orders"].auto_filter.ref is None
    assert len(values(book["rfm_customers"])) == 2
    assert len(values(write(con, tmp_path / "out.xlsx", row_limit=3)["master_orders"])) == 3


def test_a_table_without_rows_has_its_header(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    con.execute("DELETE FROM rfm_customers")
    book = write(con, tmp_path / "out.xlsx")
    assert values(book["rfm_customers"]) == [ALWAYS[3].column_names]


def test_more_rows_than_are_fetched_at_once_come_in_order(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    con.execute("DELETE FROM ops_metrics")
    con.execute(
        "INSERT INTO ops_metrics SELECT lpad(i::VARCHAR, 5, '0'), i, i, 0 FROM range(12345) t(i)"
    )
    rows = values(write(con, tmp_path / "out.xlsx")["ops_metrics"])
    assert rows[1:] == [(f"{i:05}", i, i, 0) for i in range(12_345)]


def test_the_definitions_are_all_there(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    chosen = Definitions(
        statuses=("=shipped", "delivered"), window="2017-01..2018-06", late_after_days=12
    )
    sheet = write(con, tmp_path / "out.xlsx", chosen)["definitions"]
    rows = values(sheet)
    assert {cell.data_type for cell in sheet["B"] if cell.value is not None} == {"s"}
    by_name = {row[0]: row[1:4] for row in rows[1 : len(chosen.as_dict(())) + 1]}
    assert list(by_name) == list(chosen.as_dict(()))
    assert by_name["statuses"][::2] == (
        "=shipped, delivered",
        "only those listed: statuses=delivered,shipped (in TOML a list of texts)",
    )
    assert by_name["window"][::2] == (
        "2017-01..2018-06",
        "from one month to another, both included",
    )
    assert by_name["late_after_days"][0] == "12"
    assert by_name["order_value"] == (
        "items",
        "What an order is worth, in exact cents.",
        "sum of item prices",
    )
    columns = rows[len(by_name) + 3 :]
    assert columns == [
        (table.name, column.name, column.unit, column.meaning, column.blank, column.source)
        for table in ALWAYS
        for column in table.columns
    ]


def test_equal_tables_make_equal_bytes(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    write(con, tmp_path / "one.xlsx")
    time.sleep(2.1)  # a date in an archive has steps of two seconds
    write(con, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:created" not in archive.read("docProps/core.xml")


def test_a_cancel_leaves_the_former_workbook(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    con.execute("INSERT INTO ops_metrics SELECT 'm' || i, i, i, 0.5 FROM range(500000) t(i)")
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"former")
    run = RunContext()

    def cancel_once_it_is_written() -> None:
        while list(tmp_path.iterdir()) == [target]:
            time.sleep(0.01)
        run.cancel()

    thread = threading.Thread(target=cancel_once_it_is_written, daemon=True)
    thread.start()
    with DuckDB(run, con).attached(), pytest.raises(Cancelled):
        write_workbook(DuckDB(run, con), SELECTS, DEFAULTS, target)
    thread.join()
    assert target.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_named(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.iterdir())
    for place in ("nowhere/out.xlsx", "file/out.xlsx", "folder"):
        with pytest.raises(OutputError) as raised:
            write_workbook(DuckDB(RunContext(), con), SELECTS, DEFAULTS, tmp_path / place)
        assert raised.value.file == str(tmp_path / place)
        assert raised.value.remedy
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits on a file's size are of Unix")
def test_a_write_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    # In a process of its own: the limit holds for every file that it writes.
    script = """
import resource, sys
from pathlib import Path
import duckdb
from crri_gui.contract import tables_with
from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.publish.workbook import write_workbook
from crri_gui.errors import OutputError
selects = {
    t.name: "SELECT " + ", ".join(f'md5(i::VARCHAR) AS "{n}"' for n in t.column_names)
    + " FROM range(20000) t(i)" for t in tables_with(())
}
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
try:
    db = DuckDB(RunContext(), duckdb.connect())
    write_workbook(db, selects, Definitions(), Path(sys.argv[1]))
except OutputError as error:
    print(error.file, error.what)
"""
    target = tmp_path / "out.xlsx"
    told = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, text=True, check=True
    )
    assert told.stdout.startswith(f"{target} The output folder cannot be used: File too large")
    assert list(tmp_path.iterdir()) == []


def test_openpyxl_is_only_loaded_when_a_workbook_is_written() -> None:
    script = "import sys, crri_gui.engine.publish.workbook; sys.exit('openpyxl' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
