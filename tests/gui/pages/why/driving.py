"""What is asked in the window, and the dialog that answers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.why.dialog import WhyDialog
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT


def idle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
    for _ in range(3):
        QApplication.processEvents()


def show_tab(page: DashboardPage, session: Session, key: str, qtbot: QtBot) -> Any:
    page._bar.setCurrentIndex(PAGE_KEYS.index(key))
    idle(session, qtbot)
    return page.tab(key)


def dialogs(kind: type[QWidget]) -> list[Any]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]


def answer(session: Session, qtbot: QtBot) -> WhyDialog:
    """The dialog that has opened, when it has its rows and their raw lines."""
    [dialog] = [one for one in dialogs(WhyDialog) if one.isVisible()]
    qtbot.waitUntil(
        lambda: dialog.explanation is not None and bool(dialog.trail.found), timeout=WAIT
    )
    idle(session, qtbot)
    found: WhyDialog = dialog
    return found


def asked_by(session: Session) -> list[object]:
    """What is asked from now on."""
    asked: list[object] = []
    session.why.connect(asked.append)
    return asked


CONTROL = Qt.KeyboardModifier.ControlModifier
