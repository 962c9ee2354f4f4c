"""Hints, titles and blank lines above a header are skipped, and every line keeps its number."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.discover.preview import preview
from tests.effort import pairs
from tests.shops import FILES, Shop, bytes_of, publish, write_csv

pytestmark = pytest.mark.long

ABOVE = {
    "separator": ["sep=;"],
    "separator in quotes": ['"sep=;"'],
    "blank lines": ["", "   ", ";;;"],
    "titles": ["Export of 2018-10-17", 'Shop "A; B";;', ""],
    "all of them": ["sep=;", "", "Orders, customers, items"],
}
DIALECTS: dict[str, dict[str, Any]] = {
    "utf-8": {"encoding": "utf-8", "lineterminator": "\n"},
    "mark, windows": {"encoding": "utf-8-sig", "lineterminator": "\r\n"},
    "windows-1252": {"encoding": "cp1252", "lineterminator": "\r\n"},
    "utf-16": {"encoding": "utf-16", "lineterminator": "\n"},
    "old mac": {"encoding": "utf-8", "lineterminator": "\r"},
    "in quotes": {"encoding": "utf-8", "lineterminator": "\n", "quoting": csv.QUOTE_ALL},
}


def shop() -> Shop:
    result = Shop().add("o1", "uã", "2017-01-31 08:09:10", "10.50", score=5, state="São")
    return result.add("o2", "u1", "2017-02-28", "20.00").add("o3", "u2", "2017-03-30", "7.25")


def rewritten(folder: Path, above: list[str], **dialect: Any) -> Path:
    """The shop's files with semicolons, and these lines above each header."""
    shop().write(folder)
    for name in FILES.values():
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        write_csv(folder / name, rows, delimiter=";", **dialect)
        text = (folder / name).read_bytes().decode(dialect["encoding"])
        lines = "".join(line + dialect["lineterminator"] for line in above)
        (folder / name).write_bytes((lines + text).encode(dialect["encoding"]))
    return folder


@pytest.fixture
def expected() -> dict[str, bytes]:
    return bytes_of(shop())


@pytest.mark.parametrize(("above", "dialect"), pairs(ABOVE, DIALECTS))
def test_what_stands_above_the_header(
    tmp_path: Path, expected: dict[str, bytes], above: str, dialect: str
) -> None:
    raw = rewritten(tmp_path / "raw", ABOVE[above], **DIALECTS[dialect])
    result = publish(raw, tmp_path / "out")
    assert result.bytes() == expected
    assert result["rejects"] == []
    assert "lines_above_header" in result.codes
    (file,) = find(raw).tables["orders"]
    seen = preview(RunContext(), "orders", file, Conventions({}, {}))
    assert ([row[0] for row in seen.rows], seen.records) == (["o1", "o2", "o3"], 3)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_lines_of_rejects_are_those_of_the_file(tmp_path: Path, ending: str) -> None:
    raw = shop().write(tmp_path / "raw")
    lines = [
        "sep=,",
        "All reviews of 2017",
        "",
        "review_id,order_id,review_score,review_answer_timestamp,text",  # line 4
        f'r1,o1,5,2017-02-01 10:00:00,"two{ending}lines"',  # lines 5 and 6
        "r2,o2,many,2017-02-01 10:00:00,",  # line 7: no score
        "r3,o3,4,2017-02-01 10:00:00",  # line 8: a field is missing
        "r4,o3,9,2017-02-01 10:00:00,",  # line 9: a score beyond the scale
    ]
    file = raw / FILES["order_reviews"]
    file.write_bytes((ending.join(lines) + ending).encode())
    result = publish(raw, tmp_path / "out", {"max_rejected_rows": 1.0})
    told = {(row["line"], row["column"]) for row in result["rejects"]}
    assert told == {("7", "review_score"), ("8", ""), ("9", "review_score")}


def test_a_table_below_a_title_in_a_workbook(tmp_path: Path, expected: dict[str, bytes]) -> None:
    raw = tmp_path / "raw"
    plain = shop().write(tmp_path / "plain again")
    book = openpyxl.Workbook()
    for table, name in FILES.items():
        sheet = book.create_sheet(table)
        with (plain / name).open(encoding="utf-8", newline="") as text:
            header, *rows = csv.reader(text)
        # Row 1 is empty, row 2 a title, row 3 empty; a remark stands beside the table.
        sheet.append([])
        sheet.append(["Everything of 2017"])
        sheet.append([])
        sheet.append(header)
        for row in rows:
            sheet.append([*row, None, "looked at"])
        if table == "orders":
            sheet.insert_cols(1)
            sheet.insert_rows(1, amount=30)
    raw.mkdir()
    book.save(raw / "shop.xlsx")
    assert publish(raw, tmp_path / "out").bytes() == expected
    (file,) = find(raw).tables["orders"]
    seen = preview(RunContext(), "orders", file, Conventions({}, {}))
    assert ([row[0] for row in seen.rows], seen.records) == (["o1", "o2", "o3"], 3)
    # The price of the second item stands in row 6.
    book["order_items"]["C6"] = "a lot"
    book.save(raw / "shop.xlsx")
    limits = {"max_rejected_rows": 1.0, "max_rejected_money": 1.0}
    (reject,) = publish(raw, tmp_path / "out", limits)["rejects"]
    assert (reject["line"], reject["value"]) == ("6", "a lot")
