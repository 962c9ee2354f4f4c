"""What a user does with the Tables page: open, wait, click, press, select."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import View
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from tests.gui.conftest import WAIT

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
DASH = numbers.NONE


def shown(window: Window) -> TablesPage:
    window.show_page("tables")
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    return page


def settle(page: TablesPage, qtbot: QtBot) -> None:
    """Wait until no question is open."""
    browser, queries = page.pane.browser, page._session.queries

    def quiet() -> bool:
        return not browser.busy and not queries.busy and not page.pane._pause.isActive()

    qtbot.waitUntil(quiet, timeout=WAIT)


def ids(page: TablesPage) -> list[str]:
    model = page.pane.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def place_of(page: TablesPage, name: str) -> int:
    return [field.name for field in page.pane.model.fields].index(name)


def go_to(page: TablesPage, row: int, name: str) -> None:
    page.pane.grid.setFocus()
    page.pane.grid.setCurrentIndex(page.pane.model.index(row, place_of(page, name)))


def open_view(page: TablesPage, qtbot: QtBot, view: View) -> None:
    page.show_view(view)
    settle(page, qtbot)


def click_head(
    page: TablesPage, qtbot: QtBot, name: str, *modifiers: Any, funnel: bool = False
) -> None:
    place = place_of(page, name)
    grid = page.pane.grid
    header = grid.header if place else grid.frozen_header
    grid.scrollTo(page.pane.model.index(0, place))
    at = QPoint(header.sectionViewportPosition(place) + 30, 12)
    if funnel:
        at = header.funnel_place(place).center()
    keys = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(header.viewport(), LEFT, keys, at)
    settle(page, qtbot)


def press(widget: QWidget, key: Qt.Key, *modifiers: Any) -> None:
    keys = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, key, keys)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def select(page: TablesPage, *cells_chosen: tuple[int, str]) -> None:
    model, chosen = page.pane.grid.selectionModel(), page.pane.model
    model.clearSelection()
    for row, name in cells_chosen:
        index = chosen.index(row, place_of(page, name))
        model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.Select)
