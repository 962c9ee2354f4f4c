"""What tells the customers of an export: shortened numbers, e-mails, cells that rows share."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from crri_gui.engine.report import InputRefused
from tests.engine.adapt.test_adapt import published
from tests.shops import publish

LIST = "customer_id,order_id,date,amount"
SHOPIFY = (
    "Name,Email,Phone,Financial Status,Subtotal,Total,Created at,Lineitem quantity,"
    "Lineitem price,Cancelled at"
)


def of_list(order: int, customer: str) -> str:
    return f"{customer},{order},2024-01-{order:02d},5.00"


def of_shopify(order: int, email: str, phone: str) -> str:
    return f"#{order},{email},{phone},paid,5.00,5.00,2024-01-{order:02d} 10:00:00,1,5.00,"


@pytest.mark.parametrize(
    ("header", "rows", "column", "count"),
    [
        (LIST, [of_list(n, "1.23E+15") for n in (1, 2, 3)], "customer_id", 3),
        (LIST, [of_list(n, '"1,23E+15"') for n in (1, 2)], "customer_id", 2),
        # Sixteen digits and more, of which fifteen were kept.
        (LIST, [of_list(n, f"12345678901{n:02d}190000") for n in range(1, 13)], "customer_id", 12),
        (
            SHOPIFY,
            [of_shopify(1, "a@x.example", ""), of_shopify(2, "", "5.51E+12")],
            "Phone",
            1,
        ),
    ],
    ids=["few digits", "decimal comma", "fifteen digits", "a phone that decides"],
)
def test_customers_told_by_shortened_numbers_are_refused(
    tmp_path: Path, header: str, rows: list[str], column: str, count: int
) -> None:
    with pytest.raises(InputRefused) as refused:
        published(tmp_path, header, *rows)
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert (told.code, told.column, told.count) == ("ids_shortened", column, count)
    assert f" of {column} in export.csv" in str(told.message)


def test_a_shortened_phone_beside_an_email_tells_nobody(tmp_path: Path) -> None:
    rows = [of_shopify(n, f"a{n}@x.example", "5.51E+12") for n in (1, 2)]
    assert len(published(tmp_path, SHOPIFY, *rows)["rfm_customers"]) == 2


def test_emails_and_names_in_a_column_of_ids_are_compared_as_such(tmp_path: Path) -> None:
    """Case and blanks tell no two of them apart; of other ids it is asked about."""
    rows = ["Ana@x.example", "ana@X.example", "ANA@X.EXAMPLE", "Eva Luz", "eva  luz", "Rui"]
    made = published(tmp_path, LIST, *(of_list(n, who) for n, who in enumerate(rows, 1)))
    assert sorted(int(row["frequency"]) for row in made["rfm_customers"]) == [1, 2, 3]
    again = tmp_path / "again"
    again.mkdir()
    with pytest.raises(InputRefused) as refused:
        published(again, LIST, of_list(1, "AB12"), of_list(2, "ab12"))
    assert "ids_differ_in_case" in {one.code for one in refused.value.findings}


def test_rows_that_share_a_cell_of_the_customer_are_no_guests(tmp_path: Path) -> None:
    """A title and a column that is not read may be merged; the table begins in C4."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("List", 0)
    rows: list[list[object]] = [["customer_id", "order_id", "date", "amount", "note"]]
    rows += [[7, number, f"2024-01-{number:02d}", 5, "checked"] for number in range(1, 6)]
    for row, values in enumerate(rows, 4):
        for column, value in enumerate(values, 3):
            sheet.cell(row, column, value)
    sheet["C1"] = "Orders"
    sheet.merge_cells("C1:F2")
    sheet.merge_cells("G5:G9")
    raw = tmp_path / "raw"
    raw.mkdir()
    book.save(raw / "list.xlsx")
    [customer] = publish(raw, tmp_path / "out")["rfm_customers"]
    assert customer["frequency"] == "5"
    sheet.merge_cells("C6:C8")
    book.save(raw / "list.xlsx")
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "again")
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert (told.code, told.column, told.count) == ("cells_merged", "customer_id", 2)
    assert "rows 6 to 8" in str(told.message)


@pytest.mark.parametrize("header", ["Email", "customer_id"])
def test_forms_of_one_address_are_one_customer(tmp_path: Path, header: str) -> None:
    """Nine forms of one address; two addresses in a cell are a customer of their own."""
    forms = [
        *("ana@x.example", "MAILTO:Ana@x.example", "mailto:ana@x.example?subject=Hi"),
        *("Ana Luz <ana@x.example>", '"""Luz, Ana"" <ana@x.example>"', "<ana@x.example>"),
        *("ana@x.example;", "(ana@x.example)", "ana@x.example (Ana)"),
    ]
    others = ["ana@x.example.org", "ana+1@x.example", "ana@x.example; eva@x.example"]
    texts = [*forms, *others]
    if header == "Email":
        rows = [of_shopify(n, who, "") for n, who in enumerate(texts, 1)]
        made = published(tmp_path, SHOPIFY, *rows)
    else:
        made = published(tmp_path, LIST, *(of_list(n, who) for n, who in enumerate(texts, 1)))
    assert sorted(int(row["frequency"]) for row in made["rfm_customers"]) == [1, 1, 1, 9]
    told = {one["code"]: one["count"] for one in made.manifest["findings"]}
    assert (told["addresses_within_text"], told["addresses_several"]) == (8, 1)
