"""From the figures of a shop's own report to ours, step by step, with the arithmetic."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.results import Results
from tests.effort import exhaustive
from tests.engine.bridge.shops import ORDERS, codes, explained, steps, written
from tests.shops import Shop

pytestmark = pytest.mark.long


def test_equal_figures_need_no_step(shopify: Results) -> None:
    made = explained(shopify, orders=4, revenue="68.00", customers=2)
    assert (made.steps, made.exact, codes(made)) == ((), True, ["equal"])


def test_of_days_that_the_data_does_not_cover_nothing_is_known(shopify: Results) -> None:
    """No order of May: 0 here is neither equal to 0 there, nor does it leave 5 unexplained."""
    may: dict[str, Any] = {"since": dt.date(2024, 5, 1), "until": dt.date(2024, 5, 31)}
    for orders in (0, 5):
        made = explained(shopify, orders=orders, **may)
        assert not made.exact
        assert [*made.said] == [
            "The data covers 2024-01-03 to 2024-03-06 and knows nothing of these days: what is 0 "
            "here is no figure of theirs."
        ]
    # The day after the last one may be one of its days by another clock.
    next_day: dict[str, Any] = {"since": dt.date(2024, 3, 7), "until": dt.date(2024, 3, 7)}
    assert codes(explained(shopify, orders=0, **next_day)) == ["equal"]


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        # The canceled order #4 counts there.
        ({"orders": 5, "revenue": "108.00"}, {"void": (-1, "-40.00", 1)}),
        # Only what is paid: without #3.
        ({"orders": 3, "revenue": "58.00"}, {"open counted": (1, "10.00", 1)}),
        # Without #5.
        ({"orders": 3, "revenue": "60.00"}, {"guests": (1, "8.00", 1)}),
        # Net of what #2 was given back.
        ({"orders": 4, "revenue": "60.75"}, {"refunds": (0, "7.25", 1)}),
        # 3.00 off #1.
        ({"orders": 4, "revenue": "71.00"}, {"discounts": (0, "-3.00", 1)}),
        # 5 + 4 + 1.
        ({"orders": 4, "revenue": "78.00"}, {"shipping": (0, "-10.00", 3)}),
        # 2 + 1 + 0.50 + 0.25.
        ({"orders": 4, "revenue": "71.75"}, {"tax": (0, "-3.75", 4)}),
        # Total of all five orders: 37 + 21 + 14.50 + 42 + 9.25. The tax of #4 goes with tax.
        (
            {"orders": 5, "revenue": "123.75"},
            {
                "shipping": (0, "-10.00", 3),
                "tax": (0, "-5.75", 5),
                "void": (-1, "-40.00", 1),
            },
        ),
    ],
)
def test_each_step_with_its_count_and_money(
    shopify: Results, theirs: dict[str, Any], expected: dict[str, tuple[int, str, int]]
) -> None:
    made = explained(shopify, **theirs)
    assert steps(made) == expected
    assert made.exact and codes(made)[0] == "explained"


def test_shopifys_own_words_for_steps_and_figures(shopify: Results) -> None:
    made = explained(shopify, orders=4, revenue=str(68 - Decimal("7.25") + 10 + Decimal("3.75")))
    assert [(s.called["en"], s.called["pt_BR"]) for s in made.steps] == [
        *(("Returns", "Devoluções"), ("Shipping charges", "Frete"), ("Taxes", "Impostos"))
    ]
    assert made.figure == {"en": "Total sales", "pt_BR": "Total de vendas"}
    assert codes(made) == ["explained", "refunds"]
    assert explained(shopify, revenue="71.00").figure["en"] == "Gross sales"
    assert explained(shopify, revenue="60.75").figure["en"] == "Net sales"


def test_what_cannot_be_explained_is_left_and_said(shopify: Results) -> None:
    made = explained(shopify, orders=5, revenue="108.40")
    # The canceled order explains the count; nothing in the data is worth 0.40.
    assert steps(made) == {"void": (-1, "-40.00", 1)}
    assert (made.rest.orders, made.rest.revenue) == (0, Decimal("-0.40"))
    assert codes(made) == ["unexplained"]
    assert {step.key for step in made.unused} >= {"tax", "shipping", "guests", "open counted"}
    # Nothing comes near this one, so no step is claimed.
    far = explained(shopify, revenue="999999.00")
    assert (far.steps, far.rest.revenue) == ((), Decimal("-999931.00"))
    assert far.figure == {}


@exhaustive
def test_two_explanations_are_told_as_two(tmp_path: Path) -> None:
    # A guest's order and an open one, each of one order and 10.00.
    raw = written(
        tmp_path,
        "#1,a@x.example,paid,EUR,30.00,0,0,0,30.00,2024-01-03 10:00:00,1,,0.00",
        "#2,,paid,EUR,10.00,0,0,0,10.00,2024-01-03 10:00:00,1,,0.00",
        "#3,b@x.example,pending,EUR,10.00,0,0,0,10.00,2024-01-03 10:00:00,1,,0.00",
    )
    made = explained(raw, orders=2, revenue="40.00")
    assert (len(made.steps), made.others, codes(made)) == (1, 1, ["explained", "others"])
    # The customers decide it.
    made = explained(raw, orders=2, revenue="40.00", customers=1)
    assert ([s.key for s in made.steps], made.others) == (["open counted"], 0)


def test_orders_outside_the_analysis_period(tmp_path: Path) -> None:
    raw = written(tmp_path, *ORDERS)
    window = {"window": "2024-01..2024-02"}
    made = explained(raw, window, orders=4, revenue="68.00")
    assert made.ours.orders == 3
    assert steps(made) == {"outside": (-1, "-8.00", 1)}


def test_definitions_turn_the_steps_round(tmp_path: Path) -> None:
    raw = written(tmp_path, *ORDERS)
    net = {"refunds": "net", "order_value": "items_freight", "guests": "left_out"}
    # 30+5, 20-7.25 and 10+4; their figure is that of the goods, with the guest: 68.
    made = explained(raw, net, orders=4, revenue="68.00")
    assert made.ours.revenue == Decimal("61.75")
    # The guest's shipping of 1.00 comes with shipping and goes with the guest.
    assert steps(made) == {
        "refunds": (0, "-7.25", 1),
        "shipping": (0, "10.00", 3),
        "guests": (-1, "-9.00", 1),
    }


def test_rows_that_are_no_orders(tmp_path: Path) -> None:
    header = (
        "Date,Time,Type,Status,Currency,Gross,From Email Address,Transaction ID,"
        "Reference Txn ID,Balance Impact"
    )
    raw = written(
        tmp_path,
        "03/01/2024,10:00:00,Payment,Completed,EUR,20.00,a@x.example,T1,,Credit",
        "20/01/2024,11:00:00,Payment,Completed,EUR,30.50,b@x.example,T2,,Credit",
        "20/01/2024,12:00:00,Payment,Pending,EUR,9.00,c@x.example,T3,,Credit",
        "02/02/2024,09:00:00,Payment Refund,Completed,EUR,-5.25,,R1,T1,Debit",
        "03/02/2024,09:00:00,General Withdrawal,Completed,EUR,-40.00,,W1,,Debit",
        header=header,
    )
    # 20 + 30.50 + 9.
    made = explained(raw, orders=3, revenue="59.50")
    assert steps(made) == {"left_out_as.unfinished": (-1, "-9.00", 1)}
    # What the account holds after the refund and the withdrawal: 50.50 - 5.25 - 40.
    made = explained(raw, orders=2, revenue="5.25")
    assert steps(made) == {"refunds": (0, "5.25", 1), "left_out_as.movements": (0, "40.00", 1)}


def test_rejected_rows(tmp_path: Path) -> None:
    header = "customer_id,order_id,date,amount"
    good = [f"{n},{n},2024-01-03,10.00" for n in range(200)]
    raw = written(tmp_path, *good, "7,bad,,12.34", header=header)
    made = explained(raw, orders=201, revenue="2012.34")
    assert steps(made) == {"rejected": (-1, "-12.34", 1)}


def test_olists_own_files(tmp_path: Path) -> None:
    shop = Shop()
    shop.add("o1", "u1", "2018-01-01", "10.00", freight="2.50")
    shop.add("o2", "u2", "2018-01-02", "20.00", freight="3.00", status="canceled")
    shop.add("o3", "u2", "2018-01-03", "30.00", status="processing")
    raw = shop.write(tmp_path / "raw")
    # All payments: 12.50 + 23.00 + 30.00.
    made = explained(raw, orders=3, revenue="65.50", customers=2)
    assert steps(made) == {"shipping": (0, "-5.50", 2), "void": (-1, "-20.00", 1)}
    assert steps(explained(raw, orders=1)) == {"open counted": (1, "30.00", 1)}


def test_their_report_sums_what_was_paid(tmp_path: Path) -> None:
    """12.50 goods and freight with 13.00 paid, 30.00 without payment, 7.00 paid without items."""
    shop = Shop()
    shop.add("o1", "u1", "2018-01-01", "10.00", freight="2.50", paid=[("boleto", "13.00")])
    shop.add("o2", "u2", "2018-01-02", paid=[("boleto", "7.00")], status="canceled")
    shop.add("o3", "u3", "2018-01-03", "30.00", paid=[])
    raw = shop.write(tmp_path / "raw")
    made = explained(raw, orders=3, revenue="20.00")
    # 0.50 more and 30.00 less of what counts; the canceled order goes with its 7.00.
    assert steps(made) == {
        "shipping": (0, "-2.50", 1),
        "paid": (0, "22.50", 3),
        "void": (-1, "0.00", 1),
    }
    assert (made.exact, codes(made)) == (True, ["explained", "paid"])
    made = explained(raw, {"order_value": "payments"}, orders=2, revenue="40.00")
    assert steps(made)["paid"] == (0, "-29.50", 2)
    assert codes(made)[-1] == "paid_of_ours"
