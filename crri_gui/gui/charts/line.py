"""A line over months."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPolygonF

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
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import SMALL, Scene, Spot
from crri_gui.gui.theme.appearance import Appearance

_DOTS_UP_TO = 60


class LineChart(Chart):
    """Values by month: a gap where there is none, a hollow dot apart where it is not whole.

    `write` writes the values of the scale; the scale begins at `low` and, when `high` is
    given, ends there, in whole steps. `names` are those of the two lines where there is a
    second one, dashed, of what the items have `beside` their value.
    """

    def __init__(
        self,
        title: str,
        appearance: Appearance,
        write: Write,
        *,
        low: float = 0.0,
        high: float | None = None,
        series: int = 0,
        names: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(title, appearance)
        self._write = write
        self._names = names
        self._low, self._high = low, high
        self._series = series

    def minimumSizeHint(self) -> QSize:
        """Room for the line between its scale and its months."""
        return least_size(self.font(), 150)

    def draw(self, scene: Scene) -> None:
        """The scale, the months, the line and its dots."""
        painter, theme = scene.painter, scene.theme
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        low, top = self.span()
        floor = metrics.height() + 8
        head = metrics.height() + 4 if self._names else 0
        room = scene.area.adjusted(0, head + metrics.height() / 2 + 2, 0, -floor)
        about = max(2, min(5, int(room.height() / (3 * metrics.height()))))
        if self._high is None:
            most = max(about, int(room.height() / (1.6 * metrics.height())))
            # The scale that ends nearest above the values: a coarse one would flatten them.
            scales = [round_ticks(low, top, count) for count in range(about, min(most, 6) + 1)]
            ticks = min(scales, key=lambda scale: (scale[-1], len(scale)))
        else:
            whole = range(round(self._low), round(self._high) + 1)
            ticks = [float(tick) for tick in whole[:: 1 if about > 3 else 2]]
        left = scale_width(ticks, self._write, metrics)
        plot = room.adjusted(left, 0, -10, 0)
        draw_scale(painter, plot, ticks, self._write, theme)
        if not self.items:
            return
        step = plot.width() / len(self.items)
        middles = [plot.left() + step * (number + 0.5) for number in range(len(self.items))]
        labels = [item.label for item in self.items]
        painter.setPen(QColor(theme.muted))
        end = scene.area.right()
        for number in reversed(thinned(labels, plot.width(), metrics)):
            width = metrics.horizontalAdvance(labels[number]) + 4
            x = min(middles[number] - width / 2, scene.area.right() - width)
            if x + width > end:
                continue  # the last one was moved to the left, to this one's place
            end = x - 6
            box = QRectF(x, plot.bottom() + 5, width, metrics.height() + 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, labels[number])
        points, others = (
            [
                None if value is None else QPointF(x, _height(value, ticks, plot))
                for x, value in zip(middles, values, strict=True)
            ]
            for values in (
                [i.value for i in self.items],
                [None if i.partial else i.beside for i in self.items],
            )
        )
        self._line(painter, theme, plot, points)
        if self._names:
            self._second_line(painter, theme, others)
            self._draw_names(scene, self._names)
        for number, (x, point) in enumerate(zip(middles, points, strict=True)):
            area = QRectF(x - step / 2, scene.area.top(), step, scene.area.height())
            scene.spots.append(Spot(number, area, point or QPointF(x, plot.center().y())))

        if scene.current is not None and scene.current < len(points):
            x, at = middles[scene.current], points[scene.current]
            painter.setPen(QPen(QColor(theme.outline), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            if at is not None:
                painter.setPen(QPen(QColor(theme.surface), 2))
                painter.setBrush(QColor(theme.series[self._series]))
                painter.drawEllipse(at, 6, 6)

    def span(self) -> tuple[float, float]:
        """The least and the greatest value that the scale has to show.

        Values of tiny months are drawn at its edge, unless there are no others.
        """
        usual = [item for item in self.items if not item.tiny] or self.items
        values = [v for item in usual for v in (item.value, item.beside) if v is not None]
        if not values:
            values = [item.value for item in self.items if item.value is not None]
        return min([self._low, *values]), max(values, default=1.0)

    def _second(self) -> int:
        return (self._series + 1) % 3

    def _second_line(self, painter: QPainter, theme: Theme, points: list[QPointF | None]) -> None:
        colour = QColor(theme.series[self._second()])
        pen = QPen(colour, 2.2)
        pen.setStyle(Qt.PenStyle.DashLine)
        for run in _unbroken(points):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if len(run) > 1:
                painter.drawPolyline(QPolygonF(run))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for point in run:
                painter.drawRect(QRectF(point.x() - 2.2, point.y() - 2.2, 4.4, 4.4))

    def _draw_names(self, scene: Scene, names: tuple[str, str]) -> None:
        painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
        x, y = scene.area.left() + 4, scene.area.top() + metrics.height() / 2
        for name, series, style in (
            (names[0], self._series, Qt.PenStyle.SolidLine),
            (names[1], self._second(), Qt.PenStyle.DashLine),
        ):
            pen = QPen(QColor(theme.series[series]), 2.2)
            pen.setStyle(style)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y), QPointF(x + 22, y))
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(x + 28, y + metrics.ascent() / 2 - 1), name)
            x += 28 + metrics.horizontalAdvance(name) + 20

    def _line(
        self, painter: QPainter, theme: Theme, plot: QRectF, points: list[QPointF | None]
    ) -> None:
        colour = QColor(theme.series[self._series])
        # A month that is not whole is no part of the line: it would bend where nothing happened.
        whole = [
            None if item.partial else point for point, item in zip(points, self.items, strict=True)
        ]
        for run in _unbroken(whole):
            if self._low == 0 and len(run) > 1:
                ground = QPolygonF(
                    [QPointF(run[0].x(), plot.bottom()), *run, QPointF(run[-1].x(), plot.bottom())]
                )
                fade = QLinearGradient(plot.topLeft(), plot.bottomLeft())
                fade.setColorAt(0, mixed(theme.series[self._series], theme.surface, 0.28))
                fade.setColorAt(1, mixed(theme.series[self._series], theme.surface, 0.04))
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fade)
                painter.drawPolygon(ground)
        # Level lines shine through nothing: they are painted once more over the ground.
        pen = QPen(colour, 2.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pale = QPen(mixed(theme.series[self._series], theme.surface, 0.45), 2.2)
        for number, (before, after) in enumerate(pairwise(whole)):
            if before is not None and after is not None:
                muted = self.items[number].muted or self.items[number + 1].muted
                painter.setPen(pale if muted else pen)
                painter.drawLine(before, after)
        for point, item in zip(points, self.items, strict=True):
            if point is None:
                continue
            if item.partial:
                painter.setPen(QPen(QColor(theme.muted), 1.6))
                painter.setBrush(QColor(theme.surface))
                painter.drawEllipse(point, 4.0, 4.0)
            elif len(points) <= _DOTS_UP_TO:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(pale.color() if item.muted else colour)
                chosen = not item.muted and any(other.muted for other in self.items)
                radius = 5.0 if chosen else 3.2
                painter.drawEllipse(point, radius, radius)


def _height(value: float, ticks: Sequence[float], plot: QRectF) -> float:
    """Where a value is drawn; what lies beyond the scale, at its edge."""
    share = (value - ticks[0]) / (ticks[-1] - ticks[0])
    return plot.bottom() - min(max(share, 0.0), 1.0) * plot.height()


def _unbroken(points: list[QPointF | None]) -> list[list[QPointF]]:
    """The runs of points without a gap."""
    runs: list[list[QPointF]] = [[]]
    for point in points:
        if point is not None:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    return runs
