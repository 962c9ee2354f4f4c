"""What pages are put together from: their size and grid, and the visuals that come back on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crri_gui.contract import SEGMENTS
from crri_gui.palette import LIGHT, SEGMENT_SERIES
from crri_gui.powerbi.report.visuals import (
    Field,
    Place,
    Visual,
    colour,
    literal,
    measure,
    paragraphs,
    properties,
)

WIDTH, HEIGHT = 1280, 720
MARGIN, GAP, TOP = 24, 16, 104
SLICER = (240, 80)  # a drop-down below 76 pixels is cut off
_NARROW = 13.0  # pixels: below 20, Desktop's own, 27 states and 25 months are seen unscrolled
MONTH = Field("master_orders", "order_month", "Month")
STATE = Field("master_orders", "customer_state", "State")
USUAL = measure("Usual Month")
PAYMENT = Field("master_orders", "payment_type", "Payment type")


@dataclass(frozen=True)
class Page:
    """A page: its name, its height in pixels, and its visuals in the order of the tab key."""

    key: str
    name: str
    visuals: tuple[Visual, ...]
    height: int = HEIGHT


def heading(text: str, width: int = 720) -> Visual:
    """The page's title."""
    style = {"fontSize": "20pt", "fontWeight": "bold", "color": LIGHT.text}
    return Visual(
        "heading",
        "textbox",
        Place(MARGIN, 28, width, 52),
        f"Page title: {text}",
        objects=paragraphs([[(text, style)]]),
        mobile=52,
    )


def slicer(key: str, of: Field, place: Place, alt: str, sync: str) -> Visual:
    """A drop-down of a column; those of one `sync` group are the same on all pages."""
    return Visual(
        key,
        "slicer",
        place,
        alt,
        roles={"Values": [of]},
        objects={
            "data": properties(mode="Dropdown"),
            "header": properties(show=True, text=of.shown),
            "selection": properties(selectAllCheckboxEnabled=True, singleSelect=False),
        },
        sync=sync,
        mobile=80,
    )


def month_slicer(place: Place) -> Visual:
    """The drop-down of months, the same on all pages."""
    return slicer(
        "month", MONTH, place, "Slicer: months of purchase. Also on the other pages.", "months"
    )


def card(name: str, place: Place, alt: str, *, units: float = 1.0, decimals: int = 2) -> Visual:
    """A measure as one number; `units` 0 shortens it (1.2M), 1 does not."""
    return Visual(
        f"card {name}",
        "card",
        place,
        alt,
        title=name,
        roles={"Values": [measure(name)]},
        objects={
            "labels": properties(
                fontSize=24.0,
                color=colour(LIGHT.text),
                labelDisplayUnits=units,
                labelPrecision=decimals,
            ),
            "categoryLabels": properties(show=False),
        },
        mobile=96,
    )


def _axes(*, categorical: bool = True) -> dict[str, Any]:
    axis = {"axisType": "Categorical"} if categorical else {}
    return {
        "categoryAxis": properties(showAxisTitle=False, preferredCategoryWidth=_NARROW, **axis),
        "valueAxis": properties(showAxisTitle=False, gridlineShow=True),
    }


def line_chart(
    key: str,
    title: str,
    place: Place,
    x: Field,
    y: Field,
    alt: str,
    *tooltips: Field,
    beside: Field | None = None,
    subtitle: str = "",
    only: Field | None = None,
) -> Visual:
    """A measure over a column, in the column's order, and another one `beside` it.

    `only` where a measure is 1 (see `Visual`).
    """
    roles: dict[str, Sequence[Field]] = {"Category": [x], "Y": [y, *([beside] if beside else [])]}
    if tooltips:
        roles["Tooltips"] = tooltips
    return Visual(
        key,
        "lineChart",
        place,
        alt,
        title=title,
        roles=roles,
        objects={
            **_axes(),
            "lineStyles": properties(strokeWidth=2, showMarker=True),
            **({"legend": properties(show=True, position="Top")} if beside else {}),
        },
        sort=(x, "Ascending"),
        subtitle=subtitle,
        only=only,
        mobile=300 if beside else 240,
    )


def bar_chart(
    key: str,
    title: str,
    place: Place,
    of: Field,
    length: Field,
    alt: str,
    *tooltips: Field,
    sort: tuple[Field, str] | None = None,
    kind: str = "clusteredBarChart",
) -> Visual:
    """A measure by a column, the largest first unless sorted otherwise."""
    roles: dict[str, Sequence[Field]] = {"Category": [of], "Y": [length]}
    if tooltips:
        roles["Tooltips"] = tooltips
    return Visual(
        key,
        kind,
        place,
        alt,
        title=title,
        roles=roles,
        # Two dozen columns are narrower than their numbers; the axis tells them.
        objects={
            **_axes(categorical=False),
            "labels": properties(show=kind == "clusteredBarChart"),
        },
        sort=sort or (length, "Descending"),
        mobile=280,
    )


def segment_colours() -> list[dict[str, Any]]:
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
