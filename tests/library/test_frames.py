"""Tables as frames: the CSV's columns and rows, exact by default, telling what they are."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import crri_gui as crri
from crri_gui.contract import OUTPUT_TABLES
from tests.shops import ALWAYS, Published, Shop, publish


def three_orders() -> Shop:
    """0.10 + 0.20 in January of one customer, nothing in February, 1.00 in March of another."""
    shop = Shop().add("o1", "u1", "2020-01-02", "0.10").add("o2", "u1", "2020-01-03", "0.20")
    return shop.add("o3", "u2", "2020-03-01", "1.00")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_orders().write(tmp_path_factory.mktemp("raw"))


@pytest.fixture(scope="module")
def three(raw: Path) -> Iterator[crri.Results]:
    with crri.open(raw).run() as opened:
        yield opened


@pytest.fixture(scope="module")
def written(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(raw, tmp_path_factory.mktemp("published"))


def test_money_adds_up_to_the_cent(three: crri.Results) -> None:
    months = three["monthly_revenue"].to_pandas()
    assert list(months["order_month"]) == ["2020-01", "2020-02", "2020-03"]
    assert list(months["revenue"]) == [Decimal("0.30"), Decimal("0.00"), Decimal("1.00")]
    # As floats 0.1 + 0.2 is not 0.3.
    assert months["revenue"].sum() == Decimal("1.30")


def test_whole_numbers_stay_whole_beside_blanks(three: crri.Results) -> None:
    orders = three["master_orders"].to_pandas()
    assert str(orders["is_repeat_customer"].dtype) == "Int64"
    assert orders["review_score"].isna().all()


def test_cents_and_floats_for_those_who_ask_for_them(three: crri.Results) -> None:
    table = three["monthly_revenue"]
    cents = table.to_pandas(money="cents")["revenue"]
    assert (str(cents.dtype), cents.tolist()) == ("Int64", [30, 0, 100])
    floats = table.to_pandas(money="float")
    assert str(floats["revenue"].dtype) == "float64"
    assert floats["aov"].isna().tolist() == [False, True, False]
    with pytest.raises(crri.UsageError, match="'euros' is no way to write amounts"):
        table.to_pandas(money="euros")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [table.name for table in ALWAYS])
def test_it_is_the_published_file(name: str, three: crri.Results, written: Published) -> None:
    made = three[name].to_pandas()
    texts = pd.read_csv(written.folder / f"{name}.csv", dtype=str, keep_default_na=False)
    assert list(made.columns) == list(texts.columns)
    for column in made.columns:
        for ours, theirs in zip(made[column], texts[column], strict=True):
            blank = pd.isna(ours)
            assert (blank and theirs == "") or str(ours) == theirs or float(ours) == float(theirs)


def test_another_name_is_refused_with_those_there_are(three: crri.Results) -> None:
    with pytest.raises(crri.UsageError, match="no output 'orders'") as refused:
        three["orders"]
    assert "master_orders" in refused.value.remedy


def test_a_table_that_was_not_asked_for_says_how_to(three: crri.Results) -> None:
    with pytest.raises(crri.UsageError, match="segment_movement was not asked for") as refused:
        three["segment_movement"]
    assert "extensions=['movement']" in refused.value.remedy


def test_a_frame_tells_what_its_columns_mean_and_what_it_was_made_of(
    raw: Path, three: crri.Results
) -> None:
    attrs = three["monthly_revenue"].to_pandas().attrs
    [table] = (one for one in OUTPUT_TABLES if one.name == "monthly_revenue")
    assert attrs["table"] == "monthly_revenue"
    assert attrs["meanings"] == {column.name: column.meaning for column in table.columns}
    assert attrs["units"] == {column.name: column.unit for column in table.columns}
    assert attrs["definitions"]["late"] == "after_date"
    with crri.open(raw, late="after_timestamp").run() as other:
        changed = other["monthly_revenue"].to_pandas().attrs
    assert changed["definitions"]["late"] == "after_timestamp"
    assert changed["fingerprint"] != attrs["fingerprint"]


def test_the_fingerprint_is_that_of_the_published_set(
    three: crri.Results, written: Published
) -> None:
    assert three.fingerprint == written.manifest["fingerprint"]


def test_a_table_shows_its_schema_and_first_rows(three: crri.Results) -> None:
    text = repr(three["monthly_revenue"])
    assert text.startswith("monthly_revenue: 3 rows")
    assert "currency of the raw data, to the cent" in text and "2020-01" in text
    html = three["monthly_revenue"]._repr_html_()
    assert "revenue" in html and three["monthly_revenue"].meanings["revenue"] in html


def test_sums_in_a_query_stay_exact(three: crri.Results) -> None:
    asked = three.sql("SELECT sum(order_value) AS worth, count(*) AS orders FROM master_orders")
    assert asked.to_pandas().values.tolist() == [[Decimal("1.30"), 3]]
    assert asked.to_pandas(money="cents")["worth"].tolist() == [130]


def test_what_has_digits_below_the_cent_is_not_cut_to_cents(three: crri.Results) -> None:
    asked = three.sql("SELECT CAST(0.125 AS DECIMAL(18, 4)) AS part").to_pandas(money="cents")
    assert asked["part"].tolist() == [Decimal("0.1250")]


def test_arrow_and_polars_where_they_are_installed(three: crri.Results) -> None:
    arrow = pytest.importorskip("pyarrow")
    table = three["monthly_revenue"].to_arrow()
    assert table.column("revenue").to_pylist() == [
        Decimal("0.30"),
        Decimal("0.00"),
        Decimal("1.00"),
    ]
    assert json.loads(table.schema.metadata[b"fingerprint"]) == three.fingerprint
    assert three["monthly_revenue"].to_arrow(money="cents").schema.field("revenue").type == (
        arrow.int64()
    )
    pytest.importorskip("polars")
    polars = three["monthly_revenue"].to_polars(money="cents")
    assert polars["revenue"].to_list() == [30, 0, 100]


def test_arrow_where_it_is_not_installed_says_what_to_install(
    three: crri.Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "pyarrow", raising=False)
    with pytest.raises(crri.UsageError, match="pyarrow is not installed"):
        three["monthly_revenue"].to_arrow()
