"""Where the scatter's points lie (side by side, strays at the edge), and how they are printed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from crri_gui.dashboard.palette import SEGMENT_SERIES, Theme
from crri_gui.gui.charts.axes import round_ticks, scaled, short_money
from crri_gui.gui.charts.marks import segment_mark
from crri_gui.gui.charts.scene import SMALL, Scene
from crri_gui.gui.i18n import numbers

if TYPE_CHECKING:
    from crri_gui.engine.query.dashboard.segmentation import Points

LEAST_MONEY = 0.01
FULL_COLOUR_UP_TO = 3_000
"""Of more points each is paler."""
_PALEST = 30
_WIDEST = 0.46
"""Points of one number of orders lie up to so far beside it: the further the more are alike."""
_WIDE_FROM = 300
_BANDS = 80
_MANY = 20
_FAR = 4.0
_USUAL = 0.995
_EDGE = 1.04
_BELOW = 0.3
"""Where points beyond the scale lie: above it as a factor, below the least decade."""
# Fractions of the golden ratio never lie close to one another.
_GOLDEN = (math.sqrt(5) - 1) / 2


@dataclass(frozen=True)
class Places:
    """Positions of the points, and the ends of the scales.

    Customers beyond `most_orders`, `least_money` or `most_money` (None: all are within) lie at the
    edge; `outside` counts them: a few who order far more than the others must not press these into
    a corner.
    """

    x: Any
    y: Any
    logarithmic: bool
    most_orders: int | None
    least_money: float | None
    most_money: float | None
    outside: int

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The least and the greatest position across, and up."""
        across = (0.4, float(self.x.max()) + 0.6)
        low = float(self.y.min()) if self.logarithmic else min(0.0, float(self.y.min()))
        high = float(self.y.max())
        room = 0.04 * (high - low) if high > low else 1.0
        return across, (low - (room if self.logarithmic else 0.0), high + room)

    def order_ticks(self, left: float, right: float) -> list[tuple[float, str]]:
        """The numbers of orders between two positions."""
        last = self.most_orders
        whole = sorted({round(tick) for tick in round_ticks(left, right, 10)})
        marks = [
            (float(tick), numbers.integer(tick))
            for tick in whole
            if tick >= 1 and (last is None or tick <= last)
        ]
        if last is not None:
            marks.append((float(last + 1), f"> {numbers.integer(last)}"))
        return marks

    def money_ticks(self, low: float, high: float, about: int = 6) -> list[tuple[float, str]]:
        """The amounts between two positions."""
        if self.logarithmic:
            powers = range(math.floor(low), math.ceil(high) + 1)
            least = self.least_money
            first = -math.inf if least is None else math.log10(least)
            ticks = [(float(p), short_money(10.0**p)) for p in powers if p >= first - 1e-9]
            if least is not None:
                ticks.insert(0, (first - _BELOW, f"< {short_money(least)}"))
            return ticks
        ticks = [(tick, short_money(tick)) for tick in round_ticks(low, high, about)]
        last = self.most_money
        if last is None:
            return ticks
        kept = [(tick, text) for tick, text in ticks if tick <= last * 0.97]
        return [*kept, (last * _EDGE, f"> {short_money(last)}")]


def places_of(points: Points, *, logarithmic: bool) -> Places:
    """The places of these points."""
    count = len(points.frequency)
    orders = points.frequency.astype(float)
    outside = np.zeros(count, dtype=bool)
    most_orders = _limit(orders)
    if most_orders is not None and orders.max() > 12:
        outside |= orders > most_orders
        orders = np.minimum(orders, most_orders + 1)
    else:
        most_orders = None
    least_money = most_money = None
    if logarithmic:
        money = np.maximum(points.monetary, LEAST_MONEY)
        up = np.log10(money)
        usual = _limit(1 / money)
        if usual is not None:
            least_money = 10.0 ** math.floor(-math.log10(usual))
            outside |= money < least_money
            edge = math.log10(least_money)
            up = np.where(money < least_money, edge - _BELOW, up)
    else:
        up = points.monetary
        most_money = _limit(points.monetary)
        if most_money is not None:
            outside |= up > most_money
            up = np.minimum(up, most_money * _EDGE)
    return Places(
        orders + _beside(orders, up),
        up,
        logarithmic,
        None if most_orders is None else int(most_orders),
        least_money,
        most_money,
        int(points.customers[outside].sum()),
    )


def _beside(orders: Any, up: Any) -> Any:
    """How far beside its number of orders each point lies.

    A group of many points is as wide at each amount as many of them are alike there.
    """
    moved = np.zeros(len(orders))
    for number in np.unique(orders):
        (group,) = np.nonzero(orders == number)
        bands, edges = np.histogram(up[group], bins=min(_BANDS, max(1, len(group) // 10)))
        at = np.clip(np.searchsorted(edges, up[group], side="right") - 1, 0, len(bands) - 1)
        alike = bands[at] / bands.max()
        wide = _WIDEST * min(1.0, len(group) / _WIDE_FROM)
        spread = np.modf(np.arange(len(group)) * _GOLDEN)[0] * 2 - 1
        moved[group] = spread * wide * np.maximum(alike, 0.06)
    return moved


def _limit(values: Any) -> float | None:
    """What all but a few values do not exceed, where the greatest lies far beyond it."""
    if len(values) < _MANY:
        return None
    usual = float(np.quantile(values, _USUAL, method="lower"))
    if usual <= 0 or float(values.max()) <= _FAR * usual:
        return None
    return round_ticks(0.0, 1.5 * usual, 3)[-1]


def draw_points(
    scene: Scene, segments: Any, places: Places, visible: Any, names: Sequence[str]
) -> None:
    """Each place once, however many customers lie there; `visible` ones only."""
    painter, theme = scene.painter, scene.theme
    painter.setFont(scaled(painter.font(), SMALL))
    metrics = scene.metrics()
    (left, right), (low, high) = places.ends
    ups = [tick for tick in places.money_ticks(low, high, 5) if low <= tick[0] <= high]
    legend = metrics.height() + 10
    wide = max((metrics.horizontalAdvance(text) for _, text in ups), default=0.0) + 10
    plot = scene.area.adjusted(wide, legend + 6, -12, -2.4 * metrics.height() - 6)
    across = plot.left() + (places.x - left) / (right - left) * plot.width()
    up = plot.bottom() - (places.y - low) / (high - low) * plot.height()
    free = plot.bottom() + metrics.height()
    for tick, text in ups:
        y = plot.bottom() - (tick - low) / (high - low) * plot.height()
        if y > free - metrics.height():
            continue
        free = y
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(theme.muted))
        box = QRectF(scene.area.left(), y - metrics.height() / 2, wide - 8, metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
    painter.setPen(QColor(theme.muted))
    for tick, text in places.order_ticks(left, right):
        if left <= tick <= right:
            x = plot.left() + (tick - left) / (right - left) * plot.width()
            box = QRectF(x - 30, plot.bottom() + 4, 60, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    foot = QRectF(plot.left(), plot.bottom() + metrics.height() + 6, plot.width(), 0)
    foot.setHeight(metrics.height())
    painter.drawText(
        foot,
        Qt.AlignmentFlag.AlignCenter,
        QCoreApplication.translate(
            "ScatterChart", "Orders of the customer (across), money of the customer (up)"
        ),
    )
    _draw_legend(scene, legend, names, metrics)
    painter.setPen(Qt.PenStyle.NoPen)
    taken: set[tuple[int, int]] = set()
    for at in np.nonzero(visible)[0]:
        x, y = float(across[at]), float(up[at])
        place = (round(x), round(y))
        if place not in taken:
            taken.add(place)
            segment_mark(painter, QPointF(x, y), int(segments[at]), theme)


def _draw_legend(scene: Scene, high: float, names: Sequence[str], metrics: QFontMetricsF) -> None:
    painter = scene.painter
    x, y = scene.area.left() + 8, scene.area.top() + high / 2
    for segment, name in enumerate(names):
        painter.setPen(Qt.PenStyle.NoPen)
        segment_mark(painter, QPointF(x, y), segment, scene.theme)
        painter.setPen(QColor(scene.theme.text))
        painter.drawText(QPointF(x + 10, y + metrics.ascent() / 2 - 1), name)
        x += 34 + metrics.horizontalAdvance(name)


def colour_of(theme: Theme, segment: int, points: int) -> QColor:
    """The paler the more points there are, so that where many lie is darker."""
    colour = QColor(theme.series[SEGMENT_SERIES[segment]])
    full = 150 if segment == 0 else 200
    colour.setAlpha(max(_PALEST, min(full, full * FULL_COLOUR_UP_TO // max(1, points))))
    return colour
