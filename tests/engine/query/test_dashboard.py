"""The four pages' numbers: by hand on a small shop, and by pandas on the sample."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from crri_gui.contract import NAMED_SEGMENTS, SEGMENTS
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.executive import MonthRevenue, StateRevenue, executive
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, choices
from crri_gui.engine.query.dashboard.operations import MonthOperations, PaymentOrders, operations
from crri_gui.engine.query.dashboard.retention import MonthRepeat, RepeatWithin, retention
from crri_gui.engine.query.dashboard.segmentation import NamedSegment, Segment, segmentation
from crri_gui.engine.results import Results
from crri_gui.errors import Cancelled
from tests.dashboard_shop import opened
from tests.shops import Shop

# --- by hand


def test_what_there_is_to_filter_by(small: Results) -> None:
    with small.cursor() as con:
        found = choices(DuckDB(RunContext(), con))
    assert found.months == ("2020-01", "2020-02", "2020-03", "2020-04")
    assert found.payment_types == ("card", "boleto", "voucher")
    assert found.states == ("SP", "RJ", "")
    assert (found.orders, found.customers) == (7, 4)
    assert found.first_order == datetime(2020, 1, 10, 12)
    assert found.last_order == datetime(2020, 4, 30, 12)


def test_executive_overview(small: Results) -> None:
    with small.cursor() as con:
        page = executive(DuckDB(RunContext(), con), NO_FILTERS)
    assert page.by_month == (
        MonthRevenue("2020-01", 180.0, 3, 2, None),
        MonthRevenue("2020-02", 160.0, 3, 3, (160 - 180) / 180),
        MonthRevenue("2020-03", 0.0, 0, 0, -1.0),
        MonthRevenue("2020-04", 60.0, 1, 1, None),
    )
    assert page.by_state == (
        StateRevenue("SP", 290.0, 4, 3),  # u1, u3, u4
        StateRevenue("", 60.0, 1, 1),
        StateRevenue("RJ", 50.0, 2, 1),
    )
    assert page.cards["Total Revenue"] == 400
    assert page.cards["Active Customers"] == 4
    assert page.cards["Total Orders"] == 7
    assert page.cards["AOV"] == pytest.approx(400 / 7)
    assert page.cards["Repeat Rate"] == pytest.approx(3 / 4)


def test_a_state_filters_the_page_but_not_its_own_bars(small: Results) -> None:
    with small.cursor() as con:
        page = executive(
            DuckDB(RunContext(), con),
            Filters(("2020-02", "2020-04"), states=frozenset({"RJ", ""})),
        )
    assert page.cards["Total Revenue"] == 80  # o5 and o6
    assert page.by_month == (
        # January's revenue in these states is 30: the growth is told though it is not shown
        MonthRevenue("2020-02", 20.0, 1, 1, (20 - 30) / 30),
        MonthRevenue("2020-03", 0.0, 0, 0, -1.0),
        MonthRevenue("2020-04", 60.0, 1, 1, None),
    )
    assert [(row.state, row.revenue) for row in page.by_state] == [
        ("SP", 140.0),  # o4 and o7
        ("", 60.0),
        ("RJ", 20.0),
    ]


def test_retention_and_cohorts(small: Results) -> None:
    with small.cursor() as con:
        page = retention(DuckDB(RunContext(), con), Filters(("2020-01", "2020-02")))
    # The filters do not act on cohorts; test_cohorts has them by hand.
    assert page.cohorts.grain == "month"
    assert [len(cohort.activity) for cohort in page.cohorts.cohorts] == [4, 3]
    # u1 and u2 came first in January and again after 10 days; February ends 90 days later than
    # the last order, on 30 April, does not.
    assert page.by_month == (
        MonthRepeat("2020-01", 1.0, 2, 0, 0, None),
        MonthRepeat("2020-02", 2 / 3, 3, 0, 0, None),
    )
    # Second orders after 10 days (u1, u2) and 85 (u3); the data ends 111, 90, 85 and 70 days
    # after the first ones.
    assert page.within == (
        RepeatWithin(7, 4, 0, 0.0),
        RepeatWithin(30, 4, 2, 0.5),
        RepeatWithin(60, 4, 2, 0.5),
        RepeatWithin(90, 2, 2, 1.0),
        RepeatWithin(180, 0, 0, None),
        RepeatWithin(365, 0, 0, None),
    )
    assert page.cards["Cohort Size"] == 4


def test_months_without_orders_have_no_repeat_rate(small: Results) -> None:
    with small.cursor() as con:
        page = retention(DuckDB(RunContext(), con), Filters(("2020-03", "2020-04")))
    assert page.by_month == (
        MonthRepeat("2020-03", None, 0, 0, 0, None),
        MonthRepeat("2020-04", 1.0, 1, 0, 0, None),
    )


def test_segments(small: Results) -> None:
    with small.cursor() as con:
        page = segmentation(DuckDB(RunContext(), con))
    # Scores u1 1+3+4 = 8, u2 2+3+1 = 6, u3 4+3+3 = 10, u4 3+1+3 = 7
    assert page.segments == (
        Segment("Low Value", 1, 50.0, 0.25, 0.125),
        Segment("Mid Value", 2, 250.0, 0.5, 0.625),
        Segment("High Value", 1, 100.0, 0.25, 0.25),
    )
    assert page.cards == {
        "High Value Customer %": 0.25,
        "Customers": 4,
        "High Value share of revenue": 0.25,
    }
    points = page.points
    assert (points.shown, points.total) == (4, 4)
    assert sorted(
        zip(
            points.frequency.tolist(),
            points.monetary.tolist(),
            points.segment.tolist(),
            points.customers.tolist(),
            points.example.tolist(),
            strict=True,
        )
    ) == [
        (1.0, 100.0, 1, 1, "u4"),
        (2.0, 50.0, 0, 1, "u2"),
        (2.0, 100.0, 2, 1, "u3"),
        (2.0, 150.0, 1, 1, "u1"),
    ]


def test_the_grid_of_named_segments_has_all_customers(small: Results) -> None:
    with small.cursor() as con:
        grid = segmentation(DuckDB(RunContext(), con)).grid
    assert len(grid) == 25
    filled = {(c.recency, c.frequency): (c.segment, c.customers, c.revenue) for c in grid}
    # Five points, 1 + floor(5 x (below + ties / 2) / 4): recency u1 1, u2 2, u4 4, u3 5;
    # frequency once 1, twice 1 + floor(5 x 2.5 / 4) = 4
    assert {cell: told for cell, told in filled.items() if told[1]} == {
        (1, 4): ("At Risk", 1, 150.0),
        (2, 4): ("At Risk", 1, 50.0),
        (4, 1): ("Promising", 1, 100.0),
        (5, 4): ("Champions", 1, 100.0),
    }
    assert sum(cell.share_of_revenue or 0 for cell in grid) == pytest.approx(1)


def test_named_segments_by_hand(small: Results) -> None:
    with small.cursor() as con:
        page = segmentation(DuckDB(RunContext(), con))
    assert tuple(row.name for row in page.named) == tuple(NAMED_SEGMENTS)
    # u1 and u2, two orders each: 150 and 50, last on 20 January and 10 February, which is 102 and
    # 81 days before 1 May. u3 100 by two orders, 1 day; u4 100 by one, 71 days.
    assert [row for row in page.named if row.customers] == [
        NamedSegment("Champions", 1, 2, Decimal(100), 0.25, 0.25, 50.0, 1, (0, 0, 1)),
        NamedSegment("Promising", 1, 1, Decimal(100), 0.25, 0.25, 100.0, 71, (0, 1, 0)),
        NamedSegment("At Risk", 2, 4, Decimal(200), 0.5, 0.5, 50.0, 81, (1, 1, 0)),
    ]
    lost = page.named[-1]
    assert (lost.customers, lost.average_order, lost.recency) == (0, None, None)


def test_spending_by_number_of_orders_by_hand(tmp_path: Path) -> None:
    shop = Shop().add("once", "u", "2020-01-01", 7)
    for number in range(1, 21):
        # Twenty customers of two orders, who spend 1 to 20; the last one a million beside it.
        shop.add(f"a{number}", f"u{number}", "2020-01-01", number)
        shop.add(f"b{number}", f"u{number}", "2020-01-31", 1_000_000 if number == 20 else 0)
    for number in range(60):
        shop.add(f"many{number}", "keen", "2020-01-15", 1)
    with opened(shop.write(tmp_path / "raw")) as results, results.cursor() as con:
        found = segmentation(DuckDB(RunContext(), con)).spending
    assert [(row.least, row.most, row.customers, int(row.revenue)) for row in found] == [
        (1, 1, 1, 7),
        (2, 2, 20, 210 + 1_000_000),
        (50, None, 1, 60),
    ]
    # Of twenty, one is 5 %, five are 25 %: the stray one is but the last.
    assert [int(amount) for amount in found[1].amounts] == [1, 1, 5, 10, 15, 19, 1_000_020]
    assert {int(amount) for amount in found[2].amounts} == {60}


def test_operations(small: Results) -> None:
    with small.cursor() as con:
        page = operations(DuckDB(RunContext(), con), NO_FILTERS)
    assert page.by_month == (
        MonthOperations("2020-01", 16 / 3, 1 / 3, 3.5, 3, 3, 0),
        MonthOperations("2020-02", 6.0, 0.5, 3.5, 3, 2, 0),
        MonthOperations("2020-03", None, None, None, 0, 0, 0),
        MonthOperations("2020-04", None, None, None, 1, 0, 0),
    )
    assert page.by_payment_type == (
        PaymentOrders("card", 4, 230.0),
        PaymentOrders("boleto", 2, 70.0),
        PaymentOrders("voucher", 1, 100.0),
    )
    assert page.cards == {
        "Avg Delivery Days": pytest.approx(5.6),
        "Late Delivery Rate": pytest.approx(0.4),
        "Avg Review Score": 3.5,
        "Total Orders": 7,
    }


def test_operations_are_filtered_by_month_alone(small: Results) -> None:
    filters = Filters(("2020-01", "2020-01"), frozenset({"voucher"}), frozenset({"RJ"}))
    with small.cursor() as con:
        page = operations(DuckDB(RunContext(), con), filters)
    assert page.cards["Total Orders"] == 3
    assert [row.payment_type for row in page.by_payment_type] == ["card", "boleto"]


def test_filters_that_leave_nothing_are_blank_pages(small: Results) -> None:
    nothing = Filters(("2020-03", "2020-03"), frozenset({"card"}), frozenset({"SP"}))
    with small.cursor() as con:
        first = executive(DuckDB(RunContext(), con), nothing)
        last = operations(DuckDB(RunContext(), con), nothing)
    assert set(first.cards.values()) == {None}
    assert first.by_state == ()
    assert set(last.cards.values()) == {None}


def test_a_cancelled_question_ends(small: Results) -> None:
    run = RunContext()
    run.cancel()
    with small.cursor() as con, pytest.raises(Cancelled):
        executive(DuckDB(run, con), NO_FILTERS)


# --- the scatter


def test_a_sample_of_customers_is_of_the_stated_size_and_always_the_same(sample: Results) -> None:
    with sample.cursor() as con:
        first = segmentation(DuckDB(RunContext(), con), points_shown=300).points
        again = segmentation(DuckDB(RunContext(), con), points_shown=300).points
        whole = segmentation(DuckDB(RunContext(), con)).points
    assert first.shown == 300 < first.total == whole.shown == whole.total
    assert int(first.customers.sum()) == 300
    assert int(whole.customers.sum()) == whole.total
    assert first.example.tolist() == again.example.tolist()
    assert set(first.segment.tolist()) == {0, 1, 2}


def test_points_are_drawn_in_an_order_of_their_own(sample: Results) -> None:
    with sample.cursor() as con:
        points = segmentation(DuckDB(RunContext(), con)).points
    changes = sum(a != b for a, b in zip(points.segment, points.segment[1:], strict=False))
    # Segments by turns would hide one another; a mixed order changes at nearly every second.
    assert changes > len(points.segment) / 4


# --- by pandas, which shares no code with the engine

FILTERS = [
    NO_FILTERS,
    Filters(("2017-03", "2017-11")),
    Filters(payment_types=frozenset({"boleto"})),
    Filters(states=frozenset({"SP", "RJ"})),
    Filters(("2018-01", "2018-06"), frozenset({"credit_card", "voucher"}), frozenset({"MG"})),
]


def frame(results: Results, table: str) -> pd.DataFrame:
    with results.cursor() as con:
        made = con.execute(f"SELECT * FROM {table}").df()
    for column in ("order_value", "delivery_days", "review_score", "monetary"):
        if column in made:
            made[column] = made[column].astype(float)
    return made


def chosen(orders: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    if filters.months:
        orders = orders[orders.order_month.between(*filters.months)]
    if filters.payment_types:
        orders = orders[orders.payment_type.isin(filters.payment_types)]
    if filters.states:
        orders = orders[orders.customer_state.isin(filters.states)]
    return orders


@pytest.mark.parametrize("filters", FILTERS, ids=range(len(FILTERS)))
def test_page_1_and_2_by_pandas(sample: Results, filters: Filters) -> None:
    everything = frame(sample, "master_orders")
    orders = chosen(everything, filters)
    with sample.cursor() as con:
        page = executive(DuckDB(RunContext(), con), filters)
        second = retention(DuckDB(RunContext(), con), filters)
    customers = orders.customer_unique_id.nunique()
    repeaters = everything.customer_unique_id.value_counts().loc[lambda count: count > 1].index
    repeating = orders[orders.customer_unique_id.isin(repeaters)]
    assert page.cards["Total Orders"] == len(orders) > 0
    assert page.cards["Active Customers"] == customers
    assert float(page.cards["Total Revenue"] or 0) == pytest.approx(orders.order_value.sum())
    assert page.cards["AOV"] == pytest.approx(orders.order_value.mean())
    rate = repeating.customer_unique_id.nunique() / customers
    assert page.cards["Repeat Rate"] == pytest.approx(rate)
    assert second.cards["Repeat Rate"] == page.cards["Repeat Rate"]
    months = {row.month: row for row in page.by_month if row.orders}
    grouped = orders.groupby("order_month")
    assert {month: row.orders for month, row in months.items()} == grouped.size().to_dict()
    assert {month: row.customers for month, row in months.items()} == (
        grouped.customer_unique_id.nunique().to_dict()
    )
    revenue = {month: row.revenue for month, row in months.items()}
    assert revenue == pytest.approx(grouped.order_value.sum().to_dict())
    shares = repeating.groupby("order_month").customer_unique_id.nunique()
    expected = (shares / grouped.customer_unique_id.nunique()).fillna(0).to_dict()
    rates = {row.month: row.rate for row in second.by_month if row.customers}
    assert rates == pytest.approx(expected)
    of_states = chosen(everything, Filters(filters.months, filters.payment_types))
    states = {row.state: row.revenue for row in page.by_state}
    assert states == pytest.approx(of_states.groupby("customer_state").order_value.sum().to_dict())
    assert [row.revenue for row in page.by_state] == sorted(states.values(), reverse=True)


def test_page_3_by_pandas(sample: Results) -> None:
    customers = frame(sample, "rfm_customers")
    with sample.cursor() as con:
        page = segmentation(DuckDB(RunContext(), con))
    for segment in page.segments:
        count = int((customers.segment == segment.name).sum())
        money = customers.monetary[customers.segment == segment.name].sum()
        assert segment.customers == count
        assert segment.revenue == pytest.approx(money)
        assert segment.share_of_customers == pytest.approx(count / len(customers))
        assert segment.share_of_revenue == pytest.approx(money / customers.monetary.sum())
    high = (customers.segment == "High Value").mean()
    assert page.cards["High Value Customer %"] == pytest.approx(high)
    assert sum(row.customers for row in page.named) == len(customers)
    assert float(sum(row.revenue for row in page.named)) == pytest.approx(customers.monetary.sum())
    assert sum(row.orders for row in page.named) == customers.frequency.sum()
    by_value = [sum(row.values[place] for row in page.named) for place in range(3)]
    assert by_value == [int((customers.segment == name).sum()) for name in SEGMENTS]
    scored = frame(sample, "rfm_scored")
    for row in page.named:
        cells = NAMED_SEGMENTS[row.name]
        mine = scored[
            [cell in cells for cell in zip(scored.recency_of_5, scored.frequency_of_5, strict=True)]
        ]
        assert (row.customers, row.orders) == (len(mine), mine.frequency.sum())
        if row.customers:
            middle = mine.recency.quantile(0.5, interpolation="lower")
            assert row.recency == middle
            assert row.average_order == pytest.approx(mine.monetary.sum() / mine.frequency.sum())
    groups = customers.groupby(customers.frequency.clip(upper=5)).monetary
    for spent in page.spending[:4]:
        group = groups.get_group(spent.least)
        assert (spent.customers, spent.most) == (len(group), spent.least)
        assert float(spent.amounts[3]) == pytest.approx(group.quantile(0.5, interpolation="lower"))
        assert float(spent.amounts[-1]) == group.max()
    places = customers.groupby(["frequency", "monetary", "segment"]).size()
    assert len(page.points.frequency) == len(places)
    assert sum(cell.customers for cell in page.grid) == len(customers)
    assert sum(cell.revenue for cell in page.grid) == pytest.approx(customers.monetary.sum())


@pytest.mark.parametrize("months", [None, ("2017-03", "2017-11"), ("2018-02", "2018-02")])
def test_page_4_by_pandas(sample: Results, months: tuple[str, str] | None) -> None:
    orders = chosen(frame(sample, "master_orders"), Filters(months))
    with sample.cursor() as con:
        page = operations(DuckDB(RunContext(), con), Filters(months))
    assert page.cards["Avg Delivery Days"] == pytest.approx(orders.delivery_days.mean())
    assert page.cards["Avg Review Score"] == pytest.approx(orders.review_score.mean())
    assert page.cards["Late Delivery Rate"] == pytest.approx(orders.is_late.mean())
    # A single month is told among all.
    along = frame(sample, "master_orders") if months and months[0] == months[1] else orders
    by_month: Any = along.groupby("order_month")
    for row in page.by_month:
        if row.orders:
            group = by_month.get_group(row.month)
            assert row.orders == len(group)
            for told, column in (
                (row.delivery_days, "delivery_days"),
                (row.review_score, "review_score"),
                (row.late_rate, "is_late"),
            ):
                mean = group[column].mean()
                assert (told is None) if pd.isna(mean) else told == pytest.approx(mean)
    types = {row.payment_type: row.orders for row in page.by_payment_type}
    assert types == orders.payment_type.value_counts().to_dict()
