"""The pages of the report: those of the dashboard as they are described, and the definitions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from crri_gui.dashboard.page import CARDS, Page, without_cards
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Shop
from crri_gui.powerbi.report.chart_visuals import visual
from crri_gui.powerbi.report.definitions_page import definition_columns
from crri_gui.powerbi.report.page_parts import (
    GAP,
    HEIGHT,
    MARGIN,
    TOP,
    WIDTH,
    ReportPage,
    cards,
    head,
    heading,
    places,
)
from crri_gui.powerbi.report.visuals import Place, Visual, paragraphs

__all__ = ["WIDTH", "ReportPage", "pages"]

_AREA = Place(MARGIN, TOP, WIDTH - 2 * MARGIN, HEIGHT - MARGIN - TOP)


def _drawn(page: Page, shop: Shop) -> ReportPage:
    """A described page: heading and drop-downs, cards, charts."""
    layout = page.power_bi_layout
    if not page.power_bi_cards:
        layout = without_cards(layout)
    place = places(layout, _AREA)
    return ReportPage(
        page.key,
        page.title,
        (
            *head(page.title, page.filters if page.slicers is None else page.slicers, shop),
            *(cards(page.power_bi_cards, place[CARDS], shop) if CARDS in place else ()),
            *(visual(chart, place[chart.key]) for chart in page.power_bi_charts),
        ),
    )


def _definitions(
    definitions: dict[str, Any] | None, shop: Shop, extensions: Collection[str] | None
) -> ReportPage:
    columns, height = definition_columns(definitions, WIDTH - 2 * MARGIN, GAP, extensions)
    texts = tuple(
        Visual(
            f"definitions {number}",
            "textbox",
            Place(MARGIN + place.x, TOP + place.y, place.width, place.height),
            alt,
            objects=paragraphs(lines),
            mobile=place.height * 3 // 2,  # narrower, so longer
        )
        for number, (place, alt, lines) in enumerate(columns, 1)
    )
    return ReportPage(
        "definitions",
        "Definitions",
        (heading("What every number means", shop), *texts),
        max(HEIGHT, TOP + height + MARGIN),
    )


def pages(
    definitions: dict[str, Any] | None,
    shop: Shop,
    extensions: Collection[str] | None = None,
) -> tuple[ReportPage, ...]:
    """The pages of the dashboard, and one with what every number means.

    `definitions` are the options in force by name, None where they are not known. `extensions` are
    the groups of extension tables that the model reads; None: all.
    """
    drawn = (_drawn(page, shop) for page in PAGES if page.is_with(extensions))
    return (*drawn, _definitions(definitions, shop, extensions))
