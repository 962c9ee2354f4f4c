"""Customer value in the window: chosen cohorts, in revenue or margin, and first orders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QResizeEvent

from crri_gui.dashboard.page import Page
from crri_gui.dashboard.pages.value import PAGE
from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.asking import Number, card_values
from crri_gui.engine.query.dashboard.extensions.concentration import (
    Concentration,
    concentration,
    concentration_sentence,
)
from crri_gui.engine.query.dashboard.extensions.first_purchase import (
    FirstPurchase,
    first_purchase,
    first_purchase_sentences,
)
from crri_gui.engine.query.dashboard.extensions.value import (
    Value,
    first_cohort_sentence,
    payback_sentence,
    value,
    value_sentence,
)
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.gui.charts.axes import short_money
from crri_gui.gui.charts.cohorts.choice import (
    chosen_after_click,
    chosen_at_first,
    marks,
)
from crri_gui.gui.charts.cohorts.curves import CurveChart
from crri_gui.gui.charts.further.intervals import IntervalChart
from crri_gui.gui.charts.heatmap import HeatMap
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.cohorts import cohort_words
from crri_gui.gui.pages.dashboard.further.value_charts import (
    CohortValues,
    concentration_items,
    show_first_purchase,
)
from crri_gui.gui.pages.dashboard.room import box_around, lay_beside
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.combo_box import ComboBox

_CURVES_AT_FIRST = 3
_CURVES_BESIDE = 400
_FRAMES = 130
_HORIZONS = (90, 180)


@dataclass(frozen=True)
class _Numbers:
    cards: dict[str, Number | None]
    told: Value
    best: Concentration | None
    first: FirstPurchase


class ValueTab(Tab):
    """Adds which cohorts are drawn, revenue or margin, and by what of the first order."""

    lines_wide = 66

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self._numbers: _Numbers | None = None
        self._shown: CohortValues | None = None
        self._chosen: dict[str, int] = {}
        curves, matrix = self.charts["value curve"], self.charts["cohort values"]
        first = self.charts["first purchase"]
        assert isinstance(curves, CurveChart) and isinstance(matrix, HeatMap)
        assert isinstance(first, IntervalChart)
        self.curves, self.cohorts, self.first = curves, matrix, first
        matrix.picked.connect(self._cohort_picked)
        self.measured = ComboBox(self.tr("What a customer has brought is"))
        self.measured.addItem(self.tr("Revenue"), "revenue")
        self.measured.addItem(self.tr("Margin"), "margin")
        self.measured.activated.connect(self._show_cohorts)
        self.dimension = ComboBox(self.tr("First orders by"))
        self.dimension.activated.connect(self._show_first)
        self.days = ComboBox(self.tr("Ordered again within"))
        for days in _HORIZONS:
            self.days.addItem(self.tr("{days} days").format(days=days), days)
        self.days.activated.connect(self._show_first)
        self.controls["value curve"] = [self.measured]
        self.controls["first purchase"] = [self.dimension, self.days]
        self.lay_out()
        self._both = box_around(self.chart_cards["value curve"])

    def asks(self) -> Callable[[DuckDB, Filters], _Numbers]:
        """The margin is one of the definitions."""
        results = self.session.results
        definitions = Definitions() if results is None else results.request.definitions
        return partial(_asked, definitions=definitions)

    def show_numbers(self, data: _Numbers) -> None:
        """Words, cards, curves, cohorts, the best, first orders."""
        before, self._numbers = self._numbers, data
        told = data.told
        self.tell_cards(data.cards)
        self.words.tell(
            [
                value_sentence(told),
                payback_sentence(told),
                None if data.best is None else concentration_sentence(data.best),
                *first_purchase_sentences(data.first),
                first_cohort_sentence(told),
            ]
        )
        self._say_on_cards(told)
        has_margin = told.margin is not None
        self.measured.setVisible(has_margin)
        if before is None or (before.told.margin is None) != (not has_margin):
            shown = "margin" if told.payback is not None else "revenue"
            self.measured.setCurrentIndex(self.measured.findData(shown))
        self._show_cohorts()
        items, values = concentration_items(data.best)
        self.charts["concentration"].set_items(items, values)
        self._offer_dimensions(data.first)
        self._show_first()

    def _say_on_cards(self, told: Value) -> None:
        last = told.curve[-1].month if told.curve else 0
        for measure, month in (
            ("Value per Customer by month 6", 6),
            ("Value per Customer by month 12", 12),
            ("Margin per Customer by month 12", 12),
        ):
            late = self.tr("observed to month {month}").format(month=last)
            self.say_beside(measure, late if told.curve and last < month else "")
        if told.margin is None:
            none = self.tr("no margin is set (Definitions)")
            self.say_beside("Margin per Customer by month 12", none)
        self.say_beside("Payback Month", self._payback(told))

    def _payback(self, told: Value) -> str:
        """Whether the margin pays for winning a customer."""
        if told.margin is None:
            return self.tr("no margin is set (Definitions)")
        paid = told.payback
        if paid is None:
            return self.tr("no cost is set (Definitions)")
        cost = numbers.amount(paid.cost)
        if paid.month is None:
            return self.tr("CAC {cost}: not paid back").format(cost=cost)
        return self.tr("months, at CAC {cost}").format(cost=cost)

    # Cohorts

    @property
    def _in_margin(self) -> bool:
        told = None if self._numbers is None else self._numbers.told
        return bool(told and told.margin is not None and self.measured.currentData() == "margin")

    def _show_cohorts(self) -> None:
        if self._numbers is None:
            return
        shown = CohortValues(self._numbers.told, margin=self._in_margin)
        self._shown = shown
        self._chosen = {key: one for key, one in self._chosen.items() if key in shown.rows}
        if not self._chosen:
            usual = shown.usual(_CURVES_AT_FIRST)
            self._chosen = chosen_at_first(usual)
        what = self.tr("Margin") if self._in_margin else self.tr("Revenue")
        self.chart_cards["cohort values"].say(
            self.tr("{what} a customer has brought by then.").format(what=what)
        )
        self.cohorts.set_matrix(
            shown.matrix, shown.items, shown.values(), shown.told_of_item, shown.view
        )
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
        paid = shown.told.payback
        level = None
        if paid is not None and self._in_margin:
            text = self.tr("CAC {cost}").format(cost=numbers.amount(paid.cost))
            level = (text, float(paid.cost))
        self.curves.set_curves(
            curves,
            values,
            short_money,
            cohort_words.since_first("month"),
            self.tr("Click cohorts in the matrix to draw their curves."),
            level,
            from_zero=False,
        )
        what = self.tr("Margin") if self._in_margin else self.tr("Revenue")
        note = self.tr("{what} per customer, added up over the months.").format(what=what)
        hollow = any(point.partial for curve in curves for point in curve.points)
        more = self.tr("Hollow: not a whole usual month.") if hollow else ""
        above = self.tr("The scale does not begin at 0.") if self.curves.span()[0] > 0 else ""
        self.chart_cards["value curve"].say(" ".join(filter(None, (note, above, more))))
        self.cohorts.set_marks(marks(self._chosen, shown.cohorts))

    # First orders

    def _offer_dimensions(self, first: FirstPurchase) -> None:
        chosen = self.dimension.currentData()
        self.dimension.clear()
        for name in first.dimensions:
            self.dimension.addItem(self._dimension(name), name)
        self.dimension.setCurrentIndex(max(0, self.dimension.findData(chosen)))
        for control in (self.dimension, self.days):
            control.setEnabled(bool(first.dimensions))

    def _dimension(self, name: str) -> str:
        return {
            "customer_state": self.tr("State"),
            "payment_type": self.tr("Payment type"),
            "product": self.tr("Product"),
            "product_category": self.tr("Product category"),
        }[name]

    def _show_first(self) -> None:
        if self._numbers is None:
            return
        first, dimension = self._numbers.first, self.dimension.currentData()
        days: int = self.days.currentData()
        card = self.chart_cards["first purchase"]
        if dimension is None or not first.of(dimension, days):
            self.first.lacks(self.tr("No group of 100 customers is observed that long."))
            card.say("")
        else:
            self.first.lacks("")
            card.say(
                self.tr(
                    "Ordered again within {days} days, and revenue per customer by then; groups of "
                    "100 customers and more."
                ).format(days=days)
            )
        show_first_purchase(self.first, first, dimension or "", days)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The curves stand beside the cohorts where both have room, else above them."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        needed = self.cohorts.natural_size().width() + _CURVES_BESIDE + _FRAMES
        lay_beside(self._both, beside=self.width() >= needed)


def _asked(db: DuckDB, _: Filters, definitions: Definitions) -> _Numbers:
    return _Numbers(
        card_values(db, PAGE, NO_FILTERS),
        value(db, definitions),
        concentration(db),
        first_purchase(db),
    )


TAB = ValueTab
