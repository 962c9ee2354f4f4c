"""Segment movement in the window: the moves twice, in customers or in money, and who went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.page import Page
from crri_gui.dashboard.pages.movement import PAGE
from crri_gui.dashboard.palette import SEGMENT_SERIES
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.asking import Number, card_values
from crri_gui.engine.query.dashboard.extensions.movement import (
    NEW,
    Move,
    Movement,
    movement,
    movement_sentence,
    status_sentence,
)
from crri_gui.engine.query.dashboard.extensions.stability import stability_sentences
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.gui.charts.further import moves as drawn
from crri_gui.gui.charts.further.figures import FigureTable
from crri_gui.gui.charts.further.moves import FlowChart, MoveMatrix, Side
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.charts.segments.table import Line
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.pages.dashboard.cohorts import cohort_words
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.combo_box import ComboBox

_IN = "dashboard/movement_in"
_SIDES = (*SEGMENTS, NEW)
_NEW_SERIES = 2


@dataclass(frozen=True)
class _Numbers:
    cards: dict[str, Number | None]
    told: Movement | None


class MovementTab(Tab):
    """Adds whether the moves are of customers or of what these have spent."""

    lines_wide = 66

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.question = _asked
        matrix, flows, status = (self.charts[key] for key in ("moves", "flows", "status"))
        assert isinstance(matrix, MoveMatrix) and isinstance(flows, FlowChart)
        assert isinstance(status, FigureTable)
        self.matrix, self.flows, self.status = matrix, flows, status
        self._told: Movement | None = None
        self.measured = ComboBox(self.tr("The moves are in"))
        self.measured.addItem(self.tr("Customers"), "customers")
        self.measured.addItem(self.tr("Money"), "monetary")
        remembered = self.measured.findData(session.settings.text(_IN))
        self.measured.setCurrentIndex(max(0, remembered))
        self.measured.activated.connect(self._measure_chosen)
        self.controls["moves"] = [self.measured]
        self.lay_out()

    def _measure_chosen(self) -> None:
        self.session.settings.put(_IN, str(self.measured.currentData()))
        self._show_moves()

    def show_numbers(self, data: _Numbers) -> None:
        """Cards, words, moves, who came and went."""
        self._told = told = data.told
        self.tell_cards(data.cards)
        if told is None:
            self.words.tell([])
        else:
            self.words.tell(
                [movement_sentence(told), *stability_sentences(told), status_sentence(told)]
            )
        self._show_moves()
        self._show_status()

    # Moves

    @property
    def _in_money(self) -> bool:
        return bool(self.measured.currentData() == "monetary")

    def _amount(self, one: Move) -> float:
        return float(one.monetary) if self._in_money else float(one.customers)

    def _written(self, amount: float) -> str:
        return numbers.compact_amount(amount) if self._in_money else numbers.integer(round(amount))

    def _show_moves(self) -> None:
        told = self._told
        moves = () if told is None else told.moves
        before = [name for name in _SIDES if any(m.from_segment == name for m in moves)]
        after = list(SEGMENTS)
        sums = {
            name: sum(self._amount(m) for m in moves if m.from_segment == name) for name in before
        }
        ends = {name: sum(self._amount(m) for m in moves if m.to_segment == name) for name in after}
        shown, items = [], []
        for one in moves:
            share = self._amount(one) / (sums[one.from_segment] or 1.0)
            lines = (self._written(self._amount(one)), numbers.percent(share, 1))
            start, end = before.index(one.from_segment), after.index(one.to_segment)
            shown.append(drawn.Move(start, end, lines, share))
            items.append(self._item(one, share))
        dates = ("", "") if told is None else (told.from_snapshot, told.to_snapshot)
        sides = (
            self._side(self.tr("{date}, before").format(date=numbers.day(dates[0])), sums),
            self._side(self.tr("{date}, now").format(date=numbers.day(dates[1])), ends),
        )
        values = Values(
            ("from_segment", "to_segment", "customers", "revenue", "monetary"),
            tuple(
                (m.from_segment, m.to_segment, m.customers, float(m.revenue), float(m.monetary))
                for m in moves
            ),
        )
        for chart in (self.matrix, self.flows):
            chart.set_moves(items, shown, *sides, values)
        note = ""
        if told is not None:
            note = self.tr(
                "Both dates by the limits of {date}. Percentages are of the segment before; who "
                "stayed is outlined."
            ).format(date=numbers.day(told.from_snapshot))
        self.chart_cards["moves"].say(note)

    def _side(self, head: str, sums: dict[str, float]) -> Side:
        series = dict(zip(_SIDES, (*SEGMENT_SERIES, _NEW_SERIES), strict=True))
        return Side(
            head,
            tuple(self._named(name) for name in sums),
            tuple(map(self._written, sums.values())),
            tuple(series[name] for name in sums),
        )

    def _named(self, segment: str) -> str:
        return self.tr("New") if segment == NEW else of_dashboard(segment)

    def _item(self, one: Move, share: float) -> Item:
        name = self.tr("{before} → {now}").format(
            before=self._named(one.from_segment), now=self._named(one.to_segment)
        )
        people = cohort_words.customers(one.customers)
        if not self._in_money:
            people = self.tr("{customers}, {share} of those before").format(
                customers=people, share=numbers.percent(share, 1)
            )
        lines = (
            name,
            people,
            self.tr("spent in all {amount}").format(amount=numbers.amount(one.monetary)),
            self.tr("spent in between {amount}").format(amount=numbers.amount(one.revenue)),
        )
        pair = (
            Filter("from_segment", "is", (one.from_segment,)),
            Filter("to_segment", "is", (one.to_segment,)),
        )
        view = View("segment_movement", pair)
        key = f"{one.from_segment} {one.to_segment}"
        return Item(key, name, self._amount(one), lines, view)

    # Who came and went

    def _show_status(self) -> None:
        statuses = () if self._told is None else self._told.statuses
        people = sum(one.customers for one in statuses) or 1
        money = sum((one.monetary for one in statuses), Decimal(0)) or Decimal(1)
        lines, items = [], []
        for one in statuses:
            name, who = self._status_words(one.name)
            shares = (one.customers / people, float(one.monetary / money))
            lines.append(
                Line(
                    who,
                    (
                        (
                            numbers.integer(one.customers),
                            numbers.percent(shares[0], 1),
                            shares[0],
                        ),
                        (numbers.amount(one.revenue), "", None),
                        (
                            numbers.amount(one.monetary),
                            numbers.percent(shares[1], 1),
                            max(0.0, shares[1]),
                        ),
                    ),
                    "",
                )
            )
            readout = (
                name,
                who,
                cohort_words.customers(one.customers),
                self.tr("spent in all {amount}").format(amount=numbers.amount(one.monetary)),
            )
            items.append(Item(one.name, name, float(one.customers), readout))
        heads: Sequence[str] = (
            self.tr("Customers who are"),
            self.tr("Customers"),
            self.tr("Spent in between"),
            self.tr("Spent in all"),
            "",
        )
        values = tuple(
            (one.name, one.customers, float(one.revenue), float(one.monetary)) for one in statuses
        )
        header = ("status", "customers", "revenue", "monetary")
        self.status.set_lines(heads, lines, items, Values(header, values))

    def _status_words(self, name: str) -> tuple[str, str]:
        return {
            "new": (self.tr("New"), self.tr("first bought in between")),
            "kept": (self.tr("Kept"), self.tr("were active, bought again")),
            "won back": (self.tr("Won back"), self.tr("were not active, bought again")),
            "lapsed": (self.tr("Lapsed"), self.tr("were active, no longer are")),
            "still active": (self.tr("Still active"), self.tr("did not buy, are still active")),
            "asleep": (self.tr("Asleep"), self.tr("were not active, did not buy")),
        }[name]


def _asked(db: DuckDB, _: Filters) -> _Numbers:
    return _Numbers(card_values(db, PAGE, NO_FILTERS), movement(db))


TAB = MovementTab
