"""What a specialist would object to in a report, looked for in its files.

The list is Microsoft's catalogue of report anti-patterns as far as this report could fall into
them. Each check is shown to find what it is for, in a copy that has been damaged.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from crri_gui.contract import EXTENSIONS, SEGMENTS
from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.palette import LIGHT, SEGMENT_SERIES
from crri_gui.definitions import Definitions, Shop
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures, pages_with
from crri_gui.powerbi.model.ids import part_id
from crri_gui.powerbi.project.project import REPORT, project_files

PAGES = f"{REPORT}/definition/pages/"
EVERY = tuple(EXTENSIONS)
BOOKMARKS = f"{REPORT}/definition/bookmarks/"
CHARTS = ("lineChart", "clusteredBarChart", "clusteredColumnChart", "scatterChart", "pivotTable")


class Report:
    """The parts of a report by their paths, as values that a test may change.

    It is that of the tables that every run publishes, or with details of orders and customers too:
    the pages of other tables have neither comparisons on their cards nor a way to details.
    """

    def __init__(self, *extensions: str) -> None:
        files = project_files(r"C:\\Data", Definitions().as_dict(), extensions=extensions)
        self.parts: dict[str, Any] = {
            path: json.loads(content)
            for path, content in files.items()
            if path.startswith(f"{REPORT}/definition/")
        }

    def pages(self, *, kind: str | None = "") -> Iterator[tuple[str, Any, list[Any]]]:
        """Each page's id, file and visuals; "" for those that are seen, None for all."""
        for path, about in self.parts.items():
            if path.startswith(PAGES) and path.endswith("/page.json"):
                page = path.split("/")[-2]
                if kind is None or about.get("type", "") == kind:
                    yield page, about, list(self.visuals(page))

    def visuals(self, page: str) -> Iterator[Any]:
        for path, visual in self.parts.items():
            if path.startswith(f"{PAGES}{page}/visuals/") and path.endswith("/visual.json"):
                yield visual


def kind_of(visual: Any) -> str:
    return str(visual["visual"]["visualType"])


def refs(visual: Any, *roles: str) -> list[str]:
    state = visual["visual"].get("query", {}).get("queryState", {})
    return [
        one["queryRef"]
        for role, value in state.items()
        if not roles or role in roles
        for one in value["projections"]
    ]


def said(visual: Any, part: str, name: str) -> Any:
    """A property's expression: {"Measure": ...}, {"Literal": ...}, or {}."""
    body = visual["visual"]
    for group in ("visualContainerObjects", "objects"):
        for entry in body.get(group, {}).get(part, []):
            if name in entry["properties"]:
                return entry["properties"][name]["expr"]
    return {}


def constant(visual: Any, part: str, name: str) -> str:
    return str(said(visual, part, name).get("Literal", {}).get("Value", "")).strip("'")


def measured(expression: Any) -> str:
    return str(expression.get("Measure", {}).get("Property", ""))


# --- the checks: each says what it objects to


def no_navigator(report: Report) -> list[str]:
    return [
        about["displayName"]
        for _, about, visuals in report.pages()
        if "pageNavigator" not in map(kind_of, visuals)
    ]


def legacy_cards(report: Report) -> list[str]:
    return [
        about["displayName"]
        for _, about, visuals in report.pages(kind=None)
        if {"card", "multiRowCard", "kpi"} & set(map(kind_of, visuals))
    ]


def figures_without_context(report: Report) -> list[str]:
    return [
        refs(visual)[0]
        for _, _, visuals in report.pages()
        for visual in visuals
        if kind_of(visual) == "cardVisual"
        and not refs(visual)[0].endswith(".Freshness")
        and not visual["visual"]["objects"].get("referenceLabel")
    ]


def no_freshness(report: Report) -> list[str]:
    return [
        about["displayName"]
        for kind in ("", "Drillthrough")
        for _, about, visuals in report.pages(kind=kind)
        if not any("KPI_Measures.Freshness" in refs(visual) for visual in visuals)
    ]


def titles_that_name_the_chart(report: Report) -> list[str]:
    return [
        visual["name"]
        for _, _, visuals in report.pages()
        for visual in visuals
        if kind_of(visual) in CHARTS
        and not (
            measured(said(visual, "title", "text")).startswith("Finding on ")
            and (said(visual, "subTitle", "text"))
            and measured(said(visual, "general", "altText")).startswith("Alt text of ")
        )
    ]


def no_way_to_details(report: Report) -> list[str]:
    """Pages with charts none of whose fields leads anywhere; details without a way back."""
    fields = {
        json.dumps(one["fieldExpr"], sort_keys=True)
        for _, about, _ in report.pages(kind="Drillthrough")
        for one in about["pageBinding"]["parameters"]
    }
    found = []
    for _, about, visuals in report.pages():
        charts = [visual for visual in visuals if kind_of(visual) in CHARTS]
        leading = [
            one
            for chart in charts
            for role in chart["visual"]["query"]["queryState"].values()
            for one in role["projections"]
            if json.dumps(one["field"], sort_keys=True) in fields
        ]
        if charts and not leading:
            found.append(about["displayName"])
    for _, about, visuals in report.pages(kind="Drillthrough"):
        if not any(constant(visual, "visualLink", "type") == "Back" for visual in visuals):
            found.append(about["displayName"])
    return found


def links_that_lead_nowhere(report: Report) -> list[str]:
    tooltips = {page for page, _, _ in report.pages(kind="Tooltip")}
    filters = {
        one["name"]
        for one in report.parts[f"{REPORT}/definition/report.json"]["filterConfig"]["filters"]
    }
    found = [] if tooltips else ["no page for tooltips"]
    used = set()
    for _, _, visuals in report.pages(kind=None):
        for visual in visuals:
            if section := constant(visual, "visualTooltip", "section"):
                used.add(section)
            if name := constant(visual, "visualLink", "bookmark"):
                bookmark = report.parts.get(f"{BOOKMARKS}{name}.bookmark.json")
                set_by = (
                    [] if bookmark is None else bookmark["explorationState"]["filters"]["byExpr"]
                )
                if not set_by or {one["name"] for one in set_by} - filters:
                    found.append(name)
    return [*found, *(used ^ tooltips)]


def lines_that_dive(report: Report) -> list[str]:
    """Lines by month of which neither tiny months are left out nor incomplete ones apart."""
    found = []
    for _, _, visuals in report.pages():
        for visual in visuals:
            if kind_of(visual) != "lineChart" or not refs(visual, "Category")[0].endswith("month"):
                continue
            filtered = [
                one["field"].get("Measure", {}).get("Property")
                for one in visual.get("filterConfig", {}).get("filters", [])
            ]
            apart = {name.split(" of ")[-1] for name in refs(visual, "Y")}
            if "Usual Month" not in filtered and apart != {"complete Months", "other Months"}:
                found.append(visual["name"])
    return found


def rates_that_mislead(report: Report) -> list[str]:
    """Repeat Rate by month without the one of a fixed time beside it."""
    return [
        visual["name"]
        for _, _, visuals in report.pages()
        for visual in visuals
        if kind_of(visual) == "lineChart"
        and "KPI_Measures.Repeat Rate" in refs(visual, "Y")
        and "KPI_Measures.Repeat Rate within 3 Months" not in refs(visual, "Y")
    ]


def choices_that_seem_to_filter_cohorts(report: Report) -> list[str]:
    found = []
    for _, about, visuals in report.pages():
        stopped = {
            (one["source"], one["target"])
            for one in about.get("visualInteractions", [])
            if one["type"] == "NoFilter"
        }
        sources = [visual["name"] for visual in visuals if kind_of(visual) == "slicer"]
        cohorts = [
            visual["name"]
            for visual in visuals
            if any(one.startswith("cohort_retention.") for one in refs(visual))
        ]
        found += [s for s in sources for target in cohorts if (s, target) not in stopped]
    return found


def segments_in_other_colours(report: Report) -> list[str]:
    wanted = {
        name: LIGHT.series[place] for name, place in zip(SEGMENTS, SEGMENT_SERIES, strict=True)
    }
    found = []
    for _, _, visuals in report.pages():
        for visual in visuals:
            by = refs(visual, "Series") or refs(visual, "Category")
            if not by or not by[0].startswith("rfm_customers.segment"):
                continue
            given = {}
            for rule in visual["visual"]["objects"].get("dataPoint", []):
                compared = rule["selector"]["data"][0]["scopeId"]["Comparison"]
                name = compared["Right"]["Literal"]["Value"].strip("'").split(". ")[-1]
                colour = rule["properties"]["fill"]["solid"]["color"]["expr"]["Literal"]["Value"]
                given[name] = colour.strip("'")
            if given != wanted:
                found.append(visual["name"])
    return found


def cells_out_of_sight(report: Report) -> list[str]:
    """The matrix by age must show 25 cohorts of 25 months, with a heading and a row of all.

    A digit of Desktop's font is 0.54 of its size wide, a line 1.33 high; 5 pixels stand on each
    side of a cell.
    """
    found = []
    for _, _, visuals in report.pages():
        for visual in visuals:
            if "cohort_retention.months_since_first" not in refs(visual, "Columns"):
                continue
            pixels = float(constant(visual, "values", "fontSize").rstrip("D")) * 96 / 72
            padding = float(constant(visual, "grid", "rowPadding").rstrip("L"))
            side = float(constant(visual, "padding", "left").rstrip("D"))
            first, others = len("100.00%"), len("6.25%")
            wide = (len("All cohorts") + 2 * first + 23 * others) * 0.54 * pixels + 26 * 10
            high = 27 * (1.33 * pixels + 2 * padding)
            room = visual["position"]
            head = 22 + 20 + 16
            if wide > room["width"] - 2 * side or high > room["height"] - head:
                found.append(f"{wide:.0f} x {high:.0f} in {room['width']} x {room['height']}")
    return found


def rates_without_their_base(report: Report) -> list[str]:
    """Bars of rates that do not tell how many a rate is of: one of ten orders looks like any."""
    found = []
    for _, _, visuals in report.pages():
        for visual in visuals:
            shown = [BY_NAME[name.split(".", 1)[1]] for name in _measures(visual, "Y")]
            told = [BY_NAME[name.split(".", 1)[1]] for name in _measures(visual, "Tooltips")]
            of_orders = [one for one in shown if one.source == "order_details"]
            if any(one.format == "percent" for one in of_orders) and not any(
                one.format == "integer" for one in told
            ):
                found.append(visual["name"])
    return found


def _measures(visual: Any, role: str) -> list[str]:
    known = {f"KPI_Measures.{name}" for name in BY_NAME}
    return [one for one in refs(visual, role) if one in known]


def months_that_look_ahead(report: Report) -> list[str]:
    """Measures that a card does not tell by month, in a title that tells the latest month."""
    ahead = {card.measure for page in pages_with(EVERY) for card in page.cards if not card.by_month}
    told = {one.name: one.dax for one in hidden_measures(pages_with(EVERY), Shop())}
    found = []
    for _, _, visuals in report.pages():
        for visual in visuals:
            shown = {name.split(".", 1)[1] for name in _measures(visual, "Y")}
            title = told.get(measured(said(visual, "title", "text")), "")
            if shown & ahead and "VAR Latest" in title:
                found.append(visual["name"])
    return found


CHECKS: tuple[Callable[[Report], list[str]], ...] = (
    no_navigator,
    legacy_cards,
    figures_without_context,
    no_freshness,
    titles_that_name_the_chart,
    no_way_to_details,
    links_that_lead_nowhere,
    lines_that_dive,
    rates_that_mislead,
    choices_that_seem_to_filter_cohorts,
    segments_in_other_colours,
    cells_out_of_sight,
    rates_without_their_base,
    months_that_look_ahead,
)


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
