"""Customers by orders and money, many thousands of them: drawn by pyqtgraph, which is fast."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.palette import SEGMENT_SERIES, Theme
from crri_gui.gui.charts.axes import draw_scale, round_ticks, scale_width, scaled, short_money
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.marks import SIZES, SYMBOLS, segment_mark
from crri_gui.gui.charts.scene import SMALL, Scene, Values, draw_readout
from crri_gui.gui.i18n import numbers
from crri_gui.gui.theme.appearance import Appearance

if TYPE_CHECKING:
    from crri_gui.engine.query.browse import View
    from crri_gui.engine.query.dashboard.segmentation import Points

_LEAST_MONEY = 0.01
_NEAR_PIXELS = 14
_SEARCH_MILLISECONDS = 30


class ScatterChart(Chart):
    """A point for customers with equal orders and money; the wheel zooms, dragging moves."""

    def __init__(self, title: str, appearance: Appearance, names: Sequence[str]) -> None:
        super().__init__(title, appearance)
        self.names = tuple(names)
        self.logarithmic = False
        self.hidden: set[int] = set()
        self._points: Points | None = None
        self._visible: Any = np.zeros(0, dtype=bool)
        self._order: Any = np.zeros(0, dtype=int)
        self._pointed: QPointF | None = None
        self._search = QTimer(self)
        self._search.setSingleShot(True)
        self._search.setInterval(_SEARCH_MILLISECONDS)
        self._search.timeout.connect(self._find_nearest)
        self._plot = pg.PlotWidget(parent=self)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._plot.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, False)
        self._dots = pg.ScatterPlotItem(pxMode=True, useCache=True)
        self._plot.addItem(self._dots)
        self._plot.scene().sigMouseMoved.connect(self._mouse_moved)
        self._plot.scene().sigMouseClicked.connect(self._mouse_clicked)
        self._plot.getViewBox().sigRangeChanged.connect(self._range_changed)
        self._over = _Overlay(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._plot)
        self.setMinimumHeight(300)
        appearance.changed.connect(self._restyle)
        self._restyle()

    # Data

    def set_points(self, points: Points) -> None:
        """Show these customers."""
        self._points = points
        self._order = np.lexsort((points.monetary, points.frequency))
        self.current = None
        self.tell()
        self._show_points()
        self.reset_range()

    def show_segment(self, segment: int, shown: bool) -> None:
        """Show or hide the customers of a segment (its place in the legend)."""
        (self.hidden.discard if shown else self.hidden.add)(segment)
        self.set_current(None)
        self._show_points()

    def set_logarithmic(self, on: bool) -> None:
        """Money by decades; what is nothing lies at the lowest cent."""
        self.logarithmic = on
        self._show_points()
        self.reset_range()

    def reset_range(self) -> None:
        """All points in view."""
        if self._points is None or not len(self._points.frequency):
            return
        heights = self._heights()
        low = float(heights.min()) if self.logarithmic else 0.0
        high = float(heights.max())
        self._plot.setRange(
            xRange=(0, float(self._points.frequency.max()) + 1),
            yRange=(low, high * 1.04 if high > 0 else high + 1),
            padding=0.0,
        )

    def _heights(self) -> Any:
        assert self._points is not None
        money = self._points.monetary
        return np.log10(np.maximum(money, _LEAST_MONEY)) if self.logarithmic else money

    def _show_points(self) -> None:
        points = self._points
        if points is None:
            return
        self._visible = ~np.isin(points.segment, list(self.hidden))
        theme = self._appearance.theme
        brushes = np.array([_brush(theme, place) for place in range(len(SEGMENT_SERIES))])
        segment = points.segment[self._visible].astype(int)
        self._dots.setData(
            x=points.frequency[self._visible],
            y=self._heights()[self._visible],
            brush=brushes[segment],
            symbol=np.array(SYMBOLS)[segment],
            size=np.array(SIZES)[segment],
            pen=None,
        )

    @property
    def count(self) -> int:
        """Points under the cursor's order: by frequency, then money."""
        return 0 if self._points is None else len(self._points.frequency)

    def natural_size(self) -> QSizeF:
        """The size at which the chart is saved."""
        return QSizeF(960, 560)

    # Telling

    def readout(self, index: int) -> tuple[str, ...]:
        """What is told about a point; its index is a place in the cursor's order."""
        points = self._points
        assert points is not None
        at = self._order[index]
        others = int(points.customers[at]) - 1
        more = self.tr("and {count} more customers").format(count=numbers.integer(others))
        return (
            str(points.example[at]),
            more if others else "",
            self.tr("Orders: {count}").format(count=numbers.integer(int(points.frequency[at]))),
            self.tr("Money: {amount}").format(amount=numbers.amount(_cents(points.monetary[at]))),
            self.names[int(points.segment[at])],
        )

    def extremes(self) -> tuple[int, int] | None:
        """The points of the least and of the most money."""
        points = self._points
        if points is None or not self.count:
            return None
        money = points.monetary[self._order]
        return int(np.argmin(money)), int(np.argmax(money))

    def view_of(self, index: int) -> View | None:
        """The customers of the point."""
        from crri_gui.engine.query.browse import Filter, View

        points = self._points
        assert points is not None
        at = self._order[index]
        return View(
            "rfm_customers",
            (
                Filter("frequency", "is", (int(points.frequency[at]),)),
                Filter("monetary", "is", (_cents(points.monetary[at]),)),
                Filter("segment", "is", (SEGMENTS[int(points.segment[at])],)),
            ),
        )

    def table(self) -> Values:
        """The points' table is made when it is wanted: it is long."""
        points = self._points
        if points is not None:
            header = (
                self.tr("Customer"),
                self.tr("Customers"),
                self.tr("Orders"),
                self.tr("Money"),
                self.tr("Segment"),
            )
            rows = [
                (str(example), int(customers), int(orders), float(money), self.names[int(segment)])
                for example, customers, orders, money, segment in zip(
                    points.example[self._order],
                    points.customers[self._order],
                    points.frequency[self._order],
                    points.monetary[self._order],
                    points.segment[self._order],
                    strict=True,
                )
            ]
            self.values = Values(header, tuple(rows))
        return self.values

    # Pointing

    def set_current(self, index: int | None) -> None:
        """Tell about this point."""
        super().set_current(index)
        self._over.update()

    def moved(self, index: int, across: int, down: int) -> int:
        """Up and down: more or less money; across: more or fewer orders at about this money."""
        points = self._points
        assert points is not None
        if down:
            return min(max(index - down, 0), self.count - 1)
        at = self._order[index]
        others = np.unique(points.frequency)
        place = int(np.searchsorted(others, points.frequency[at])) + across
        if not 0 <= place < len(others):
            return index
        (same,) = np.nonzero(points.frequency[self._order] == others[place])
        money = points.monetary[self._order[same]]
        return int(same[np.argmin(np.abs(money - points.monetary[at]))])

    def position(self, index: int) -> QPointF:
        """Where a point is on the chart, in its pixels."""
        points = self._points
        assert points is not None
        at = self._order[index]
        spot = pg.Point(float(points.frequency[at]), float(self._heights()[at]))
        in_scene = self._plot.getViewBox().mapViewToScene(spot)
        return QPointF(self._plot.mapTo(self, self._plot.mapFromScene(in_scene)))

    def point_near(self, scene_position: QPointF) -> int | None:
        """The nearest point to a place of the plot, if it is near."""
        points = self._points
        if points is None or not self._visible.any():
            return None
        box = self._plot.getViewBox()
        wide, high = box.viewPixelSize()
        here = box.mapSceneToView(scene_position)
        across = (points.frequency - here.x()) / wide
        up = (self._heights() - here.y()) / high
        distance = np.where(self._visible, across * across + up * up, np.inf)
        best = int(np.argmin(distance))
        if distance[best] > _NEAR_PIXELS**2:
            return None
        return int(np.nonzero(self._order == best)[0][0])

    def _mouse_moved(self, position: QPointF) -> None:
        self._pointed = QPointF(position)
        if not self._search.isActive():
            self._search.start()

    def _find_nearest(self) -> None:
        if self._pointed is not None:
            inside = self._plot.getViewBox().sceneBoundingRect().contains(self._pointed)
            self.set_current(self.point_near(self._pointed) if inside else None)

    def _mouse_clicked(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if event.double():
                self.reset_range()
                return
            self.set_current(self.point_near(event.scenePos()))
            self.enter()
        elif event.button() == Qt.MouseButton.RightButton:
            self.wants_menu.emit(QPointF(event.screenPos()))

    # Looks

    def _restyle(self) -> None:
        theme = self._appearance.theme
        self._plot.setBackground(theme.surface)
        small = scaled(self.font(), SMALL)
        for side, text in (
            ("bottom", self.tr("Orders of the customer")),
            ("left", self.tr("Money of the customer")),
        ):
            axis = self._plot.getAxis(side)
            axis.setPen(pg.mkPen(theme.border))
            axis.setTextPen(pg.mkPen(theme.muted))
            axis.setStyle(tickFont=small, tickLength=-4, autoExpandTextSpace=True)
            axis.setLabel(text, color=theme.muted)
            axis.label.setFont(small)
        self._plot.showGrid(x=False, y=True, alpha=0.12)
        self._show_points()
        self._over.update()

    def _range_changed(self, *_: object) -> None:
        (left, right), (low, high) = self._plot.viewRange()
        whole = sorted({round(tick) for tick in round_ticks(left, right, 10)})
        marks = [(float(tick), numbers.integer(tick)) for tick in whole if tick >= 0]
        self._plot.getAxis("bottom").setTicks([marks])
        ticks = self._money_ticks(low, high)
        self._plot.getAxis("left").setTicks([ticks])
        self._over.update()

    def _money_ticks(self, low: float, high: float) -> list[tuple[float, str]]:
        if not self.logarithmic:
            return [(tick, short_money(tick)) for tick in round_ticks(low, high, 6)]
        decades = range(math.floor(low), math.ceil(high) + 1)
        return [(float(power), short_money(10.0**power)) for power in decades]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The read-out lies over everything."""
        super().resizeEvent(event)
        self._over.setGeometry(self.rect())
        self._over.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot paints itself; the overlay paints what is told."""

    def draw(self, scene: Scene) -> None:
        """The points on paper: each place once, however many customers lie there."""
        points, painter, theme = self._points, scene.painter, scene.theme
        if points is None or not self._visible.any():
            return
        painter.setFont(scaled(painter.font(), SMALL))
        metrics = scene.metrics()
        heights = self._heights()
        low = float(heights.min()) if self.logarithmic else 0.0
        ticks = round_ticks(low, float(heights.max()), 1 if self.logarithmic else 5)
        if self.logarithmic:
            ticks = [float(power) for power in range(math.floor(low), math.ceil(heights.max()) + 1)]

        def write(value: float) -> str:
            return short_money(10.0 ** round(value)) if self.logarithmic else short_money(value)

        legend = metrics.height() + 10
        left = scale_width(ticks, write, metrics)
        plot = scene.area.adjusted(left, legend + 6, -12, -2.4 * metrics.height() - 6)
        draw_scale(painter, plot, ticks, write, theme)
        last = float(points.frequency.max()) + 1
        painter.setPen(QColor(theme.muted))
        for tick in sorted({round(tick) for tick in round_ticks(0, last, 10)}):
            if tick <= last:
                x = plot.left() + tick / last * plot.width()
                box = QRectF(x - 30, plot.bottom() + 4, 60, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, numbers.integer(tick))
        foot = QRectF(plot.left(), plot.bottom() + metrics.height() + 6, plot.width(), 0)
        foot.setHeight(metrics.height())
        painter.drawText(
            foot,
            Qt.AlignmentFlag.AlignCenter,
            self.tr("Orders of the customer (across), money of the customer (up)"),
        )
        self._draw_legend(scene, legend)
        span = ticks[-1] - ticks[0]
        x_places = plot.left() + points.frequency / last * plot.width()
        y_places = plot.bottom() - (heights - ticks[0]) / span * plot.height()
        painter.setPen(Qt.PenStyle.NoPen)
        taken: set[tuple[int, int]] = set()
        for at in np.nonzero(self._visible)[0]:
            x, y = float(x_places[at]), float(y_places[at])
            place = (round(x), round(y))
            if place not in taken:
                taken.add(place)
                segment_mark(painter, QPointF(x, y), int(points.segment[at]), theme)

    def _draw_legend(self, scene: Scene, high: float) -> None:
        painter, metrics = scene.painter, scene.metrics()
        x, y = scene.area.left() + 8, scene.area.top() + high / 2
        for segment, name in enumerate(self.names):
            painter.setPen(Qt.PenStyle.NoPen)
            segment_mark(painter, QPointF(x, y), segment, scene.theme)
            painter.setPen(QColor(scene.theme.text))
            painter.drawText(QPointF(x + 10, y + metrics.ascent() / 2 - 1), name)
            x += 34 + metrics.horizontalAdvance(name)


class _Overlay(QWidget):
    """What is told about the point at the cursor, over the plot."""

    def __init__(self, chart: ScatterChart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring around the point, and its read-out."""
        chart = self._chart
        theme = chart._appearance.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chart.missing:
            painter.fillRect(self.rect(), QColor(theme.surface))
            chart.paint_missing(painter, QRectF(self.rect()), theme)
        elif chart.current is not None:
            at = chart.position(chart.current)
            painter.setPen(QPen(QColor(theme.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 7, 7)
            draw_readout(painter, theme, self.size(), at, chart.readout(chart.current))
        chart.draw_focus(painter, theme)
        painter.end()


def _brush(theme: Theme, segment: int) -> Any:
    colour = QColor(theme.series[SEGMENT_SERIES[segment]])
    colour.setAlpha(150 if segment == 0 else 200)
    return pg.mkBrush(colour)


def _cents(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal("0.01"))
