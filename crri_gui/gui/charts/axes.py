"""What the charts' axes have in common: round ticks, labels that do not touch, mixed colours."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from crri_gui.dashboard import palette
from crri_gui.dashboard.palette import Theme
from crri_gui.gui.i18n import numbers

Write = Callable[[float], str]
_LINES = 9
"""A chart is at least so many lines of text high."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def round_ticks(low: float, high: float, about: int) -> list[float]:
    """Round values from at most `low` to at least `high`, about so many of them."""
    if high <= low:
        high = low + 1.0
    rough = (high - low) / max(1, about)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * part for part in _STEPS if size * part >= rough * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(number * step, 12) for number in range(first, last + 1)]


def short_money(value: float) -> str:
    """An amount on a scale: as few digits as tell it from its neighbours."""
    for size, word in numbers.sizes():
        if abs(value) >= size:
            return f"{_short(value / size)} {word}"
    return _short(value)


def short_percent(value: float) -> str:
    """A share on a scale."""
    return f"{_short(value * 100)} %"


def short_number(value: float) -> str:
    """A number on a scale."""
    return _short(value)


def _short(value: float) -> str:
    digits = next((count for count in (0, 1, 2) if abs(round(value, count) - value) < 1e-9), 3)
    return numbers.number(value, digits)


def mixed(colour: str, ground: str, share: float) -> QColor:
    """`share` of a colour on a ground: see-through without transparency, which prints badly."""
    one, other = QColor(colour), QColor(ground)
    return QColor(
        round(one.red() * share + other.red() * (1 - share)),
        round(one.green() * share + other.green() * (1 - share)),
        round(one.blue() * share + other.blue() * (1 - share)),
    )


def readable_on(ground: QColor) -> QColor:
    """Black or white, whichever contrasts more."""
    return QColor(palette.readable_on(ground.name()))


def scaled(font: QFont, factor: float) -> QFont:
    """The font in another size."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * factor)
    else:
        made.setPixelSize(max(1, round(font.pixelSize() * factor)))
    return made


def least_size(font: QFont, high: int) -> QSize:
    """The least size of a chart that is at least so `high` with the usual text."""
    return QSize(240, max(high, round(_LINES * QFontMetricsF(font).lineSpacing())))


def on_paper(font: QFont) -> QFont:
    """The font in pixels of 1/96 inch, so that it is as large on any device."""
    made = QFont(font)
    points = font.pointSizeF()
    if points > 0:
        made.setPixelSize(max(1, round(points * 96 / 72)))
    return made


def draw_scale(
    painter: QPainter, plot: QRectF, ticks: Sequence[float], write: Write, theme: Theme
) -> None:
    """Level lines across the plot with their values on the left."""
    low, high = ticks[0], ticks[-1]
    metrics = QFontMetricsF(painter.font())
    for tick in ticks:
        y = plot.bottom() - (tick - low) / (high - low) * plot.height()
        painter.setPen(QPen(QColor(theme.outline if tick == low else theme.border), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(theme.muted))
        box = QRectF(0, y - metrics.height() / 2, plot.left() - 8, metrics.height())
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, write(tick)
        )


def scale_width(ticks: Sequence[float], write: Write, metrics: QFontMetricsF) -> float:
    """The room that the values of a scale take."""
    return max(metrics.horizontalAdvance(write(tick)) for tick in ticks) + 10


def thinned(labels: Sequence[str], room: float, metrics: QFontMetricsF) -> list[int]:
    """Which labels to write so that none touches the next; counted back from the last one."""
    if not labels:
        return []
    widest = max(metrics.horizontalAdvance(label) for label in labels) + 14
    every = max(1, math.ceil(widest / max(room / len(labels), 1.0)))
    return list(range(len(labels) - 1, -1, -every))[::-1]
