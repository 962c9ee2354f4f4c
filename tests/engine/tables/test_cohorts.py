"""Cohorts by week, month and quarter: by hand, as the published table, and by pandas."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.quality.period import flagged_months
from crri_gui.engine.query.browse import Filter, View, open_grid
from crri_gui.engine.query.dashboard.cohorts import (
    GRAINS,
    Activity,
    Cohorts,
    Grain,
    Together,
    cohorts,
    value,
)
from crri_gui.engine.results import Results
from crri_gui.errors import UsageError
from tests.dashboard_shop import opened, small_shop
from tests.shops import Shop


def asked(results: Results, grain: Grain) -> Cohorts:
    with results.cursor() as con:
        return cohorts(DuckDB(RunContext(), con), grain)


def done(customers: int, orders: int, revenue: int) -> Activity:
    return Activity(customers, orders, Decimal(revenue))


NOTHING = done(0, 0, 0)


# --- by hand
#
# u1 ordered for 100 on 10 January 2020 and for 50 on the 20th, u2 for 30 on 31 January and for 20
# on 10 February, u3 for 40 on 5 February and for 60 on 30 April, u4 for 100 on 20 February.


def test_months_by_hand(small: Results) -> None:
    found = asked(small, "month")
    assert [period.key for period in found.periods] == ["2020-01", "2020-02", "2020-03", "2020-04"]
    assert [(one.key, one.start, one.size) for one in found.cohorts] == [
        ("2020-01", 0, 2),
        ("2020-02", 1, 2),
    ]
    assert found.cohorts[0].activity == (done(2, 3, 180), done(1, 1, 20), NOTHING, NOTHING)
    assert found.cohorts[1].activity == (done(2, 2, 140), NOTHING, done(1, 1, 60))


def test_all_cohorts_together_are_customers_by_customers(small: Results) -> None:
    found = asked(small, "month")
    assert found.together == (
        Together(2, 1, 4, done(4, 5, 320)),  # January is partial: the data begins on the 10th
        Together(2, 0, 4, done(1, 1, 20)),
        Together(2, 0, 4, done(1, 1, 60)),
        Together(1, 0, 2, NOTHING),  # of February's cohort, May is not observed
    )
    rates = [value("retention", row.size, row.activity) for row in found.together]
    assert rates == [1.0, 0.25, 0.25, 0.0]
    assert value("revenue_per_customer", 4, found.together[2].activity) == 15.0  # 60 / 4


def test_a_small_cohort_does_not_weigh_as_much_as_a_large_one(tmp_path: Path) -> None:
    shop = Shop().add("o", "lone", "2020-01-01", 10).add("p", "lone", "2020-02-01", 10)
    for number in range(9):
        shop.add(f"o{number}", f"u{number}", "2020-02-02", 10)
    shop.add("again", "u0", "2020-03-31", 10)
    with opened(shop.write(tmp_path / "raw")) as results:
        found = asked(results, "month")
    # One of one came back after a month, of the nine one: 2 of 10, not the mean of 100 and 11 %.
    later = found.together[1]
    assert value("retention", later.size, later.activity) == pytest.approx(2 / 10)


def test_quarters_by_hand(small: Results) -> None:
    found = asked(small, "quarter")
    assert [(one.key, one.first, one.last, one.partial) for one in found.periods] == [
        ("2020-Q1", dt.date(2020, 1, 1), dt.date(2020, 3, 31), True),  # from 10 January on
        ("2020-Q2", dt.date(2020, 4, 1), dt.date(2020, 6, 30), True),  # up to 30 April
    ]
    (only,) = found.cohorts
    assert (only.key, only.size) == ("2020-Q1", 4)
    assert only.activity == (done(4, 6, 340), done(1, 1, 60))


def test_weeks_by_hand(small: Results) -> None:
    found = asked(small, "week")
    # 10 January is the Friday of week 2, 30 April the Thursday of week 18.
    assert [one.key for one in found.periods] == [f"2020-W{week:02}" for week in range(2, 19)]
    assert [one.key for one in found.periods if one.partial] == ["2020-W02", "2020-W18"]
    assert found.periods[3].first == dt.date(2020, 1, 27)
    told = {one.key: one.activity for one in found.cohorts}
    assert {
        key: {later: what for later, what in enumerate(activity) if what != NOTHING}
        for key, activity in told.items()
    } == {
        "2020-W02": {0: done(1, 1, 100), 2: done(1, 1, 50)},  # u1, on the 20th in week 4
        "2020-W05": {0: done(1, 1, 30), 2: done(1, 1, 20)},  # u2, in week 7
        "2020-W06": {0: done(1, 1, 40), 12: done(1, 1, 60)},  # u3, in week 18
        "2020-W08": {0: done(1, 1, 100)},  # u4
    }
    assert [len(activity) for activity in told.values()] == [17, 14, 13, 11]
    # Twelve weeks later the cohort of week 8 is not observed; of the others, u3 came in a week
    # that the data does not cover to its end, and is left out.
    assert found.together[2] == Together(4, 0, 4, done(2, 2, 70))
    assert found.together[12] == Together(2, 0, 2, NOTHING, 1)


def test_weeks_are_those_of_iso_8601(tmp_path: Path) -> None:
    shop = Shop()
    shop.add("a1", "a", "2019-12-29", 1)  # a Sunday: the last day of 2019-W52
    shop.add("b1", "b", "2019-12-30", 1)  # a Monday: the first day of 2020-W01
    shop.add("b2", "b", "2020-01-05", 1)  # its Sunday
    shop.add("a2", "a", "2021-01-03", 1)  # a Sunday: the last day of 2020-W53
    with opened(shop.write(tmp_path / "raw")) as results:
        found = asked(results, "week")
    assert [one.key for one in found.cohorts] == ["2019-W52", "2020-W01"]
    assert found.cohorts[1].activity[0] == done(1, 2, 2)
    assert [one.key for one in found.periods[-2:]] == ["2020-W52", "2020-W53"]
    assert len(found.cohorts[0].activity) == 54
    assert found.cohorts[0].activity[53] == done(1, 1, 1)
    assert [one.key for one in found.periods if one.partial] == ["2019-W52"]


def test_a_window_ends_what_is_observed(tmp_path: Path) -> None:
    from crri_gui.definitions import Definitions
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.results import open_results

    raw = small_shop().write(tmp_path / "raw")
    request = Request(raw, definitions=Definitions(window="2020-01..2020-02"))
    with closing(open_results(RunContext(), request)) as results:
        weeks, quarters = asked(results, "week"), asked(results, "quarter")
    assert weeks.periods[-1].key == "2020-W09"  # 29 February is its Saturday
    assert weeks.periods[-1].partial
    assert [one.key for one in quarters.periods] == ["2020-Q1"]


# --- as the published table


@pytest.mark.parametrize("shop", ["small", "sample", "traps"])
def test_by_month_it_is_cohort_retention_cell_by_cell(
    shop: str, request: pytest.FixtureRequest
) -> None:
    results: Results = request.getfixturevalue(shop)
    found = asked(results, "month")
    with results.cursor() as con:
        published = con.execute(
            "SELECT cohort_month, order_month, active_customers, cohort_size, retention_rate "
            "FROM cohort_retention ORDER BY ALL"
        ).fetchall()
    assert published == [
        (
            cohort.key,
            found.periods[cohort.start + later].key,
            activity.customers,
            cohort.size,
            value("retention", cohort.size, activity),
        )
        for cohort in found.cohorts
        for later, activity in enumerate(cohort.activity)
    ]


@pytest.mark.parametrize("shop", ["small", "sample", "traps"])
def test_months_are_partial_or_stray_as_everywhere(
    shop: str, request: pytest.FixtureRequest
) -> None:
    results: Results = request.getfixturevalue(shop)
    found = asked(results, "month")
    with results.cursor() as con:
        flagged = flagged_months(DuckDB(RunContext(), con))
    told = {
        one.key: "partial" if one.partial else "thin"
        for one in found.periods
        if one.partial or one.thin
    }
    # A short month is whole for cohorts: the raw data covers it.
    assert told == {
        key: why for key, why in flagged.items() if key >= found.periods[0].key and why != "short"
    }


# --- by pandas, which shares no code with the engine

_PANDAS = {"week": "W-SUN", "month": "M", "quarter": "Q"}


@pytest.mark.parametrize("grain", GRAINS)
@pytest.mark.parametrize("shop", ["sample", "traps"])
def test_every_cell_by_pandas(shop: str, grain: Grain, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(shop)
    found = asked(results, grain)
    with results.cursor() as con:
        orders = con.execute(
            "SELECT customer_unique_id AS customer, purchased_at, order_value FROM master_orders"
        ).df()
    orders["period"] = orders.purchased_at.dt.to_period(_PANDAS[grain]).dt.start_time.dt.date
    first = orders.groupby("customer").purchased_at.transform("min")
    orders["cohort"] = first.dt.to_period(_PANDAS[grain]).dt.start_time.dt.date
    orders["cents"] = (orders.order_value.astype(float) * 100).round().astype(int)
    expected = {
        key: (group.customer.nunique(), len(group), int(group.cents.sum()))
        for key, group in orders.groupby(["cohort", "period"])
    }
    told = {
        (found.periods[cohort.start].first, found.periods[cohort.start + later].first): (
            activity.customers,
            activity.orders,
            int(activity.revenue * 100),
        )
        for cohort in found.cohorts
        for later, activity in enumerate(cohort.activity)
        if activity.orders
    }
    assert told == expected
    assert sum(one.size for one in found.cohorts) == orders.customer.nunique()
    sizes = orders.groupby("cohort").customer.nunique()
    assert [one.size for one in found.cohorts] == sizes.tolist()
    for later, row in enumerate(found.together):
        watched = [one for one in found.cohorts if len(one.activity) > later]
        whole = [
            one
            for one in watched
            if not later
            or not (
                found.periods[one.start + later].partial or found.periods[one.start + later].thin
            )
        ]
        assert row.left_out == (len(watched) - len(whole) if whole else 0)
        watched = whole or watched
        assert row.size == sum(one.size for one in watched)
        since = pd.Series([one.activity[later].customers for one in watched])
        assert row.activity.customers == int(since.sum())


# --- the customers of a cell


@pytest.mark.parametrize("grain", GRAINS)
def test_the_customers_of_a_cell_are_as_many_as_it_says(traps: Results, grain: Grain) -> None:
    found = asked(traps, grain)
    with traps.cursor() as con:
        db = DuckDB(RunContext(), con)
        for cohort in found.cohorts:
            own = found.periods[cohort.start]
            first = Filter("first_at", "range", (own.first.isoformat(), own.last.isoformat()))
            for later, activity in enumerate(cohort.activity[:6]):
                period = found.periods[cohort.start + later]
                days = (period.first.isoformat(), period.last.isoformat())
                again = Filter("customer_unique_id", "ordered", days)
                assert open_grid(db, View("customer_orders", (first, again))).rows == (
                    activity.customers
                )


def test_days_of_orders_must_be_days(small: Results) -> None:
    with small.cursor() as con, pytest.raises(UsageError):
        open_grid(
            DuckDB(RunContext(), con),
            View("customer_orders", (Filter("customer_unique_id", "ordered", ("x", "y")),)),
        )


def test_no_customer_makes_no_cohort(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2020-01-05", 1, status="canceled")
    shop.add("o2", "u2", "2020-01-06", 1, status="canceled")
    with opened(shop.write(tmp_path / "raw")) as results:
        for grain in GRAINS:
            assert asked(results, grain) == Cohorts(grain, (), (), ())
