"""A folder is let go of over the window, and its end is waited for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDropEvent,
)
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.checks import ChecksPage
from crri_gui.gui.shell.window import Window
from tests.gui.conftest import WAIT
from tests.shops import Shop


def small_shop() -> Shop:
    """Two orders of two customers, 30.00 in all."""
    return Shop().add("o1", "u1", "2017-01-02", 10).add("o2", "u2", "2017-02-03", 20)


def drop(window: Window, path: Path) -> None:
    """Let go of a folder or a file over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, *none))


def until(window: Window, step: str, qtbot: QtBot) -> None:
    """Until the window shows this page and nothing runs."""
    session = window.session
    qtbot.waitUntil(
        lambda: window.step == step and not session.worker.busy and not session.queries.busy,
        timeout=WAIT,
    )


def checks(window: Window) -> ChecksPage:
    """The page of the checks."""
    page = window.page("checks")
    assert isinstance(page, ChecksPage)
    return page
