"""The DAX of every measure, computed by an independent engine, against SQL written separately.

The SQL shares nothing with `crri_gui.dashboard.measures`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from crri_gui.contract import EXTENSIONS
from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.page import CUSTOMERS, STATES
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.filters import missing
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.powerbi.model.hidden.notes import below_title, note_name
from tests.conftest import reference
from tests.dashboard_shop import small_shop, trap_shop
from tests.effort import one_in, pairs, tries
from tests.powerbi.dax_and_sql import Model
from tests.powerbi.filter_contexts import CONTEXTS, DETAILED
from tests.powerbi.measures_in_sql import SQL

pytestmark = pytest.mark.long


def _published(raw: Path, out: Path) -> Model:
    request = Request(raw, Definitions(margin=30.0, cac="25"), frozenset(EXTENSIONS))
    run_and_publish(RunContext(), request, Target(out))
    return Model(out)


@pytest.fixture(scope="module")
def models() -> Iterator[dict[str, Model]]:
    """Those that were asked for so far, by the names of their shops."""
    made: dict[str, Model] = {}
    yield made
    for model in made.values():
        model.con.close()


@pytest.fixture
def model(
    request: pytest.FixtureRequest,
    models: dict[str, Model],
    sample_shop: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Model:
    """The small shop made by hand, whose March is empty, the sample shop, and one of traps."""
    name = request.param
    if name not in models:
        folder = tmp_path_factory.mktemp(name)
        raw = sample_shop
        if name != "sample":
            raw = (small_shop() if name == "small" else trap_shop()).write(folder / "raw")
        models[name] = _published(raw, folder / "out")
    return models[name]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    """Twenty thousand real orders."""
    made = _published(reference("olist_20k"), tmp_path_factory.mktemp("real"))
    yield made
    made.con.close()


OF_ORDERS = [measure.name for measure in MEASURES if measure.source == "order_details"]


def test_every_measure_has_its_sql_here() -> None:
    assert {measure.name for measure in MEASURES} == set(SQL)


@pytest.mark.parametrize(
    ("model", "name"), pairs(["small", "sample", "traps"], sorted(SQL)), indirect=["model"]
)
def test_dax_and_sql_agree_under_every_filter(model: Model, name: str) -> None:
    few_orders = model.by_sql("Total Orders", {}) < 1_000
    _compare(model, name, list(CONTEXTS) if few_orders else some_contexts(name))


def some_contexts(name: str) -> list[str]:
    """Some of the contexts, for shops of many orders; each is one of some measures."""
    step = tries(5, 1)
    return list(CONTEXTS)[sorted(SQL).index(name) % step :: step]


@pytest.mark.parametrize(
    ("model", "name"), pairs(["small", "sample", "traps"], OF_ORDERS), indirect=["model"]
)
def test_details_of_orders_are_right_under_all_filters_together(model: Model, name: str) -> None:
    _compare(model, name, list(DETAILED))


@pytest.mark.parametrize("context", ["a month of the calendar", "a named segment"])
def test_days_and_named_segments_do_not_reach_the_tables_of_every_run(
    real: Model, context: str
) -> None:
    for name in ("Total Revenue", "Late Delivery Rate", "Customers", "Retention Rate"):
        assert real.by_dax(name, real.context(context)) == real.by_dax(name, {})


def test_without_a_filter_they_are_the_figures_of_the_run(real: Model) -> None:
    manifest = json.loads((real.folder / "manifest.json").read_bytes())
    rates = {one["days"]: one["repeat_rate"] for one in manifest["repeat_rates"]}
    assert real.by_dax("Repeat Rate within 90 Days", {}) == pytest.approx(rates[90], abs=1e-9)
    assert real.by_dax("First-Time Buyers", {}) == real.by_dax("Customers", {})
    assert real.by_dax("Returning Buyers", {}) == 0
    months = manifest["deliveries"]
    late, judged = (sum(one[name] for one in months) for name in ("late", "judged"))
    assert real.by_dax("Late Order Rate", {}) == pytest.approx(late / judged, abs=1e-9)


@pytest.mark.parametrize("name", one_in(8, sorted(SQL)))
def test_dax_and_sql_agree_on_real_orders(real: Model, name: str) -> None:
    # Those that go from customer to customer take the engine minutes on all of them.
    slow = name in ("New Customers", "Returning Customers")
    _compare(real, name, ["month, payment, state"] if slow else some_contexts(name))


EXPORT = (
    "Name,Email,Financial Status,Subtotal,Total,Created at,Lineitem quantity,Cancelled at,"
    "Payment Method,Shipping Province\n"
    "#1,a@x.example,paid,30.00,30.00,2024-01-03,1,,card,SP\n"
    "#2,a@x.example,paid,20.00,20.00,2024-02-03,1,,card,SP\n"
)


@pytest.mark.parametrize("without", ["", "Email", "Shipping Province"])
def test_notes_say_what_the_window_says_is_missing(without: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "export.csv").write_text(EXPORT.replace(without, "Else") if without else EXPORT)
    every = frozenset(EXTENSIONS)
    run_and_publish(RunContext(), Request(raw, extensions=every), Target(tmp_path / "out"))
    model = Model(tmp_path / "out", with_values=False)
    lacking = missing(DuckDB(RunContext(), model.con))
    assert {"Email": CUSTOMERS, "Shipping Province": STATES}.get(without) in (None, *lacking)
    said = 0
    for chart in (chart for page in PAGES for chart in page.power_bi_charts if chart.needs):
        for context in ({}, {"master_orders.order_month": ["2024-02"]}):
            text = model.said_by_dax(note_name(chart), context)
            assert chart.needs is not None
            expected = chart.needs.missing if chart.needs in lacking else below_title(chart)
            assert text == expected, chart.title
            said += chart.needs in lacking
    # Deliveries and late ones, each with and without a filter.
    assert said >= 4
    model.con.close()


def _compare(model: Model, name: str, contexts: list[str]) -> None:
    wrong = {}
    for context in contexts:
        filters = model.context(context)
        found, wanted = model.by_dax(name, filters), model.by_sql(name, filters)
        # Quotients of fixed decimal numbers have four decimals in DAX.
        if (found is None) != (wanted is None) or (
            found is not None and not math.isclose(found, wanted, rel_tol=1e-9, abs_tol=6e-5)
        ):
            wrong[context] = (found, wanted)
    assert not wrong
