"""What a workbook holds that nobody sees in its text: formulas without values, hidden rows."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from crri_gui.engine.report import InputRefused
from tests.engine.adapt.test_adapt import values
from tests.shops import Published, publish


def book_of(orders: range, sheet: Worksheet) -> None:
    """A title, a header in row 2, and an order of 10.00 a row."""
    sheet.append(["Orders of the shop"])
    sheet.append(["customer_id", "order_id", "date", "amount"])
    for number in orders:
        sheet.append([f"c{number}", number, f"2024-01-{number:02}", 10.0])


def published(folder: Path, book: openpyxl.Workbook) -> Published:
    folder.mkdir(exist_ok=True)
    book.save(folder / "list.xlsx")
    return publish(folder, folder / "out")


def test_formulas_that_were_never_computed_are_the_cause(tmp_path: Path) -> None:
    """As programs write them; customers of them would be guests, and amounts not readable."""
    for column, name in ((1, "customer_id"), (4, "amount")):
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        book_of(range(1, 9), sheet)
        for row in (5, 7):
            sheet.cell(row, column).value = '="c"&"7"' if column == 1 else f"=5+{row}"
        sheet.cell(3, 7).value = "=1+1"  # stands beside the table
        with pytest.raises(InputRefused) as refused:
            published(tmp_path / name, book)
        [told] = [one for one in refused.value.findings if one.severity == "error"]
        assert (told.code, told.column, told.count) == ("formulas_without_values", name, 2)
        assert "the first in row 5" in str(told.message)


def test_rows_that_a_filter_hides_count_and_are_told_with_their_money(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    book_of(range(1, 9), sheet)
    sheet.auto_filter.ref = "A2:D10"
    for row in (4, 5, 9):
        sheet.row_dimensions[row].hidden = True
    made = published(tmp_path / "raw", book)
    assert len(values(made)) == 8
    [told] = [one for one in made.manifest["findings"] if one["code"] == "rows_hidden"]
    assert (told["severity"], told["count"], told["money"]) == ("warning", 3, "30.0000")


def test_a_hidden_sheet_is_told_with_its_money(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book_of(range(1, 9), book.worksheets[0])
    old = book.create_sheet("old")
    book_of(range(9, 11), old)
    old.sheet_state = "hidden"
    made = published(tmp_path / "raw", book)
    [told] = [one for one in made.manifest["findings"] if one["code"] == "rows_hidden"]
    assert (told["file"], told["count"], told["money"]) == ("list.xlsx#old", 2, "20.0000")
