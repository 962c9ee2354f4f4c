"""Executive Overview in the window: what its charts tell of a month and of a state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from crri_gui.dashboard.page import Page
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard.executive import Executive, executive
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.engine.query.dashboard.published_change import Published
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session


class ExecutiveTab(Tab):
    """Adds what a month and a state share in, and how it grew."""

    question = staticmethod(executive)

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.revenue = self.charts["revenue by month"]
        self.states = self.charts["revenue by state"]
        self._publications = 0
        session.published.connect(self._has_published)
        self.lay_out()

    def asks(self) -> Callable[[DuckDB, Filters], Executive]:
        """What changed is told against the published set, too."""
        results, target = self.session.results, self.session.target
        if results is None or target is None:
            return executive
        definitions = results.request.meaning
        return partial(executive, published=Published(target, definitions))

    def asked_of(self) -> object:
        """Another folder, or another set in it."""
        return self.session.target, self._publications

    def _has_published(self, _: object) -> None:
        self._publications += 1

    def show_numbers(self, data: Executive) -> None:
        """Cards, sentences, line, bars."""
        self.tell_cards(data.cards, data.directions)
        self.changes.tell(data.changes, self._not_compared([row.month for row in data.by_month]))
        self.say_beside(
            "Repeat Rate", self.on_one_day(data.on_one_day, data.cards["Repeat Customers"])
        )
        self.chart_cards["revenue by month"].say(
            self.flagged_note([row.month for row in data.by_month])
        )
        months = [
            (
                row.month,
                row.revenue,
                (
                    self.tr("Total Revenue {amount}").format(amount=numbers.amount(row.revenue)),
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
                (
                    "order_month",
                    "Total Revenue",
                    "Total Orders",
                    "Active Customers",
                    "MoM Growth %",
                ),
                tuple(
                    (row.month, row.revenue, row.orders, row.customers, row.growth)
                    for row in data.by_month
                ),
            ),
        )
        total = sum(row.revenue for row in data.by_state)
        items = [
            Item(
                row.state,
                self.blank(row.state),
                row.revenue,
                (
                    self.blank(row.state),
                    self.tr("Total Revenue {amount}").format(amount=numbers.amount(row.revenue)),
                    self.tr("{share} of all states").format(
                        share=numbers.percent(row.revenue / total if total > 0 else None)
                    ),
                    self.tr("Total Orders {orders}, Active Customers {customers}").format(
                        orders=numbers.integer(row.orders),
                        customers=numbers.integer(row.customers),
                    ),
                ),
                self.orders(Filter("customer_state", "is", (row.state or None,))),
                muted=not self.is_chosen("states", row.state),
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

    def _not_compared(self, months: Sequence[str]) -> str:
        """Which of the months are compared with none."""
        flagged = [month for month in months if month in self.flagged]
        if not flagged or self.filters.left_out:
            return ""
        return self.tr("complete months only, without {months}").format(
            months=self.named_months(flagged)
        )


TAB = ExecutiveTab
