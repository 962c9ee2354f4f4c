"""Money that cannot be read is unknown, not 0.00; what a quotation mark swallows is counted."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import examine_only
from tests.effort import pairs
from tests.shops import FILES, Shop, publish, publish_shop

LENIENT: dict[str, Any] = {"max_rejected_rows": 1.0, "max_rejected_money": 1.0}


def shop_with(price: str, **options: Any) -> Shop:
    """A hundred orders of 10.00, and one whose single item has this price."""
    shop = Shop()
    for number in range(100):
        shop.add(f"o{number}", f"u{number}", "2017-03-04", "10.00")
    shop.add("dear", "u", "2017-03-04", paid=[("boleto", options.get("paid", "2500.00"))])
    shop.order_items.append(("dear", 1, price, options.get("freight", "20.00")))
    return shop


def statement(manifest: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = (s for s in manifest["reconciliation"] if s["code"] == code)
    return dict(found)


def test_an_unreadable_price_is_worth_what_its_payment_says(tmp_path: Path) -> None:
    """2,500.00 paid less 20.00 of freight: the item cost 2,480.00, of 3,480.00 in items."""
    raw = shop_with("2..480").write(tmp_path / "raw")
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out", {"max_rejected_rows": 1.0})
    (error,) = (f for f in refused.value.findings if f.severity == "error")
    assert (error.code, error.money) == ("rejected_money", Decimal("2480.00"))
    assert "hold at least 2,480.00 of the 3,480.00 in items" in error.message


def test_unknown_money_has_a_line_of_its_own(tmp_path: Path) -> None:
    raw = shop_with("2..480").write(tmp_path / "raw")
    published = publish(raw, tmp_path / "out", LENIENT)
    prices = statement(published.manifest, "prices")
    assert prices["total"] == {
        "label": "Item prices in the raw file, as far as it can be read",
        "amount": "1000.00",
        "count": 101,
    }
    assert prices["lines"] == [
        {"label": "counted orders", "amount": "1000.00", "count": 100},
        {
            "label": "rejected rows, amount unknown",
            "amount": None,
            "at_least": "2480.00",
            "count": 1,
        },
    ]
    assert prices["holds"]


@pytest.mark.parametrize("paid", [None, "5.00"])
def test_without_a_telling_payment_the_median_counts_and_is_no_bound(
    tmp_path: Path, paid: str | None
) -> None:
    """Nothing was paid, or less than the freight: the median of the column, 10.00, may be more."""
    shop = shop_with("2..480", paid=paid or "5.00")
    if paid is None:
        shop.order_payments.pop()
    published = publish(shop.write(tmp_path / "raw"), tmp_path / "out", LENIENT)
    (line,) = (x for x in statement(published.manifest, "prices")["lines"] if x["amount"] is None)
    assert line["at_least"] == "0.00"
    request = {"max_rejected_rows": 1.0, "max_rejected_money": 0.0}
    with pytest.raises(InputRefused, match=r"may hold 10\.00 of the 1,010\.00 in items"):
        publish(tmp_path / "raw", tmp_path / "limited", request)


def test_an_unreadable_payment_is_worth_the_goods_it_paid_for(tmp_path: Path) -> None:
    """30.00 + 20.00 in goods, nothing readable paid: 50.00, of 1,050.00 in payments."""
    shop = shop_with("30.00", paid="5O.OO")
    raw = shop.write(tmp_path / "raw")
    with pytest.raises(InputRefused, match=r"at least 50\.00 of the 1,050\.00 in payments"):
        publish(raw, tmp_path / "out", {"max_rejected_rows": 1.0}, order_value="payments")
    published = publish(raw, tmp_path / "items", LENIENT)
    (line,) = (x for x in statement(published.manifest, "payments")["lines"] if x["amount"] is None)
    assert (line["label"], line["at_least"]) == ("1 rejected row, amount unknown", "50.00")


def test_unknown_freight_is_unknown_in_its_statement(tmp_path: Path) -> None:
    """The price of the row can be read, its freight cannot: the median freight is 0.00."""
    published = publish(
        shop_with("30.00", freight="?").write(tmp_path / "raw"), tmp_path / "out", LENIENT
    )
    prices, freight = (statement(published.manifest, code) for code in ("prices", "freight"))
    assert {"label": "rejected rows", "amount": "30.00", "count": 1} in prices["lines"]
    assert [x["amount"] for x in freight["lines"]] == ["0.00", None]


def test_digits_below_the_cent_are_kept_until_an_order_is_summed(tmp_path: Path) -> None:
    """0.333 three times is 0.999 and 1.00 once rounded; each by itself it would be 0.99."""
    shop = Shop()
    shop.add("o1", "u1", "2017-03-04", "0.333", "0.333", "0.333")
    shop.add("o2", "u2", "2017-03-04", "12.50")
    published = publish_shop(shop, tmp_path)
    assert published.by("master_orders", "order_id")["o1"]["order_value"] == "1.00"
    assert Decimal(statement(published.manifest, "prices")["total"]["amount"]) == Decimal("13.499")


@pytest.mark.parametrize(
    ("table", "at"), pairs(["order_items", "order_payments", "customers"], [5, 1_700])
)
def test_an_unclosed_quotation_mark_is_told_with_its_line_and_what_it_swallows(
    tmp_path: Path, table: str, at: int
) -> None:
    """On line 6 of 2,001: of 2,000 records four were read, one is rejected, 1,995 are lost."""
    shop = Shop()
    for number in range(2_000):
        shop.add(f"order-{number}", f"u{number}", "2017-03-04", "10.00")
    raw = shop.write(tmp_path / "raw")
    path = raw / FILES[table]
    lines = path.read_text().split("\n")
    lines[at] = '"'.join((lines[at][: lines[at].index(",") + 1], lines[at].split(",", 1)[1]))
    path.write_text("\n".join(lines))
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out", LENIENT)
    errors = [f for f in refused.value.findings if f.severity == "error"]
    assert [error.code for error in errors] == ["quote_unclosed"]
    assert f"opens on line {at + 1:,} and does not close" in errors[0].message
    assert errors[0].count == 2_000 - at


def test_quotation_marks_behind_a_backslash_are_read(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(3):
        shop.add(f"order-{number}", f"u{number}", "2017-03-04", "10.00", score=5)
    raw = shop.write(tmp_path / "raw")
    (raw / FILES["order_reviews"]).write_text(
        "review_id,order_id,review_score,review_comment_message,review_answer_timestamp\n"
        'review-1,order-1,4,"\\"Muito bom\\", recomendo",2017-03-04 10:00:00\n'
        'review-2,order-2,2,"disse \\"otimo\\"\ne foi",2017-03-04 10:00:00\n'
    )
    published = publish(raw, tmp_path / "out")
    scores = {r["order_id"]: r["review_score"] for r in published["master_orders"]}
    assert scores == {"order-0": "", "order-1": "4.0", "order-2": "2.0"}
    assert "quotes_escaped" in published.codes


def test_no_name_of_the_reader_is_shown_to_a_user(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(300):
        shop.add(f"order-{number}", f"u{number}", "2017-03-04", "10.00", score=5)
    raw = shop.write(tmp_path / "raw")
    path = raw / FILES["order_reviews"]
    path.write_text(
        "review_id,order_id,review_score,review_comment_message\n"
        'review-1,order-1,4,good\nreview-2,order-2,4,"go" od\n'
    )
    report = examine_only(RunContext(), Request(raw), None)
    assert "unused" not in str(report.as_dict())


def test_blank_records_are_no_records(tmp_path: Path) -> None:
    """Three rows of delimiters, one of blanks, one of quoted nothing."""
    raw = shop_with("10.00").write(tmp_path / "raw")
    with (raw / FILES["order_items"]).open("a") as file:
        file.write(',,,\n,,,\n,,,\n" ",\u00a0,,\n"","","",""\n')
    published = publish(raw, tmp_path / "out")
    (note,) = (f for f in published.manifest["findings"] if f["code"] == "blank_records")
    assert note["count"] == 5
    assert statement(published.manifest, "prices")["total"]["count"] == 101


def test_at_least_is_never_more_than_the_truth(tmp_path: Path) -> None:
    """2,500.00 was paid for an item of 2,480.00 with 20.00 of freight, of which neither is left.

    Cut within the price nobody knows the split; torn in two by a line break it is one record,
    of which both can be read.
    """
    raw = shop_with("2480.00").write(tmp_path / "cut")
    path = raw / FILES["order_items"]
    whole = path.read_text()
    path.write_text(whole.replace("dear,1,2480.00,20.00", "dear,1,24"))
    with pytest.raises(InputRefused, match=r"may hold 2,500\.00 of the 3,500\.00 in items"):
        publish(raw, tmp_path / "out", {"max_rejected_rows": 1.0})
    cut = publish(raw, tmp_path / "out", LENIENT)
    for code in ("prices", "freight"):
        (line,) = (x for x in statement(cut.manifest, code)["lines"] if x["amount"] is None)
        assert (line["at_least"], line["count"]) == ("0.00", 1)
    (said,) = (f for f in cut.manifest["findings"] if f["code"] == "rejected_rows")
    assert "unknown. For prices and freight that cannot be read, 2,500.00 was" in (said["message"])
    path.write_text(whole.replace("dear,1,2480.00,20.00", "dear,1,24\n80.00,20.00"))
    torn = publish(raw, tmp_path / "out", LENIENT)
    known = {"label": "rejected rows", "count": 1}
    assert known | {"amount": "2480.00"} in statement(torn.manifest, "prices")["lines"]
    assert known | {"amount": "20.00"} in statement(torn.manifest, "freight")["lines"]
    (said,) = (f for f in torn.manifest["findings"] if f["code"] == "rejected_rows")
    assert (said["count"], said["money"]) == (1, "2480.00")
