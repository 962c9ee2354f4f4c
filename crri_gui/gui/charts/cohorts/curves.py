"""Curves of several cohorts over the periods since their first order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen

from crri_gui.gui.charts.axes import (
    Write,
    draw_scale,
    round_ticks,
    scale_width,
    scaled,
    short_number,
    thinned,
)
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot, Values
from crri_gui.gui.theme.appearance import Appearance

CURVE_SERIES = (0, 1, 2, 3, 5)
"""The places in a theme's series that curves are drawn in; so many at a time."""
# The dashes tell curves apart without their colours; those of all cohorts is the thick line.
_DASHES: tuple[tuple[float, ...], ...] = ((), (6, 3), (2, 2), (8, 2, 2, 2), (4, 4))
_NEAR = 24.0
_FAR_ABOVE = 0.5
"""Curves whose least value is above this share of the greatest are flat on a scale from 0."""
_BELOW = 0.2
"""Below the least value, as a share of what the curves differ by."""


@dataclass(frozen=True)
class Curve:
    """A line: its name, its colour (None: that of text), and a point for each period.

    A `tiny` one does not stretch the scale.
    """

    name: str
    series: int | None
    points: tuple[Item, ...]
    tiny: bool = False


class CurveChart(Chart):
    """Up to five cohorts and all of them together; points of partial periods are hollow."""

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self.curves: tuple[Curve, ...] = ()
        self._starts: tuple[int, ...] = ()
        self._write: Write = short_number
        self._foot = ""
        self._from_zero = True
        self._level: tuple[str, float] | None = None

    def set_curves(
        self,
        curves: Sequence[Curve],
        values: Values,
        write: Write,
        foot: str,
        empty: str,
        level: tuple[str, float] | None = None,
        *,
        from_zero: bool = True,
    ) -> None:
        """Show these; `foot` names the level axis, `empty` is said where there is no point.

        A level line stands at `level`, by its name. Unless the scale begins `from_zero`, curves
        that are all far above it are shown where they differ.
        """
        self._from_zero = from_zero
        self.curves, self._write, self._foot = tuple(curves), write, foot
        self._level = level
        self._empty = empty
        starts: list[int] = []
        items: list[Item] = []
        for curve in curves:
            starts.append(len(items))
            items += curve.points
        self._starts = tuple(starts)
        self.set_items(items, values)

    _empty = ""

    def minimumSizeHint(self) -> QSize:
        """Room for the legend, the scale and the curves between them."""
        line = QFontMetricsF(scaled(self.font(), SMALL)).lineSpacing()
        return QSize(320, round(15 * line))

    def natural_size(self) -> QSizeF:
        """The size at which the chart is saved."""
        return QSizeF(860, 420)

    def span(self) -> tuple[float, float]:
        """The least and the greatest value that the scale has to show."""
        usual = [curve for curve in self.curves if not curve.tiny] or list(self.curves)
        found = [point.value for curve in usual for point in curve.points]
        values = [value for value in found if value is not None]
        values += [self._level[1]] if self._level else []
        least, most = min(values, default=0.0), max(values, default=1.0) or 1.0
        if not self._from_zero and least > most * _FAR_ABOVE:
            return least - (most - least) * _BELOW, most
        return min(0.0, least), most

    def draw(self, scene: Scene) -> None:
        """The legend, the scale, the periods, the curves."""
        painter, theme = scene.painter, scene.theme
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        if not self.items:
            painter.setPen(QColor(theme.muted))
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(scene.area, flags, self._empty)
            return
        head = self._draw_legend(scene)
        low, top = self.span()
        room = scene.area.adjusted(0, head + metrics.height() / 2, 0, -2 * metrics.height() - 10)
        ticks = round_ticks(low, top, max(2, min(5, int(room.height() / (3 * metrics.height())))))
        left = scale_width(ticks, self._write, metrics)
        plot = room.adjusted(left, 0, -10, 0)
        draw_scale(painter, plot, ticks, self._write, theme)
        longest = max(self.curves, key=lambda curve: len(curve.points))
        labels = [item.label for item in longest.points]
        step = plot.width() / max(1, len(labels))
        painter.setPen(QColor(theme.muted))
        # Counted from the first one: periods are numbers.
        every = max(1, -(-len(labels) // max(1, len(thinned(labels, plot.width(), metrics)))))
        for number in range(0, len(labels), every):
            box = QRectF(plot.left() + number * step, plot.bottom() + 4, step, metrics.height())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(box, flags, labels[number])
        foot = QRectF(plot.left(), plot.bottom() + metrics.height() + 6, plot.width(), 0)
        foot.setHeight(metrics.height())
        text = metrics.elidedText(self._foot, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, text)
        share = plot.height() / (ticks[-1] - ticks[0])
        if self._level is not None:
            y = plot.bottom() - (self._level[1] - ticks[0]) * share
            painter.setPen(_level_pen(scene))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        for number, (curve, start) in enumerate(zip(self.curves, self._starts, strict=True)):
            places = [
                None
                if point.value is None
                else QPointF(
                    plot.left() + step * (later + 0.5),
                    min(
                        max(plot.top(), plot.bottom() - (point.value - ticks[0]) * share),
                        plot.bottom(),
                    ),
                )
                for later, point in enumerate(curve.points)
            ]
            self._draw_curve(scene, curve, number, places)
            for later, place in enumerate(places):
                if place is not None:
                    area = QRectF(place.x() - step / 2, plot.top(), step, plot.height())
                    scene.spots.append(Spot(start + later, area, place))
        self._draw_current(scene, plot)

    def _pen(self, scene: Scene, curve: Curve, number: int) -> QPen:
        theme = scene.theme
        if curve.series is None:
            return QPen(QColor(theme.muted), 3.2)
        pen = QPen(QColor(theme.series[curve.series]), 2.0)
        if dashes := _DASHES[number % len(_DASHES)]:
            pen.setDashPattern(list(dashes))
        return pen

    def _draw_curve(
        self, scene: Scene, curve: Curve, number: int, places: Sequence[QPointF | None]
    ) -> None:
        painter, theme = scene.painter, scene.theme
        pen = self._pen(scene, curve, number)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path = QPainterPath()
        begun = False
        for place in places:
            if place is None:
                begun = False
            elif begun:
                path.lineTo(place)
            else:
                path.moveTo(place)
                begun = True
        painter.drawPath(path)
        for place, point in zip(places, curve.points, strict=True):
            if place is not None and (point.partial or len(places) <= 2):
                painter.setPen(QPen(pen.color(), 1.6))
                painter.setBrush(QColor(theme.surface) if point.partial else pen.color())
                painter.drawEllipse(place, 3.4, 3.4)

    def _draw_current(self, scene: Scene, plot: QRectF) -> None:
        theme, painter = scene.theme, scene.painter
        for spot in scene.spots:
            if spot.item == scene.current:
                painter.setPen(QPen(QColor(theme.outline), 1, Qt.PenStyle.DashLine))
                x = spot.anchor.x()
                painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
                painter.setPen(QPen(QColor(theme.surface), 2))
                series = self.curves[self._curve_of(spot.item)].series
                painter.setBrush(QColor(theme.muted if series is None else theme.series[series]))
                painter.drawEllipse(spot.anchor, 6, 6)

    def _draw_legend(self, scene: Scene) -> float:
        """The names of the curves in as many lines as they need; their height."""
        painter, metrics = scene.painter, scene.metrics()
        x, y = scene.area.left() + 4, scene.area.top() + metrics.height() / 2 + 2
        entries = [
            (curve.name, self._pen(scene, curve, number))
            for number, curve in enumerate(self.curves)
        ]
        if self._level is not None:
            entries.append((self._level[0], _level_pen(scene)))
        for name, pen in entries:
            wide = 34 + metrics.horizontalAdvance(name) + 18
            if x > scene.area.left() + 4 and x + wide - 18 > scene.area.right():
                x, y = scene.area.left() + 4, y + metrics.lineSpacing() + 2
            painter.setPen(pen)
            painter.drawLine(QPointF(x, y), QPointF(x + 26, y))
            painter.setPen(QColor(scene.theme.text))
            painter.drawText(QPointF(x + 34, y + metrics.ascent() / 2 - 1), name)
            x += wide
        return y + metrics.height() / 2 + 4 - scene.area.top()

    # Pointing

    def item_at(self, position: QPointF) -> int | None:
        """The nearest point, if it is near."""
        best, nearest = None, _NEAR
        for spot in self._spots:
            away = spot.anchor - position
            distance = math.hypot(away.x(), away.y())
            if distance < nearest:
                best, nearest = spot.item, distance
        return best

    def _curve_of(self, index: int) -> int:
        return max(place for place, start in enumerate(self._starts) if start <= index)

    def moved(self, index: int, across: int, down: int) -> int:
        """Across: along the curve; down: the next curve, as long after the first order."""
        place = self._curve_of(index)
        later = index - self._starts[place]
        if down:
            step = 1 if down > 0 else -1
            while 0 <= place + step < len(self.curves):
                place += step
                if later < len(self.curves[place].points):
                    return self._starts[place] + later
            return index
        last = len(self.curves[place].points) - 1
        return self._starts[place] + min(max(later + across, 0), last)


def _level_pen(scene: Scene) -> QPen:
    return QPen(QColor(scene.theme.text), 1.4, Qt.PenStyle.DotLine)
