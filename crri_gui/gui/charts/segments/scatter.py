"""Customers by orders and money, many thousands of them: drawn by pyqtgraph, which is fast."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.palette import SEGMENT_SERIES
from crri_gui.gui.charts.axes import scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.marks import SIZES, SYMBOLS
from crri_gui.gui.charts.scene import SMALL, Scene, Values, draw_readout
from crri_gui.gui.charts.segments.scatter_drawing import (
    FULL_COLOUR_UP_TO,
    Places,
    colour_of,
    draw_points,
    places_of,
)
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.theme.appearance import Appearance

if TYPE_CHECKING:
    from crri_gui.engine.query.browse import View
    from crri_gui.engine.query.dashboard.segmentation import Points

_SMALLER = 0.6
_NEAR_PIXELS = 14
_SEARCH_MILLISECONDS = 30


class ScatterChart(Chart):
    """A point for customers with equal orders and money; dragging moves, Ctrl and the wheel zoom.

    A double click on a point shows its customers, beside all points brings all into view.
    """

    def __init__(self, title: str, appearance: Appearance, names: Sequence[str]) -> None:
        super().__init__(title, appearance)
        self.names = tuple(names)
        self.logarithmic = False
        self.hidden: set[int] = set()
        self._points: Points | None = None
        self._places: Places | None = None
        self._visible: Any = np.zeros(0, dtype=bool)
        self._order: Any = np.zeros(0, dtype=int)
        self._pointed: QPointF | None = None
        self._search = QTimer(self)
        self._search.setSingleShot(True)
        self._search.setInterval(_SEARCH_MILLISECONDS)
        self._search.timeout.connect(self._find_nearest)
        self._plot = _Plot(parent=self)
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
        self._restyle()

    # Data

    def set_points(self, points: Points) -> None:
        """Show these customers."""
        self._points = points
        self._places = places_of(points, logarithmic=self.logarithmic)
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
        if self._points is not None:
            self._places = places_of(self._points, logarithmic=on)
        self._show_points()
        self.reset_range()

    def reset_range(self) -> None:
        """All points in view."""
        if self._places is not None and len(self._places.x):
            across, up = self._places.ends
            self._plot.setRange(xRange=across, yRange=up, padding=0.0)

    def _show_points(self) -> None:
        points, places = self._points, self._places
        if points is None or places is None:
            return
        self._visible = ~np.isin(points.segment, list(self.hidden))
        theme = self._appearance.theme
        count = int(self._visible.sum())
        segments = range(len(SEGMENT_SERIES))
        brushes = np.array([pg.mkBrush(colour_of(theme, one, count)) for one in segments])
        segment = points.segment[self._visible].astype(int)
        self._dots.setData(
            x=places.x[self._visible],
            y=places.y[self._visible],
            brush=brushes[segment],
            symbol=np.array(SYMBOLS)[segment],
            size=np.array(SIZES)[segment] * (1.0 if count <= FULL_COLOUR_UP_TO else _SMALLER),
            pen=None,
        )

    @property
    def outside(self) -> int:
        """Customers beyond the scales, whose points lie at the edge."""
        return 0 if self._places is None else self._places.outside

    @property
    def count(self) -> int:
        """Points under the cursor's order: by frequency, then money."""
        return 0 if self._points is None else len(self._points.frequency)

    def minimumSizeHint(self) -> QSize:
        """High enough for the axes and the points between them."""
        return QSize(320, round(20 * QFontMetricsF(scaled(self.font(), SMALL)).height()))

    def natural_size(self) -> QSizeF:
        """The size at which the chart is saved."""
        return QSizeF(960, 560)

    # Telling

    def name_of(self, index: int) -> str:
        """The segment of a point's customers."""
        assert self._points is not None
        return self.names[int(self._points.segment[self._order[index]])]

    def readout(self, index: int) -> tuple[str, ...]:
        """What is told about a point; its index is a place in the cursor's order."""
        points = self._points
        assert points is not None
        at = self._order[index]
        others = int(points.customers[at]) - 1
        more = counted(self.tr("and {count:,} more {count|customer|customers}"), count=others)
        return (
            str(points.example[at]),
            more if others else "",
            self.tr("Orders: {count}").format(count=numbers.integer(int(points.frequency[at]))),
            self.tr("Money: {amount}").format(amount=numbers.amount(_cents(points.monetary[at]))),
            self.names[int(points.segment[at])],
        )

    def value_in_words(self, index: int) -> str:
        """The customer and the money."""
        return "{0}, {3}".format(*self.readout(index))

    def extremes(self) -> tuple[int, int] | None:
        """The points of the least and of the most money."""
        points = self._points
        if points is None or not self.count:
            return None
        money = points.monetary[self._order]
        return int(np.argmin(money)), int(np.argmax(money))  # of equal ones the first, twice

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
        places = self._places
        assert places is not None
        at = self._order[index]
        spot = pg.Point(float(places.x[at]), float(places.y[at]))
        in_scene = self._plot.getViewBox().mapViewToScene(spot)
        return QPointF(self._plot.mapTo(self, self._plot.mapFromScene(in_scene)))

    def point_near(self, scene_position: QPointF) -> int | None:
        """The nearest point to a place of the plot, if it is near."""
        places = self._places
        if places is None or not self._visible.any():
            return None
        box = self._plot.getViewBox()
        wide, high = box.viewPixelSize()
        here = box.mapSceneToView(scene_position)
        across = (places.x - here.x()) / wide
        up = (places.y - here.y()) / high
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
            near = self.point_near(event.scenePos())
            self.set_current(near)
            if event.double() and near is None:
                self.reset_range()
            elif event.double():
                self.enter()
        elif event.button() == Qt.MouseButton.RightButton:
            self.wants_menu.emit(QPointF(event.screenPos()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The plot tells of clicks and moves; what it passes on is none on an item."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See above."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See above."""

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
        metrics = QFontMetricsF(small)
        self._plot.getAxis("left").setWidth(
            round(metrics.horizontalAdvance("> 00.0 k") + 2 * metrics.height())
        )
        self._plot.getAxis("bottom").setHeight(round(3.2 * metrics.height()))
        self._plot.showGrid(x=False, y=True, alpha=0.12)
        self._show_points()
        self._over.update()

    def _range_changed(self, *_: object) -> None:
        if self._places is not None:
            across, up = self._plot.viewRange()
            self._plot.getAxis("bottom").setTicks([self._places.order_ticks(*across)])
            self._plot.getAxis("left").setTicks([self._places.money_ticks(*up)])
        self._over.update()

    def changeEvent(self, event: QEvent) -> None:
        """Axes and points have colours of their own, and axes are as large as their text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The read-out lies over everything."""
        super().resizeEvent(event)
        self._over.setGeometry(self.rect())
        self._over.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot paints itself; the overlay paints what is told."""

    def draw(self, scene: Scene) -> None:
        """The points on paper."""
        if self._points is not None and self._places is not None and self._visible.any():
            draw_points(scene, self._points.segment, self._places, self._visible, self.names)


class _Plot(pg.PlotWidget):  # type: ignore[misc]  # it has no types
    """The wheel alone is the page's."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, else let the page scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        else:
            event.ignore()


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


def _cents(value: float) -> Decimal:
    return Decimal(repr(float(value))).quantize(Decimal("0.01"))
