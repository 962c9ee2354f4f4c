"""Bars that lie, and columns that stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.charts.axes import Write, least_size, mixed, scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot
from crri_gui.gui.theme.appearance import Appearance

_MOST_HIGH = 30.0


def bar_colour(theme: Theme, series: int, item: Item) -> QColor:
    """The colour of a bar; those that are not selected step back."""
    colour = theme.series[series]
    return mixed(colour, theme.surface, 0.3) if item.muted else QColor(colour)


def rounded_end(painter: QPainter, bar: QRectF, radius: float, *, upwards: bool) -> None:
    """A bar whose far end is rounded; the near one stands on the axis."""
    path = QPainterPath()
    radius = min(radius, bar.width() / 2, bar.height() / 2)
    path.addRoundedRect(bar, radius, radius)
    square = QRectF(bar)
    if upwards:
        square.setTop(bar.top() + radius)
    else:
        square.setRight(bar.right() - radius)
    path.addRect(square)
    path.setFillRule(Qt.FillRule.WindingFill)
    painter.drawPath(path.simplified())


class BarChart(Chart):
    """A lying bar an item, with its value at the end; `colours` are places in the series."""

    def __init__(
        self, title: str, appearance: Appearance, write: Write, colours: Sequence[int] = (0,)
    ) -> None:
        super().__init__(title, appearance)
        self._write = write
        self._colours = tuple(colours)

    def _row_height(self) -> float:
        return QFontMetricsF(scaled(self.font(), SMALL)).height() + 9

    def minimumSizeHint(self) -> QSize:
        """Every item needs its row."""
        return QSize(200, round(self._row_height() * max(1, len(self.items))) + 8)

    def sizeHint(self) -> QSize:
        """The rows, and no more."""
        return self.minimumSizeHint()

    def natural_size(self) -> QSizeF:
        """High enough for all rows."""
        return QSizeF(720, max(240.0, 1.2 * self.minimumSizeHint().height()))

    def draw(self, scene: Scene) -> None:
        """Label, bar, value."""
        if not self.items:
            return
        painter, theme, area = scene.painter, scene.theme, scene.area
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        shown = self._with_room(area.height(), metrics)
        if left_out := len(self.items) - len(shown):
            area = self.say_more(scene, area, left_out)
        most = max((item.value or 0.0 for item in self.items), default=0.0) or 1.0
        widest = max(metrics.horizontalAdvance(item.label) for item in self.items)
        left = area.left() + min(widest, area.width() * 0.4) + 10
        written = [
            self._write(item.value) if item.value is not None else "–" for item in self.items
        ]
        right = max(metrics.horizontalAdvance(text) for text in written) + 10
        length = max(10.0, area.right() - right - left)
        high = min(area.height() / len(shown), 2 * _MOST_HIGH)
        head = area.top() + (area.height() - high * len(shown)) / 2
        for number, item in enumerate(shown):
            row = QRectF(area.left(), head + number * high, area.width(), high)
            if scene.current == number:
                painter.fillRect(row, QColor(theme.accent_soft))
            painter.setPen(QColor(theme.muted if item.muted else theme.text))
            label = QRectF(row.left(), row.top(), left - row.left() - 10, high)
            text = metrics.elidedText(item.label, Qt.TextElideMode.ElideRight, label.width())
            painter.drawText(
                label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text
            )
            long = max(0.0, (item.value or 0.0) / most) * length
            gap = max(min(6.0, high * 0.18), (high - _MOST_HIGH) / 2)
            bar = QRectF(left, row.top() + gap, max(long, 1.0), high - 2 * gap)
            painter.setPen(Qt.PenStyle.NoPen)
            series = self._colours[number % len(self._colours)]
            painter.setBrush(bar_colour(theme, series, item))
            rounded_end(painter, bar, 3, upwards=False)
            painter.setPen(QColor(theme.muted if item.muted else theme.text))
            value = QRectF(bar.right() + 6, row.top(), right + 4, high)
            painter.drawText(
                value, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, written[number]
            )
            scene.spots.append(Spot(number, row, QPointF(bar.right(), row.center().y())))
        painter.setPen(QPen(QColor(theme.outline), 1))
        foot = head + high * len(shown)
        painter.drawLine(QPointF(left, head), QPointF(left, foot))

    def _with_room(self, height: float, metrics: QFontMetricsF) -> Sequence[Item]:
        """The items whose rows do not run into each other: on paper nothing scrolls."""
        room = int(height / metrics.height())
        return self.items if len(self.items) <= room else self.items[: max(1, room - 1)]


class ColumnChart(Chart):
    """A standing column an item, its value above it, label and note below."""

    def __init__(self, title: str, appearance: Appearance, write: Write, series: int = 0) -> None:
        super().__init__(title, appearance)
        self._write = write
        self._series = series

    def minimumSizeHint(self) -> QSize:
        """Room for the columns above their labels."""
        return least_size(self.font(), 170)

    def draw(self, scene: Scene) -> None:
        """Columns on a line."""
        if not self.items:
            return
        painter, theme, area = scene.painter, scene.theme, scene.area
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        noted = any(item.note for item in self.items)
        foot = area.bottom() - metrics.lineSpacing() * (2 if noted else 1) - 8
        head = area.top() + metrics.lineSpacing() + 6
        most = max((item.value or 0.0 for item in self.items), default=0.0) or 1.0
        step = area.width() / len(self.items)
        wide = min(step * 0.62, 72.0)
        for number, item in enumerate(self.items):
            slot = QRectF(area.left() + number * step, area.top(), step, area.height())
            if scene.current == number:
                painter.fillRect(slot, QColor(theme.accent_soft))
            high = max((item.value or 0.0) / most * (foot - head), 1.0)
            column = QRectF(slot.center().x() - wide / 2, foot - high, wide, high)
            if item.value is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(bar_colour(theme, self._series, item))
                rounded_end(painter, column, 3, upwards=True)
            painter.setPen(QColor(theme.text))
            above = QRectF(slot.left(), column.top() - metrics.lineSpacing() - 2, step, 0)
            above.setHeight(metrics.lineSpacing())
            text = self._write(item.value) if item.value is not None else "–"
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)
            below = QRectF(slot.left(), foot + 4, step, metrics.lineSpacing())
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, item.label)
            painter.setPen(QColor(theme.muted))
            below.translate(0, metrics.lineSpacing())
            note = metrics.elidedText(item.note, Qt.TextElideMode.ElideRight, step - 4)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, note)
            scene.spots.append(Spot(number, slot, QPointF(column.right() - wide / 2, column.top())))
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawLine(QPointF(area.left(), foot), QPointF(area.right(), foot))
