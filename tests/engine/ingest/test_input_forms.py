"""The same shop in every form that shops export gives the same bytes."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.report import InputRefused
from crri_gui.errors import InputError
from crri_gui.raw_tables import RAW_BY_NAME
from tests.effort import exhaustive, one_in
from tests.shops import FILES, Published, Shop, bytes_of, publish, write_csv

pytestmark = pytest.mark.long


def shop() -> Shop:
    """Days beyond the 12th and amounts with cents, so that the data says what it is."""
    result = Shop()
    result.add("o1", "uã", "2017-01-31 08:09:10", "1234.50", "0.99", freight="10.05", state="São")
    result.add("o2", "u2", "2017-02-03 18:00:00", "20.00", delivered="2017-02-13 06:30:00", score=4)
    result.add("o3", "uã", "2017-03-28 00:00:01", "7.25", estimated="2017-04-15 00:00:00", score=1)
    return result


Rows = dict[str, list[list[str]]]


def plain_rows(folder: Path) -> Rows:
    tables = {}
    for table, name in FILES.items():
        with (folder / name).open(encoding="utf-8", newline="") as file:
            tables[table] = list(csv.reader(file))
    return tables


@pytest.fixture
def base(tmp_path: Path) -> tuple[Rows, dict[str, bytes]]:
    raw = shop().write(tmp_path / "base")
    return plain_rows(raw), bytes_of(shop())


def rewrite(folder: Path, rows: Rows, **dialect: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for table, name in FILES.items():
        write_csv(folder / name, rows[table], **dialect)
    return folder


def changed(rows: Rows, columns: tuple[str, ...], change: Callable[[str], str]) -> Rows:
    """The rows with the values of the columns rewritten; blanks stay blank."""
    result: Rows = {}
    for table, (header, *body) in rows.items():
        where = [header.index(column) for column in columns if column in header]
        result[table] = [header] + [
            [change(v) if i in where and v else v for i, v in enumerate(row)] for row in body
        ]
    return result


MONEY = ("price", "freight_value", "payment_value")
TIMES = (
    "order_purchase_timestamp",
    "order_delivered_customer_date",
    "order_estimated_delivery_date",
    "review_answer_timestamp",
)


def dates_as(pattern: str) -> Callable[[str], str]:
    return lambda text: datetime.fromisoformat(text).strftime(pattern)


def comma(text: str) -> str:
    return text.replace(".", ",")


def german(text: str) -> str:
    return f"{float(text):,.2f}".translate(str.maketrans(",.", ".,"))


DIALECTS: dict[str, dict[str, Any]] = {
    "semicolon": {"delimiter": ";"},
    "tab": {"delimiter": "\t"},
    "pipe": {"delimiter": "|"},
    "utf-8 with mark": {"encoding": "utf-8-sig"},
    "utf-16": {"encoding": "utf-16"},
    "utf-16 without mark": {"encoding": "utf-16-le"},
    "windows-1252": {"encoding": "cp1252"},
    "windows line ends": {"lineterminator": "\r\n"},
    "old mac line ends": {"lineterminator": "\r"},
    "everything quoted": {"quoting": csv.QUOTE_ALL},
}


@pytest.mark.parametrize("dialect", one_in(3, DIALECTS))
def test_dialects(base: tuple[Rows, dict[str, bytes]], tmp_path: Path, dialect: str) -> None:
    rows, expected = base
    raw = rewrite(tmp_path / "raw", rows, **DIALECTS[dialect])
    assert publish(raw, tmp_path / "out").bytes() == expected


VALUES: dict[str, tuple[tuple[str, ...], Callable[[str], str], dict[str, Any]]] = {
    "decimal comma": (MONEY, comma, {"delimiter": ";"}),
    "decimal comma in a comma file": (MONEY, comma, {}),
    "german thousands": (MONEY, german, {"delimiter": ";"}),
    "english thousands": (MONEY, lambda t: f"{float(t):,.2f}", {}),
    "currency sign": (MONEY, lambda t: f"R$ {t}", {}),
    "iso with T and zone": (TIMES, lambda t: t.replace(" ", "T") + "-03:00", {}),
    "iso with fractions": (TIMES, lambda t: t + ".000", {}),
    "day first": (TIMES, dates_as("%d/%m/%Y %H:%M:%S"), {}),
    "day first, dots": (TIMES, dates_as("%d.%m.%Y %H:%M:%S"), {}),
    "month first, am and pm": (TIMES, dates_as("%m/%d/%Y %I:%M:%S %p"), {}),
    "numbers with .0": (("order_item_id", "review_score"), lambda t: t + ".0", {}),
    "blanks around keys": (("order_id",), lambda t: f" {t} ", {}),
}


@pytest.mark.parametrize("values", one_in(3, VALUES))
def test_values(base: tuple[Rows, dict[str, bytes]], tmp_path: Path, values: str) -> None:
    rows, expected = base
    columns, change, dialect = VALUES[values]
    # Each date column has to say by itself which number is the day.
    rows = {table: [list(row) for row in body] for table, body in rows.items()}
    raw = rewrite(tmp_path / "raw", changed(rows, columns, change), **dialect)
    order = {
        f"{table}.{column}": _order(values)
        for table, body in rows.items()
        for column in body[0]
        if column in TIMES and column in {c.name for c in RAW_BY_NAME[table].columns}
    }
    conventions = Conventions(order if _order(values) else {}, {})
    result = publish(raw, tmp_path / "out", {"conventions": conventions})
    assert result.bytes() == expected


def _order(values: str) -> str:
    # The sample is too small for every column to have a day beyond the 12th.
    return "dmy" if values.startswith("day") else "mdy" if values.startswith("month") else ""


def test_header_case_order_and_extra_columns(
    base: tuple[Rows, dict[str, bytes]], tmp_path: Path
) -> None:
    rows, expected = base
    turned = {table: [[*row[::-1], "extra"] for row in body] for table, body in rows.items()}
    for body in turned.values():
        body[0] = [name.upper().replace("_", " ") for name in body[0]]
    raw = rewrite(tmp_path / "raw", turned)
    assert publish(raw, tmp_path / "out").bytes() == expected


def test_other_names_sub_folders_and_gzip(
    base: tuple[Rows, dict[str, bytes]], tmp_path: Path
) -> None:
    rows, expected = base
    raw = tmp_path / "raw"
    for number, (table, body) in enumerate(rows.items()):
        (raw / f"sub {number}").mkdir(parents=True)
        plain = tmp_path / "plain.csv"
        write_csv(plain, body)
        name = raw / f"sub {number}" / f"EXPORT-{number}-{table.upper()}_2017.CSV.GZ"
        name.write_bytes(gzip.compress(plain.read_bytes()))
    assert publish(raw, tmp_path / "out").bytes() == expected


def test_parquet(base: tuple[Rows, dict[str, bytes]], tmp_path: Path) -> None:
    rows, expected = base
    raw = rewrite(tmp_path / "csv", rows)
    target = tmp_path / "raw"
    target.mkdir()
    with duckdb.connect() as con:
        for table, name in FILES.items():
            # Types as a data frame would have them: timestamps, doubles, integers.
            con.execute(
                f"COPY (SELECT * FROM read_csv('{raw / name}', header=true)) "
                f"TO '{target / table}.parquet'"
            )
    assert publish(target, tmp_path / "out").bytes() == expected


@exhaustive
def test_one_workbook_with_a_sheet_a_table(
    base: tuple[Rows, dict[str, bytes]], tmp_path: Path
) -> None:
    rows, expected = base
    (tmp_path / "raw").mkdir()
    book = openpyxl.Workbook()
    for table, (header, *body) in rows.items():
        sheet = book.create_sheet(table)
        sheet.append(header)
        for row in body:
            sheet.append([_typed(name, value) for name, value in zip(header, row, strict=True)])
    book.save(tmp_path / "raw" / "shop.xlsx")
    assert publish(tmp_path / "raw", tmp_path / "out").bytes() == expected


def _typed(name: str, value: str) -> object:
    if not value:
        return None
    if name in TIMES:
        return datetime.fromisoformat(value)
    return float(value) if name in MONEY or name.endswith("score") else value


def test_line_breaks_and_quotes_in_texts(tmp_path: Path) -> None:
    data = shop()
    raw = data.write(tmp_path / "raw")
    expected = bytes_of(shop())
    with (raw / FILES["order_reviews"]).open(encoding="utf-8", newline="") as file:
        header, *body = list(csv.reader(file))
    for row in body:
        row.append('Veio "certo", mas\r\ntarde;\n\n"nota" ""')
    write_csv(raw / FILES["order_reviews"], [[*header, "review_comment_message"], *body])
    result = publish(raw, tmp_path / "b")
    assert result.bytes() == expected
    assert result["rejects"] == []


def test_mixed_line_ends_are_read_and_noted(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    expected = bytes_of(shop())
    for name in FILES.values():
        lines = (raw / name).read_bytes().split(b"\n")
        (raw / name).write_bytes(b"\r\n".join(lines[:2]) + b"\n" + b"\n".join(lines[2:]))
    result = publish(raw, tmp_path / "b")
    assert result.bytes() == expected
    assert "line_ends_mixed" in result.codes


def test_ambiguous_dates_are_the_users_choice(tmp_path: Path) -> None:
    data = Shop()
    data.add("o1", "u1", "01/02/2017 10:00:00", 5).add("o2", "u2", "03/04/2017 10:00:00", 5)
    data.orders = [(*row[:3], str(row[3]).removesuffix(" 12:00:00"), "", "") for row in data.orders]
    raw = data.write(tmp_path / "raw")
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out")
    assert "orders.order_purchase_timestamp could be day-first or month-first" in str(refused.value)
    assert "--date-order orders.order_purchase_timestamp=dmy or mdy" in refused.value.remedy
    months = {
        order: [
            row["order_month"]
            for row in publish(
                raw, tmp_path / order, {"conventions": Conventions({"*": order}, {})}
            )["master_orders"]
        ]
        for order in ("dmy", "mdy")
    }
    assert months == {"dmy": ["2017-02", "2017-04"], "mdy": ["2017-01", "2017-03"]}


def test_dates_that_are_day_first_and_month_first_are_refused(tmp_path: Path) -> None:
    data = Shop().add("o1", "u1", "x", 5).add("o2", "u2", "x", 5)
    data.orders[0] = ("o1", "c-o1", "delivered", "31/01/2017 10:00", "", "")
    data.orders[1] = ("o2", "c-o2", "delivered", "01/31/2017 10:00", "", "")
    with pytest.raises(InputRefused, match="mixes dates"):
        publish(data.write(tmp_path / "raw"), tmp_path / "out")


def test_a_day_that_is_the_month_needs_no_choice(tmp_path: Path) -> None:
    data = Shop().add("o1", "u1", "x", 5)
    data.orders[0] = ("o1", "c-o1", "delivered", "05/05/2017 10:00", "", "")
    result = publish(data.write(tmp_path / "raw"), tmp_path / "out")
    assert result["master_orders"][0]["order_month"] == "2017-05"


@pytest.mark.parametrize(("decimal", "revenue"), [("comma", "1234000.00"), ("point", "1234.00")])
def test_amounts_that_could_be_thousands_are_the_users_choice(
    tmp_path: Path, decimal: str, revenue: str
) -> None:
    data = Shop()
    for number in range(1000):
        data.add(f"o{number}", f"u{number}", "2017-05-04", "1.234", freight="0", paid=[])
    raw = data.write(tmp_path / "raw")
    with pytest.raises(InputRefused, match="could be thousands or decimals"):
        publish(raw, tmp_path / "out")
    result = publish(raw, tmp_path / "out", {"conventions": Conventions({}, {"*": decimal})})
    # 1,000 x 1,234; or 1,000 orders of 1.234, each rounded half up to 1.23, and said so.
    expected = "1230.00" if decimal == "point" else revenue
    assert result["monthly_revenue"][0]["revenue"] == expected
    assert ("amount_below_cent" in result.codes) == (decimal == "point")


def test_amounts_with_both_decimal_signs_are_refused(tmp_path: Path) -> None:
    data = Shop().add("o1", "u1", "2017-05-04", 1, 1, paid=[])
    data.order_items = [("o1", 1, "12.50", "0"), ("o1", 2, "12,50", "0")]
    with pytest.raises(InputRefused, match="mixes amounts"):
        publish(data.write(tmp_path / "raw"), tmp_path / "out")


def test_a_single_broken_byte_does_not_turn_a_file_into_windows_1252(tmp_path: Path) -> None:
    data = shop()
    for number in range(300):
        data.add(f"x{number}", f"ã{number}", "2017-03-20", 1, state="São")
    raw = data.write(tmp_path / "raw")
    file = raw / FILES["customers"]
    file.write_bytes(file.read_bytes().replace("ã299".encode(), b"\xff299"))
    result = publish(raw, tmp_path / "out")
    assert [row["reason"] for row in result["rejects"]] == ["the text is not valid UTF-8"]
    assert result.by("master_orders", "order_id")["x1"]["customer_state"] == "São"


def test_without_payments_and_reviews_their_columns_are_blank(tmp_path: Path) -> None:
    data = shop()
    data.order_payments, data.order_reviews = [], []
    result = publish(data.write(tmp_path / "raw"), tmp_path / "out")
    assert {row["payment_type"] for row in result["master_orders"]} == {""}
    assert {row["avg_review_score"] for row in result["ops_metrics"]} == {""}
    missing = [f["table"] for f in result.manifest["findings"] if f["code"] == "table_missing"]
    assert missing == ["order_payments", "order_reviews"]


def test_a_missing_optional_column_is_blank_and_named(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    write_csv(
        raw / FILES["customers"],
        [("customer_id", "customer_unique_id")] + [(f"c-o{n}", f"u{n}") for n in (1, 2, 3)],
    )
    result = publish(raw, tmp_path / "out")
    assert {row["customer_state"] for row in result["master_orders"]} == {""}
    assert [f["column"] for f in result.manifest["findings"] if f["code"] == "column_missing"] == [
        "customer_state"
    ]


def test_our_own_outputs_in_the_folder_are_not_taken_for_raw_data(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    expected = bytes_of(shop())
    result = publish(raw, raw / "dashboard")
    assert result.bytes() == expected
    assert publish(raw, raw / "dashboard").bytes() == expected


def test_two_files_for_a_table_are_refused_until_one_is_chosen(tmp_path: Path) -> None:
    raw = shop().write(tmp_path / "raw")
    expected = bytes_of(shop())
    copy = raw / "old" / "orders (1).csv"
    copy.parent.mkdir()
    copy.write_bytes((raw / FILES["orders"]).read_bytes())
    with pytest.raises(InputError, match="Two files of the table orders are the same"):
        publish(raw, tmp_path / "b")
    copy.write_bytes(copy.read_bytes() + b"\n")
    with pytest.raises(InputError, match="2 files could be the table orders"):
        publish(raw, tmp_path / "b")
    chosen: Published = publish(raw, tmp_path / "b", {"tables": {"orders": FILES["orders"]}})
    assert chosen.bytes() == expected
