"""Every page has room for what it says: in small windows, with large text, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crri_gui.engine.results import Results
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.dashboard.page_choice import PageChoice
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from tests.effort import some, tries
from tests.gui.conftest import WAIT, show_computed

SIZES = [(1024, 700, 100), (1280, 800, 200), (1280, 800, 150), (1024, 700, 200)][: tries(2, 4)]

pytestmark = pytest.mark.long


def idle(session: Session, qtbot: QtBot) -> None:
    qtbot.wait(50)
    qtbot.waitUntil(lambda: not session.worker.busy and not session.queries.busy, timeout=WAIT)
    qtbot.wait(100)


def shown_pages(window: Window, session: Session, qtbot: QtBot) -> Iterator[str]:
    """Each page and each page of the dashboard, one after the other."""
    for step in steps.STEPS:
        window.show_page(step)
        idle(session, qtbot)
        page = window.page(step)
        if not isinstance(page, DashboardPage):
            yield step
            continue
        choice = page.findChild(PageChoice)
        assert isinstance(choice, PageChoice)
        bar = choice.bar
        for place in filter(bar.isTabVisible, range(bar.count())):
            bar.setCurrentIndex(place)
            idle(session, qtbot)
            yield f"{step}: {choice.current}"


def cut_off(page: QWidget) -> Iterator[str]:
    """What scrolls sideways or is not shown to its end."""
    for area in page.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            yield f"scrolls sideways by {area.horizontalScrollBar().maximum()}"
    for text in page.findChildren(QLabel):
        if not text.isVisible():
            continue
        if text.wordWrap():
            if text.height() < text.heightForWidth(text.width()):
                yield f"lines are cut off: {text.text()}"
        elif "…" in text.text() or text.width() < text.minimumSizeHint().width():
            yield f"cut off: {text.text()}"
    for box in page.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = box.style().subControlRect(kind, option, part, box).width()
        needed = QFontMetricsF(box.font()).horizontalAdvance(box.currentText())
        if box.isVisible() and needed > room + 1:  # Qt rounds both
            yield f"cut off in a list: {box.currentText()}"
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.width() < button.minimumSizeHint().width():
            yield f"cut off on a button: {button.text()}"


@pytest.mark.parametrize("language", some(["pt_BR", "en"], "pt_BR"))  # whose texts are longer
def test_nothing_is_cut_off(
    language: str,
    request: pytest.FixtureRequest,
    session: Session,
    shop: Path,
    computed: dict[Path, Results],
    qtbot: QtBot,
) -> None:
    if language == "pt_BR":
        request.getfixturevalue("portuguese")
    window: Window = request.getfixturevalue("window")
    show_computed(session, shop, computed, qtbot)
    found = []
    try:
        for width, height, percent in SIZES:
            session.appearance.set_text_size(percent)
            window.resize(width, height)
            for name in shown_pages(window, session, qtbot):
                where = f"{name} at {width}x{height}, {percent} %"
                found += [f"{where}: {fault}" for fault in cut_off(window)]
    finally:
        session.appearance.set_text_size(100)
    assert found == []
