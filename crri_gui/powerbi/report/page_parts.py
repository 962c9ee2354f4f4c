"""What every page has: its size and grid, its heading, its stamp and its drop-downs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crri_gui.dashboard.page import (
    CARDS,
    MONTH,
    PAYMENT_TYPE,
    STATE,
    Column,
    FilterName,
    Layout,
)
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.publication import FRESHNESS
from crri_gui.powerbi.model.language import ENGLISH, Language
from crri_gui.powerbi.report.cards import figure
from crri_gui.powerbi.report.navigation import BUTTON, buttons, navigator
from crri_gui.powerbi.report.visuals import (
    Field,
    Place,
    Visual,
    measure,
    paragraphs,
    properties,
)

WIDTH, HEIGHT = 1280, 720
MARGIN, GAP, TOP = 24, 16, 144
HEAD = 52  # where the title begins, below the navigator
SLICER = (240, 80)  # a drop-down below 76 pixels is cut off
CARD_HEIGHT = 120
_HEADING_WIDTH = 760
TOOLTIP = "in numbers"
"""The key of the page that is shown at a value under the mouse."""


@dataclass(frozen=True)
class ReportPage:
    """A page: its name, its size in pixels, and its visuals in the order of the tab key.

    `kind` is how it is reached where it is not by its name: as "Tooltip", or by "Drillthrough" from
    a value of one of the `drill` fields. `unmoved` are pairs of visuals by their keys: what is
    chosen in the first one does nothing to the second.
    """

    key: str
    name: str
    visuals: tuple[Visual, ...]
    height: int = HEIGHT
    width: int = WIDTH
    kind: Literal["", "Tooltip", "Drillthrough"] = ""
    drill: tuple[Field, ...] = ()
    unmoved: tuple[tuple[str, str], ...] = ()


def sorted_field(column: Column, say: Language = ENGLISH) -> Field:
    """A column of the model, in its form whose values sort as they are to be shown."""
    return Field(column.table, column.sorted_copy or column.name, say(column.title))


def named(name: str, say: Language) -> Field:
    """A measure by its name in the report's language."""
    return measure(name, "" if say(name) == name else say(name))


def heading(
    text: str, shop: Shop, say: Language, width: int = _HEADING_WIDTH, *, x: int = MARGIN
) -> Visual:
    """The page's title, behind the shop's name where it has one."""
    name = shop.shop_name
    runs = [(text, {"fontSize": "20pt", "fontWeight": "bold", "color": LIGHT.text})]
    if name:
        runs.insert(0, (f"{name}  ", {"fontSize": "12pt", "color": LIGHT.muted}))
    return Visual(
        "heading",
        "textbox",
        Place(x, HEAD, width, 48),
        f"{say('Page title')}: {name}, {text}" if name else f"{say('Page title')}: {text}",
        objects=paragraphs([runs]),
        mobile=48,
    )


def stamp(say: Language, width: int, *, x: int = MARGIN) -> Visual:
    """Of which CSVs the page tells, as Power BI has read them."""
    return Visual(
        "freshness",
        "cardVisual",
        Place(x, HEAD + 48, width, 36),
        say("When the CSVs were published, until when they reach, and by which definitions."),
        roles={"Data": [measure(FRESHNESS)]},
        objects={
            **figure(9.0, textWrap=True),
            "padding": [
                {
                    **properties(paddingSelection="Custom", paddingUniform=0)[0],
                    "selector": {"id": "default"},
                }
            ],
        },
        alt_measure=measure(FRESHNESS),
        bare=True,
        mobile=48,
    )


# Key, column, what a screen reader is told, and the name under which pages share a choice.
_SLICERS: dict[FilterName, tuple[str, Column, str, str]] = {
    "months": (
        "month",
        MONTH,
        "Slicer: months of purchase. Also on the other pages.",
        "months",
    ),
    "payment_types": ("payment", PAYMENT_TYPE, "Slicer: type of payment.", "payment types"),
    "states": ("state", STATE, "Slicer: state of the customer.", "states"),
}


def head(
    title: str,
    filters: Sequence[FilterName],
    shop: Shop,
    say: Language,
    *,
    with_bookmarks: bool,
) -> tuple[Visual, ...]:
    """Navigator, title and stamp on the left; buttons and a drop-down a filter on the right."""
    width, height = SLICER
    left = WIDTH - MARGIN + GAP - len(filters) * (width + GAP)
    slicers = tuple(
        _slicer(name, say, Place(left + number * (width + GAP), HEAD, width, height))
        for number, name in enumerate(filters)
    )
    pressed: tuple[Visual, ...] = ()
    if with_bookmarks:
        left -= BUTTON[0] + GAP
        pressed = buttons(left, HEAD, say)
    free = min(_HEADING_WIDTH, left - GAP - MARGIN)
    return (
        navigator(Place(MARGIN, 8, WIDTH - 2 * MARGIN, 32), say),
        heading(title, shop, say, free),
        stamp(say, free),
        *pressed,
        *slicers,
    )


def slicer_key(name: FilterName) -> str:
    """The key of a filter's drop-down on its page."""
    return _SLICERS[name][0]


def _slicer(name: FilterName, say: Language, place: Place) -> Visual:
    key, column, alt, sync = _SLICERS[name]
    field = sorted_field(column, say)
    return Visual(
        key,
        "slicer",
        place,
        say(alt),
        roles={"Values": [field]},
        objects={
            "data": properties(mode="Dropdown"),
            "header": properties(show=True, text=field.shown),
            "selection": properties(selectAllCheckboxEnabled=True, singleSelect=False),
        },
        sync=sync,
        mobile=80,
    )


def places(layout: Layout, area: Place) -> dict[str, Place]:
    """Where the parts of a layout are within an area."""
    if isinstance(layout, str):
        return {layout: area}
    fixed = sum(CARD_HEIGHT for _, part in layout.parts if part == CARDS and not layout.across)
    length = area.width if layout.across else area.height
    free = length - fixed - (len(layout.parts) - 1) * GAP
    shares = sum(share for share, _ in layout.parts)
    found: dict[str, Place] = {}
    start = 0
    for share, part in layout.parts:
        if layout.across:
            size = free * share // shares
            here = Place(area.x + start, area.y, size, area.height)
        else:
            size = CARD_HEIGHT if part == CARDS else free * share // shares
            here = Place(area.x, area.y + start, area.width, size)
        found |= places(part, here)
        start += size + GAP
    return found
