"""A point and its interval for each row, on a level scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen, QPolygonF, QResizeEvent

from crri_gui.gui.charts.axes import Write, round_ticks, scaled, short_percent
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot, Values
from crri_gui.gui.theme.appearance import Appearance

_POINT, _DIAMOND = 4.5, 5.0
_LABELS = 0.36
"""The most of its width that a chart gives to names; longer ones have two lines."""


@dataclass(frozen=True)
class Interval:
    """Of an item: the ends of its interval (None: unknown), what stands at its right end."""

    ends: tuple[float, float] | None
    text: str


class IntervalChart(Chart):
    """Rows with a point, a line over its interval, and a diamond where an item has a `beside`.

    A dashed line stands at the `reference`, by its name; `names` are those of point and diamond.
    """

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self._intervals: tuple[Interval, ...] = ()
        self._write: Write = short_percent
        self._reference: tuple[str, float] | None = None
        self._names: tuple[str, ...] = ()
        self._hint = QSize()

    def set_intervals(
        self,
        items: Sequence[Item],
        intervals: Sequence[Interval],
        values: Values,
        write: Write,
        *,
        reference: tuple[str, float] | None = None,
        names: Sequence[str] = (),
    ) -> None:
        """Show these; intervals belong to items."""
        self._intervals = tuple(intervals)
        self._write, self._reference, self._names = write, reference, tuple(names)
        self.set_items(items, values)

    # Measures

    def _row_height(self) -> float:
        metrics = QFontMetricsF(scaled(self.font(), SMALL))
        room = self.width() * _LABELS
        lines = 1 + any(metrics.horizontalAdvance(item.label) > room for item in self.items)
        return lines * metrics.height() + 9

    def _around(self) -> float:
        """What is above and below the rows: the legend, and the scale."""
        return 2 * QFontMetricsF(scaled(self.font(), SMALL)).lineSpacing() + 22

    def minimumSizeHint(self) -> QSize:
        """Every item needs its row."""
        return QSize(280, round(self._row_height() * max(1, len(self.items)) + self._around()))

    def sizeHint(self) -> QSize:
        """The rows, and no more."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher: names have two lines then."""
        super().resizeEvent(event)
        if self.sizeHint() != self._hint:
            self._hint = self.sizeHint()
            self.updateGeometry()

    def natural_size(self) -> QSizeF:
        """High enough for all rows."""
        return QSizeF(760, max(220.0, 1.1 * self.minimumSizeHint().height()))

    def _ticks(self, about: int) -> list[float]:
        values = [item.value for item in self.items] + [item.beside for item in self.items]
        values += [end for one in self._intervals if one.ends for end in one.ends]
        values += [self._reference[1]] if self._reference else []
        known = [value for value in values if value is not None]
        return round_ticks(min([0.0, *known]), max(known, default=0.0) or 1.0, about)

    # Painting

    def draw(self, scene: Scene) -> None:
        """The legend, the scale below, the rows."""
        if not self.items:
            return
        painter, theme, area = scene.painter, scene.theme, scene.area
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        head = self._draw_legend(scene)
        widest = max(metrics.horizontalAdvance(item.label) for item in self.items)
        left = area.left() + min(widest, area.width() * _LABELS) + 12
        right = max(metrics.horizontalAdvance(one.text) for one in self._intervals) + 10
        plot = QRectF(left, area.top() + head, max(20.0, area.right() - right - left), 0)
        plot.setBottom(area.bottom() - metrics.height() - 6)
        ticks = self._ticks(max(2, min(6, int(plot.width() / 90))))
        share = plot.width() / (ticks[-1] - ticks[0])
        self._draw_scale(scene, plot, ticks, share)
        fitting = max(1, int(plot.height() / metrics.height()))
        if fitting < len(self.items):
            # Nothing scrolls on paper: what follows is said to be left out.
            fitting = max(1, fitting - 1)
            across = QRectF(area.left(), plot.top(), plot.right() - area.left(), plot.height())
            plot.setBottom(self.say_more(scene, across, len(self.items) - fitting).bottom())
        high = plot.height() / max(1, min(fitting, len(self.items)))
        shown = list(zip(self.items, self._intervals, strict=True))[:fitting]
        for number, (item, one) in enumerate(shown):
            row = QRectF(area.left(), plot.top() + number * high, area.width(), high)
            if scene.current == number:
                painter.fillRect(row, QColor(theme.accent_soft))
            places = [
                None if value is None else QPointF(left + (value - ticks[0]) * share, y)
                for y in (row.center().y(),)
                for value in (item.value, item.beside, *(one.ends or (None, None)))
            ]
            self._draw_row(scene, row, item, one, left, places)
            anchor = places[0] or QPointF(left, row.center().y())
            scene.spots.append(Spot(number, row, anchor))

    def _draw_row(
        self,
        scene: Scene,
        row: QRectF,
        item: Item,
        one: Interval,
        left: float,
        places: Sequence[QPointF | None],
    ) -> None:
        painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
        point, diamond, low, high = places
        painter.setPen(QColor(theme.text))
        label = QRectF(row.left(), row.top(), left - row.left() - 12, row.height())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if row.height() >= 2 * metrics.height():
            painter.drawText(label, side.value | Qt.TextFlag.TextWordWrap.value, item.label)
        else:
            text = metrics.elidedText(item.label, Qt.TextElideMode.ElideRight, label.width())
            painter.drawText(label, side, text)
        colour = QColor(theme.series[0])
        if low is not None and high is not None:
            painter.setPen(QPen(colour, 1.8))
            painter.drawLine(low, high)
            for end in (low, high):
                painter.drawLine(end + QPointF(0, -4), end + QPointF(0, 4))
        if diamond is not None:
            around = [(0.0, -_DIAMOND), (_DIAMOND, 0.0), (0.0, _DIAMOND), (-_DIAMOND, 0.0)]
            painter.setPen(QPen(QColor(theme.series[1]), 1.8))
            painter.setBrush(QColor(theme.surface))
            painter.drawPolygon(QPolygonF([diamond + QPointF(x, y) for x, y in around]))
        if point is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(point, _POINT, _POINT)
        painter.setPen(QColor(theme.text))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, one.text)

    def _draw_scale(self, scene: Scene, plot: QRectF, ticks: Sequence[float], share: float) -> None:
        painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
        for tick in ticks:
            x = plot.left() + (tick - ticks[0]) * share
            painter.setPen(QPen(QColor(theme.outline if tick == ticks[0] else theme.border), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(theme.muted))
            text = self._write(tick)
            wide = metrics.horizontalAdvance(text)
            painter.drawText(QPointF(x - wide / 2, plot.bottom() + 4 + metrics.ascent()), text)
        if self._reference is not None:
            x = plot.left() + (self._reference[1] - ticks[0]) * share
            painter.setPen(QPen(QColor(theme.text), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _draw_legend(self, scene: Scene) -> float:
        """What point, diamond and dashed line are; the height of that."""
        painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
        marks = list(zip(("point", "diamond"), self._names, strict=False))
        if self._reference is not None:
            marks.append(("line", self._reference[0]))
        if not marks:
            return 4.0
        start = scene.area.left() + 4
        x, y = start, scene.area.top() + metrics.height() / 2 + 1
        for mark, name in marks:
            wide = 22 + metrics.horizontalAdvance(name)
            if x > start and x + wide > scene.area.right():
                x, y = start, y + metrics.lineSpacing()
            at = QPointF(x + 8, y)
            if mark == "line":
                painter.setPen(QPen(QColor(theme.text), 1.4, Qt.PenStyle.DashLine))
                painter.drawLine(at + QPointF(-8, 0), at + QPointF(8, 0))
            elif mark == "point":
                painter.setPen(QPen(QColor(theme.series[0]), 1.8))
                painter.drawLine(at + QPointF(-8, 0), at + QPointF(8, 0))
                painter.setBrush(QColor(theme.series[0]))
                painter.drawEllipse(at, 3.6, 3.6)
            else:
                around = [(0.0, -_DIAMOND), (_DIAMOND, 0.0), (0.0, _DIAMOND), (-_DIAMOND, 0.0)]
                painter.setPen(QPen(QColor(theme.series[1]), 1.8))
                painter.setBrush(QColor(theme.surface))
                painter.drawPolygon(QPolygonF([at + QPointF(a, b) for a, b in around]))
            painter.setPen(QColor(theme.text))
            painter.drawText(QPointF(x + 22, y + metrics.ascent() / 2 - 1), name)
            x += wide + 18
        return y + metrics.lineSpacing() / 2 + 6 - scene.area.top()
