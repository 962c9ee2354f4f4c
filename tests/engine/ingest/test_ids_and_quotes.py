"""Ids that lost digits or are written in two ways, and values within quotation marks."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.report import InputRefused
from tests.effort import one_in, pairs, tries
from tests.shops import FILES, HEADERS, Published, Shop, publish, publish_shop, write_csv

pytestmark = pytest.mark.long


def errors(shop: Shop, folder: Path, **options: Any) -> list[Finding]:
    with pytest.raises(InputRefused) as refused:
        publish_shop(shop, folder, **options)
    return [finding for finding in refused.value.findings if finding.severity == "error"]


def told(published: Published, code: str) -> list[dict[str, Any]]:
    return [finding for finding in published.manifest["findings"] if finding["code"] == code]


def shop_of(ids: list[str]) -> Shop:
    """An order of 5.00 for each id of a customer, scored 3."""
    shop = Shop()
    for number, customer in enumerate(ids):
        shop.add(f"order{number}", customer, f"2017-03-{1 + number % 28:02}", "5.00", score=3)
    return shop


# --- digits that a spreadsheet cut off -----------------------------------------------------


def cut(digits: int, kept: int = 15) -> Callable[[int], str]:
    """Makes an id of so many digits of which only the first `kept` are left."""

    def of(number: int) -> str:
        whole = int.from_bytes(hashlib.sha256(str(number).encode()).digest()[:16], "big")
        return str(10 ** (kept - 1) + whole % (9 * 10 ** (kept - 1))) + "0" * (digits - kept)

    return of


@pytest.mark.parametrize(
    ("digits", "column"),
    pairs([16, 18, 20, 17, 19][: tries(3, 5)], ["customer_unique_id", "order_id"]),
)
def test_ids_cut_to_fifteen_digits_are_an_error(tmp_path: Path, digits: int, column: str) -> None:
    of = cut(digits)
    shop = Shop()
    for number in range(30):
        one, other = of(number), f"x{number}"
        order, customer = (one, other) if column == "order_id" else (other, one)
        shop.add(order, customer, "2017-03-04", "5.00", score=3)
    found = errors(shop, tmp_path)
    assert {(f.code, f.column) for f in found} == {("ids_shortened", column)}
    assert "15 digits" in found[0].message
    assert min(of(number) for number in range(30)) in found[0].message


def test_most_ids_of_a_column_are_enough(tmp_path: Path) -> None:
    ids = [cut(18)(number) if number % 4 else cut(18, 18)(number) for number in range(60)]
    (error,) = errors(shop_of(ids), tmp_path)
    assert (error.code, error.count) == ("ids_shortened", 45)


@pytest.mark.parametrize(
    "of",
    [
        cut(18, 18),
        lambda number: str(1_500_000_000_000_000 + number * 1_000_000),
        lambda number: f"{number:032x}"[::-1],
        lambda number: f"ORDER-{number:010}0",
    ],
    ids=["whole", "microseconds", "hashes", "letters"],
)
def test_long_ids_that_are_whole_are_read(tmp_path: Path, of: Callable[[int], str]) -> None:
    published = publish_shop(shop_of([of(number) for number in range(1, 40)]), tmp_path)
    assert len(published["rfm_customers"]) == 39
    assert not {"ids_shortened", "ids_in_two_forms"} & published.codes


# --- quotation marks around values ---------------------------------------------------------

QUOTED = ["'{}'", '"{}"', "\u2018{}\u2019", "\u201c{}\u201d", " '{}' ", "'{}"]


@pytest.mark.parametrize("marks", one_in(3, QUOTED))
def test_a_value_within_quotation_marks_is_the_value(tmp_path: Path, marks: str) -> None:
    """Of every second order the state, the type of payment, the status and the ids."""
    plain, quoted = Shop(), Shop()
    for number in range(12):
        order, customer, day = f"00{number}", f"000{number % 5}", f"2017-03-{number + 1:02}"
        paid = [("boleto", "5.00")]
        plain.add(order, customer, day, "5.00", paid=paid, score=3)
        form = marks if number % 2 else "{}"
        quoted.add(
            form.format(order),
            form.format(customer),
            day,
            "5.00",
            status=form.format("delivered"),
            state=form.format("SP"),
            paid=[(form.format("boleto"), "5.00")],
            score=3,
        )
    # The orders' own ids are written in another way where they are referred to.
    quoted.order_items = [(row[0], *row[1:]) for row in plain.order_items]
    ours = publish_shop(quoted, tmp_path / "quoted")
    assert ours.bytes() == publish_shop(plain, tmp_path / "plain").bytes()
    found = {(f["table"], f["column"]): f["count"] for f in told(ours, "quotes_removed")}
    assert found["customers", "customer_unique_id"] == 6
    assert found["customers", "customer_state"] == 6
    assert found["orders", "order_status"] == 6
    assert found["order_payments", "payment_type"] == 6
    assert "status_unknown" not in ours.codes


@pytest.mark.parametrize("written", ["'NULL'", "''", "'NULL", " NULL ", "' '"])
def test_a_missing_value_within_marks_is_missing(tmp_path: Path, written: str) -> None:
    shop = shop_of([written, *(f"u{number}" for number in range(200))])
    published = publish_shop(shop, tmp_path)
    assert len(published["rfm_customers"]) == 200
    assert [row["column"] for row in published["rejects"]] == ["customer_unique_id"]


def test_a_name_that_begins_with_an_apostrophe_keeps_it(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2017-03-04", "5.00", state="'s-Gravenhage", score=3)
    shop.add("o2", "u2", "2017-03-04", "5.00", state="'t Gooi")
    shop.add("o3", "u3", "2017-03-04", "5.00", state="Coeur d'Alene'")
    states = {row["customer_state"] for row in publish_shop(shop, tmp_path)["master_orders"]}
    assert states == {"'s-Gravenhage", "'t Gooi", "Coeur d'Alene'"}


def test_shortened_ids_behind_an_apostrophe_are_shortened_ids(tmp_path: Path) -> None:
    (error,) = errors(shop_of([f"'5.51{n}E+12" for n in range(20)]), tmp_path)
    assert error.code == "ids_shortened"


# --- one customer in two forms of an id ----------------------------------------------------


def person(number: int) -> str:
    return str(uuid.UUID(bytes=hashlib.sha256(str(number).encode()).digest()[:16]))


Form = Callable[[int], str]
FORMS: dict[str, tuple[Form, Form]] = {
    "hyphens": (person, lambda n: person(n).replace("-", "")),
    "braces": (person, lambda n: f"{{{person(n)}}}"),
    "braces, capitals": (person, lambda n: f"{{{person(n).upper()}}}"),
    "no hyphens, capitals": (person, lambda n: person(n).replace("-", "").upper()),
    "leading zeros": (lambda n: f"{n * 37:011}", lambda n: str(n * 37)),
    "leading zeros, long": (lambda n: f"{n * 98_765_432:014}", lambda n: str(n * 98_765_432)),
    "leading zeros before points": (
        lambda n: f"0{n % 90 + 10}.{n:05}",
        lambda n: f"{n % 90 + 10}.{n:05}",
    ),
    "leading zeros, short": (lambda n: f"{n:04}", lambda n: str(n)),
    "points of a tax number": (
        lambda n: f"{n:03}.{n * 7 % 1000:03}.{n * 13 % 1000:03}-{n % 100:02}",
        lambda n: f"{n:03}{n * 7 % 1000:03}{n * 13 % 1000:03}{n % 100:02}",
    ),
    "other signs": (lambda n: f"AB-{n:06}", lambda n: f"AB_{n:06}"),
    "another dash": (lambda n: f"AB-{n:06}", lambda n: f"AB\u2013{n:06}"),
    "zeros behind letters": (lambda n: f"CUST-{n:06}", lambda n: f"CUST-{n}"),
}


def in_two_parts(folder: Path, first: Form, second: Form, old: int, back: int) -> Path:
    """Customers 1 to `old` in one part; the last `back` of them and as many new in the other."""
    ids = [first(number) for number in range(1, old + 1)]
    ids += [second(number) for number in range(old - back + 1, 2 * old - back + 1)]
    shop = shop_of(ids)
    raw = shop.write(folder)
    (raw / FILES["customers"]).unlink()
    for part, rows in ((1, shop.customers[:old]), (2, shop.customers[old:])):
        write_csv(raw / f"customers_{part}.csv", [HEADERS["customers"], *rows])
    return raw


@pytest.mark.parametrize("form", one_in(3, FORMS))
def test_customers_in_two_forms_in_two_parts_are_an_error(tmp_path: Path, form: str) -> None:
    """Of 100 customers in each part 20 are in both: 180, and not 200."""
    raw = in_two_parts(tmp_path / "raw", *FORMS[form], 100, 20)
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out")
    (error,) = [f for f in refused.value.findings if f.severity == "error"]
    assert (error.code, error.column, error.count) == (
        "ids_in_two_forms",
        "customer_unique_id",
        20,
    )
    first, second = FORMS[form]
    pairs = [set(example.split(" / ")) for example in error.examples]
    assert all(any(pair == {first(n), second(n)} for n in range(81, 101)) for pair in pairs)
    assert "20 customers" in error.message
    assert "customers_1.csv" in (error.file or "")


@pytest.mark.parametrize(
    "form", one_in(2, ["hyphens", "no hyphens, capitals", "leading zeros, long"])
)
def test_a_hundredth_of_returning_customers_is_enough_of_long_ids(
    tmp_path: Path, form: str
) -> None:
    raw = in_two_parts(tmp_path / "raw", *FORMS[form], 400, 4)
    with pytest.raises(InputRefused, match="4 customers have a customer_unique_id in two forms"):
        publish(raw, tmp_path / "out")


def test_one_customer_in_two_forms_is_told_and_not_put_together(tmp_path: Path) -> None:
    ids = [person(number) for number in range(300)]
    published = publish_shop(shop_of([*ids, ids[7].replace("-", "")]), tmp_path)
    (finding,) = told(published, "ids_in_two_forms")
    assert (finding["severity"], finding["count"]) == ("warning", 1)
    assert len(published["rfm_customers"]) == 301


@pytest.mark.parametrize(
    "ids",
    [
        [str(number) for number in range(200)],
        [f"{number:05}" for number in range(200)],
        # A shop's number and that of its customer: 1-23 is not 12-3.
        [f"{number // 20}-{number % 20}" for number in range(200)],
        ["guest", *(f"{number // 20}-{number % 20}" for number in range(200))],
        # Those who could choose a name of their own.
        [f"ana{number:02}" for number in range(20)] + [f"eva{n}" for n in range(20)],
        [f"ana.{number}@mail.example" for number in range(200)],
        [person(number) if number % 2 else f"guest{number}" for number in range(200)],
    ],
    ids=["numbers", "padded", "two numbers", "and a guest", "names", "mail", "guests"],
)
def test_ids_that_only_look_alike_are_not_told(tmp_path: Path, ids: list[str]) -> None:
    published = publish_shop(shop_of(ids), tmp_path)
    assert "ids_in_two_forms" not in published.codes
    assert len(published["rfm_customers"]) == len(ids)
