"""Nothing is dropped silently: every row is an output, a reject, or a line of the statements."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.report import InputRefused
from crri_gui.errors import InputError
from tests.shops import FILES, Published, Shop, publish, publish_shop

LENIENT: dict[str, Any] = {"max_rejected_rows": 1.0, "max_rejected_money": 1.0}


def shop(orders: int = 4) -> Shop:
    """Orders o1.. of 10.00 each, all delivered in two days."""
    result = Shop()
    for number in range(1, orders + 1):
        result.add(
            f"o{number}", f"u{number}", "2020-05-04", "10.00", delivered="2020-05-06 12:00:00"
        )
    return result


def statement(result: Published, code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(s for s in result.manifest["reconciliation"] if s["code"] == code)
    return found


def lines(result: Published, code: str) -> dict[str, tuple[str, int]]:
    return {
        line["label"]: (line["amount"], line["count"]) for line in statement(result, code)["lines"]
    }


def edit(raw: Path, table: str, old: str, new: str) -> None:
    file = raw / FILES[table]
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode())


def test_each_kind_of_unreadable_row_is_named_with_line_column_value_reason(
    tmp_path: Path,
) -> None:
    raw = shop(8).write(tmp_path / "raw")
    orders, items = FILES["orders"], FILES["order_items"]
    edit(raw, "orders", "o1,c-o1,delivered,2020-05-04 12:00:00", "o1,c-o1,delivered,soon")
    edit(raw, "orders", "o2,c-o2,delivered", '"o\n2",c-o2,delivered,one,too many')
    edit(raw, "orders", "o3,c-o3", ",c-o3")
    edit(raw, "orders", "o5,c-o5,delivered,2020-05-04", "o5,c-o5,delivered,2020-02-30")
    edit(raw, "order_items", "o6,1,10.00", "o6,1,ten")
    edit(raw, "order_items", "o7,1,10.00", "o7,1,")
    edit(raw, "order_items", "o8,1,10.00,0.00", "o8,1")
    result = publish(raw, tmp_path / "out", LENIENT)
    second = '"o\n2",c-o2,delivered,one,too many,2020-05-04 12:00:00,2020-05-06 12:00:00,'
    assert [tuple(row.values()) for row in result["rejects"]] == [
        # line 1 is the header; o2's record has a line break, so later lines are one further on
        (orders, "3", "", second, "8 fields where the header has 6"),
        (orders, "2", "order_purchase_timestamp", "soon", "is not a date and time"),
        (orders, "5", "order_id", "", "is blank"),
        (orders, "7", "order_purchase_timestamp", "2020-02-30 12:00:00", "is not a date and time"),
        (items, "9", "", "o8,1", "2 fields where the header has 4"),
        (items, "7", "price", "ten", "is not an amount"),
        (items, "8", "price", "", "is blank"),
    ]  # fmt: skip


def test_rejected_rows_have_their_line_in_the_statements(tmp_path: Path) -> None:
    raw = shop(4).write(tmp_path / "raw")
    edit(raw, "orders", "o1,c-o1,delivered,2020-05-04 12:00:00", "o1,c-o1,delivered,soon")
    edit(raw, "order_items", "o2,1,10.00,0.00", "o2,1,10.00,0.00,0")
    result = publish(raw, tmp_path / "out", LENIENT)
    assert lines(result, "prices") == {
        "counted orders": ("20.00", 2),  # o3 and o4
        "items whose order was rejected": ("10.00", 1),  # o1
        "rejected rows, amount unknown": (None, 1),  # o2: which of its fields is the price?
    }
    assert statement(result, "prices")["total"]["amount"] == "30.00"
    # 10.00 was paid for its price and its freight.
    assert statement(result, "prices")["lines"][-1]["at_least"] == "0.00"
    assert lines(result, "orders") == {"counted orders": ("0.00", 3), "rejected rows": ("0.00", 1)}
    # o2 has lost its item and counts with value 0
    assert result.by("master_orders", "order_id")["o2"]["order_value"] == "0.00"


def test_too_many_rejected_rows_are_an_error(tmp_path: Path) -> None:
    data = shop(100)
    raw = data.write(tmp_path / "raw")
    edit(raw, "orders", "o1,c-o1,delivered,2020-05-04 12:00:00", "o1,c-o1,delivered,soon")
    assert "rejected_rows" in publish(raw, tmp_path / "out").codes  # 1 of 100: the limit itself
    edit(raw, "orders", "o2,c-o2,delivered,2020-05-04 12:00:00", "o2,c-o2,delivered,soon")
    with pytest.raises(InputRefused, match="2 rows of orders cannot be read: more than the limit"):
        publish(raw, tmp_path / "out2")
    raised = {"max_rejected_rows": 0.02, "max_rejected_money": 0.02}
    assert len(publish(raw, tmp_path / "out2", raised)["master_orders"]) == 98


def test_too_much_rejected_money_is_an_error(tmp_path: Path) -> None:
    data = shop(200).add("big", "u0", "2020-05-04", "500.00")
    raw = data.write(tmp_path / "raw")
    edit(raw, "order_items", "big,1,500.00,0.00", "big,1,500.00,0.00,?")
    # one row of 201 is under 1 %, 500 of 2,500 is not
    with pytest.raises(InputRefused, match=r"may hold 500\.00 of the 2,500\.00"):
        publish(raw, tmp_path / "out")


def test_identical_rows_are_kept_once_and_reported_with_their_money(tmp_path: Path) -> None:
    data = shop(3)
    data.order_items += data.order_items[:2]
    data.orders += data.orders[:1]
    data.order_payments += data.order_payments[:1]
    result = publish_shop(data, tmp_path)
    assert result["monthly_revenue"][0]["revenue"] == "30.00"
    assert lines(result, "prices")["duplicate rows"] == ("20.00", 2)
    assert lines(result, "orders")["duplicate rows"] == ("0.00", 1)
    assert statement(result, "payments")["holds"]
    found = {f["table"]: f for f in result.manifest["findings"] if f["code"] == "duplicate_rows"}
    assert set(found) == {"orders", "order_items", "order_payments"}
    assert (found["order_items"]["money"], found["order_items"]["examples"]) == (
        "20.0000",
        ["o1 / 1", "o2 / 1"],
    )


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("orders", ("o1", "c-o1", "shipped", "2020-05-05 12:00:00", "", "")),
        ("customers", ("c-o1", "somebody else", "SP")),
        ("order_items", ("o1", 1, "99.00", 0)),
    ],
)
def test_rows_that_contradict_each_other_are_refused(
    tmp_path: Path, table: str, row: tuple[object, ...]
) -> None:
    data = shop(3)
    getattr(data, table).append(row)
    with pytest.raises(InputRefused, match=f"1 key .* of {table} has rows that contradict"):
        publish_shop(data, tmp_path)


def test_payments_that_share_a_number_all_count_and_are_named(tmp_path: Path) -> None:
    data = shop(2)
    data.order_payments.append(("o1", 1, "voucher", "5.00"))
    result = publish_shop(data, tmp_path, order_value="payments")
    assert result.by("master_orders", "order_id")["o1"]["order_value"] == "15.00"
    assert "duplicate_keys" in result.codes


def test_orphans_are_left_out_with_count_and_money(tmp_path: Path) -> None:
    data = shop(3)
    data.customers.pop(0)
    data.order_items.append(("nowhere", 1, "7.00", "1.00"))
    data.order_payments.append(("elsewhere", 1, "voucher", "3.00"))
    data.order_reviews.append(("r1", "elsewhere", 5, "2020-05-05 00:00:00"))
    result = publish_shop_leniently(data, tmp_path)
    assert lines(result, "prices") == {
        "counted orders": ("20.00", 2),
        "orders whose customer is missing": ("10.00", 1),
        "items whose order is missing": ("7.00", 1),
    }
    found = {
        f["code"]: (f["count"], f["money"], f["examples"]) for f in result.manifest["findings"]
    }
    assert found["customer_missing"] == (1, "10.0000", ["o1"])
    assert found["order_missing_items"] == (1, "7.0000", ["nowhere"])
    assert found["order_missing_payments"] == (1, "3.0000", ["elsewhere"])
    assert found["order_missing_reviews"] == (1, None, ["elsewhere"])


def test_a_share_is_of_the_same_things_as_its_count(tmp_path: Path) -> None:
    """Three orders of two items and two payments each, and one order that is nowhere else."""
    data = Shop()
    for number in range(1, 4):
        paid = [("voucher", "5.00"), ("boleto", "15.00")]
        data.add(f"o{number}", f"u{number}", "2020-05-04", "10.00", "10.00", paid=paid)
    data.add("paid", "u4", "2020-05-04", paid=[("boleto", "60.00")])  # no items
    data.customers.pop(0)
    data.order_items += [("nowhere", n, "7.00", "1.00") for n in (1, 2, 3)]
    data.order_payments += [("elsewhere", n, "voucher", "3.00") for n in (1, 2, 3)]
    data.order_reviews += [(f"r{n}", "o2", 5, "2020-05-05 00:00:00") for n in (1, 2)]
    data.order_reviews.append(("r3", "elsewhere", 5, "2020-05-05 00:00:00"))
    result = publish_shop_leniently(data, tmp_path)
    found = {f["code"]: (f["count"], f["share"]) for f in result.manifest["findings"]}
    assert found["customer_missing"] == (1, 1 / 4)  # of o1 to o3 and paid
    assert found["order_missing_items"] == (1, 1 / 4)  # of o1 to o3 and nowhere
    assert found["order_missing_payments"] == (1, 1 / 5)  # of the four and elsewhere
    assert found["order_missing_reviews"] == (1, 1 / 2)  # of o2 and elsewhere
    assert found["items_missing"] == (1, 1 / 3)  # of the counted o2, o3 and paid


def test_files_of_other_orders_are_refused_beyond_a_tenth_of_the_money(tmp_path: Path) -> None:
    data = shop(9).add("o10", "u10", "2020-05-04", "10.01")
    data.customers.pop()
    # 10.01 of 100.01 in items is over a tenth.
    with pytest.raises(InputRefused, match="these files are not of the same shop and period"):
        publish_shop(data, tmp_path / "a")
    assert "customer_missing" in publish_shop_leniently(data, tmp_path / "b").codes
    cut = shop(9).add("o10", "u10", "2020-05-04", "10.01")
    cut.order_items.pop()
    # 10.01 of 100.01 paid, and nothing to show for it
    with pytest.raises(InputRefused, match="1 counted order was paid and has no items") as refused:
        publish_shop(cut, tmp_path / "c")
    [error] = [f for f in refused.value.findings if f.code == "items_missing"]
    assert "raise --max-rejected-money" in error.remedy
    # Where the limit would change nothing, nobody is sent to it.
    few = shop(11).add("o12", "u12", "2020-05-04", "10.00")
    few.order_items.pop()
    told = publish_shop(few, tmp_path / "d").manifest["findings"]
    [warning] = [f for f in told if f["code"] == "items_missing"]
    assert warning["severity"] == "warning"
    assert warning["remedy"].endswith("if it is right, nothing has to be done.")


def test_unreadable_orders_are_the_cause_that_is_told(tmp_path: Path) -> None:
    data = shop(3)
    data.orders = [(*row[:3], "soon", "", "") for row in data.orders]
    with pytest.raises(
        InputRefused, match=r"No value of orders\.order_purchase_timestamp"
    ) as refused:
        publish_shop(data, tmp_path)
    assert [f.code for f in refused.value.findings if f.severity == "error"] == [
        "column_unreadable"
    ]


def test_a_comma_before_a_closing_mark_hides_no_row(tmp_path: Path) -> None:
    data = shop(4)
    data.customers = [
        (*row[:2], state)
        for row, state in zip(data.customers, ("SP,", "SP", "SP", "RJ, "), strict=True)
    ]
    raw = data.write(tmp_path / "raw", quoting=csv.QUOTE_NONNUMERIC)
    assert "rows_in_quotes" not in publish(raw, tmp_path / "out").codes


def test_the_difference_between_payments_and_goods_is_explained(tmp_path: Path) -> None:
    data = Shop().add("o1", "u1", "2020-05-04", "10.00", freight="2.00")  # paid 12.00
    data.add("o2", "u2", "2020-05-04", "10.00", paid=[("boleto", "10.50")])  # 0.50 more
    data.add("o3", "u3", "2020-05-04", paid=[("boleto", "30.00")])  # no items
    data.add("o4", "u4", "2020-05-04", "4.00", paid=[])  # no payment
    result = publish_shop_leniently(data, tmp_path)
    assert lines(result, "payments") == {
        "prices and freight of all orders": ("26.00", 0),  # 12 + 10 + 4
        "payments of 1 order without items": ("30.00", 0),
        "goods of 1 order without payment": ("-4.00", 0),
        "1 order where the two differ": ("0.50", 0),
    }
    assert statement(result, "payments")["total"]["amount"] == "52.50"  # 12 + 10.50 + 30


def test_odd_values_are_findings_and_count_as_they_are(tmp_path: Path) -> None:
    data = shop(2).add("o9", "u9", "2020-05-04", "-3.00", delivered="2020-05-03 12:00:00")
    result = publish_shop(data, tmp_path)
    found = {f["code"]: f for f in result.manifest["findings"]}
    assert (found["negative_amount"]["count"], found["negative_amount"]["money"]) in [
        (1, "-3.0000")
    ]
    assert found["delivered_before_purchase"]["examples"] == ["o9"]
    assert result.by("master_orders", "order_id")["o9"]["delivery_days"] == "-1.00"
    assert result["monthly_revenue"][0]["revenue"] == "17.00"


def test_a_purchase_in_the_future_is_an_error_unless_the_window_leaves_it_out(
    tmp_path: Path,
) -> None:
    raw = shop(2).add("o9", "u9", "2190-05-04", 1).write(tmp_path / "raw")
    with pytest.raises(InputRefused, match="bought in the future"):
        publish(raw, tmp_path / "out")
    result = publish(raw, tmp_path / "out", window="2020-01..2020-12")
    assert [row["order_month"] for row in result["monthly_revenue"]] == ["2020-05"]


@pytest.mark.parametrize("date", ["9999-12-31 00:00:00", "1899-12-30 00:00:00"])
def test_placeholder_dates_are_rejected(tmp_path: Path, date: str) -> None:
    raw = shop(2).add("o9", "u9", date, 1).write(tmp_path / "raw")
    result = publish(raw, tmp_path / "out", LENIENT)
    assert [(row["line"], row["reason"]) for row in result["rejects"]] == [
        ("4", "is not between 1901 and 2199")
    ]


def test_scores_that_are_none_are_rejected(tmp_path: Path) -> None:
    data = shop(3)
    for number, score in enumerate(("9", "4.5", "4.0"), 1):
        data.order_reviews.append((f"r{number}", f"o{number}", score, "2020-05-05 00:00:00"))
    result = publish_shop_leniently(data, tmp_path)
    assert [(row["line"], row["value"]) for row in result["rejects"]] == [("2", "9"), ("3", "4.5")]
    assert result.by("master_orders", "order_id")["o3"]["review_score"] == "4.0"


def publish_shop_leniently(data: Shop, folder: Path) -> Published:
    return publish(data.write(folder / "raw"), folder / "out", LENIENT)


def test_a_quotation_mark_that_never_closes_loses_no_row_silently(tmp_path: Path) -> None:
    """It opens on line 4, so o3 is rejected, and lines 5 to 7 (o4 to o6) are lost."""
    raw = shop(6).write(tmp_path / "raw")
    edit(raw, "order_items", "o3,1,10.00,0.00", '"o3,1,10.00,0.00')
    with pytest.raises(InputRefused, match="opens on line 4 and does not close: 3 of 6 records"):
        publish(raw, tmp_path / "out", LENIENT)


def test_keys_with_line_breaks_are_refused(tmp_path: Path) -> None:
    data = shop(2).add("o\n9", "u9", "2020-05-04", 1)
    with pytest.raises(InputRefused, match="control characters or line breaks"):
        publish_shop(data, tmp_path)


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    data = shop(1).add("o2", "=1+1", "2020-05-04", 1, state="=cmd|' /C calc'!A0")
    data.add("+3", "@u", "2020-05-04", 1, state="-", paid=[("-x", 1)])
    result = publish_shop(data, tmp_path)
    rows = result.by("master_orders", "order_id")
    assert rows["o2"]["customer_unique_id"] == "'=1+1"
    assert rows["o2"]["customer_state"] == "'=cmd|' /C calc'!A0"
    assert rows["'+3"]["payment_type"] == "'-x"
    # The key is the same in both tables, so that dashboards still join them.
    assert "'=1+1" in result.by("rfm_customers", "customer_unique_id")
    assert "formula_text" in result.codes


BROKEN: dict[str, tuple[bytes | None, str]] = {
    "empty": (b"", "The file is empty"),
    "blank": (b" \n\n ", "only blank space"),
    "header only": (b"order_id,customer_id,order_status,order_purchase_timestamp\n", "no rows"),
    "zip": (b"PK\x03\x04rest", "is a ZIP archive"),
    "gzip": (b"\x1f\x8b\x08rest", "is a gzip archive"),
    "parquet": (b"PAR1rest", "is a Parquet file"),
    "binary": (bytes(range(256)) * 20, "is binary data"),
    "lacks a column": (b"order_id,customer_id,order_status\no1,c1,delivered\n", "lacks the column"),
    "missing": (None, "No file holds the table orders"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_files_that_are_no_tables_are_one_clear_message(tmp_path: Path, kind: str) -> None:
    content, message = BROKEN[kind]
    raw = shop(2).write(tmp_path / "raw")
    file = raw / FILES["orders"]
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(InputError, match=message) as error:
        publish(raw, tmp_path / "out")
    assert error.value.remedy
    assert error.value.file is not None
    assert not (tmp_path / "out").exists()


def test_a_folder_with_nothing_but_an_archive_names_it(tmp_path: Path) -> None:
    (tmp_path / "olist.zip").write_bytes(b"PK")
    with pytest.raises(InputError, match="The ZIP archive is damaged") as refused:
        publish(tmp_path, tmp_path / "out")
    assert refused.value.file == str(tmp_path / "olist.zip")
    (tmp_path / "olist.zip").rename(tmp_path / "olist.7z")
    with pytest.raises(InputError, match=r"olist\.7z \(another kind of archive, not read\)"):
        publish(tmp_path, tmp_path / "out")


def test_a_missing_folder_and_a_file_as_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        publish(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="is a file, not a folder"):
        publish(tmp_path / "file", tmp_path / "out")


def test_a_joined_file_is_refused(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "all.csv").write_text(
        "order_id,customer_id,order_status,order_purchase_timestamp,customer_unique_id,"
        "order_item_id,price\no1,c1,delivered,2020-01-01 00:00:00,u1,1,5\n"
    )
    with pytest.raises(InputError, match="several tables joined into one"):
        publish(raw, tmp_path / "out")


def test_a_damaged_optional_file_is_an_error_not_a_blank_column(tmp_path: Path) -> None:
    raw = shop(2).write(tmp_path / "raw")
    (raw / "olist_order_reviews_dataset.csv").write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        publish(raw, tmp_path / "out")
    result = publish(raw, tmp_path / "out", {"tables": {"order_reviews": "none"}})
    assert {row["review_score"] for row in result["master_orders"]} == {""}


def test_a_file_that_is_not_needed_and_broken_is_a_note(tmp_path: Path) -> None:
    raw = shop(2).write(tmp_path / "raw")
    (raw / "notes.xlsx").write_bytes(b"PK\x03\x04")
    (raw / "other.csv").write_text("a,b\n1,2\n")
    assert {"file_not_read", "file_not_recognised"} <= publish(raw, tmp_path / "out").codes


def test_a_refused_run_leaves_what_was_published(tmp_path: Path) -> None:
    raw = shop(2).write(tmp_path / "raw")
    before = publish(raw, tmp_path / "out").bytes()
    manifest = (tmp_path / "out" / "manifest.json").read_bytes()
    (raw / FILES["customers"]).write_bytes(b"")
    with pytest.raises(InputError):
        publish(raw, tmp_path / "out")
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").glob("*.csv")} == before
    assert (tmp_path / "out" / "manifest.json").read_bytes() == manifest


def test_a_rejected_order_is_the_one_cause(tmp_path: Path) -> None:
    """It is in its file, so no other file is said to be of another period."""
    made = shop().add("o5", "u5", "2020-05-04", "389.00", score=5)
    raw = made.write(tmp_path / "raw")
    edit(raw, "orders", "o5,c-o5,delivered,2020-05-04 12:00:00,,", "o5,c-o5,delivered,2020-05")
    result = publish(raw, tmp_path / "out", LENIENT)
    (said,) = (f for f in result.manifest["findings"] if f["severity"] == "warning")
    assert (said["code"], said["money"]) == ("rejected_rows", "389.00")
    assert (
        "1 order that other files have rows of is left out of every number, worth 389.00"
        in (said["message"])
    )
    # The order of a rejected item counts; that it has no items is no finding of its own.
    edit(raw, "order_items", "o1,1,10.00,0.00", "o1,1,1")
    result = publish(raw, tmp_path / "out", LENIENT)
    codes = [f["code"] for f in result.manifest["findings"] if f["severity"] == "warning"]
    assert codes == ["rejected_rows", "rejected_rows"]
