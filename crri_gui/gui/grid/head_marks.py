"""The marks in the head of a column: the funnel, the arrow of the sort, what is filled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPolygonF

from crri_gui.dashboard.palette import Theme


def paint_funnel(painter: QPainter, place: QRect, theme: Theme, active: bool) -> None:
    """Filled where the column is filtered."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    scale = place.width() / 16
    shape = QPolygonF(
        [
            QPointF(x * scale, y * scale)
            for x, y in ((2, 3), (14, 3), (9.6, 8.4), (9.6, 13.4), (6.4, 12), (6.4, 8.4))
        ]
    )
    painter.setPen(QPen(QColor(theme.accent if active else theme.outline), 1.3))
    painter.setBrush(QColor(theme.accent) if active else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(shape)
    painter.restore()


def paint_sort(
    painter: QPainter, room: QRect, theme: Theme, sort: Sequence[tuple[str, bool]], name: str
) -> QRect:
    """The arrow of a sorted column, and its place when several are; the room that is left."""
    names = [column for column, _ in sort]
    if name not in names:
        return room
    place = names.index(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = room.height() * 0.28
    middle = QPointF(room.right() - size, room.center().y() + 1)
    tip = size if sort[place][1] else -size
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(middle.x() - size, middle.y() - tip / 2),
                QPointF(middle.x() + size, middle.y() - tip / 2),
                QPointF(middle.x(), middle.y() + tip / 2),
            ]
        )
    )
    used = int(2 * size) + 6
    if len(names) > 1:
        painter.setPen(QColor(theme.accent))
        number = str(place + 1)
        width = QFontMetrics(painter.font()).horizontalAdvance(number)
        painter.drawText(
            QRect(room.right() - used - width, room.top(), width, room.height()),
            int(Qt.AlignmentFlag.AlignVCenter),
            number,
        )
        used += width + 3
    painter.restore()
    return room.adjusted(0, 0, -used, 0)


def paint_filled(painter: QPainter, room: QRectF, theme: Theme, share: float) -> None:
    """How much of the column is filled (0 to 1)."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.border))
    painter.drawRect(room)
    painter.setBrush(QColor(theme.ok))
    painter.drawRect(QRectF(room.left(), room.top(), room.width() * share, room.height()))
