"""Who comes back by the products of the first order: by hand, and again on real orders."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.extensions.first_purchase import (
    first_purchase,
    first_purchase_sentences,
)
from crri_gui.engine.report import InputRefused
from crri_gui.engine.results import Results
from tests.conftest import reference
from tests.dashboard_shop import opened
from tests.shops import Shop, publish, read_csv, write_csv

ASKED = {"extensions": frozenset({"repeat"})}
BOTH = {"extensions": frozenset({"repeat", "value"})}
PRODUCTS = (
    ("product_id", "product_category_name"),
    ("tea", "kitchen"),
    ("cup", "kitchen"),
    ("lamp", ""),
    ("pen", "office"),
)


def shop(folder: Path, *, products: bool = True) -> Path:
    """100 customers begin with tea and a cup, of whom 10 come back after 30 days, 10 after 120.

    100 begin with a lamp, which has no category, and 99 with a pen; none of them comes back.
    """
    made = Shop()
    bought: dict[str, tuple[str, ...]] = {}
    for number in range(100):
        made.add(f"t{number}", f"t{number}", "2017-01-01", "6.00", "4.00")
        bought[f"t{number}"] = ("tea", "cup")
        made.add(f"l{number}", f"l{number}", "2017-01-01", "20.00")
        bought[f"l{number}"] = ("lamp",)
        if number < 20:
            again = "2017-01-31" if number < 10 else "2017-05-01"
            made.add(f"again{number}", f"t{number}", again, "5.00")
            bought[f"again{number}"] = ("pen",)
        if number < 99:
            made.add(f"p{number}", f"p{number}", "2017-01-01", "1.00")
            bought[f"p{number}"] = ("pen",)
    # The end of the data: everybody before was watched for 180 days, this one was not.
    made.add("end", "end", "2017-12-01", "1.00")
    bought["end"] = ("tea",)
    made.write(folder)
    path = folder / "olist_order_items_dataset.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    named = [(*row, bought[row[0]][int(row[1]) - 1]) for row in rows]
    write_csv(path, [(*header, "product_id"), *named])
    if products:
        write_csv(folder / "olist_products_dataset.csv", PRODUCTS)
    return folder


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    with opened(shop(tmp_path_factory.mktemp("products")), **BOTH) as results:
        yield results


def test_products_and_categories_of_the_first_order(asked: Results) -> None:
    with asked.database(RunContext()) as db:
        told = first_purchase(db)
    assert told.dimensions == ("customer_state", "payment_type", "product", "product_category")
    # Whose first order had both is in both groups; 99 with a pen are too few to be told.
    by_product = {one.value: one for one in told.of("product", 90)}
    assert {name: (one.customers, one.repeated) for name, one in by_product.items()} == {
        "tea": (100, 10),
        "cup": (100, 10),
        "lamp": (100, 0),
    }
    tea = by_product["tea"]
    # Wilson: (10 + 1.9207) / 103.8415 = 0.114797, and 1.96 x sqrt(10 x 90 / 100 + 0.9604) /
    # 103.8415 = 0.059568 to either side.
    assert (tea.low, tea.high) == pytest.approx((0.055229, 0.174366), abs=2e-6)
    # 100 orders of 10.00, and 10 of 5.00 within 90 days; ten more within 180.
    assert (tea.revenue, tea.revenue_per_customer) == (Decimal(1050), 10.5)
    assert by_product["lamp"].low == 0.0
    longer = {one.value: one for one in told.of("product", 180)}
    assert (longer["tea"].repeated, longer["tea"].revenue) == (20, Decimal(1100))
    # Two products of one category are one customer of it; a lamp has none.
    [kitchen] = told.of("product_category", 90)
    assert (kitchen.value, kitchen.customers, kitchen.repeated) == ("kitchen", 100, 10)
    assert kitchen.revenue == Decimal(1050)
    # All customers are told once, whoever asks: 100 + 100 + 99, of whom 10 came back.
    [everybody] = told.of("all", 90)
    assert (everybody.customers, everybody.repeated) == (299, 10)


def test_what_a_product_tells_is_said(asked: Results) -> None:
    with asked.database(RunContext()) as db:
        said = list(map(str, first_purchase_sentences(first_purchase(db))))
    # 10 of 299 are 3.3 %, below what tea and cup say and above what a lamp does.
    assert (
        "Of customers whose first order had the product cup, 10.0 % ordered again within 90 days "
        "(5.5 to 17.4 %), against 3.3 % overall."
    ) in said
    assert any("was of kitchen, 10.0 %" in one for one in said)


def test_products_are_read_only_when_asked_for(tmp_path: Path) -> None:
    raw = shop(tmp_path / "raw")
    plain = publish(raw, tmp_path / "plain", {"extensions": frozenset({"value"})})
    assert "products" not in {one["table"] for one in plain.manifest["inputs"]}
    made = publish(raw, tmp_path / "out", ASKED)
    [read] = [one for one in made.manifest["inputs"] if one["table"] == "products"]
    assert (read["rows"], read["rejected"]) == (4, 0)
    told = {(one["dimension"], one["value"]) for one in made.manifest["figures"]["first_products"]}
    assert ("product", "tea") in told and ("product_category", "kitchen") in told
    # Without the file of the products there are no categories, and nothing else changes.
    (raw / "olist_products_dataset.csv").unlink()
    without = publish(raw, tmp_path / "without", ASKED)
    left = without.manifest["figures"]["first_products"]
    assert left == [
        one
        for one in made.manifest["figures"]["first_products"]
        if one["dimension"] != "product_category"
    ]
    assert without["master_orders"] == made["master_orders"]


def test_records_of_products_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    raw = shop(tmp_path / "raw")
    with (raw / "olist_products_dataset.csv").open("a", encoding="utf-8") as file:
        file.write("bowl,kitchen,7\n")
    with pytest.raises(InputRefused, match="olist_products_dataset"):
        # One of five is more than the limit.
        publish(raw, tmp_path / "out", ASKED)
    limits = {**ASKED, "max_rejected_rows": 0.5}
    made = publish(raw, tmp_path / "out", limits)
    [reject] = read_csv(made.folder / "rejects.csv")
    assert (reject["file"], reject["line"]) == ("olist_products_dataset.csv", "6")


@pytest.mark.long
def test_first_products_of_real_orders(tmp_path: Path) -> None:
    """Recomputed in plain pandas from the raw files."""
    raw = reference("olist_20k")
    made = publish(raw, tmp_path / "out", ASKED)
    orders = pd.DataFrame(made["master_orders"]).set_index("order_id")
    orders = orders[orders["customer_unique_id"] != ""]
    times = pd.read_csv(raw / "olist_orders_dataset.csv", index_col="order_id")
    orders["at"] = pd.to_datetime(times["order_purchase_timestamp"]).reindex(orders.index)
    orders["cents"] = [int(Decimal(value) * 100) for value in orders["order_value"]]
    items = pd.read_csv(raw / "olist_order_items_dataset.csv")
    products = pd.read_csv(raw / "olist_products_dataset.csv")
    items = items.merge(products, on="product_id", how="left")
    ordered = orders.reset_index().sort_values(["at", "order_id"])
    first = ordered.drop_duplicates("customer_unique_id").set_index("customer_unique_id")
    told = made.manifest["figures"]["first_products"]
    assert {one["dimension"] for one in told} >= {"all", "product_category"}
    for column, dimension in (
        ("product_id", "product"),
        ("product_category_name", "product_category"),
    ):
        pairs = items[["order_id", column]].dropna().drop_duplicates()
        for days in (90, 180):
            within = pd.Timedelta(days=days)
            seen = first[orders["at"].max() - first["at"] >= within]
            own = ordered.join(seen["at"].rename("first"), on="customer_unique_id", how="inner")
            own = own[own["at"] - own["first"] <= within]
            of_customer = own.groupby("customer_unique_id")["cents"].agg(["size", "sum"])
            grouped = pairs.merge(seen.reset_index(), on="order_id").join(
                of_customer, on="customer_unique_id"
            )
            expected = {
                name: (len(group), int((group["size"] > 1).sum()), int(group["sum"].sum()))
                for name, group in grouped.groupby(column)
                if len(group) >= 100
            }
            found = {
                one["value"]: (
                    one["customers"],
                    one["repeated"],
                    int(Decimal(one["revenue"]) * 100),
                )
                for one in told
                if (one["dimension"], one["days"]) == (dimension, days)
            }
            assert found == expected
