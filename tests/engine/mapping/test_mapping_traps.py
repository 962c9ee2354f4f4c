"""Mappings that are wrong, each seen by a check where the rows can show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.mapping.draft import edited
from crri_gui.engine.mapping.export import look
from crri_gui.engine.mapping.keeping import keep
from crri_gui.engine.mapping.propose import propose
from crri_gui.engine.mapping.trial.consequences import Consequences
from tests.engine.mapping.test_mapping import codes, export, told
from tests.shops import publish

# Five orders of two rows; cups cost 10.00 a piece, pens 2.00. Line is quantity x price, Sum the
# order's lines together, Total the sum and 5.00 of shipping. 1 and 4 are of customer 7.
ROWS = [
    ("1", "7", "CUP", 2, 10, "Sale"),
    ("1", "7", "PEN", 3, 2, "Sale"),
    ("2", "8", "CUP", 1, 10, "Sale"),
    ("2", "8", "PEN", 1, 2, "Sale"),
    ("3", "9", "CUP", 4, 10, "Sale"),
    ("3", "9", "PEN", 2, 2, "Sale"),
    ("4", "7", "CUP", 3, 10, "Sale"),
    ("4", "7", "PEN", 5, 2, "Sale"),
    ("5", "6", "CUP", 2, 10, "Sale"),
    ("5", "6", "PEN", 4, 2, "Sale"),
]
HEADER = "Order,Row,Date,Customer ID,SKU,Qty,Price,Line amount,Subtotal,Shipping,Total,Event type"


def lines(*more: str) -> list[str]:
    sums: dict[str, int] = {}
    for order, _, _, pieces, price, _ in ROWS:
        sums[order] = sums.get(order, 0) + pieces * price
    told = [
        f"{order},{n},2024-01-0{order} 10:00,{customer},{sku},{pieces},{price}.00,"
        f"{pieces * price}.00,{sums[order]}.00,5.00,{sums[order] + 5}.00,{kind}"
        for n, (order, customer, sku, pieces, price, kind) in enumerate(ROWS, 1)
    ]
    return [HEADER, *told, *more]


def made(tmp_path: Path, *changes: tuple[str, str], more: tuple[str, ...] = ()) -> Consequences:
    shop = export(tmp_path / "raw", *lines(*more))
    draft = propose(shop)
    for name, value in changes:
        draft = edited(shop, draft, name, value)
    return told(shop, draft)


CHECKS = {
    "goods_repeated",
    "goods_of_rows",
    "paid_of_rows",
    "order_amounts_differ",
    "order_totals_differ",
    "quantity_forgotten",
    "quantity_twice",
    "refunds_unlinked",
    "refunds_among_sales",
    "customer_never_repeats",
    "identity_by_name",
    "identity_mixed",
    "order_of_rows",
}


def test_the_proposal_is_right_and_nothing_warns(tmp_path: Path) -> None:
    found = made(tmp_path)
    # 26 + 12 + 44 + 40 + 28 = 150, and 5 x 5.00 of shipping.
    assert str(found.amounts.goods) == "150.00" and str(found.amounts.shipping) == "25.00"
    assert str(found.amounts.paid) == "175.00"
    assert (found.customers, found.repeat_customers) == (4, 1)
    assert not codes(found) & CHECKS


@pytest.mark.parametrize(
    ("changes", "caught"),
    [
        # The order's amount taken for that of each row: 300.00 instead of 150.00.
        ((("item_goods", "Subtotal"),), {"goods_repeated", "order_totals_differ"}),
        # The row's taken for the order's: every row would have to repeat it.
        ((("goods", "Line amount"),), {"order_amounts_differ", "order_totals_differ"}),
        (
            (("goods", "Line amount"), ("order_fields", "first_row")),
            {"goods_of_rows", "order_amounts_differ", "order_totals_differ"},
        ),
        # The quantity forgotten: 60.00. The totals see it, and so does the price of a product.
        ((("item_goods", "Price"),), {"quantity_forgotten", "order_totals_differ"}),
        # The quantity twice.
        ((("item_goods", "Qty * Line amount"),), {"quantity_twice", "order_totals_differ"}),
        # Shipping counted as goods.
        ((("goods", "Total"),), {"order_totals_differ"}),
        # Of what was paid one row of each order: of 175.00 only the CUPs', 120.00.
        (
            (("paid", "Qty * Price"), ("order_fields", "first_row")),
            {"order_amounts_differ", "paid_of_rows", "order_totals_differ"},
        ),
        # Every row an order of its own.
        (
            (("order", "Row"), ("item_goods", "Qty * Price"), ("paid", ""), ("shipping", "")),
            {"order_of_rows"},
        ),
    ],
)
def test_a_wrong_amount_is_seen(
    changes: tuple[tuple[str, str], ...], caught: set[str], tmp_path: Path
) -> None:
    assert codes(made(tmp_path, *changes)) & CHECKS == caught


def test_what_was_paid_for_each_row_is_added_up(tmp_path: Path) -> None:
    # Without shipping the rows are all that was paid: 26 + 12 + 44 + 40 + 28 = 150.
    found = made(tmp_path, ("item_paid", "Qty * Price"), ("shipping", ""))
    assert str(found.amounts.paid) == "150.00"
    assert not codes(found) & CHECKS
    told_of = dict(found.unfolded.becomes) if found.unfolded is not None else {}
    assert (told_of["order"], told_of["paid"]) == ("1", "26.00")


def test_payments_are_the_sums_of_their_rows(tmp_path: Path) -> None:
    rows = [
        "Order,Date,Customer ID,Qty,Price,Paid by",
        "1,2024-01-03 10:00,7,2,5.00,card",
        "1,2024-01-03 10:00,7,1,3.50,card",
        "2,2024-02-04 10:00,8,1,20.00,cash",
    ]
    shop = export(tmp_path / "raw", *rows)
    draft = propose(shop)
    for name, value in (
        ("item_goods", "Qty * Price"),
        ("item_paid", "Qty * Price"),
        ("payment_type", "Paid by"),
    ):
        draft = edited(shop, draft, name, value)
    keep(shop, draft)
    published = publish(tmp_path / "raw", tmp_path / "out")
    [payments] = [one for one in published.manifest["reconciliation"] if one["code"] == "payments"]
    # 2 x 5.00 + 1 x 3.50, and 20.00: a payment for each order.
    assert payments["holds"] and payments["total"]["amount"] == "33.50"
    assert {(row["order_value"], row["payment_type"]) for row in published["master_orders"]} == {
        ("13.50", "card"),
        ("20.00", "cash"),
    }


def test_an_amount_is_of_the_order_or_of_its_rows(tmp_path: Path) -> None:
    shop = export(tmp_path / "raw", *lines())
    draft = propose(shop)
    of_rows = edited(shop, draft, "item_paid", "Qty * Price")
    assert (of_rows.value("paid"), of_rows.value("item_paid")) == ("", "qty * price")
    of_order = edited(shop, of_rows, "paid", "Total")
    assert (of_order.value("paid"), of_order.value("item_paid")) == ("total", "")


def test_refunds_that_count_as_sales_are_seen(tmp_path: Path) -> None:
    refund = "6,11,2024-01-08 10:00,8,CUP,-1,10.00,-10.00,-10.00,0.00,-10.00,Refund"
    left_out = made(tmp_path, more=(refund,))
    assert str(left_out.amounts.goods) == "150.00" and not codes(left_out) & CHECKS
    counted = made(tmp_path, ("rows", ""), more=(refund,))
    assert str(counted.amounts.goods) == "150.00"
    assert codes(counted) & CHECKS == {"refunds_unlinked", "refunds_among_sales"}


def test_customers_that_number_the_orders_are_seen(tmp_path: Path) -> None:
    rows = [f"{n},2024-01-{n:02},c{n},m{n % 5}@x.example,9.00" for n in range(1, 26)]
    shop = export(tmp_path / "raw", "Order,Date,Customer ID,Email,Total", *rows)
    draft = propose(shop)
    assert "customer_never_repeats" in codes(told(shop, draft))
    other = told(shop, edited(shop, draft, "customer", "Email"))
    assert "customer_never_repeats" not in codes(other) and other.customers == 5


def test_what_the_rows_cannot_show_stays_silent(tmp_path: Path) -> None:
    # No total, no product, one row an order: nothing tells whether 9.00 is of one piece.
    rows = [f"{n},2024-01-{n:02},c,3,9.00" for n in range(1, 9)]
    shop = export(tmp_path / "raw", "Order,Date,Customer ID,Qty,Price", *rows)
    draft = edited(shop, propose(shop), "item_goods", "Price")
    found = {one.code: one.message for one in told(shop, draft).findings}
    # That it cannot be told is said.
    assert "nothing shows whether it is" in found["quantity_forgotten"]


# Of two products with one price each; 1 x 4.00 + 3 x 5.00 and 2 x 4.00 + 4 x 5.00 = 47.00.
PIECES = (
    "1,2024-01-03,a,{a},4.00",
    "1,2024-01-03,b,{b},5.00",
    "2,2024-01-04,a,{c},4.00",
    "2,2024-01-04,b,{d},5.00",
)


def pieces(tmp_path: Path, header: str, *, a: int = 1, b: int = 3, c: int = 2, d: int = 4) -> Path:
    folder = tmp_path / "raw"
    rows = [row.format(a=a, b=b, c=c, d=d) for row in PIECES]
    # Three orders are needed for what is seen in most of them.
    export(folder, header, *rows, *(row.replace("2,", "3,", 1) for row in rows[2:]))
    return folder


def remedies(found: Consequences) -> dict[str, str]:
    return {one.code: one.remedy for one in found.findings}


def test_the_advice_repeats_the_whole_product_in_the_headers_names(tmp_path: Path) -> None:
    shop = look(RunContext(), pieces(tmp_path, "Order,Date,What,Anz.,EP brutto"))
    draft = edited(shop, propose(shop), "goods", "Anz. * EP brutto")
    found = told(shop, edited(shop, draft, "order_fields", "first_row"))
    assert '--set "item_goods=Anz. * EP brutto"' in remedies(found)["goods_of_rows"]
    [warning] = [one for one in found.findings if one.code == "goods_of_rows"]
    assert "Anz. * EP brutto differs" in warning.message and warning.money is None
    right = told(shop, edited(shop, draft, "item_goods", "Anz. * EP brutto"))
    # 19.00 + 28.00 + 28.00.
    assert str(right.amounts.goods) == "75.00"


@pytest.mark.parametrize("quantity", ["Anz.", "Wie oft"])
def test_a_quantity_by_name_or_values_that_is_left_unused_is_told(
    quantity: str, tmp_path: Path
) -> None:
    shop = look(RunContext(), pieces(tmp_path, f"Order,Date,What,{quantity},EP brutto"))
    draft = edited(shop, propose(shop), "item_goods", "EP brutto")
    remedy = remedies(told(shop, draft))["quantity_forgotten"]
    assert f'--set "item_goods={quantity} * EP brutto"' in remedy
    used = told(shop, edited(shop, draft, "item_goods", f"{quantity} * EP brutto"))
    assert not codes(used) & {"quantity_forgotten", "quantity_twice"}


def test_money_of_which_nothing_tells_whether_it_is_of_a_piece_is_asked_for(
    tmp_path: Path,
) -> None:
    for name in ("Ware", "What"):
        # What a product costs at any quantity is multiplied, whatever products are called.
        shop = look(RunContext(), pieces(tmp_path, f"Order,Date,{name},Anz.,Betrag netto"))
        assert propose(shop).value("item_goods") == "anz * betrag_netto"
    file = tmp_path / "raw" / "shop.csv"
    rows = [line.split(",") for line in file.read_text(encoding="utf-8").splitlines()]
    without = [",".join((*row[:2], *row[3:])) for row in rows]
    file.write_text("\n".join((*without, "")), encoding="utf-8")
    assert [one.name for one in propose(look(RunContext(), tmp_path / "raw")).missing] == ["goods"]


def test_the_number_of_a_row_is_no_quantity(tmp_path: Path) -> None:
    shop = look(RunContext(), pieces(tmp_path, "Order,Date,What,Pos,EP brutto", b=2, c=1, d=2))
    draft = edited(shop, propose(shop), "item_goods", "EP brutto")
    assert "quantity_forgotten" not in codes(told(shop, draft))
