"""What a specialist would object to in a report, looked for in its files.

The list is Microsoft's catalogue of report anti-patterns as far as this report could fall into
them. Each check is shown to find what it is for, in a copy that has been damaged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.powerbi.model.ids import part_id
from tests.powerbi.report_quality.checks import CHECKS
from tests.powerbi.report_quality.report import BOOKMARKS, Report, kind_of, measured, refs


@pytest.mark.parametrize("extensions", [(), ("star",)], ids=["every run", "star"])
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_report_has_none_of_it(
    check: Callable[[Report], list[str]], extensions: tuple[str, ...]
) -> None:
    assert check(Report(*extensions)) == []


# --- the damages: one for each check


def _first(report: Report, kind: str, ref: str = "") -> Any:
    return next(
        visual
        for _, _, visuals in report.pages()
        for visual in visuals
        if kind_of(visual) == kind and (not ref or ref in refs(visual))
    )


def _without(report: Report, kind: str, ref: str = "") -> None:
    visual = _first(report, kind, ref)
    path = next(path for path, part in report.parts.items() if part is visual)
    del report.parts[path]


def _set(report: Report, kind: str, ref: str, change: Callable[[Any], object]) -> None:
    change(_first(report, kind, ref)["visual"])


def _each_page(report: Report, change: Callable[[Any], object]) -> None:
    for _, about, _ in report.pages(kind=None):
        change(about)


DAMAGES: dict[str, Callable[[Report], None]] = {
    "no_navigator": lambda r: _without(r, "pageNavigator"),
    "legacy_cards": lambda r: _set(
        r, "cardVisual", "KPI_Measures.AOV", lambda v: v.update(visualType="card")
    ),
    "figures_without_context": lambda r: _set(
        r, "cardVisual", "KPI_Measures.AOV", lambda v: v["objects"].pop("referenceLabel")
    ),
    "no_freshness": lambda r: _without(r, "cardVisual", "KPI_Measures.Freshness"),
    "titles_that_name_the_chart": lambda r: _set(
        r,
        "scatterChart",
        "",
        lambda v: v["visualContainerObjects"]["title"][0]["properties"].update(
            text={"expr": {"Literal": {"Value": "'Frequency and monetary'"}}}
        ),
    ),
    "no_way_to_details": lambda r: _each_page(
        r, lambda about: about.get("pageBinding", {}).update(parameters=[])
    ),
    "links_that_lead_nowhere": lambda r: r.parts.pop(
        f"{BOOKMARKS}{part_id('bookmark', 'reset')}.bookmark.json"
    ),
    "lines_that_dive": lambda r: _set(
        r,
        "lineChart",
        "KPI_Measures.Total Revenue of other Months",
        lambda v: v["query"]["queryState"]["Y"]["projections"].pop(),
    ),
    "rates_that_mislead": lambda r: _set(
        r,
        "lineChart",
        "KPI_Measures.Repeat Rate",
        lambda v: v["query"]["queryState"]["Y"]["projections"].pop(),
    ),
    "choices_that_seem_to_filter_cohorts": lambda r: _each_page(
        r, lambda about: about.pop("visualInteractions", None)
    ),
    "segments_in_other_colours": lambda r: _set(
        r,
        "clusteredBarChart",
        "rfm_customers.segment_ordered",
        lambda v: (
            v["objects"]["dataPoint"].reverse()
            or v["objects"]["dataPoint"][0]["properties"]["fill"]["solid"]["color"]["expr"][
                "Literal"
            ].update(Value="'#123456'")
        ),
    ),
    "rates_without_their_base": lambda r: _set(
        r,
        "clusteredBarChart",
        "KPI_Measures.Repeat Rate within 90 Days",
        lambda v: v["query"]["queryState"].pop("Tooltips"),
    ),
    "months_that_look_ahead": lambda r: _set(
        r,
        "lineChart",
        "KPI_Measures.Repeat Rate within 90 Days",
        lambda v: v["visualContainerObjects"]["title"][0]["properties"]["text"]["expr"][
            "Measure"
        ].update(Property="Finding on First-time and returning buyers"),
    ),
    "cells_out_of_sight": lambda r: _first(r, "pivotTable")["position"].update(width=776),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_check_finds_what_it_is_for(check: Callable[[Report], list[str]]) -> None:
    report = Report("star")
    DAMAGES[check.__name__](report)
    assert check(report)


def test_what_the_cards_are_held_against_is_of_their_measure() -> None:
    for _, _, visuals in Report("star").pages():
        for visual in visuals:
            for label in visual["visual"].get("objects", {}).get("referenceLabel", []):
                of = label["selector"]["metadata"].split(".", 1)[1]
                held = measured(label["properties"]["value"]["expr"])
                assert of in BY_NAME
                if label["selector"]["id"].startswith("against"):
                    assert held.startswith(f"{of} against ")
