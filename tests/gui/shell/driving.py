"""Shortcuts of the window, and until nothing runs."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT


def idle(session: Session, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not session.worker.busy and not session.queries.busy, timeout=WAIT)


def press(window: Window, keys: str, qtbot: QtBot) -> None:
    """A shortcut of the window."""
    for action in window.actions():
        if action.shortcut() == QKeySequence(keys):
            action.trigger()
            return
    raise AssertionError(f"no action has the shortcut {keys}")
