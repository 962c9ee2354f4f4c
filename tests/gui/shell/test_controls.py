"""Every page and control is reached by keys and has a name; pages follow the focus."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QStyle,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import View
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.rail import Rail
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.combo_box import ComboBox, WholeList
from crri_gui.gui.widgets.pressing import ToolButton
from tests.gui.conftest import WAIT, compute
from tests.gui.shell.driving import idle, press

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
)


def test_every_step_has_a_key_and_the_rail_follows(window: Window, qtbot: QtBot) -> None:
    for number, step in enumerate(steps.STEPS, 1):
        press(window, f"Alt+{number}", qtbot)
        assert window.step == step
    rail = window.rail
    first = rail.findChildren(QAbstractButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert window.step == "source" or rail.findChildren(QAbstractButton)[1].hasFocus()
    QTest.keyClick(rail, Qt.Key.Key_End)
    assert window.step == "publish"
    QTest.keyClick(rail, Qt.Key.Key_Home)
    assert window.step == "source"


def test_no_two_actions_share_a_key(window: Window) -> None:
    for step in steps.STEPS:
        window.page(step)
    keys = [
        action.shortcut().toString()
        for action in window.findChildren(QAction)
        if not action.shortcut().isEmpty()
        and action.shortcutContext() == Qt.ShortcutContext.WindowShortcut
    ]
    assert len(keys) == len(set(keys))


def controls(window: Window) -> list[QWidget]:
    """Every control that a user can meet on the page that is shown."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisible()
        and not isinstance(widget, QHeaderView | QMenu | QMenuBar | QAbstractSlider)
        and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QTabBar)
        and not (isinstance(widget, QAbstractButton) and isinstance(widget.parent(), QLineEdit))
        and not isinstance(widget.parent(), QAbstractItemView)
    ]


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(
    window: Window, with_results: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session = with_results
    session.set_target(tmp_path)
    for step in steps.STEPS:
        window.show_page(step)
        idle(session, qtbot)
        bars = window.page(step).findChildren(QTabBar)
        for tab in range(max(1, bars[0].count() if bars else 1)):
            if bars:
                bars[0].setCurrentIndex(tab)
                idle(session, qtbot)
            nameless = [
                f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
                for widget in controls(window)
                if not (
                    widget.accessibleName()
                    or (isinstance(widget, QAbstractButton) and widget.text())
                )
            ]
            assert nameless == [], step
            reached = set()
            current: QWidget | None = window
            while current is not None and current not in reached:
                reached.add(current)
                current = current.nextInFocusChain()
            unreachable = [
                f"{type(widget).__name__} {widget.accessibleName()}"
                for widget in controls(window)
                if widget.isEnabled()
                # Arrow keys reach the other buttons of the rail.
                and not isinstance(widget.parent(), Rail)
                and (widget not in reached or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            ]
            assert unreachable == [], step


def test_a_box_opens_with_all_its_entries(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    window.show_page("tables")
    idle(with_results, qtbot)
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    window.resize(800, 700)
    box = page.findChildren(ComboBox)[0]
    qtbot.waitUntil(box.isVisible, timeout=WAIT)
    assert box.count() > 10
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    view = box.view()
    qtbot.waitUntil(view.isVisible, timeout=WAIT)
    places = [view.visualRect(box.model().index(row, 0)) for row in range(box.count())]
    assert all(view.viewport().rect().contains(place) for place in places)
    box.hidePopup()
    for other in window.findChildren(QComboBox):
        assert isinstance(other, WholeList)


def wheel(widget: QWidget) -> None:
    """Turn the wheel over the widget, towards the user."""
    place = QPointF(widget.rect().center())
    turned = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place.toPoint())),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turned)


def test_the_wheel_changes_nothing_that_it_passes(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    for step in ("dashboard", "tables"):
        window.show_page(step)
        idle(with_results, qtbot)
        bar = window.page(step).findChildren(QTabBar)[0]
        before = bar.currentIndex()
        wheel(bar)
        assert bar.currentIndex() == before
        for box in window.page(step).findChildren(QComboBox):
            box.clearFocus()
            there = box.currentIndex()
            wheel(box)
            assert box.currentIndex() == there


def test_escape_leaves_the_rows_that_somebody_came_for(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    window.show_page("checks")
    idle(with_results, qtbot)
    with_results.go.emit("tables", View("rejects"))
    idle(with_results, qtbot)
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    QTest.keyClick(page.pane.grid, Qt.Key.Key_Escape)
    assert window.step == "checks"
    # Who went to the tables to work there is not thrown out.
    window.show_page("tables")
    QTest.keyClick(page.pane.grid, Qt.Key.Key_Escape)
    assert window.step == "tables"


def test_what_is_drawn_beside_the_text_grows_and_shrinks_with_it(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    window.show_page("tables")
    idle(with_results, qtbot)
    page, appearance = window.page("tables"), with_results.appearance
    assert isinstance(page, TablesPage)
    mark = window.rail.findChildren(QAbstractButton)[0]
    box = QCheckBox("x", page)

    def sizes() -> tuple[int, ...]:
        for _ in range(4):
            QApplication.processEvents()
        box.ensurePolished()
        indicator = box.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box)
        head = page.pane.grid.columnWidth(2)
        return (head, mark.iconSize().width(), indicator, window.statusBar().height())

    usual = sizes()
    appearance.set_text_size(200)
    large = sizes()
    assert large[1:3] == (40, 34) and large[0] > usual[0]
    assert large[3] < 48
    appearance.set_text_size(100)
    assert sizes() == usual


def test_enter_presses_the_button_that_has_the_focus(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    for step in steps.STEPS:
        window.show_page(step)
        idle(with_results, qtbot)
    window.strip.unfold.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        before = window.strip.unfold.isChecked()
        QTest.keyClick(window.strip.unfold, key)
        assert window.strip.unfold.isChecked() is not before
    QTest.keyClick(window.rail.findChildren(QAbstractButton)[1], Qt.Key.Key_Return)
    assert window.step == list(steps.STEPS)[1]
    # Qt's own tool button knows Space alone, and its push button Enter in dialogs alone.
    for made in window.findChildren(QPushButton):
        assert made.autoDefault(), made.text()
    for tool in window.findChildren(QToolButton):
        inside = isinstance(tool.parent(), QTabBar | QLineEdit | QMenuBar)  # no stop of Tab
        assert inside or isinstance(tool, ToolButton), tool.accessibleName()
    window.show_page("tables")
    small = window.page("tables").findChildren(ToolButton)[0]
    with qtbot.waitSignal(small.clicked, timeout=WAIT):
        QTest.keyClick(small, Qt.Key.Key_Return)


@pytest.mark.long
def test_pages_that_scroll_follow_the_focus_and_clip_nothing(
    window: Window, session: Session, shop: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    window.resize(960, 540)
    for step in steps.STEPS:
        window.show_page(step)
        idle(session, qtbot)
        for area in window.page(step).findChildren(QScrollArea):
            if area.isVisible() and area.widget() is not None and step != "dashboard":
                assert area.horizontalScrollBar().maximum() == 0, step
