"""Marks that tell something without colour: hatching, folded corners, the segments' shapes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from crri_gui.dashboard.palette import SEGMENT_SERIES, Theme
from crri_gui.gui.charts.axes import mixed

SYMBOLS = ("o", "s", "t1")
SIZES = (5, 6, 8)
_HATCH = 7.0


def hatch(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """What is not observed yet."""
    painter.fillRect(box, QColor(theme.unseen))
    # Lines, not a pattern: a pattern is too fine to be seen on paper.
    painter.setPen(QPen(mixed(theme.outline, theme.unseen, 0.45), 0.8))
    high = box.height()
    x = box.left() - high + _HATCH
    while x < box.right():
        low = QPointF(x, box.bottom())
        top = QPointF(x + high, box.top())
        if x < box.left():
            low += QPointF(box.left() - x, x - box.left())
        if top.x() > box.right():
            over = top.x() - box.right()
            top += QPointF(-over, over)
        painter.drawLine(low, top)
        x += _HATCH


def folded_corner(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """A folded corner: the month is not whole."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    corner = box.topRight()
    painter.drawPolygon([corner + QPointF(-7, 0), corner, corner + QPointF(0, 7)])


def segment_mark(painter: QPainter, at: QPointF, segment: int, theme: Theme) -> None:
    """The mark of a value segment: its shape tells it without the colour."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.series[SEGMENT_SERIES[segment]]))
    half = SIZES[segment] / 2
    if SYMBOLS[segment] == "o":
        painter.drawEllipse(at, half, half)
    elif SYMBOLS[segment] == "s":
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
    else:
        painter.drawPolygon(
            [at + QPointF(0, -half), at + QPointF(half, half), at + QPointF(-half, half)]
        )
