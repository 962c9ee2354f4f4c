"""Who comes back by the products of the first order, of exports in other layouts than Olist's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.mapping.keeping import keep
from crri_gui.sample.export import make_export
from tests.conftest import reference
from tests.dashboard_shop import opened
from tests.engine.mapping.test_mapping_several import drafted
from tests.shops import Published, publish, write_csv

ASKED = {"extensions": frozenset({"repeat"})}
LIST = ("Order", "Date", "Customer ID", "Product", "Category", "Quantity", "Unit price", "Total")


def bought() -> list[tuple[str, ...]]:
    """100 customers begin with two cups at 4.00 and a pot at 2.00: 10 come back after 30 days.

    99 begin with a lamp, which is too few to be told.
    """
    rows = []
    for n in range(100):
        rows += [
            (f"a{n}", "2024-01-01", f"k{n}", "Cup", "Kitchen", "2", "4.00", "10.00"),
            (f"a{n}", "2024-01-01", f"k{n}", "Pot", "Kitchen", "1", "2.00", "10.00"),
        ]
        if n < 10:
            rows.append((f"b{n}", "2024-01-31", f"k{n}", "Lamp", "Home", "1", "5.00", "5.00"))
        if n < 99:
            rows.append((f"c{n}", "2024-01-01", f"l{n}", "Lamp", "Home", "1", "5.00", "5.00"))
    # The end of the data: who bought before was watched for 180 days.
    return [*rows, ("end", "2024-12-01", "end", "Cup", "Kitchen", "1", "4.00", "4.00")]


def groups(made: Published) -> dict[tuple[str, str, int], tuple[int, int, Decimal]]:
    return {
        (one["dimension"], one["value"], one["days"]): (
            *(one["customers"], one["repeated"]),
            Decimal(one["revenue"]),
        )
        for one in made.manifest["figures"]["first_products"]
        if one["dimension"] != "all"
    }


# 100 x 10.00 and 10 x 5.00; the same at 180 days, for nobody comes back later.
TOLD = {
    (dimension, value, days): (100, 10, Decimal("1050.00"))
    for days in (90, 180)
    for dimension, value in (
        *(("product", "Cup"), ("product", "Pot")),
        ("product_category", "Kitchen"),
    )
}


def test_a_list_of_nobodys_layout(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    write_csv(raw / "sold.csv", [LIST, *bought()])
    _, draft = shop = drafted(raw)
    assert (draft.value("product"), draft.value("category")) == ("product", "category")
    keep(*shop)
    assert groups(publish(raw, tmp_path / "out", ASKED)) == TOLD
    # Without the columns of what was bought the rest is told, and a note says why.
    keep(*drafted(raw, ("product", ""), ("category", "")))
    without = publish(raw, tmp_path / "without", ASKED)
    assert groups(without) == {} and "products_not_known" in without.codes
    # Who does not ask gets neither.
    assert "products_not_known" not in publish(raw, tmp_path / "plain").codes


def test_orders_with_amounts_of_their_own_name_their_products(tmp_path: Path) -> None:
    # Shopify's Subtotal is the order's; its products are those of the rows.
    header = (
        "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
        "Lineitem quantity,Lineitem name,Lineitem price,Cancelled at"
    ).split(",")
    rows, seen = [], set()
    for order, day, who, product, _, pieces, price, total in bought():
        first = order not in seen
        seen.add(order)
        of_order = ("paid", "EUR", total, "0.00", "0.00", total) if first else ("",) * 6
        rows.append((order, f"{who}@x.example", *of_order, day, pieces, product, price, ""))
    raw = tmp_path / "raw"
    raw.mkdir()
    write_csv(raw / "orders.csv", [header, *rows])
    made = publish(raw, tmp_path / "out", ASKED)
    assert groups(made) == {key: one for key, one in TOLD.items() if key[0] == "product"}


def test_items_in_a_file_of_their_own_that_were_not_canceled(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    orders = {row[0]: row[:3] for row in bought()}
    write_csv(raw / "orders.csv", [LIST[:3], *orders.values()])
    # Nobody has got the pots.
    items = [(row[0], *row[3:7], "canceled" if row[3] == "Pot" else "shipped") for row in bought()]
    write_csv(raw / "items.csv", [("Order", *LIST[3:7], "Item state"), *items])
    _, draft = shop = drafted(raw)
    mapped = [draft.value(f"items.{key}") for key in ("product", "category", "rows")]
    assert mapped == ["product", "category", "item_state"]
    keep(*shop)
    # 100 x 8.00 and 10 x 5.00.
    assert groups(publish(raw, tmp_path / "out", ASKED)) == {
        key: (100, 10, Decimal("850.00")) for key in TOLD if key[1] != "Pot"
    }


@pytest.mark.parametrize(
    ("sample", "order", "product", "category"),
    [
        ("shopify_orders_export.csv", "Name", "Lineitem name", None),
        ("woocommerce_order_export.csv", "Order Number", "Item Name", None),
        ("square_item_sales.csv", "Transaction ID", "Item", "Category"),
        ("etsy_sold_order_items.csv", "Order ID", "Item Name", None),
    ],
)
def test_the_products_of_samples(
    sample: str, order: str, product: str, category: str | None, tmp_path: Path
) -> None:
    """Read again in plain pandas."""
    rows = pd.read_csv(reference("shops") / sample, dtype=str)
    if "Event Type" in rows:
        rows = rows[rows["Event Type"] != "Refund"]
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / sample).write_bytes((reference("shops") / sample).read_bytes())
    with opened(raw, **ASKED) as results, results.database(RunContext()) as db:
        found = db.rows("SELECT order_id, product, category FROM order_products")
    rows = rows[rows[product].notna()]
    groups = rows[category] if category else pd.Series([None] * len(rows), index=rows.index)
    assert found and set(found) == set(zip(rows[order], rows[product], groups, strict=True))


@pytest.mark.long
def test_first_products_of_a_till_in_pandas(tmp_path: Path) -> None:
    make_export(tmp_path / "raw", "square", 4_000, 5)
    made = publish(tmp_path / "raw", tmp_path / "out", ASKED)
    [file] = (tmp_path / "raw").iterdir()
    rows = pd.read_csv(file, dtype=str)
    rows = rows[rows["Event Type"] != "Refund"].assign(
        at=lambda one: pd.to_datetime(one["Date"] + " " + one["Time"]),
        cents=lambda one: one["Net Sales"].str.replace(r"[$.,]", "", regex=True).astype(int),
    )
    by_order = rows.groupby("Transaction ID").agg(
        at=("at", "first"), who=("Customer ID", "first"), cents=("cents", "sum")
    )
    orders = by_order[by_order["who"].notna()].sort_values(["at"]).reset_index()
    first = orders.drop_duplicates("who")
    expected: dict[Any, Any] = {}
    for days in (90, 180):
        span = pd.Timedelta(days=days)
        seen = first[orders["at"].max() - first["at"] >= span]
        own = orders.merge(seen[["who", "at"]], on="who", suffixes=("", "_first"))
        own = own[own["at"] - own["at_first"] <= span]
        each = own.groupby("who")["cents"].agg(["size", "sum"])
        for dimension, column in (("product", "Item"), ("product_category", "Category")):
            pairs = rows[["Transaction ID", column]].dropna().drop_duplicates()
            told = pairs.merge(seen, on="Transaction ID").join(each, on="who")
            for name, group in told.groupby(column):
                if len(group) >= 100:
                    expected[dimension, name, days] = (
                        len(group),
                        int((group["size"] > 1).sum()),
                        Decimal(int(group["sum"].sum())) / 100,
                    )
    assert {key[0] for key in expected} == {"product", "product_category"}
    assert groups(made) == expected
