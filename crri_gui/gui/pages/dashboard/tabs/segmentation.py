"""Customer Segmentation in the window: each customer a point, and the eleven named segments."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QToolButton

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.page import Page
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.query.dashboard.segmentation import (
    OF_ONE_SEGMENT,
    Segmentation,
    segmentation,
)
from crri_gui.gui.charts.marks import segment_mark
from crri_gui.gui.charts.scatter import ScatterChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.segment_grid import Place, SegmentGrid
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.cards import MeasureCard
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session

_LOGARITHMIC = "dashboard/logarithmic"
_ICON = 14


class SegmentationTab(Tab):
    """Adds the legend that hides segments, the scale of money, and the grid of named segments."""

    question = staticmethod(segmentation)

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        scatter, grid = self.charts["frequency and monetary"], self.charts["named segments"]
        assert isinstance(scatter, ScatterChart) and isinstance(grid, SegmentGrid)
        self.scatter, self.grid = scatter, grid
        self.customers = self.charts["customers by segment"]
        self.revenue = self.charts["revenue by segment"]
        self.logarithmic = QCheckBox(self.tr("Logarithmic"))
        self.logarithmic.setChecked(session.settings.flag(_LOGARITHMIC))
        self.logarithmic.setAccessibleName(self.tr("Logarithmic scale of money"))
        self.scatter.logarithmic = self.logarithmic.isChecked()
        self.logarithmic.toggled.connect(self._logarithmic_chosen)
        self.legend: list[QToolButton] = []
        for place, name in enumerate(SEGMENTS):
            entry = QToolButton()
            entry.setText(name)
            entry.setCheckable(True)
            entry.setChecked(True)
            entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            entry.setAccessibleName(self.tr("Show {segment} customers").format(segment=name))
            entry.toggled.connect(partial(self.scatter.show_segment, place))
            self.legend.append(entry)
        session.appearance.changed.connect(self._draw_legend)
        self._draw_legend()
        self.controls["frequency and monetary"] = [*self.legend, self.logarithmic]
        self.lay_out()

    def number_of_card(self, card: MeasureCard) -> object | None:
        """One card's measure is of one segment."""
        from crri_gui.engine.explain.asked import of_measure

        if card.key != OF_ONE_SEGMENT:
            return super().number_of_card(card)
        return of_measure(card.name, NO_FILTERS, Filter("segment", "is", (SEGMENTS[-1],)))

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
        self.chart_cards["frequency and monetary"].say(
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
                    amount=numbers.amount(row.revenue),
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
                    amount=numbers.amount(cell.revenue), share=share
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


TAB = SegmentationTab
