"""Operations in the window: what its charts tell of a month and of a payment type."""

from __future__ import annotations

from crri_gui.dashboard.page import Page
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard.operations import Operations, operations
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session


class OperationsTab(Tab):
    """Adds of how many orders a rate is, and how many are overdue."""

    question = staticmethod(operations)

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.days = self.charts["delivery days"]
        self.late = self.charts["late deliveries"]
        self.score = self.charts["review score"]
        self.types = self.charts["orders by payment"]
        self.lay_out()

    def show_numbers(self, data: Operations) -> None:
        """Cards, three lines, bars."""
        self.tell_cards(data.cards, data.directions)
        self.say_beside("Late Delivery Rate", self._overdue(data.overdue))
        for key, chart, name, texts in (
            ("delivery days", self.days, "delivery_days", numbers.days),
            ("late deliveries", self.late, "late_rate", _exact_percent),
            ("review score", self.score, "review_score", _exact_score),
        ):
            drawn = [one.month for one in data.by_month if getattr(one, name) is not None]
            self.chart_cards[key].say(self.flagged_note(drawn, data.tiny))
            rows = []
            for month in data.by_month:
                value = getattr(month, name)
                orders = self.tr("Total Orders {orders}").format(
                    orders=numbers.integer(month.orders)
                )
                lines = [texts(value), orders]
                if chart is self.late:
                    judged = self.tr("of {count:,} {count|order|orders} judged")
                    lines.append(counted(judged, count=month.judged))
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
        """Orders that are past their time without a delivery date, which the late rate has not."""
        if not count:
            return ""
        if count == 1:
            return self.tr("1 more: overdue, no delivery date")
        return self.tr("{count} more: overdue, no delivery date").format(
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
                        self.tr("Total Revenue {amount}").format(
                            amount=numbers.amount(row.revenue)
                        ),
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


def _exact_percent(value: float | None) -> str:
    return numbers.percent(value, 2)


def _exact_score(value: float | None) -> str:
    return numbers.number(value, 2)


TAB = OperationsTab
