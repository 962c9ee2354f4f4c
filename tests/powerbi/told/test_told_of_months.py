"""What the page of new and returning customers says, worked out by hand on a shop that changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.pages.movement import PAGE as MOVEMENT
from crri_gui.dashboard.pages.new_returning import PAGE
from crri_gui.dashboard.pages.value import PAGE as VALUE
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.asking import measure_values
from crri_gui.engine.query.dashboard.directions import directions
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.results import open_results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.powerbi.model.hidden.comparisons import compared_in
from crri_gui.powerbi.model.hidden.findings import finding_name
from tests.powerbi.conftest import model_of
from tests.powerbi.dax_and_sql import Model

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
def model(changing_raw: Path) -> Iterator[Model]:
    with model_of(changing_raw, ASKED) as made:
        yield made


def test_the_latest_complete_month_is_held_against_former_ones(
    model: Model, changing_raw: Path
) -> None:
    compared = compared_in(PAGE)
    for measure, changes in CHANGES.items():
        for which, change in zip(("Month", "Year"), changes, strict=True):
            found = model.by_dax(compared[measure].change(which), {})
            assert found == (None if change is None else pytest.approx(change)), (measure, which)
    results = open_results(RunContext(), Request(changing_raw, extensions=ASKED))
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


def test_titles_of_value_and_movement_say_what_is_found(changing_raw: Path) -> None:
    asked = frozenset({"value", "movement"})
    request = Request(changing_raw, extensions=asked)
    out = changing_raw.parent / "further"
    run_and_publish(RunContext(), request, Target(out))
    made = Model(out, with_values=False, extensions=asked)
    names = ("in month 0", "by month 6", "by month 12")
    wanted = [f"Value per Customer {when}" for when in names]
    wanted += ["Customers Moved Up", "Customers Moved Down", "Unchanged Segment %"]
    results = open_results(RunContext(), request)
    with results.database(RunContext()) as db:
        first, half, year, up, down, same = measure_values(db, NO_FILTERS, wanted).values()
        rose, fell = db.row(
            "SELECT sum(monetary) FILTER (t > f), sum(monetary) FILTER (t < f) FROM (SELECT "
            "monetary, list_position($segments, from_segment) AS f, "
            "list_position($segments, to_segment) AS t FROM segment_movement) WHERE f IS NOT NULL",
            {"segments": [*SEGMENTS]},
        )
    results.close()
    told = {
        "value by month": f"A customer brings {first:.2f} in the first month and {year:.2f} by "
        "month 12",
        "cohort values": f"A customer brings {first:.2f} in the first month and {half:.2f} by "
        "month 6",
        "move matrix": f"{up} customers moved up and {down} down, {same:.1%} stayed in their "
        "segment",
        "worth matrix": f"Who moved up has spent {rose or 0:,.2f}, who moved down {fell or 0:,.2f}",
    }
    charts = {chart.key: chart for page in (VALUE, MOVEMENT) for chart in page.power_bi_charts}
    for key, said in told.items():
        assert made.said_by_dax(finding_name(charts[key]), {}) == said
    made.con.close()
