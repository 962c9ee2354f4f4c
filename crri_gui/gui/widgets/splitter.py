"""A splitter that takes its colours from the palette."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSplitter, QSplitterHandle


class PlainSplitter(QSplitter):
    """A splitter for what has style sheets of its own: it needs none above them."""

    def createHandle(self) -> QSplitterHandle:
        """A line."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _: QPaintEvent) -> None:
        """In the colour of borders; in that of what is active under the mouse."""
        role = QPalette.ColorRole.Accent if self.underMouse() else QPalette.ColorRole.Mid
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(role))
        painter.end()
