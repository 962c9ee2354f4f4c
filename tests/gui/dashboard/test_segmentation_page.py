"""Customer Segmentation in the window: named segments, spending, and what one stray cannot do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from crri_gui.contract import NAMED_SEGMENTS
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.browse import Filter, View, open_grid
from crri_gui.engine.query.dashboard.segmentation import Points
from crri_gui.engine.results import Results
from crri_gui.gui.charts.segments.scatter import ScatterChart
from crri_gui.gui.charts.segments.scatter_drawing import places_of
from crri_gui.gui.charts.segments.spread import Spread, SpreadChart
from crri_gui.gui.i18n.numbers import NONE
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, show_computed
from tests.gui.dashboard.driving import (
    click,
    double_click,
    keys,
    opened,
    press,
    settled,
    show_tab,
    views,
)
from tests.shops import Shop


@pytest.fixture
def page(page: DashboardPage) -> DashboardPage:
    """The page, large enough for all its charts."""
    page.resize(1400, 1900)
    return page


# --- named segments


def test_named_segments_say_who_they_are_and_what_to_do(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    assert keys(tab.named) == list(NAMED_SEGMENTS)
    line = tab.named.lines[keys(tab.named).index("At Risk")]
    assert (line.who, line.action) == (
        "as often as most or more, long ago",
        "Write in person; win them back.",
    )
    # u1 and u2: two orders each, 200 of 400 in all; 50 an order; 81 and 102 days ago
    assert line.numbers == (
        ("2", "50.0 %", 0.5),
        ("200", "50.0 %", 0.5),
        ("50.00", "2.0 orders each", None),
        ("81 days", "", None),
    )
    assert tab.named.describe(keys(tab.named).index("At Risk")) == (
        "At Risk, 2 customers, 50.00 % of all, Revenue 200.00, 50.00 % of all, "
        "Average order 50.00, Half of them ordered within the last 81 days, "
        "Low Value 1, Mid Value 1, High Value 0"
    )
    nobody = tab.named.lines[keys(tab.named).index("Lost")]
    assert [text for text, _, _ in nobody.numbers] == ["0", "0", NONE, NONE]


def test_a_segment_is_found_in_both_charts_and_opens_its_customers(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    asked = views(session)
    click(tab.named, "At Risk")
    assert (tab.named.marked, tab.grid.marked) == ("At Risk", "At Risk")
    click(tab.grid, "54")
    assert (tab.named.marked, tab.grid.marked) == ("Champions", "Champions")
    click(tab.grid, "55")  # another cell of theirs
    assert tab.named.marked is None
    assert asked == []
    double_click(tab.named, "At Risk")
    assert tab.named.marked is None
    _, view = asked.pop()
    cells = (
        Filter("recency_of_5", "is", (1, 2)),
        Filter("frequency_of_5", "is", (3, 4)),
    )
    assert view == View("rfm_scored", cells)
    assert session.results is not None
    with session.results.cursor() as con:
        grid = open_grid(DuckDB(RunContext(), con), view)
        found = con.execute(f"SELECT customer_unique_id FROM {grid.source}").fetchall()
    assert sorted(found) == [("u1",), ("u2",)]


def test_segments_by_keyboard(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    asked = views(session)
    tab.named.setFocus(Qt.FocusReason.TabFocusReason)
    press(tab.named, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert tab.grid.marked == "Loyal"
    press(tab.named, Qt.Key.Key_Space)
    assert tab.grid.marked is None
    press(tab.named, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert asked.pop()[1].filters[0] == Filter("recency_of_5", "is", (1,))
    menu = tab.chart_cards["named segments"].menu()
    assert [action.text() for action in menu.actions()[:2]] == [
        "Find its cells",
        "Show the customers",
    ]


@exhaustive
def test_where_nearly_all_bought_once_the_names_say_so(
    session: Session, tmp_path: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    shop = Shop()
    for number in range(9):
        shop.add(f"o{number}", f"u{number}", f"2020-01-{number + 1:02}", 10)
    shop.add("again", "u0", "2020-01-31", 10)
    show_computed(session, shop.write(tmp_path / "raw"), computed, qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "segmentation", qtbot)
    note = tab.chart_cards["named segments"].note.text()
    assert "Here 88.9 % bought once" in note  # eight of nine


# --- spending by number of orders


def test_spending_is_told_by_number_of_orders(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    # u4 spent 100 by one order; u1 150, u2 50 and u3 100 by two.
    assert keys(tab.spending) == ["1", "2"]
    assert tab.spending.describe(1) == (
        "2 orders, Half of them spent up to 100.00, 3 customers, "
        "The middle half from 50.00 to 150.00, Nine of ten from 50.00 to 150.00, "
        "Least 50.00, most 150.00"
    )
    assert [item.note for item in tab.spending.items] == ["100  (1 customer)", "100  (3 customers)"]


def test_the_customers_of_a_number_of_orders_are_shown(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    asked = views(session)
    tab.spending.setFocus(Qt.FocusReason.TabFocusReason)
    press(tab.spending, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert asked == [
        ("tables", View("rfm_customers", (Filter("frequency", "range", (2, 2)),))),
    ]


def test_a_group_of_one_does_not_stretch_the_scale_of_spending(
    session: Session, qtbot: QtBot
) -> None:
    chart = SpreadChart("Spending", session.appearance, str)
    qtbot.addWidget(chart)
    usual = Spread(10, 20, 30, 40, 90)
    stray = Spread(1e6, 1e6, 1e6, 1e6, 1e6, few=True)
    chart.spreads = (usual, stray)
    assert chart.ends() == (10, 90)
    assert not chart.logarithmic
    chart.spreads = (stray,)
    assert chart.ends()[0] == 1e6
    chart.spreads = (Spread(1, 20, 30, 40, 900),)
    assert chart.logarithmic


def test_the_name_of_a_segment_stands_in_its_cell_with_the_most_customers(
    page: DashboardPage, qtbot: QtBot
) -> None:
    grid = show_tab(page, "segmentation", qtbot).grid
    named = {grid.items[place].label: grid.items[place] for place in grid.named_cells}
    assert set(named) == set(NAMED_SEGMENTS)
    # Champions are 54 and 55, of which one has the only customer.
    assert (named["Champions"].key, named["Champions"].value) == ("54", 1.0)
    for name, bearer in named.items():
        of_segment = [item.value for item in grid.items if item.label == name]
        assert bearer.value == max(of_segment)


# --- the scatter


def points(orders: list[int], money: list[float]) -> Points:
    count = len(orders)
    return Points(
        np.array(orders, dtype=float),
        np.array(money, dtype=float),
        np.zeros(count),
        np.ones(count),
        np.array([f"u{number}" for number in range(count)]),
        count,
        count,
    )


def test_one_stray_customer_does_not_flatten_the_scatter() -> None:
    usual = [(1 + number % 3, 50.0 + number) for number in range(400)]
    stray = [*usual, (900, 1e7)]
    orders, money = [one[0] for one in stray], [one[1] for one in stray]
    places = places_of(points(orders, money), logarithmic=False)
    (_, right), (_, high) = places.ends
    assert (places.most_orders, places.outside) == (6, 1)
    assert right < 9 and high < 1_200
    assert places.order_ticks(*places.ends[0])[-1] == (7.0, "> 6")
    assert places.money_ticks(0, high)[-1][1].startswith("> ")
    lone = places_of(points([1, 2], [5.0, 1e6]), logarithmic=False)
    assert lone.outside == 0  # of two, none is the stray


def test_one_order_for_nothing_does_not_flatten_the_decades() -> None:
    places = places_of(points([1] * 401, [20.0 + n for n in range(400)] + [0.0]), logarithmic=True)
    assert (places.least_money, places.outside) == (10.0, 1)
    assert places.money_ticks(*places.ends[1])[0][1] == "< 10"
    assert places.y.max() - places.y.min() < 2.5


def test_points_of_one_number_of_orders_are_spread_by_how_many_are_alike() -> None:
    many = [100.0 + number % 7 for number in range(900)] + [900.0] * 3
    places = places_of(points([2] * len(many), many), logarithmic=False)
    beside = np.abs(places.x - 2)
    assert beside.max() < 0.5  # never so far that it could be of another number
    assert beside[:900].max() > 0.4
    assert beside[900:].max() < 0.1


def turn_wheel(chart: ScatterChart, held: Qt.KeyboardModifier) -> None:
    """As the system tells the window of it, which finds the widget under the mouse."""
    window = chart.window()
    handle = window.windowHandle()
    assert handle is not None
    middle = chart._plot.mapTo(window, chart._plot.rect().center())
    under = window.childAt(middle)
    assert under is not None and chart.isAncestorOf(under)
    QTest.wheelEvent(handle, QPointF(middle), QPoint(0, 120), QPoint(), held)
    QApplication.processEvents()


def test_the_wheel_over_the_scatter_scrolls_the_page(page: DashboardPage, qtbot: QtBot) -> None:
    page.resize(1280, 700)
    tab = show_tab(page, "segmentation", qtbot)
    area = tab.scatter.parentWidget()
    while not isinstance(area, QScrollArea):
        area = area.parentWidget()
    bar, inside = area.verticalScrollBar(), area.widget()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=WAIT)
    middle = tab.scatter.mapTo(inside, tab.scatter.rect().center()).y()
    bar.setValue(middle - area.viewport().height() // 2)
    shown, before = tab.scatter._plot.viewRange(), bar.value()
    turn_wheel(tab.scatter, Qt.KeyboardModifier.NoModifier)
    assert bar.value() < before
    assert tab.scatter._plot.viewRange() == shown
    before = bar.value()
    turn_wheel(tab.scatter, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == before
    assert tab.scatter._plot.viewRange() != shown


@exhaustive
def test_what_lies_beyond_the_scale_is_said(
    session: Session, tmp_path: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    shop = Shop()
    for number in range(400):
        shop.add(f"o{number}", f"u{number}", "2020-01-31", 50 + number)
    shop.add("dear", "rich", "2020-01-31", 10_000_000)
    show_computed(session, shop.write(tmp_path / "raw"), computed, qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "segmentation", qtbot)
    note = tab.chart_cards["frequency and monetary"].note
    assert "beyond the scale" not in note.text()
    tab.logarithmic.click()
    settled(page, qtbot)
    assert "At the edge, beyond the scale: 1 customer." in note.text()
    place = next(n for n in range(tab.scatter.count) if tab.scatter.readout(n)[0] == "rich")
    assert "Money: 10,000,000.00" in tab.scatter.describe(place)
