"""A part that stays in view while the part beside it is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget


class Following(QWidget):
    """Holds a widget that moves down with the view of a page, as far as its neighbour is high."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        # No layout: where the widget stands must not make this any higher.
        widget.setParent(self)
        widget.installEventFilter(self)
        self._area: QScrollArea | None = None

    def follow(self, area: QScrollArea) -> None:
        """The page that scrolls, which this is part of."""
        self._area = area
        area.verticalScrollBar().valueChanged.connect(self._place)
        area.viewport().installEventFilter(self)

    def sizeHint(self) -> QSize:
        """That of the widget."""
        return self._widget.sizeHint().expandedTo(self.minimumSizeHint())

    def minimumSizeHint(self) -> QSize:
        """The same; its height is fixed."""
        return QSize(self._widget.minimumSizeHint().width(), self._widget.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The widget is as wide as there is room."""
        super().resizeEvent(event)
        self._place()

    def moveEvent(self, event: QEvent) -> None:
        """The page has moved it."""
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another height of the view or of the widget has another place."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            if watched is self._widget:
                self.updateGeometry()
            self._place()
        return False

    def _place(self, _: int = 0) -> None:
        height, top, area = self._widget.minimumHeight(), 0, self._area
        inside = area.widget() if area is not None else None
        # What is higher than the view would never show its end.
        fits = area is not None and height <= area.viewport().height()
        if area is not None and inside is not None and fits and inside.isAncestorOf(self):
            above = area.verticalScrollBar().value() - self.mapTo(inside, QPoint(0, 0)).y()
            top = max(0, min(above, self.height() - height))
        self._widget.setGeometry(0, top, self.width(), height)
