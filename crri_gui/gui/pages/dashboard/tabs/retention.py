"""Retention & Cohorts in the window: the matrix by either kind of month, and the exact days."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QFontMetricsF, QResizeEvent

from crri_gui.contract import REPEAT_BY_MONTH_DAYS
from crri_gui.dashboard.page import Page
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.browse import View
from crri_gui.engine.query.dashboard.cohorts import GRAINS, METRICS, Cohorts, Grain, cohorts
from crri_gui.engine.query.dashboard.retention import MonthRepeat, Retention, retention
from crri_gui.engine.results import Results
from crri_gui.gui.charts.cohorts.choice import (
    chosen_after_click,
    chosen_at_first,
    marks,
)
from crri_gui.gui.charts.cohorts.curves import CurveChart
from crri_gui.gui.charts.heatmap import HeatMap
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.pages.dashboard.cohorts import cohort_words as words
from crri_gui.gui.pages.dashboard.cohorts.cohort_matrix import CohortMatrix, usual_cohorts
from crri_gui.gui.pages.dashboard.room import box_around, lay_beside
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Restyled
from crri_gui.gui.widgets.combo_box import ComboBox

_COLUMNS = "dashboard/cohort_columns"
_METRIC = "dashboard/cohort_metric"
_GRAIN = "dashboard/cohort_grain"
_CURVES_AT_FIRST = 3
_CURVES_BESIDE = 420
"""The least width of the curves beside the matrix, in pixels."""
_FRAMES = 130


class RetentionTab(Tab):
    """Adds what the matrix counts, by which periods; the curves of cohorts; fixed times."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self._cohorts: Cohorts | None = None
        self._shown: CohortMatrix | None = None
        self._chosen: dict[str, int] = {}
        """The cohorts whose curves are drawn, with the series of their colours."""
        matrix, curves = self.charts["cohorts"], self.charts["cohort curves"]
        assert isinstance(matrix, HeatMap) and isinstance(curves, CurveChart)
        self.cohorts, self.curves = matrix, curves
        matrix.selects = True  # nothing of its description filters the page
        matrix.picked.connect(self._cohort_picked)
        self.rates = self.charts["repeat rate"]
        self.within = self.charts["repeat rate within days"]
        self.metrics = self._choice(
            [(words.metric_name(metric), metric) for metric in METRICS],
            _METRIC,
            self.tr("What the cohort matrix counts"),
        )
        self.metrics.activated.connect(self._metric_chosen)
        self.grains = self._choice(
            [(words.grain_name(grain), grain) for grain in GRAINS],
            _GRAIN,
            self.tr("Periods of the cohort matrix"),
            "month",
        )
        self.grains.activated.connect(self._grain_chosen)
        self.columns = self._choice(
            [
                (self.tr("Since the first order"), "since"),
                (self.tr("By calendar"), "calendar"),
            ],
            _COLUMNS,
            self.tr("Columns of the cohort matrix"),
        )
        self.columns.activated.connect(self._columns_chosen)
        self.question = partial(retention, grain=self._grain)
        self.controls["cohorts"] = [self.metrics, self.grains, self.columns]
        self.lay_out()
        self._both = box_around(self.chart_cards["cohorts"])
        self._rates = box_around(self.chart_cards["repeat rate"])
        Restyled(self, self._place)

    def _choice(
        self, entries: list[tuple[str, str]], setting: str, name: str, usual: str = ""
    ) -> ComboBox:
        box = ComboBox(name)
        for text, data in entries:
            box.addItem(text, data)
        remembered = box.findData(self.session.settings.text(setting))
        box.setCurrentIndex(remembered if remembered >= 0 else max(0, box.findData(usual)))
        return box

    def show_numbers(self, data: Retention) -> None:
        """Cards, matrix, line, columns."""
        self.tell_cards(data.cards)
        self._take_cohorts(data.cohorts)
        for name in ("Repeat Rate", "Repeat Customers"):
            beside = self.on_one_day(data.on_one_day, data.cards["Repeat Customers"])
            self.say_beside(name, beside)
        why = self.tr(
            "Late months have had less time for customers to come back. The dashed line gives all "
            "the same: who first bought in the month, and again within {days} days."
        ).format(days=REPEAT_BY_MONTH_DAYS)
        flagged = self.flagged_note([row.month for row in data.by_month], data.tiny)
        self.chart_cards["repeat rate"].say(" ".join(part for part in (why, flagged) if part))
        rows = [
            (
                row.month,
                row.rate,
                (
                    self.tr("Repeat Rate {share}").format(share=numbers.percent(row.rate, 2)),
                    counted(
                        self.tr("of {count:,} active {count|customer|customers}"),
                        count=row.customers,
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
        return counted(
            self.tr("{share} of {count:,} new {count|customer|customers} again within {days} days"),
            share=numbers.percent(row.rate_within, 2),
            count=row.observed,
            days=REPEAT_BY_MONTH_DAYS,
        )

    # Cohorts

    def _metric_chosen(self) -> None:
        self.session.settings.put(_METRIC, str(self.metrics.currentData()))
        self._show_cohorts()

    def _columns_chosen(self) -> None:
        self.session.settings.put(_COLUMNS, str(self.columns.currentData()))
        self._show_cohorts()

    def _grain_chosen(self) -> None:
        self.session.settings.put(_GRAIN, str(self.grains.currentData()))
        self.question = partial(retention, grain=self._grain)
        self._ask_cohorts()

    @property
    def _grain(self) -> Grain:
        chosen: Grain = self.grains.currentData()
        return chosen

    def _ask_cohorts(self) -> None:
        """The cohorts alone, for nothing else of the page is by their grain."""
        results = self.session.results
        if results is None or self._cohorts is None:
            return
        self.session.queries.submit(
            partial(_cohorts_of, results, self._grain),
            self._cohorts_told,
            self.session.problem.emit,
            title=self.tr("Computing the cohorts"),
            replaces="cohorts",
        )

    def _cohorts_told(self, told: tuple[Results, Cohorts]) -> None:
        results, found = told
        if results is self.session.results:
            self._take_cohorts(found)

    def _take_cohorts(self, found: Cohorts) -> None:
        before, self._cohorts = self._cohorts, found
        if found.grain != self._grain:
            # Another one was chosen while these were on their way.
            self._ask_cohorts()
            return
        there = {cohort.key for cohort in found.cohorts}
        self._chosen = {key: series for key, series in self._chosen.items() if key in there}
        if before is None or before.grain != found.grain or not self._chosen:
            usual = usual_cohorts(found, _CURVES_AT_FIRST)
            self._chosen = chosen_at_first(usual)
        self._show_cohorts()

    def _show_cohorts(self) -> None:
        if self._cohorts is None:
            return
        shown = CohortMatrix(
            self._cohorts,
            self.metrics.currentData(),
            aligned=self.columns.currentData() == "since",
        )
        self._shown = shown
        self.chart_cards["cohorts"].say(shown.note())
        self.cohorts.set_matrix(shown.matrix, shown.items, shown.values(), shown.told, shown.view)
        self._show_curves()
        self._place()

    def _cohort_picked(self, key: str) -> None:
        """Draw the curve of a cohort, or take it away; the oldest choice makes room."""
        self._chosen = chosen_after_click(self._chosen, key)
        self._show_curves()

    def _show_curves(self) -> None:
        shown = self._shown
        assert shown is not None
        curves, values = shown.curves(self._chosen)
        empty = self.tr("Click cohorts in the matrix to draw their curves.")
        foot = words.since_first(shown.data.grain)
        self.curves.set_curves(curves, values, shown.scale(), foot, empty)
        self.chart_cards["cohort curves"].say(
            self.tr("{metric}, without the first period.").format(
                metric=words.metric_name(shown.metric)
            )
        )
        keys = [cohort.key for cohort in shown.data.cohorts]
        self.cohorts.set_marks(marks(self._chosen, keys))

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The curves stand beside the matrix where both have room, else below it."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        needed = self.cohorts.natural_size().width() + _CURVES_BESIDE + _FRAMES
        lay_beside(self._both, beside=self.width() >= needed)
        # Six columns with their counts in one of the two, and as much for the other.
        column = QFontMetricsF(self.font()).horizontalAdvance("of 00,000")
        lay_beside(self._rates, beside=self.width() >= 12 * column + _FRAMES)


def _cohorts_of(results: Results, grain: Grain, run: RunContext) -> tuple[Results, Cohorts]:
    with results.database(run) as db:
        return results, cohorts(db, grain)


TAB = RetentionTab
