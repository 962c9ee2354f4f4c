"""Late is counted over counted; what never arrived is told beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.engine.query.dashboard.operations import operations
from crri_gui.engine.results import open_results
from tests.shops import Shop, publish_shop


def undated() -> Shop:
    """January: ten deliveries, of which one has an estimate, and was late. February: ten in time.

    So one late order of eleven that can be judged; the mean of the months is 50 %.
    """
    shop = Shop()
    for number in range(10):
        due = "2024-01-10" if number == 0 else ""
        shop.add(f"a{number}", f"a{number}", "2024-01-01", 1, delivered="2024-01-20", estimated=due)
        shop.add(
            f"b{number}",
            f"b{number}",
            "2024-02-01",
            1,
            delivered="2024-02-03",
            estimated="2024-02-10",
        )
    return shop


def cards(shop: Shop, folder: Path, filters: Filters = NO_FILTERS, **options: Any) -> Any:
    request = Request(
        shop.write(folder / "raw"), definitions=with_values(Definitions(), options, "test")
    )
    results = open_results(RunContext(), request)
    try:
        with results.cursor() as con:
            return operations(DuckDB(RunContext(), con), filters)
    finally:
        results.close()


def test_a_rate_over_months_is_late_orders_over_judged_orders(tmp_path: Path) -> None:
    page = cards(undated(), tmp_path)
    assert page.cards["Late Delivery Rate"] == pytest.approx(1 / 11)
    assert [month.late_rate for month in page.by_month] == [1.0, 0.0]
    one = cards(undated(), tmp_path / "b", Filters(("2024-01", "2024-01")))
    assert one.cards["Late Delivery Rate"] == 1.0


def test_over_all_orders_the_rate_is_over_all_orders(tmp_path: Path) -> None:
    # January: ten orders, two arrived, both after 19 days. February: ten, all after two days.
    shop = Shop()
    for number in range(10):
        arrived = "2024-01-20 12:00:00" if number < 2 else ""
        shop.add(f"a{number}", f"a{number}", "2024-01-01", 1, delivered=arrived)
        shop.add(f"b{number}", f"b{number}", "2024-02-01", 1, delivered="2024-02-03 12:00:00")
    shop.orders = [(*row[:5], "2024-03-01 00:00:00") for row in shop.orders]
    page = cards(shop, tmp_path, late="after_days", late_over="all")
    assert page.cards["Late Delivery Rate"] == pytest.approx(2 / 20)
    dated = cards(shop, tmp_path / "b", late="after_days")
    assert dated.cards["Late Delivery Rate"] == pytest.approx(2 / 12)


def overdue() -> Shop:
    """Ten orders due on 15 January: five came in time, five never did. The data goes to March."""
    shop = Shop()
    for number in range(10):
        shop.add(
            f"o{number}",
            f"u{number}",
            "2024-01-01",
            1,
            delivered="2024-01-10" if number < 5 else "",
            estimated="2024-01-15",
            status="delivered" if number < 5 else "shipped",
        )
    for month in ("01", "02", "03"):  # so that the five are not most of all
        shop.add(f"x{month}", f"x{month}", f"2024-{month}-28", 1, delivered=f"2024-{month}-29")
    return shop


def test_overdue_orders_are_counted_beside_the_late_rate(tmp_path: Path) -> None:
    page = cards(overdue(), tmp_path)
    assert page.cards["Late Delivery Rate"] == 0.0
    assert page.overdue == 5
    assert cards(overdue(), tmp_path / "b", Filters(("2024-02", "2024-03"))).overdue == 0
    result = publish_shop(overdue(), tmp_path / "c")
    (finding,) = [f for f in result.manifest["findings"] if f["code"] == "orders_overdue"]
    # 5 of 5 + 5 that were due
    assert (finding["severity"], finding["count"], finding["share"]) == ("warning", 5, 0.5)
    assert result.manifest["deliveries"] == [
        {"order_month": "2024-01", "late": 0, "judged": 5, "overdue": 5},
        {"order_month": "2024-02", "late": 0, "judged": 0, "overdue": 0},
        {"order_month": "2024-03", "late": 0, "judged": 0, "overdue": 0},
    ]


@pytest.mark.parametrize(
    ("due", "status", "options", "count"),
    [
        ("2024-01-14 00:00:00", "shipped", {}, 1),
        ("2024-01-15 00:00:00", "shipped", {}, 0),  # due on the day on which the data ends
        ("2024-01-15 00:00:00", "shipped", {"late": "after_timestamp"}, 1),  # at noon
        ("2024-01-14 00:00:00", "canceled", {"statuses": "all"}, 0),  # waits for nothing
        ("", "shipped", {}, 0),
        # bought 14 days before the data ends
        ("2024-02-01 00:00:00", "shipped", {"late": "after_days", "late_after_days": 13}, 1),
        ("2024-02-01 00:00:00", "shipped", {"late": "after_days", "late_after_days": 14}, 0),
        ("", "shipped", {"late": "after_days", "late_over": "all"}, 1),
    ],
)
def test_what_is_overdue(
    tmp_path: Path, due: str, status: str, options: dict[str, object], count: int
) -> None:
    shop = Shop().add("o1", "u1", "2024-01-01 12:00:00", 1, estimated=due, status=status)
    shop.add("end", "u2", "2024-01-15 12:00:00", 1, delivered="2024-01-16", estimated="2024-01-20")
    result = publish_shop(shop, tmp_path, **options)
    assert result.manifest["deliveries"][0]["overdue"] == count
    assert ("orders_overdue" in result.codes) == bool(count)


def test_a_mistyped_year_of_a_delivery_is_named(tmp_path: Path) -> None:
    """Thirty orders that take three days and a half; of one the delivery is a year later.

    January's average is (29 x 3.5 + 369.5) / 30 in place of 3.5.
    """

    def shop(*years: int, slow: str = "2024-01-05") -> Shop:
        made = Shop()
        for number in range(30):
            day = "2024-01-05" if number >= len(years) else f"{years[number]}-01-05"
            made.add(f"o{number}", f"u{number}", "2024-01-01", 1, delivered=day)
        return made.add("slow", "u", "2024-02-01", 1, delivered=slow)

    def said(folder: str, made: Shop) -> list[dict[str, Any]]:
        found = publish_shop(made, tmp_path / folder).manifest["findings"]
        return [f for f in found if f["code"] == "delivery_year_wrong"]

    (one,) = said("one", shop(2025, slow="2024-06-01"))
    assert (one["count"], one["examples"]) == (1, ["o0"])
    assert "up to 370 days after the purchase, no other later than 121" in one["message"]
    assert "Average delivery: Jan 2024 15.70 days in place of 3.50." in one["message"]
    # Too many to be slips, or beside others that are as slow.
    assert not said("two", shop(2025, 2025, slow="2024-06-01"))
    assert not said("slow", shop(2025, slow="2024-12-01"))
    assert not said("none", shop(slow="2024-06-01"))
