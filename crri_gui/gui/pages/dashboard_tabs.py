"""What the four pages of the dashboard have in common, and pages 1 and 4."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from crri_gui.engine import dashboard
from crri_gui.engine.browse import Filter, View
from crri_gui.engine.dashboard import Executive, Filters, Number, Operations
from crri_gui.engine.progress import Run
from crri_gui.gui import numbers
from crri_gui.gui.charts.axes import short_money, short_number, short_percent
from crri_gui.gui.charts.bars import BarChart
from crri_gui.gui.charts.chart import Chart, Item, Values
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.pages.dashboard_parts import ChartCard, MeasureCard, side_by_side
from crri_gui.gui.parts import scrolled
from crri_gui.gui.session import Session

ALL_FILTERS = frozenset({"months", "payment_types", "states"})
Paper = Sequence[tuple[int, Sequence[tuple[int, Chart]]]]
"""Rows of a report's page: their share of the height, and charts with their share of the width."""


class Tab(QWidget):
    """A page of the dashboard: it asks the engine and shows what comes."""

    chosen = Signal(object)
    explained = Signal(str)
    key = ""
    reach: frozenset[str] = frozenset()
    """The filters that act on the page."""
    question: Callable[[Run, duckdb.DuckDBPyConnection, Filters], Any]
    """Asks for the page's numbers, in the worker's thread."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.flagged: Mapping[str, str] = {}
        self.filters = dashboard.NO_FILTERS
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
        inside.setContentsMargins(24, 2, 24, 20)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    # Words

    def month_note(self, month: str) -> str:
        """Why a month is to be read with care, or nothing."""
        return {
            "partial": self.tr("partial: the data ends before the month does"),
            "thin": self.tr("stray: hardly any orders, at the edge of the data"),
        }.get(self.flagged.get(month, ""), "")

    def blank(self, text: str) -> str:
        """A value of the data; blank ones have a name."""
        return text or self.tr("(blank)")

    def flagged_note(self, months: Sequence[str]) -> str:
        """What the hollow dots mean, when there are any."""
        marked = [numbers.month(month) for month in months if month in self.flagged]
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
    ) -> list[Item]:
        """A month, its value, and the lines told about it, as items of a line."""
        return [
            Item(
                month,
                numbers.month(month),
                value,
                (numbers.month(month), *lines, self.month_note(month)),
                self.orders(Filter("order_month", "is", (month,)), months=False),
                partial=month in self.flagged,
            )
            for month, value, lines in rows
        ]


class ExecutiveTab(Tab):
    """Page 1."""

    key = "executive"
    question = staticmethod(dashboard.executive)
    reach = ALL_FILTERS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        appearance = session.appearance
        self.revenue = LineChart(
            self.tr("Total Revenue by month"), appearance, short_money
        )
        self.states = BarChart(
            self.tr("Total Revenue by state"), appearance, numbers.compact_money
        )
        self.states.selects = True
        self.lay_out(
            (
                self.measure_cards(
                    "Total Revenue", "Active Customers", "Total Orders", "AOV", "Repeat Rate"
                ),
                0,
            ),
            (
                side_by_side(
                    (self.chart_card(self.revenue, about="Total Revenue"), 3),
                    (
                        self.chart_card(
                            self.states,
                            note=self.tr(
                                "Click a state to filter the page; double-click to see its orders."
                            ),
                            scrolls=True,
                        ),
                        2,
                    ),
                ),
                1,
            ),
        )

    def title(self) -> str:
        """As in the Power BI report."""
        return self.tr("Executive Overview")

    def paper(self) -> Paper:
        """The line beside the bars."""
        return ((1, ((3, self.revenue), (2, self.states))),)

    def show_numbers(self, data: Executive) -> None:
        """Cards, line, bars."""
        self.tell_cards(data.cards)
        self.chart_cards[0].say(self.flagged_note([row.month for row in data.by_month]))
        months = [
            (
                row.month,
                row.revenue,
                (
                    self.tr("Total Revenue {amount}").format(amount=numbers.money(row.revenue)),
                    self.tr("Total Orders {orders}, Active Customers {customers}").format(
                        orders=numbers.integer(row.orders),
                        customers=numbers.integer(row.customers),
                    ),
                    self.tr("MoM Growth {share}").format(share=numbers.percent(row.growth)),
                ),
            )
            for row in data.by_month
        ]
        self.revenue.set_items(
            self.month_items(months),
            Values(
                ("order_month", "Total Revenue", "Total Orders", "Active Customers", "MoM Growth %"),
                tuple(
                    (row.month, row.revenue, row.orders, row.customers, row.growth)
                    for row in data.by_month
                ),
            ),
        )
        selected = self.filters.states
        total = sum(row.revenue for row in data.by_state)
        items = [
            Item(
                row.state,
                self.blank(row.state),
                row.revenue,
                (
                    self.blank(row.state),
                    self.tr("Total Revenue {amount}").format(amount=numbers.money(row.revenue)),
                    self.tr("{share} of all states").format(
                        share=numbers.percent(row.revenue / total if total else None)
                    ),
                    self.tr("Total Orders {orders}, Active Customers {customers}").format(
                        orders=numbers.integer(row.orders),
                        customers=numbers.integer(row.customers),
                    ),
                ),
                self.orders(Filter("customer_state", "is", (row.state or None,))),
                muted=selected is not None and row.state not in selected,
            )
            for row in data.by_state
        ]
        self.states.set_items(
            items,
            Values(
                ("customer_state", "Total Revenue", "Total Orders", "Active Customers"),
                tuple((row.state, row.revenue, row.orders, row.customers) for row in data.by_state),
            ),
        )


class OperationsTab(Tab):
    """Page 4."""

    key = "operations"
    question = staticmethod(dashboard.operations)
    reach = frozenset({"months"})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        appearance = session.appearance
        self.days = LineChart(self.tr("Avg Delivery Days by month"), appearance, short_number)
        self.late = LineChart(
            self.tr("Late Delivery Rate by month"), appearance, short_percent, series=1
        )
        self.score = LineChart(
            self.tr("Avg Review Score by month"), appearance, short_number, low=1.0, high=5.0, series=2
        )
        self.types = BarChart(
            self.tr("Total Orders by payment type"), appearance, _count, colours=(0,)
        )
        grid = QGridLayout()
        grid.setSpacing(12)
        for place, (chart, about) in enumerate(
            (
                (self.days, "Avg Delivery Days"),
                (self.types, "Total Orders"),
                (self.late, "Late Delivery Rate"),
                (self.score, "Avg Review Score"),
            )
        ):
            grid.addWidget(self.chart_card(chart, about=about), place // 2, place % 2)
        for number in (0, 1):
            grid.setColumnStretch(number, 1)
            grid.setRowStretch(number, 1)
        self.lay_out(
            (
                self.measure_cards(
                    "Avg Delivery Days", "Late Delivery Rate", "Avg Review Score", "Total Orders"
                ),
                0,
            ),
            (grid, 1),
        )

    def title(self) -> str:
        """As in the Power BI report."""
        return self.tr("Operations")

    def says(self) -> str:
        """Why there is no filter of payment types."""
        return self.tr("This page is filtered by month only.")

    def paper(self) -> Paper:
        """Two by two."""
        return ((1, ((1, self.days), (1, self.types))), (1, ((1, self.late), (1, self.score))))

    def tell(self, data: Any, filters: Filters, flagged: Mapping[str, str]) -> None:
        """Only the months reach this page."""
        super().tell(data, Filters(filters.months), flagged)

    def show_numbers(self, data: Operations) -> None:
        """Cards, three lines, bars."""
        self.tell_cards(data.cards)
        for chart, name, texts in (
            (self.days, "delivery_days", numbers.days),
            (self.late, "late_rate", _exact_percent),
            (self.score, "review_score", _exact_score),
        ):
            rows = []
            for month in data.by_month:
                value = getattr(month, name)
                orders = self.tr("Total Orders {orders}").format(
                    orders=numbers.integer(month.orders)
                )
                rows.append((month.month, value, (texts(value), orders)))
            chart.set_items(
                self.month_items(rows),
                Values(
                    ("order_month", chart.title, "Total Orders"),
                    tuple((row.month, getattr(row, name), row.orders) for row in data.by_month),
                ),
            )
        total = sum(row.orders for row in data.by_payment_type)
        self.types.set_items(
            [
                Item(
                    row.payment_type,
                    self.blank(row.payment_type),
                    float(row.orders),
                    (
                        self.blank(row.payment_type),
                        self.tr("Total Orders {orders}").format(orders=numbers.integer(row.orders)),
                        self.tr("{share} of the orders").format(
                            share=numbers.percent(row.orders / total if total else None)
                        ),
                        self.tr("Total Revenue {amount}").format(amount=numbers.money(row.revenue)),
                    ),
                    self.orders(Filter("payment_type", "is", (row.payment_type or None,))),
                )
                for row in data.by_payment_type
            ],
            Values(
                ("payment_type", "Total Orders", "Total Revenue"),
                tuple((row.payment_type, row.orders, row.revenue) for row in data.by_payment_type),
            ),
        )


def _count(value: float) -> str:
    return numbers.integer(round(value))


def _exact_percent(value: float | None) -> str:
    return numbers.percent(value, 2)


def _exact_score(value: float | None) -> str:
    return numbers.number(value, 2)
