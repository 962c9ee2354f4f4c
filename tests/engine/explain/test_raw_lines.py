"""From a number back to the raw files: file, line and the line itself, in every form of them."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import openpyxl
import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain import records
from crri_gui.engine.explain.asked import RejectAsked
from crri_gui.engine.explain.raw_lines import RawLine, raw_lines, reject_line
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from crri_gui.errors import InputError
from tests.dashboard_shop import small_shop
from tests.shops import FILES, HEADERS

ORDERS, ITEMS, REVIEWS = FILES["orders"], FILES["order_items"], FILES["order_reviews"]
SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Cancelled at,Refunded Amount,Payment Method,Shipping Province,"
    "Notes",
    '#1,ana@x.example,paid,USD,30.00,5.00,2.00,37.00,2024-01-03,1,Hat,,0.00,card,SP,"two\nlines"',
    "#1,ana@x.example,,,,,,,2024-01-03,2,Sock,,,,,",
    "#2,bo@x.example,paid,USD,20.00,5.00,2.00,27.00,2024-02-03,1,Hat,,0.00,card,RJ,",
)


@contextmanager
def computed(raw: Path) -> Iterator[Results]:
    results = open_results(RunContext(), Request(raw, looking=True))
    try:
        yield results
    finally:
        results.close()


def traced(raw: Path, order: str) -> list[RawLine]:
    with computed(raw) as results:
        return list(raw_lines(RunContext(), results.data, [order])[order])


def places(lines: list[RawLine]) -> list[tuple[str, int]]:
    return [(line.file, line.line) for line in lines]


# o2 is the second order: the third line of every file but that of reviews, where it is too.
PLAIN = [(FILES[table], 3) for table in HEADERS if table != "order_reviews"] + [(REVIEWS, 3)]


def test_a_row_is_told_in_each_file_that_it_went_through(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    lines = traced(raw, "o2")
    assert sorted(places(lines)) == sorted(PLAIN)
    assert [line.table for line in lines] == list(HEADERS)
    written = (raw / ORDERS).read_text(encoding="utf-8").splitlines()[2]
    assert lines[0].text == written
    assert dict(lines[0].values)["order_status"] == "delivered"


def test_windows_are_joined_where_records_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    monkeypatch.setattr(records, "_WINDOW", 40)  # shorter than a line
    assert sorted(places(traced(raw, "o2"))) == sorted(PLAIN)


def test_quoted_line_breaks_semicolons_and_western_letters(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw", delimiter=";", encoding="cp1252")
    path = raw / REVIEWS
    header, *rows = path.read_text(encoding="cp1252").splitlines()
    # A comment of three lines before the key, with a delimiter and quotation marks in it.
    rows = [f'"ótimo;\n""bom""\n";{row}' for row in rows]
    path.write_text("\n".join([f"review_comment;{header}", *rows]) + "\n", encoding="cp1252")
    [review] = [line for line in traced(raw, "o2") if line.table == "order_reviews"]
    assert review.line == 5  # the header, three lines of the first review
    assert review.text.startswith('"ótimo;\n""bom""\n";r-o2;o2;')


def test_archives_are_looked_into(tmp_path: Path) -> None:
    plain = small_shop().write(tmp_path / "plain")
    packed = tmp_path / "packed"
    packed.mkdir()
    with zipfile.ZipFile(packed / "shop.zip", "w") as archive:
        for name in (ORDERS, FILES["customers"], ITEMS):
            archive.write(plain / name, name)
    for name in (FILES["order_payments"], REVIEWS):
        (packed / f"{name}.gz").write_bytes(gzip.compress((plain / name).read_bytes()))
    found = places(traced(packed, "o2"))
    assert (f"shop.zip/{ORDERS}", 3) in found
    assert (f"{REVIEWS}.gz", 3) in found
    assert len(found) == 5


def test_rows_of_a_sheet_are_numbered_as_the_sheet_is(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    rows = (raw / ORDERS).read_text(encoding="utf-8").splitlines()
    (raw / ORDERS).unlink()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "orders"
    sheet.append(["Export of the shop"])
    sheet.append([])
    for number, row in enumerate(rows):
        fields = row.split(",")
        # A cell may hold line breaks: rows are counted, not lines.
        sheet.append([*fields, "note" if not number else "two\nlines"])
    book.save(raw / "orders.xlsx")
    [order] = [line for line in traced(raw, "o2") if line.table == "orders"]
    assert (order.file, order.line) == ("orders.xlsx#orders", 5)
    assert dict(order.values)["order_id"] == "o2"


def test_rows_of_parquet(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    with duckdb.connect() as con:
        items = f"SELECT * REPLACE (price::INTEGER AS price) FROM '{raw / ITEMS}'"
        con.execute(f"COPY ({items}) TO '{raw / 'order_items.parquet'}'")
    (raw / ITEMS).unlink()
    [item] = [line for line in traced(raw, "o2") if line.table == "order_items"]
    assert (item.file, item.line) == ("order_items.parquet", 2)
    assert dict(item.values)["price"] == "50"


def test_parts_of_a_table_and_rows_that_are_there_twice(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    path = raw / ITEMS
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.unlink()
    (raw / "order_items_1.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    (raw / "order_items_2.csv").write_text("\n".join([header, rows[1]]) + "\n", encoding="utf-8")
    items = [line for line in traced(raw, "o2") if line.table == "order_items"]
    assert places(items) == [("order_items_1.csv", 3), ("order_items_2.csv", 2)]


def test_keys_are_found_in_whatever_form_they_are_written(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    path = raw / ITEMS
    text = path.read_text(encoding="utf-8").replace("\no2,", '\n" O2\u200b",')
    path.write_text(text, encoding="utf-8")
    lines = raw_lines_of_file(path, "o2")
    assert lines == [(3, '" O2\u200b",1,50.00,0.00')]


def raw_lines_of_file(path: Path, key: str) -> list[tuple[int, str]]:
    found = records.records_of_text(RunContext(), path, ",", '"', (0,), {(key,): ""}.keys())
    return [(line, text) for _, line, text, _ in found]


def test_a_rejected_line_is_told_as_such(tmp_path: Path) -> None:
    shop = small_shop()
    shop.order_items.append(("o2", 2, "ten", 0))
    raw = shop.write(tmp_path / "raw")
    with open_looking(raw) as results:
        items = [
            line
            for line in raw_lines(RunContext(), results.data, ["o2"])["o2"]
            if line.table == "order_items"
        ]
        assert [bool(line.rejected) for line in items] == [False, True]
        assert items[1].text == "o2,2,ten,0"
        [found] = reject_line(RunContext(), results.data, RejectAsked(ITEMS, items[1].line))
        assert found.text == "o2,2,ten,0"
        assert "amount" in found.rejected


@contextmanager
def open_looking(raw: Path) -> Iterator[Results]:
    """Of this shop an eighth of the items is rejected."""
    with computed(raw) as results:
        yield results


def test_an_export_of_another_shop_is_traced_by_its_own_columns(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "orders_export.csv").write_text("\n".join(SHOPIFY) + "\n", encoding="utf-8")
    lines = traced(raw, "#1")
    assert places(lines) == [("orders_export.csv", 2), ("orders_export.csv", 4)]
    assert dict(lines[0].values)["Notes"] == "two\nlines"
    assert [dict(line.values)["Lineitem name"] for line in lines] == ["Hat", "Sock"]


def test_a_raw_file_that_has_changed_is_not_quoted(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    with computed(raw) as results:
        with (raw / ITEMS).open("a", encoding="utf-8") as file:
            file.write("o9,1,1,0\n")
        with pytest.raises(InputError, match="has changed since"):
            raw_lines(RunContext(), results.data, ["o2"])
        (raw / ITEMS).unlink()
        with pytest.raises(InputError, match="has changed since"):
            raw_lines(RunContext(), results.data, ["o2"])


def test_an_order_that_is_nowhere_has_no_lines(tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "raw")
    assert traced(raw, "nothing") == []
