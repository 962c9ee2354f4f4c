"""What holds for every shop, on shops that hypothesis makes up."""

from __future__ import annotations

import random
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crri_gui.engine.report import InputRefused
from tests.effort import tries
from tests.shops import Published, Shop, publish

pytestmark = pytest.mark.long

DAYS = st.integers(0, 200)
CENTS = st.integers(0, 30_000)


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    """Up to 25 orders of up to 8 customers over 200 days, with all that goes wrong in between."""
    shop = Shop()
    for number in range(draw(st.integers(1, 25))):
        day = draw(DAYS)
        at = f"2020-{1 + day // 28:02d}-{1 + day % 28:02d}"
        prices = [
            f"{cents / 100:.2f}"
            for cents in draw(st.lists(CENTS, min_size=number == 0, max_size=3))
        ]
        delivered = draw(st.sampled_from(["", f"{at} 23:59:59", "2020-12-01 08:30:00"]))
        shop.add(
            f"o{number:02d}",
            f"u{draw(st.integers(0, 7))}",
            at,
            *prices,
            status=draw(st.sampled_from(["delivered", "shipped", "canceled"])),
            delivered=delivered,
            estimated=draw(st.sampled_from(["", f"{at} 00:00:00"])),
            state=draw(st.sampled_from(["SP", "RJ", ""])),
            score=draw(st.one_of(st.none(), st.integers(1, 5))),
        )
    # Orphans, and orders whose customer is missing.
    if draw(st.booleans()):
        shop.order_items.append(("nowhere", 1, "7.77", "1.00"))
    # A file without a row is refused, which another test shows.
    if draw(st.booleans()) and len(shop.customers) > 1:
        shop.customers.pop()
    return shop


def run_or_refuse(shop: Shop) -> tuple[Published, dict[str, bytes]] | None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            raw = shop.write(Path(folder) / "raw")
            result = publish(raw, Path(folder) / "out", {"max_rejected_money": 1.0})
        except InputRefused as error:
            # Every order may be canceled, or nobody's.
            assert {f.code for f in error.findings if f.severity == "error"} == {
                "no_counted_orders"
            }
            return None
        tables = result.bytes()
        assert_sums_reconcile(result)
        assert_cohorts_add_up(result)
        assert_scores_are_fair(result)
        return result, tables


def assert_sums_reconcile(result: Published) -> None:
    master, months = result["master_orders"], result["monthly_revenue"]
    customers = result["rfm_customers"]
    total = sum(Decimal(row["order_value"]) for row in master)
    assert total == sum(Decimal(row["revenue"]) for row in months)
    assert total == sum(Decimal(row["monetary"]) for row in customers)
    assert len({row["order_id"] for row in master}) == len(master)
    assert len(master) == sum(int(row["orders"]) for row in months)
    assert len(master) == sum(int(row["frequency"]) for row in customers)
    assert all(statement["holds"] for statement in result.manifest["reconciliation"])


def assert_cohorts_add_up(result: Published) -> None:
    cohorts = result["cohort_retention"]
    months = [row["order_month"] for row in result["monthly_revenue"]]
    first = [row for row in cohorts if row["cohort_month"] == row["order_month"]]
    assert sum(int(row["cohort_size"]) for row in first) == len(result["rfm_customers"])
    assert all(float(row["retention_rate"]) == 1 for row in first)
    assert all(0 <= float(row["retention_rate"]) <= 1 for row in cohorts)
    assert {row["order_month"] for row in cohorts} <= set(months)
    for month in result["monthly_revenue"]:
        active = sum(
            int(row["active_customers"])
            for row in cohorts
            if row["order_month"] == month["order_month"]
        )
        assert active == int(month["customers"])


def assert_scores_are_fair(result: Published) -> None:
    """Equal values have equal scores; better in everything is never scored lower."""
    rows = [
        (-int(r["recency"]), int(r["frequency"]), Decimal(r["monetary"]), int(r["RFM_score"]))
        for r in result["rfm_customers"]
    ]
    for one in rows:
        assert 3 <= one[3] <= 12
        for other in rows:
            if one[0] <= other[0] and one[1] <= other[1] and one[2] <= other[2]:
                assert one[3] <= other[3]


@settings(
    max_examples=tries(3, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
@given(shop=shops(), seed=st.integers(0, 1_000))
def test_invariants_and_row_order(shop: Shop, seed: int) -> None:
    first = run_or_refuse(shop)
    shuffled = random.Random(seed)
    for table in (
        shop.orders,
        shop.customers,
        shop.order_items,
        shop.order_payments,
        shop.order_reviews,
    ):
        shuffled.shuffle(table)
    second = run_or_refuse(shop)
    assert (first and first[1]) == (second and second[1])
