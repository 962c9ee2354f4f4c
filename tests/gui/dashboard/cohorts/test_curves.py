"""Curves of cohorts, and the customers behind a cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.results import Results
from crri_gui.gui.charts.cohorts.curves import CURVE_SERIES
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, show_computed
from tests.gui.dashboard.driving import (
    choose,
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


def series_of(tab: Any) -> dict[str, int]:
    """The cohorts whose rows are marked, with their colours."""
    return {tab._cohorts.cohorts[place].key: series for place, series in tab.cohorts.marks.items()}


def test_a_click_draws_the_curve_of_a_cohort_and_takes_it_away(
    session: Session, years: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    show_computed(session, years, computed, qtbot)
    page = opened(session, qtbot)
    asked = views(session)
    tab = show_tab(page, "retention", qtbot)
    # Of cohorts of equal size, the oldest ones
    assert series_of(tab) == {"2020-01": 0, "2020-02": 1, "2020-03": 2}
    names = [curve.name for curve in tab.curves.curves]
    assert names == ["All cohorts", "Jan 2020", "Feb 2020", "Mar 2020"]
    click(tab.cohorts, "2020-05 3")
    assert series_of(tab)["2020-05"] == 3
    curve = tab.curves.curves[-1]
    assert [point.value for point in curve.points[:3]] == [0.0, 1 / 8, 1 / 8]
    assert len(curve.points) == 20  # from June 2020 to January 2022
    click(tab.cohorts, "2020-05 1")
    assert "2020-05" not in series_of(tab)
    for month in ("2020-06", "2020-07", "2020-08"):
        click(tab.cohorts, month)
    # Five at a time: the one that was chosen first has made room, and left its colour.
    assert series_of(tab) == {"2020-02": 1, "2020-03": 2, "2020-06": 3, "2020-07": 5, "2020-08": 0}
    assert set(series_of(tab).values()) == set(CURVE_SERIES)
    assert asked == []


def test_curves_by_keyboard(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    asked = views(session)
    matrix, key = tab.cohorts, Qt.Key
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    press(matrix, key.Key_Right, key.Key_Down, key.Key_Down, key.Key_Space)
    before = series_of(tab)
    press(matrix, key.Key_Space)
    assert set(before) ^ set(series_of(tab)) == {"2020-02"}
    press(matrix, key.Key_Right, key.Key_Right, key.Key_Return)
    first = Filter("first_at", "range", ("2020-02-01", "2020-02-29"))
    again = Filter("customer_unique_id", "ordered", ("2020-04-01", "2020-04-30"))
    assert asked.pop() == ("tables", View("customer_orders", (first, again)))
    curves = tab.curves
    curves.setFocus(Qt.FocusReason.TabFocusReason)
    press(curves, key.Key_Right)
    assert keys(curves)[curves.current] == "all 1"
    press(curves, key.Key_Right, key.Key_Down)
    assert keys(curves)[curves.current].endswith(" 2")
    press(curves, key.Key_Up)
    assert keys(curves)[curves.current] == "all 2"


def test_sums_of_all_cohorts_are_no_curve_beside_single_ones(
    page: DashboardPage, qtbot: QtBot
) -> None:
    tab = show_tab(page, "retention", qtbot)
    choose(tab.metrics, "revenue")
    assert "All cohorts" not in [curve.name for curve in tab.curves.curves]
    choose(tab.metrics, "revenue_per_customer")
    assert tab.curves.curves[0].name == "All cohorts"
    assert [point.value for point in tab.curves.curves[0].points] == [5.0, 15.0, 0.0]


@exhaustive
def test_one_stray_customer_does_not_flatten_the_curves(
    session: Session, tmp_path: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    shop = Shop()
    for number in range(60):
        month = number % 2 + 1
        shop.add(f"o{number}", f"u{number}", f"2020-0{month}-01", 10)
    shop.add("back", "u0", "2020-03-01", 10).add("back2", "u1", "2020-03-15", 10)
    for month in (3, 4, 5):  # a cohort of one customer, who comes in every month
        shop.add(f"lone{month}", "lone", f"2020-0{month}-30", 10)
    show_computed(session, shop.write(tmp_path / "raw"), computed, qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "retention", qtbot)
    if "2020-03" not in series_of(tab):
        click(tab.cohorts, "2020-03")
    assert tab.curves.curves[-1].tiny
    assert tab.curves.span()[1] <= 0.1
    assert tab.cohorts.matrix.strong <= 0.1


def test_the_menu_of_a_cell_says_what_can_be_done(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    tab.cohorts.set_current(keys(tab.cohorts).index("2020-01 1"))
    menu = tab.chart_cards["cohorts"].menu()
    texts = [action.text() for action in menu.actions()]
    drawn = "2020-01" in series_of(tab)
    assert texts[0] == ("Take its curve away" if drawn else "Draw its curve")
    assert texts[1] == "Show the customers"
    menu.actions()[0].trigger()
    assert ("2020-01" in series_of(tab)) is not drawn
    tab.cohorts.set_current(keys(tab.cohorts).index("all 1"))
    assert "Show the customers" not in [
        action.text() for action in tab.chart_cards["cohorts"].menu().actions()
    ]


def test_a_double_click_opens_the_customers_of_the_cell_in_tables(
    window: Window, session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    show_computed(session, raw, computed, qtbot)
    window.show_page("dashboard")
    dashboard = window.page("dashboard")
    assert isinstance(dashboard, DashboardPage)
    settled(dashboard, qtbot)
    tab = show_tab(dashboard, "retention", qtbot)
    double_click(tab.cohorts, "2020-02 2")
    tables: Any = window.page("tables")
    qtbot.waitUntil(lambda: tables.pane.browser.grid is not None, timeout=WAIT)
    settled(dashboard, qtbot)
    assert tables.pane.browser.grid.rows == 1
    assert tables.pane.chips.texts() == [
        "first_at from 2020-02-01 to 2020-02-29",
        "customer_unique_id ordered from 2020-04-01 to 2020-04-30",
    ]


@exhaustive
def test_curves_stand_beside_the_matrix_where_there_is_room(
    session: Session, years: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    show_computed(session, years, computed, qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "retention", qtbot)
    matrix, curves = tab.chart_cards["cohorts"], tab.chart_cards["cohort curves"]
    page.resize(1700, 1000)
    settled(page, qtbot)
    assert curves.x() > matrix.geometry().right()
    assert not tab.cohorts.pager.isVisible()
    page.resize(1090, 1000)
    settled(page, qtbot)
    assert curves.y() > matrix.geometry().bottom()
