"""The row of cards: all of one width, in as many lines as narrow windows or large text need."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem

_GAP = 12
_LINES_WIDE = 10
"""The least width of a card, in lines of text."""


class CardRow(QLayout):
    """Cards beside each other, and below when they would be too narrow to be read."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """At the end."""
        self._items.append(item)

    def count(self) -> int:
        """Of the cards."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt counts on none beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Out of the row."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """With the lines that it takes."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """In one line."""
        hints = [item.sizeHint() for item in self._items]
        wide = sum(max(hint.width(), self._least()) + _GAP for hint in hints) - _GAP
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Of one card."""
        return QSize(
            self._least(), max((item.minimumSize().height() for item in self._items), default=0)
        )

    def setGeometry(self, rect: QRect) -> None:
        """Put every card into its place."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def _least(self) -> int:
        parent = self.parentWidget()
        return _LINES_WIDE * parent.fontMetrics().height() if parent is not None else 0

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        if not self._items:
            return 0
        fitting = max(1, (rect.width() + _GAP) // (self._least() + _GAP))
        # As many in each line: four and one would leave a hole.
        lines = math.ceil(len(self._items) / fitting)
        columns = math.ceil(len(self._items) / lines)
        wide = (rect.width() - _GAP * (columns - 1)) // columns
        y = rect.y()
        for start in range(0, len(self._items), columns):
            here = self._items[start : start + columns]
            high = max(
                item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
                for item in here
            )
            if place:
                for number, item in enumerate(here):
                    item.setGeometry(QRect(rect.x() + number * (wide + _GAP), y, wide, high))
            y += high + _GAP
        return y - _GAP - rect.y()
