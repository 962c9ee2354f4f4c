"""The extension tables of whole shops against a recomputation in plain pandas."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.conftest import reference
from tests.recomputation import extensions as again
from tests.shops import Published, publish

pytestmark = pytest.mark.long
GROUPS = frozenset({"value", "movement", "new_returning"})


@pytest.fixture(scope="module", params=["sample", "olist_8k"])
def shop(
    request: pytest.FixtureRequest, sample_shop: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Published, pd.DataFrame]:
    raw = sample_shop if request.param == "sample" else reference(request.param)
    out = tmp_path_factory.mktemp("out")
    made = publish(raw, out, {"extensions": GROUPS}, margin=30.25, cac="45")
    return made, again.orders_of(raw, out)


def numbers(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    """What can be a number is one."""

    def plain(text: str) -> Any:
        try:
            return float(text)
        except ValueError:
            return text

    return [{name: plain(text) for name, text in row.items()} for row in rows]


def months_of(made: Published) -> list[str]:
    return [row["order_month"] for row in made["monthly_revenue"]]


def equal(found: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        for name, value in other.items():
            same = value if isinstance(value, str) else pytest.approx(value, rel=1e-12)
            assert one[name] == same, name


def test_customer_value(shop: tuple[Published, pd.DataFrame]) -> None:
    made, orders = shop
    found = numbers(made["cohort_ltv"])
    wanted = again.ltv_rows(orders, months_of(made), Decimal("30.25"))
    equal(found, wanted)
    revenue = Decimal(made.manifest["totals"]["revenue"])
    assert sum(Decimal(row["revenue"]) for row in made["cohort_ltv"]) == revenue
    flags = made.manifest["flagged_months"]
    flagged = {month for month, why in flags.items() if why != "short"}
    assert all(
        row["complete"] == (not {row["cohort_month"], row["order_month"]} & flagged)
        for row in found
    )
    figures = made.manifest["figures"]
    left_out = {one["cohort_month"] for one in figures["ltv_first_cohort"] if one["left_out"]}
    shown = [float(one["cumulative_revenue_per_customer"]) for one in figures["ltv_curve"]]
    assert shown == pytest.approx(again.curve(found, left_out), abs=1e-4)
    assert shown == sorted(shown)


def test_new_and_returning(shop: tuple[Published, pd.DataFrame]) -> None:
    made, orders = shop
    rows = numbers(made["monthly_new_returning"])
    equal(rows, again.new_and_returning(orders, months_of(made)))
    for row, month in zip(made["monthly_new_returning"], made["monthly_revenue"], strict=True):
        assert row["revenue"] == month["revenue"]
        assert int(row["new_customers"]) + int(row["returning_customers"]) == int(
            month["customers"]
        )


def test_segment_movement(shop: tuple[Published, pd.DataFrame]) -> None:
    made, orders = shop
    rows, statuses, stability = again.movement(orders, 90)
    equal(numbers(made["segment_movement"]), rows)
    figures = made.manifest["figures"]
    found = {row["status"]: row["customers"] for row in figures["movement_status"]}
    assert {name: count for name, count in found.items() if count} == statuses
    [told] = figures["movement_stability"]
    assert {name: float(told[name]) for name in stability} == pytest.approx(stability, abs=1e-6)


def test_concentration_and_first_orders(shop: tuple[Published, pd.DataFrame]) -> None:
    made, orders = shop
    figures = made.manifest["figures"]
    gini, shares = again.best(orders)
    assert figures["gini"][0]["gini"] == pytest.approx(gini, abs=1e-9)
    found = {row["top_percent"]: row["revenue_share"] for row in figures["concentration"]}
    assert found == pytest.approx(shares)
    for column in ("payment_type", "customer_state"):
        for days in (90, 180):
            told = {
                row["value"]: (
                    row["customers"],
                    row["repeated"],
                    int(Decimal(row["revenue"]) * 100),
                )
                for row in figures["first_purchase"]
                if (row["dimension"], row["days"]) == (column, days)
            }
            assert told == again.first_purchases(orders, column, days)
