"""The row of cards: all of one width, in as many lines as narrow windows or large text need."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem

from crri_gui.gui.pages.dashboard.cards import MeasureCard
from crri_gui.gui.widgets.flow import Flow

_GAP = 12
_LINES_WIDE = 10
"""The least width of a card, in lines of text."""


class CardRow(Flow):
    """Cards beside each other, and below when they would be too narrow to be read."""

    def __init__(self) -> None:
        super().__init__(_GAP)

    def sizeHint(self) -> QSize:
        """In one line."""
        hints = [item.sizeHint() for item in self.items]
        wide = sum(max(hint.width(), self._least()) + self.gap for hint in hints) - self.gap
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Of one card."""
        return QSize(
            self._least(), max((item.minimumSize().height() for item in self.items), default=0)
        )

    def _least(self) -> int:
        parent = self.parentWidget()
        return _LINES_WIDE * parent.fontMetrics().height() if parent is not None else 0

    def arrange(self, rect: QRect, *, place: bool) -> int:
        """All of one width, as many in each line."""
        if not self.items:
            return 0
        fitting = max(1, (rect.width() + self.gap) // (self._least() + self.gap))
        # As many in each line: four and one would leave a hole.
        lines = math.ceil(len(self.items) / fitting)
        columns = math.ceil(len(self.items) / lines)
        wide = (rect.width() - self.gap * (columns - 1)) // columns
        y = rect.y()
        for start in range(0, len(self.items), columns):
            here = self.items[start : start + columns]
            high = max(
                item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
                for item in here
            )
            if place:
                for number, item in enumerate(here):
                    item.setGeometry(QRect(rect.x() + number * (wide + self.gap), y, wide, high))
                _align(here)
            y += high + self.gap
        return y - self.gap - rect.y()


def _align(line: Sequence[QLayoutItem]) -> None:
    cards = [card for item in line if isinstance(card := item.widget(), MeasureCard)]
    high = max((card.title_height for card in cards if card.isVisible()), default=0)
    for card in cards:
        card.hold_title(high)
