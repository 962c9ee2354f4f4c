"""Parts that lie elsewhere where large text leaves too little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from crri_gui.gui.widgets.basics import GAP

# In heights of a line: what two parts need with their controls and a few words each.
_ROOM = 44
CHANGES_ROOM = (
    *(QEvent.Type.Resize, QEvent.Type.Show),
    *(QEvent.Type.StyleChange, QEvent.Type.FontChange),
)
"""What a page of the same size may have more or fewer lines after."""
FEW_LINES = 26
"""A page of fewer lines keeps them for its content; what is told beside it gives way."""


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


class StaysAbove(QObject):
    """Keeps a widget above what scrolls on a page; where the page has few lines, at its top."""

    def __init__(
        self, told: QWidget, above: QBoxLayout, scrolling: QBoxLayout, page: QWidget
    ) -> None:
        super().__init__(page)
        self._told, self._above, self._scrolling, self._page = told, above, scrolling, page
        self._scrolls: bool | None = None
        self._fit()
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another height, or its text another size."""
        if event.type() in CHANGES_ROOM:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        scrolls = self._page.height() < FEW_LINES * self._page.fontMetrics().height()
        if scrolls != self._scrolls:
            self._scrolls = scrolls
            if scrolls:
                self._scrolling.insertWidget(0, self._told)
            else:
                self._above.addWidget(self._told)
