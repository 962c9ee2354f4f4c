"""Page 1 of the dashboard: Executive Overview."""

from __future__ import annotations

from crri_gui.engine.query import dashboard
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard_numbers import Executive
from crri_gui.gui.charts.axes import short_money
from crri_gui.gui.charts.bars import BarChart
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.dashboard.cards import side_by_side
from crri_gui.gui.pages.dashboard.tab import ALL_FILTERS, Paper, Tab
from crri_gui.gui.state.session import Session


class ExecutiveTab(Tab):
    """Page 1."""

    key = "executive"
    question = staticmethod(dashboard.executive)
    reach = ALL_FILTERS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        appearance = session.appearance
        self.revenue = LineChart(self.tr("Total Revenue by month"), appearance, short_money)
        self.states = BarChart(self.tr("Total Revenue by state"), appearance, numbers.compact_money)
        self.states.selects = True
        self.states.toggled.connect(self.state_toggled)
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
                            hint=self.tr(
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
        self.say_beside(
            "Repeat Rate", self.on_one_day(data.on_one_day, data.cards["Repeat Customers"])
        )
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
                        share=numbers.percent(row.revenue / total if total > 0 else None)
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
