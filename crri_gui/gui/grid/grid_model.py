"""A view of a table, read page by page as it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

import duckdb
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from crri_gui.engine.query.browse import Grid, page
from crri_gui.engine.query.catalog import Field
from crri_gui.gui.grid import cell_text
from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.basics import tip

PAGE_ROWS = 512
PAGES_KEPT = 64
# What Qt asks for by the thousand is compared as plain numbers.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_DESCRIPTION = int(Qt.ItemDataRole.AccessibleDescriptionRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_LONG_TEXT = 200
_LONG_TIP = 2_000
_ROOT = QModelIndex()

Index = QModelIndex


class GridModel(QAbstractTableModel):
    """The chosen columns of a `Grid`.

    `pages_read` counts the pages asked of the engine. Rows beyond `most_rows` are not offered:
    Qt's views count pixels in 31 bits. `describe_column` tells what the head of a column shows
    beside its name.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: Grid | None = None
        self.fields: tuple[Field, ...] = ()
        self.most_rows = 50_000_000
        self.pages_read = 0
        self._rows = 0
        self._con: duckdb.DuckDBPyConnection | None = None
        self._pages: OrderedDict[int, list[tuple[Any, ...]]] = OrderedDict()
        self._show: list[Any] = []
        self._alignments: list[int] = []
        self._muted = QColor()
        self.describe_column: Callable[[int], str] = _nothing_more

    def show_grid(self, grid: Grid, con: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> None:
        """Show these columns of the grid, read through a connection of the window's thread."""
        self.beginResetModel()
        self.grid, self._con = grid, con
        self.fields = tuple(grid.field(name) for name in columns)
        self._rows = min(grid.rows, self.most_rows)
        self._show = [cell_text.formatter(field) for field in self.fields]
        self._alignments = [_RIGHT if field.is_number else _LEFT for field in self.fields]
        self._pages.clear()
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self.grid, self._con, self.fields, self._rows = None, None, (), 0
        self._pages.clear()
        self.endResetModel()

    def set_muted(self, colour: str) -> None:
        """The colour of blanks."""
        self._muted = QColor(colour)

    def values(self, row: int) -> tuple[Any, ...]:
        """The row as the engine has it; empty when the results are gone."""
        number = row // PAGE_ROWS
        rows = self._pages.get(number)
        if rows is None:
            rows = self._read(number)
        else:
            self._pages.move_to_end(number)
        place = row % PAGE_ROWS
        return rows[place] if place < len(rows) else ()

    def texts(self, row: int) -> list[tuple[str, bool]]:
        """The row's cells as they are shown, and whether each is blank."""
        return [
            (_one_line(show(value)), value is None or value == "")
            for show, value in zip(self._show, self.values(row), strict=False)
        ]

    def whole_row(self, row: int) -> tuple[Any, ...]:
        """All columns of the grid, chosen or not; empty when the results are gone."""
        if self.grid is None:
            return ()
        rows = self._ask(row, 1, [field.name for field in self.grid.fields])
        return rows[0] if rows else ()

    def _ask(self, first: int, count: int, columns: list[str]) -> list[tuple[Any, ...]]:
        if self.grid is None or self._con is None:
            return []
        try:
            return page(self._con, self.grid, first, count, columns)
        except (duckdb.ConnectionException, duckdb.CatalogException):
            # The next results are taking their place: what is on the screen is about to change.
            return []

    def _read(self, number: int) -> list[tuple[Any, ...]]:
        self.pages_read += 1
        names = [field.name for field in self.fields]
        rows = self._ask(number * PAGE_ROWS, PAGE_ROWS, names)
        if not rows:
            return rows
        self._pages[number] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows

    # What Qt asks

    def rowCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        """Rows of the view."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: QModelIndex | Any = _ROOT) -> int:
        """Chosen columns."""
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: QModelIndex | Any, role: int = _DISPLAY) -> Any:
        """A cell's text, alignment and colour."""
        if role == _ALIGNMENT:
            return self._alignments[index.column()]
        if role not in (_DISPLAY, _FOREGROUND, _TOOLTIP, _ACCESSIBLE):
            return None
        row = self.values(index.row())
        column = index.column()
        if column >= len(row):
            return None
        value = row[column]
        blank = value is None or value == ""
        if role == _DISPLAY:
            return _one_line(self._show[column](value))
        if role == _FOREGROUND:
            return self._muted if blank else None
        if blank:
            return self.tr("blank")
        if role == _TOOLTIP:
            return tip(value[:_LONG_TIP]) if isinstance(value, str) and len(value) > 20 else None
        return self._show[column](value)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The column's name and what is told of it, or the row's number from 1."""
        if role == _DESCRIPTION and orientation == Qt.Orientation.Horizontal:
            return self.describe_column(section)
        if role != _DISPLAY:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.fields[section].name if section < len(self.fields) else None
        return numbers.integer(section + 1)


def _nothing_more(_: int) -> str:
    return ""


def _one_line(text: str) -> str:
    """As much as a cell shows; the whole text is in the record beside the grid."""
    return text if len(text) <= _LONG_TEXT and text.isprintable() else _cut(text)


def _cut(text: str) -> str:
    return " ".join(text[:_LONG_TEXT].split())
