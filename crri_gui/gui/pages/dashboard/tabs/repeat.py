"""Repeat purchases in the window: the verdict first, what it rests on, and whom to act on."""

from __future__ import annotations

from dataclasses import dataclass

from crri_gui.dashboard.page import Page
from crri_gui.dashboard.pages.repeat import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.asking import Number, card_values
from crri_gui.engine.query.dashboard.extensions.first_purchase import (
    FirstPurchase,
    first_purchase,
    first_purchase_sentences,
)
from crri_gui.engine.query.dashboard.extensions.repeat_propensity import (
    CalibrationTenth,
    JudgedWindow,
    RepeatPropensity,
    repeat_propensity,
)
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.gui.charts.axes import short_number, short_percent
from crri_gui.gui.charts.further.figures import FigureTable
from crri_gui.gui.charts.further.intervals import Interval, IntervalChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.segments.table import Line
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import button

_LIKELIEST = View("repeat_propensity", (Filter("decile", "is", (1,)),), (("probability", True),))


@dataclass(frozen=True)
class _Numbers:
    cards: dict[str, Number | None]
    told: RepeatPropensity | None
    first: FirstPurchase


class RepeatTab(Tab):
    """Adds the windows that judge, the calibration and the way to the customers."""

    lines_wide = 66

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.question = _asked
        lift, calibration = self.charts["lift"], self.charts["calibration"]
        windows = self.charts["windows"]
        assert isinstance(lift, IntervalChart) and isinstance(calibration, IntervalChart)
        assert isinstance(windows, FigureTable)
        self.lift, self.calibration, self.windows = lift, calibration, windows
        self.list_likeliest = button(self.tr("List the likeliest tenth"), self._list, "link")
        self.controls["calibration"] = [self.list_likeliest]
        self.lay_out()

    def _list(self) -> None:
        self.chosen.emit(_LIKELIEST)

    def show_numbers(self, data: _Numbers) -> None:
        """Words; then what they rest on, where a window has judged."""
        told = data.told
        self.tell_cards(data.cards)
        held = first_purchase_sentences(data.first.of_what_it_held())
        self.words.tell([] if told is None else [*told.sentences, *held])
        windows = () if told is None else told.windows
        self.refuse(refused=not windows)
        scored = told is not None and told.scored > 0
        for card in self.cards:
            card.setVisible(scored)
        self.list_likeliest.setVisible(scored)
        if told is None or not windows:
            for chart in self.charts.values():
                chart.set_items([], Values())
            return
        judged = any(one.lift is not None for one in windows)
        self.chart_cards["lift"].setVisible(judged)
        self.chart_cards["calibration"].setVisible(judged)
        self._show_lift(windows)
        self._show_calibration(told)
        self._show_windows(windows, told.days)

    def _show_lift(self, windows: tuple[JudgedWindow, ...]) -> None:
        judged = [one for one in windows if one.lift is not None]
        none = self.tr("No test had enough buyers to judge a model.")
        self.lift.lacks("" if judged else none)
        self.lift.set_intervals(
            [
                Item(
                    one.snapshot.isoformat(),
                    self._since(one),
                    one.lift,
                    (
                        self._since(one),
                        self.tr("lift {lift}, interval {low} to {high}").format(
                            lift=numbers.number(one.lift, 2),
                            low=numbers.number(one.lift_low, 2),
                            high=numbers.number(one.lift_high, 2),
                        ),
                        self._verdict(one),
                    ),
                )
                for one in judged
            ],
            [
                Interval(
                    (one.lift_low, one.lift_high)
                    if one.lift_low is not None and one.lift_high is not None
                    else None,
                    numbers.number(one.lift, 2),
                )
                for one in judged
            ],
            Values(
                ("snapshot", "lift", "lift_low", "lift_high"),
                tuple(
                    (one.snapshot.isoformat(), one.lift, one.lift_low, one.lift_high)
                    for one in judged
                ),
            ),
            short_number,
            reference=(self.tr("1: as often as all"), 1.0),
            names=(self.tr("lift, 95 % interval"),),
        )

    def _show_calibration(self, told: RepeatPropensity) -> None:
        none = self.tr("No model was fitted for the last test.")
        self.calibration.lacks("" if told.calibration else none)
        self.calibration.set_intervals(
            [self._tenth(one) for one in told.calibration],
            [
                Interval((one.low, one.high), numbers.percent(one.rate, 2))
                for one in told.calibration
            ],
            Values(
                ("tenth", "customers", "predicted_rate", "rate", "rate_low", "rate_high"),
                tuple(
                    (one.tenth, one.customers, one.predicted_rate, one.rate, one.low, one.high)
                    for one in told.calibration
                ),
            ),
            short_percent,
            names=(self.tr("bought, 95 % interval"), self.tr("predicted")),
        )

    def _tenth(self, one: CalibrationTenth) -> Item:
        name = self.tr("Tenth {number}").format(number=one.tenth)
        return Item(
            str(one.tenth),
            str(one.tenth),
            one.rate,
            (
                name,
                counted(
                    self.tr("bought {share} of {count:,} {count|customer|customers}"),
                    share=numbers.percent(one.rate, 2),
                    count=one.customers,
                ),
                self.tr("interval {low} to {high}").format(
                    low=numbers.percent(one.low, 2), high=numbers.percent(one.high, 2)
                ),
                self.tr("predicted {share}").format(share=numbers.percent(one.predicted_rate, 2)),
            ),
            beside=one.predicted_rate,
        )

    def _show_windows(self, windows: tuple[JudgedWindow, ...], days: int) -> None:
        heads = (
            self.tr("{days} days from").format(days=days),
            self.tr("Customers"),
            self.tr("Bought"),
            self.tr("Of the top tenth"),
            self.tr("Predicted / bought"),
            self.tr("PR-AUC"),
            "",
        )
        self.windows.set_lines(
            heads,
            [self._line(one) for one in windows],
            [
                Item(
                    one.snapshot.isoformat(),
                    numbers.date(one.snapshot),
                    one.base_rate,
                    (self._since(one), self._verdict(one)),
                )
                for one in windows
            ],
            Values(
                (
                    "snapshot",
                    "customers",
                    "buyers",
                    "base_rate",
                    "top_customers",
                    "top_buyers",
                    "pr_auc",
                    "predicted_to_actual",
                    "verdict",
                ),
                tuple(
                    (
                        one.snapshot.isoformat(),
                        one.customers,
                        one.buyers,
                        one.base_rate,
                        one.top_customers,
                        one.top_buyers,
                        one.pr_auc,
                        one.predicted_to_actual,
                        one.verdict,
                    )
                    for one in windows
                ),
            ),
        )

    def _line(self, one: JudgedWindow) -> Line:
        top = numbers.NONE
        rate = ""
        if one.top_customers and one.top_buyers is not None:
            top = numbers.percent(one.top_buyers / one.top_customers, 2)
            rate = self.tr("{buyers} of {count}").format(
                buyers=numbers.integer(round(one.top_buyers)),
                count=numbers.integer(one.top_customers),
            )
        return Line(
            self._verdict(one),
            (
                (numbers.integer(one.customers), "", None),
                (numbers.percent(one.base_rate, 2), numbers.integer(one.buyers), None),
                (top, rate, None),
                (numbers.number(one.predicted_to_actual, 2), "", None),
                (numbers.number(one.pr_auc, 3), "", None),
            ),
            "",
        )

    def _since(self, one: JudgedWindow) -> str:
        return self.tr("from {date}").format(date=numbers.date(one.snapshot))

    def _verdict(self, one: JudgedWindow) -> str:
        return {
            "too_few": self.tr("too few buyers"),
            "none": self.tr("not better than chance"),
            "weak": self.tr("weak"),
            "usable": self.tr("usable"),
        }[one.verdict]


def _asked(db: DuckDB, _: Filters) -> _Numbers:
    cards = card_values(db, PAGE, NO_FILTERS)
    return _Numbers(cards, repeat_propensity(db), first_purchase(db))


TAB = RepeatTab
