"""What the page of new and returning customers says, worked out by hand on a shop that changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from crri_gui.dashboard.pages.new_returning import PAGE
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.directions import directions
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.results import open_results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.powerbi.model.hidden.comparisons import compared_in
from crri_gui.powerbi.model.hidden.findings import finding_name
from tests.dashboard_shop import changing_shop
from tests.powerbi.test_measure_values import Model

pytestmark = pytest.mark.long

ASKED = frozenset({"new_returning"})
# August: 200 and 160 of new customers, 40 of returning ones. July: 480 and 20. June: 400, all new.
# A year before, 250 of new ones.
CHANGES = {
    "New Revenue": (360 / 480 - 1, 360 / 250 - 1),
    "Returning Revenue": (40 / 20 - 1, None),  # nothing a year before
    "Returning Revenue %": (10 - 4, 10 - 0),  # points: 40 of 400, 20 of 500
    "Returning Customers of the Month": (5 / 1 - 1, None),
}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changing_shop().write(tmp_path_factory.mktemp("changing") / "raw")


@pytest.fixture(scope="module")
def model(raw: Path) -> Iterator[Model]:
    out = raw.parent / "out"
    run_and_publish(RunContext(), Request(raw, extensions=ASKED), Target(out))
    made = Model(out, with_values=False, extensions=ASKED)
    yield made
    made.con.close()


def test_the_latest_complete_month_is_held_against_former_ones(model: Model, raw: Path) -> None:
    compared = compared_in(PAGE)
    for measure, changes in CHANGES.items():
        for which, change in zip(("Month", "Year"), changes, strict=True):
            found = model.by_dax(compared[measure].change(which), {})
            assert found == (None if change is None else pytest.approx(change)), (measure, which)
    results = open_results(RunContext(), Request(raw, extensions=ASKED))
    with results.database(RunContext()) as db:
        window = directions(db, PAGE, NO_FILTERS)
    results.close()
    for card in PAGE.power_bi_cards:
        month, year = window[card.name].steps
        scale = 100 if card.measure.endswith("%") else 1
        for step, change in zip((month, year), CHANGES[card.measure], strict=True):
            found = None if step.change is None else scale * step.change
            assert found == (None if change is None else pytest.approx(change)), card.measure


@pytest.mark.parametrize(
    "column", ["monthly_new_returning.order_month", "monthly_revenue.order_month"]
)
def test_a_month_that_is_chosen_is_the_latest(model: Model, column: str) -> None:
    context = {column: ["2020-07"]}
    compared = compared_in(PAGE)
    assert model.by_dax(compared["New Revenue"].change("Month"), context) == pytest.approx(0.2)
    assert model.by_dax(compared["Returning Revenue %"].change("Month"), context) == 4
    assert model.by_dax("New Revenue", context) == 480
    chart = next(chart for chart in PAGE.charts if chart.key == "revenue of both")
    assert model.said_by_dax(finding_name(chart), context) == (
        "Returning Revenue 20.00 in Jul 2020"
    )


def test_a_partial_month_is_compared_with_nothing(model: Model) -> None:
    context = {"monthly_new_returning.order_month": ["2020-09"]}
    assert model.by_dax("Latest Complete Month", context) is None
    assert model.by_dax(compared_in(PAGE)["New Revenue"].change("Month"), context) is None
