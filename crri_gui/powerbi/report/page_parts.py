"""What every page has: its size and grid, its heading, its drop-downs and its cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.page import (
    CARDS,
    MONTH,
    PAYMENT_TYPE,
    STATE,
    Card,
    Column,
    FilterName,
    Layout,
)
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import Shop
from crri_gui.powerbi.report.visuals import (
    Field,
    Place,
    Visual,
    colour,
    measure,
    paragraphs,
    properties,
)

WIDTH, HEIGHT = 1280, 720
MARGIN, GAP, TOP = 24, 16, 104
SLICER = (240, 80)  # a drop-down below 76 pixels is cut off
CARD_HEIGHT = 104
_HEADING_WIDTH = 720


@dataclass(frozen=True)
class ReportPage:
    """A page: its name, its height in pixels, and its visuals in the order of the tab key."""

    key: str
    name: str
    visuals: tuple[Visual, ...]
    height: int = HEIGHT


def sorted_field(column: Column) -> Field:
    """A column of the model, in its form whose values sort as they are to be shown."""
    return Field(column.table, column.sorted_copy or column.name, column.title)


def heading(text: str, shop: Shop, width: int = _HEADING_WIDTH) -> Visual:
    """The page's title, below the shop's name where it has one."""
    name = shop.shop_name
    lines = [[(text, {"fontSize": "20pt", "fontWeight": "bold", "color": LIGHT.text})]]
    if name:
        lines.insert(0, [(name, {"fontSize": "11pt", "color": LIGHT.muted})])
    return Visual(
        "heading",
        "textbox",
        Place(MARGIN, 12, width, 76) if name else Place(MARGIN, 28, width, 52),
        f"Page title: {name}, {text}" if name else f"Page title: {text}",
        objects=paragraphs(lines),
        mobile=76 if name else 52,
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


def head(title: str, filters: Sequence[FilterName], shop: Shop) -> tuple[Visual, ...]:
    """The title on the left, and a drop-down for each of the filters on the right."""
    width, height = SLICER
    left = WIDTH - MARGIN + GAP - len(filters) * (width + GAP)
    slicers = (
        _slicer(name, Place(left + number * (width + GAP), 12, width, height))
        for number, name in enumerate(filters)
    )
    return (heading(title, shop, min(_HEADING_WIDTH, left - GAP - MARGIN)), *slicers)


def _slicer(name: FilterName, place: Place) -> Visual:
    key, column, alt, sync = _SLICERS[name]
    field = sorted_field(column)
    return Visual(
        key,
        "slicer",
        place,
        alt,
        roles={"Values": [field]},
        objects={
            "data": properties(mode="Dropdown"),
            "header": properties(show=True, text=field.shown),
            "selection": properties(selectAllCheckboxEnabled=True, singleSelect=False),
        },
        sync=sync,
        mobile=80,
    )


def cards(described: Sequence[Card], area: Place, shop: Shop) -> tuple[Visual, ...]:
    """The cards side by side in an area."""
    width = (area.width - (len(described) - 1) * GAP) // len(described)
    return tuple(
        _card(card, Place(area.x + number * (width + GAP), area.y, width, area.height), shop)
        for number, card in enumerate(described)
    )


def _card(card: Card, place: Place, shop: Shop) -> Visual:
    decimals = {"integer": 0, "money": shop.money_decimals}
    return Visual(
        f"card {card.name}",
        "card",
        place,
        card.alt,
        title=card.name,
        roles={"Values": [measure(card.measure)]},
        objects={
            "labels": properties(
                fontSize=24.0,
                color=colour(LIGHT.text),
                labelDisplayUnits=0.0 if card.shortened else 1.0,
                labelPrecision=decimals.get(BY_NAME[card.measure].format, 2),
            ),
            "categoryLabels": properties(show=False),
        },
        mobile=96,
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
