"""Which orders count, over which months, and what is said of those that do not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.changes import what_changed
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.report import InputRefused
from crri_gui.engine.results import open_results
from tests.shops import Shop, publish, publish_shop

STATUSES = "delivered shipped invoiced processing created approved canceled unavailable".split()


def one_of_each_status() -> Shop:
    shop = Shop()
    for number, status in enumerate(STATUSES, 1):
        # Prices 1, 2, 4, ... 128: every sum tells which orders are in it.
        shop.add(f"o{number}", f"u{number}", "2020-05-04", 2 ** (number - 1), status=status)
    return shop


@pytest.mark.parametrize(
    ("statuses", "revenue"),
    [
        ("except_canceled", "63.00"),  # 1 + 2 + 4 + 8 + 16 + 32
        ("delivered", "1.00"),
        ("all", "255.00"),  # 2^8 - 1
        (["shipped", "Canceled"], "66.00"),  # 2 + 64, in any case
    ],
)
def test_statuses(tmp_path: Path, statuses: object, revenue: str) -> None:
    result = publish_shop(one_of_each_status(), tmp_path, statuses=statuses)
    assert result["monthly_revenue"][0]["revenue"] == revenue


def test_what_is_left_out_is_reported_by_status_with_count_and_money(tmp_path: Path) -> None:
    result = publish_shop(one_of_each_status(), tmp_path)
    prices = next(s for s in result.manifest["reconciliation"] if s["code"] == "prices")
    lines = {line["label"]: (line["amount"], line["count"]) for line in prices["lines"]}
    assert lines == {
        "counted orders": ("63.00", 6),
        "left out by status: canceled": ("64.00", 1),
        "left out by status: unavailable": ("128.00", 1),
    }
    assert prices["total"]["amount"] == "255.00"


def test_other_spellings_of_canceled_are_left_out_too_and_named(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 10)
    shop.add("o2", "u2", "2020-05-04", 20, status="CANCELED")
    shop.add("o3", "u3", "2020-05-04", 40, status=" cancelled ")
    shop.add("o4", "u4", "2020-05-04", 80, status="")
    result = publish_shop(shop, tmp_path)
    # A blank status is not canceled, so the order counts, and the finding says so: 10 + 80.
    assert result["monthly_revenue"][0]["revenue"] == "90.00"
    unknown = [f for f in result.manifest["findings"] if f["code"] == "status_unknown"]
    assert [f["message"].split("status ")[1].split(",")[0] for f in unknown] == [
        "'(blank)'",
        "'cancelled'",
    ]


def test_a_listed_status_that_no_order_has_is_named(tmp_path: Path) -> None:
    result = publish_shop(
        Shop().add("o1", "u1", "2020-05-04", 10), tmp_path, statuses=["delivered", "shiped"]
    )
    assert "status_absent" in result.codes


def test_an_order_without_items_counts_with_value_0(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-05-04", 10).add("o2", "u2", "2020-05-05", paid=[])
    result = publish_shop(shop, tmp_path)
    month = result["monthly_revenue"][0]
    assert (month["orders"], month["revenue"], month["aov"]) == ("2", "10.00", "5.0")
    assert result.by("master_orders", "order_id")["o2"]["order_value"] == "0.00"


def three_months() -> Shop:
    """Jan 10, Mar 20, Apr 40; the data ends on 15 April; u1 buys in January and in March."""
    shop = Shop().add("o1", "u1", "2020-01-10", 10).add("o2", "u1", "2020-03-10", 20)
    return shop.add("o3", "u2", "2020-04-15", 40)


@pytest.mark.parametrize(
    ("window", "months"),
    [
        ("all", ["2020-01", "2020-02", "2020-03", "2020-04"]),  # February has no order, and a row
        # The data begins on 10 January and ends on 15 April; in February nobody bought.
        ("complete", ["2020-03"]),
        ("2020-02..2020-03", ["2020-02", "2020-03"]),  # every month of it that the data covers
        ("2020-03..2020-12", ["2020-03", "2020-04"]),  # no month after the data ends
    ],
)
def test_window(tmp_path: Path, window: str, months: list[str]) -> None:
    result = publish_shop(three_months(), tmp_path, window=window)
    assert [row["order_month"] for row in result["monthly_revenue"]] == months
    assert [row["order_month"] for row in result["ops_metrics"]] == months


def test_a_month_whose_last_day_has_an_order_is_complete(tmp_path: Path) -> None:
    shop = three_months().add("o4", "u3", "2020-04-30", 1).add("o5", "u3", "2020-01-01", 1)
    result = publish_shop(shop, tmp_path, window="complete")
    months = [row["order_month"] for row in result["monthly_revenue"]]
    assert months == ["2020-01", "2020-02", "2020-03", "2020-04"]
    assert result.manifest["flagged_months"] == {}


def test_a_window_says_that_it_hides_earlier_orders(tmp_path: Path) -> None:
    result = publish_shop(three_months(), tmp_path, window="2020-03..2020-04")
    finding = next(f for f in result.manifest["findings"] if f["code"] == "earlier_orders_outside")
    assert finding["count"] == 1
    # u1 is a first-time customer of the window: one counted order in it.
    assert result.by("master_orders", "order_id")["o2"]["is_repeat_customer"] == "0"
    prices = next(s for s in result.manifest["reconciliation"] if s["code"] == "prices")
    assert {"label": "outside the analysis period", "amount": "10.00", "count": 1} in prices[
        "lines"
    ]


def test_partial_and_thin_months_are_flagged_and_kept(tmp_path: Path) -> None:
    shop = Shop().add("first", "u0", "2020-01-31", 1)
    for month in ("02", "03"):
        for number in range(30):
            shop.add(f"o{month}{number}", f"u{month}{number}", f"2020-{month}-10", 1)
    shop.add("last", "u1", "2020-04-01", 1)
    result = publish_shop(shop, tmp_path)
    # The data begins on 31 January and ends on 1 April.
    assert result.manifest["flagged_months"] == {"2020-01": "partial", "2020-04": "partial"}
    assert len(result["monthly_revenue"]) == 4


def test_thin_months_are_flagged_wherever_they_lie(tmp_path: Path) -> None:
    shop = Shop().add("first", "u0", "2020-01-01", 1)
    for month in ("02", "04"):
        for number in range(30):
            shop.add(f"o{month}{number}", f"u{month}{number}", f"2020-{month}-28", 1)
    shop.add("stray", "u1", "2020-03-01", 1).add("last", "u2", "2020-04-30", 1)
    # Months of 1, 30, 1 and 31 orders: the usual one has 30, 5 % of which is 1.5.
    flagged = publish_shop(shop, tmp_path).manifest["flagged_months"]
    assert flagged == {"2020-01": "thin", "2020-03": "thin"}


def test_a_month_whose_orders_end_early_is_told_and_not_compared(tmp_path: Path) -> None:
    """Eight orders a day from 5 January to 28 March; what is raw of the last days is canceled.

    Nobody buys on Sundays either, which is no gap. January begins late for another reason: the
    raw data does so too.
    """
    shop = Shop()
    for number in range(0, 84):
        day = dt.date(2020, 1, 5) + dt.timedelta(days=number)
        for one in range(8 if day.weekday() < 6 else 0):
            shop.add(f"o{number}-{one}", f"u{number}-{one}", f"{day}", 10)
    shop.add("void", "u", "2020-03-31", 10, status="canceled")
    raw = shop.write(tmp_path / "raw")
    result = publish(raw, tmp_path / "out")
    assert result.manifest["flagged_months"] == {"2020-01": "partial", "2020-03": "short"}
    (said,) = (f for f in result.manifest["findings"] if f["code"] == "month_short")
    assert said["message"].startswith(
        "Mar 2020: no order counts on 3 days of it, 2020-03-29 to 2020-03-31, though the others "
        "have 6.9 a day"
    ), said["message"]
    results = open_results(RunContext(), Request(raw))
    with results.cursor() as con:
        told = [change.text for change in what_changed(DuckDB(RunContext(), con), NO_FILTERS)]
    results.close()
    assert told == [
        "Feb 2020 is the first complete month: there is none before it to compare it with.",
        "Mar 2020 is compared with no other month: the data covers it, but its counted orders "
        "begin late or end early.",
    ]
    for last in (29, 30, 31):
        for one in range(4):
            shop.add(f"more{last}-{one}", f"m{last}-{one}", f"2020-03-{last}", 10)
    whole = publish(shop.write(tmp_path / "more"), tmp_path / "out2")
    assert whole.manifest["flagged_months"] == {"2020-01": "partial"}


def test_no_counted_order_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="No order counts"):
        publish_shop(three_months(), tmp_path, window="2021-01..2021-12")
    assert not (tmp_path / "out").exists()


def test_orders_below_zero_are_told(tmp_path: Path) -> None:
    """Of two customers one comes back by a refund alone, which Olist's tables do not know."""
    shop = Shop().add("o1", "u1", "2020-05-04", 10).add("o2", "u2", "2020-05-05", 20)
    result = publish_shop(shop.add("o3", "u1", "2020-05-06", -4), tmp_path)
    [finding] = [f for f in result.manifest["findings"] if f["code"] == "orders_negative"]
    assert (finding["count"], finding["money"], finding["examples"]) == (1, "-4.00", ["o3"])
    assert "1 customer is repeat only by it" in finding["message"]
