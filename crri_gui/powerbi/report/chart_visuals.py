"""The charts of a page as visuals of Power BI, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.page import (
    MONTH,
    ORDERS_PLACED,
    PAYMENT_TYPE,
    SEGMENT,
    STATE,
    TO_SEGMENT,
    Chart,
    Kind,
    Page,
)
from crri_gui.dashboard.palette import LIGHT, SEGMENT_SERIES
from crri_gui.powerbi.model.hidden.comparisons import other_months, parted, whole_months
from crri_gui.powerbi.model.hidden.findings import alt_name, finding_name, has_finding
from crri_gui.powerbi.model.hidden.notes import below_title, note_name
from crri_gui.powerbi.model.ids import part_id
from crri_gui.powerbi.model.language import Language
from crri_gui.powerbi.report.page_parts import TOOLTIP, named, sorted_field
from crri_gui.powerbi.report.visuals import (
    Field,
    Place,
    Visual,
    colour,
    literal,
    measure,
    properties,
)

_NARROW = 13.0  # pixels: below 20, Desktop's own, 27 states and 25 months are seen unscrolled
_SMALL = 8.0  # points: 25 cohorts of 25 months are seen unscrolled
_READABLE = 12.0
_USUAL = measure("Usual Month")


def visual(page: Page, chart: Chart, place: Place, say: Language) -> Visual:
    """A chart of the page at its place, its title what it shows, its name below.

    Raises `ValueError` for a kind that Power BI does not have.
    """
    if chart.kind not in _KINDS or chart.by is None:
        raise ValueError(f"{chart.key}: no visual of the kind {chart.kind}")
    made = _KINDS[chart.kind](_said(chart, say), place, sorted_field(chart.by, say), say)
    if chart in parted(page):
        made = _in_parts(chart, made, say)
    if has_tooltip_page(chart):
        made = replace(made, tooltip=part_id("page", TOOLTIP))
    if chart.needs is not None:
        made = replace(made, note=measure(note_name(chart)))
    if not has_finding(page, chart):
        return made
    return replace(
        made,
        subtitle=below_title(chart, say),
        finding=measure(finding_name(chart)),
        alt_measure=measure(alt_name(chart)),
    )


def _said(chart: Chart, say: Language) -> Chart:
    """The chart with its texts in the report's language."""
    titles = chart.axis_titles
    return replace(
        chart,
        title=say(chart.title),
        alt=say(chart.alt),
        subtitle=say(chart.subtitle),
        total=say(chart.total),
        axis_titles=None if titles is None else (say(titles[0]), say(titles[1])),
    )


def _axes(*, categorical: bool = True) -> dict[str, Any]:
    axis = {"axisType": "Categorical"} if categorical else {}
    return {
        "categoryAxis": properties(showAxisTitle=False, preferredCategoryWidth=_NARROW, **axis),
        "valueAxis": properties(showAxisTitle=False, gridlineShow=True),
    }


def _roles(chart: Chart, by: Field, say: Language) -> dict[str, Sequence[Field]]:
    values = [chart.measure, *([chart.beside] if chart.beside else [])]
    shown = [named(name, say) for name in values]
    roles: dict[str, Sequence[Field]] = {"Category": [by], "Y": shown}
    if chart.tooltips:
        roles["Tooltips"] = [named(name, say) for name in chart.tooltips]
    return roles


def _line(chart: Chart, place: Place, by: Field, say: Language) -> Visual:
    """In the column's order."""
    return Visual(
        chart.key,
        "lineChart",
        place,
        chart.alt,
        title=chart.title,
        roles=_roles(chart, by, say),
        objects={
            **_axes(),
            "lineStyles": properties(strokeWidth=2, showMarker=True),
            **({"legend": properties(show=True, position="Top")} if chart.beside else {}),
        },
        sort=(by, "Ascending"),
        subtitle=chart.subtitle,
        only=_USUAL if chart.usual_months_only else None,
        mobile=300 if chart.beside else 240,
    )


def _in_parts(chart: Chart, line: Visual, say: Language) -> Visual:
    """The line of complete months, and the others apart in grey."""
    whole = measure(whole_months(chart.measure), say(chart.measure))
    other = measure(other_months(chart.measure), say("Partial or stray months"))
    grey = {"fill": colour(LIGHT.outline)}
    return replace(
        line,
        roles={**line.roles, "Y": [whole, other]},
        objects={
            **line.objects,
            "legend": properties(show=True, position="Top"),
            "dataPoint": [{"properties": grey, "selector": {"metadata": other.ref}}],
        },
        mobile=300,
    )


def _bars(chart: Chart, place: Place, by: Field, say: Language) -> Visual:
    lying = chart.kind == "bars"
    return Visual(
        chart.key,
        "clusteredBarChart" if lying else "clusteredColumnChart",
        place,
        chart.alt,
        title=chart.title,
        roles=_roles(chart, by, say),
        # Two dozen columns are narrower than their numbers; the axis tells them.
        objects={
            **_axes(categorical=chart.by == ORDERS_PLACED),
            "labels": properties(show=lying),
            **({"dataPoint": _segment_colours(by)} if chart.by == SEGMENT else {}),
        },
        sort=(measure(chart.measure), "Descending") if chart.largest_first else (by, "Ascending"),
        subtitle=chart.subtitle,
        only=_USUAL if chart.usual_months_only else None,
        mobile=280,
    )


def _stacked(chart: Chart, place: Place, by: Field, say: Language) -> Visual:
    """Two measures, one on the other, in the column's order."""
    return Visual(
        chart.key,
        "columnChart",
        place,
        chart.alt,
        title=chart.title,
        roles=_roles(chart, by, say),
        objects={
            **_axes(categorical=False),
            "legend": properties(show=True, position="Top"),
        },
        sort=(by, "Ascending"),
        subtitle=chart.subtitle,
        mobile=280,
    )


def _heat_map(rate: Field, by: Field) -> dict[str, Any]:
    """Colours by the value; of cohorts not of the first month, whose 100 % would pale the rest."""
    shade = measure("Retention Shade") if by.table == "cohort_retention" else rate
    gradient = {
        "min": {"color": {"Literal": {"Value": f"'{LIGHT.ramp[0]}'"}}},
        "max": {"color": {"Literal": {"Value": f"'{LIGHT.ramp[4]}'"}}},
        "nullColoringStrategy": {"strategy": {"Literal": {"Value": "'noColor'"}}},
    }
    rule = {"Input": shade.expression, "FillRule": {"linearGradient2": gradient}}
    return {
        "properties": {"backColor": {"solid": {"color": {"expr": {"FillRule": rule}}}}},
        "selector": {"data": [{"dataViewWildcard": {"matchingOption": 1}}], "metadata": rate.ref},
    }


def _totals(chart: Chart) -> list[dict[str, Any]]:
    """The row of all rows on top, where the matrix has one."""
    if not chart.total:
        return properties(rowSubtotals=False, columnSubtotals=False)
    return properties(
        rowSubtotals=True,
        rowSubtotalsLabel=chart.total,
        rowSubtotalsPosition="Top",
        columnSubtotals=False,
        bold=True,
        fontSize=_SMALL,
    )


def _matrix(chart: Chart, place: Place, by: Field, say: Language) -> Visual:
    assert chart.across is not None
    rate = named(chart.measure, say)
    # Segments are few.
    few = chart.across == TO_SEGMENT
    size = _READABLE if few else _SMALL
    return Visual(
        chart.key,
        "pivotTable",
        place,
        chart.alt,
        title=chart.title,
        roles={"Rows": [by], "Columns": [sorted_field(chart.across, say)], "Values": [rate]},
        objects={
            "subTotals": _totals(chart),
            "grid": properties(rowPadding=8 if few else 2, gridHorizontal=False),
            "columnHeaders": properties(fontSize=size, alignment="Right"),
            "rowHeaders": properties(fontSize=size),
            "values": [*properties(fontSize=size), _heat_map(rate, by)],
        },
        subtitle=chart.subtitle,
        side=4.0,
        mobile=360,
    )


def _segment_colours(by: Field) -> list[dict[str, Any]]:
    """The colours of the value segments, as the desktop application has them."""
    made = []
    for number, (name, place) in enumerate(zip(SEGMENTS, SEGMENT_SERIES, strict=True), 1):
        value = literal(name if by.name == SEGMENT.name else f"{number}. {name}")
        here = {"Comparison": {"ComparisonKind": 0, "Left": by.expression, "Right": value["expr"]}}
        made.append(
            {
                "properties": {"fill": colour(LIGHT.series[place])},
                "selector": {"data": [{"scopeId": here}]},
            }
        )
    return made


def _scatter(chart: Chart, place: Place, by: Field, say: Language) -> Visual:
    assert chart.across is not None and chart.axis_titles is not None
    across = chart.across
    level, upright = chart.axis_titles
    series = Field(across.table, across.name, say(across.title))
    return Visual(
        chart.key,
        "scatterChart",
        place,
        chart.alt,
        title=chart.title,
        roles={
            "Category": [by],
            "Series": [series],
            "X": [measure(chart.level, level)],
            "Y": [measure(chart.measure, upright)],
        },
        objects={
            "categoryAxis": properties(showAxisTitle=True),
            "valueAxis": properties(showAxisTitle=True),
            "legend": properties(show=True, position="Top"),
            "bubbles": properties(bubbleSize=-20),
            "dataPoint": _segment_colours(series),
        },
        subtitle=chart.subtitle,
        mobile=320,
    )


def has_tooltip_page(chart: Chart) -> bool:
    """Whether the chart's values are of orders, which the tooltip page tells of."""
    of_orders = BY_NAME[chart.measure].source == "master_orders"
    return of_orders and chart.by in (MONTH, STATE, PAYMENT_TYPE)


_KINDS: dict[Kind, Callable[[Chart, Place, Field, Language], Visual]] = {
    "line": _line,
    "bars": _bars,
    "columns": _bars,
    "stacked": _stacked,
    "matrix": _matrix,
    "scatter": _scatter,
}
