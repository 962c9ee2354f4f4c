"""Customer Segmentation in the window: value segments, spending, named segments, every customer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QToolButton

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.named_segments import SEGMENTS_IN_WORDS
from crri_gui.dashboard.page import Page
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.query.dashboard.segmentation import (
    OF_ONE_SEGMENT,
    NamedSegment,
    Points,
    Segmentation,
    segmentation,
)
from crri_gui.gui.charts.marks import segment_mark
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.segments.grid import Place, SegmentGrid
from crri_gui.gui.charts.segments.scatter import ScatterChart
from crri_gui.gui.charts.segments.spread import SpreadChart
from crri_gui.gui.charts.segments.table import Line, SegmentTable
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.pages.dashboard.cards import MeasureCard
from crri_gui.gui.pages.dashboard.cohorts import cohort_words as words
from crri_gui.gui.pages.dashboard.further.spending import show_spending
from crri_gui.gui.pages.dashboard.room import box_around, lay_beside
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Restyled
from crri_gui.gui.widgets.pressing import ToolButton

_LOGARITHMIC = "dashboard/logarithmic"
_ICON = 14
_FRAMES = 72
_READABLE = 80
"""So many letters have to fit beside one another before two charts do."""
_MOST = 0.8


class SegmentationTab(Tab):
    """Adds the legend that hides segments, the scale of money, spending, and named segments."""

    question = staticmethod(segmentation)

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        scatter, grid = self.charts["frequency and monetary"], self.charts["segment cells"]
        named, spending = self.charts["named segments"], self.charts["spending"]
        assert isinstance(scatter, ScatterChart) and isinstance(grid, SegmentGrid)
        assert isinstance(named, SegmentTable) and isinstance(spending, SpreadChart)
        self.scatter, self.grid, self.named, self.spending = scatter, grid, named, spending
        for chart in (grid, named):
            chart.selects = True
            chart.picked.connect(self._segment_picked)
        self._points: Points | None = None
        self.customers = self.charts["customers by segment"]
        self.revenue = self.charts["revenue by segment"]
        self.logarithmic = QCheckBox(self.tr("Logarithmic"))
        # By decades unless somebody said otherwise: amounts differ by factors.
        self.logarithmic.setChecked(session.settings.flag(_LOGARITHMIC, True))
        self.logarithmic.setAccessibleName(self.tr("Logarithmic scale of money"))
        self.scatter.logarithmic = self.logarithmic.isChecked()
        self.logarithmic.toggled.connect(self._logarithmic_chosen)
        self.legend: list[QToolButton] = []
        for place, name in enumerate(SEGMENTS):
            entry = ToolButton()
            entry.setText(name)
            entry.setCheckable(True)
            entry.setChecked(True)
            entry.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            entry.setAccessibleName(self.tr("Show {segment} customers").format(segment=name))
            entry.toggled.connect(partial(self.scatter.show_segment, place))
            self.legend.append(entry)
        self._draw_legend()
        self.controls["frequency and monetary"] = [*self.legend, self.logarithmic]
        self.lay_out()
        self._bars = box_around(self.chart_cards["spending"])
        self._cells = box_around(self.chart_cards["segment cells"])
        Restyled(self, self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards stand side by side where they have room."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for box, left, right in (
            (self._bars, "customers by segment", "spending"),
            (self._cells, "segment cells", "frequency and monetary"),
        ):
            needed = sum(self.chart_cards[key].minimumSizeHint().width() for key in (left, right))
            readable = self.fontMetrics().horizontalAdvance("x" * _READABLE)
            lay_beside(box, beside=self.width() >= max(needed + _FRAMES, readable))

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
        self._points = data.points
        self.scatter.set_points(data.points)
        self._say_points()
        show_spending(self.spending, data)
        self._show_named(data)
        self._show_grid(data)
        self._place()

    def _say_points(self) -> None:
        """What the scatter shows, and what it does not."""
        points = self._points
        if points is None:
            return
        if points.shown < points.total:
            note = self.tr("Showing {shown} of {total} customers, chosen evenly by their id.")
        else:
            note = self.tr(
                "Showing all {total} customers; those with equal orders, money and segment are "
                "one point."
            )
        text = note.format(shown=numbers.integer(points.shown), total=numbers.integer(points.total))
        if outside := self.scatter.outside:
            text += " " + self.tr("At the edge, beyond the scale: {customers}.").format(
                customers=words.customers(outside)
            )
        self.chart_cards["frequency and monetary"].say(text)

    def _segment_picked(self, name: str) -> None:
        """Bring out a segment in both charts, or none again."""
        chosen = None if name == self.named.marked else name
        self.named.mark(chosen)
        self.grid.mark(chosen)

    def _each(self, row: NamedSegment) -> str:
        """How many orders a customer of the segment has."""
        if not row.customers:
            return ""
        each = numbers.number(row.orders / row.customers, 1)
        return self.tr("{count} orders each").format(count=each)

    def _say_named(self, data: Segmentation) -> None:
        """How the segments are named, and how far their names carry here."""
        note = of_dashboard(next(c.note for c in self.page.charts if c.key == "named segments"))
        once = data.spending[0].customers if data.spending and data.spending[0].most == 1 else 0
        people = sum(row.customers for row in data.named)
        if people and once / people >= _MOST:
            note += " " + self.tr(
                "Here {share} bought once, so that how often they bought tells few of them apart."
            ).format(share=numbers.percent_in_words(once / people))
        self.chart_cards["named segments"].say(note)

    def _show_named(self, data: Segmentation) -> None:
        self._say_named(data)
        lines, items = [], []
        for row, described in zip(data.named, SEGMENTS_IN_WORDS, strict=True):
            days = self.tr("{days} days").format(days=numbers.integer(row.recency))
            if row.recency == 1:
                days = self.tr("1 day")
            lines.append(
                Line(
                    of_dashboard(described.who),
                    (
                        (
                            numbers.integer(row.customers),
                            numbers.percent(row.share_of_customers),
                            row.share_of_customers,
                        ),
                        (
                            numbers.compact_money(row.revenue),
                            numbers.percent(row.share_of_revenue),
                            row.share_of_revenue,
                        ),
                        (numbers.money(row.average_order), self._each(row), None),
                        (days if row.customers else numbers.NONE, "", None),
                    ),
                    of_dashboard(described.action),
                )
            )
            name = of_dashboard(row.name)
            by_value = ", ".join(
                f"{value} {numbers.integer(count)}"
                for value, count in zip(SEGMENTS, row.values, strict=True)
            )
            told = (
                name,
                self.tr("{customers}, {share} of all").format(
                    customers=words.customers(row.customers),
                    share=numbers.percent(row.share_of_customers, 2),
                ),
                self.tr("Revenue {amount}, {share} of all").format(
                    amount=numbers.money(row.revenue),
                    share=numbers.percent(row.share_of_revenue, 2),
                ),
                self.tr("Average order {amount}").format(amount=numbers.money(row.average_order)),
                self.tr("Half of them ordered within the last {days}").format(days=days)
                if row.customers
                else "",
                by_value,
            )
            view = View(
                "rfm_scored",
                (
                    Filter("recency_of_5", "is", described.recency),
                    Filter("frequency_of_5", "is", described.frequency),
                ),
            )
            items.append(Item(row.name, name, float(row.customers), told, view))
        heads = (
            self.tr("Segment"),
            self.tr("Customers"),
            self.tr("Revenue"),
            self.tr("Average order"),
            self.tr("Last order"),
            self.tr("What to do"),
        )
        values = Values(
            (
                "named_segment",
                "customers",
                "orders",
                "revenue",
                "average_order",
                "median_recency",
                *SEGMENTS,
            ),
            tuple(
                (
                    row.name,
                    row.customers,
                    row.orders,
                    row.revenue,
                    row.average_order,
                    row.recency,
                    *row.values,
                )
                for row in data.named
            ),
        )
        self.named.set_lines(heads, lines, items, values)

    def _show_segments(self, data: Segmentation) -> None:
        bars: tuple[list[Item], list[Item]] = ([], [])
        for row in data.segments:
            view = View("rfm_customers", (Filter("segment", "is", (row.name,)),))
            told = (
                row.name,
                self.tr("{customers}, {share} of all").format(
                    customers=words.customers(row.customers),
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
            lines = (count, share) if cell.customers else (count,)
            places.append(Place(cell.recency, cell.frequency, lines))
            view = View(
                "rfm_scored",
                (
                    Filter("recency_of_5", "is", (cell.recency,)),
                    Filter("frequency_of_5", "is", (cell.frequency,)),
                ),
            )
            name = of_dashboard(cell.segment)
            told = (
                name,
                words.customers(cell.customers),
                self.tr("Recency score {recency}, frequency score {frequency}").format(
                    recency=cell.recency, frequency=cell.frequency
                ),
                self.tr("Revenue {amount}, {share} of all").format(
                    amount=numbers.amount(cell.revenue), share=share
                ),
            )
            key = f"{cell.recency}{cell.frequency}"
            items.append(Item(key, name, float(cell.customers), told, view))
        values = Values(
            ("recency_score", "frequency_score", "named_segment", "customers", "revenue"),
            tuple(
                (cell.recency, cell.frequency, cell.segment, cell.customers, cell.revenue)
                for cell in data.grid
            ),
        )
        segments = [cell.segment for cell in data.grid]
        self.grid.set_places(places, segments, items, values)

    def _logarithmic_chosen(self, on: bool) -> None:
        self.session.settings.put(_LOGARITHMIC, on)
        self.scatter.set_logarithmic(on)
        self._say_points()

    def _restyle(self) -> None:
        self._draw_legend()
        self._place()

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
