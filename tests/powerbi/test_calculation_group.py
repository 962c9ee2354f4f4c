"""The calculation group: what each item makes of each measure, under filters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from crri_gui.dashboard.measures import MEASURES
from crri_gui.definitions import Shop
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.powerbi.model.calculation_group import (
    AS_IT_IS,
    GROUP,
    NO_NUMBERS,
    item_name,
)
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures, pages_with
from crri_gui.powerbi.model.hidden.comparisons import FORMER, all_compared
from crri_gui.powerbi.model.model import database
from tests.dashboard_shop import changing_shop
from tests.effort import one_in
from tests.powerbi.dax_and_sql import Model

pytestmark = pytest.mark.long

ASKED = frozenset({"star", "new_returning"})


def items(extensions: frozenset[str] = ASKED) -> dict[str, Any]:
    """The items by their names, in the model of these tables."""
    tables = database(None, extensions=extensions)["model"]["tables"]
    (group,) = (table for table in tables if table["name"] == GROUP)
    return {item["name"]: item for item in group["calculationGroup"]["calculationItems"]}


def applied(expression: str | list[str], measure: str) -> str:
    """What Power BI computes where a measure is shown by an item of that expression."""
    text = expression if isinstance(expression, str) else "\n".join(expression)

    def is_selected(found: re.Match[str]) -> str:
        names = re.findall(r"\[([^]]+)\]", found[1])
        return "TRUE ()" if measure in names else "FALSE ()"

    text = re.sub(r"ISSELECTEDMEASURE \( (\[.*\]) \)(?=,)", is_selected, text)
    return text.replace("SELECTEDMEASURE ()", f"[{measure}]")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    folder = tmp_path_factory.mktemp("group")
    raw = changing_shop().write(folder / "raw")
    run_and_publish(RunContext(), Request(raw, extensions=ASKED), Target(folder / "out"))
    made = Model(folder / "out", with_values=False, extensions=ASKED)
    yield made
    made.con.close()


@pytest.mark.parametrize(
    ("context", "known"),
    [
        # 400 against 500 of July, and 250 of August a year before; 40 orders against 40 and 50.
        ({}, {"Total Revenue": (-0.2, 0.6), "Total Orders": (0.0, -0.2)}),
        # July against June; a year before there was none.
        ({"master_orders.order_month": ["2020-07"]}, {"Total Revenue": (0.25, None)}),
        # 240 of São Paulo against 300 and 250, by 30, 30 and 50 orders.
        ({"master_orders.customer_state": ["SP"]}, {"Total Revenue": (-0.2, -0.04)}),
        # Of ten orders nothing is told, nor of a month that is not complete.
        ({"master_orders.customer_state": ["RJ"]}, {"Total Revenue": (None, None)}),
        ({"master_orders.order_month": ["2020-09"]}, {"Total Revenue": (None, None)}),
    ],
)
def test_an_item_says_the_change_from_a_former_month(
    model: Model, context: dict[str, list[Any]], known: dict[str, tuple[float | None, ...]]
) -> None:
    for place, which in enumerate(FORMER):
        expression = items()[item_name(which)]["expression"]
        for name, changes in known.items():
            model.measures["shown"] = applied(expression, name)
            wanted = changes[place]
            found = model.by_dax("shown", context)
            assert found == (None if wanted is None else pytest.approx(wanted)), name


def test_what_months_do_not_reach_is_blank_and_all_else_its_change(model: Model) -> None:
    compared = all_compared(pages_with(ASKED))
    for which in FORMER:
        expression = items()[item_name(which)]["expression"]
        for measure in MEASURES:
            text = applied(expression, measure.name)
            if measure.name in compared:
                assert f"TRUE (), [{compared[measure.name].change(which)}]," in text
            # Who came back is of all orders: nothing was shifted, so "no change" would be untrue.
            elif measure.name not in NO_NUMBERS:
                assert "TRUE (), [" not in text and "BLANK ()" in text, measure.name
    for name in ("Retention Rate", "Customers"):
        model.measures["shown"] = applied(items()[item_name("Year")]["expression"], name)
        assert model.by_dax("shown", {}) is None
    model.measures["shown"] = applied(items()[AS_IT_IS]["expression"], "Customers")
    assert model.by_dax("shown", {}) == model.by_dax("Customers", {})


def test_titles_and_filters_of_the_report_stay_as_they_are() -> None:
    told = [one.name for one in hidden_measures(pages_with(ASKED), Shop())]
    for which in FORMER:
        expression = items()[item_name(which)]["expression"]
        for name in (*told, *NO_NUMBERS):
            assert f"TRUE (), [{name}]," in applied(expression, name), name


def test_a_change_has_the_format_of_the_card() -> None:
    told = {one.name: one.format for one in hidden_measures(pages_with(ASKED), Shop())}
    for which in FORMER:
        lines = items()[item_name(which)]["formatStringDefinition"]["expression"]
        for name, one in all_compared(pages_with(ASKED)).items():
            form = told[one.change(which)].replace('"', '""')
            assert f'TRUE (), "{form}",' in applied(lines, name)


@pytest.mark.parametrize("which", one_in(2, FORMER))
def test_dax_of_the_items_parses(which: Any) -> None:
    parser = pytest.importorskip("pbi_parsers.dax", reason="no DAX parser: pip install pbi-parsers")
    item = items(frozenset())[item_name(which)]
    for lines in (item["expression"], item["formatStringDefinition"]["expression"]):
        assert parser.to_ast("\n".join(lines)) is not None
