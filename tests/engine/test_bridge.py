"""From the figures of a shop's own report to ours, step by step, with the arithmetic."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.bridge.explain import Bridge, bridge_of, bridge_to
from crri_gui.engine.bridge.figures import (
    Figures,
    Theirs,
    amount,
    clock,
    count,
    first_and_last,
)
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from crri_gui.errors import Cancelled, UsageError
from tests.effort import exhaustive
from tests.shops import Shop

pytestmark = pytest.mark.long

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Shipping,Taxes,Total,"
    "Created at,Lineitem quantity,Cancelled at,Refunded Amount"
)
# Goods of what counts: 30 + 20 + 10 + 8 = 68; with the canceled order 108, with discounts 71.
ORDERS = (
    "#1,a@x.example,paid,EUR,30.00,3.00,5.00,2.00,37.00,2024-01-03 10:00:00,1,,0.00",
    "#2,a@x.example,partially_refunded,EUR,20.00,0,0.00,1.00,21.00,2024-02-03 23:30:00,1,,7.25",
    "#3,c@x.example,pending,EUR,10.00,0,4.00,0.50,14.50,2024-02-29 22:00:00,1,,0.00",
    "#4,b@x.example,refunded,EUR,40.00,0,0.00,2.00,42.00,2024-02-05 10:00:00,1,2024-02-06,42.00",
    "#5,,paid,EUR,8.00,0,1.00,0.25,9.25,2024-03-06 10:00:00,1,,0.00",
)


def written(folder: Path, *lines: str, header: str = SHOPIFY) -> Path:
    raw = folder / "raw"
    raw.mkdir()
    (raw / "export.csv").write_text("\n".join((header, *lines, "")), encoding="utf-8")
    return raw


def explained(
    shop: Path | Results, definitions: dict[str, Any] | None = None, **theirs: Any
) -> Bridge:
    """The bridge of a raw folder, or of what is computed already."""
    money = theirs.get("revenue")
    if money is not None:
        theirs["revenue"] = Decimal(money)
    if isinstance(shop, Path):
        chosen = with_values(Definitions(), definitions or {}, "test")
        before = sorted(shop.iterdir())
        made = bridge_to(RunContext(), Request(shop, chosen), Theirs(**theirs))
        assert sorted(shop.iterdir()) == before
    else:
        made = bridge_of(RunContext(), shop, Theirs(**theirs))
    # Their figures, each step and the rest add up to ours.
    for name in made.theirs.given:
        changes = sum(getattr(step.change, name) for step in made.steps)
        rest = getattr(made.rest, name)
        assert getattr(made.theirs, name) + changes + rest == getattr(made.ours, name)
        assert getattr(made.running()[0], name) == getattr(made.theirs, name)
    assert made.running()[-1] == made.ours
    return made


def steps(bridge: Bridge) -> dict[str, tuple[int, str, int]]:
    return {s.key: (s.change.orders, str(s.change.revenue), s.count) for s in bridge.steps}


@pytest.fixture(scope="module")
def shopify(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    made = open_results(RunContext(), Request(written(tmp_path_factory.mktemp("shopify"), *ORDERS)))
    yield made
    made.close()


def codes(bridge: Bridge) -> list[str]:
    return [said.name.removeprefix("bridge_said.") for said in bridge.said]


def test_equal_figures_need_no_step(shopify: Results) -> None:
    made = explained(shopify, orders=4, revenue="68.00", customers=2)
    assert (made.steps, made.exact, codes(made)) == ((), True, ["equal"])


def test_of_days_that_the_data_does_not_cover_nothing_is_known(shopify: Results) -> None:
    """No order of May: 0 here is neither equal to 0 there, nor does it leave 5 unexplained."""
    may = {"since": dt.date(2024, 5, 1), "until": dt.date(2024, 5, 31)}
    for orders in (0, 5):
        made = explained(shopify, orders=orders, **may)
        assert not made.exact
        assert [*made.said] == [
            "The data covers 2024-01-03 to 2024-03-06 and knows nothing of these days: what is 0 "
            "here is no figure of theirs."
        ]
    # The day after the last one may be one of its days by another clock.
    next_day = {"since": dt.date(2024, 3, 7), "until": dt.date(2024, 3, 7)}
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


def test_customers_are_counted_anew_for_every_step(shopify: Results) -> None:
    # a, b and c: b has the canceled order alone.
    made = explained(shopify, customers=3, orders=5)
    assert [(s.key, s.change.customers) for s in made.steps] == [("void", -1)]
    assert codes(made) == ["counts_alone"]
    # The customers alone could be a, c and the guest of #5.
    made = explained(shopify, customers=3)
    assert (len(made.steps), made.others) == (1, 1)
    assert codes(made) == ["counts_alone", "others"]
    # Without what is open c is gone, who has no other order.
    made = explained(shopify, customers=1, orders=3)
    assert [(s.key, s.change.customers) for s in made.steps] == [("open counted", 1)]


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


def test_days_and_another_clock(shopify: Results) -> None:
    first, last = first_and_last("2024-02")
    assert (first, last) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    made = explained(shopify, orders=2, revenue="30.00", since=first, until=last)
    assert (made.ours, made.steps) == (Figures(2, Decimal("30.00"), 2), ())
    # Three hours later #3, of 22:00 on the last of February, is one of March.
    made = explained(shopify, orders=1, revenue="20.00", since=first, until=last, clock=180)
    # So would it be without open orders: both are said.
    assert (steps(made), made.others) == ({"clock": (1, "10.00", 1)}, 1)
    made = explained(shopify, orders=2, revenue="18.00", since=dt.date(2024, 3, 1), clock=180)
    assert steps(made) == {"clock": (-1, "-10.00", 1)}


def test_a_clock_that_is_half_an_hour_ahead(shopify: Results) -> None:
    first, last = first_and_last("2024-02")
    # #2 of 23:30 on the 3rd is one of the 4th by 0:30 hours more, and by 0:29 it is not.
    since = dt.date(2024, 2, 4)
    for minutes, turned in ((30, {"clock": (-1, "-20.00", 1)}), (29, {})):
        ours = "30.00" if turned else "10.00"
        made = explained(shopify, revenue=ours, since=since, until=last, clock=minutes)
        assert steps(made) == turned
    # #3 of 22:00 on the last of February is one of March in India, were the files in UTC.
    made = explained(shopify, revenue="20.00", since=first, until=last, clock=clock("+05:30"))
    assert steps(made) == {"clock": (1, "10.00", 1)}


STRIPE = "id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email"
CHARGES = (
    "ch_1,2024-07-31 22:30:00,10.00,0.00,eur,Paid,cus_1,a@x.example",
    "ch_2,2024-12-31 22:30:00,20.00,0.00,eur,Paid,cus_2,b@x.example",
)


def test_the_shops_zone_where_it_is_known(tmp_path: Path) -> None:
    raw = written(tmp_path, *CHARGES, header=STRIPE)
    july, december = first_and_last("2024-07"), first_and_last("2024-12")
    days: list[dict[str, Any]] = [
        {"since": since, "until": until} for since, until in (july, december)
    ]
    # In UTC, as the files say. In Berlin July's order is one of August, two hours on; December's
    # is one of December still, one hour on.
    assert steps(explained(raw, orders=1, **days[0])) == {}
    theirs: dict[str, Any] = {"revenue": "0.00", "clock": "Europe/Berlin"}
    assert steps(explained(raw, **theirs, **days[0])) == {"clock": (1, "10.00", 1)}
    theirs = {"revenue": "20.00", "clock": "Europe/Berlin"}
    assert steps(explained(raw, **theirs, **days[1])) == {}
    # Where the shop's zone is kept, nobody has to name the clock of a report in UTC.
    columns = [re.sub(r"\W+", "_", name.lower()).strip("_") for name in STRIPE.split(",")]
    kept = f'[[export]]\nbase = "stripe_payments"\nzone = "Europe/Berlin"\ncolumns = {columns}\n'
    (raw / "crri.toml").write_text(kept, encoding="utf-8")
    made = explained(raw, orders=1, revenue="10.00", **days[0])
    assert steps(made) == {"clock": (-1, "-10.00", 1)}
    assert made.steps[0].label.name == "bridge_step.clock_utc"


def test_a_zone_beside_files_whose_zone_is_not_known(shopify: Results) -> None:
    for zone, code in (("UTC", "their_clock_beside_unknown"), ("Mars", "time_zone_unknown")):
        with pytest.raises(UsageError) as refused:
            explained(shopify, orders=1, clock=zone)
        assert refused.value.code == code


def test_each_guest_a_customer(tmp_path: Path) -> None:
    guest = "#6,,paid,EUR,2.00,0,0.00,0.00,2.00,2024-03-07 10:00:00,1,,0.00"
    raw = written(tmp_path, *ORDERS, guest)
    # a and c, and two guests: with a customer for each of their orders 4.
    made = explained(raw, orders=5, revenue="70.00", customers=4)
    assert [(s.key, s.change, s.count) for s in made.steps] == [
        ("guest_customers", Figures(0, Decimal("0.00"), -2), 2)
    ]
    assert made.steps[0].label.name == "bridge_step.guest_customers"
    # The other way round where each is one here.
    made = explained(raw, {"guests": "each"}, orders=5, revenue="70.00", customers=2)
    assert [(s.key, s.change.customers, s.count) for s in made.steps] == [("guest_customers", 2, 2)]
    assert made.steps[0].label.name == "bridge_step.guests_no_customers"
    # Left out here and counted there, each as a customer: the orders go with the second step.
    made = explained(raw, {"guests": "left_out"}, orders=5, revenue="70.00", customers=4)
    assert [(s.key, s.change) for s in made.steps] == [
        ("guest_customers", Figures(0, Decimal("0.00"), -2)),
        ("guests", Figures(-2, Decimal("-10.00"), 0)),
    ]
    # Nobody has asked about customers: then it explains nothing.
    made = explained(raw, orders=4, revenue="60.00")
    assert "guest_customers" not in {step.key for step in (*made.steps, *made.unused)}


def test_all_guests_as_one_customer(back: Results) -> None:
    # A report that counts the blank customer: a, b and c, and both guests as one, who came back.
    made = explained(back, orders=7, customers=4, repeat_customers=3)
    assert [(s.key, s.change, s.count) for s in made.steps] == [
        ("guests_as_one", Figures(0, Decimal("0.00"), -1, -1), 2)
    ]
    # In February a, c and the guests, who have two orders there.
    since, until = first_and_last("2024-02")
    made = explained(back, orders=5, customers=3, repeat_customers=2, since=since, until=until)
    assert [(s.key, s.change.customers) for s in made.steps] == [("guests_as_one", -1)]


BACK = (
    "#1,a@x.example,paid,EUR,10.00,0,0,0,10.00,2024-01-03 10:00:00,1,,0.00",
    "#2,a@x.example,paid,EUR,20.00,0,0,0,20.00,2024-02-03 10:00:00,1,,0.00",
    "#3,b@x.example,paid,EUR,10.00,0,0,0,10.00,2024-01-31 23:00:00,1,,0.00",
    "#4,b@x.example,paid,EUR,5.00,0,0,0,5.00,2024-02-05 10:00:00,1,2024-02-06,0.00",
    "#5,c@x.example,paid,EUR,30.00,0,0,0,30.00,2024-02-06 10:00:00,1,,0.00",
    "#6,c@x.example,pending,EUR,7.00,0,0,0,7.00,2024-02-07 10:00:00,1,,0.00",
    "#7,,paid,EUR,8.00,0,0,0,8.00,2024-02-08 10:00:00,1,,0.00",
    "#8,,paid,EUR,9.00,0,0,0,9.00,2024-02-09 10:00:00,1,,0.00",
)


@pytest.fixture(scope="module")
def back(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    made = open_results(RunContext(), Request(written(tmp_path_factory.mktemp("back"), *BACK)))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        # a and c have two counted orders each; b has one and a canceled one.
        ({"orders": 7, "customers": 3, "repeat_customers": 2}, {}),
        ({"orders": 8, "customers": 3, "repeat_customers": 3}, {"void": (0, -1)}),
        # Without the open order c has one.
        ({"orders": 6, "customers": 3, "repeat_customers": 1}, {"open counted": (0, 1)}),
        # Both guests as customers: neither of them comes back.
        ({"orders": 7, "customers": 5, "repeat_customers": 2}, {"guest_customers": (-2, 0)}),
        ({"orders": 5, "customers": 3, "repeat_customers": 2}, {"guests": (0, 0)}),
    ],
)
def test_each_step_carries_repeat_customers(
    back: Results, theirs: dict[str, Any], expected: dict[str, tuple[int, int]]
) -> None:
    made = explained(back, **theirs)
    changes = {s.key: (s.change.customers, s.change.repeat_customers) for s in made.steps}
    assert (changes, made.exact) == (expected, True)


def test_repeat_customers_of_a_month_are_those_within_it_or_with_an_order_before(
    back: Results,
) -> None:
    since, until = first_and_last("2024-02")
    february: dict[str, Any] = {"since": since, "until": until}
    # In February c alone has two orders; a has one there, and one in January.
    made = explained(back, orders=5, repeat_customers=1, **february)
    assert (made.steps, made.ours.customers, made.ours.repeat_customers) == ((), 2, 1)
    assert ("earlier", -1) in [(s.key, s.change.repeat_customers) for s in made.unused]
    made = explained(back, orders=5, customers=2, repeat_customers=2, **february)
    assert [(s.key, s.change, s.count) for s in made.steps] == [
        ("earlier", Figures(0, Decimal("0.00"), 0, -1), 1)
    ]
    # b's order of the 31st at 23:00 is one of February two hours later, and so none before it:
    # then b has none before February.
    made = explained(back, orders=6, customers=3, repeat_customers=2, clock=120, **february)
    assert [(s.key, s.change.repeat_customers) for s in made.steps] == [
        ("earlier", -1),
        ("clock", 0),
    ]
    # With the canceled order b has two in February by that clock, and a, b and c have come back.
    made = explained(back, orders=7, repeat_customers=3, clock=120, revenue="89.00", **february)
    assert {s.key for s in made.steps} == {"clock", "void", "earlier"}
    # Without days there is nothing before them.
    assert "earlier" not in {s.key for s in explained(back, repeat_customers=1).unused}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("3", 180), ("-3", -180), ("+05:30", 330), ("-0:30", -30), ("\u22123 h", -180)),
        *(("0", 0), ("America/Sao_Paulo", "America/Sao_Paulo"), ("UTC", "UTC")),
    ],
)
def test_clocks_as_they_are_written(text: str, value: int | str) -> None:
    assert clock(text) == value


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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2000", "2000"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.5"),
        ("1,234", "1234"),
        ("1 234 567.89", "1234567.89"),
        ("1.234.567", "1234567"),
        ("-12.5", "-12.5"),
    ],
)
def test_numbers_are_read_in_either_convention(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: amount("many"), "theirs_unreadable"),
        (lambda: amount("1,234,56"), "theirs_unreadable"),
        (lambda: amount("NaN"), "theirs_unreadable"),
        (lambda: count("1.5", "orders"), "theirs_unreadable"),
        (lambda: first_and_last("2024-13"), "theirs_month_unreadable"),
        (lambda: clock("27"), "their_clock_unreadable"),
        (lambda: clock("5.30"), "their_clock_unreadable"),
        (Theirs, "theirs_says_nothing"),
        (
            lambda: Theirs(1, since=dt.date(2024, 2, 1), until=dt.date(2024, 1, 1)),
            "theirs_ends_before",
        ),
    ],
)
def test_what_cannot_be_a_figure_is_refused(made: Callable[[], object], code: str) -> None:
    with pytest.raises(UsageError) as refused:
        made()
    assert refused.value.code == code


def test_it_can_be_cancelled(shopify: Results) -> None:
    run = RunContext()
    run.cancel()
    with pytest.raises(Cancelled):
        bridge_of(run, shopify, Theirs(orders=1))


def test_the_three_largest_name_their_own_report() -> None:
    named = {layout.name for layout in layouts() if layout.report}
    assert named >= {"shopify_orders", "woocommerce_order_export", "amazon_all_orders"}


ITEMS_OF_ORDERS = "Order,Date,Customer,Item,Quantity,Price,State"
# A1 counts with 10 of its 30, A2 with all of its 20; of A3 nothing is left.
CANCELED_ITEMS = (
    "A1,2024-01-03 10:00:00,c1,Cup,2,5.00,shipped",
    "A1,2024-01-03 10:00:00,c1,Pot,1,12.50,canceled",
    "A1,2024-01-03 10:00:00,c1,Tea,3,2.50,canceled",
    "A2,2024-01-04 10:00:00,c2,Jug,1,20.00,shipped",
    "A3,2024-02-05 10:00:00,c1,Cup,1,5.00,canceled",
    "A3,2024-02-05 10:00:00,c1,Pan,1,40.00,canceled",
)
KEPT_ITEMS = """
[[export]]
columns = ["order", "date", "customer", "item", "quantity", "price", "state"]
title = "A list"
order = "order"
time = "date"
customer = ["customer:id"]
product = "item"
item_goods = "quantity * price"

[[export.leave_out]]
reason = "cancellations"
column = "state"
equals = ["canceled"]
"""


def test_items_canceled_by_a_word_of_their_row(tmp_path: Path) -> None:
    raw = written(tmp_path, *CANCELED_ITEMS, header=ITEMS_OF_ORDERS)
    (raw / "crri.toml").write_text(KEPT_ITEMS, encoding="utf-8")
    # With the canceled items of A1: 30 + 12.50 + 3 x 2.50.
    made = explained(raw, orders=2, revenue="50.00")
    assert made.ours == Figures(2, Decimal("30.00"), 2)
    assert steps(made) == {"items_cancellations": (0, "-20.00", 2)}
    assert made.rest.revenue == 0 and codes(made) == ["explained"]
    # And with A3, of which every item was canceled: an order of 45.
    made = explained(raw, orders=3, revenue="95.00")
    assert steps(made) == {
        "items_cancellations": (0, "-20.00", 2),
        "left_out_as.cancellations": (-1, "-45.00", 2),
    }
    assert made.rest == Figures(0, Decimal("0.00"), 0)
    # A3 alone, which is no order here.
    made = explained(raw, orders=3, revenue="75.00")
    assert steps(made) == {"left_out_as.cancellations": (-1, "-45.00", 2)}
    # The items of an order have its days.
    since, until = first_and_last("2024-01")
    made = explained(raw, orders=2, revenue="50.00", since=since, until=until)
    assert steps(made) == {"items_cancellations": (0, "-20.00", 2)}


def test_canceled_items_in_a_file_of_their_own(tmp_path: Path) -> None:
    raw = written(
        tmp_path,
        "A1,2024-01-03 10:00:00,c1,paid",
        "A2,2024-01-04 10:00:00,c2,paid",
        "A3,2024-02-05 10:00:00,c1,void",
        header="Order,Date,Customer,State",
    )
    items = (
        "Order,Item,Quantity,Price,Item State",
        "A1,Cup,2,5.00,shipped",
        "A1,Pot,1,12.50,canceled",
        "A2,Jug,1,20.00,shipped",
        "A2,Lid,1,1.25,returned",
        "A3,Pan,1,40.00,shipped",
        "A3,Lid,1,1.25,canceled",
    )
    (raw / "items.csv").write_text("\n".join((*items, "")), encoding="utf-8")
    (raw / "crri.toml").write_text(
        """
        [[export]]
        columns = ["order", "date", "customer", "state"]
        title = "Orders"
        order = "order"
        time = "date"
        customer = ["customer:id"]
        [[export.status]]
        column = "state"
        sale = ["paid"]
        void = ["void"]
        [export.items]
        title = "Items"
        recognise = ["order", "item", "quantity", "price", "item_state"]
        order = "order"
        goods = "quantity * price"
        [[export.items.leave_out]]
        reason = "cancellations"
        column = "item_state"
        equals = ["canceled"]
        [[export.items.leave_out]]
        reason = "refunds"
        column = "item_state"
        equals = ["returned"]
        """,
        encoding="utf-8",
    )
    # 10 + 20, and the pot of A1; the lid of A3 is of an order that does not count.
    made = explained(raw, orders=2, revenue="42.50")
    assert made.ours == Figures(2, Decimal("30.00"), 2)
    assert steps(made) == {"items_cancellations": (0, "-12.50", 1)}
    # All that was ever ordered: 42.50 + 1.25 returned, and 41.25 of A3, of which the lid goes with
    # the canceled items.
    made = explained(raw, orders=3, revenue="85.00")
    assert steps(made) == {
        "items_cancellations": (0, "-13.75", 2),
        "items_refunds": (0, "-1.25", 1),
        "void": (-1, "-40.00", 1),
    }
    assert made.rest == Figures(0, Decimal("0.00"), 0)
