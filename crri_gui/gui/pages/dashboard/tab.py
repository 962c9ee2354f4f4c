"""What all pages of the dashboard have in common: they are laid out as they are described."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from crri_gui.dashboard.page import CARDS, Layout, Need, Page, Split
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.asking import Number
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, limited
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import Item
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.pages.dashboard.cards import ChartCard, MeasureCard
from crri_gui.gui.pages.dashboard.chart_kinds import make_chart
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.basics import scrolled

_ANY_WIDTH = 16_777_215  # Qt's own limit


class Tab(QWidget):
    """A page of the dashboard: it asks the engine and shows what comes.

    Its charts and their cards are made from the description, by their keys. Subclasses say what
    is asked and how it is shown, and call `lay_out` when they have made the `controls` that they
    put on the cards of charts.
    """

    chosen = Signal(object)
    explained = Signal(str)
    state_toggled = Signal(str)
    """A state was clicked that the pages are to be filtered by."""
    question: Callable[[DuckDB, Filters], Any]
    """Asks for the page's numbers, in the worker's thread."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__()
        self.session = session
        self.page = page
        self.flagged: Mapping[str, str] = {}
        self.filters = NO_FILTERS
        self.cards: list[MeasureCard] = []
        self.chart_cards: dict[str, ChartCard] = {}
        self.controls: dict[str, Sequence[QWidget]] = {}
        self.charts: dict[str, Chart] = {}
        for chart in page.window_charts:
            made = make_chart(chart, session.appearance)
            made.chosen.connect(self.chosen)
            made.toggled.connect(self.state_toggled)
            self.charts[chart.key] = made

    def title(self) -> str:
        """The page's name, as in the Power BI report."""
        return of_dashboard(self.page.title)

    def filter_note(self) -> str:
        """What the filters do not reach, in a sentence."""
        return of_dashboard(self.page.filter_note)

    def print_layout(self) -> Layout:
        """How the charts lie on a sheet of paper."""
        return self.page.paper_layout

    def tell(
        self,
        data: Any,
        filters: Filters,
        flagged: Mapping[str, str],
        missing: AbstractSet[Need] = frozenset(),
    ) -> None:
        """Show numbers that were asked for under these filters; what is `missing` is said."""
        before, self.filters = self.filters, limited(filters, self.page.filters)
        self.flagged = flagged
        lacking = {
            chart.key: of_dashboard(chart.needs.missing) if chart.needs in missing else ""
            for chart in self.page.window_charts
            if chart.needs is not None
        }
        for key, text in lacking.items():
            self.charts[key].lacks(text)
        self.show_numbers(data)
        for key, text in lacking.items():
            if text:
                self.chart_cards[key].say("")
        for described, card in zip(self.page.cards, self.cards, strict=True):
            if described.needs is not None and described.needs in missing:
                # A 0 of nothing would be taken for a number.
                card.tell(None)
                card.say(of_dashboard(described.needs.missing))
        if self.filters != before and self.isVisible():
            # What the filter has made of the page, to those who do not see it change.
            announce(self, ". ".join(card.accessibleName() for card in self.cards[:2]))

    def show_numbers(self, data: Any) -> None:
        """Hand the numbers to cards and charts."""
        raise NotImplementedError

    # Laying out

    def lay_out(self) -> None:
        """Cards and charts as the description says; the page scrolls."""
        inside = self._boxes(self.page.window_layout)
        area = scrolled(inside)
        # Charts take all the width there is; lines of text are what is hard to read when wide.
        page = area.widget()
        assert page is not None
        page.setMaximumWidth(_ANY_WIDTH)
        inside.setContentsMargins(24, 2, 24, 20)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _boxes(self, layout: Layout) -> QBoxLayout:
        if isinstance(layout, str):
            layout = Split(False, ((1, layout),))
        box: QBoxLayout = QHBoxLayout() if layout.across else QVBoxLayout()
        box.setSpacing(12)
        for share, part in layout.parts:
            if part == CARDS:
                box.addLayout(self._measure_cards(), 0)
            elif isinstance(part, str):
                box.addWidget(self._chart_card(part), share)
            else:
                box.addLayout(self._boxes(part), share)
        return box

    def _measure_cards(self) -> QHBoxLayout:
        layout = QHBoxLayout()
        layout.setSpacing(12)
        for described in self.page.cards:
            card = MeasureCard(described.measure, described.name)
            card.explained.connect(self.explained)
            self.cards.append(card)
            layout.addWidget(card, 1)
        return layout

    def _chart_card(self, key: str) -> ChartCard:
        (described,) = (chart for chart in self.page.window_charts if chart.key == key)
        about = described.measure if described.explains is None else described.explains
        card = ChartCard(
            self.session,
            self.charts[key],
            about=about,
            note=of_dashboard(described.note),
            hint=of_dashboard(described.hint),
            scrolls=described.scrolls,
            controls=self.controls.get(key, ()),
        )
        card.explained.connect(self.explained)
        self.chart_cards[key] = card
        return card

    # Telling

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
