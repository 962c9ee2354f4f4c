"""The largest rows of a part of a number, and the raw lines of an order, as plain tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView, QWidget

from crri_gui.gui.widgets.basics import RIGHT
from crri_gui.gui.widgets.read_only import make_read_only

Index = QModelIndex | QPersistentModelIndex
_WIDEST = 46  # average letters
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LOOKED_AT = 40


class Rows(QAbstractTableModel):
    """Texts in rows and columns; `right` are columns of numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header: tuple[str, ...] = ()
        self.rows: Sequence[tuple[str, ...]] = ()
        self._right: frozenset[int] = frozenset()

    def show(
        self,
        header: Sequence[str],
        rows: Sequence[tuple[str, ...]],
        right: frozenset[int] = frozenset(),
    ) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.header, self.rows, self._right = tuple(header), rows, right
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Those of the header."""
        return 0 if parent is not None and parent.isValid() else len(self.header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's text, in full as its tip, and its side."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._right:
            return RIGHT
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """A column's name."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in self._right else _LEFT
        return None


def table(name: str, rows: Rows) -> QTableView:
    """A view of rows that are read and copied, not changed; a row is chosen as a whole."""
    view = QTableView()
    view.setModel(rows)
    view.setAccessibleName(name)
    view.setAlternatingRowColors(True)
    make_read_only(view, whole_rows=True)
    view.verticalHeader().hide()
    return view


def fit(view: QTableView, rows: Rows, widest: int = _WIDEST) -> None:
    """Columns as wide as what stands in the first rows; a last column of text takes the rest."""
    metrics = view.fontMetrics()
    most = widest * metrics.averageCharWidth()
    view.verticalHeader().setDefaultSectionSize(metrics.height() + 8)
    for place, name in enumerate(rows.header):
        texts = [name, *(row[place] for row in rows.rows[:_LOOKED_AT])]
        wide = max(metrics.horizontalAdvance(text[:200]) for text in texts) + 28
        view.setColumnWidth(place, min(wide, most))
