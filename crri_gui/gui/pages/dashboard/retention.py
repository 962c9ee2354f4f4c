"""Page 2 of the dashboard: Retention & Cohorts."""

from __future__ import annotations

import calendar
import datetime as dt

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from crri_gui.contract import REPEAT_BY_MONTH_DAYS
from crri_gui.engine.query import dashboard
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard_numbers import Cohort, MonthRepeat, Retention
from crri_gui.gui.charts.axes import short_percent
from crri_gui.gui.charts.bars import ColumnChart
from crri_gui.gui.charts.heatmap import Cell, HeatMap, Row
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.cards import side_by_side
from crri_gui.gui.pages.dashboard.tab import Paper, Tab
from crri_gui.gui.state.session import Session

_MODE = "dashboard/cohort_columns"


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
        self.rates = LineChart(
            self.tr("Repeat Rate by month"),
            appearance,
            short_percent,
            names=(
                "Repeat Rate",
                self.tr("again within {days} days").format(days=REPEAT_BY_MONTH_DAYS),
            ),
        )
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
                "touch this matrix: a cohort is of all its customers. Cohorts and months under "
                "5 % of the usual size have no colour."
            ),
        )
        card.head.insertWidget(card.head.count() - 2, self.mode)
        card.setMinimumHeight(420)
        within = self.chart_card(
            self.within,
            note=self.tr(
                "Of the customers observed that long since their first order. Unfiltered."
            ),
        )
        self._rates_card = self.chart_card(self.rates, about="Repeat Rate")
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
            (side_by_side((self._rates_card, 1), (within, 1)), 2),
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
        for name in ("Repeat Rate", "Repeat Customers"):
            beside = self.on_one_day(data.on_one_day, data.cards["Repeat Customers"])
            self.say_beside(name, beside)
        why = self.tr(
            "Late months have had less time for customers to come back. The dashed line gives all "
            "the same: of the customers who first bought in the month, those who bought again "
            "within {days} days, as far as observed."
        ).format(days=REPEAT_BY_MONTH_DAYS)
        flagged = self.flagged_note([row.month for row in data.by_month], data.tiny)
        self._rates_card.say(" ".join(part for part in (why, flagged) if part))
        rows = [
            (
                row.month,
                row.rate,
                (
                    self.tr("Repeat Rate {share}").format(share=numbers.percent(row.rate, 2)),
                    self.tr("of {count} active customers").format(
                        count=numbers.integer(row.customers)
                    ),
                    self._within_days(row),
                ),
            )
            for row in data.by_month
        ]
        self.rates.set_items(
            self.month_items(
                rows, data.tiny, {row.month: row.rate_within for row in data.by_month}
            ),
            Values(
                (
                    "order_month",
                    "Repeat Rate",
                    "Active Customers",
                    "customers_observed",
                    "customers_repeated",
                    "repeat_rate",
                ),
                tuple(
                    (
                        row.month,
                        row.rate,
                        row.customers,
                        row.observed,
                        row.repeated,
                        row.rate_within,
                    )
                    for row in data.by_month
                ),
            ),
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

    def _within_days(self, row: MonthRepeat) -> str:
        if row.rate_within is None:
            return self.tr("not yet observed for {days} days").format(days=REPEAT_BY_MONTH_DAYS)
        return self.tr("{share} of {count} new customers again within {days} days").format(
            share=numbers.percent(row.rate_within, 2),
            count=numbers.integer(row.observed),
            days=REPEAT_BY_MONTH_DAYS,
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
                tiny = cohort.month in data.tiny_cohorts or month in data.tiny_months
                column = later if since else at
                cells.append(Cell(number, column, share, first=later == 0, tiny=tiny))
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

    def _later(self, months: int) -> str:
        if months == 1:
            return self.tr("1 month later")
        return self.tr("{count} months later").format(count=months)

    def _cell_item(self, cohort: Cohort, month: str | None, later: int, active: int | None) -> Item:
        name = self.tr("Cohort {month}").format(month=numbers.month(cohort.month))
        if month is None or active is None:
            unseen = (
                name,
                self._later(later),
                self.tr("not yet observed: the data ends before"),
            )
            return Item(f"{cohort.month} {later}", name, None, unseen)
        told = (
            name,
            f"{numbers.month(month)}, {self._later(later)}",
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
