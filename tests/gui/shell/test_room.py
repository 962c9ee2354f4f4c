"""Every page has room for what it says: in small windows, with large text, in both languages."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTreeWidget,
    QWidget,
)
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.asked import MeasureAsked
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.gui.charts.segments.table import SegmentTable
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.dashboard.page_choice import PageChoice
from crri_gui.gui.pages.experiment.dialog import open_experiments
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.tab_choice import TabChoice
from tests.effort import some, tries
from tests.gui.conftest import WAIT, show_computed

SIZES = [(1024, 700, 200), (1024, 700, 100), (1280, 800, 200), (1280, 800, 150)][: tries(2, 4)]

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


def shown_dialogs(window: Window, session: Session, qtbot: QtBot) -> Iterator[tuple[str, QDialog]]:
    """The windows that stand beside the pages, one after the other."""
    for name, show in (
        ("help", lambda: window.show_help("keys")),
        ("why", lambda: session.why.emit(MeasureAsked("Total Revenue"))),
        ("experiments", lambda: open_experiments(window, session)),
    ):
        show()
        idle(session, qtbot)
        idle(session, qtbot)  # an answer may lead to the next question
        for dialog in window.findChildren(QDialog):
            if not dialog.isVisible():
                continue
            dialog.resize(min(dialog.width(), window.width()), min(dialog.height(), 680))
            parts = dialog.findChild(TabChoice)
            for place in range(parts.bar.count() if parts is not None else 1):
                if parts is not None:
                    parts.bar.setCurrentIndex(place)
                    qtbot.wait(20)
                yield name, dialog
            dialog.close()


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
    for bar in page.findChildren(QTabBar):
        last = max(filter(bar.isTabVisible, range(bar.count())), default=None)
        if bar.isVisible() and last is not None and bar.tabRect(last).right() > bar.width():
            yield f"a tab is scrolled away: {bar.tabText(last)}"
    lists = (*page.findChildren(QListWidget), *page.findChildren(QTreeWidget))
    for shown in lists:
        if shown.isVisible() and shown.horizontalScrollBar().maximum() > 0:
            yield f"a list scrolls sideways: {shown.accessibleName()}"
    for button in page.findChildren(QPushButton):
        seen = button.visibleRegion().boundingRect().height()
        if button.isVisible() and button.objectName() == "primary" and seen < button.height():
            yield f"the button of the page is scrolled away: {button.text()}"
    for table in page.findChildren(SegmentTable):
        if table.isVisible() and table.items and table.least_width > table.width():
            yield f"numbers are cut off in {table.title}"


def faults_of(page: QWidget, qtbot: QtBot) -> list[str]:
    """What stays cut off when all layouts have followed one another."""
    with contextlib.suppress(TimeoutError):
        qtbot.waitUntil(lambda: not [*cut_off(page)], timeout=2000)
    return [*cut_off(page)]


@pytest.mark.parametrize("language", some(["pt_BR", "en"], "pt_BR"))  # whose texts are longer
def test_nothing_is_cut_off(
    language: str,
    request: pytest.FixtureRequest,
    session: Session,
    shop: Path,
    tmp_path: Path,
    computed: dict[Path, Results],
    qtbot: QtBot,
) -> None:
    if language == "pt_BR":
        request.getfixturevalue("portuguese")
    window: Window = request.getfixturevalue("window")
    show_computed(session, shop, computed, qtbot)
    published = tmp_path / "a folder of a dashboard"
    published.mkdir()
    for _ in range(2):  # with a former set to go back to
        run_and_publish(RunContext(), Request(shop), Target(published))
    session.set_target(published)
    found = []
    try:
        for width, height, percent in SIZES:
            session.appearance.set_text_size(percent)
            window.resize(width, height)
            for name in shown_pages(window, session, qtbot):
                where = f"{name} at {width}x{height}, {percent} %"
                found += [f"{where}: {fault}" for fault in faults_of(window, qtbot)]
            for name, dialog in shown_dialogs(window, session, qtbot):
                where = f"{name} at {width}x{height}, {percent} %"
                found += [f"{where}: {fault}" for fault in faults_of(dialog, qtbot)]
    finally:
        session.appearance.set_text_size(100)
    assert found == []
