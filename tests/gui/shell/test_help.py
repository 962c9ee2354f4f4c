"""Help on every step, number and shortcut, and what is running."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.dashboard.measures import MEASURES
from crri_gui.gui.shell.help.window import Help
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.answers import later
from tests.gui.shell.driving import press


def test_help_opens_at_the_step_and_explains_every_number(
    window: Window, session: Session, qtbot: QtBot
) -> None:
    window.show_page("checks")
    press(window, "F1", qtbot)
    shown = window.findChild(Help)
    assert shown is not None
    assert shown.isVisible()
    assert shown.parts.currentItem().text() == "Checks"
    text = shown.text.toPlainText()
    for table in OUTPUT_TABLES:
        for column in table.columns:
            assert column.meaning in text
    for measure in MEASURES:
        assert measure.meaning in text
    session.explain.emit("late_delivery_rate")
    assert shown.text.verticalScrollBar().value() > 0
    shown.search.setText("apostrophe" if "apostrophe" in text else "retention")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert shown.text.textCursor().hasSelection()
    shown.close()


def test_help_lists_every_shortcut(window: Window, qtbot: QtBot) -> None:
    press(window, "Ctrl+F1", qtbot)
    shown = window.findChild(Help)
    assert shown is not None
    text = shown.text.toPlainText()
    for keys in ("Ctrl+R", "Ctrl+O", "F5", "Alt+1", "Ctrl+L"):
        assert keys in text
    shown.close()


def test_about_names_the_versions_and_copies_them(window: Window, qtbot: QtBot) -> None:
    def copy_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.findChildren(QAbstractButton)[0].click()
        if QApplication.activeModalWidget() is not None:
            box.close()

    later(copy_and_close)
    for action in window.findChildren(QAction):
        if action.text() == "&About CRRI":
            action.trigger()
    assert "DuckDB" in QGuiApplication.clipboard().text()
