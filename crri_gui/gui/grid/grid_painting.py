"""Painting cells by the row: Qt's own way through style sheet and delegate takes twice as long."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QTableView

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.grid.column_header import PADDING
from crri_gui.gui.grid.grid_model import GridModel

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


def paint_cells(
    view: QTableView, model: GridModel, theme: Theme, area: QRect, first_column: int
) -> None:
    """The cells within `area` of the view's viewport, from that column on."""
    painter = QPainter(view.viewport())
    try:
        _paint(painter, view, model, theme, area, first_column)
    finally:
        # A painter that is left open takes the whole application down.
        painter.end()


def _paint(
    painter: QPainter,
    view: QTableView,
    model: GridModel,
    theme: Theme,
    area: QRect,
    first_column: int,
) -> None:
    painter.fillRect(area, QColor(theme.surface))
    columns = []
    for place in range(first_column, model.columnCount()):
        left, width = view.columnViewportPosition(place), view.columnWidth(place)
        if not view.isColumnHidden(place) and left <= area.right() and left + width > area.left():
            columns.append((place, left, width, _RIGHT if model.fields[place].is_number else _LEFT))
    top, bottom = view.rowAt(area.top()), view.rowAt(area.bottom())
    rows = range(top, (model.rowCount() - 1 if bottom < 0 else bottom) + 1)
    if top < 0 or not rows or not columns:
        return
    chosen = view.selectionModel().selection()
    parts = [chosen.at(place) for place in range(chosen.count())]
    parts = [part for part in parts if part.top() <= rows[-1] and part.bottom() >= top]
    plain, selected = QColor(theme.text), QColor(theme.on_selection)
    muted, ground = QColor(theme.muted), QColor(theme.selection)
    banded = QColor(theme.raised)
    metrics = view.fontMetrics()
    height, narrow = view.rowHeight(top), metrics.averageCharWidth()
    right_end = columns[-1][1] + columns[-1][2]
    for row in rows:
        y = view.rowViewportPosition(row)
        if row % 2:
            painter.fillRect(columns[0][1], y, right_end - columns[0][1], height, banded)
        within = [part for part in parts if part.top() <= row <= part.bottom()]
        texts = model.texts(row)
        for place, left, width, alignment in columns:
            on = any(part.left() <= place <= part.right() for part in within)
            if on:
                painter.fillRect(left, y, width, height, ground)
            if place >= len(texts):
                continue
            text, blank = texts[place]
            room = width - 2 * PADDING
            # Measured only where it may be too long.
            if len(text) * narrow > room:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setPen(muted if blank and not on else selected if on else plain)
            painter.drawText(left + PADDING, y, room, height, alignment, text)


def frame_current(view: QTableView, theme: Theme, *, focused: bool) -> None:
    """Show where the keyboard is."""
    place = view.visualRect(view.currentIndex())
    if place.isValid():
        painter = QPainter(view.viewport())
        painter.setPen(QPen(QColor(theme.focus if focused else theme.outline), 2))
        painter.drawRect(place.adjusted(1, 1, -1, -1))
        painter.end()
