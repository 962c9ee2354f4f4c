"""What all pages of the dashboard have in common: they are laid out as they are described."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from crri_gui.dashboard.page import (
    BY_COLUMN,
    CARDS,
    CHANGES,
    WORDS,
    FilterName,
    Layout,
    Need,
    Page,
    Split,
)
from crri_gui.dashboard.page import Chart as DescribedChart
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.asking import Number
from crri_gui.engine.query.dashboard.directions import Direction
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, limited
from crri_gui.engine.query.dashboard.order_rows import orders_behind
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import Item
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.pages.dashboard import month_words
from crri_gui.gui.pages.dashboard.card_row import CardRow
from crri_gui.gui.pages.dashboard.cards import MeasureCard
from crri_gui.gui.pages.dashboard.change_list import ChangeList
from crri_gui.gui.pages.dashboard.chart_card import ChartCard
from crri_gui.gui.pages.dashboard.chart_kinds import make_chart
from crri_gui.gui.pages.dashboard.further.words_card import WordsCard
from crri_gui.gui.pages.dashboard.room import lay_beside
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.basics import MARGIN, scrolled
from crri_gui.gui.widgets.why import Why

_ANY_WIDTH = 16_777_215  # Qt's own limit


class Tab(QWidget):
    """A page of the dashboard: it asks the engine and shows what comes.

    Its charts and their cards are made from the description, by their keys. Subclasses say what
    is asked and how it is shown, and call `lay_out` when they have made the `controls` that they
    put on the cards of charts.
    """

    chosen = Signal(object)
    """A `View`, or a `Change`: whose rows are to be shown."""
    explained = Signal(str)
    filter_toggled = Signal(str, str)
    """The pages are to be filtered by a value, or no more: the filter's name, the value."""
    filter_taken_back = Signal()
    """The last filter was the first click of two that show rows."""
    lines_wide = 42
    """The least width of charts beside each other, in lines of text."""
    question: Callable[[DuckDB, Filters], Any]
    """Asks for the page's numbers, in the worker's thread."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__()
        session.appearance.dress(self)  # what is made measures itself
        self.session = session
        self.page = page
        self.flagged: Mapping[str, str] = {}
        self.filters = NO_FILTERS
        self.cards: list[MeasureCard] = []
        self._all_boxes: list[QBoxLayout] = []
        self._across: list[QBoxLayout] = []
        self.chart_cards: dict[str, ChartCard] = {}
        self.controls: dict[str, Sequence[QWidget]] = {}
        self.changes = ChangeList()
        self.changes.chosen.connect(self.chosen)
        self.changes.copied.connect(self._say_copied)
        self.words = WordsCard()
        self.words.copied.connect(self._say_copied)
        self.refused = False
        self.charts: dict[str, Chart] = {}
        for chart in page.window_charts:
            made = make_chart(chart, session.appearance)
            made.chosen.connect(self.chosen)
            made.questions.number_of = partial(self.number_at, chart)
            made.questions.why.connect(session.why)
            made.questions.customers.connect(session.list_customers)
            if (filtered := page.filter_by(chart)) is not None:
                made.selects = True
                made.toggled.connect(partial(self.filter_toggled.emit, filtered))
                made.taken_back.connect(self.filter_taken_back)
            self.charts[chart.key] = made

    def asks(self) -> Callable[[DuckDB, Filters], Any]:
        """What is asked now, in the worker's thread."""
        return self.question

    def asked_of(self) -> object:
        """What the answer depends on beside results and filters; equal where it is the same."""
        return None

    def reached_by(self, filters: Filters) -> Filters:
        """Those of the filters that act on the page: others leave it as it is."""
        return limited(filters, self.page.filters)

    def title(self) -> str:
        """The page's name, as in the Power BI report."""
        return of_dashboard(self.page.title)

    def filter_note(self) -> str:
        """What the filters do not reach, in a sentence."""
        return of_dashboard(self.page.filter_note)

    def print_layouts(self) -> tuple[Layout, ...]:
        """How the charts lie on each of the page's sheets of paper."""
        return self.page.paper_layouts

    def tell(
        self,
        data: Any,
        filters: Filters,
        flagged: Mapping[str, str],
        missing: AbstractSet[Need] = frozenset(),
    ) -> None:
        """Show numbers that were asked for under these filters; what is `missing` is said."""
        before, self.filters = self.filters, self.reached_by(filters)
        self.flagged = flagged
        lacking = {
            chart.key: of_dashboard(chart.needs.missing) if chart.needs in missing else ""
            for chart in self.page.window_charts
            if chart.needs is not None
        }
        for key, text in lacking.items():
            self.charts[key].lacks(text)
        for card in self.cards:
            card.say("")  # what stood there is of other data
        self.show_numbers(data)
        for key, text in lacking.items():
            if text:
                self.chart_cards[key].say("")
        for described, card in zip(self.page.cards, self.cards, strict=True):
            if described.needs is not None and described.needs in missing:
                # A 0 of nothing would be taken for a number.
                card.tell(None)
                card.direct(None)
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
        page, self._bar = area.widget(), area.verticalScrollBar()
        assert page is not None
        page.setMaximumWidth(_ANY_WIDTH)
        inside.setContentsMargins(MARGIN, 2, MARGIN, 20)
        self._holder = QVBoxLayout()
        # Large text may need more height for one chart than a small window has.
        self._large = scrolled(self._holder)
        inner = self._large.widget()
        assert inner is not None
        inner.setMaximumWidth(_ANY_WIDTH)
        self._holder.setContentsMargins(MARGIN, 2, MARGIN, 20)
        self._enlarged: tuple[ChartCard, QWidget] | None = None
        escape = QShortcut(QKeySequence("Esc"), self._large)
        escape.setWhatsThis(self.tr("From an enlarged chart back to the page"))
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back_to_page)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(area)
        self._layers.addWidget(self._large)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Charts that lie beside each other lie below where the text leaves them no room."""
        super().resizeEvent(event)
        narrow = self.width() < self.lines_wide * self.fontMetrics().height()
        room = self.width() - 2 * MARGIN - self._bar.sizeHint().width()
        for box in self._across:
            items = [item for place in range(box.count()) if (item := box.itemAt(place))]
            least = sum(item.minimumSize().width() for item in items)
            least += box.spacing() * (len(items) - 1)
            lay_beside(box, beside=not narrow and least <= room)

    # Enlarging

    def enlarge(self, card: ChartCard) -> None:
        """The card takes the room of the page until Esc; asked again, it goes back."""
        if self._enlarged is not None:
            self.back_to_page()
            return
        place = QWidget()
        home = self._layout_of(card)
        home.replaceWidget(card, place)
        self._enlarged = (card, place)
        self._holder.addWidget(card)
        card.is_large = True
        self._layers.setCurrentWidget(self._large)
        card.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_page(self) -> None:
        """An enlarged chart goes back to its place."""
        if self._enlarged is None:
            return
        (card, place), self._enlarged = self._enlarged, None
        home = self._layout_of(place)
        self._holder.removeWidget(card)
        home.replaceWidget(place, card)
        place.deleteLater()
        card.is_large = False
        self._layers.setCurrentIndex(0)
        card.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _layout_of(self, widget: QWidget) -> QBoxLayout:
        return next(box for box in self._all_boxes if box.indexOf(widget) >= 0)

    def _boxes(self, layout: Layout) -> QBoxLayout:
        if isinstance(layout, str):
            layout = Split(False, ((1, layout),))
        box: QBoxLayout = QHBoxLayout() if layout.across else QVBoxLayout()
        box.setSpacing(12)
        self._all_boxes.append(box)
        if layout.across:
            self._across.append(box)
        for share, part in layout.parts:
            if part == CARDS:
                box.addLayout(self._measure_cards(), 0)
            elif part == CHANGES:
                box.addWidget(self.changes, 0)
            elif part == WORDS:
                box.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
            elif isinstance(part, str):
                box.addWidget(self._chart_card(part), share)
            else:
                box.addLayout(self._boxes(part), share)
        return box

    def _measure_cards(self) -> CardRow:
        layout = CardRow()
        for described in self.page.cards:
            card = MeasureCard(described, self.session.appearance)
            card.explained.connect(self.explained)
            card.why.connect(partial(self._ask_of, card))
            Why(card, partial(self._number_of, card), self.session.why.emit)
            self.cards.append(card)
            layout.addWidget(card)
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
        card.enlarge_asked.connect(self.enlarge)
        self.chart_cards[key] = card
        return card

    # Why a number is what it is

    def number_at(self, described: DescribedChart, index: int) -> object | None:
        """Which number a mark of a chart is: what it says itself, else by its description."""
        from crri_gui.engine.explain.asked import of_measure, of_view

        chart = self.charts[described.key]
        item = chart.items[index] if index < len(chart.items) else None
        if item is not None and item.number is not None:
            return item.number
        by, name = described.by, described.measure
        if item is not None and by is not None and described.kind in BY_COLUMN:
            return of_measure(name, self.filters, Filter(by.name, "is", (item.key or None,)))
        view = chart.view_of(index)
        return None if view is None else of_view(view, chart.name_of(index))

    def _number_of(self, card: MeasureCard, _: QPoint | None) -> object | None:
        return self.number_of_card(card)

    def _ask_of(self, card: MeasureCard) -> None:
        self.session.why.emit(self.number_of_card(card))

    def number_of_card(self, card: MeasureCard) -> object | None:
        """Which number a card is."""
        from crri_gui.engine.explain.asked import MeasureAsked

        return MeasureAsked(card.name, self.filters)

    # Telling

    def refuse(self, *, refused: bool) -> None:
        """The words alone, in place of cards and charts of which there is nothing to show."""
        self.refused = refused
        for card in (*self.cards, *self.chart_cards.values()):
            card.setVisible(not refused)

    def tell_cards(
        self,
        values: Mapping[str, Number | None],
        directions: Mapping[str, Direction] = MappingProxyType({}),
    ) -> None:
        """Fill the cards, and say where those go that have a direction."""
        for card in self.cards:
            card.tell(values[card.key])
            card.direct(directions.get(card.key))

    def _say_copied(self) -> None:
        self.session.say(self.tr("The sentences are copied."))

    def say_beside(self, name: str, beside: str) -> None:
        """A figure below the card of a measure."""
        for card in self.cards:
            if card.name == name:
                card.say(beside)

    def on_one_day(self, count: int, repeaters: Number | None) -> str:
        """How many repeat customers bought on one day only: they may be split baskets."""
        if not count or not repeaters:
            return ""
        return self.tr("{share} of repeat customers\nbought on one day only").format(
            share=numbers.percent_in_words(count / int(repeaters))
        )

    # Words

    def month_note(self, month: str) -> str:
        """Why a month is to be read with care, or nothing."""
        return month_words.note(self.flagged.get(month, ""))

    def blank(self, text: str) -> str:
        """A value of the data; blank ones have a name."""
        return text or self.tr("(blank)")

    def flagged_note(
        self, months: Sequence[str], tiny: AbstractSet[str] = frozenset(), *, columns: bool = False
    ) -> str:
        """What the hollow dots mean, or the pale columns, when there are any."""
        shown = [month for month in months if month not in self.filters.left_out]
        return month_words.flagged(shown, self.flagged, tiny, columns=columns)

    def orders(self, *more: Filter, months: bool = True) -> View:
        """The orders under the page's filters and these."""
        return orders_behind(self.filters, *more, months=months)

    def is_chosen(self, name: FilterName, value: str) -> bool:
        """Whether the filters leave a month, a type or a state."""
        if name == "months":
            span = self.filters.months
            return span is None or span[0] <= value <= span[1]
        chosen: frozenset[str] | None = getattr(self.filters, name)
        return chosen is None or value in chosen

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
                self.orders(Filter("order_month", "is", (month,))),
                muted=not self.is_chosen("months", month),
                partial=month in self.flagged or month in tiny,
                tiny=month in tiny,
                beside=beside.get(month) if beside else None,
            )
            for month, value, lines in rows
        ]
