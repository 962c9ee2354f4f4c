"""Two parts beside each other where there is room for both, else below each other."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from crri_gui.gui.widgets.basics import GAP

# In heights of a line: what two parts need with their controls and a few words each.
_ROOM = 44


class Beside(QWidget):
    """Two widgets in a row, in a column where the text is too large for that."""

    def __init__(self, left: QWidget, right: QWidget, *, shares: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._layout.addWidget(left, shares[0])
        self._layout.addWidget(right, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a row or a column, by what the text needs."""
        wide = event.size().width() >= _ROOM * self.fontMetrics().height()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._layout.direction():
            self._layout.setDirection(direction)
        super().resizeEvent(event)
