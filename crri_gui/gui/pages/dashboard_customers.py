"""Pages 2 and 3 of the dashboard: who comes back, and who they are."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QToolButton, QVBoxLayout

from crri_gui.engine import dashboard
from crri_gui.engine.browse import Filter, View
from crri_gui.engine.dashboard import SEGMENTS, Cohort, Retention, Segmentation
from crri_gui.gui import numbers
from crri_gui.gui.charts.axes import short_percent
from crri_gui.gui.charts.bars import BarChart, ColumnChart
from crri_gui.gui.charts.cells import Place, SegmentGrid
from crri_gui.gui.charts.chart import Item, Values
from crri_gui.gui.charts.heatmap import Cell, HeatMap, Row
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.charts.scatter import SERIES, ScatterChart, draw_symbol
from crri_gui.gui.pages.dashboard_parts import side_by_side
from crri_gui.gui.pages.dashboard_tabs import Paper, Tab
from crri_gui.gui.session import Session

_MODE = "dashboard/cohort_columns"
_LOGARITHMIC = "dashboard/logarithmic"
_ICON = 14


class RetentionTab(Tab):
    """Page 2."""

    key = "retention"
    question = staticmethod(dashboard.retention)
    reach = frozenset({"months", "payment_types", "states"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        appearance = session.appearance
        self._data: Retention | None = None
        self.cohorts = HeatMap(self.tr("Retention by cohort"), appearance)
        self.rates = LineChart(self.tr("Repeat Rate by month"), appearance, short_percent)
        self.within = ColumnChart(
            self.tr("Repeat rate within N days"), appearance, _exact_percent, series=2
        )
        self.mode = QComboBox()
        self.mode.addItem(self.tr("By calendar month"), "calendar")
        self.mode.addItem(self.tr("By months since the first order"), "since")
        self.mode.setAccessibleName(self.tr("Columns of the cohort matrix"))
        self.mode.setCurrentIndex(max(0, self.mode.findData(session.settings.text(_MODE))))
        self.mode.activated.connect(self._mode_chosen)
        card = self.chart_card(
            self.cohorts,
            about="Retention Rate",
            note=self.tr(
                "Share of each cohort that ordered in the month. The filters of orders do not "
                "touch this matrix: a cohort is of all its customers."
            ),
        )
        card.head.insertWidget(card.head.count() - 2, self.mode)
        card.setMinimumHeight(420)
        within = self.chart_card(
            self.within,
            note=self.tr("Of the customers observed that long since their first order. Unfiltered."),
        )
        matrix = QHBoxLayout()
        matrix.addWidget(card)
        self.lay_out(
            (
                self.measure_cards(
                    "Repeat Rate",
                    "Repeat Customers",
                    "Revenue from Repeat Customers %",
                    "Cohort Size",
                ),
                0,
            ),
            (matrix, 3),
            (side_by_side((self.chart_card(self.rates, about="Repeat Rate"), 1), (within, 1)), 2),
        )

    def title(self) -> str:
        """As in the Power BI report."""
        return self.tr("Retention & Cohorts")

    def says(self) -> str:
        """What the filters reach."""
        return self.tr("The filters act on Repeat Rate, not on the cohorts.")

    def paper(self) -> Paper:
        """The matrix above the lines."""
        return ((7, ((1, self.cohorts),)), (3, ((1, self.rates), (1, self.within))))

    def _mode_chosen(self) -> None:
        self.session.settings.put(_MODE, str(self.mode.currentData()))
        if self._data is not None:
            self._show_cohorts(self._data)

    def show_numbers(self, data: Retention) -> None:
        """Cards, matrix, line, columns."""
        self._data = data
        self.tell_cards(data.cards)
        self._show_cohorts(data)
        rows = [
            (
                month,
                rate,
                (
                    self.tr("Repeat Rate {share}").format(share=numbers.percent(rate, 2)),
                    self.tr("of {count} active customers").format(count=numbers.integer(customers)),
                ),
            )
            for month, rate, customers in data.repeat_rate
        ]
        self.rates.set_items(
            self.month_items(rows),
            Values(("order_month", "Repeat Rate", "Active Customers"), data.repeat_rate),
        )
        self.within.set_items(
            [
                Item(
                    str(row.days),
                    self.tr("{days} days").format(days=row.days),
                    row.rate,
                    (
                        self.tr("Within {days} days").format(days=row.days),
                        numbers.percent(row.rate, 2),
                        self.tr("{repeated} of {observed} customers observed that long").format(
                            repeated=numbers.integer(row.repeated),
                            observed=numbers.integer(row.observed),
                        ),
                    ),
                    View("repeat_rates"),
                    note=self.tr("of {count}").format(count=numbers.integer(row.observed)),
                )
                for row in data.within
            ],
            Values(
                ("days", "customers_observed", "customers_repeated", "repeat_rate"),
                tuple((row.days, row.observed, row.repeated, row.rate) for row in data.within),
            ),
        )

    def _show_cohorts(self, data: Retention) -> None:
        since = self.mode.currentData() == "since"
        months = data.months
        place = {month: number for number, month in enumerate(months)}
        cells: list[Cell] = []
        items: list[Item] = []
        for number, cohort in enumerate(data.cohorts):
            start = place[cohort.month]
            for later in range(len(months) if since else len(months) - start):
                at = start + later
                month = months[at] if at < len(months) else None
                active = None if month is None else cohort.active.get(month)
                share = None if active is None else active / cohort.size
                cells.append(Cell(number, later if since else at, share, first=later == 0))
                items.append(self._cell_item(cohort, month, later, active))
        items += [self._cohort_item(cohort) for cohort in data.cohorts]
        if since:
            columns = [(str(later), False) for later in range(len(months))]
        else:
            columns = [(numbers.month(month), month in self.flagged) for month in months]
        header = ("cohort_month", "cohort_size", *months)
        values = tuple(
            (
                cohort.month,
                cohort.size,
                *(
                    cohort.active[month] / cohort.size if month in cohort.active else None
                    for month in months
                ),
            )
            for cohort in data.cohorts
        )
        self.cohorts.set_cells(
            [Row(numbers.month(cohort.month), cohort.size) for cohort in data.cohorts],
            columns,
            cells,
            items,
            Values(header, values),
        )

    def _cell_item(self, cohort: Cohort, month: str | None, later: int, active: int | None) -> Item:
        name = self.tr("Cohort {month}").format(month=numbers.month(cohort.month))
        if month is None or active is None:
            told = (
                name,
                self.tr("{count} months later").format(count=later),
                self.tr("not yet observed: the data ends before"),
            )
            return Item(f"{cohort.month} {later}", name, None, told)
        told = (
            name,
            self.tr("{month}, {count} months later").format(
                month=numbers.month(month), count=later
            ),
            self.tr("{active} of {size} customers active").format(
                active=numbers.integer(active), size=numbers.integer(cohort.size)
            ),
            self.tr("Retention Rate {share}").format(
                share=numbers.percent(active / cohort.size, 2)
            ),
            self.month_note(month),
        )
        view = View("cohort_retention", (Filter("cohort_month", "is", (cohort.month,)),))
        key = f"{cohort.month} {later}"
        return Item(key, name, active / cohort.size, told, view, partial=month in self.flagged)

    def _cohort_item(self, cohort: Cohort) -> Item:
        name = self.tr("Cohort {month}").format(month=numbers.month(cohort.month))
        told = (
            name,
            self.tr("{count} customers").format(count=numbers.integer(cohort.size)),
            self.tr("Enter or click shows them"),
            self.month_note(cohort.month),
        )
        return Item(cohort.month, name, float(cohort.size), told, _customers_of(cohort.month))


class SegmentationTab(Tab):
    """Page 3."""

    key = "segmentation"
    question = staticmethod(dashboard.segmentation)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        appearance = session.appearance
        colours = SERIES
        self.customers = BarChart(
            self.tr("Customers by segment"), appearance, _count, colours=colours
        )
        self.revenue = BarChart(
            self.tr("Revenue by segment"), appearance, numbers.compact_money, colours=colours
        )
        self.scatter = ScatterChart(
            self.tr("Frequency and monetary"), appearance, SEGMENTS
        )
        self.grid = SegmentGrid(self.tr("The eleven named segments"), appearance)
        self.logarithmic = QCheckBox(self.tr("Logarithmic"))
        self.logarithmic.setChecked(session.settings.flag(_LOGARITHMIC))
        self.logarithmic.setAccessibleName(self.tr("Logarithmic scale of money"))
        self.scatter.logarithmic = self.logarithmic.isChecked()
        self.logarithmic.toggled.connect(self._logarithmic_chosen)
        scatter = self.chart_card(self.scatter)
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
            note = self.tr(
                "Showing {shown} of {total} customers, chosen evenly by their id. The wheel "
                "zooms, a double click shows all."
            )
        else:
            note = self.tr(
                "Showing all {total} customers; those with equal orders, money and segment are "
                "one point. The wheel zooms, a double click shows all."
            )
        self.chart_cards[0].say(
            note.format(
                shown=numbers.integer(points.shown), total=numbers.integer(points.total)
            )
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
                    (
                        count,
                        self.tr("{share} revenue").format(share=share),
                    ),
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
            draw_symbol(painter, QPointF(_ICON / 2, _ICON / 2), place, theme)
            painter.end()
            entry.setIcon(QIcon(pixmap))
            entry.setIconSize(QSize(_ICON, _ICON))


def _customers_of(month: str) -> View:
    """The customers whose first order is of that month."""
    year, number = int(month[:4]), int(month[5:])
    last = calendar.monthrange(year, number)[1]
    span = (
        dt.datetime(year, number, 1),
        dt.datetime(year, number, last, 23, 59, 59, 999_999),
    )
    return View("customer_orders", (Filter("first_at", "range", span),))


def _exact_percent(value: float) -> str:
    return numbers.percent(value, 2)


def _count(value: float) -> str:
    return numbers.integer(round(value))
