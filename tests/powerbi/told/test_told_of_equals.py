"""Titles in Power BI name no longest bar where two are equal, and no 100 % of nearly all."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.dashboard.pages.executive import PAGE as EXECUTIVE
from crri_gui.dashboard.pages.operations import PAGE as OPERATIONS
from crri_gui.powerbi.model.hidden.findings import finding_name
from tests.powerbi.conftest import model_of
from tests.shops import Shop

pytestmark = pytest.mark.long

CHARTS = {chart.key: chart for page in (EXECUTIVE, OPERATIONS) for chart in page.power_bi_charts}


def test_of_equal_bars_none_is_the_longest_and_nearly_all_is_not_all(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(3000):
        of = {"state": "SP", "paid": [("card", 10)]} if number else {"state": "RJ"}
        shop.add(f"o{number}", f"u{number}", "2020-01-05", 10, **of)
    for state in ("SP", "RJ"):
        shop.add(state, state, "2020-02-05", 10, state=state, paid=[(state, 10)])
    with model_of(shop.write(tmp_path / "raw"), frozenset()) as model:

        def said(key: str, month: str) -> str:
            context = {"master_orders.order_month": [month]}
            return str(model.said_by_dax(finding_name(CHARTS[key]), context))

        # 2,999 of 3,000.
        share = "99.9667% of all"
        assert said("revenue by state", "2020-01") == (
            f"Highest Total Revenue: SP with 30.0K, {share}"
        )
        assert said("orders by payment", "2020-01") == f"Most orders: card with 2,999, {share}"
        assert said("revenue by state", "2020-02") == "Total Revenue by state"
        assert said("orders by payment", "2020-02") == "Total Orders by payment type"


def test_a_change_of_nearly_nothing_is_not_told_as_none(tmp_path: Path) -> None:
    """2,500 orders in January, one more in February."""
    shop = Shop()
    for month, last, orders in (("2020-01", 31, 2500), ("2020-02", 29, 2501)):
        for number in range(orders):
            day = 1 + number % last
            shop.add(f"{month}/{number}", f"{month}/{number}", f"{month}-{day:02}", 10)
    with model_of(shop.write(tmp_path / "raw"), frozenset()) as model:
        said = model.said_by_dax(finding_name(CHARTS["revenue by month"]), {})
    assert said == "Total Revenue 25.0K in Feb 2020, +0.0400% against Jan 2020"
