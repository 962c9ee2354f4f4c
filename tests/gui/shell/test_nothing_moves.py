"""What is under the mouse stays there while messages, filters and pages come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import Filter, View
from crri_gui.errors import UsageError
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.shell.driving import idle

SIZES = [(1280, 800, 100), (1024, 700, 100), (1024, 700, 150)]


def settled(session: Session, qtbot: QtBot) -> None:
    idle(session, qtbot)
    for _ in range(4):
        QApplication.processEvents()


def top(window: Window, widget: QWidget) -> int:
    return widget.mapTo(window, QPoint(0, 0)).y()


@pytest.mark.parametrize(("wide", "high", "percent"), SIZES)
def test_filters_and_pages_come_and_go_in_their_own_room(
    wide: int,
    high: int,
    percent: int,
    window: Window,
    with_results: Session,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    session = with_results
    session.set_target(tmp_path / "a folder of some length")
    session.appearance.set_text_size(percent)
    window.resize(wide, high)
    window.show_page("dashboard")
    settled(session, qtbot)
    page = window.page("dashboard")
    assert isinstance(page, DashboardPage) and page.choices is not None
    before, began = top(window, page._pages), top(window, window._stack)
    page.filter_bar.toggle("states", page.choices.states[0])
    settled(session, qtbot)
    assert top(window, page._pages) == before
    QTest.mouseClick(page.filter_bar.reset_button, Qt.MouseButton.LeftButton)
    settled(session, qtbot)
    assert top(window, page._pages) == before
    window.show_page("publish")
    settled(session, qtbot)
    assert top(window, window._stack) == began
    window.back()
    settled(session, qtbot)
    assert top(window, page._pages) == before
    session.appearance.set_text_size(100)


def test_the_heads_of_a_table_stay_when_it_is_filtered(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    window.show_page("tables")
    settled(with_results, qtbot)
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    before = top(window, page.pane.grid.header)
    page.show_view(View("master_orders", (Filter("order_value", "highest", (3,)),)))
    settled(with_results, qtbot)
    assert page.pane.chips.isVisible()
    assert top(window, page.pane.grid.header) == before


@pytest.mark.parametrize("by", ["Escape", "button", "page"])
def test_a_message_belongs_to_its_page_and_moves_nothing(
    by: str, window: Window, session: Session
) -> None:
    before = top(window, window._stack), window._stack.height()
    session.problem.emit(UsageError("target_is_folder", file=Path("x.csv")))
    assert window.problems.isVisible()
    assert (top(window, window._stack), window._stack.height()) == before
    inside = window.problems.parentWidget()
    assert inside is not None and inside.rect().contains(window.problems.geometry())
    if by == "Escape":
        QTest.keyClick(window, Qt.Key.Key_Escape)
    elif by == "button":
        close = window.problems.findChildren(QPushButton)[-1]
        assert close.text() == "Close"
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    else:
        window.show_page("definitions")
    assert not window.problems.isVisible()
