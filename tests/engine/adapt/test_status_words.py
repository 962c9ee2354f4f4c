"""Orders without a status word, and exports with several columns of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.mapping.draft import Draft, edited
from crri_gui.engine.mapping.export import Export, look
from crri_gui.engine.mapping.keeping import keep
from crri_gui.engine.mapping.propose import propose
from crri_gui.engine.mapping.trial.consequences import Consequences, consequences
from crri_gui.errors import UsageError
from tests.effort import exhaustive, one_in
from tests.shops import publish

pytestmark = pytest.mark.long

HEADER = "Ref;Tag;Wer;Lage;Summe"
# 10.00 is a sale, 5.00 and 2.00 have no word.
ROWS = ("1;13.01.2024;7;gut;10,00", "2;14.01.2024;8;;5,00", "3;15.01.2024;9;  ;2,00")
FIELDS = (("order", "Ref"), ("goods", "Summe"), ("customer", "Wer:id"), ("status", "Lage"))
PAYPAL = (
    "Date,Time,Type,Status,Currency,Gross,From Email Address,Transaction ID,"
    "Reference Txn ID,Balance Impact"
)
PAYMENTS = (
    "03/01/2024,10:00:00,Payment,Completed,EUR,20.00,a@x.example,T1,,Credit",
    "20/01/2024,11:00:00,Payment,Completed,EUR,30.50,b@x.example,T2,,Credit",
    "20/01/2024,12:00:00,Payment,Pending,EUR,9.00,c@x.example,T3,,Credit",
    "02/02/2024,09:00:00,Payment Refund,Completed,EUR,-5.25,,R1,T1,Debit",
    "03/02/2024,09:00:00,Donation,Completed,EUR,4.00,d@x.example,D1,,Credit",
)


def write(folder: Path, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "shop.csv").write_text("\n".join((*lines, "")), encoding="utf-8")
    return folder


def drafted(raw: Path, *changes: tuple[str, str]) -> tuple[Export, Draft]:
    shop = look(RunContext(), raw)
    draft = propose(shop)
    for name, value in changes:
        draft = edited(shop, draft, name, value)
    return shop, draft


def told(shop: Export, draft: Draft) -> Consequences:
    return consequences(RunContext(), shop, draft)


@pytest.mark.parametrize("word", one_in(3, ["status.(blank)", "status.", "status.Lage."]))
def test_orders_without_a_word_have_a_class(tmp_path: Path, word: str) -> None:
    raw = write(tmp_path / "raw", HEADER, *ROWS)
    shop, draft = drafted(raw, *FIELDS, ("status.gut", "sale"))
    blank = [one for one in told(shop, draft).words if not one.word]
    assert [(one.orders, str(one.money), one.status_class) for one in blank] == [(2, "7.00", None)]
    draft = edited(shop, draft, word, "void")
    made = told(shop, draft)
    assert (made.orders, made.counted, str(made.amounts.goods)) == (3, 1, "10.00")
    assert draft.class_of("") == "void"
    keep(shop, draft)
    assert '"(blank)"' in (raw / "crri.toml").read_text(encoding="utf-8")
    published = publish(raw, tmp_path / "out")
    assert [row["order_value"] for row in published["master_orders"]] == ["10.00"]
    codes = {one["code"] for one in published.manifest["findings"]}
    assert "status_unknown" not in codes
    # What is said of it can be read again, and changed.
    shop, draft = drafted(raw, (word, "sale"))
    assert told(shop, draft).counted == 3
    keep(shop, draft)
    published = publish(raw, tmp_path / "out")
    assert len(published["master_orders"]) == 3
    assert "status_unknown" not in {one["code"] for one in published.manifest["findings"]}


def test_a_word_in_another_row_of_the_order_is_its_word(tmp_path: Path) -> None:
    rows = (*ROWS, "4;16.01.2024;9;;8,00", "4;;;weg;")
    raw = write(tmp_path / "raw", HEADER, *rows)
    changes = (*FIELDS, ("time", "Tag"), ("order_fields", "first_filled"), ("status.weg", "void"))
    shop, draft = drafted(raw, *changes, ("status.gut", "sale"), ("status.(blank)", "sale"))
    made = told(shop, draft)
    # 10 + 5 + 2: the fourth has been called off.
    assert (made.orders, made.counted, str(made.amounts.goods)) == (4, 3, "17.00")


def test_a_word_beside_no_word_in_one_order_is_told_where_both_decide(tmp_path: Path) -> None:
    rows = ("4;16.01.2024;9;;8,00", "4;16.01.2024;9;gut;8,00")
    raw = write(tmp_path / "raw", HEADER, *ROWS, *rows)
    shop, draft = drafted(raw, *FIELDS, ("order_fields", "every_row"), ("status.gut", "sale"))
    assert "order_classes_differ" not in {one.code for one in told(shop, draft).findings}
    draft = edited(shop, draft, "status.(blank)", "void")
    assert "order_classes_differ" in {one.code for one in told(shop, draft).findings}


def test_what_is_not_canceled_is_a_sale_where_nothing_else_is_said(tmp_path: Path) -> None:
    header = HEADER.replace("Lage", "Storniert am")
    raw = write(tmp_path / "raw", header, ROWS[0].replace("gut", "14.01.2024"), *ROWS[1:])
    fields = (*FIELDS[:3], ("status", ""), ("cancelled", "Storniert am"))
    shop, draft = drafted(raw, *fields)
    assert {one.word: one.status_class for one in told(shop, draft).words} == {
        "Storniert am": "void",
        "": "sale",
    }
    keep(shop, draft)
    published = publish(raw, tmp_path / "out")
    assert [row["order_value"] for row in published["master_orders"]] == ["5.00", "2.00"]
    assert "status_unknown" not in {one["code"] for one in published.manifest["findings"]}


@exhaustive
def test_the_words_of_a_shipped_layout(tmp_path: Path) -> None:
    header = (
        "Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Shipping,Taxes,Total,"
        "Created at,Lineitem quantity,Cancelled at,Refunded Amount"
    )
    line = "{},a@x.example,{},EUR,{},0,0,0,{},2024-01-03 10:00:00,1,,0"
    rows = (line.format("#1", "paid", 30, 30), line.format("#2", "", 8, 8))
    raw = write(tmp_path / "raw", header, *rows)
    shop, draft = drafted(raw, ("status.(blank)", "void"))
    assert told(shop, draft).counted == 1
    keep(shop, draft)
    text = (raw / "crri.toml").read_text(encoding="utf-8")
    assert (
        '[export.words]\n"(blank)" = "void"' in text
        and "financial_status" not in text.split("[export.words]")[1]
    )
    assert len(publish(raw, tmp_path / "out")["master_orders"]) == 1


def reasons(made: Consequences) -> dict[tuple[str, str], tuple[int, str]]:
    return {(one.column, one.word): (one.rows, one.reason) for one in made.row_words}


def test_each_column_that_says_what_a_row_is_has_its_words(tmp_path: Path) -> None:
    raw = write(tmp_path / "raw", PAYPAL, *PAYMENTS)
    shop, draft = drafted(raw)
    made = told(shop, draft)
    assert reasons(made) == {
        ("status", "Completed"): (4, "sale"),
        ("status", "Pending"): (1, "unfinished"),
        ("type", "Payment"): (3, "sale"),
        ("type", "Payment Refund"): (1, "refunds"),
        ("type", "Donation"): (1, "movements"),
    }
    assert str(made.amounts.goods) == "50.50"
    # 20 + 30.50, and the pending one of 9.00, and the donation of 4.00.
    for name, value, goods in (
        ("rows.status.pending", "sale", "59.50"),
        ("rows.Donation", "sale", "63.50"),
        ("rows.type.donation", "adjustments", "59.50"),
        ("rows.status.Pending", "unfinished", "50.50"),
        # A refund is no sale, whatever its word is said to mean.
        ("rows.payment refund", "sale", "50.50"),
        ("rows.payment", "movements", "0.00"),
    ):
        draft = edited(shop, draft, name, value)
        made = told(shop, draft)
        assert str(made.amounts.goods) == goods, name
    keep(shop, draft)
    again = look(RunContext(), raw)
    assert again.layout is not None
    assert reasons(told(again, propose(again))) == reasons(made)
    assert reasons(made)["type", "Donation"] == (1, "adjustments")


def test_a_word_that_no_column_or_several_have_is_refused(tmp_path: Path) -> None:
    rows = [row.replace(",Completed,", ",Payment,") for row in PAYMENTS]
    raw = write(tmp_path / "raw", PAYPAL, *PAYMENTS, *rows)
    shop, draft = drafted(raw)
    for word in ("payment", "no such word"):
        with pytest.raises(UsageError) as refused:
            edited(shop, draft, f"rows.{word}", "sale")
        assert refused.value.code == "rows_not_mapped"
    assert edited(shop, draft, "rows.status.payment", "sale") != draft


def test_each_column_of_status_words_has_its_own(tmp_path: Path) -> None:
    header = "Ref;Tag;Wer;Lage;Geld;Summe"
    rows = (
        "1;13.01.2024;7;gut;da;10,00",
        "2;14.01.2024;8;gut;fehlt;5,00",
        "3;15.01.2024;9;weg;da;2,00",
        "4;15.01.2024;9;gut;;1,00",
    )
    raw = write(tmp_path / "raw", header, *rows)
    shop, draft = drafted(raw, *FIELDS[:3], ("status", "Lage, Geld"))
    draft = edited(shop, edited(shop, draft, "status.Lage.weg", "void"), "status.geld.da", "sale")
    draft = edited(shop, draft, "status.geld.(blank)", "open")
    made = told(shop, draft)
    assert (made.counted, str(made.amounts.goods)) == (3, "16.00")
    assert [(w.column, w.word, w.orders, w.status_class, w.decided_by) for w in made.words] == [
        ("lage", "gut", 3, None, "geld"),
        ("lage", "weg", 1, "void", "geld"),
        ("geld", "da", 2, "sale", ""),
        ("geld", "fehlt", 1, None, ""),
        ("geld", "", 1, "open", ""),
    ]


def test_rows_that_are_canceled_one_by_one_are_left_out(tmp_path: Path) -> None:
    raw = write(
        tmp_path / "raw",
        "Order,Date,Email,Item,Quantity,Price,Order status",
        # 2 x 5.00 are left of it, 12.50 was canceled; of A3 nothing is left.
        "A1,2024-01-03,a@x.example,Pot,1,12.50,canceled",
        "A1,2024-01-03,a@x.example,Cup,2,5.00,shipped",
        "A2,2024-01-04,b@x.example,Jug,1,20.00,returned",
        "A3,2024-02-05,a@x.example,Cup,1,5.00,canceled",
    )
    shop, draft = drafted(raw)
    assert (draft.value("status"), draft.value("rows")) == ("order_status",) * 2
    made = told(shop, draft)
    assert (made.orders, made.counted, str(made.amounts.goods)) == (2, 2, "30.00")
    assert reasons(made) == {
        ("order_status", "canceled"): (2, "cancellations"),
        ("order_status", "shipped"): (1, "sale"),
        ("order_status", "returned"): (1, "sale"),
    }
    keep(shop, draft)
    published = publish(raw, tmp_path / "out")
    values = {row["order_id"]: row["order_value"] for row in published["master_orders"]}
    assert values == {"A1": "10.00", "A2": "20.00"}
    # A word that nobody has seen when it was kept, and that looks as if it left the row out.
    with (raw / "shop.csv").open("a", encoding="utf-8") as file:
        file.write("A4,2024-02-06,c@x.example,Pan,1,40.00,Voided\n")
    again = publish(raw, tmp_path / "out")
    [found] = [f for f in again.manifest["findings"] if f["code"] == "rows_look_left_out"]
    assert (found["count"], found["money"]) == (1, "40.00") and "voided" in found["message"]
    assert "rows_look_left_out" not in published.codes
    # Whoever knows better takes it away: then the first row decides for its order.
    # A1 and A3 are void then; A2 counts, and A4, whose word nobody has decided on.
    assert told(shop, edited(shop, draft, "rows", "")).counted == 2
