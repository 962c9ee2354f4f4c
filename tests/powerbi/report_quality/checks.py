"""The checks of a report: each says what it objects to."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.palette import LIGHT, SEGMENT_SERIES
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures, pages_with
from crri_gui.powerbi.project.project import REPORT
from tests.powerbi.report_quality.report import (
    BOOKMARKS,
    EVERY,
    Report,
    constant,
    kind_of,
    measured,
    refs,
    said,
)

CHARTS = ("lineChart", "clusteredBarChart", "clusteredColumnChart", "scatterChart", "pivotTable")


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
