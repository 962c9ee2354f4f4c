"""master_orders: one row per order, with the value, payment type, delivery and review of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shops import FILES, Published, Shop, publish, publish_shop, write_csv


def order_of(result: Published, order_id: str = "o1") -> dict[str, str]:
    return result.by("master_orders", "order_id")[order_id]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("items", "0.30"),  # 0.10 + 0.20, exactly: not 0.30000000000000004
        ("items_freight", "2.36"),  # 0.30 + 2 x 1.03
        ("payments", "2.40"),  # 1.40 + 1.00
    ],
)
def test_order_value(tmp_path: Path, option: str, value: str) -> None:
    shop = Shop().add(
        "o1",
        "u1",
        "2020-05-04",
        "0.10",
        "0.20",
        freight="1.03",
        paid=[("voucher", "1.40"), ("boleto", "1.00")],
    )
    result = publish_shop(shop, tmp_path, order_value=option)
    assert order_of(result)["order_value"] == value
    assert result["monthly_revenue"][0]["revenue"] == value


@pytest.mark.parametrize(
    ("paid", "kind"),
    [
        ([("boleto", 10), ("credit_card", 30)], "credit_card"),
        # Three vouchers of 20 pay 60, more than the card's 50.
        ([("credit_card", 50), ("voucher", 20), ("voucher", 20), ("voucher", 20)], "voucher"),
        # Equal amounts: the lowest payment_sequential decides, not the alphabet.
        ([("voucher", 10), ("boleto", 10)], "voucher"),
        ([], "not_defined"),
        ([("", 10)], "not_defined"),
    ],
)
def test_payment_type(tmp_path: Path, paid: list[tuple[str, object]], kind: str) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 10, paid=paid).add("o2", "u2", "2020-05-04", 10)
    assert order_of(publish_shop(shop, tmp_path))["payment_type"] == kind


def test_two_reviews_do_not_count_the_money_twice(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 100)
    shop.order_reviews = [
        ("r1", "o1", 1, "2020-05-10 08:00:00"),
        ("r2", "o1", 5, "2020-05-11 08:00:00"),
        ("r3", "o1", 3, "2020-05-09 08:00:00"),
    ]
    result = publish_shop(shop, tmp_path)
    assert len(result["master_orders"]) == 1
    assert result["monthly_revenue"][0]["revenue"] == "100.00"
    assert order_of(result)["review_score"] == "5.0"  # r2 was answered last


def test_reviews_answered_at_once_are_decided_by_review_id(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 100)
    at = "2020-05-10 08:00:00"
    shop.order_reviews = [("r9", "o1", 2, at), ("r1", "o1", 4, at), ("r3", "o1", 5, "")]
    assert order_of(publish_shop(shop, tmp_path))["review_score"] == "2.0"


def test_a_review_without_answer_time_does_not_count(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 1).add("o2", "u2", "2020-05-04", 1, score=4)
    shop.order_reviews.append(("r1", "o1", 1, ""))
    result = publish_shop(shop, tmp_path)
    assert [row["review_score"] for row in result["master_orders"]] == ["", "4.0"]
    assert "review_unanswered" in result.codes


def test_without_any_answer_times_the_highest_review_id_decides(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2020-05-04", 1).write(tmp_path / "raw")
    reviews = [("review_id", "order_id", "review_score"), ("r1", "o1", 1), ("r2", "o1", 3)]
    write_csv(raw / FILES["order_reviews"], reviews)
    assert order_of(publish(raw, tmp_path / "out"))["review_score"] == "3.0"


@pytest.mark.parametrize(
    ("option", "scores", "filled"),
    [
        ("blank", (1, 4, 5), ""),
        ("median", (1, 4, 5), "4.0"),
        ("median", (1, 2, 5, 5), "3.5"),  # between 2 and 5
        ("median", (1, 5, 5, 5), "5.0"),  # both in the middle are 5
        ("median", (), ""),
    ],
)
def test_review_blank(tmp_path: Path, option: str, scores: tuple[int, ...], filled: str) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 1)
    for number, score in enumerate(scores):
        shop.add(f"s{number}", f"v{number}", "2020-05-04", 1, score=score)
    assert order_of(publish_shop(shop, tmp_path, review_blank=option))["review_score"] == filled


# Delivered, and the days since the order came in as a fraction and as whole days.
DELIVERED = [
    ("2020-05-05 12:00:00", "1.00", "1.00"),
    ("2020-05-06 09:00:00", "1.88", "1.00"),  # 45 h = 1.875 d, half up
    ("2020-05-04 12:07:12", "0.01", "0.00"),  # 432 s = 0.005 d, half up
    ("2020-05-04 12:07:11", "0.00", "0.00"),
    ("2020-05-03 11:00:00", "-1.04", "-2.00"),  # 25 h before: -1.0417 d; floor -2
    ("", "", ""),
]


@pytest.mark.parametrize(("option", "column"), [("fractional", 1), ("whole", 2)])
def test_delivery_days(tmp_path: Path, option: str, column: int) -> None:
    shop = Shop()
    for number, (delivered, *_) in enumerate(DELIVERED):
        shop.add(f"o{number}", "u1", "2020-05-04 12:00:00", 1, delivered=delivered)
    result = publish_shop(shop, tmp_path, delivery_days=option)
    days = {row["order_id"]: row["delivery_days"] for row in result["master_orders"]}
    assert days == {f"o{number}": made[column] for number, made in enumerate(DELIVERED)}


def test_is_repeat_customer_needs_two_counted_orders(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 1).add("o2", "u1", "2020-05-04", 1)
    shop.add("o3", "u2", "2020-05-04", 1).add("o4", "u2", "2020-06-04", 1, status="canceled")
    rows = publish_shop(shop, tmp_path).by("master_orders", "order_id")
    assert {k: row["is_repeat_customer"] for k, row in rows.items()} == {
        "o1": "1",
        "o2": "1",
        "o3": "0",
    }


def test_the_state_is_that_of_the_order(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 1, state="SP")
    shop.add("o2", "u1", "2020-06-04", 1, state="RJ").add("o3", "u2", "2020-06-04", 1, state="")
    rows = publish_shop(shop, tmp_path).by("master_orders", "order_id")
    assert [rows[o]["customer_state"] for o in ("o1", "o2", "o3")] == ["SP", "RJ", ""]


def test_rows_are_in_the_order_of_month_and_order_id(tmp_path: Path) -> None:
    shop = Shop().add("b", "u1", "2020-06-01", 1).add("z", "u2", "2020-05-31", 1)
    shop.add("a", "u3", "2020-06-30", 1)
    rows = publish_shop(shop, tmp_path)["master_orders"]
    assert [(row["order_month"], row["order_id"]) for row in rows] == [
        ("2020-05", "z"),
        ("2020-06", "a"),
        ("2020-06", "b"),
    ]
