"""A row that becomes several where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

_ANY = 16_777_215  # Qt's own limit


class Flow(QLayout):
    """Widgets from left to right, and below when there is no more room.

    With `ends` the last widget stands at the right end of its line.
    """

    def __init__(self, gap: int = 8, *, ends: bool = False) -> None:
        super().__init__()
        self.items: list[QLayoutItem] = []
        self.gap = gap
        self.ends = ends
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

    def expandingDirections(self) -> Qt.Orientation:
        """Height that is left over is for what can use it."""
        return Qt.Orientation.Horizontal

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
        y = rect.y()
        for line in self._lines(rect.width()):
            sizes = [item.sizeHint().boundedTo(QSize(rect.width(), _ANY)) for item in line]
            high = max(size.height() for size in sizes)
            x = rect.x()
            for item, size in zip(line, sizes, strict=True):
                if self.ends and item is self.items[-1]:
                    x = rect.right() + 1 - size.width()
                if place:
                    item.setGeometry(QRect(QPoint(x, y + (high - size.height()) // 2), size))
                x += size.width() + self.gap
            y += high + self.gap
        return max(0, y - self.gap - rect.y())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items by lines."""
        lines: list[list[QLayoutItem]] = []
        x = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or x + wide > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += wide + self.gap
        return lines
