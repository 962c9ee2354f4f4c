"""Buttons that Enter presses too, wherever they stand: Qt's own do so in dialogs alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton


class PushButton(QPushButton):
    """Pressed by Space and by Enter."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(True)


class ToolButton(QToolButton):
    """Pressed by Space and by Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's knows Space alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
