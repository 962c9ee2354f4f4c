"""The charts of a page as visuals of Power BI, one function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.page import Chart, Kind
from crri_gui.dashboard.palette import LIGHT, SEGMENT_SERIES
from crri_gui.powerbi.model.notes import note_name
from crri_gui.powerbi.report.page_parts import sorted_field
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
_USUAL = measure("Usual Month")


def visual(chart: Chart, place: Place) -> Visual:
    """The chart at its place. Raises `ValueError` for a kind that Power BI does not have."""
    if chart.kind not in _KINDS or chart.by is None:
        raise ValueError(f"{chart.key}: no visual of the kind {chart.kind}")
    made = _KINDS[chart.kind](chart, place, sorted_field(chart.by))
    return made if chart.needs is None else replace(made, note=measure(note_name(chart)))


def _axes(*, categorical: bool = True) -> dict[str, Any]:
    axis = {"axisType": "Categorical"} if categorical else {}
    return {
        "categoryAxis": properties(showAxisTitle=False, preferredCategoryWidth=_NARROW, **axis),
        "valueAxis": properties(showAxisTitle=False, gridlineShow=True),
    }


def _roles(chart: Chart, by: Field) -> dict[str, Sequence[Field]]:
    values = [chart.measure, *([chart.beside] if chart.beside else [])]
    roles: dict[str, Sequence[Field]] = {"Category": [by], "Y": [measure(name) for name in values]}
    if chart.tooltips:
        roles["Tooltips"] = [measure(name) for name in chart.tooltips]
    return roles


def _line(chart: Chart, place: Place, by: Field) -> Visual:
    """In the column's order."""
    return Visual(
        chart.key,
        "lineChart",
        place,
        chart.alt,
        title=chart.title,
        roles=_roles(chart, by),
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


def _bars(chart: Chart, place: Place, by: Field) -> Visual:
    lying = chart.kind == "bars"
    return Visual(
        chart.key,
        "clusteredBarChart" if lying else "clusteredColumnChart",
        place,
        chart.alt,
        title=chart.title,
        roles=_roles(chart, by),
        # Two dozen columns are narrower than their numbers; the axis tells them.
        objects={**_axes(categorical=False), "labels": properties(show=lying)},
        sort=(measure(chart.measure), "Descending") if chart.largest_first else (by, "Ascending"),
        subtitle=chart.subtitle,
        only=_USUAL if chart.usual_months_only else None,
        mobile=280,
    )


def _stacked(chart: Chart, place: Place, by: Field) -> Visual:
    """Two measures, one on the other, in the column's order."""
    return Visual(
        chart.key,
        "columnChart",
        place,
        chart.alt,
        title=chart.title,
        roles=_roles(chart, by),
        objects={
            **_axes(categorical=False),
            "legend": properties(show=True, position="Top"),
        },
        sort=(by, "Ascending"),
        subtitle=chart.subtitle,
        mobile=280,
    )


_SHADES = {"Retention Rate": "Retention Shade"}
"""What colours a matrix where it is not what stands in it: a cohort's first month has 100 %."""


def _heat_map(rate: Field, shade: Field) -> dict[str, Any]:
    """The stronger the more."""
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


def _matrix(chart: Chart, place: Place, by: Field) -> Visual:
    assert chart.across is not None
    rate = measure(chart.measure)
    return Visual(
        chart.key,
        "pivotTable",
        place,
        chart.alt,
        title=chart.title,
        roles={"Rows": [by], "Columns": [sorted_field(chart.across)], "Values": [rate]},
        objects={
            "subTotals": properties(rowSubtotals=False, columnSubtotals=False),
            "values": [_heat_map(rate, measure(_SHADES.get(chart.measure, chart.measure)))],
        },
        subtitle=chart.subtitle,
        mobile=360,
    )


def _segment_colours() -> list[dict[str, Any]]:
    """The colours of the value segments, as the desktop application has them."""
    column = Field("rfm_customers", "segment").expression
    made = []
    for name, place in zip(SEGMENTS, SEGMENT_SERIES, strict=True):
        here = {"Comparison": {"ComparisonKind": 0, "Left": column, "Right": literal(name)["expr"]}}
        made.append(
            {
                "properties": {"fill": colour(LIGHT.series[place])},
                "selector": {"data": [{"scopeId": here}]},
            }
        )
    return made


def _scatter(chart: Chart, place: Place, by: Field) -> Visual:
    assert chart.across is not None and chart.axis_titles is not None
    across = chart.across
    level, upright = chart.axis_titles
    return Visual(
        chart.key,
        "scatterChart",
        place,
        chart.alt,
        title=chart.title,
        roles={
            "Category": [by],
            "Series": [Field(across.table, across.name, across.title)],
            "X": [measure(chart.level, level)],
            "Y": [measure(chart.measure, upright)],
        },
        objects={
            "categoryAxis": properties(showAxisTitle=True),
            "valueAxis": properties(showAxisTitle=True),
            "legend": properties(show=True, position="Top"),
            "bubbles": properties(bubbleSize=-20),
            "dataPoint": _segment_colours(),
        },
        subtitle=chart.subtitle,
        mobile=320,
    )


_KINDS: dict[Kind, Callable[[Chart, Place, Field], Visual]] = {
    "line": _line,
    "bars": _bars,
    "columns": _bars,
    "stacked": _stacked,
    "matrix": _matrix,
    "scatter": _scatter,
}
