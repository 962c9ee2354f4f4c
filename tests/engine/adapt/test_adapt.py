"""Small exports written by hand, with the arithmetic: what becomes of every row and cent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.money import amount
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.report import InputRefused
from crri_gui.errors import InputError, OutputError
from crri_gui.powerbi.project.placement import write_project
from tests.effort import exhaustive
from tests.shops import Published, publish, read_csv

pytestmark = pytest.mark.long

PLAIN = "Order ID,Order Date,Customer Email,Order Status,Total,Shipping,Currency"
SHOPIFY = (
    "Name,Email,Phone,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Cancelled at,Refunded Amount,Payment Method"
)
UCI = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"
PAYPAL = (
    "Date,Time,Type,Status,Currency,Gross,From Email Address,Transaction ID,Reference Txn ID,"
    "Balance Impact"
)


def export(folder: Path, *lines: str, name: str = "export.csv") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("\n".join((*lines, "")), encoding="utf-8")
    return folder


def published(folder: Path, *lines: str, **options: Any) -> Published:
    return publish(export(folder / "raw", *lines), folder / "out", **options)


def values(made: Published) -> dict[str, str]:
    return {row["order_id"]: row["order_value"] for row in made["master_orders"]}


def statement(made: Published, code: str) -> dict[str, tuple[str, int]]:
    [found] = [one for one in made.manifest["reconciliation"] if one["code"] == code]
    lines = {line["label"]: (line["amount"], line["count"]) for line in found["lines"]}
    return {**lines, "total": (found["total"]["amount"], found["total"]["count"])}


def messages(made: Published, code: str) -> list[str]:
    return [one["message"] for one in made.manifest["findings"] if one["code"] == code]


def test_order_fields_stand_on_the_first_row(tmp_path: Path) -> None:
    made = published(
        tmp_path,
        SHOPIFY,
        "#1,A@x.example,,paid,USD,30.00,5.00,2.00,37.00,2024-01-03 10:00:00 -0500,1,,0.00,card",
        "#1,A@x.example,,,,,,,,2024-01-03 10:00:00 -0500,2,,,",
        "#2,a@x.example ,,partially_refunded,USD,20.00,0.00,1.00,21.00,"
        "2024-02-03 10:00:00 -0500,1,,8.00,gift",
        "#3,,+1 (555) 01,pending,USD,10.00,0.00,0.50,10.50,2024-02-04 10:00:00 -0500,1,,0.00,card",
        "#4,b@x.example,,refunded,USD,40.00,0.00,2.00,42.00,2024-02-05 10:00:00 -0500,1,"
        "2024-02-06 10:00:00 -0500,42.00,card",
        "#5,,,paid,USD,7.00,0.00,0.00,7.00,2024-02-06 10:00:00 -0500,1,,0.00,card",
    )
    # #4 looks refunded and is cancelled. #1 and #2 are one customer, #5 is a guest.
    assert values(made) == {"#1": "30.00", "#2": "20.00", "#3": "10.00", "#5": "7.00"}
    by_order = made.by("master_orders", "order_id")
    assert by_order["#1"]["customer_unique_id"] == by_order["#2"]["customer_unique_id"]
    assert by_order["#5"]["customer_unique_id"] == by_order["#5"]["is_repeat_customer"] == ""
    assert [by_order[order]["payment_type"] for order in ("#1", "#2")] == ["card", "gift"]
    months = made.by("monthly_revenue", "order_month")
    assert [months["2024-02"][name] for name in ("revenue", "orders", "customers")] == [
        *("37.00", "3", "2")
    ]
    assert {row["monetary"] for row in made["rfm_customers"]} == {"50.00", "10.00"}
    assert statement(made, "source") == {"became orders": ("107.00", 6), "total": ("107.00", 6)}
    assert statement(made, "prices")["left out by status: Cancelled at"] == ("40.00", 1)
    assert statement(made, "outputs_rfm_customers")["orders of guests"] == ("7.00", 1)
    assert messages(made, "guests") == ["1 order is of guests: nothing tells who placed it."]
    assert {"identity_mixed", "layout_recognised", "layout_totals"} <= made.codes


def test_a_refund_is_taken_off_its_order(tmp_path: Path) -> None:
    lines = (
        PAYPAL,
        '03/01/2024,10:00:00,Express Checkout Payment,Completed,EUR,"20,00",a@x.example,T1,,Credit',
        '20/01/2024,11:00:00,Express Checkout Payment,Completed,EUR,"30,50",b@x.example,T2,,Credit',
        '20/01/2024,12:00:00,Express Checkout Payment,Pending,EUR,"9,00",c@x.example,T3,,Credit',
        '02/02/2024,09:00:00,Payment Refund,Completed,EUR,"-5,25",shop@x.example,R1,T1,Debit',
        '02/02/2024,09:00:00,Payment Refund,Completed,EUR,"-4,00",shop@x.example,R2,T0,Debit',
        '03/02/2024,09:00:00,General Withdrawal,Completed,EUR,"-40,00",,W1,,Debit',
    )
    gross = published(tmp_path, *lines)
    assert values(gross) == {"T1": "20.00", "T2": "30.50"}
    assert statement(gross, "source") == {
        "became orders": ("50.50", 2),
        "left out as payments that are not completed": ("9.00", 1),
        "left out as refunds": ("-9.25", 2),
        "left out as movements of money that are not sales": ("-40.00", 1),
        "total": ("10.25", 6),
    }
    assert messages(gross, "refunds_without_order") == [
        "1 refund of export.csv (-4.00) names an order that the file does not hold."
    ]
    net = publish(tmp_path / "raw", tmp_path / "net", refunds="net")
    # In the order's month, not in that of the refund.
    assert values(net) == {"T1": "14.75", "T2": "30.50"}
    assert net.by("monthly_revenue", "order_month")["2024-01"]["revenue"] == "45.25"


def test_lines_are_multiplied_before_they_are_rounded(tmp_path: Path) -> None:
    made = published(
        tmp_path,
        UCI,
        "1,a,x,3,2010-01-05 10:00:00,0.335,7,France",
        "1,a,x,3,2010-01-05 10:00:00,0.335,7,France",
        "2,b,y,-2,2010-01-06 10:00:00,1.00,7.0,France",
        "6,d,kg,1.5,2010-01-06 11:00:00,2.25,8,France",
        "C3,b,y,-1,2010-01-07 10:00:00,1.00,7,France",
        "A4,b,debt,1,2010-01-08 10:00:00,-500.00,,France",
        "5,c,z,2,2010-02-08 10:00:00,4.00,,NA",
    )
    # 3 x 0.335 = 1.005, half up 1.01, twice: a repeated line is another line. 1.5 x 2.25 = 3.375.
    assert values(made) == {"1": "2.02", "5": "8.00", "6": "3.38"}
    assert statement(made, "source") == {
        "became orders": ("13.40", 4),
        "refunds that are tied to no order": ("-2.00", 1),
        "left out as cancellations": ("-1.00", 1),
        "left out as adjustments of the books": ("-500.00", 1),
        "total": ("-489.60", 7),
    }
    assert {row["customer_unique_id"] for row in made["master_orders"]} == {"7", "8", ""}
    assert made.by("master_orders", "order_id")["5"]["customer_state"] == "NA"


@pytest.mark.parametrize(
    ("choice", "customers", "revenue", "orders"),
    [("apart", 1, "35.00", "3"), ("each", 3, "35.00", "3"), ("left_out", 1, "10.00", "1")],
)
def test_what_becomes_of_guests(
    tmp_path: Path, choice: str, customers: int, revenue: str, orders: str
) -> None:
    made = published(
        tmp_path,
        PLAIN,
        "1,2024-01-03,a@x.example,completed,10.00,0.00,EUR",
        "2,2024-01-04,,completed,12.00,0.00,EUR",
        "3,2024-01-04,nobody,completed,13.00,0.00,EUR",
        guests=choice,
    )
    [month] = made["monthly_revenue"]
    assert [month["revenue"], month["orders"]] == [revenue, orders]
    assert int(month["customers"]) == len(made["rfm_customers"]) == customers
    left_out = statement(made, "prices").get("orders of guests")
    assert left_out == (("25.00", 2) if choice == "left_out" else None)


@pytest.mark.parametrize(
    ("statuses", "counted"),
    [
        ("except_canceled", "1 2 3 5"),
        ("all", "1 2 3 4 5"),
        ("delivered", "1"),
        (("open",), "2"),
        (("sale", "refunded"), "1 3"),
    ],
)
def test_statuses_count_by_their_class(tmp_path: Path, statuses: Any, counted: str) -> None:
    made = published(
        tmp_path,
        PLAIN,
        "1,2024-01-03,a@x.example,Completed,10.00,0.00,EUR",
        "2,2024-01-04,b@x.example,pending,12.00,0.00,EUR",
        "3,2024-01-04,c@x.example,refunded,13.00,0.00,EUR",
        "4,2024-01-04,d@x.example,Failed,14.00,0.00,EUR",
        "5,2024-01-04,e@x.example,lost in space,15.00,0.00,EUR",
        statuses=statuses,
    )
    assert " ".join(sorted(values(made))) == counted
    unknown = messages(made, "status_unknown")
    assert len(unknown) == 1 and "'lost in space'" in unknown[0]


@exhaustive
def test_an_order_in_two_files_counts_once_or_is_refused(tmp_path: Path) -> None:
    first = "1,2024-01-03,a@x.example,completed,10.00,0.00,EUR"
    second = "2,2024-02-04,b@x.example,completed,12.00,2.00,EUR"
    raw = export(tmp_path / "raw", PLAIN, first, second, name="january.csv")
    export(raw, PLAIN, second, second.replace("2,", "3,", 1), name="february.csv")
    made = publish(raw, tmp_path / "out")
    assert values(made) == {"1": "10.00", "2": "10.00", "3": "10.00"}
    assert statement(made, "source") == {
        "became orders": ("30.00", 3),
        "of orders that are in another file as well": ("10.00", 1),
        "total": ("40.00", 4),
    }
    assert messages(made, "orders_in_two_files") == [
        "1 order is in two files (february.csv and january.csv) with rows that agree in all that "
        "is read; it counts once."
    ]
    export(raw, PLAIN, second.replace("12.00", "13.00"), name="february.csv")
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out")
    assert [one.code for one in refused.value.findings if one.severity == "error"] == [
        "orders_in_two_files_differ"
    ]


def test_a_row_that_cannot_be_used_has_its_line_and_the_files_own_column(tmp_path: Path) -> None:
    good = [f"{n},2024-01-03,c{n}@x.example,completed,10.00,1.00,EUR" for n in range(300)]
    made = published(
        tmp_path,
        PLAIN,
        *good[:4],
        "a,never,z@x.example,completed,10.00,1.00,EUR",
        *good[4:],
        "b,2024-01-03,z@x.example,completed,,1.00,EUR",
        ",2024-01-03,z@x.example,completed,10.00,1.00,EUR",
    )
    rejects = read_csv(made.folder / "rejects.csv")
    assert [(row["line"], row["column"]) for row in rejects] == [
        *(("6", "Order Date"), ("304", "Order ID"), ("303", "Total"))
    ]
    # 300 x (10 - 1); the same of the row without a date and of that without an order. Nobody
    # knows what the row without a total is worth.
    assert statement(made, "source") == {
        "became orders": ("2700.00", 300),
        "rejected rows": ("18.00", 2),
        "rejected rows, amount unknown": (None, 1),
        "total": ("2718.00", 303),
    }
    assert len(made["master_orders"]) == 300
    assert len(values(made)) == 300


def test_words_of_the_lines_below_a_table_hide_no_row(tmp_path: Path) -> None:
    header = "Order Number,Buyer Username,Item Number,Quantity,Sold For,Sale Date"
    row = "24-{0},user{0},335,1,$10.00,Jan-0{0}-24"
    raw = export(
        tmp_path / "raw",
        *(header, row.format(1), "24-2,user2,335,1,ask seller id 7,Jan-02-24", row.format(3)),
        *("", "3,record(s) downloaded,from Jan-01-24 to Jan-03-24", "Seller ID : somebody"),
    )
    limits = {"max_rejected_rows": 0.5, "max_rejected_money": 0.9}
    made = publish(raw, tmp_path / "out", limits)
    assert values(made) == {"24-1": "10.00", "24-3": "10.00"}
    [reject] = made["rejects"]
    assert (reject["line"], reject["column"]) == ("3", "Sold For")


def test_rows_of_an_order_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        published(
            tmp_path,
            "customer_id,order_id,date,amount",
            "7,1,2024-01-03,10.00",
            "7,1,2024-01-03,12.00",
        )
    assert refused.value.findings[0].code == "order_amounts_differ"


def test_a_unit_price_taken_for_a_line_is_seen_in_the_totals(tmp_path: Path) -> None:
    header = (
        "Order Number,Buyer Username,Item Number,Quantity,Sold For,Sale Date,"
        "Shipping And Handling,Total Price"
    )
    # Sold For is the price of the line here, which is not what eBay writes.
    made = published(tmp_path, header, "1,u1,i1,3,30.00,2024-01-03,5.00,35.00")
    assert values(made) == {"1": "90.00"}
    [said] = messages(made, "order_totals_differ")
    assert "they differ by -60.00" in said or "differ by -60.00" in said


def test_ids_of_persons_are_pseudonyms_that_stay(tmp_path: Path) -> None:
    line = "1,2024-01-03,Somebody@x.example,completed,10.00,0.00,EUR"
    raw = export(tmp_path / "raw", PLAIN, line)
    first, again = publish(raw, tmp_path / "out"), publish(raw, tmp_path / "again")
    [row] = first["master_orders"]
    assert row["customer_unique_id"].startswith("p") and "@" not in row["customer_unique_id"]
    assert first.bytes() == again.bytes()
    # Another key, other ids; a damaged one is refused.
    (raw / "crri.key").write_text("f" * 64)
    [other] = publish(raw, tmp_path / "other")["master_orders"]
    assert other["customer_unique_id"] != row["customer_unique_id"]
    (raw / "crri.key").write_text("")
    with pytest.raises(OutputError) as refused:
        publish(raw, tmp_path / "again")
    assert refused.value.code == "key_damaged"


def test_a_list_in_portuguese(tmp_path: Path) -> None:
    made = published(
        tmp_path,
        "Pedido;Data;Cliente;Quantidade;Preço unitário;Estado;Status",
        "1;03/01/2024;Ana Quill;3;10,50;SP;Pago",
        "1;03/01/2024;Ana Quill;1;2,00;SP;Pago",
        "2;14/02/2024;c7;2;5,00;RJ;Pendente",
        "3;15/02/2024;c7;2;5,00;RJ;Cancelado",
    )
    # 3 x 10.50 + 2.00, and 2 x 5.00; what has a blank is a name, and no id.
    assert values(made) == {"1": "33.50", "2": "10.00"}
    ids = [row["customer_unique_id"] for row in made["master_orders"]]
    assert ids[1] == "c7" and len(ids[0]) == 25
    assert [row["customer_state"] for row in made["master_orders"]] == ["SP", "RJ"]


def of_february(made: Published) -> tuple[str, ...]:
    row = made.by("monthly_revenue", "order_month")["2024-02"]
    customers = len(made["rfm_customers"])
    return (row["orders"], row["revenue"], row["customers"], str(customers))


@pytest.mark.parametrize(
    ("options", "february"),
    [
        ({}, ("4", "35.00", "3", "3")),
        ({"refunds": "net"}, ("4", "27.00", "3", "3")),
        ({"guests": "each"}, ("4", "35.00", "4", "4")),
        ({"guests": "left_out"}, ("3", "25.00", "3", "3")),
        ({"statuses": ("sale",)}, ("3", "30.00", "2", "2")),
        ({"statuses": "all"}, ("5", "75.00", "4", "4")),
        ({"order_value": "items_freight"}, ("4", "36.00", "3", "3")),
    ],
)
def test_what_the_options_of_exports_do(
    tmp_path: Path, options: dict[str, Any], february: tuple[str, ...]
) -> None:
    """The example of the guide, in numbers.md."""
    made = published(
        tmp_path,
        SHOPIFY,
        "#1,a@x.example,,paid,USD,30.00,0.00,0.00,30.00,2024-01-03,1,,0.00,card",
        "#2,a@x.example,,partially_refunded,USD,20.00,1.00,0.00,21.00,2024-02-03,1,,8.00,card",
        "#3,,,paid,USD,10.00,0.00,0.00,10.00,2024-02-04,1,,0.00,card",
        "#4,b@x.example,,paid,USD,0.00,0.00,0.00,0.00,2024-02-05,1,,0.00,card",
        "#5,c@x.example,,pending,USD,5.00,0.00,0.00,5.00,2024-02-06,1,,0.00,card",
        "#6,d@x.example,,voided,USD,40.00,0.00,0.00,40.00,2024-02-20,1,,0.00,card",
        **options,
    )
    assert of_february(made) == february


def test_findings_speak_of_the_columns_of_the_file(tmp_path: Path) -> None:
    made = published(
        tmp_path,
        SHOPIFY,
        *(
            f"#{n},a{n}@x.example,,paid,USD,30.00,0.00,1.00,31.00,2024-01-{n:02},1,,0.00,Card"
            for n in range(1, 29)
        ),
        "#30,a@x.example,,lost,USD,-3.00,0.00,0.00,-3.00,2024-02-03,1,,0.00,card",
        "#31,b@x.example,,lost,USD,5.00,-1.00,0.00,4.00,2024-02-03,1,,0.00,card",
    )
    assert messages(made, "status_unknown") == [
        "1 order has the Financial Status 'lost', which CRRI does not know of this layout; it is "
        "counted."
    ]
    assert messages(made, "negative_amount")[0] == (
        "1 row of export.csv has a negative Shipping; it counts as it is."
    )
    assert "writes Payment Method in a different case" in messages(made, "text_case_unified")[0]
    said = json.dumps([made.manifest["findings"], made.manifest["reconciliation"][:5]])
    for word in ("order_items", "order_status", "order_payments", "crri_c", "source.", "raw file"):
        assert word not in said, word
    # 28 x 30.00 + 5.00, and a tax of 1.00 on 28 orders.
    assert statement(made, "prices")["total"] == ("845.00", 29)
    assert statement(made, "payments")["Taxes of all orders"] == ("28.00", 0)
    assert statement(made, "payments")["0 orders where the two differ"] == ("0.00", 0)
    titles = [one["title"] for one in made.manifest["reconciliation"]]
    assert titles[1:3] == [
        "Subtotal: the export against counted orders",
        "Shipping: the export against counted orders",
    ]


def test_exports_in_two_layouts_are_refused(tmp_path: Path) -> None:
    raw = export(tmp_path / "raw", PLAIN, "1,2024-01-03,a@x.example,completed,1.00,0.00,EUR")
    export(raw, UCI, "1,a,x,3,2010-01-05 10:00:00,0.335,7,France", name="other.csv")
    with pytest.raises(InputError) as refused:
        publish(raw, tmp_path / "out")
    assert refused.value.code == "several_layouts"


# ---- The files that describe layouts.


GOOD = """
title = "A list"
recognise = ["no", "day", "sum"]
order = "no"
time = "day"
customer = ["who:id"]
goods = "sum"
"""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("title", "tittle"), "title: a text is needed"),
        (('"sum"]', '"amount"]'), "recognise: it has to name sum"),
        (("who:id", "who:nick"), "customer: 'nick' is none of id, email, phone, document, name"),
        (('goods = "sum"', 'goods = "sum +"'), "goods: 'sum +' is no amount"),
        (('goods = "sum"', ""), "goods: either goods or item_goods"),
        (('goods = "sum"', 'goods = "sum"\ncolour = "red"'), "colour: there is no such key"),
        (('goods = "sum"', 'goods = "sum"\npayment_type = "how"'), "payment_type: it needs paid"),
        (('goods = "sum"', 'goods = "sum"\nstate = "sum"'), "cannot be an amount and a text"),
        (
            ('goods = "sum"', 'goods = "sum"\n[[status]]\ncolumn = "s"\nlost = ["x"]'),
            "status: 'lost' is none of sale, open, returned, void",
        ),
        (
            ('goods = "sum"', 'goods = "sum"\n[[leave_out]]\ncolumn = "s"\nreason = "refunds"'),
            "leave_out: one of equals, starts and other_than",
        ),
    ],
)
def test_a_layout_that_is_wrong_is_refused_with_file_and_key(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=r"mine\.toml describes no layout") as refused:
        layouts(tmp_path)
    assert says in str(refused.value)


def test_a_layout_is_found_by_listing_its_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    [made] = layouts(tmp_path)
    assert made.name == "mine"
    assert made.kinds == {"no": "key", "day": "time", "who": "text", "sum": "money"}


def test_an_amount_is_a_sum_of_products() -> None:
    made = amount("quantity * price - discount")
    assert made.columns == ("quantity", "price", "discount")
    assert made.sql(str.upper) == (
        "CAST(round(QUANTITY * PRICE, 2) - coalesce(DISCOUNT, 0) AS DECIMAL(18, 4))"
    )


def test_an_export_without_customers_can_be_presented(tmp_path: Path) -> None:
    made = published(tmp_path, UCI, "1,a,x,3,2010-01-05 10:00:00,2.00,,France")
    assert made["rfm_customers"] == made["cohort_retention"] == []
    write_project(RunContext(), made.folder, command="test")
    text = (made.folder / "PRESENTATION.md").read_text(encoding="utf-8")
    assert "the shop took 6.00 with 1 order: 6.00 an order" in text
