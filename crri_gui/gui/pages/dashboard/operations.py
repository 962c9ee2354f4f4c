"""Page 4 of the dashboard: Operations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QGridLayout

from crri_gui.engine.query import dashboard
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard_numbers import Filters, Operations
from crri_gui.gui.charts.axes import short_number, short_percent
from crri_gui.gui.charts.bars import BarChart
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.tab import Paper, Tab
from crri_gui.gui.state.session import Session


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
            self.tr("Avg Review Score by month"),
            appearance,
            short_number,
            low=1.0,
            high=5.0,
            series=2,
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
        self.say_beside("Late Delivery Rate", self._overdue(data.overdue))
        months = [month.month for month in data.by_month]
        for card in (self.chart_cards[0], self.chart_cards[2], self.chart_cards[3]):
            card.say(self.flagged_note(months, data.tiny))
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
                lines = [texts(value), orders]
                if chart is self.late:
                    judged = numbers.integer(month.judged)
                    lines.append(self.tr("of {count} orders judged").format(count=judged))
                    lines.append(self._overdue(month.overdue))
                rows.append((month.month, value, tuple(lines)))
            header = ["order_month", chart.title, "Total Orders"]
            values = [[row.month, getattr(row, name), row.orders] for row in data.by_month]
            if chart is self.late:
                header += ["judged", "overdue"]
                for line, row in zip(values, data.by_month, strict=True):
                    line += [row.judged, row.overdue]
            chart.set_items(
                self.month_items(rows, data.tiny), Values(tuple(header), tuple(map(tuple, values)))
            )
        self._show_types(data)

    def _overdue(self, count: int) -> str:
        """Orders that are past their time and not delivered, which the late rate has not."""
        if not count:
            return ""
        if count == 1:
            return self.tr("1 more is overdue, not delivered")
        return self.tr("{count} more are overdue, not delivered").format(
            count=numbers.integer(count)
        )

    def _show_types(self, data: Operations) -> None:
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
