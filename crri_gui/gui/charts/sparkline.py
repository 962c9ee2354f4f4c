"""A small line without axes: where a number is going."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.charts.axes import mixed
from crri_gui.gui.theme.appearance import Appearance

_HIGH = 26


def draw_sparkline(
    painter: QPainter,
    area: QRectF,
    values: Sequence[float | None],
    told: int | None,
    theme: Theme,
) -> None:
    """The values from left to right, a gap for None, a dot at the one that is told beside it.

    The lowest lies at the foot, so it tells the form alone; a level line is one in the middle.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return
    low, high = min(known), max(known)
    step = area.width() / (len(values) - 1)
    points = [
        None
        if value is None
        else QPointF(
            area.left() + number * step,
            area.bottom() - ((value - low) / (high - low) if high > low else 0.5) * area.height(),
        )
        for number, value in enumerate(values)
    ]
    painter.setPen(QPen(mixed(theme.series[0], theme.surface, 0.75), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    run: list[QPointF] = []
    for point in (*points, None):
        if point is not None:
            run.append(point)
        elif run:
            painter.drawPolyline(QPolygonF(run))
            run = []
    dot = None if told is None else points[told]
    if dot is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.series[0]))
        painter.drawEllipse(dot, 2.8, 2.8)


class Sparkline(QWidget):
    """It tells nothing that is not told beside it, so it is no stop of the keyboard."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.values: tuple[float | None, ...] = ()
        self.told: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def show_values(self, values: Sequence[float | None], told: int | None) -> None:
        """Draw these, and a dot at the place of the one that the card tells."""
        self.values, self.told = tuple(values), told
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(40, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(3, 4, -4, -4)
        draw_sparkline(painter, area, self.values, self.told, self._appearance.theme)
        painter.end()
