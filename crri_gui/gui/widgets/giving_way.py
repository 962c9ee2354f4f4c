"""Columns of a list that give way before the others are scrolled out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QTreeView

_LETTERS = 12
"""Letters of a stretched column that have to be seen."""


class GivingWay(QObject):
    """Hides `columns` of a list, the first ones first, while it is too narrow for all.

    The column that is `stretched` takes what is left, and some letters at least.
    """

    def __init__(self, view: QTreeView, columns: Sequence[int], stretched: int) -> None:
        super().__init__(view)
        self._view = view
        self._columns = tuple(columns)
        self._stretched = stretched
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width, or text of another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self.fit)
        return False

    def fit(self) -> None:
        """Measure again: after another width, another text, other rows."""
        view = self._view
        count = view.model().columnCount() if view.model() is not None else 0
        needed = {place: self._width_of(place) for place in range(count)}
        if not needed:
            return
        letters = view.fontMetrics().horizontalAdvance("0" * _LETTERS)
        needed[self._stretched] = max(letters, self._title_width(self._stretched))
        for place in self._columns:
            hidden = sum(needed.values()) > view.viewport().width()
            view.setColumnHidden(place, hidden)
            if hidden:
                needed[place] = 0

    def _width_of(self, place: int) -> int:
        return max(self._view.sizeHintForColumn(place), self._title_width(place))

    def _title_width(self, place: int) -> int:
        header = self._view.header()
        title = str(self._view.model().headerData(place, header.orientation()))
        metrics = header.fontMetrics()
        return metrics.horizontalAdvance(title) + 2 * metrics.height()
