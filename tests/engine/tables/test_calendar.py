"""The months that the outputs tell of: a stop of sales is seen, stray orders add nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shops import Published, Shop, publish_shop


def growing(shop: Shop, month: str, orders: int, status: str = "delivered") -> Shop:
    """So many orders of a month, each of a new customer, from its first day on."""
    for number in range(orders):
        day = 1 + number % 28
        shop.add(f"{month}-{number}", f"u{month}-{number}", f"{month}-{day:02d}", 10, status=status)
    return shop


def months(result: Published) -> list[str]:
    found = [row["order_month"] for row in result["monthly_revenue"]]
    assert [row["order_month"] for row in result["ops_metrics"]] == found
    return found


def test_a_stop_of_sales_is_months_of_zero(tmp_path: Path) -> None:
    shop = growing(growing(Shop(), "2024-01", 20), "2024-02", 20)
    # From March on nothing is sold any more: what is ordered, is canceled.
    growing(growing(shop, "2024-03", 5, "canceled"), "2024-04", 5, "canceled")
    result = publish_shop(shop, tmp_path)
    assert months(result) == ["2024-01", "2024-02", "2024-03", "2024-04"]
    revenue = result.by("monthly_revenue", "order_month")
    assert [revenue[m]["revenue"] for m in revenue] == ["200.00", "200.00", "0.00", "0.00"]
    # (0 - 200) / 200 = -100 %, and from nothing there is no growth
    assert [revenue[m]["mom_growth_pct"] for m in revenue] == ["", "0.0", "-100.0", ""]
    cohort = [r for r in result["cohort_retention"] if r["cohort_month"] == "2024-01"]
    assert [(r["order_month"], r["active_customers"]) for r in cohort] == [
        ("2024-01", "20"),
        ("2024-02", "0"),
        ("2024-03", "0"),
        ("2024-04", "0"),
    ]


def test_stray_months_without_a_counted_order_do_not_lengthen(tmp_path: Path) -> None:
    shop = growing(growing(Shop(), "2024-01", 50), "2024-02", 50)
    # Two of the usual fifty orders are 4 %; three would be 6 %.
    growing(shop, "2024-03", 2, "canceled")
    assert months(publish_shop(shop, tmp_path)) == ["2024-01", "2024-02"]
    growing(shop, "2024-05", 3, "canceled")
    assert months(publish_shop(shop, tmp_path / "b")) == [f"2024-0{m}" for m in range(1, 6)]


def test_a_stray_month_with_a_counted_order_is_kept(tmp_path: Path) -> None:
    shop = growing(growing(Shop(), "2024-01", 50), "2024-02", 50)
    shop.add("stray", "u", "2024-04-03", 1)
    assert months(publish_shop(shop, tmp_path)) == ["2024-01", "2024-02", "2024-03", "2024-04"]


def test_canceled_orders_before_the_first_counted_one_add_no_month(tmp_path: Path) -> None:
    shop = growing(growing(Shop(), "2024-01", 20, "canceled"), "2024-02", 20)
    assert months(publish_shop(shop, tmp_path)) == ["2024-02"]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        # The data covers February to June; March and April have no counted order.
        ("2024-03..2024-04", None),
        ("2024-01..2024-04", ["2024-02", "2024-03", "2024-04"]),
        ("2024-04..2024-12", ["2024-04", "2024-05", "2024-06"]),
    ],
)
def test_a_window_has_every_month_of_its_own_that_the_data_covers(
    tmp_path: Path, window: str, expected: list[str] | None
) -> None:
    shop = growing(growing(Shop(), "2024-02", 20), "2024-05", 20)
    shop.add("late", "v", "2024-06-02", 1, status="canceled")
    if expected is None:
        with pytest.raises(Exception, match="No order counts"):
            publish_shop(shop, tmp_path, window=window)
    else:
        assert months(publish_shop(shop, tmp_path, window=window)) == expected


def test_only_complete_months_leave_out_a_partial_first_one(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2024-01-20", 1)
    growing(shop, "2024-02", 3).add("o2", "u2", "2024-03-31", 1)
    result = publish_shop(shop, tmp_path)
    assert result.manifest["flagged_months"] == {"2024-01": "partial"}
    complete = publish_shop(shop, tmp_path / "b", window="complete")
    assert months(complete) == ["2024-02", "2024-03"]


def test_no_counted_order_in_the_last_complete_month_is_a_warning(tmp_path: Path) -> None:
    shop = growing(growing(Shop(), "2024-01", 20), "2024-02", 10, "canceled")
    shop.add("end", "u", "2024-03-05", 1, status="canceled")
    result = publish_shop(shop, tmp_path)
    (finding,) = [f for f in result.manifest["findings"] if f["code"] == "recency_from_last_order"]
    assert "in Feb 2024, the last complete month" in finding["message"]
    assert "2024-01-20" in finding["message"]  # the twentieth order
    assert finding["severity"] == "warning"
    # A date of one's own is what recency starts from then.
    own = publish_shop(shop, tmp_path / "b", snapshot="2024-03-05")
    assert "recency_from_last_order" not in own.codes
    # March alone is without: it is not over yet.
    going = growing(growing(Shop(), "2024-01", 20), "2024-02", 10)
    going.add("end", "u", "2024-03-05", 1, status="canceled")
    assert "recency_from_last_order" not in publish_shop(going, tmp_path / "c").codes


def test_growth_from_nothing_or_less_is_blank(tmp_path: Path) -> None:
    shop = Shop()
    for month, worth in (("01", -100), ("02", -50), ("03", 50), ("04", 60)):
        shop.add(f"o{month}", f"u{month}", f"2024-{month}-01", worth)
    rows = publish_shop(shop, tmp_path)["monthly_revenue"]
    # (60 - 50) / 50 = 20 %; before that every base is below 0
    assert [row["mom_growth_pct"] for row in rows] == ["", "", "", "20.0"]
