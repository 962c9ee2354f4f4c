"""What hands do to an export on its way: each slip is told, and no wrong sum is silent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.mapping.export import look
from crri_gui.engine.mapping.propose import propose
from crri_gui.engine.mapping.trial.consequences import consequences
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import examine_only
from crri_gui.errors import InputError
from tests.effort import exhaustive
from tests.engine.adapt.test_adapt import export, published, statement, values
from tests.shops import Published, publish

PAYPAL = (
    "Date,Time,Type,Status,Currency,Gross,From Email Address,Transaction ID,"
    "Reference Txn ID,Balance Impact"
)
SALES = [
    f"03/1{n}/2024,10:00:00,Express Checkout Payment,Completed,USD,{n}0.00,"
    f"a{n}@x.example,P{n},,Credit"
    for n in range(1, 6)
]
REFUND = "04/22/2024,10:00:00,Payment Refund,Completed,USD,-5.00,a2@x.example,R2,P2,Debit"
ITEMS = "Nº de pedido;Fecha;Correo electrónico;Producto;Cantidad;Precio unitario;Estado"


def item(order: int, product: str, price: str, status: str = "Enviado", who: str = "") -> str:
    buyer = who or f"a{order}@x.example"
    return f"{order};0{1 + order % 9}/02/2024;{buyer};{product};1;{price};{status}"


def told(made: Published, code: str) -> list[int]:
    return [one["count"] for one in made.manifest["findings"] if one["code"] == code]


def test_a_part_that_was_pasted_twice_is_left_out_where_rows_have_ids(tmp_path: Path) -> None:
    made = published(tmp_path, PAYPAL, *SALES, REFUND, SALES[1], REFUND, refunds="net")
    # P2 is worth 20.00, of which 5.00 went back once.
    assert values(made) == {
        "P1": "10.00",
        "P2": "15.00",
        "P3": "30.00",
        "P4": "40.00",
        "P5": "50.00",
    }
    assert told(made, "rows_repeated_left_out") == [2]
    assert statement(made, "source") == {
        "became orders": ("150.00", 5),
        "left out as refunds": ("-5.00", 1),
        "that repeat another row": ("15.00", 2),
        "total": ("160.00", 8),
    }


def test_orders_whose_every_row_is_there_twice_are_told(tmp_path: Path) -> None:
    orders = [
        item(n, product, price)
        for n in (1, 2, 3)
        for product, price in (("A", "5,00"), ("B", "7,00"))
    ]
    made = published(tmp_path, ITEMS, *orders, *orders[:4])
    # Nothing is taken away: 2 x 12.00 for the first two, and what was pasted is named.
    assert values(made) == {"1": "24.00", "2": "24.00", "3": "12.00"}
    assert told(made, "orders_doubled") == [2]
    [finding] = [one for one in made.manifest["findings"] if one["code"] == "orders_doubled"]
    assert finding["money"] == "24.00" and finding["examples"] == ["1", "2"]


@exhaustive
def test_one_item_twice_is_no_pasted_part(tmp_path: Path) -> None:
    rows = [item(1, "A", "5,00"), item(1, "A", "5,00"), item(2, "A", "5,00"), item(2, "B", "7,00")]
    made = published(tmp_path, ITEMS, *rows)
    assert not told(made, "orders_doubled") and told(made, "rows_repeated") == [1]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((item(1, "A", "5,00"), item(1, "B", "7,00", "Anulado")), "order_classes_differ"),
        (
            (item(1, "A", "5,00"), item(1, "B", "7,00", who="b@x.example")),
            "order_customers_differ",
        ),
        ((item(1, "A", "5,00"), item(1, "B", "7,00", "Pagado")), "order_fields_differ"),
    ],
    ids=["a canceled item", "another customer", "words of one class"],
)
def test_rows_of_an_order_that_differ_are_told(
    tmp_path: Path, rows: tuple[str, ...], code: str
) -> None:
    made = published(tmp_path, ITEMS, *rows, item(2, "A", "5,00"))
    codes = {"order_classes_differ", "order_customers_differ", "order_fields_differ"}
    assert made.codes & codes == {code}
    assert told(made, code) == [1]


LIST = "Pedido;Data;Cliente;Quantidade;Preço unitário;Estado;Status"


def of_list(order: int, state: str) -> str:
    return f"{order};0{order}/01/2024;c{order};1;10,00;{state};Pago"


def test_orders_whose_rows_name_two_states_are_told(tmp_path: Path) -> None:
    """Two of five orders; a blank and another case are no other state."""
    rows = [of_list(order, "SP") for order in range(1, 6)]
    rows += [of_list(2, "RJ"), of_list(4, "MG"), of_list(4, "RJ"), of_list(1, "sp")]
    made = published(tmp_path, LIST, *rows, of_list(3, ""))
    [finding] = [one for one in made.manifest["findings"] if one["code"] == "order_states_differ"]
    assert (finding["severity"], finding["count"]) == ("note", 2)
    assert finding["examples"] == ["2", "4"]
    assert (
        "2 orders of export.csv name different states; the first row decides"
        in (finding["message"])
    )
    states = {row["order_id"]: row["customer_state"] for row in made["master_orders"]}
    assert (states["2"], states["4"]) == ("SP", "SP")
    again = tmp_path / "again"
    again.mkdir()
    alike = published(again, LIST, *rows[:5], of_list(2, "SP"))
    assert not told(alike, "order_states_differ")


def test_orders_whose_rows_name_two_payment_types_are_told(tmp_path: Path) -> None:
    header = "Order ID,Order Date,Customer Email,Order Status,Total,Shipping,State,Payment Method"
    rows = [
        f"{order},2024-01-0{order},a{order}@x.example,paid,10.00,0.00,SP,{paid_by}"
        for order, paid_by in ((1, "card"), (1, "pix"), (2, "card"), (2, "Card"), (3, "pix"))
    ]
    made = published(tmp_path, header, *rows)
    assert told(made, "order_payment_types_differ") == [1]
    assert not told(made, "order_states_differ")


def test_what_stands_on_the_first_row_alone_differs_in_no_row(tmp_path: Path) -> None:
    header = (
        "Name,Email,Financial Status,Subtotal,Total,Created at,Lineitem quantity,Cancelled at,"
        "Shipping Province,Payment Method"
    )
    made = published(
        tmp_path,
        header,
        "#1,a@x.example,paid,30.00,30.00,2024-01-03 10:00:00 -0500,1,,NY,card",
        "#1,a@x.example,,,,2024-01-03 10:00:00 -0500,2,,,",
    )
    assert made["master_orders"][0]["customer_state"] == "NY"
    assert not made.codes & {"order_states_differ", "order_payment_types_differ"}


def test_a_price_that_lost_its_comma_and_a_total_among_the_orders_are_told(tmp_path: Path) -> None:
    rows = [item(n, "A", "5,00") for n in range(1, 61)]
    assert not told(published(tmp_path, ITEMS, *rows), "order_share")
    made = published(tmp_path, ITEMS, *rows[:-1], item(60, "A", "500"))
    assert told(made, "order_share") == [1]
    [finding] = [one for one in made.manifest["findings"] if one["code"] == "order_share"]
    # 500.00 of 59 x 5.00 + 500.00.
    told_so = "'60', is worth 500.00, 63% of what all 60 counted orders are worth"
    assert told_so in finding["message"]
    assert finding["share"] == 1 / 60


def test_a_status_column_that_was_deleted_is_told(tmp_path: Path) -> None:
    header = ITEMS.removesuffix(";Estado")
    raw = export(tmp_path, header, item(1, "A", "5,00").removesuffix(";Enviado"))
    report = examine_only(RunContext(), Request(raw))
    [finding] = [one for one in report.findings if one.code == "status_column_missing"]
    assert finding.severity == "warning" and "estado" in finding.message


def test_map_names_what_became_of_repeated_rows(tmp_path: Path) -> None:
    paypal = look(RunContext(), export(tmp_path / "paypal", PAYPAL, *SALES, REFUND, SALES[1]))
    told = consequences(RunContext(), paypal, propose(paypal)).left_out
    assert [(str(one.reason), one.rows, str(one.money)) for one in told] == [
        ("that repeat another row", 1, "20.00"),
        ("refunds", 1, "-5.00"),
    ]


SHOPIFY = (
    "Name,Email,Financial Status,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Cancelled at,Refunded Amount"
)


def of_shopify(order: int, who: str, day: str, price: str, refund: str = "0.00") -> str:
    return (
        f"#{order},{who}@x.example,paid,{price},0.00,0.00,{price},{day} 10:00:00 +0000,1,Lamp,"
        f"{price},,{refund}"
    )


YEARS = {
    "a shop's export": (
        SHOPIFY,
        [of_shopify(n, f"a{n}", f"2023-01-0{n}", "5.00") for n in (1, 2)],
        [of_shopify(n, f"b{n}", f"2024-01-0{n}", "5.00") for n in (1, 2)],
    ),
    "a list of items": (
        ITEMS,
        [item(n, "A", "5,00") for n in (1, 2)],
        [item(n, "B", "7,00", who=f"b{n}@x.example").replace("2024", "2025") for n in (1, 2)],
    ),
    "a list of orders": (
        "customer_id,order_id,date,amount",
        [f"a{n},{n},2023-01-0{n},5.00" for n in (1, 2)],
        [f"b{n},{n},2024-01-0{n},5.00" for n in (1, 2)],
    ),
}


@pytest.mark.parametrize("years", YEARS.values(), ids=YEARS)
def test_numbers_that_begin_anew_make_no_order_of_two(
    tmp_path: Path, years: tuple[str, list[str], list[str]]
) -> None:
    """Two orders of each year; one order of both would have the first year's day and customer."""
    header, first, second = years
    with pytest.raises(InputRefused) as refused:
        published(tmp_path, header, *first, *second)
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert (told.code, told.count) == ("order_numbers_again", 2)


def test_numbers_that_begin_anew_in_another_file_are_no_overlap(tmp_path: Path) -> None:
    header, first, second = YEARS["a shop's export"]
    raw = export(tmp_path / "raw", header, *first)
    (raw / "later.csv").write_text("\n".join([header, *second, ""]), encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out")
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    # Who removed the older file would lose a year.
    assert told.code == "orders_in_two_files_differ" and "older" not in str(told.remedy)


def test_an_order_that_was_pasted_again_with_its_refund_is_refused(tmp_path: Path) -> None:
    """The first row alone would say that nothing was given back."""
    rows = [of_shopify(n, f"a{n}", f"2023-01-0{n}", "5.00") for n in (1, 2)]
    later = of_shopify(2, "a2", "2023-01-02", "5.00", refund="5.00")
    with pytest.raises(InputRefused) as refused:
        published(tmp_path, SHOPIFY, *rows, later, refunds="net")
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert (told.code, told.count) == ("order_amounts_differ", 1)


def test_headers_within_a_file_are_no_rows(tmp_path: Path) -> None:
    """Two exports below each other, the second with a mark of its encoding before its header."""
    rows = [item(n, "A", "5,00") for n in (1, 2, 3)]
    made = published(tmp_path, ITEMS, *rows[:2], f"\ufeff{ITEMS}", rows[2])
    assert values(made) == {"1": "5.00", "2": "5.00", "3": "5.00"} and not made["rejects"]
    assert told(made, "header_within") == [1]


def test_a_header_in_another_order_within_a_file_is_refused(tmp_path: Path) -> None:
    """Below it stand orders where customers were; both are numbers."""
    header = "customer_id,order_id,date,amount"
    rows = ["7,1,2024-01-03,5.00", "8,2,2024-01-04,5.00"]
    with pytest.raises(InputRefused) as refused:
        published(
            tmp_path, header, *rows, "order_id,date,customer_id,amount", "3,2024-01-05,9,5.00"
        )
    # The row below it, whose date is a customer, is no error of its own.
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert told.code == "header_within" and "Line 4 of export.csv" in str(told.message)


OTHERS = {
    "one column more": ("\n", "customer_id,order_id,date,amount,note", "9,3,2024-01-05,5.00,x"),
    "another delimiter": ("\n", "customer_id;order_id;date;amount", "9;3;2024-01-05;5.00"),
    "no line end before it": ("", "customer_id,order_id,date,amount", "9,3,2024-01-05,5.00"),
}


@pytest.mark.parametrize("below", OTHERS.values(), ids=OTHERS)
def test_a_header_of_another_export_below_is_the_cause(
    tmp_path: Path, below: tuple[str, str, str]
) -> None:
    end, other, row = below
    header = "customer_id,order_id,date,amount"
    rows = ["7,1,2024-01-03,5.00", f"8,2,2024-01-04,5.00{end}{other}", row, row]
    with pytest.raises(InputRefused) as refused:
        published(tmp_path, header, *rows)
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert told.code == "header_within"
    assert f"Line {4 if end else 3} of export.csv" in str(told.message)


def test_refunds_that_are_tied_to_no_order_are_no_orders(tmp_path: Path) -> None:
    """Three of 5.00: two came back in rows of their own, one has its refund in a column."""
    rows = [of_shopify(n, f"a{n}", f"2023-01-0{n}", "5.00") for n in (1, 2, 3)]
    rows[0] = of_shopify(1, "a1", "2023-01-01", "5.00", refund="6.00")
    below = [of_shopify(n + 10, f"a{n}", f"2023-02-1{n}", "-5.00") for n in (2, 3)]
    made = published(tmp_path, SHOPIFY, *rows, *below, refunds="net")
    assert values(made) == {"#1": "-1.00", "#2": "5.00", "#3": "5.00"}
    assert [row["order_month"] for row in made["monthly_revenue"]] == ["2023-01"]
    assert {row["frequency"] for row in made["rfm_customers"]} == {"1"}
    assert statement(made, "source") == {
        "became orders": ("15.00", 3),
        "refunds that are tied to no order": ("-10.00", 2),
        "total": ("5.00", 5),
    }
    [finding] = [one for one in made.manifest["findings"] if one["code"] == "refunds_unlinked"]
    assert (finding["count"], finding["money"], finding["examples"]) == (
        *(2, "-10.00"),
        ["#12", "#13"],
    )
    assert not made.codes & {"orders_negative", "negative_amount"}


def test_items_given_back_within_an_order_are_of_that_order(tmp_path: Path) -> None:
    """A part of order 1 came back; order 3 is nothing but what came back of another one."""
    back = item(1, "B", "-3,00"), item(3, "C", "-4,00", "Reembolsado")
    made = published(tmp_path, ITEMS, item(1, "A", "5,00"), item(2, "A", "5,00"), *back)
    assert values(made) == {"1": "2.00", "2": "5.00"}
    assert told(made, "refunds_unlinked") == [1]
    assert statement(made, "source") == {
        "became orders": ("7.00", 3),
        "refunds that are tied to no order": ("-4.00", 1),
        "total": ("3.00", 4),
    }


def test_a_file_that_names_no_currency_beside_one_that_does_is_told(tmp_path: Path) -> None:
    header = "customer_id,order_id,date,amount"
    raw = export(tmp_path / "raw", header, "7,1,2024-01-03,€5.00", "8,2,2024-01-04,€5.00")
    (raw / "later.csv").write_text(f"{header}\n9,3,2024-02-04,5.00\n", encoding="utf-8")
    made = publish(raw, tmp_path / "out")
    [finding] = [one for one in made.manifest["findings"] if one["code"] == "currency_partly"]
    assert (finding["file"], finding["count"]) == ("later.csv", 1)
    assert "of amount name the currency EUR in export.csv" in finding["message"]


def test_a_column_that_only_another_file_has_is_told(tmp_path: Path) -> None:
    """Net revenue of the first file would be its gross revenue without a word."""
    header, row = (
        ",".join(text.split(",")[:-1])
        for text in (SHOPIFY, of_shopify(1, "a1", "2023-01-01", "5.00"))
    )
    raw = export(tmp_path / "raw", header, row)
    later = of_shopify(2, "a2", "2023-02-01", "5.00", refund="1.00")
    (raw / "later.csv").write_text(f"{SHOPIFY}\n{later}\n", encoding="utf-8")
    made = publish(raw, tmp_path / "out", refunds="net")
    assert values(made) == {"#1": "5.00", "#2": "4.00"}
    [finding] = [
        one for one in made.manifest["findings"] if one["code"] == "columns_in_another_file"
    ]
    assert (finding["file"], finding["column"], finding["count"]) == (
        *("export.csv", "Refunded Amount"),
        1,
    )


def test_lines_of_totals_among_the_orders_are_refused(tmp_path: Path) -> None:
    """With a day and a number they look like orders; each would double its month, or all."""
    header = "customer_id,order_id,date,amount"
    rows = [f"c{n},{n},2024-{1 + n // 6:02d}-1{n % 6},{n}.50" for n in range(24)]
    sums = [sum(n + 0.5 for n in range(6 * m, 6 * m + 6)) for m in range(4)]
    months = [f"Sum,Sum {m},2024-{m + 1:02d}-28,{sums[m]:.2f}" for m in range(4)]
    for name, totals, count in (
        ("all", [f"Sum,Sum,2024-04-30,{sum(sums):.2f}"], 1),
        ("m", months, 4),
    ):
        folder = tmp_path / name
        folder.mkdir()
        with pytest.raises(InputRefused) as refused:
            published(folder, header, *rows, *totals)
        [told] = [one for one in refused.value.findings if one.severity == "error"]
        assert (told.code, told.count, told.money) == ("totals_among_orders", count, Decimal(288))


def test_the_mark_of_dos_for_the_end_of_a_file_is_no_row(tmp_path: Path) -> None:
    header = "customer_id,order_id,date,amount"
    raw = export(tmp_path / "raw", header, "7,1,2024-01-03,5.00")
    with (raw / "export.csv").open("a", encoding="ascii") as file:
        file.write("\x1a")
    made = publish(raw, tmp_path / "out")
    assert values(made) == {"1": "5.00"} and not made["rejects"]


def test_an_order_may_be_worth_what_the_others_of_some_months_are(tmp_path: Path) -> None:
    """All goods cost 10: three bought one, one bought three; in other months nobody did."""
    most = (30, 20, 30, 20, 30, 20)
    rows = [
        f"c{month}{n},{month}{n},2024-{month:02d}-1{n},{most[month - 1] if n == 3 else 10}.00"
        for month in range(1, 7)
        for n in range(4)
    ]
    found = published(tmp_path, "customer_id,order_id,date,amount", *rows).manifest["findings"]
    assert "totals_among_orders" not in [one["code"] for one in found]


def test_a_text_that_a_quotation_mark_made_too_long_is_the_cause(tmp_path: Path) -> None:
    """Three million letters of a state could not be read back once they were written."""
    rows = [of_list(order, "SP") for order in range(1, 6)]
    rows[2] = of_list(3, '"' + "x" * 3_000_000 + '"')
    with pytest.raises(InputError) as refused:
        published(tmp_path, LIST, *rows)
    assert (refused.value.code, refused.value.line) == ("text_too_long", 4)
    assert "1 value of Estado is longer than 10,000 letters" in refused.value.what


@pytest.mark.parametrize("second", ["Kunde;Tag;Wer;Stück;Preis;Land;Stand", ";;;;BRL;;"])
def test_a_second_line_of_the_header_is_no_row(tmp_path: Path, second: str) -> None:
    """Titles in another language, or units, below the names of the columns."""
    rows = [of_list(order, "SP") for order in range(1, 4)]
    made = published(tmp_path, LIST, second, *rows)
    assert values(made) == {"1": "10.00", "2": "10.00", "3": "10.00"}
    assert not made.codes & {"rejected_rows", "records_lost"}
    [told] = [one for one in made.manifest["findings"] if one["code"] == "header_within"]
    assert told["severity"] == "note" and "Line 2 of export.csv" in told["message"]


def test_a_first_row_without_a_digit_that_is_blank_is_refused(tmp_path: Path) -> None:
    """A total without its amounts: nothing in it says that it is a header."""
    rows = [of_list(order, "SP") for order in range(1, 4)]
    with pytest.raises(InputRefused) as refused:
        published(tmp_path, LIST, "Sum;;Ana;;;SP;Pago", *rows)
    assert "rejected_rows" in {one.code for one in refused.value.findings}


def test_a_file_with_as_many_rows_as_a_sheet_holds_is_told(tmp_path: Path) -> None:
    """65,535 rows and the header fill a sheet of Excel until 2003."""
    rows = [f"{n % 9},{n},2024-01-03,1.50" for n in range(65_535)]
    raw = export(tmp_path, "customer_id,order_id,date,amount", *rows)
    found = examine_only(RunContext(), Request(raw)).findings
    assert [one.count for one in found if one.code == "rows_cut_off"] == [65_536]


def test_a_few_amounts_that_may_be_thousands_are_told(tmp_path: Path) -> None:
    """1.051 among amounts with cents is read as 1.05, and may be 1051: 1049.949 more."""
    header = "customer_id,order_id,date,amount"
    rows = [f"c{n},{n},2024-01-03,{n}.50" for n in range(60)]
    found = published(tmp_path, header, *rows, "c,99,2024-01-03,1.051").manifest["findings"]
    [told] = [one for one in found if one["code"] == "amounts_may_be_thousands"]
    assert (told["severity"], told["count"], told["examples"]) == ("warning", 1, ["1.051"])
    assert "would be worth 1,049.95 more" in told["message"]
    finer = export(tmp_path / "finer", header, *rows, "c,99,2024-01-03,1.051")
    with (finer / "export.csv").open("a", encoding="utf-8") as file:
        file.write("d,100,2024-01-03,0.335\n")
    codes = {one.code for one in examine_only(RunContext(), Request(finer)).findings}
    assert "amounts_may_be_thousands" not in codes
