"""Before a run: the first rows, how many there are, and what they leave open."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import openpyxl
import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find, find_what_is_there
from crri_gui.engine.discover.preview import SHOWN, Preview, preview
from crri_gui.errors import InputError
from tests.shops import FILES, HEADERS, Shop

NOTHING = Conventions({}, {})


def look(folder: Path, table: str, conventions: Conventions = NOTHING) -> Preview:
    """The preview of a table's file."""
    return preview(RunContext(), table, find(folder).tables[table][0], conventions)


def two_orders() -> Shop:
    """Two orders."""
    return Shop().add("o1", "u1", "2017-01-02", "10.50").add("o2", "u2", "2017-01-03", "20.00")


def test_a_small_file_is_known_exactly(tmp_path: Path) -> None:
    seen = look(two_orders().write(tmp_path), "orders")
    assert seen.header == HEADERS["orders"]
    assert [row[0] for row in seen.rows] == ["o1", "o2"]
    assert (seen.records, seen.exact) == (2, True)
    assert seen.open_questions == ()


def test_a_large_file_is_estimated_and_its_head_shown(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(6000):
        shop.add(f"order-{number:06}", f"customer-{number:06}", "2017-01-02", "10.00")
    seen = look(shop.write(tmp_path), "orders")
    assert not seen.exact
    assert abs(seen.records - 6000) < 60
    assert len(seen.rows) == SHOWN


def test_every_form_is_previewed(tmp_path: Path) -> None:
    raw = two_orders().write(tmp_path)
    orders = raw / FILES["orders"]
    packed = raw / (FILES["orders"] + ".gz")
    packed.write_bytes(gzip.compress(orders.read_bytes()))
    orders.unlink()
    customers = raw / FILES["customers"]
    duckdb.sql(f"COPY (FROM '{customers}') TO '{raw / 'customers.parquet'}'")
    customers.unlink()
    items = raw / FILES["order_items"]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in items.read_text().splitlines():
        sheet.append(line.split(","))
    book.save(raw / "items.xlsx")
    items.unlink()
    for table in ("orders", "customers", "order_items"):
        seen = look(raw, table)
        assert seen.records == 2
        assert len(seen.rows) == 2


def test_a_packed_file_is_estimated_by_its_real_size(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(6000):
        shop.add(f"order-{number:06}", f"customer-{number:06}", "2017-01-02", "10.00")
    raw = shop.write(tmp_path)
    orders = raw / FILES["orders"]
    (raw / "orders.csv.gz").write_bytes(gzip.compress(orders.read_bytes()))
    orders.unlink()
    assert abs(look(raw, "orders").records - 6000) < 60


def test_what_the_first_rows_do_not_decide_is_asked_until_it_is_chosen(tmp_path: Path) -> None:
    shop = two_orders()
    shop.orders = [
        ("o1", "c-o1", "delivered", "03/04/2017 10:00:00", "", ""),
        ("o2", "c-o2", "delivered", "05/06/2017 10:00:00", "", ""),
    ]
    shop.order_items = [("o1", 1, "1.234", "0"), ("o2", 1, "5.678", "0")]
    raw = shop.write(tmp_path)
    [date] = look(raw, "orders").open_questions
    assert (date.code, date.column) == ("date_order_ambiguous", "order_purchase_timestamp")
    [amount] = look(raw, "order_items").open_questions
    assert (amount.code, amount.column) == ("decimal_ambiguous", "price")
    chosen = Conventions({"orders.order_purchase_timestamp": "dmy"}, {"order_items.price": "comma"})
    assert look(raw, "orders", chosen).open_questions == ()
    assert look(raw, "order_items", chosen).open_questions == ()


def test_a_file_that_is_gone_is_one_message(tmp_path: Path) -> None:
    raw = two_orders().write(tmp_path)
    file = find(raw).tables["orders"][0]
    file.path.unlink()
    with pytest.raises(InputError, match="cannot be read any more"):
        preview(RunContext(), "orders", file, NOTHING)


def test_what_is_wrong_with_one_table_does_not_hide_the_others(tmp_path: Path) -> None:
    raw = two_orders().write(tmp_path)
    other = (raw / FILES["orders"]).read_bytes() + b"\n"
    (raw / "copy of orders.csv").write_bytes(other)
    (raw / FILES["customers"]).unlink()
    found = find_what_is_there(raw)
    assert set(found.tables) == {"order_items", "order_payments"}
    assert set(found.problems) == {"orders", "customers"}
    assert "2 files could be the table orders" in found.problems["orders"].what
    assert "No file holds the table customers" in found.problems["customers"].what
    with pytest.raises(InputError, match="2 files could be the table orders"):
        find(raw)


def test_a_wrong_file_chosen_by_hand_is_that_tables_problem(tmp_path: Path) -> None:
    raw = two_orders().write(tmp_path)
    found = find_what_is_there(raw, {"orders": FILES["customers"]})
    assert "lacks order_id" in found.problems["orders"].what
    assert "customers" in found.tables
