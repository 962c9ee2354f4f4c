"""Retention & Cohorts in the window: the matrix by either kind of month, and the exact days."""

from __future__ import annotations

import calendar
import datetime as dt

from crri_gui.contract import REPEAT_BY_MONTH_DAYS
from crri_gui.dashboard.page import Page
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.retention import Cohort, MonthRepeat, Retention, retention
from crri_gui.gui.charts.heatmap import Cell, HeatMap, Row
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.combo_box import ComboBox

_MODE = "dashboard/cohort_columns"


class RetentionTab(Tab):
    """Adds the choice of the matrix's columns, and rates within fixed times."""

    question = staticmethod(retention)

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self._data: Retention | None = None
        cohorts = self.charts["cohorts"]
        assert isinstance(cohorts, HeatMap)
        self.cohorts = cohorts
        self.rates = self.charts["repeat rate"]
        self.within = self.charts["repeat rate within days"]
        self.mode = ComboBox(self.tr("Columns of the cohort matrix"))
        self.mode.addItem(self.tr("By calendar month"), "calendar")
        self.mode.addItem(self.tr("By months since the first order"), "since")
        self.mode.setCurrentIndex(max(0, self.mode.findData(session.settings.text(_MODE))))
        self.mode.activated.connect(self._mode_chosen)
        self.controls["cohorts"] = [self.mode]
        self.lay_out()
        self.chart_cards["cohorts"].setMinimumHeight(420)

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
        self.chart_cards["repeat rate"].say(" ".join(part for part in (why, flagged) if part))
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


TAB = RetentionTab
