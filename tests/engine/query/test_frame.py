"""Results as pandas DataFrames: the CSV's columns and rows, exact by default."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from crri_gui.errors import UsageError
from tests.shops import ALWAYS, Published, Shop, publish


def three_orders() -> Shop:
    """0.10 + 0.20 in January of one customer, nothing in February, 1.00 in March of another."""
    shop = Shop().add("o1", "u1", "2020-01-02", "0.10").add("o2", "u1", "2020-01-03", "0.20")
    return shop.add("o3", "u2", "2020-03-01", "1.00")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return three_orders().write(tmp_path_factory.mktemp("raw"))


@pytest.fixture(scope="module")
def results(raw: Path) -> Iterator[Results]:
    opened = open_results(RunContext(), Request(raw))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def published(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(raw, tmp_path_factory.mktemp("published"))


def test_money_adds_up_to_the_cent(results: Results) -> None:
    months = results.frame("monthly_revenue")
    assert list(months["order_month"]) == ["2020-01", "2020-02", "2020-03"]
    assert list(months["revenue"]) == [Decimal("0.30"), Decimal("0.00"), Decimal("1.00")]
    # As floats 0.1 + 0.2 is not 0.3.
    assert months["revenue"].sum() == Decimal("1.30")


def test_whole_numbers_stay_whole_beside_blanks(results: Results) -> None:
    orders = results.frame("master_orders")
    assert str(orders["is_repeat_customer"].dtype) == "Int64"
    assert orders["review_score"].isna().all()


def test_floats_for_those_who_ask_for_them(results: Results) -> None:
    months = results.frame("monthly_revenue", decimals="float")
    assert str(months["revenue"].dtype) == "float64"
    assert months["aov"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("name", [table.name for table in ALWAYS])
def test_it_is_the_published_file(name: str, results: Results, published: Published) -> None:
    made = results.frame(name)
    assert list(made.columns) == list(published[name][0])
    written = pd.read_csv(published.folder / f"{name}.csv", dtype=str, keep_default_na=False)
    as_text = made.astype("object").where(made.notna(), "").astype(str)
    for column in made.columns:
        for ours, theirs in zip(as_text[column], written[column], strict=True):
            assert ours == theirs or Decimal(ours) == Decimal(theirs)


def test_another_name_is_refused_with_those_there_are(results: Results) -> None:
    with pytest.raises(UsageError, match="no output 'orders'") as refused:
        results.frame("orders")
    assert "master_orders" in refused.value.remedy
