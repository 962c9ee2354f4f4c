"""What the four pages of the dashboard have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard_numbers import NO_FILTERS, Filters, Number
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import Item
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.cards import ChartCard, MeasureCard
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import scrolled

ALL_FILTERS = frozenset({"months", "payment_types", "states"})
_ANY_WIDTH = 16_777_215  # Qt's own limit
Paper = Sequence[tuple[int, Sequence[tuple[int, Chart]]]]
"""Rows of a report's page: their share of the height, and charts with their share of the width."""


class Tab(QWidget):
    """A page of the dashboard: it asks the engine and shows what comes."""

    chosen = Signal(object)
    explained = Signal(str)
    state_toggled = Signal(str)
    """A state was clicked that the pages are to be filtered by."""
    key = ""
    reach: frozenset[str] = frozenset()
    """The filters that act on the page."""
    question: Callable[[DuckDB, Filters], Any]
    """Asks for the page's numbers, in the worker's thread."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.flagged: Mapping[str, str] = {}
        self.filters = NO_FILTERS
        self.cards: list[MeasureCard] = []
        self.chart_cards: list[ChartCard] = []

    def title(self) -> str:
        """The page's name, as in the Power BI report."""
        raise NotImplementedError

    def says(self) -> str:
        """What the filters do not reach, in a sentence."""
        return ""

    def tell(self, data: Any, filters: Filters, flagged: Mapping[str, str]) -> None:
        """Show numbers that were asked for under these filters."""
        self.filters, self.flagged = filters, flagged
        self.show_numbers(data)

    def show_numbers(self, data: Any) -> None:
        """Hand the numbers to cards and charts."""
        raise NotImplementedError

    def paper(self) -> Paper:
        """How the charts lie on a report's page."""
        raise NotImplementedError

    # Laying out

    def measure_cards(self, *names: str) -> QHBoxLayout:
        """A row of measures."""
        layout = QHBoxLayout()
        layout.setSpacing(12)
        for name in names:
            card = MeasureCard(name, self.card_titles().get(name, name))
            card.explained.connect(self.explained)
            self.cards.append(card)
            layout.addWidget(card, 1)
        return layout

    def card_titles(self) -> dict[str, str]:
        """The titles of cards that are not called as their measure; the engine's key too."""
        return {}

    def tell_cards(self, values: Mapping[str, Number | None]) -> None:
        """Fill the cards."""
        for card in self.cards:
            card.tell(values[card.key])

    def say_beside(self, name: str, beside: str) -> None:
        """A figure below the card of a measure."""
        for card in self.cards:
            if card.name == name:
                card.say(beside)

    def on_one_day(self, count: int, repeaters: Number | None) -> str:
        """How many repeat customers bought on one day only: they may be split baskets."""
        if not count or not repeaters:
            return ""
        return self.tr("{share} of them on one day only").format(
            share=numbers.percent(count / int(repeaters), 1)
        )

    def chart_card(self, chart: Chart, **options: Any) -> ChartCard:
        """A chart with its title and menu."""
        card = ChartCard(self.session, chart, **options)
        card.explained.connect(self.explained)
        chart.chosen.connect(self.chosen)
        self.chart_cards.append(card)
        return card

    def lay_out(self, *rows: tuple[QLayout, int]) -> None:
        """Rows below each other, with their shares of the height; the page scrolls."""
        inside = QVBoxLayout()
        inside.setSpacing(12)
        for layout, share in rows:
            inside.addLayout(layout, share)
        area = scrolled(inside)
        # Charts take all the width there is; lines of text are what is hard to read when wide.
        page = area.widget()
        assert page is not None
        page.setMaximumWidth(_ANY_WIDTH)
        inside.setContentsMargins(24, 2, 24, 20)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    # Words

    def month_note(self, month: str) -> str:
        """Why a month is to be read with care, or nothing."""
        return {
            "partial": self.tr("partial: the data does not cover the whole month"),
            "thin": self.tr("stray: under 5 % of the usual orders"),
        }.get(self.flagged.get(month, ""), "")

    def blank(self, text: str) -> str:
        """A value of the data; blank ones have a name."""
        return text or self.tr("(blank)")

    def flagged_note(self, months: Sequence[str], tiny: AbstractSet[str] = frozenset()) -> str:
        """What the hollow dots mean, when there are any."""
        marked = [numbers.month(m) for m in months if m in self.flagged or m in tiny]
        if not marked:
            return ""
        return self.tr("Hollow dots, read with care: {months}").format(months=", ".join(marked))

    def orders(self, *more: Filter, months: bool = True) -> View:
        """The orders under the page's filters and these."""
        kept = []
        if months and self.filters.months is not None:
            kept.append(Filter("order_month", "range", self.filters.months))
        for column, chosen in (
            ("payment_type", self.filters.payment_types),
            ("customer_state", self.filters.states),
        ):
            if chosen is not None and not any(own.column == column for own in more):
                kept.append(Filter(column, "is", tuple(name or None for name in sorted(chosen))))
        return View("master_orders", (*more, *kept))

    def month_items(
        self,
        rows: Sequence[tuple[str, float | None, tuple[str, ...]]],
        tiny: AbstractSet[str] = frozenset(),
        beside: Mapping[str, float | None] | None = None,
    ) -> list[Item]:
        """A month, its value, and the lines told about it, as items of a line.

        Months that are `tiny` do not stretch the scale; `beside` are the values of a second line.
        """
        return [
            Item(
                month,
                numbers.month(month),
                value,
                (numbers.month(month), *lines, self.month_note(month)),
                self.orders(Filter("order_month", "is", (month,)), months=False),
                partial=month in self.flagged or month in tiny,
                tiny=month in tiny,
                beside=beside.get(month) if beside else None,
            )
            for month, value, lines in rows
        ]
