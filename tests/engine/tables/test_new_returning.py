"""monthly_new_returning and what stands beside it, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.extensions.new_returning import (
    NewReturning,
    Returns,
    RevenueRetention,
    new_returning,
    one_day_sentence,
    retention_sentence,
    returning_sentence,
)
from tests.dashboard_shop import opened
from tests.shops import Shop, publish

ASKED = {"extensions": frozenset({"new_returning"})}


def told_of(raw: Path) -> NewReturning:
    with opened(raw, **ASKED) as results:
        assert all(one.holds for one in results.data.report.statements)
        with results.database(RunContext()) as db:
            return new_returning(db)


def test_a_customer_is_new_in_the_month_of_the_first_order(tmp_path: Path) -> None:
    shop = Shop().add("a", "u1", "2017-01-01", "10.00").add("b", "u1", "2017-01-05", "5.00")
    shop.add("c", "u2", "2017-01-31", "20.00").add("d", "u1", "2017-03-01", "7.00")
    shop.add("e", "u3", "2017-03-31", "8.50")
    raw = shop.write(tmp_path / "raw")
    publish(raw, tmp_path / "out", dict(ASKED))
    # Two orders of one day are one customer's; February has nobody.
    assert (tmp_path / "out" / "monthly_new_returning.csv").read_text(encoding="utf-8") == (
        "order_month,revenue,new_revenue,returning_revenue,new_customers,returning_customers,"
        "new_orders,returning_orders\n"
        "2017-01,35.00,35.00,0.00,2,0,3,0\n"
        "2017-02,0.00,0.00,0.00,0,0,0,0\n"
        "2017-03,15.50,8.50,7.00,1,1,1,1\n"
    )
    told = told_of(raw)
    # 7.00 of 15.50.
    assert returning_sentence(told) == (
        "Returning customers (1, first order in an earlier month) "
        "bring 45.2 % of the revenue of Mar 2017: 7.00."
    )
    assert told.retention is None and retention_sentence(told.retention) is None


def test_split_orders_of_one_day_are_no_return(tmp_path: Path) -> None:
    shop = Shop().add("a", "u1", "2017-01-01 10:00:00", "1").add("b", "u1", "2017-01-01", "1")
    shop.add("c", "u2", "2017-01-01", "1").add("d", "u2", "2017-01-31", "1")
    shop.add("e", "u3", "2017-01-02", "1").add("f", "u4", "2017-01-02", "1")
    told = told_of(shop.write(tmp_path))
    assert told.returns == Returns(customers=4, repeat_customers=2, on_one_day=1)
    assert one_day_sentence(told) == (
        "50.00 % of the customers have several orders, 25.00 % have them on several days."
    )


def two_years(begins: str = "2016-01-01", ends: str = "2017-12-31") -> Shop:
    shop = Shop()
    for year, worth in ((2016, "10.00"), (2017, "5.00")):
        for month in range(1, 13):
            shop.add(f"x{year}{month}", "x", f"{year}-{month:02}-15", worth)
    shop.add("begin", "y", begins, "100.00").add("w1", "w", "2016-06-01", "20.00")
    return shop.add("w2", "w", "2017-06-01", "60.00").add("end", "z", ends, "50.00")


def test_what_the_customers_of_a_year_bring_in_the_next(tmp_path: Path) -> None:
    told = told_of(two_years().write(tmp_path))
    # Before: x 120, y 100, w 20. Now: x 60, w 60; z is new. Gross: x 60 and 20 of w.
    assert told.retention == RevenueRetention(
        before=("2016-01", "2016-12"),
        now=("2017-01", "2017-12"),
        customers=3,
        customers_kept=2,
        revenue_before=Decimal(240),
        revenue_now=Decimal(120),
        revenue_kept=Decimal(80),
        net=0.5,
        gross=80 / 240,
    )
    assert retention_sentence(told.retention) == (
        "Of each 100 that the customers of the year before spent then, they spent 50.0 again from "
        "Jan 2017 to Dec 2017 (net revenue retention); without what some spent more than before it "
        "is 33.3 (gross)."
    )


def test_under_24_whole_months_no_year_is_compared(tmp_path: Path) -> None:
    assert told_of(two_years(begins="2016-01-02").write(tmp_path / "a")).retention is None
    assert told_of(two_years(ends="2017-12-30").write(tmp_path / "b")).retention is None


def test_orders_of_guests_are_neither(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "export.csv").write_text(
        "Order ID,Order Date,Customer Email,Order Status,Total,Shipping,Currency\n"
        "1,2024-01-03,a@x.example,completed,10.00,0.00,EUR\n"
        "2,2024-01-04,,completed,12.00,0.00,EUR\n",
        encoding="utf-8",
    )
    published = publish(raw, tmp_path / "out", dict(ASKED))
    [month] = published["monthly_new_returning"]
    assert (month["revenue"], month["new_revenue"]) == ("10.00", "10.00")
    # The statement has a line for them: 10.00 here and 12.00 of guests are the 22.00 of the facts.
    statements = {one["code"]: one for one in published.manifest["reconciliation"]}
    for code in ("outputs_monthly_new_returning", "sum_monthly_new_returning_new_and_returning"):
        assert statements[code]["holds"]
    total = statements["sum_monthly_new_returning_new_and_returning"]["total"]
    assert (total["label"], total["amount"]) == ("counted orders of known customers", "10.00")
