"""What the page Value draws: curves and table of cohorts, the best customers, first orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.extensions.concentration import Concentration
from crri_gui.engine.query.dashboard.extensions.first_purchase import FirstPurchase, Group
from crri_gui.engine.query.dashboard.extensions.value import CohortValue, Value
from crri_gui.gui.charts.axes import short_percent
from crri_gui.gui.charts.cohorts.curves import Curve
from crri_gui.gui.charts.cohorts.matrix import Cell, Matrix, Row, Words
from crri_gui.gui.charts.further.intervals import Interval, IntervalChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.pages.dashboard.cohorts import cohort_words as words

translate = QCoreApplication.translate


class CohortValues:
    """What customers have brought by cohort and months since their first order.

    Of the revenue, or of the margin where that is known. Items are known by their place, as in
    `HeatMap.set_matrix`.
    """

    def __init__(self, told: Value, *, margin: bool) -> None:
        self.told = told
        self.margin = margin
        rows: dict[str, list[CohortValue]] = {}
        for row in told.cohorts:
            rows.setdefault(row.cohort_month, []).append(row)
        self.rows = rows
        self.cohorts = tuple(rows)
        self._told: list[tuple[str, ...]] = []
        self._views: list[View | None] = []
        cells: list[Cell] = []
        items: list[Item] = []
        longest = max(map(len, rows.values()), default=0)
        for place, point in enumerate(told.curve):
            month, amount = point.month, self._together(place)
            cells.append(Cell(-1, month, amount, month == 0, tiny=True))
            self._add(items, f"all {month}", words.all_cohorts(), amount, self._all(month))
        for place, (cohort, months) in enumerate(rows.items()):
            for one in months:
                amount = self.value(one)
                first = one.month == 0
                cells.append(Cell(place, one.month, amount, first, not one.complete))
                key = f"{cohort} {one.month}"
                lines = self._told_of(one)
                view = View("cohort_ltv", (Filter("cohort_month", "is", (cohort,)),))
                self._add(items, key, self.label(cohort), amount, lines, view, not one.complete)
            if len(months) < longest:
                cells.append(Cell(place, len(months), None))
                unseen = translate("CohortValues", "not yet observed: the data ends before")
                key = f"{cohort} {len(months)}"
                self._add(items, key, self.label(cohort), None, (self.name(cohort), unseen))
        people = told.curve[0].customers if told.curve else 0
        self._add(items, "all", words.all_cohorts(), float(people), (words.all_cohorts(),))
        for cohort, months in rows.items():
            lines = (self.name(cohort), words.customers(months[0].cohort_size))
            view = View("cohort_ltv", (Filter("cohort_month", "is", (cohort,)),))
            self._add(items, cohort, self.label(cohort), float(months[0].cohort_size), lines, view)
        self.items: Sequence[Item] = items
        colours = sorted(
            cell.value
            for cell in cells
            if cell.value is not None and cell.row >= 0 and not (cell.first or cell.tiny)
        )
        strong = colours[int(0.95 * (len(colours) - 1))] if colours else 1.0
        weak = colours[int(0.02 * (len(colours) - 1))] if colours else 0.0
        self.matrix = Matrix(
            rows=tuple(Row(self.label(one), rows[one][0].cohort_size) for one in self.cohorts),
            columns=tuple((str(month), False) for month in range(longest)),
            cells=tuple(cells),
            write=_cell,
            write_first=_cell,
            strong=strong,
            weak=min(weak, strong * 0.98),
            aligned=True,
            together=Row(words.all_cohorts(), people),
            words=Words(
                rows=translate("CohortMatrix", "Cohort"),
                sizes=translate("CohortMatrix", "Customers"),
                columns=words.since_first("month"),
                first=words.first_period("month"),
                strong=translate("CohortMatrix", "{share} and more").format(
                    share=numbers.money(strong)
                ),
                unseen=translate("CohortMatrix", "not yet observed"),
                partial=words.partial_period("month")
                if any(not row.complete for row in told.cohorts)
                else "",
            ),
        )

    def _add(
        self,
        items: list[Item],
        key: str,
        label: str,
        value: float | None,
        told: tuple[str, ...],
        view: View | None = None,
        partial: bool = False,
    ) -> None:
        items.append(Item(key, label, value, (), partial=partial))
        self._told.append(told)
        self._views.append(view)

    def told_of_item(self, index: int) -> tuple[str, ...]:
        """The lines about an item."""
        return self._told[index]

    def view(self, index: int) -> View | None:
        """The rows behind an item."""
        return self._views[index]

    # Words

    def label(self, cohort: str) -> str:
        """Mar 2017."""
        return words.period_name("month", cohort)

    def name(self, cohort: str) -> str:
        """Of a cohort where it stands alone."""
        return translate("CohortMatrix", "Cohort {period}").format(period=self.label(cohort))

    def value(self, one: CohortValue) -> float:
        """What a customer of the cohort has brought by the month."""
        if self.margin and one.cumulative_margin_per_customer is not None:
            return one.cumulative_margin_per_customer
        return one.cumulative_revenue_per_customer

    def _told_of(self, one: CohortValue) -> tuple[str, ...]:
        month = words.period_name("month", one.order_month)
        care = ""
        if not one.complete:
            care = translate("CohortValues", "to be read with care: not a whole usual month")
        return (
            self.name(one.cohort_month),
            f"{month}, {words.periods_later('month', one.month)}: "
            f"{numbers.amount(self.value(one))}",
            counted(
                translate(
                    "CohortValues", "of {count:,} {count|customer|customers}, {active:,} ordered"
                ),
                count=one.cohort_size,
                active=one.active_customers,
            ),
            translate("CohortValues", "revenue of the month {amount}").format(
                amount=numbers.amount(one.revenue)
            ),
            care,
        )

    def _all(self, month: int) -> tuple[str, ...]:
        point = next(one for one in self.told.curve if one.month == month)
        amount = point.cumulative_revenue_per_customer
        if self.margin:
            amount = point.cumulative_margin_per_customer or amount
        observed = counted(
            translate("CohortValues", "{count:,} complete {count|cohort|cohorts} observed then"),
            count=point.cohorts,
        )
        return (
            f"{words.all_cohorts()}, {words.periods_later('month', month)}: "
            f"{numbers.amount(amount)}",
            observed,
            words.customers(point.customers),
        )

    # Table and curves

    def values(self) -> Values:
        """The matrix as a table."""
        columns = len(self.matrix.columns)
        rows = []
        for cohort, months in self.rows.items():
            found: list[float | None] = [self.value(one) for one in months]
            rest = [None] * (columns - len(months))
            rows.append((cohort, months[0].cohort_size, *found, *rest))
        return Values(("cohort", "cohort_size", *map(str, range(columns))), tuple(rows))

    def curves(self, series: Mapping[str, int]) -> tuple[list[Curve], Values]:
        """All cohorts, and those that are chosen with their colours."""
        together = [
            Item(f"all {one.month}", str(one.month), self._together(place), self._all(one.month))
            for place, one in enumerate(self.told.curve)
        ]
        curves = [Curve(words.all_cohorts(), None, tuple(together))] if together else []
        for cohort, colour in series.items():
            points = [
                Item(
                    f"{cohort} {one.month}",
                    str(one.month),
                    self.value(one),
                    self._told_of(one),
                    View("cohort_ltv", (Filter("cohort_month", "is", (cohort,)),)),
                    partial=not one.complete,
                )
                for one in self.rows[cohort]
            ]
            curves.append(Curve(self.label(cohort), colour, tuple(points)))
        longest = max((len(curve.points) for curve in curves), default=0)
        rows = []
        for month in range(longest):
            found = [curve.points[month : month + 1] for curve in curves]
            rows.append((month, *(points[0].value if points else None for points in found)))
        header = ("months_since_first", *(curve.name for curve in curves))
        return curves, Values(header, tuple(rows))

    def _together(self, place: int) -> float:
        point = self.told.curve[place]
        if self.margin and point.cumulative_margin_per_customer is not None:
            return float(point.cumulative_margin_per_customer)
        return float(point.cumulative_revenue_per_customer)

    def usual(self, count: int) -> list[str]:
        """Cohorts to begin with: the oldest, a middle and a late one that are complete."""
        whole = [key for key, months in self.rows.items() if months[0].complete]
        left_out = self.told.first_cohort
        if left_out is not None and left_out.left_out:
            whole = [key for key in whole if key != left_out.cohort_month]
        watched = [key for key in whole if len(self.rows[key]) >= 4] or whole
        if len(watched) <= count:
            return watched
        step = (len(watched) - 1) / (count - 1)
        return [watched[round(step * place)] for place in range(count)]


def _cell(amount: float) -> str:
    return numbers.number(amount, 0) if abs(amount) >= 100 else numbers.number(amount, 1)


def concentration_items(told: Concentration | None) -> tuple[list[Item], Values]:
    """The shares of the best customers."""
    top = () if told is None else told.top
    items = [
        Item(
            str(one.percent),
            translate("CohortValues", "Best {percent} %").format(percent=one.percent),
            one.share,
            (
                translate("CohortValues", "Best {percent} %").format(percent=one.percent),
                translate("CohortValues", "{share} of the revenue").format(
                    share=numbers.percent(one.share, 1)
                ),
                numbers.amount(one.revenue),
                words.customers(one.customers),
            ),
            View("rfm_customers"),
            note=words.customers(one.customers),
        )
        for one in top
    ]
    rows = tuple((one.percent, one.customers, float(one.revenue), one.share) for one in top)
    return items, Values(("top_percent", "customers", "revenue", "revenue_share"), rows)


def show_first_purchase(
    chart: IntervalChart, told: FirstPurchase, dimension: str, days: int
) -> None:
    """Who ordered again, by something of the first order; with its interval and the value."""
    groups = told.of(dimension, days)
    everybody = told.all_customers(days)
    reference = None
    if everybody is not None:
        all_of_them = translate("CohortValues", "All customers {share}").format(
            share=numbers.percent(everybody.rate, 2)
        )
        reference = (all_of_them, everybody.rate)
    chart.set_intervals(
        [_first_item(one) for one in groups],
        [
            Interval(
                (one.low, one.high),
                f"{numbers.percent(one.rate, 2)}  ·  {numbers.amount(one.revenue_per_customer)}",
            )
            for one in groups
        ],
        Values(
            (
                dimension,
                "customers",
                "repeated",
                "repeat_rate",
                "rate_low",
                "rate_high",
                "revenue_per_customer",
            ),
            tuple(
                (g.value, g.customers, g.repeated, g.rate, g.low, g.high, g.revenue_per_customer)
                for g in groups
            ),
        ),
        short_percent,
        reference=reference,
        names=(translate("CohortValues", "ordered again, 95 % interval"),),
    )


def _first_item(one: Group) -> Item:
    return Item(
        one.value,
        one.value,
        one.rate,
        (
            one.value,
            translate("CohortValues", "{repeated} of {count} ordered again: {share}").format(
                repeated=numbers.integer(one.repeated),
                count=numbers.integer(one.customers),
                share=numbers.percent(one.rate, 2),
            ),
            translate("CohortValues", "interval {low} to {high}").format(
                low=numbers.percent(one.low, 2), high=numbers.percent(one.high, 2)
            ),
            translate("CohortValues", "{amount} a customer within {days} days").format(
                amount=numbers.amount(one.revenue_per_customer), days=one.days
            ),
        ),
    )
