"""Predicted value in the window: what is expected or why not, and the test of every way."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QSizePolicy

from crri_gui.dashboard.page import Page
from crri_gui.dashboard.pages.predicted import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.asking import Number, card_values
from crri_gui.engine.query.dashboard.extensions.predicted_value import (
    Backtest,
    PredictedValue,
    predicted_value,
)
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.gui.charts.axes import short_number
from crri_gui.gui.charts.further.figures import FigureTable
from crri_gui.gui.charts.further.intervals import Interval, IntervalChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.segments.table import Line
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session


@dataclass(frozen=True)
class _Numbers:
    cards: dict[str, Number | None]
    told: PredictedValue | None


class PredictedTab(Tab):
    """Adds the backtest and the parameters."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.question = _asked
        test, parameters = self.charts["backtest"], self.charts["parameters"]
        assert isinstance(test, IntervalChart) and isinstance(parameters, FigureTable)
        self.test, self.parameters = test, parameters
        self.lay_out()
        # Its few rows say no more when they are far apart.
        policy = QSizePolicy.Policy
        self.chart_cards["backtest"].setSizePolicy(policy.Preferred, policy.Maximum)

    def show_numbers(self, data: _Numbers) -> None:
        """Words; then the test, where there is one."""
        told = data.told
        self.tell_cards(data.cards)
        self.words.tell([] if told is None else told.sentences)
        tests = [] if told is None else [one for one in told.backtests if one.ratio is not None]
        self.refuse(refused=not tests)
        predicted = told is not None and not told.refused
        for card in self.cards:
            card.setVisible(predicted)
        self._show_tests(tests)
        self._show_parameters(told)

    def _show_tests(self, tests: list[Backtest]) -> None:
        self.test.set_intervals(
            [
                Item(
                    one.name,
                    self._way(one),
                    one.ratio,
                    (
                        self._way(one),
                        counted(
                            self.tr("predicted {count:,} {count|purchase|purchases}"),
                            count=round(one.purchases),
                        ),
                        self.tr("predicted / actual {ratio}").format(
                            ratio=numbers.number(one.ratio, 2)
                        ),
                    ),
                )
                for one in tests
            ],
            [Interval(None, numbers.number(one.ratio, 2)) for one in tests],
            Values(
                ("name", "purchases", "ratio"),
                tuple((one.name, one.purchases, one.ratio) for one in tests),
            ),
            short_number,
            reference=(self.tr("1: as it was"), 1.0),
            names=(self.tr("predicted / actual"),),
        )

    def _way(self, one: Backtest) -> str:
        if one.name == "table":
            return self.tr("Table of recency and frequency")
        return one.name

    def _show_parameters(self, told: PredictedValue | None) -> None:
        parameters = () if told is None else told.parameters
        self.chart_cards["parameters"].setVisible(bool(parameters) and not self.refused)
        self.parameters.set_lines(
            (
                self.tr("Parameter"),
                self.tr("Value"),
                self.tr("Standard error of its logarithm"),
                "",
            ),
            [
                Line(
                    one.model,
                    (
                        (numbers.number(one.value, 4), "", None),
                        (numbers.number(one.error_of_log, 3), "", None),
                    ),
                    "",
                )
                for one in parameters
            ],
            [
                Item(
                    f"{one.model} {one.name}",
                    one.name,
                    one.value,
                    (f"{one.model}, {one.name}", numbers.number(one.value, 4)),
                )
                for one in parameters
            ],
            Values(
                ("model", "parameter", "value", "error_of_log"),
                tuple((one.model, one.name, one.value, one.error_of_log) for one in parameters),
            ),
        )


def _asked(db: DuckDB, _: Filters) -> _Numbers:
    return _Numbers(card_values(db, PAGE, NO_FILTERS), predicted_value(db))


TAB = PredictedTab
