"""Inputs as real hands and systems left them: the right values, or a refusal of the true cause.

The inputs lie beside the project; each was once published with wrong numbers or refused for a
reason that was none.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.report import InputRefused
from tests.conftest import reference
from tests.effort import one_in
from tests.shops import Published, publish

pytestmark = pytest.mark.long

WRITTEN = Conventions({}, {}, zone="written")
SAO_PAULO = Conventions({}, {}, zone="America/Sao_Paulo")
EXCEL = Conventions({"*": "excel1900"}, {})


def raw(case: str) -> Path:
    folder = reference(f"cases/{case}")
    return folder / "raw" if (folder / "raw").is_dir() else folder


def run(case: str, out: Path, conventions: Conventions | None = None, **options: Any) -> Published:
    request = {"conventions": conventions} if conventions else None
    return publish(raw(case), out, request, **options)


def totals(published: Published) -> tuple[Decimal, int, int, int]:
    """Revenue, orders, customers and repeat customers, from the CSVs themselves."""
    orders = published["master_orders"]
    repeat = {row["customer_unique_id"] for row in orders if row["is_repeat_customer"] == "1"}
    return (
        sum((Decimal(row["order_value"]) for row in orders), Decimal(0)),
        len(orders),
        len({row["customer_unique_id"] for row in orders}),
        len(repeat),
    )


def of_orders(published: Published, column: str) -> dict[str, str]:
    return {row["order_id"]: row[column] for row in published["master_orders"]}


SIXTY = (Decimal("9759.62"), 60, 60, 0)
FOUR_HUNDRED = (Decimal("55801.92"), 400, 400, 0)
READ: dict[str, tuple[tuple[Decimal, int, int, int], Conventions | None, dict[str, Any]]] = {
    "01-thousands-nbsp": (FOUR_HUNDRED, None, {}),
    "01-thousands-space": (FOUR_HUNDRED, None, {}),
    "01b-real-nbsp": (FOUR_HUNDRED, None, {}),
    "06-blank-rows-below": (SIXTY, None, {}),
    "08-dates-datetime2": (SIXTY, None, {}),
    "08-dates-nanoseconds": (SIXTY, None, {}),
    "08-dates-serial-numbers": (SIXTY, EXCEL, {}),
    "08-dates-two-digit-years": (SIXTY, None, {}),
    "08-dates-utc": (SIXTY, None, {}),
    "09-missing-date-NA": ((Decimal("9533.21"), 60, 60, 0), None, {}),
    "09-missing-date-excel-NA": ((Decimal("9533.21"), 60, 60, 0), None, {}),
    "10-spark-backslash-quotes": (FOUR_HUNDRED, None, {}),
    "11-ids-differ-float": (SIXTY, None, {}),
    "11-ids-differ-nbsp": (SIXTY, None, {}),
    "11-ids-differ-upper": (SIXTY, None, {"id_case": "same"}),
}


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_gives_the_right_values(case: str, tmp_path: Path) -> None:
    expected, conventions, options = READ[case]
    assert totals(run(case, tmp_path, conventions, **options)) == expected


TWINS: dict[str, tuple[str, Conventions | None]] = {
    "03-parquet-ids-decimal": ("clean60-integer-ids", None),
    "03-parquet-ids-double": ("clean60-integer-ids", None),
    "05-parquet-time-zone": ("clean47-for-05", SAO_PAULO),
    "08-dates-utc": ("clean60", None),
    "08-dates-datetime2": ("clean60", None),
    "06-blank-rows-below": ("clean60", None),
    "11-ids-differ-nbsp": ("clean60", None),
    "10-spark-backslash-quotes": ("clean400", None),
}


@pytest.fixture(scope="module")
def clean_twins() -> dict[str, Published]:
    """What was published of clean twins, by their names: several cases have the same."""
    return {}


@pytest.mark.parametrize("case", one_in(2, TWINS))
def test_the_outputs_are_those_of_the_clean_twin(
    case: str, tmp_path: Path, clean_twins: dict[str, Published]
) -> None:
    twin, conventions = TWINS[case]
    if twin not in clean_twins:
        clean_twins[twin] = run(twin, tmp_path / "clean")
    ours, clean = run(case, tmp_path / "ours", conventions), clean_twins[twin]
    if case.startswith("10"):  # its payments were left out
        assert of_orders(ours, "review_score") == of_orders(clean, "review_score")
    else:
        assert ours.bytes() == clean.bytes()


REFUSED: dict[str, tuple[str, tuple[str, ...], Conventions | None]] = {
    "02-missing-customer-NA": ("rejected_rows", ("8 rows of customers",), None),
    "02-missing-customer-dbeaver": ("rejected_rows", ("8 rows of customers",), None),
    "02-missing-customer-excel-NA": ("rejected_rows", ("8 rows of customers",), None),
    "02-missing-customer-pandas-NA": ("rejected_rows", ("8 rows of customers",), None),
    "04-customers-as-5.5119E+12": ("ids_shortened", ("5.51190E+12", "shortened"), None),
    "05-parquet-time-zone": ("zone_needed", ("points in time", "Apr 2017"), None),
    "08-dates-serial-numbers": ("date_system_ambiguous", ("serial numbers", "1904"), None),
    "11-ids-differ-upper": (
        "keys_differ_in_form",
        ("in a different case", "olist_orders_dataset.csv", "olist_customers_dataset.csv"),
        None,
    ),
    "n03-ids-differ-in-case": ("ids_differ_in_case", ("0011a000003N8ZpAAX",), None),
    "n07-mixed-utc-offsets": ("offsets_differ", ("UTC-05:00 to UTC+00:00", "Apr 2024"), None),
    "n19-invisible-characters-in-ids": ("ids_differ_in_case", ("CUST_001 / cust_001",), None),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_known_is_refused_with_its_cause_alone(case: str, tmp_path: Path) -> None:
    code, words, conventions = REFUSED[case]
    with pytest.raises(InputRefused) as refused:
        run(case, tmp_path / "out", conventions)
    errors = [finding for finding in refused.value.findings if finding.severity == "error"]
    assert {finding.code for finding in errors} == {code}
    assert all(word in errors[0].message for word in words)
    assert not (tmp_path / "out" / "manifest.json").exists()


def test_times_as_written_are_a_choice(tmp_path: Path) -> None:
    """7 of 47 orders are in another month by UTC than by the shop's clock."""
    as_utc = run("05-parquet-time-zone", tmp_path / "utc", WRITTEN)
    clean = run("clean47-for-05", tmp_path / "clean")
    utc, clock = of_orders(as_utc, "order_month"), of_orders(clean, "order_month")
    assert sum(utc[order] != month for order, month in clock.items()) == 7


def test_one_clock_for_mixed_offsets(tmp_path: Path) -> None:
    """On the clock of UTC-05:00: 22:30 on 31 March, 21:00 on 31 March, 10:00 on 30 April; all
    were delivered at 20:00, the first and second on 2 April, the third on 2 May; none late."""
    bogota = Conventions({}, {}, zone="America/Bogota")
    rows = run("n07-mixed-utc-offsets", tmp_path, bogota).by("master_orders", "order_id")
    assert [row["order_month"] for row in rows.values()] == ["2024-03", "2024-03", "2024-04"]
    # 45.5 h, 47 h and 58 h
    assert [row["delivery_days"] for row in rows.values()] == ["1.90", "1.96", "2.42"]


def test_three_decimals_are_summed_before_they_are_rounded(tmp_path: Path) -> None:
    """Eight orders of 1.005 are 8.040 in the raw file and eight times 1.01 when each is rounded;
    the 0.04 between them is a line of its own."""
    published = run("n08-three-decimals", tmp_path, Conventions({}, {"*": "point"}))
    statements = {s["code"]: s for s in published.manifest["reconciliation"]}
    assert Decimal(statements["prices"]["total"]["amount"]) == Decimal("8.04")
    outputs = statements["outputs_master_orders"]
    assert Decimal(outputs["total"]["amount"]) == Decimal("8.04")
    assert [(line["label"], Decimal(line["amount"])) for line in outputs["lines"]] == [
        ("master_orders", Decimal("8.08")),
        ("rounding 8 orders to the cent", Decimal("-0.04")),
    ]
    assert totals(published)[0] == Decimal("8.08")


def test_words_for_missing_are_no_states(tmp_path: Path) -> None:
    """Seven words, one dash, SP three times in two cases, and NA, which stays Naples."""
    published = run("n09-null-states", tmp_path)
    states = [row["customer_state"] for row in published["master_orders"]]
    assert sorted(states) == ["", "", "", "", "", "", "'-", "NA", "SP", "SP", "SP"]
    assert {"text_like_missing", "text_case_unified"} <= published.codes


def test_invisible_characters_make_no_other_customer(tmp_path: Path) -> None:
    published = run("n19-invisible-characters-in-ids", tmp_path, id_case="distinct")
    customers = {row["customer_unique_id"] for row in published["rfm_customers"]}
    assert customers == {"cust_001", "CUST_001", "jos\u00e9_01"}
