"""Columns of two parts, one on the other, by month."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.charts.axes import (
    Write,
    draw_scale,
    least_size,
    mixed,
    round_ticks,
    scale_width,
    scaled,
    thinned,
)
from crri_gui.gui.charts.bars import bar_colour
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot
from crri_gui.gui.theme.appearance import Appearance

_WIDEST = 44.0


class StackedChart(Chart):
    """A column an item: its value, and on top what it has beside it.

    `names` are those of the two parts. Months that are not whole are pale and have an outline.
    """

    def __init__(
        self,
        title: str,
        appearance: Appearance,
        write: Write,
        names: tuple[str, str],
        series: tuple[int, int] = (1, 0),
    ) -> None:
        super().__init__(title, appearance)
        self._write = write
        self._names = names
        self._series = series

    def minimumSizeHint(self) -> QSize:
        """Room for the columns between their names and their months."""
        return least_size(self.font(), 180)

    def draw(self, scene: Scene) -> None:
        """What the parts are, the scale, the columns, the months."""
        painter, theme = scene.painter, scene.theme
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        head = self._draw_names(scene)
        floor = metrics.height() + 8
        room = scene.area.adjusted(0, head + metrics.height() / 2, 0, -floor)
        ticks = self._ticks(max(2, min(5, int(room.height() / (2.4 * metrics.height())))))
        plot = room.adjusted(scale_width(ticks, self._write, metrics), 0, -8, 0)
        draw_scale(painter, plot, ticks, self._write, theme)
        if not self.items:
            return
        step = plot.width() / len(self.items)
        share = plot.height() / (ticks[-1] - ticks[0])
        foot = plot.bottom() + ticks[0] * share
        for number, item in enumerate(self.items):
            middle = plot.left() + step * (number + 0.5)
            slot = QRectF(middle - step / 2, scene.area.top() + head, step, 0)
            slot.setBottom(scene.area.bottom())
            if scene.current == number:
                painter.fillRect(slot, QColor(theme.accent_soft))
            top = self._draw_column(painter, theme, item, (middle, foot), share, step)
            scene.spots.append(Spot(number, slot, QPointF(middle, top)))
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawLine(QPointF(plot.left(), foot), QPointF(plot.right(), foot))
        self._draw_labels(scene, plot, step)

    def _ticks(self, about: int) -> list[float]:
        tops = [max(0.0, item.value or 0.0) + max(0.0, item.beside or 0.0) for item in self.items]
        lows = [min(0.0, item.value or 0.0) + min(0.0, item.beside or 0.0) for item in self.items]
        return round_ticks(min(lows, default=0.0), max(tops, default=0.0) or 1.0, about)

    def _draw_column(
        self,
        painter: QPainter,
        theme: Theme,
        item: Item,
        base: tuple[float, float],
        share: float,
        step: float,
    ) -> float:
        """Both parts; refunds hang below the line. The upper end."""
        middle, foot = base
        wide = min(step * 0.72, _WIDEST)
        up = down = foot
        for value, series in zip((item.value, item.beside), self._series, strict=True):
            if not value:
                continue
            high = value * share
            start = up if value > 0 else down
            box = QRectF(middle - wide / 2, min(start, start - high), wide, abs(high))
            colour = bar_colour(theme, series, item)
            if item.partial:
                painter.fillRect(box, mixed(theme.series[series], theme.surface, 0.3))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
                painter.drawRect(box)
            else:
                painter.fillRect(box, colour)
            if value > 0:
                up -= high
            else:
                down -= high
        if item.value and item.beside and item.value > 0 < item.beside:
            # The parts are apart without their colours, too.
            line = foot - item.value * share
            painter.setPen(QPen(QColor(theme.surface), 1.4))
            painter.drawLine(QPointF(middle - wide / 2, line), QPointF(middle + wide / 2, line))
        return up

    def _draw_names(self, scene: Scene) -> float:
        """The parts from above to below, as they lie; the height of that."""
        painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
        x, y = scene.area.left() + 4, scene.area.top() + 2
        side = metrics.ascent()
        for name, series in reversed(list(zip(self._names, self._series, strict=True))):
            wide = side + 6 + metrics.horizontalAdvance(name)
            if x > scene.area.left() + 4 and x + wide > scene.area.right():
                x, y = scene.area.left() + 4, y + metrics.lineSpacing()
            painter.fillRect(QRectF(x, y, side, side), QColor(theme.series[series]))
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(x + side + 6, y + metrics.ascent() - 1), name)
            x += wide + 20
        return y + metrics.lineSpacing() + 4 - scene.area.top()

    def _draw_labels(self, scene: Scene, plot: QRectF, step: float) -> None:
        painter, metrics = scene.painter, scene.metrics()
        labels = [item.label for item in self.items]
        painter.setPen(QColor(scene.theme.muted))
        end = scene.area.right()
        for number in reversed(thinned(labels, plot.width(), metrics)):
            width = metrics.horizontalAdvance(labels[number]) + 4
            middle = plot.left() + step * (number + 0.5)
            x = min(middle - width / 2, scene.area.right() - width)
            if x + width > end:
                continue
            end = x - 6
            box = QRectF(x, scene.area.bottom() - metrics.height() - 2, width, metrics.height() + 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, labels[number])
