"""What the page of customers and orders says, worked out by hand on a shop that changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from crri_gui.dashboard.pages.customers_orders import PAGE
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.directions import directions
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.results import open_results
from crri_gui.powerbi.model.hidden.comparisons import compared_in
from crri_gui.powerbi.model.hidden.details import IN_TIME, ORDER_DATE
from crri_gui.powerbi.model.hidden.findings import alt_name, finding_name
from tests.powerbi.conftest import model_of
from tests.powerbi.dax_and_sql import Model

pytestmark = pytest.mark.long

STAR = frozenset({"star"})


@pytest.fixture(scope="module")
def model(changing_raw: Path) -> Iterator[Model]:
    with model_of(changing_raw, STAR) as made:
        yield made


# 2020-08: 40 orders, 5 of customers of 2020-07. 2020-07: 40 orders, 1 of a customer of 2019-08.
NEW, NEW_BEFORE = 40 - 5, 40 - 1


def test_changes_are_those_of_the_window(model: Model, changing_raw: Path) -> None:
    one = compared_in(PAGE)["First-Time Buyers"]
    assert model.by_dax(one.change("Month"), {}) == pytest.approx(NEW / NEW_BEFORE - 1)
    # Of 38 orders delivered in August 19 are late, of July's 40 four.
    late = compared_in(PAGE)["Late Order Rate"]
    assert model.by_dax(late.change("Month"), {}) == pytest.approx(100 * (19 / 38 - 4 / 40))
    results = open_results(RunContext(), Request(changing_raw, extensions=STAR))
    with results.database(RunContext()) as db:
        window = directions(db, PAGE, NO_FILTERS)
    results.close()
    assert window["First-Time Buyers"].steps[0].change == pytest.approx(NEW / NEW_BEFORE - 1)
    assert window["Late Order Rate"].steps[0].change == pytest.approx(19 / 38 - 4 / 40)
    # A day of the calendar chooses no month: the change is of the whole ones.
    july = {"calendar.month": ["2020-07"]}
    assert model.by_dax(one.change("Month"), july) == pytest.approx(NEW / NEW_BEFORE - 1)


@pytest.mark.parametrize(
    ("key", "context", "said"),
    [
        ("buyers", {}, "First-Time Buyers 35 in Aug 2020, -10.3% against Jul 2020"),
        # Of July in Rio: ten orders, nine of new customers; what few there are is not compared.
        (
            "buyers",
            {"master_orders.order_month": ["2020-07"], "master_orders.customer_state": ["RJ"]},
            "First-Time Buyers 9 in Jul 2020",
        ),
        # 4 of July, 19 of August; none of Rio.
        ("late by state", {}, "Most late orders: SP with 23, 100.0% of all"),
        (
            "late by state",
            {"master_orders.order_month": ["2019-09"]},
            "Late orders by state",  # none is late
        ),
        # Nobody of August is observed for 90 days.
        (
            "repeat in time",
            {"master_orders.order_month": ["2020-08"]},
            "Repeats within 90 days by month",
        ),
        ("repeat in time", {"master_orders.order_month": ["2019-08"]}, "{0} 0.00% in all"),
        # Of few buyers the highest rate is chance: none is named.
        ("repeat by payment", {"master_orders.order_month": ["2019-08"]}, "{0} 0.00% in all"),
    ],
)
def test_titles_say_what_is_seen(
    model: Model, key: str, context: dict[str, list[str]], said: str
) -> None:
    chart = next(chart for chart in PAGE.charts if chart.key == key)
    wanted = said.format(chart.measure)
    assert model.said_by_dax(finding_name(chart), context) == wanted
    assert model.said_by_dax(alt_name(chart), context) == f"{wanted}. {chart.alt}"


@pytest.mark.parametrize(
    ("order", "day", "in_time"),
    [
        ("2020-08/SP/0", "2020-08-01", None),  # not delivered
        ("2020-08/SP/2", "2020-08-03", "late"),
        ("2020-08/RJ/0", "2020-08-01", "in time"),
    ],
)
def test_an_order_tells_its_day(model: Model, order: str, day: str, in_time: str | None) -> None:
    context = {"master_orders.order_id": [order]}
    assert str(model.said_by_dax(ORDER_DATE, context))[:10] == day
    assert model.said_by_dax(IN_TIME, context) == in_time
    # Of several orders none is told.
    assert model.said_by_dax(ORDER_DATE, {}) is None
