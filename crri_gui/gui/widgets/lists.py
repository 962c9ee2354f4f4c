"""Lists that fit their room: columns give way, and rows are as high as their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from crri_gui.gui.widgets.basics import Restyled

_PADDING = 12
"""What the style leaves beside the text of a cell; a little more, never less."""


class GivingWay(QObject):
    """Hides `columns` of a list, the first ones first, while it is too narrow for all.

    The column that is `stretched` takes what is left, and so many `letters` at least. It may be the
    last one that gives way: then the last column takes what is left.
    """

    def __init__(
        self, view: QTreeView, columns: Sequence[int], stretched: int, letters: int = 12
    ) -> None:
        super().__init__(view)
        self._view = view
        self._columns = tuple(columns)
        self._stretched = stretched
        self._letters = letters
        self._needed: dict[int, int] = {}
        self._last_stretches = view.header().stretchLastSection()
        Restyled(view, self.fit)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._give_way)
        return False

    def fit(self) -> None:
        """Measure again: after another text, other rows."""
        view = self._view
        count = view.model().columnCount() if view.model() is not None else 0
        hidden = [place for place in self._columns if view.isColumnHidden(place)]
        for place in hidden:
            view.setColumnHidden(place, False)  # hidden ones cannot be measured
        self._needed = {place: self._width_of(place) for place in range(count)}
        for place in hidden:
            view.setColumnHidden(place, True)
        if self._needed:
            letters = view.fontMetrics().horizontalAdvance("0" * self._letters)
            self._needed[self._stretched] = max(letters, self._title_width(self._stretched))
        self._give_way()

    def _give_way(self) -> None:
        """Hide and show by what was measured, so that it ends.

        A column needs a little more room to come back than to stay: rows have fewer lines without
        it, and with them a bar may go that took some of the room.
        """
        view, needed = self._view, dict(self._needed)
        if not needed:
            return
        bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        for place in self._columns:
            was = view.isColumnHidden(place)
            hidden = sum(needed.values()) + (bar if was else 0) > view.viewport().width()
            if hidden != was:
                view.setColumnHidden(place, hidden)
            if hidden:
                needed[place] = 0
        stretch = view.isColumnHidden(self._stretched) or self._last_stretches
        if stretch != view.header().stretchLastSection():
            view.header().setStretchLastSection(stretch)

    def _width_of(self, place: int) -> int:
        return max(self._view.sizeHintForColumn(place), self._title_width(place))

    def _title_width(self, place: int) -> int:
        header = self._view.header()
        title = str(self._view.model().headerData(place, header.orientation()))
        metrics = header.fontMetrics()
        return metrics.horizontalAdvance(title) + 2 * metrics.height()


class _Wrapping(QStyledItemDelegate):
    """Measures a text in the width of its column, which Qt's own does not know."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All lines of the text."""
        width = self._view.columnWidth(index.column()) - 2 * _PADDING
        option.rect = QRect(0, 0, width, 1)
        return super().sizeHint(option, index)


def wrap(view: QTreeView, column: int) -> None:
    """Break the text of a column into lines, also when it gets another width."""
    view.setWordWrap(True)
    view.setItemDelegateForColumn(column, _Wrapping(view))
    view.header().sectionResized.connect(view.scheduleDelayedItemsLayout)


class _RowsFit(QObject):
    """Keeps a list as high as its rows when its text gets another size."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self.most = 0
        Restyled(view, self.fit)
        if view.wordWrap():
            view.header().sectionResized.connect(self._fit_later)

    def _fit_later(self) -> None:
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """Measure again."""
        view, count = self._view, self._view.model().rowCount()
        # A bar that comes and goes would change the width, by it the lines, and by them the height.
        policy = Qt.ScrollBarPolicy
        view.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if count > self.most else policy.ScrollBarAlwaysOff
        )
        shown = (view.model().index(row, 0) for row in range(min(count, self.most)))
        rows = sum(map(view.indexRowSizeHint, shown))
        header = view.header().sizeHint().height()
        view.setFixedHeight(header + rows + 2 * view.frameWidth() + 4)


def fit_rows(view: QTreeView, most: int = 12) -> None:
    """Make a flat list as high as its rows, `most` of them; the page scrolls instead."""
    keeper = view.findChild(_RowsFit) or _RowsFit(view)
    keeper.most = most
    keeper.fit()
