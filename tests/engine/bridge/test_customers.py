"""Customers, guests and repeat customers are counted anew for every step."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.bridge.figures import (
    Figures,
    first_and_last,
)
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from tests.engine.bridge.shops import ORDERS, codes, explained, written

pytestmark = pytest.mark.long


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
