"""The descriptions of the dashboard's pages: complete, and refused when they cannot be drawn."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec

import pytest

from crri_gui.contract import NAMED_SEGMENTS
from crri_gui.dashboard import pages
from crri_gui.dashboard.listing import defined_in
from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.named_segments import SEGMENTS_IN_WORDS
from crri_gui.dashboard.page import (
    CARDS,
    MONTH,
    PAYMENT_TYPE,
    Card,
    Chart,
    Page,
    below,
    beside,
    keys_in,
)
from crri_gui.dashboard.pages import PAGE_KEYS, PAGES
from crri_gui.engine.query.dashboard.described import asked_measures

LINE = Chart(
    key="a", kind="line", title="A", by=MONTH, measure="AOV", alt="Line chart: value by month."
)
CARD = Card(measure="AOV", alt="Card: average order value.")


def page(*charts: Chart, **more: object) -> Page:
    """A page of these charts and one card."""
    described = {"key": "x", "order": 9, "title": "X", "cards": (CARD,), "charts": charts}
    return Page(**{**described, **more})  # type: ignore[arg-type]


def test_pages_are_named_as_their_modules_and_in_order() -> None:
    assert {key: page.key for key, page in defined_in(pages, "PAGE").items()} == {
        page.key: page.key for page in PAGES
    }
    assert list(PAGE_KEYS[:4]) == ["executive", "retention", "segmentation", "operations"]
    orders = [page.order for page in PAGES]
    assert orders == sorted(set(orders))
    for one in PAGES:
        for names in ([c.key for c in one.charts], [card.name for card in one.cards]):
            assert len(names) == len(set(names))


def test_pages_show_measures_that_exist() -> None:
    for one in PAGES:
        for card in one.cards:
            assert card.measure in BY_NAME
        for chart in one.charts:
            named = {chart.measure, chart.beside, chart.level, *chart.tooltips, chart.explains}
            assert named - {"", None} <= set(BY_NAME), chart.key


def test_a_page_is_drawn_from_its_description_or_has_a_tab_of_its_own() -> None:
    for one in PAGES:
        if find_spec(f"crri_gui.gui.pages.dashboard.tabs.{one.key}") is None:
            for chart in one.window_charts:
                assert asked_measures(chart)


def test_without_a_layout_charts_lie_two_by_two_below_the_cards() -> None:
    three = [replace(LINE, key=key) for key in "abc"]
    made = page(*three, replace(LINE, key="d", in_power_bi=False))
    assert made.window_layout == below(
        (0, CARDS), (1, beside((1, "a"), (1, "b"))), (1, beside((1, "c"), (1, "d")))
    )
    assert made.paper_layout == below(
        (1, beside((1, "a"), (1, "b"))), (1, beside((1, "c"), (1, "d")))
    )
    assert keys_in(made.power_bi_layout) == (CARDS, "a", "b", "c")


def test_a_layout_that_forgets_a_chart_is_refused() -> None:
    two = (LINE, replace(LINE, key="b"))
    with pytest.raises(ValueError, match="layout window has"):
        page(*two, window=below((0, CARDS), (1, "a")))
    with pytest.raises(ValueError, match="layout power_bi has"):
        page(*two, power_bi=below((0, CARDS), (1, "a"), (1, "b"), (1, "c")))


def test_what_power_bi_shows_needs_words_for_a_screen_reader() -> None:
    with pytest.raises(ValueError, match="alt text"):
        page(replace(LINE, alt=""))
    with pytest.raises(ValueError, match="alt text"):
        page(LINE, cards=(Card(measure="AOV"),))
    assert page(replace(LINE, alt="", in_power_bi=False)).power_bi_charts == ()


def test_the_window_asks_what_can_be_asked_by_group() -> None:
    chart = replace(LINE, tooltips=("Total Orders", "MoM Growth %", "Late Delivery Rate"))
    assert asked_measures(chart) == ("AOV", "Total Orders", "Late Delivery Rate")
    # Late orders are known of months alone
    assert asked_measures(replace(chart, by=PAYMENT_TYPE)) == ("AOV", "Total Orders")
    with pytest.raises(ValueError, match="cannot be asked by order_month"):
        asked_measures(replace(LINE, measure="New Customers"))
    with pytest.raises(ValueError, match="tab of its own"):
        asked_measures(replace(LINE, kind="matrix"))


# --- the named segments


def test_named_segments_are_told_in_the_order_of_the_contract() -> None:
    assert [segment.name for segment in SEGMENTS_IN_WORDS] == list(NAMED_SEGMENTS)


def test_each_of_the_25_cells_is_in_one_segment() -> None:
    cells = [cell for cells in NAMED_SEGMENTS.values() for cell in cells]
    assert sorted(cells) == [(r, f) for r in range(1, 6) for f in range(1, 6)]


def test_scores_of_recency_and_frequency_say_which_cells_a_segment_has() -> None:
    """So two filters, one on each score, show the customers of a segment and no others."""
    for segment in SEGMENTS_IN_WORDS:
        crossed = [(r, f) for r in segment.recency for f in segment.frequency]
        assert sorted(crossed) == sorted(NAMED_SEGMENTS[segment.name])
