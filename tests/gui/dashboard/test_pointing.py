"""Rows behind a mark, hovering, and the keyboard, in every chart of the dashboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT
from tests.gui.dashboard.driving import (
    double_click,
    keys,
    press,
    settled,
    show_tab,
    spot,
    tab_of,
    views,
)


def test_double_clicks_show_the_rows_behind(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    asked = views(session)
    page.filter_bar.set_filters(Filters(payment_types=frozenset({"card", "boleto"})))
    settled(page, qtbot)
    double_click(tab_of(page, "executive").revenue, "2020-02")
    payment = Filter("payment_type", "is", ("boleto", "card"))
    month = Filter("order_month", "is", ("2020-02",))
    assert asked.pop() == ("tables", View("master_orders", (month, payment)))
    tab = show_tab(page, "segmentation", qtbot)
    double_click(tab.customers, "High Value")
    high = View("rfm_customers", (Filter("segment", "is", ("High Value",)),))
    assert asked.pop() == ("tables", high)
    double_click(tab.grid, "41")
    cell = (Filter("recency_of_5", "is", (4,)), Filter("frequency_of_5", "is", (1,)))
    assert asked.pop() == ("tables", View("rfm_scored", cell))
    tab = show_tab(page, "operations", qtbot)
    double_click(tab.types, "voucher")
    voucher = View("master_orders", (Filter("payment_type", "is", ("voucher",)),))
    assert asked.pop() == ("tables", voucher)
    tab = show_tab(page, "retention", qtbot)
    double_click(tab.cohorts, "2020-01 1")
    first = Filter("first_at", "range", ("2020-01-01", "2020-01-31"))
    again = Filter("customer_unique_id", "ordered", ("2020-02-01", "2020-02-29"))
    assert asked.pop() == ("tables", View("customer_orders", (first, again)))
    assert asked == []


def test_a_cohorts_name_shows_its_customers(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.query.browse import open_grid

    asked = views(session)
    tab = show_tab(page, "retention", qtbot)
    double_click(tab.cohorts, "2020-02")
    _, view = asked.pop()
    assert session.results is not None
    with session.results.cursor() as con:
        grid = open_grid(DuckDB(RunContext(), con), view)
        found = con.execute(f"SELECT customer_unique_id FROM {grid.source}").fetchall()
    assert {customer for (customer,) in found} == {"u3", "u4"}


def test_a_double_click_on_a_state_shows_its_orders(page: DashboardPage, session: Session) -> None:
    asked = views(session)
    double_click(tab_of(page, "executive").states, "RJ")
    rio = View("master_orders", (Filter("customer_state", "is", ("RJ",)),))
    assert asked == [("tables", rio)]
    # The first of the two clicks has filtered, and was taken back.
    assert page.filter_bar.filters == Filters()


def test_a_question_mark_asks_what_a_measure_means(page: DashboardPage, session: Session) -> None:
    asked: list[str] = []
    session.explain.connect(asked.append)
    for card in tab_of(page, "executive").cards:
        (button,) = card.findChildren(QPushButton)
        button.click()
    assert asked == ["Total Revenue", "Active Customers", "Total Orders", "AOV", "Repeat Rate"]


# --- hover and keyboard


def test_the_mouse_brings_the_exact_value(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").revenue
    blank = chart.grab().toImage()
    QTest.mouseMove(chart, spot(chart, "2020-04"))
    QTest.qWait(20)
    assert chart.current == 3
    assert "Total Revenue 60.00" in chart.accessibleDescription()
    assert chart.grab().toImage() != blank
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.current is None
    assert chart.grab().toImage() == blank


def test_arrows_enter_and_escape(page: DashboardPage, session: Session) -> None:
    asked = views(session)
    chart = tab_of(page, "executive").revenue
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key
    press(chart, key.Key_Right, key.Key_Right)
    assert chart.current == 1
    press(chart, key.Key_End)
    assert chart.current == 3
    press(chart, key.Key_Right, key.Key_Left, key.Key_Left)
    assert chart.current == 1
    press(chart, key.Key_Home, key.Key_Return)
    assert asked == [
        ("tables", View("master_orders", (Filter("order_month", "is", ("2020-01",)),)))
    ]
    press(chart, key.Key_Escape)
    assert chart.current is None


def test_space_filters_by_the_state_at_the_cursor(page: DashboardPage, qtbot: QtBot) -> None:
    chart = tab_of(page, "executive").states
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(chart, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    settled(page, qtbot)
    assert page.filter_bar.filters.states == frozenset({"RJ"})


def test_arrows_walk_the_matrix_and_its_cohorts(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "retention", qtbot).cohorts
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key
    press(chart, key.Key_Right)
    assert keys(chart)[chart.current] == "all 0"
    press(chart, key.Key_Down)
    assert keys(chart)[chart.current] == "2020-01 0"
    press(chart, key.Key_Right, key.Key_Down)
    assert keys(chart)[chart.current] == "2020-02 1"
    press(chart, key.Key_Left, key.Key_Left)
    assert keys(chart)[chart.current] == "2020-02"
    press(chart, key.Key_Up)
    assert keys(chart)[chart.current] == "2020-01"
    press(chart, key.Key_Up)
    assert keys(chart)[chart.current] == "all"
    press(chart, key.Key_Up)
    assert keys(chart)[chart.current] == "all"


def test_arrows_walk_the_grid_of_segments(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "segmentation", qtbot).grid
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key
    press(chart, key.Key_Down, key.Key_Down, key.Key_Right)
    assert keys(chart)[chart.current] == "42"
    press(chart, key.Key_Up, key.Key_Up)
    assert keys(chart)[chart.current] == "52"


def test_the_frame_of_the_focus_is_seen(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").revenue
    before = chart.grab().toImage()
    page.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(10)
    assert chart.hasFocus()
    assert chart.grab().toImage() != before


def test_control_and_a_number_choose_the_page(page: DashboardPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=WAIT)
    tab_of(page, "executive").revenue.setFocus()
    for number, key in enumerate(page.keys, 1):
        QTest.keyClick(page, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert page.current == key
    settled(page, qtbot)


def test_every_control_has_a_name_and_charts_can_be_reached(
    page: DashboardPage, qtbot: QtBot
) -> None:
    for key in page.keys:
        tab = show_tab(page, key, qtbot)
        for control in tab.findChildren(QAbstractButton):
            assert control.accessibleName() or control.text(), control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        for card in tab.chart_cards.values():
            assert card.chart.accessibleName() == card.chart.title
            assert card.chart.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_unknown_keys_are_left_to_the_window(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").revenue
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    chart.keyPressEvent(event)
    assert not event.isAccepted()


def test_the_menu_button_opens_the_menu(page: DashboardPage, qtbot: QtBot) -> None:
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    (button,) = card.findChildren(QToolButton)
    button.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=WAIT)
