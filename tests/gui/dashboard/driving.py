"""The dashboard page as a user drives it: shown, waited for, clicked, read."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT

FOUR = ("executive", "retention", "segmentation", "operations")
"""The pages over what every run publishes."""


def opened(session: Session, qtbot: QtBot) -> DashboardPage:
    made = DashboardPage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    session.appearance.styled.connect(partial(session.appearance.dress, made))
    made.resize(1090, 1100)
    made.show()
    settled(made, qtbot)
    return made


def settled(page: DashboardPage, qtbot: QtBot) -> None:
    """Wait for the numbers, then paint, so that every chart knows where its marks are."""
    session = page._session
    qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
    for _ in range(3):  # labels that wrap take several rounds until all is in its place
        QApplication.processEvents()
    page.grab()


def show_tab(page: DashboardPage, key: str, qtbot: QtBot) -> Any:
    page._bar.setCurrentIndex(PAGE_KEYS.index(key))
    settled(page, qtbot)
    return page.tab(key)


def tab_of(page: DashboardPage, key: str) -> Any:
    """A page of the dashboard; each has charts of its own names."""
    return page.tab(key)


def cards(tab: Any) -> dict[str, str]:
    return {card.key: card.text for card in tab.cards}


def keys(chart: Chart) -> list[str]:
    return [item.key for item in chart.items]


def values(chart: Chart) -> dict[str, float | None]:
    return {item.key: item.value for item in chart.items}


def spot(chart: Chart, key: str) -> QPoint:
    """A place on the screen that means this item."""
    chart.grab()
    index = keys(chart).index(key)
    (area,) = [spot.area for spot in chart._spots if spot.item == index]
    return area.center().toPoint()


def click(chart: Chart, key: str) -> None:
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot(chart, key))


def double_click(chart: Chart, key: str) -> None:
    """As the system tells it: the second click is one of its own."""
    place = spot(chart, key)
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(chart, button, pos=place)
    QTest.mouseDClick(chart, button, pos=place)


def views(session: Session) -> list[tuple[str, Any]]:
    """Where the page asks to go from now on."""
    asked: list[tuple[str, Any]] = []
    session.go.connect(lambda step, view: asked.append((step, view)))
    return asked


def choose(box: Any, data: str) -> None:
    """Choose an entry as a user does: the signal is the user's."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def press(widget: QWidget, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(widget, key)


def every_chart(page: DashboardPage, qtbot: QtBot) -> list[Chart]:
    cards = [card for key in page.keys for card in show_tab(page, key, qtbot).chart_cards.values()]
    return [card.chart for card in cards if card.chart.items]
