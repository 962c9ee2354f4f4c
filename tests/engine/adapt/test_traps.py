"""What is easily read wrong in an export, and which check shows it: each trap beside its twin.

The twin is the same export without the trap, of which the check says nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from crri_gui.engine.report import InputRefused
from tests.effort import one_in
from tests.engine.adapt.test_adapt import PAYPAL, PLAIN, UCI, export, published, values
from tests.shops import publish

pytestmark = pytest.mark.long

SHOPIFY = (
    "Name,Email,Financial Status,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,"
    "Lineitem quantity,Lineitem price,Cancelled at,Refunded Amount"
)
WOO = (
    "Order Number,Order Status,Order Date,Email (Billing),Cart Discount Amount,"
    "Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,"
    "Order Total Tax Amount,Quantity (- Refund),Item Cost"
)
EBAY = (
    "Order Number,Buyer Username,Item Number,Quantity,Sold For,Sale Date,"
    "Shipping And Handling,Total Price"
)
ETSY = "Sale Date,Buyer,Order ID,Item Total,Discount Amount,Transaction ID,Ship Name"
STRIPE = "id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Customer Email"
ITEMS = "Bestellnummer;Bestelldatum;Kundennummer;Artikelnummer;Menge;Einzelpreis;Status"


def shopify(name: str, subtotal: str, quantity: int, price: str, cancelled: str = "") -> str:
    order = f"paid,{subtotal},0.00,0.00,{subtotal},0.00" if subtotal else ",,,,,"
    return f"{name},a@x.example,{order},2024-01-03 10:00:00 -0500,{quantity},{price},{cancelled},"


def woo(number: int, subtotal: str, quantity: int, cost: str, discount: str = "0.00") -> str:
    return (
        f"{number},Completed,2024-01-03 10:00,a@x.example,{discount},{subtotal},0.00,0.00,"
        f"{subtotal},0.00,{quantity},{cost}"
    )


@dataclass(frozen=True)
class Trap:
    """An export with the trap and one without, what both are worth, and the finding."""

    code: str
    trap: tuple[str, ...]
    twin: tuple[str, ...]
    worth: dict[str, str]


TRAPS = {
    "orders of nobody": Trap(
        "guests",
        (UCI, "1,a,x,1,2010-01-05 10:00:00,2.00,,France"),
        (UCI, "1,a,x,1,2010-01-05 10:00:00,2.00,7,France"),
        {"1": "2.00"},
    ),
    # 3 x 5.00 and 1 x 15.00 are the 30.00 of the first row; who adds the column up has 60.00.
    "an amount of the order filled down to the next one": Trap(
        "order_lines_differ",
        (SHOPIFY, shopify("#1", "30.00", 3, "5.00"), shopify("#2", "30.00", 1, "15.00")),
        (
            SHOPIFY,
            shopify("#1", "30.00", 3, "5.00"),
            shopify("#1", "30.00", 1, "15.00"),
            shopify("#2", "30.00", 2, "15.00"),
        ),
        {"#1": "30.00", "#2": "30.00"},
    ),
    "two ways to tell a customer": Trap(
        "identity_mixed",
        (ETSY, "01/03/24,u1,1,5.00,0.00,11,Ann", "01/04/24,,2,6.00,0.00,12,Ann"),
        (ETSY, "01/03/24,u1,1,5.00,0.00,11,Ann", "01/04/24,u1,2,6.00,0.00,12,Ann"),
        {"1": "5.00", "2": "6.00"},
    ),
    "the price of a line taken for that of a piece": Trap(
        "order_totals_differ",
        (EBAY, "1,u1,i1,3,30.00,Jan-03-24,5.00,35.00"),
        (EBAY, "1,u1,i1,3,30.00,Jan-03-24,5.00,95.00"),
        {"1": "90.00"},
    ),
    "lines that are not what the order holds": Trap(
        "order_lines_differ",
        (WOO, woo(1, "30.00", 3, "30.00")),
        (WOO, woo(1, "30.00", 3, "10.00")),
        {"1": "30.00"},
    ),
    "money that moves and is no sale": Trap(
        "rows_left_out",
        (
            PAYPAL,
            '03/01/2024,10:00:00,Payment,Completed,EUR,"20,00",a@x.example,T1,,Credit',
            '23/01/2024,10:00:00,General Withdrawal,Completed,EUR,"-15,00",,W1,,Debit',
        ),
        (PAYPAL, '23/01/2024,10:00:00,Payment,Completed,EUR,"20,00",a@x.example,T1,,Credit'),
        {"T1": "20.00"},
    ),
    "invoices of nothing": Trap(
        "orders_worth_nothing",
        (UCI, "1,a,x,1,2010-01-05 10:00:00,0.00,7,France"),
        (UCI, "1,a,x,0,2010-01-05 10:00:00,0.00,7,France", "1,b,x,1,2010-01-05 10:00:00,1.00,7,"),
        {},
    ),
    # Two equal lines are two: nothing is taken away within an order.
    "lines that repeat": Trap(
        "rows_repeated",
        (ITEMS, *["1;03.01.2024 10:00;7;A;2;3,50;bezahlt"] * 2),
        (
            ITEMS,
            "1;03.01.2024 10:00;7;A;2;3,50;bezahlt",
            "1;03.01.2024 10:00;7;B;2;3,50;bezahlt",
        ),
        {"1": "14.00"},
    ),
    # Each line once for each of two payments.
    "a file that somebody joined": Trap(
        "order_lines_differ",
        (
            SHOPIFY,
            *[shopify("#1", "30.00", 3, "5.00")] * 2,
            *[shopify("#1", "30.00", 1, "15.00")] * 2,
        ),
        (SHOPIFY, shopify("#1", "30.00", 3, "5.00"), shopify("#1", "30.00", 1, "15.00")),
        {"#1": "30.00"},
    ),
    "times of another zone": Trap(
        "times_in_utc",
        (STRIPE, "p1,2024-01-03 23:30:00,5.00,0.00,usd,Paid,c1,a@x.example"),
        (PLAIN, "p1,2024-01-03,a@x.example,completed,5.00,0.00,EUR"),
        {"p1": "5.00"},
    ),
}


@pytest.mark.parametrize("name", one_in(2, TRAPS))
def test_a_trap_is_shown_by_its_check_and_its_twin_is_not(tmp_path: Path, name: str) -> None:
    trap = TRAPS[name]
    fallen = published(tmp_path, *trap.trap)
    (tmp_path / "twin").mkdir()
    right = published(tmp_path / "twin", *trap.twin)
    assert trap.code in fallen.codes
    assert trap.code not in right.codes
    if trap.worth:
        assert values(fallen) == trap.worth
        assert values(right) == trap.worth


def test_two_months_of_an_export_that_overlap_count_once(tmp_path: Path) -> None:
    rows = [woo(1, "30.00", 3, "10.00"), woo(2, "8.00", 1, "8.00"), woo(3, "5.00", 1, "5.00")]
    raw = export(tmp_path / "raw", WOO, *rows[:2], name="orders_01.csv")
    export(raw, WOO, *rows[1:], name="orders_02.csv")
    made = publish(raw, tmp_path / "out")
    assert values(made) == {"1": "30.00", "2": "8.00", "3": "5.00"}
    assert "orders_in_two_files" in made.codes


def test_canceled_is_canceled_also_where_it_looks_refunded(tmp_path: Path) -> None:
    canceled = shopify("#2", "9.00", 1, "9.00", "2024-01-04 10:00:00 -0500")
    canceled = canceled.replace("paid", "refunded")
    made = published(tmp_path, SHOPIFY, shopify("#1", "5.00", 1, "5.00"), canceled)
    assert values(made) == {"#1": "5.00"}


@pytest.mark.parametrize(
    ("times", "code"),
    [
        (("03/04/2024", "05/06/2024"), "date_order_ambiguous"),
        (("2024-01-03 10:00:00 -0500", "2024-01-04 10:00:00 +0300"), "offsets_differ"),
    ],
)
def test_times_that_read_both_ways_are_asked_about(
    tmp_path: Path, times: tuple[str, str], code: str
) -> None:
    rows = [f"{n},{time},a@x.example,completed,5.00,0.00,EUR" for n, time in enumerate(times)]
    with pytest.raises(InputRefused) as refused:
        published(tmp_path, PLAIN, *rows)
    assert code in {one.code for one in refused.value.findings if one.severity == "error"}
