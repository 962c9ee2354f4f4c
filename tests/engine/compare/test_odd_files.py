"""What a comparison says about damaged, foreign and missing parts of files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from crri_gui.cli.comparison_text import describe
from crri_gui.engine.compare.comparison import compare
from crri_gui.engine.core.run_context import RunContext
from tests.engine.compare.published import (
    FRESH,
    against_fresh,
    change_of,
    folder,
    replaced,
    totals_of,
)


@pytest.mark.parametrize(
    ("table", "old", "new", "said", "example"),
    [
        ("master_orders", ",50.00,", ",R$ 50,", "order_value is not an amount in 1 row", "R$ 50"),
        ("master_orders", ",50.00,", ",,", "order_value is blank in 1 row", ""),
        (
            "master_orders",
            "50.00",
            "50.001",
            "order_value has digits below the cent in 1 row",
            "50.001",
        ),
        ("master_orders", "3.50", "3 days", "delivery_days is not a number in 1 row", "3 days"),
        (
            "master_orders",
            ",1\n",
            ",True\n",
            "is_repeat_customer is not written as a whole number in 2 rows",
            "True",
        ),
        (
            "monthly_revenue",
            "-76.58227848101266",
            "-inf",
            "mom_growth_pct is not a number in 1 row",
            "-inf",
        ),
        (
            "monthly_revenue",
            "2017-",
            "2017-01-",
            "order_month is not written YYYY-MM in 2 rows",
            "2017-01-01",
        ),
        (
            "rfm_customers",
            ",2,",
            ",2.0,",
            "frequency is not written as a whole number in 1 row",
            "2.0",
        ),
        (
            "rfm_customers",
            "High",
            "1. High",
            "segment is none of the three value segments in 1 row",
            "1. High Value",
        ),
        ("rfm_customers", "\nben", "\nana", "The key (customer_unique_id) repeats in 1 row", ""),
        (
            "cohort_retention",
            "1,2017-02",
            "1,2017-01",
            "The key (cohort_month, order_month) repeats in 1 row",
            "",
        ),
    ],
)
def test_values_that_a_refresh_would_choke_on_are_red_flags(
    tmp_path: Path, table: str, old: str, new: str, said: str, example: str
) -> None:
    sentence = f'{said}, for example "{example}".' if example else f"{said}."
    comparison = against_fresh(tmp_path, replaced(table, old, new))
    assert change_of(comparison, table).broken == (sentence,)
    assert f"  ! {table}: {sentence}" in describe(comparison)


def test_what_is_no_value_counts_for_nothing(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "rfm_customers": FRESH["rfm_customers"].replace("ana,5,2,", "ana,5,2.5,"),
            "monthly_revenue": FRESH["monthly_revenue"].replace("150.10,2,", "150.10,2.0,"),
        },
    )
    # Ana's 2.5 is no number of orders, January's 2.0 is: 1 + 1 and 2 + 2.
    assert totals_of(change_of(comparison, "rfm_customers"))["orders"] == ("2", "4")
    assert totals_of(change_of(comparison, "monthly_revenue"))["orders"] == ("4", "4")


def test_of_a_column_that_is_there_twice_the_first_is_compared(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "monthly_revenue": "order_month,revenue,orders,customers,aov,mom_growth_pct,revenue\n"
            "2017-01,150.10,2,2,75.05,,1.00\n2017-02,35.15,2,2,17.575,-76.5,1.00\n",
        },
    )
    change = change_of(comparison, "monthly_revenue")
    assert change.broken == ('Columns are there more than once; the first is compared: "revenue".',)
    assert totals_of(change)["revenue"] == ("185.25", "185.25")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty (0 bytes)."),
        (b"  \n \n", "The file holds only blank space."),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            "The file is named .csv but is binary data, not a table.",
        ),
        (
            gzip.compress(FRESH["rfm_customers"].encode()),
            "The file is named .csv but is a gzip archive.",
        ),
        (FRESH["ops_metrics"], "The file has none of the columns of rfm_customers."),
        ("<html><body>Sign in</body></html>", "The file has none of the columns of rfm_customers."),
    ],
)
def test_a_damaged_file_is_said_and_not_compared(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    comparison = against_fresh(tmp_path, {**FRESH, "rfm_customers": content})
    customers = change_of(comparison, "rfm_customers")
    assert customers.broken == (sentence,)
    assert customers.rows_before is None
    assert {total.before for total in customers.totals} == {None}
    assert comparison.segment_moves == {}
    assert comparison.customers_added is None
    assert comparison.customers_removed is None
    assert comparison.notes == ("The published rfm_customers.csv cannot be compared.",)
    assert change_of(comparison, "master_orders").identical
    assert sentence in describe(comparison)


def test_a_folder_where_a_file_should_be_is_said(tmp_path: Path) -> None:
    published = folder(tmp_path / "out", {**FRESH, "ops_metrics": ""})
    (published / "ops_metrics.csv").unlink()
    (published / "ops_metrics.csv").mkdir()
    comparison = compare(RunContext(), published, folder(tmp_path / "new", FRESH))
    [said] = change_of(comparison, "ops_metrics").broken
    assert said.startswith("The file ")


def test_a_file_cut_off_in_the_middle_of_a_row_loses_that_row_only(tmp_path: Path) -> None:
    whole = FRESH["rfm_customers"]
    comparison = against_fresh(tmp_path, {**FRESH, "rfm_customers": whole[: whole.index(",6,Low")]})
    customers = change_of(comparison, "rfm_customers")
    assert customers.broken == ("1 row cannot be read, the first as record 4.",)
    assert customers.rows_before == 2
    assert totals_of(customers)["monetary"] == ("175.25", "185.25")  # without 10.00 of cyd
    assert comparison.customers_added == 1


def test_a_quotation_mark_that_is_not_closed_is_said(tmp_path: Path) -> None:
    comparison = against_fresh(tmp_path, replaced("rfm_customers", "ben", '"ben'))
    customers = change_of(comparison, "rfm_customers")
    assert len(customers.broken) == 1
    assert "cannot be read" in customers.broken[0]
    assert customers.rows_before is not None
    assert customers.rows_before < 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            FRESH["rfm_customers"].replace(",", ";").encode(),
            ('The separator changes from ";" to a comma.',),
        ),
        (
            FRESH["rfm_customers"].encode("utf-16"),
            ("The encoding changes from utf-16 to utf-8.",),
        ),
        (FRESH["rfm_customers"].replace("\n", "\r\n").encode(), ()),
        (FRESH["rfm_customers"].replace("\n", "\r\n", 2).encode(), ()),
        (b"\xef\xbb\xbf" + FRESH["rfm_customers"].encode(), ()),
    ],
    ids=["semicolons", "utf-16", "windows", "mixed line ends", "byte order mark"],
)
def test_other_ways_to_write_the_same_table_are_read(
    tmp_path: Path, content: bytes, said: tuple[str, ...]
) -> None:
    comparison = against_fresh(tmp_path, {**FRESH, "rfm_customers": content})
    customers = change_of(comparison, "rfm_customers")
    assert customers.broken == said
    assert totals_of(customers)["monetary"] == ("185.25", "185.25")
    assert sum(comparison.segment_moves.values()) == 3
    assert not customers.identical


def test_names_and_values_out_of_a_file_do_no_harm(tmp_path: Path) -> None:
    evil = '"x""; DROP TABLE after_text; --"'
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "ops_metrics": f"order_month,{evil},'c0'\n\x1b[31m2017-01,1,2\n" + "x" * 99 + ",1,2\n",
        },
    )
    broken = change_of(comparison, "ops_metrics").broken
    assert broken[0].endswith('"x"; DROP TABLE after_text; --", "\'c0\'".')
    assert (
        broken[2]
        == 'order_month is not written YYYY-MM in 2 rows, for example "\ufffd[31m2017-01".'
    )
    assert "\x1b" not in describe(comparison)


def test_columns_that_a_comparison_needs_may_be_missing(tmp_path: Path) -> None:
    comparison = against_fresh(
        tmp_path,
        {
            **FRESH,
            "monthly_revenue": "order_month,orders\n2017-01,2\n",
            "rfm_customers": "customer_unique_id,monetary\nana,1.00\n",
        },
    )
    assert comparison.notes == (
        "Months are not compared: order_month or revenue is missing.",
        "Customers are not compared: their id or segment is missing.",
    )
    revenue = totals_of(change_of(comparison, "monthly_revenue"))
    assert revenue == {"revenue": (None, "185.25"), "orders": ("2", "4")}
