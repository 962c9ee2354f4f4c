"""Exports of shops in the layouts that CRRI knows, against answers computed independently."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.mapping.trial.counting import orders_in
from crri_gui.engine.pipeline import Request, examined
from crri_gui.engine.report import InputRefused
from crri_gui.errors import InputError
from tests.conftest import reference
from tests.effort import one_in, tries
from tests.engine.adapt.test_layouts_by_hand import CASES
from tests.shops import Published, publish, read_csv

pytestmark = pytest.mark.long

# The sample of each layout, and the layouts without one.
SAMPLES = {
    "amazon_all_orders.txt": "amazon_all_orders",
    "ebay_orders.csv": "ebay_orders",
    "etsy_sold_order_items.csv": "etsy_sold_order_items",
    "etsy_sold_orders.csv": "etsy_sold_orders",
    "nuvemshop_vendas.csv": "nuvemshop_sales",
    "one_row_an_item_de.csv": "one_row_an_item_de",
    "one_row_an_item_es.csv": "one_row_an_item_es",
    "one_row_an_order.csv": "one_row_an_order",
    "paypal_activity.csv": "paypal_activity",
    "shopify_orders_export.csv": "shopify_orders",
    "simple_four_columns.csv": "simple_four_columns",
    "square_item_sales.csv": "square_item_sales",
    "stripe_payments.csv": "stripe_payments",
    "uci_online_retail_ii.csv": "uci_online_retail_ii",
    "woocommerce_analytics_orders.csv": "woocommerce_analytics_orders",
    "woocommerce_order_export.csv": "woocommerce_order_export",
}
REFUSED = {
    "amazon_unshipped_orders.txt": ("layout_incomplete", "the All Orders report"),
    "instacart_orders.csv": ("layout_incomplete", "dates, amounts"),
    "shopify_two_currencies.csv": ("currencies_of_orders", "USD 2,716.17 in 48 orders"),
}


@cache
def answers() -> dict[str, Any]:
    text = (reference("shops") / "expected.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)["answers"]
    return found


def copied(sample: str, folder: Path) -> Path:
    """The sample in a folder of its own, in which the key of the pseudonyms may lie."""
    raw = folder / "raw"
    raw.mkdir(exist_ok=True)
    shutil.copyfile(reference("shops") / sample, raw / sample)
    return raw


def customers(published: Published) -> set[str]:
    return {
        row["customer_unique_id"] for row in published["master_orders"] if row["customer_unique_id"]
    }


def cohort_rows(published: Published) -> list[list[Any]]:
    return [
        [
            row["cohort_month"],
            row["order_month"],
            int(row["active_customers"]),
            int(row["cohort_size"]),
        ]
        for row in published["cohort_retention"][:3]
    ]


def revenue(published: Published) -> Decimal:
    return sum((Decimal(row["order_value"]) for row in published["master_orders"]), Decimal(0))


@pytest.mark.parametrize("sample", one_in(2, SAMPLES))
def test_a_sample_gives_the_answers_of_an_independent_computation(
    sample: str, tmp_path: Path
) -> None:
    expected = answers()[sample.partition(".")[0]]
    raw = copied(sample, tmp_path)
    apart = publish(raw, tmp_path / "apart")
    assert len(apart["master_orders"]) == expected["orders_counted"]
    assert revenue(apart) == Decimal(expected["goods"])
    assert len(customers(apart)) == len(apart["rfm_customers"]) == expected["customers_apart"]
    repeat = {
        row["customer_unique_id"] for row in apart["rfm_customers"] if row["frequency"] != "1"
    }
    assert len(repeat) == expected.get("repeat_customers", 0)
    assert cohort_rows(apart) == expected["cohort_rows"]
    months = [
        [row["order_month"], row["revenue"], int(row["orders"])]
        for row in apart["monthly_revenue"][:3]
    ]
    assert months == expected["first_months"]
    guests = [row for row in apart["master_orders"] if not row["customer_unique_id"]]
    assert len(guests) == expected["guest_orders"]
    assert all(row["is_repeat_customer"] == "" for row in guests)
    assert apart.manifest["findings"][0]["severity"] != "error"
    assert all(statement["holds"] for statement in apart.manifest["reconciliation"])
    assert apart.manifest["reconciliation"][0]["code"] == "source"

    if not tries(0, 1):  # a run for each choice is one of many of its kind
        return
    if guests:
        each = publish(raw, tmp_path / "each", guests="each")
        assert len(customers(each)) == expected["customers_each"]
        assert cohort_rows(each) == expected["cohort_rows_each"]
        assert revenue(each) == Decimal(expected["goods"])
    if guests and expected["goods_without_guests"] is not None:
        without = publish(raw, tmp_path / "without", guests="left_out")
        assert revenue(without) == Decimal(expected["goods_without_guests"])
        counted = expected["orders_counted"] - expected["guest_orders"]
        assert len(without["master_orders"]) == counted
    if expected["refunds"] is not None:
        net = publish(raw, tmp_path / "net", refunds="net")
        assert revenue(net) == Decimal(expected["goods"]) - Decimal(expected["refunds"])


@pytest.mark.parametrize("sample", one_in(3, SAMPLES))
def test_shipping_tax_and_totals_are_those_of_the_layout(sample: str, tmp_path: Path) -> None:
    expected = answers()[sample.partition(".")[0]]
    with examined(RunContext(), Request(copied(sample, tmp_path))) as data:
        assert data.found.source is not None
        assert data.found.source.layout.name == SAMPLES[sample]
        row = data.con.execute(
            """SELECT sum(coalesce(shipping, item_shipping)), sum(coalesce(tax, item_tax)),
                      sum(paid), sum(refund), min(placed), max(placed)
               FROM crri_orders WHERE class <> 'void'"""
        ).fetchone()
        orders = data.con.execute("SELECT count(*) FROM crri_orders").fetchone()
        # What is said of it before a run.
        said = orders_in(RunContext(), data.found.source, data.found.folder)
    assert row is not None and orders == (expected["orders_in_file"],) == (said,)
    for amount, name in zip(row, ("shipping", "tax", "total", "refunds"), strict=False):
        if expected[name] is not None:
            assert amount == Decimal(expected[name]), name
    assert [str(time) for time in row[4:]] == [expected["first_order"], expected["last_order"]]


@pytest.mark.parametrize("sample", REFUSED)
def test_what_cannot_be_computed_is_refused_with_what_is_missing(
    sample: str, tmp_path: Path
) -> None:
    code, says = REFUSED[sample]
    with pytest.raises(InputError) as refused:
        publish(copied(sample, tmp_path), tmp_path / "out")
    error = refused.value
    found = error.findings[0].code if isinstance(error, InputRefused) else error.code
    assert (found, says in str(error) + (error.remedy or "")) == (code, True)
    assert not list((tmp_path / "out").glob("*.csv"))


def test_every_layout_has_a_sample_or_is_refused() -> None:
    incomplete = {layout.name for layout in layouts() if layout.lacks}
    # Tried on lists written by hand: one in test_files_beside.py, the others beside this file.
    by_hand = {*CASES, "orders_customers_payments"}
    assert {layout.name for layout in layouts()} == {*SAMPLES.values()} | incomplete | by_hand


def test_no_address_of_the_sample_is_published(tmp_path: Path) -> None:
    raw = copied("shopify_orders_export.csv", tmp_path)
    file = raw / "shopify_orders_export.csv"
    # A line that is cut off goes to the rejects, which are published too.
    file.write_bytes(file.read_bytes() + b"#9,Somebody.Else@example.com,paid\n")
    out = publish(raw, tmp_path / "out").folder
    assert len(read_csv(out / "rejects.csv")) == 1
    for file in filter(Path.is_file, out.rglob("*")):
        assert b"@example.com" not in file.read_bytes().lower(), file
