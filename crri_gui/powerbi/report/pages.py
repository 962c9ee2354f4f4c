"""The pages of the report: those of the dashboard as they are described, and the definitions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY
from crri_gui.dashboard.page import CARDS, Chart, Page, View, without_cards
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.all_hidden import pages_with
from crri_gui.powerbi.model.hidden.details import knows_orders
from crri_gui.powerbi.model.language import ENGLISH, Language
from crri_gui.powerbi.report.cards import cards
from crri_gui.powerbi.report.chart_visuals import visual
from crri_gui.powerbi.report.definitions_page import definition_columns
from crri_gui.powerbi.report.detail_pages import detail_pages, tooltip_page
from crri_gui.powerbi.report.page_parts import (
    GAP,
    HEIGHT,
    MARGIN,
    TOP,
    WIDTH,
    ReportPage,
    head,
    places,
    slicer_key,
)
from crri_gui.powerbi.report.visuals import Place, Visual, paragraphs

__all__ = ["WIDTH", "ReportPage", "pages"]

_ROOMY = 7
"""Of more pages the navigator would cut the titles off."""
_AREA = Place(MARGIN, TOP, WIDTH - 2 * MARGIN, HEIGHT - MARGIN - TOP)


def _drawn(page: Page, view: View, name: str, shop: Shop, say: Language) -> ReportPage:
    """A described page or a view of it: heading and drop-downs, cards, charts."""
    layout = view.layout if page.power_bi_cards else without_cards(view.layout)
    place = places(layout, _AREA)
    charts = [chart for chart in page.power_bi_charts if chart.key in place]
    title, has_months = say(view.title), "months" in view.slicers
    return ReportPage(
        view.key,
        say(name),
        (
            *head(title, view.slicers, shop, say, with_bookmarks=has_months),
            *(cards(page, place[CARDS], shop, say) if CARDS in place else ()),
            *(visual(page, chart, place[chart.key], say) for chart in charts),
        ),
        unmoved=_unmoved(view, charts),
    )


def _unmoved(view: View, charts: Sequence[Chart]) -> tuple[tuple[str, str], ...]:
    """What is chosen among orders does nothing to charts that no filter of orders reaches.

    Without it, a click would seem to filter them.
    """
    reached = {chart.key: bool(FILTERED_BY[BY_NAME[chart.measure].source]) for chart in charts}
    sources = [
        *(slicer_key(name) for name in view.slicers),
        *(key for key, is_reached in reached.items() if is_reached),
    ]
    return tuple(
        (source, target)
        for source in sources
        for target, is_reached in reached.items()
        if not is_reached
    )


def _views(page: Page) -> tuple[View, ...]:
    """The page itself, and what it has beside."""
    slicers = page.filters if page.slicers is None else page.slicers
    itself = View(
        key=page.key,
        title=page.title,
        short=page.short,
        layout=page.power_bi_layout,
        slicers=slicers,
    )
    return (itself, *page.views)


def _definitions(
    definitions: dict[str, Any] | None,
    shop: Shop,
    extensions: Collection[str] | None,
    say: Language,
) -> ReportPage:
    width = WIDTH - 2 * MARGIN
    columns, height = definition_columns(definitions, say, width, GAP, extensions)
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
        say("Definitions"),
        (*head(say("What every number means"), (), shop, say, with_bookmarks=False), *texts),
        max(HEIGHT, TOP + height + MARGIN),
    )


def pages(
    definitions: dict[str, Any] | None,
    shop: Shop,
    extensions: Collection[str] | None = None,
    say: Language = ENGLISH,
) -> tuple[ReportPage, ...]:
    """The pages of the dashboard, one with what every number means, and those behind values.

    `definitions` are the options in force by name, None where they are not known. `extensions` are
    the groups of extension tables that the model reads; None: all.
    """
    shown = pages_with(extensions)
    views = [(page, view) for page in shown for view in _views(page)]
    apart = (
        *detail_pages(shop, say, with_details=knows_orders(shown)),
        tooltip_page(say),
    )

    def name_of(view: View) -> str:
        return view.title if len(views) < _ROOMY or not view.short else view.short

    return (
        *(_drawn(page, view, name_of(view), shop, say) for page, view in views),
        _definitions(definitions, shop, extensions, say),
        *apart,
    )
