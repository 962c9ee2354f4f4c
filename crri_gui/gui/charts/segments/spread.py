"""How values are spread within groups: boxes on one scale, which no single value stretches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from crri_gui.gui.charts.axes import Write, mixed, round_ticks, scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot, Values
from crri_gui.gui.theme.appearance import Appearance

_LOGARITHMIC_FROM = 20.0
"""The scale goes by decades where its ends are so far apart."""
_LEAST = 0.01


@dataclass(frozen=True)
class Spread:
    """Of a group: the ends of the whisker and of the box, and the middle.

    A group of `few` does not stretch the scale.
    """

    low: float
    first: float
    middle: float
    third: float
    high: float
    few: bool = False


class SpreadChart(Chart):
    """A lying box for each item: its label before it, its middle value behind it."""

    def __init__(self, title: str, appearance: Appearance, write: Write) -> None:
        super().__init__(title, appearance)
        self._write = write
        self.spreads: tuple[Spread, ...] = ()
        self._foot = ""

    def set_spreads(
        self, spreads: Sequence[Spread], items: Sequence[Item], values: Values, foot: str
    ) -> None:
        """Show these; items belong to spreads, `foot` names the scale."""
        self.spreads, self._foot = tuple(spreads), foot
        self.set_items(items, values)

    def ends(self) -> tuple[float, float]:
        """The ends of the scale."""
        return _ends(self.spreads)

    @staticmethod
    def by_decades(spreads: Sequence[Spread]) -> bool:
        """Whether the scale of these goes by decades."""
        low, high = _ends(spreads)
        return high > _LOGARITHMIC_FROM * max(low, _LEAST)

    @property
    def logarithmic(self) -> bool:
        """Whether the scale goes by decades."""
        return self.by_decades(self.spreads)

    def _ticks(self) -> list[float]:
        low, high = self.ends()
        if not self.logarithmic:
            return round_ticks(min(0.0, low), high, 5)
        low = max(low, high / 10_000, _LEAST)
        steps = [
            part * 10.0**power
            for power in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
            for part in (1, 2, 5)
        ]
        first = max((tick for tick in steps if tick <= low), default=steps[0])
        last = min((tick for tick in steps if tick >= high), default=steps[-1])
        return [tick for tick in steps if first <= tick <= last]

    def minimumSizeHint(self) -> QSize:
        """Every item needs its row."""
        metrics = QFontMetricsF(scaled(self.font(), SMALL))
        row = metrics.lineSpacing()
        texts = max(
            (metrics.horizontalAdvance(f"{i.label}{i.note}") for i in self.items), default=0
        )
        wide = texts + 24 * metrics.horizontalAdvance("0")
        return QSize(round(wide), round((row + 13) * max(1, len(self.items)) + 2.4 * row + 8))

    def sizeHint(self) -> QSize:
        """The rows, and no more."""
        return self.minimumSizeHint()

    def natural_size(self) -> QSizeF:
        """The size at which the chart is saved."""
        return QSizeF(800, max(260.0, 1.2 * self.minimumSizeHint().height()))

    def draw(self, scene: Scene) -> None:
        """The scale below, and a row for each group."""
        if not self.items:
            return
        painter, theme, area = scene.painter, scene.theme, scene.area
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        labels = max(metrics.horizontalAdvance(item.label) for item in self.items) + 12
        notes = max(metrics.horizontalAdvance(item.note) for item in self.items) + 12
        plot = area.adjusted(labels, 2, -notes, -2 * metrics.lineSpacing() - 8)
        ticks = self._ticks()

        def at(value: float) -> float:
            low, high = ticks[0], ticks[-1]
            value = min(max(value, low), high)
            if self.logarithmic:
                share = math.log(value / low) / math.log(high / low)
            else:
                share = (value - low) / (high - low)
            return plot.left() + share * plot.width()

        self._draw_ticks(scene, plot, [(tick, at(tick)) for tick in ticks])
        high = min(plot.height() / len(self.items), 54.0)
        colour = theme.series[0]
        for number, (item, spread) in enumerate(zip(self.items, self.spreads, strict=True)):
            row = QRectF(area.left(), plot.top() + number * high, area.width(), high)
            if scene.current == number:
                ground = QRectF(row.left(), row.top() + 1, labels - 6, high - 2)
                painter.fillRect(ground, QColor(theme.accent_soft))
            painter.setPen(QColor(theme.text))
            label = QRectF(row.left(), row.top(), labels - 10, high)
            flags = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, flags | Qt.AlignmentFlag.AlignRight, item.label)
            note = QRectF(plot.right() + 10, row.top(), notes, high)
            painter.drawText(note, flags | Qt.AlignmentFlag.AlignLeft, item.note)
            middle = row.center().y()
            painter.setPen(QPen(QColor(colour), 1.4))
            painter.drawLine(QPointF(at(spread.low), middle), QPointF(at(spread.high), middle))
            half = min(10.0, high * 0.32)
            for end in (spread.low, spread.high):
                painter.drawLine(
                    QPointF(at(end), middle - half / 2), QPointF(at(end), middle + half / 2)
                )
            wide = max(3.0, at(spread.third) - at(spread.first))
            box = QRectF(at(spread.first), middle - half, wide, 2 * half)
            painter.setPen(QPen(QColor(colour), 1.4))
            painter.setBrush(mixed(colour, theme.surface, 0.35))
            painter.drawRoundedRect(box, 2, 2)
            painter.setPen(QPen(QColor(theme.text), 2.4))
            x = at(spread.middle)
            painter.drawLine(QPointF(x, middle - half), QPointF(x, middle + half))
            scene.spots.append(Spot(number, row, QPointF(at(spread.third), middle)))

    def _draw_ticks(self, scene: Scene, plot: QRectF, ticks: Sequence[tuple[float, float]]) -> None:
        painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
        free = plot.left() - 60
        for tick, x in ticks:
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            text = self._write(tick)
            half = metrics.horizontalAdvance(text) / 2
            if x - half < free:
                continue
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(x - half, plot.bottom() + metrics.ascent() + 3), text)
            free = x + half + 10
        foot = QRectF(0, plot.bottom() + metrics.lineSpacing() + 4, 0, metrics.lineSpacing())
        # In the middle of the plot, as far as the chart has room on both sides of that.
        wide = metrics.horizontalAdvance(self._foot)
        left = min(plot.center().x() - wide / 2, scene.area.right() - wide)
        foot.setLeft(max(scene.area.left(), left))
        foot.setRight(min(scene.area.right(), foot.left() + wide + 1))
        painter.setPen(QColor(theme.muted))
        text = metrics.elidedText(self._foot, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, text)


def _ends(spreads: Sequence[Spread]) -> tuple[float, float]:
    usual = [spread for spread in spreads if not spread.few] or list(spreads)
    low = min((spread.low for spread in usual), default=0.0)
    high = max((spread.high for spread in usual), default=1.0)
    return low, high if high > low else low + 1.0
