"""Exports as they come: titles above, lines below, other formats, parts, and what is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import openpyxl
import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import InputError
from tests.effort import exhaustive, one_in
from tests.engine.adapt.test_adapt import PLAIN, UCI, export, messages, published, statement, values
from tests.shops import Shop, publish, read_csv

pytestmark = pytest.mark.long

LINES = (
    "1,2024-01-03,a@x.example,completed,10.00,1.00,EUR",
    "2,2024-01-04,b@x.example,completed,12.00,2.00,EUR",
    "3,2024-02-04,a@x.example,cancelled,13.00,0.00,EUR",
)
VALUES = {"1": "9.00", "2": "10.00"}
EBAY = (
    "Order Number,Buyer Username,Item Number,Quantity,Sold For,Sale Date,"
    "Shipping And Handling,Total Price"
)


def as_tabs(folder: Path) -> None:
    text = "\n".join((PLAIN, *LINES, "")).replace(",", "\t")
    (folder / "orders.tsv").write_text(text, encoding="utf-16")


def as_text(folder: Path) -> None:
    text = "\n".join((PLAIN, *LINES, "")).replace(",", ";")
    (folder / "orders.txt").write_text(text, encoding="utf-8-sig")


def with_titles(folder: Path) -> None:
    lines = ("Orders of my shop", "", "from January to March", "", PLAIN, *LINES)
    export(folder, *lines)


def as_workbook(folder: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["Orders of my shop"])
    for line in (PLAIN, *LINES):
        sheet.append(line.split(","))
    workbook.save(folder / "shop.xlsx")


def as_parquet(folder: Path) -> None:
    export(folder, PLAIN, *LINES)
    source, target = folder / "export.csv", folder / "orders.parquet"
    duckdb.sql(f"COPY (SELECT * FROM read_csv('{source}')) TO '{target}'")
    source.unlink()


def as_parts(folder: Path) -> None:
    for number, line in enumerate(LINES):
        export(folder, PLAIN, line, name=f"orders_2024-0{number + 1}.csv")


@pytest.mark.parametrize(
    "write", one_in(2, [as_text, as_tabs, as_workbook, with_titles, as_parts, as_parquet])
)
def test_an_export_gives_the_same_in_any_format(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    write(raw)
    made = publish(raw, tmp_path / "out")
    assert values(made) == VALUES
    assert statement(made, "source")["total"] == ("32.00", 3)


def test_columns_that_have_one_name_are_refused_only_where_they_are_read(tmp_path: Path) -> None:
    """Wix names five columns alike and numbers none of them."""
    note = ",Custom field" * 5
    made = published(tmp_path, PLAIN + note, *(f"{line},,,,," for line in LINES))
    assert values(made) == VALUES
    with pytest.raises(InputError) as refused:
        published(tmp_path, f"{PLAIN},Total", *(f"{line},1.00" for line in LINES))
    assert (refused.value.code, refused.value.column) == ("column_named_twice", "Total")


def test_lines_below_a_table_are_no_rows_and_no_rejects(tmp_path: Path) -> None:
    made = published(
        tmp_path,
        "",
        EBAY,
        "1,u1,i1,3,10.00,Jan-03-24,5.00,35.00",
        "2,u2,i1,1,10.00,Jan-04-24,5.00,15.00",
        "",
        "2,record(s) downloaded,from Jan-03-24 to Jan-04-24",
        "Seller ID : shop",
    )
    assert values(made) == {"1": "30.00", "2": "10.00"}
    assert statement(made, "source") == {"became orders": ("40.00", 2), "total": ("40.00", 2)}


def test_a_month_of_an_export_that_cannot_be_read_is_not_left_out(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", PLAIN, LINES[0], name="orders_2024-01.csv")
    export(raw, PLAIN.replace("Total", "Sum"), LINES[1], name="orders_2024-02.csv")
    with pytest.raises(InputError, match="total") as refused:
        publish(raw, tmp_path / "out")
    assert Path(refused.value.file or "").name == "orders_2024-02.csv"
    # What is called otherwise is no part of it.
    (raw / "orders_2024-02.csv").rename(raw / "ideas.csv")
    assert values(publish(raw, tmp_path / "out")) == {"1": "9.00"}


@exhaustive
def test_an_export_that_has_not_changed_is_not_computed_again(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", PLAIN, *LINES)
    target = Target(tmp_path / "out", if_changed=True)

    def unchanged() -> bool:
        return run_and_publish(RunContext(), Request(raw), target).unchanged

    assert [unchanged(), unchanged()] == [False, True]
    export(raw, PLAIN, *LINES[:2])
    assert not unchanged()


# ---- What is no error of the file, and what is.


AMAZON = (
    "amazon-order-id\tpurchase-date\torder-status\tcurrency\titem-price\titem-promotion-discount"
)


def amazon(folder: Path, *rows: str) -> Path:
    folder.mkdir()
    lines = (AMAZON, *(row.replace("|", "\t") for row in rows), "")
    (folder / "all_orders.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_an_open_order_without_a_price_is_left_out_with_a_word(tmp_path: Path) -> None:
    raw = amazon(
        tmp_path / "raw",
        "1|2024-01-03T10:00:00+00:00|Shipped|USD|10.00|",
        "2|2024-01-03T11:00:00+00:00|Pending|USD||",
        "3|2024-01-03T12:00:00+00:00|Pending|USD|4.00|",
        "3|2024-01-03T12:00:00+00:00|Pending|USD||",
        "4|2024-01-03T13:00:00+00:00|Cancelled|||",
        "5|2024-01-03T14:00:00+00:00|Unshipped|USD|7.00|1.00",
    )
    made = publish(raw, tmp_path / "out")
    # Half of order 3 would be a value that looks right.
    assert values(made) == {"1": "10.00", "5": "6.00"}
    assert read_csv(made.folder / "rejects.csv") == []
    assert statement(made, "source") == {
        "became orders": ("16.00", 3),
        "of open orders that have no price yet": ("4.00", 3),
        "total": ("20.00", 6),
    }
    assert "orders_unpriced" in made.codes


def test_a_discount_above_the_price_is_told(tmp_path: Path) -> None:
    made = publish(
        amazon(
            tmp_path / "raw",
            "1|2024-01-03T10:00:00+00:00|Shipped|USD|10.00|",
            "2|2024-01-03T11:00:00+00:00|Shipped|USD|2.00|3.00",
        ),
        tmp_path / "out",
    )
    assert values(made) == {"1": "10.00", "2": "-1.00"}
    assert "negative_amount" in made.codes


def test_rows_without_an_order_are_rejected_with_their_line(tmp_path: Path) -> None:
    rows = [f"{n},a,x,1,2024-01-03 10:00:00,2.00,7,France" for n in range(300)]
    blank = ",a,x,1,2024-01-03 10:00:00,2.00,7,France"
    made = published(tmp_path, UCI, *rows[:9], blank, *rows[9:])
    assert len(values(made)) == 300
    assert statement(made, "source")["total"][1] == 301
    assert "1 row of" in messages(made, "rejected_rows")[0]


def test_a_customer_without_id_is_no_guest_in_olists_layout(tmp_path: Path) -> None:
    """The row is refused, as ever: an order whose customer cannot be read counts nowhere."""
    shop = Shop()
    for number in range(300):
        shop.add(f"o{number}", "" if number == 7 else f"u{number}", "2017-03-04", "10.00")
    made = publish(shop.write(tmp_path / "raw"), tmp_path / "out")
    assert len(made["master_orders"]) == 299
    assert "o7" not in values(made)
    assert {"customer_missing", "rejected_rows"} <= made.codes
    assert "guests" not in made.codes
    assert statement(made, "prices")["orders whose customer is missing"] == ("10.00", 1)


# ---- Times that name an offset: read typed, and in doubt as text.


OFFSETS = {
    "of one clock": ("-0500", "-05:00", "-0400"),
    "that differ": ("-0500", "+0200", "-0500"),
    "of which one is missing": ("-0500", "", "-0500"),
    "of which one is written otherwise": ("-0500", " UTC", "-0500"),
}


@pytest.mark.parametrize("offsets", OFFSETS)
def test_an_offset_is_no_part_of_the_time_and_only_one_clock_is_read(
    tmp_path: Path, offsets: str
) -> None:
    rows = [
        f"{n},2024-01-31 23:30:0{n} {offset},a@x.example,paid,10.00,0.00,EUR"
        for n, offset in enumerate(OFFSETS[offsets])
    ]
    # The first rows decide how the file is read; the odd one stands far behind them.
    many = [rows[0].replace("0,", f"{n},", 1) for n in range(100, 130)]
    raw = export(tmp_path / "raw", PLAIN, *many, *rows)
    if offsets != "of one clock":
        with pytest.raises(InputRefused, match=r"offset|clock"):
            publish(raw, tmp_path / "out")
        return
    # In UTC they would be of February.
    [month] = publish(raw, tmp_path / "out")["monthly_revenue"]
    assert [month["order_month"], month["orders"]] == ["2024-01", "33"]


def test_a_time_that_is_none_behind_an_offset_is_a_reject(tmp_path: Path) -> None:
    good = [f"{n},2024-01-03 10:00:00 -0500,a@x.example,paid,1.00,0.00,EUR" for n in range(300)]
    made = published(tmp_path, PLAIN, *good, good[0].replace("0,2024-01-03", "x,2024-13-45"))
    assert len(values(made)) == 300
    [reject] = read_csv(made.folder / "rejects.csv")
    assert (reject["line"], reject["column"]) == ("302", "Order Date")
