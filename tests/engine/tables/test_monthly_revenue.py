"""monthly_revenue and ops_metrics: months without gaps, rates of nothing blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.shops import Shop, publish_shop


def test_a_month_in_numbers(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-01-02", 100).add("o2", "u1", "2020-01-03", 20)
    shop.add("o3", "u2", "2020-01-04", 30).add("o4", "u3", "2020-02-01", 165)
    shop.add("o5", "u3", "2020-04-01", 33)
    assert publish_shop(shop, tmp_path)["monthly_revenue"] == [
        # 100 + 20 + 30 of two customers; 150 / 3 orders
        row("2020-01", "150.00", 3, 2, "50.0", ""),
        # (165 - 150) / 150 = 10 %
        row("2020-02", "165.00", 1, 1, "165.0", "10.0"),
        # no order: zeros, no average; (0 - 165) / 165 = -100 %
        row("2020-03", "0.00", 0, 0, "", "-100.0"),
        # the month before has no revenue: growth is blank, not infinite
        row("2020-04", "33.00", 1, 1, "33.0", ""),
    ]


def row(
    month: str, revenue: str, orders: int, customers: int, aov: str, growth: str
) -> dict[str, str]:
    return {
        "order_month": month,
        "revenue": revenue,
        "orders": str(orders),
        "customers": str(customers),
        "aov": aov,
        "mom_growth_pct": growth,
    }


def test_averages_of_a_month(tmp_path: Path) -> None:
    shop = Shop()
    shop.add("o1", "u1", "2020-01-01 00:00:00", 1, delivered="2020-01-03 00:00:00", score=5)
    shop.add("o2", "u2", "2020-01-01 00:00:00", 1, delivered="2020-01-06 12:00:00", score=4)
    shop.add("o3", "u3", "2020-01-01 00:00:00", 1)
    shop.add("o4", "u4", "2020-03-01 00:00:00", 1)
    ops = publish_shop(shop, tmp_path).by("ops_metrics", "order_month")
    # (2.00 + 5.50) / 2 delivered; (5 + 4) / 2 reviewed; nobody gave an estimate
    assert ops["2020-01"]["avg_delivery_days"] == "3.75"
    assert ops["2020-01"]["avg_review_score"] == "4.5"
    assert ops["2020-01"]["late_delivery_rate"] == ""
    assert ops["2020-02"] == {
        "order_month": "2020-02",
        "avg_delivery_days": "",
        "avg_review_score": "",
        "late_delivery_rate": "",
    }


def deliveries() -> Shop:
    """Bought on 1 January at midnight, estimated for the 10th at midnight (but for o5)."""
    shop = Shop()
    for number, (delivered, estimated) in enumerate(
        [
            ("2020-01-09 18:00:00", "2020-01-10 00:00:00"),  # early; 8.75 days
            ("2020-01-10 18:00:00", "2020-01-10 00:00:00"),  # on the day; 9.75 days
            ("2020-01-11 01:00:00", "2020-01-10 00:00:00"),  # late; 10.04 days
            ("", "2020-01-10 00:00:00"),  # not delivered
            ("2020-01-20 00:00:00", ""),  # no estimate; 19 days
        ],
        1,
    ):
        shop.add(
            f"o{number}",
            f"u{number}",
            "2020-01-01 00:00:00",
            1,
            delivered=delivered,
            estimated=estimated,
        )
    return shop


@pytest.mark.parametrize(
    ("options", "late", "of"),
    [
        ({}, 1, 3),  # o3, of o1 o2 o3 which have both dates
        ({"late": "after_timestamp"}, 2, 3),  # o2 too: 18:00 is after midnight
        ({"late": "after_days"}, 1, 3),  # o3: 10.04 > 10
        ({"late": "after_days", "delivery_days": "whole"}, 0, 3),  # 10 is not more than 10
        ({"late": "after_days", "late_after_days": 9}, 2, 3),  # o2 and o3
        ({"late_over": "all"}, 1, 5),
        ({"late": "after_days", "late_over": "all"}, 2, 5),  # o3 and o5
    ],
)
def test_late(tmp_path: Path, options: dict[str, object], late: int, of: int) -> None:
    ops = publish_shop(deliveries(), tmp_path, **options)["ops_metrics"]
    assert float(ops[0]["late_delivery_rate"]) == pytest.approx(late / of, abs=1e-15)
