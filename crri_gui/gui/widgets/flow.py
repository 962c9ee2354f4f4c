"""A row that becomes several where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem


class Flow(QLayout):
    """Widgets from left to right, and below when there is no more room."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        self.items: list[QLayoutItem] = []
        self.gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """At the end."""
        self.items.append(item)

    def count(self) -> int:
        """Of the items."""
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt counts on none beyond the last."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Out of the layout."""
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """With the lines that it takes."""
        return self.arrange(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """In one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self.gap * max(len(sizes) - 1, 0)
        height = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, height)

    def minimumSize(self) -> QSize:
        """Of the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self.items if not item.isEmpty()]

    def setGeometry(self, rect: QRect) -> None:
        """Put everything into its place."""
        super().setGeometry(rect)
        self.arrange(rect, place=True)

    def arrange(self, rect: QRect, *, place: bool) -> int:
        """The height that all take in a rectangle of this width; put there with `place`."""
        line = max((item.sizeHint().height() for item in self._shown()), default=0)
        x, y = rect.x(), rect.y()
        for item in self._shown():
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y = rect.x(), y + line + self.gap
            if place:
                size = size.boundedTo(rect.size())
                item.setGeometry(QRect(QPoint(x, y + (line - size.height()) // 2), size))
            x += size.width() + self.gap
        return y + line - rect.y()
