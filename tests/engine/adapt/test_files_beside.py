"""Exports of several files: orders with their payments and their customers, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.persons import write_persons
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import InputError
from tests.effort import exhaustive
from tests.engine.adapt.test_adapt import GOOD, SHOPIFY, export, messages, statement, values
from tests.shops import publish, read_csv

pytestmark = pytest.mark.long

TRANSACTIONS = "Order,Name,Kind,Gateway,Created At,Status,Amount,Currency,Card Type"
ORDERS = (
    SHOPIFY,
    "#1,a@x.example,,paid,USD,30.00,5.00,2.00,37.00,2024-01-03 10:00:00 -0500,1,,0.00,card + gift",
    "#2,b@x.example,,refunded,USD,20.00,0.00,1.00,21.00,2024-02-03 10:00:00 -0500,1,,21.00,card",
    "#3,c@x.example,,pending,USD,10.00,0.00,0.50,10.50,2024-02-04 10:00:00 -0500,1,,0.00,bank",
)
PAID = (
    "51,#1,sale,gift_card,2024-01-03 10:00:00 -0500,success,7.00,USD,",
    "51,#1,authorization,shopify_payments,2024-01-03 10:00:00 -0500,success,30.00,USD,visa",
    "51,#1,capture,shopify_payments,2024-01-04 10:00:00 -0500,success,30.00,USD,visa",
    "52,#2,sale,paypal,2024-02-03 10:00:00 -0500,failure,21.00,USD,",
    "52,#2,sale,paypal,2024-02-03 10:01:00 -0500,success,21.00,USD,",
)
REFUND = "52,#2,refund,paypal,2024-02-09 10:00:00 -0500,success,21.00,USD,"


def test_payments_are_those_of_the_transactions(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", *ORDERS, name="orders_export.csv")
    export(raw, TRANSACTIONS, *PAID, REFUND, name="transactions.csv")
    made = publish(raw, tmp_path / "out")
    assert values(made) == {"#1": "30.00", "#2": "20.00", "#3": "10.00"}
    orders = made.by("master_orders", "order_id")
    # #1 was paid with two gateways, most of it with the second; #3 is not yet paid.
    assert [orders[order]["payment_type"] for order in ("#1", "#2")] == [
        "shopify_payments",
        "paypal",
    ]
    assert statement(made, "source_payments") == {
        "became payments": ("58.00", 3),
        "left out as payments that are not completed": ("21.00", 1),
        "left out as refunds": ("21.00", 1),
        "left out as movements of money that are not sales": ("30.00", 1),
        "total": ("130.00", 6),
    }
    assert statement(made, "payments")["total"][0] == "58.00"
    assert all(one["holds"] for one in made.manifest["reconciliation"])
    assert not {"refunds_differ", "payments_differ_from_totals"} & made.codes
    net = publish(raw, tmp_path / "net", refunds="net")
    assert values(net) == {"#1": "30.00", "#2": "-1.00", "#3": "10.00"}


def test_a_refund_that_only_one_of_the_files_tells(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", *ORDERS, name="orders_export.csv")
    stray = REFUND.replace("#2", "#9").replace("21.00", "4.00")
    export(raw, TRANSACTIONS, *PAID, REFUND.replace("21.00", "6.00"), stray, name="t.csv")
    made = publish(raw, tmp_path / "out", refunds="net")
    # The orders' file says 21.00; the movement of the money decides.
    assert values(made)["#2"] == "14.00"
    assert "t.csv has -15.00 more" in messages(made, "refunds_differ")[0]
    assert messages(made, "refunds_without_order") == [
        "1 refund of t.csv (-4.00) names an order that the file does not hold."
    ]


def test_a_payment_in_two_files_counts_once(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", *ORDERS, name="orders_export.csv")
    # Two equal payments of one moment are two, in whichever file.
    export(raw, TRANSACTIONS, *PAID[:3], PAID[0], name="transactions_01.csv")
    export(raw, TRANSACTIONS, PAID[0], *PAID[3:], name="transactions_02.csv")
    made = publish(raw, tmp_path / "out")
    assert statement(made, "source_payments") == {
        "became payments": ("65.00", 4),
        "payments that are in another file as well": ("7.00", 1),
        "left out as payments that are not completed": ("21.00", 1),
        "left out as movements of money that are not sales": ("30.00", 1),
        "total": ("123.00", 7),
    }
    assert "payments_in_two_files" in made.codes
    # #1 was paid 44.00 for 37.00: 7.00 of 65.00.
    assert "differ by 7.00" in messages(made, "payments_differ_from_totals")[0]


def test_payments_without_their_order_and_in_another_currency_are_told(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", *ORDERS, name="orders_export.csv")
    export(raw, TRANSACTIONS, *PAID, PAID[0].replace("#1", "#7"), name="t.csv")
    made = publish(raw, tmp_path / "out")
    assert values(made) == {"#1": "30.00", "#2": "20.00", "#3": "10.00"}
    assert "order_missing_payments" in made.codes
    export(raw, TRANSACTIONS, *(row.replace("USD", "CAD") for row in PAID), name="t.csv")
    refused = r"t\.csv are in currencies \(Currency\) that the orders are not in: CAD"
    with pytest.raises(InputRefused, match=refused):
        publish(raw, tmp_path / "out")


@exhaustive
def test_payments_in_a_currency_that_was_not_chosen_are_left_out(tmp_path: Path) -> None:
    orders = [ORDERS[0], *ORDERS[1:], ORDERS[-1].replace("#3", "#4").replace("USD", "EUR")]
    raw = export(tmp_path / "raw", *orders, name="orders_export.csv")
    in_euro = [PAID[0].replace("#1", "#4").replace("USD", "EUR")]
    export(raw, TRANSACTIONS, *PAID, *in_euro, name="t.csv")
    with pytest.raises(InputRefused, match="several currencies"):
        publish(raw, tmp_path / "out")
    (raw / "crri.toml").write_text(
        f"""[[export]]
base = "shopify_orders"
columns = {[name.lower().replace(" ", "_") for name in ORDERS[0].split(",")]}
only_currencies = ["USD"]
""",
        encoding="utf-8",
    )
    made = publish(raw, tmp_path / "out")
    assert values(made) == {"#1": "30.00", "#2": "20.00", "#3": "10.00"}
    assert "order_missing_payments" not in made.codes


def test_a_transactions_export_alone_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", TRANSACTIONS, *PAID, name="transactions.csv")
    with pytest.raises(InputError, match="has no orders") as refused:
        publish(raw, tmp_path / "out")
    assert refused.value.code == "layout_incomplete"


# ---- Customers.


THREE = "order_id,customer_id,order_date,order_total,shipping,status"
THREE_ORDERS = (
    THREE,
    "1,7,2024-01-03,12.00,2.00,paid",
    "2,8.0,2024-01-04,20.00,0.00,paid",
    "3,9,2024-02-05,30.00,0.00,cancelled",
    "4,10,2024-02-06,40.00,0.00,paid",
    "5,,2024-02-07,50.00,0.00,paid",
)
THREE_CUSTOMERS = (
    "customer_id,email,state",
    "7,One@x.example,NA",
    "8,one@x.example ,SP",
    "9,c@x.example,RJ",
    "11,d@x.example,RJ",
)
THREE_PAYMENTS = ("order_id,method,amount", "1,card,12.00", "2,boleto,20.00", "4,card,40.00")


def three_tables(folder: Path) -> Path:
    raw = export(folder / "raw", *THREE_ORDERS, name="verkauf.csv")
    export(raw, *THREE_CUSTOMERS, name="leute.csv")
    return export(raw, *THREE_PAYMENTS, name="geld.csv")


def test_three_tables_with_names_of_their_own(tmp_path: Path) -> None:
    made = publish(three_tables(tmp_path), tmp_path / "out")
    assert values(made) == {"1": "10.00", "2": "20.00", "4": "40.00", "5": "50.00"}
    orders = made.by("master_orders", "order_id")
    # Customers 7 and 8 have one address; 10 has no row, 5 is a guest's.
    assert orders["1"]["customer_unique_id"] == orders["2"]["customer_unique_id"]
    assert orders["1"]["customer_unique_id"].startswith("p")
    assert orders["4"]["customer_unique_id"] == "10"
    assert orders["5"]["customer_unique_id"] == ""
    assert [orders[n]["customer_state"] for n in "1245"] == ["NA", "SP", "", ""]
    assert [orders[n]["payment_type"] for n in "124"] == ["card", "boleto", "card"]
    assert len(made["rfm_customers"]) == 2
    assert messages(made, "customers_not_in_file") == [
        "1 order has a customer (customer_id) who has no row in leute.csv."
    ]
    assert "identity_mixed" in made.codes
    assert {one["file"] for one in made.manifest["inputs"]} == {
        *("verkauf.csv", "leute.csv", "geld.csv")
    }


@exhaustive
def test_every_file_decides_whether_something_has_changed(tmp_path: Path) -> None:
    raw, target = three_tables(tmp_path), Target(tmp_path / "out", if_changed=True)

    def unchanged() -> bool:
        return run_and_publish(RunContext(), Request(raw), target).unchanged

    assert [unchanged(), unchanged()] == [False, True]
    export(raw, *THREE_CUSTOMERS[:2], name="leute.csv")
    assert not unchanged()
    export(raw, *THREE_PAYMENTS[:2], name="geld.csv")
    assert not unchanged()


def test_ids_stand_for_the_addresses_of_the_customers_file(tmp_path: Path) -> None:
    raw = three_tables(tmp_path)
    made = publish(raw, tmp_path / "out")
    write_persons(RunContext(), Request(raw), tmp_path / "who.csv")
    [told, plain] = sorted(read_csv(tmp_path / "who.csv"), key=lambda one: one["value"] == "10")
    published = made.by("master_orders", "order_id")["1"]["customer_unique_id"]
    assert told == {
        "customer_unique_id": published,
        "column": "email",
        "value": "one@x.example",
        "orders": "2",
    }
    assert (plain["customer_unique_id"], plain["column"]) == ("10", "customer_id")


def test_customers_of_another_shop_are_told(tmp_path: Path) -> None:
    raw = three_tables(tmp_path)
    export(
        raw, "customer_id,email,state", "70,z@x.example,SP", "70,y@x.example,SP", name="leute.csv"
    )
    made = publish(raw, tmp_path / "out")
    assert {"customers_differ", "customers_not_in_file"} <= made.codes
    assert "different shops" in messages(made, "customers_not_in_file")[0]
    assert {row["customer_unique_id"] for row in made["master_orders"]} == {"7", "8", "10", ""}


def test_a_customers_file_gives_the_state_that_the_orders_lack(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", *ORDERS, name="orders_export.csv")
    export(
        raw,
        "Customer ID,First Name,Email,Default Address Province Code,Phone,Total Spent,Total Orders",
        "1,A,A@x.example,TX,,1.00,1",
        "2,N,,NY,,1.00,1",
        name="customers_export.csv",
    )
    made = publish(raw, tmp_path / "out")
    states = {row["order_id"]: row["customer_state"] for row in made["master_orders"]}
    assert states == {"#1": "TX", "#2": "", "#3": ""}


def test_a_row_of_payments_that_cannot_be_read_is_rejected_with_its_line(tmp_path: Path) -> None:
    orders = [f"{n},c{n},2024-01-03,12.00,2.00,paid" for n in range(300)]
    raw = export(tmp_path / "raw", THREE, *orders, name="orders.csv")
    paid = [f"{n},card,12.00" for n in range(300)]
    export(raw, "order_id,method,amount", *paid, "7,card,", "8,card,x", name="money.csv")
    made = publish(raw, tmp_path / "out")
    rejects = read_csv(made.folder / "rejects.csv")
    assert sorted((r["file"], r["line"], r["column"]) for r in rejects) == [
        ("money.csv", "302", "amount"),
        ("money.csv", "303", "amount"),
    ]
    assert statement(made, "source_payments")["total"] == ("3600.00", 302)
    assert len(values(made)) == 300


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ('[payments]\ntitle = "p"', "payments.order: a text is needed"),
        (
            '[payments]\ntitle = "p"\nrecognise = ["a"]\norder = "a"\namount = "b"',
            "payments.recognise: it has to name b",
        ),
        (
            '[payments]\ntitle = "p"\nrecognise = ["a", "b"]\norder = "a"\namount = "b"\nx = 1',
            "payments.x: there is no such key",
        ),
        (
            '[customers]\ntitle = "c"\nrecognise = ["a"]\nkey = "b:id"\njoins = "who:id"',
            "customers.recognise: it has to name b",
        ),
        (
            '[customers]\ntitle = "c"\nrecognise = ["a"]\nkey = "a:nick"\njoins = "who:id"',
            "customers.customer: 'nick' is none of",
        ),
    ],
)
def test_a_section_that_is_wrong_is_refused_with_its_name(
    tmp_path: Path, section: str, says: str
) -> None:
    (tmp_path / "mine.toml").write_text(f"{GOOD}{section}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine\.toml describes no layout") as refused:
        layouts(tmp_path)
    assert says in str(refused.value)
