"""What holds for the extension tables of every shop, on shops that hypothesis makes up."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from crri_gui.engine.report import InputRefused
from tests.effort import tries
from tests.engine.test_invariants import shops
from tests.shops import Published, Shop, publish

pytestmark = pytest.mark.long

# The shops' orders lie between 2020-01-01 and 2020-08-04.
SNAPSHOT, DAYS, FROM = "2020-12-31", 200, "2020-06-14"
GROUPS = frozenset({"value", "movement", "new_returning"})


def made_of(shop: Shop) -> Counter[str] | None:
    """The customers by their segment at the first snapshot; None where the shop is refused."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            request = {"max_rejected_money": 1.0, "extensions": GROUPS}
            options = {"snapshot": SNAPSHOT, "movement_days": DAYS, "margin": 30}
            raw = shop.write(Path(folder) / "raw")
            made = publish(raw, Path(folder) / "out", request, **options)
        except InputRefused:
            return None
        assert_value_adds_up(made)
        assert_new_and_returning_add_up(made)
        assert_nobody_is_lost_on_the_way(made)
        return before_first_snapshot(made)


def assert_value_adds_up(made: Published) -> None:
    rows = made["cohort_ltv"]
    for month in made["monthly_revenue"]:
        there = [row for row in rows if row["order_month"] == month["order_month"]]
        assert sum(Decimal(row["revenue"]) for row in there) == Decimal(month["revenue"])
        assert sum(int(row["orders"]) for row in there) == int(month["orders"])
        assert sum(int(row["active_customers"]) for row in there) == int(month["customers"])
    cohorts: dict[str, list[Decimal]] = {}
    for row in rows:
        cohorts.setdefault(row["cohort_month"], []).append(Decimal(row["cumulative_revenue"]))
    # Nothing is worth less than nothing here, so what is brought never shrinks.
    assert all(values == sorted(values) for values in cohorts.values())
    curve = made.manifest["figures"]["ltv_curve"]
    values = [Decimal(point["cumulative_revenue_per_customer"]) for point in curve]
    assert values == sorted(values)


def assert_new_and_returning_add_up(made: Published) -> None:
    rows, months = made["monthly_new_returning"], made["monthly_revenue"]
    for row, month in zip(rows, months, strict=True):
        both = Decimal(row["new_revenue"]) + Decimal(row["returning_revenue"])
        assert both == Decimal(row["revenue"]) == Decimal(month["revenue"])
        assert int(row["new_orders"]) + int(row["returning_orders"]) == int(month["orders"])
    sizes = Counter(
        {
            row["cohort_month"]: int(row["cohort_size"])
            for row in made["cohort_ltv"]
            if row["months_since_first"] == "0"
        }
    )
    assert all(int(row["new_customers"]) == sizes[row["order_month"]] for row in rows)


def assert_nobody_is_lost_on_the_way(made: Published) -> None:
    rows = made["segment_movement"]
    assert sum(int(row["customers"]) for row in rows) == len(made["rfm_customers"])
    total = Decimal(made.manifest["totals"]["revenue"])
    assert sum(Decimal(row["monetary"]) for row in rows) == total
    figures = made.manifest["figures"]
    for column in ("customers", "revenue", "monetary"):
        by_status = sum(Decimal(row[column]) for row in figures["movement_status"])
        assert by_status == sum(Decimal(row[column]) for row in rows)
    assert all(one["holds"] for one in made.manifest["reconciliation"])


def before_first_snapshot(made: Published) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in made["segment_movement"]:
        if row["from_segment"] != "(new)":
            counts[row["from_segment"]] += int(row["customers"])
    return counts


@settings(
    max_examples=tries(4, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
@given(shop=shops())
def test_they_add_up_and_what_comes_later_moves_nobody_before(shop: Shop) -> None:
    made = made_of(shop)
    earlier = {str(order[0]) for order in shop.orders if str(order[3]) < FROM}
    kept = replace(
        shop,
        orders=[order for order in shop.orders if str(order[0]) in earlier],
        order_items=[item for item in shop.order_items if str(item[0]) in earlier],
        order_payments=[paid for paid in shop.order_payments if str(paid[0]) in earlier],
        order_reviews=[review for review in shop.order_reviews if str(review[1]) in earlier],
    )
    past = made_of(kept) if kept.orders and kept.order_items else None
    if made is not None and past is not None:
        assert made == past
