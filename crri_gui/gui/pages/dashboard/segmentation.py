"""Page 3 of the dashboard: Customer Segmentation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout

from crri_gui.contract import SEGMENTS
from crri_gui.engine.query import dashboard
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard_numbers import Segmentation
from crri_gui.gui.charts.bars import BarChart
from crri_gui.gui.charts.marks import segment_mark
from crri_gui.gui.charts.scatter import ScatterChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.segment_grid import Place, SegmentGrid
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.tab import Paper, Tab
from crri_gui.gui.state.session import Session
from crri_gui.palette import SEGMENT_SERIES

_LOGARITHMIC = "dashboard/logarithmic"
_ICON = 14


class SegmentationTab(Tab):
    """Page 3."""

    key = "segmentation"
    question = staticmethod(dashboard.segmentation)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        appearance = session.appearance
        colours = SEGMENT_SERIES
        self.customers = BarChart(
            self.tr("Customers by segment"), appearance, _count, colours=colours
        )
        self.revenue = BarChart(
            self.tr("Revenue by segment"), appearance, numbers.compact_money, colours=colours
        )
        self.scatter = ScatterChart(self.tr("Frequency and monetary"), appearance, SEGMENTS)
        self.grid = SegmentGrid(self.tr("The eleven named segments"), appearance)
        self.logarithmic = QCheckBox(self.tr("Logarithmic"))
        self.logarithmic.setChecked(session.settings.flag(_LOGARITHMIC))
        self.logarithmic.setAccessibleName(self.tr("Logarithmic scale of money"))
        self.scatter.logarithmic = self.logarithmic.isChecked()
        self.logarithmic.toggled.connect(self._logarithmic_chosen)
        scatter = self.chart_card(
            self.scatter, hint=self.tr("The wheel zooms, a double click shows all.")
        )
        self.legend: list[QToolButton] = []
        for place, name in enumerate(SEGMENTS):
            entry = QToolButton()
            entry.setText(name)
            entry.setCheckable(True)
            entry.setChecked(True)
            entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            entry.setAccessibleName(self.tr("Show {segment} customers").format(segment=name))
            entry.toggled.connect(partial(self.scatter.show_segment, place))
            scatter.head.insertWidget(scatter.head.count() - 1, entry)
            self.legend.append(entry)
        scatter.head.insertWidget(scatter.head.count() - 1, self.logarithmic)
        appearance.changed.connect(self._draw_legend)
        self._draw_legend()
        bars = QVBoxLayout()
        bars.setSpacing(12)
        bars.addWidget(self.chart_card(self.customers, about="Customers"))
        bars.addWidget(self.chart_card(self.revenue, about="Segment Revenue"))
        upper = QHBoxLayout()
        upper.setSpacing(12)
        upper.addLayout(bars, 2)
        upper.addWidget(scatter, 3)
        lower = QHBoxLayout()
        lower.addWidget(
            self.chart_card(
                self.grid,
                note=self.tr(
                    "Scores of five points for recency and frequency; each of the 25 cells is in "
                    "one segment. Click a cell to see its customers."
                ),
            )
        )
        self.lay_out(
            (
                self.measure_cards(
                    "Customers", "High Value Customer %", "Segment Share of Revenue"
                ),
                0,
            ),
            (upper, 1),
            (lower, 1),
        )

    def card_titles(self) -> dict[str, str]:
        """The share of one segment."""
        return {"Segment Share of Revenue": "High Value share of revenue"}

    def title(self) -> str:
        """As in the Power BI report."""
        return self.tr("Customer Segmentation")

    def says(self) -> str:
        """Why there are no filters."""
        return self.tr("This page is of all customers; no filter acts on it.")

    def paper(self) -> Paper:
        """Bars and scatter above the grid."""
        return (
            (1, ((1, self.customers), (1, self.revenue))),
            (4, ((1, self.scatter), (1, self.grid))),
        )

    def show_numbers(self, data: Segmentation) -> None:
        """Cards, bars, points, grid."""
        self.tell_cards(data.cards)
        self._show_segments(data)
        points = data.points
        if points.shown < points.total:
            note = self.tr("Showing {shown} of {total} customers, chosen evenly by their id.")
        else:
            note = self.tr(
                "Showing all {total} customers; those with equal orders, money and segment are "
                "one point."
            )
        self.chart_cards[0].say(
            note.format(shown=numbers.integer(points.shown), total=numbers.integer(points.total))
        )
        self.scatter.set_points(points)
        self._show_grid(data)

    def _show_segments(self, data: Segmentation) -> None:
        bars: tuple[list[Item], list[Item]] = ([], [])
        for row in data.segments:
            view = View("rfm_customers", (Filter("segment", "is", (row.name,)),))
            told = (
                row.name,
                self.tr("{count} customers, {share} of all").format(
                    count=numbers.integer(row.customers),
                    share=numbers.percent(row.share_of_customers, 2),
                ),
                self.tr("Revenue {amount}, {share} of all").format(
                    amount=numbers.money(row.revenue),
                    share=numbers.percent(row.share_of_revenue, 2),
                ),
            )
            for items, value in zip(bars, (row.customers, row.revenue), strict=True):
                items.append(Item(row.name, row.name, float(value), told, view))
        values = Values(
            ("segment", "Customers", "Segment Revenue", "Segment Share of Revenue"),
            tuple(
                (row.name, row.customers, row.revenue, row.share_of_revenue)
                for row in data.segments
            ),
        )
        self.customers.set_items(bars[0], values)
        self.revenue.set_items(bars[1], values)

    def _show_grid(self, data: Segmentation) -> None:
        places, items = [], []
        for cell in data.grid:
            share = numbers.percent(cell.share_of_revenue, 1)
            count = numbers.integer(cell.customers)
            places.append(
                Place(
                    cell.recency,
                    cell.frequency,
                    (count, self.tr("{share} revenue").format(share=share))
                    if cell.customers
                    else (count,),
                )
            )
            view = View(
                "rfm_scored",
                (
                    Filter("recency_of_5", "is", (cell.recency,)),
                    Filter("frequency_of_5", "is", (cell.frequency,)),
                ),
            )
            told = (
                cell.segment,
                self.tr("Recency score {recency}, frequency score {frequency}").format(
                    recency=cell.recency, frequency=cell.frequency
                ),
                self.tr("{count} customers").format(count=count),
                self.tr("Revenue {amount}, {share} of all").format(
                    amount=numbers.money(cell.revenue), share=share
                ),
            )
            key = f"{cell.recency}{cell.frequency}"
            items.append(Item(key, cell.segment, float(cell.customers), told, view))
        values = Values(
            ("recency_score", "frequency_score", "named_segment", "customers", "revenue"),
            tuple(
                (cell.recency, cell.frequency, cell.segment, cell.customers, cell.revenue)
                for cell in data.grid
            ),
        )
        self.grid.set_places(places, items, values)

    def _logarithmic_chosen(self, on: bool) -> None:
        self.session.settings.put(_LOGARITHMIC, on)
        self.scatter.set_logarithmic(on)

    def _draw_legend(self) -> None:
        theme = self.session.appearance.theme
        for place, entry in enumerate(self.legend):
            pixmap = QPixmap(_ICON * 2, _ICON * 2)
            pixmap.setDevicePixelRatio(2)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            segment_mark(painter, QPointF(_ICON / 2, _ICON / 2), place, theme)
            painter.end()
            entry.setIcon(QIcon(pixmap))
            entry.setIconSize(QSize(_ICON, _ICON))


def _count(value: float) -> str:
    return numbers.integer(round(value))
