"""The cohorts as heat map and curves show them: labels, numbers, what is told, the rows behind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crri_gui.engine.explain.asked import Asked, RowsAsked, of_measure
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.cohorts import (
    PER_CUSTOMER,
    Activity,
    Cohort,
    Cohorts,
    Metric,
    Period,
    strongest,
    value,
)
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.gui.charts.axes import Write, short_money, short_number, short_percent
from crri_gui.gui.charts.cohorts.curves import Curve
from crri_gui.gui.charts.cohorts.matrix import TOGETHER, Cell, Matrix, Row, Words
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.cohorts import cohort_words as words

translate = QCoreApplication.translate

_FEW = 0.1
"""Rates below it have two decimals in a cell, above it one."""
_ALL = 0.9995


class CohortMatrix:
    """One metric of the cohorts, by the periods since the first order or by the calendar's.

    Items are known by their place, as in `HeatMap.set_matrix`.
    """

    def __init__(self, data: Cohorts, metric: Metric, *, aligned: bool) -> None:
        self.data = data
        self.metric = metric
        self.aligned = aligned
        self._at: list[tuple[int, int]] = []
        """Of each cell the cohort (`TOGETHER`: all) and the periods since its first one."""
        cells: list[Cell] = []
        items: list[Item] = []
        if aligned:
            for later, row in enumerate(data.together):
                self._add(cells, items, TOGETHER, later, later, row.size, row.activity)
        last = len(data.periods) - 1
        for number, cohort in enumerate(data.cohorts):
            for later, activity in enumerate(cohort.activity):
                column = later if aligned else cohort.start + later
                self._add(cells, items, number, later, column, cohort.size, activity)
            unseen = len(cohort.activity)
            if aligned and unseen <= last - data.cohorts[0].start:
                cells.append(Cell(number, unseen, None))
                items.append(Item(f"{cohort.key} {unseen}", self.label(cohort.key), None, ()))
                self._at.append((number, unseen))
        people = data.together[0].size if data.together else 0
        items.append(Item("all", words.all_cohorts(), float(people), ()))
        items += [Item(one.key, self.label(one.key), float(one.size), ()) for one in data.cohorts]
        self.items: Sequence[Item] = items
        strong = strongest(
            cell.value or 0.0
            for cell in cells
            if not (cell.first or cell.tiny) and cell.row != TOGETHER
        )
        write = self._writer(strong)
        self.matrix = Matrix(
            rows=tuple(Row(self.label(one.key), one.size) for one in data.cohorts),
            columns=self._columns(),
            cells=tuple(cells),
            write=write,
            write_first=_whole_percent if metric == "retention" else write,
            strong=strong,
            aligned=aligned,
            together=Row(words.all_cohorts(), people),
            words=self._words(strong),
        )

    def _add(
        self,
        cells: list[Cell],
        items: list[Item],
        row: int,
        later: int,
        column: int,
        size: int,
        activity: Activity,
    ) -> None:
        found = value(self.metric, size, activity)
        if row == TOGETHER:
            # Sums of many cohorts are no colours beside single ones.
            key, tiny, partial = f"all {later}", self.metric not in PER_CUSTOMER, False
        else:
            cohort = self.data.cohorts[row]
            period = self.data.periods[cohort.start + later]
            key, tiny = f"{cohort.key} {later}", cohort.tiny or period.thin
            partial = period.partial or period.thin
        cells.append(Cell(row, column, found, later == 0, tiny, not activity.customers))
        label = words.all_cohorts() if row == TOGETHER else self.label(self.data.cohorts[row].key)
        number = None if row == TOGETHER else self._number(self.data.cohorts[row], later)
        items.append(Item(key, label, found, (), partial=partial, number=number))
        self._at.append((row, later))

    def _number(self, cohort: Cohort, later: int) -> Asked | None:
        """Which number a cell is, where it is a measure or a count of rows."""
        if self.metric == "customers":
            view = self._view(cohort, later)
            return None if view is None else RowsAsked(view)
        if self.metric != "retention" or self.data.grain != "month":
            return None
        period = self.data.periods[cohort.start + later]
        cell = (
            Filter("cohort_month", "is", (cohort.key,)),
            Filter("order_month", "is", (period.key,)),
        )
        return of_measure("Retention Rate", NO_FILTERS, *cell)

    # Words

    def label(self, key: str) -> str:
        """A period's name: Mar 2017, W05 2017, Q1 2017."""
        return words.period_name(self.data.grain, key)

    def _columns(self) -> tuple[tuple[str, bool], ...]:
        if self.aligned:
            return tuple((str(later), False) for later in range(len(self.data.together)))
        return tuple(
            (self.label(period.key), period.partial or period.thin) for period in self.data.periods
        )

    def _words(self, strong: float) -> Words:
        grain = self.data.grain
        flagged = any(period.partial or period.thin for period in self.data.periods)
        return Words(
            rows=translate("CohortMatrix", "Cohort"),
            sizes=translate("CohortMatrix", "Customers"),
            columns=words.since_first(grain) if self.aligned else "",
            first=words.first_period(grain),
            nobody=words.nobody(grain),
            strong=translate("CohortMatrix", "{share} and more").format(
                share=exact_writer(self.metric)(strong)
            ),
            unseen=translate("CohortMatrix", "not yet observed") if self.aligned else "",
            partial=words.partial_period(grain) if flagged else "",
        )

    def _writer(self, strong: float) -> Write:
        if self.metric == "retention":
            return _percent_2 if strong < _FEW else _percent_1
        if self.metric == "revenue_per_customer":
            return _amount_2 if strong < 10 else _amount
        return _amount

    def note(self) -> str:
        """What the numbers are, in a few short sentences."""
        return words.note(self.metric, aligned=self.aligned)

    # What is told of an item

    def told(self, index: int) -> tuple[str, ...]:
        """The lines about an item."""
        if index < len(self._at):
            row, later = self._at[index]
            return self._told_together(later) if row == TOGETHER else self._told(row, later)
        place = index - len(self._at) + TOGETHER
        if place == TOGETHER:
            return (words.all_cohorts(), words.customers(self.matrix.together.size))
        cohort = self.data.cohorts[place]
        return (
            self._name(cohort),
            words.customers(cohort.size),
            self._flag(self.data.periods[cohort.start]),
        )

    def view(self, index: int) -> View | None:
        """The customers behind an item: of the cohort, and who ordered in the cell's period."""
        if index >= len(self._at):
            place = index - len(self._at) + TOGETHER
            return None if place == TOGETHER else self._view(self.data.cohorts[place], 0)
        row, later = self._at[index]
        return None if row == TOGETHER else self._view(self.data.cohorts[row], later)

    def _view(self, cohort: Cohort, later: int) -> View | None:
        if later >= len(cohort.activity) or not cohort.activity[later].customers:
            return None
        own, period = self.data.periods[cohort.start], self.data.periods[cohort.start + later]
        filters = [Filter("first_at", "range", (own.first.isoformat(), own.last.isoformat()))]
        if later:
            days = (period.first.isoformat(), period.last.isoformat())
            filters.append(Filter("customer_unique_id", "ordered", days))
        return View("customer_orders", tuple(filters))

    def _name(self, cohort: Cohort) -> str:
        return translate("CohortMatrix", "Cohort {period}").format(period=self.label(cohort.key))

    def _told(self, row: int, later: int) -> tuple[str, ...]:
        cohort = self.data.cohorts[row]
        when = words.periods_later(self.data.grain, later)
        if later >= len(cohort.activity):
            unseen = translate("CohortMatrix", "not yet observed: the data ends before")
            return (self._name(cohort), when, unseen)
        period = self.data.periods[cohort.start + later]
        return (
            self._name(cohort),
            f"{self.label(period.key)}, {when}: {self._exact(cohort.size, cohort.activity[later])}",
            *words.facts(cohort.size, cohort.activity[later], later),
            self._flag(period),
        )

    def _exact(self, size: int, activity: Activity) -> str:
        return exact_writer(self.metric)(value(self.metric, size, activity))

    def _told_together(self, later: int) -> tuple[str, ...]:
        row = self.data.together[later]
        observed = translate("CohortMatrix", "{count} cohorts observed that long").format(
            count=numbers.integer(row.cohorts)
        )
        if row.cohorts == 1:
            observed = translate("CohortMatrix", "1 cohort observed that long")
        partial = words.all_left_out(self.data.grain, row.left_out)
        if row.partial:
            partial = words.all_in_partial(self.data.grain, row.partial)
        return (
            f"{words.all_cohorts()}, {words.periods_later(self.data.grain, later)}: "
            f"{self._exact(row.size, row.activity)}",
            observed,
            *words.facts(row.size, row.activity, later),
            partial,
        )

    def _flag(self, period: Period) -> str:
        return words.flag(self.data.grain, period)

    # Tables and curves

    def values(self) -> Values:
        """The matrix as a table."""
        columns = range(len(self.matrix.columns))
        rows: dict[int, list[float | None]] = {}
        for cell in self.matrix.cells:
            row = rows.setdefault(cell.row, [None] * len(columns))
            row[cell.column] = cell.value
        heads = [f"{number}" for number in columns]
        if not self.aligned:
            heads = [period.key for period in self.data.periods]
        names = ["all", *(cohort.key for cohort in self.data.cohorts)]
        sizes = [self.matrix.together.size, *(cohort.size for cohort in self.data.cohorts)]
        return Values(
            ("cohort", "cohort_size", *heads),
            tuple(
                (names[row - TOGETHER], sizes[row - TOGETHER], *cells)
                for row, cells in sorted(rows.items())
            ),
        )

    def curves(self, series: dict[str, int]) -> tuple[list[Curve], Values]:
        """Those of the cohorts with their colours, and of all where that can be compared."""
        curves: list[Curve] = []
        if self.metric in PER_CUSTOMER:
            points = [
                Item(
                    f"all {later}",
                    str(later),
                    value(self.metric, row.size, row.activity),
                    self._told_together(later),
                )
                for later, row in enumerate(self.data.together)
                if later
            ]
            curves.append(Curve(words.all_cohorts(), None, tuple(points)))
        for number, cohort in enumerate(self.data.cohorts):
            if cohort.key not in series:
                continue
            periods = self.data.periods[cohort.start :]
            points = [
                Item(
                    f"{cohort.key} {later}",
                    str(later),
                    value(self.metric, cohort.size, activity),
                    self._told(number, later),
                    self._view(cohort, later),
                    partial=periods[later].partial or periods[later].thin,
                )
                for later, activity in enumerate(cohort.activity)
                if later
            ]
            name = self.label(cohort.key)
            curves.append(Curve(name, series[cohort.key], tuple(points), cohort.tiny))
        longest = max((len(curve.points) for curve in curves), default=0)
        rows = []
        for later in range(longest):
            found = [curve.points[later : later + 1] for curve in curves]
            rows.append((later + 1, *(points[0].value if points else None for points in found)))
        return curves, Values(("since", *(curve.name for curve in curves)), tuple(rows))

    def scale(self) -> Write:
        """How the values of the curves' scale are written."""
        if self.metric == "retention":
            return short_percent
        return short_number if self.metric == "revenue_per_customer" else short_money


def usual_cohorts(data: Cohorts, count: int) -> list[str]:
    """The largest of those that were watched for half of the time, in the order of time."""
    usual = [one for one in data.cohorts if not one.tiny]
    longest = max((len(one.activity) for one in usual), default=0)
    watched = [one for one in usual if len(one.activity) > max(1, longest // 2)]
    largest = sorted(watched, key=lambda one: (-one.size, one.key))[:count]
    return sorted(one.key for one in largest)


def exact_writer(metric: Metric) -> Write:
    """How a value is written where there is room."""
    if metric == "retention":
        return _exact_percent
    return numbers.money if metric.startswith("revenue") else _amount


def _exact_percent(share: float) -> str:
    return numbers.percent(share, 2)


def _whole_percent(share: float) -> str:
    return numbers.number(share * 100, 0)


def _percent_1(share: float) -> str:
    return numbers.number(share * 100, 1 if share < _ALL else 0)


def _percent_2(share: float) -> str:
    # A lone cohort that came back as a whole must not widen all columns.
    return numbers.number(share * 100, 2) if share < _FEW else _percent_1(share)


def _amount(amount: float) -> str:
    return numbers.compact_money(amount)


def _amount_2(amount: float) -> str:
    return numbers.number(amount, 2) if abs(amount) < 100 else numbers.compact_money(amount)
