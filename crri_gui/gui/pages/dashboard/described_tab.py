"""A page that is all in its description: what it shows needs no code of its own."""

from __future__ import annotations

from functools import partial

from crri_gui.dashboard.page import Chart, Column, Page
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.asking import Number
from crri_gui.engine.query.dashboard.described import ChartRow, PageNumbers, page_numbers
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.pages.dashboard.cards import written
from crri_gui.gui.pages.dashboard.tab import Tab
from crri_gui.gui.state.session import Session


class DescribedTab(Tab):
    """Lines over months, bars and columns: each tells its measures, and leads to its rows."""

    def __init__(self, session: Session, page: Page) -> None:
        super().__init__(session, page)
        self.question = partial(page_numbers, page=page)
        self.lay_out()

    def show_numbers(self, data: PageNumbers) -> None:
        """Cards and charts."""
        self.tell_cards(data.cards, data.directions)
        for chart in self.page.window_charts:
            assert chart.by is not None
            rows = data.charts[chart.key]
            if chart.by.name == "order_month":
                items = self._months(chart, rows, data)
                drawn = [row.key for row in rows if row.values[chart.measure] is not None]
                stacked = chart.kind == "stacked"
                flagged = self.flagged_note(drawn, data.tiny, columns=stacked)
                note = of_dashboard(chart.note)
                self.chart_cards[chart.key].say(" ".join(text for text in (note, flagged) if text))
            else:
                items = [self._item(chart, chart.by, row) for row in rows]
            names = tuple(rows[0].values) if rows else (chart.measure,)
            self.charts[chart.key].set_items(
                items,
                Values(
                    (chart.by.name, *names),
                    tuple((row.key, *row.values.values()) for row in rows),
                ),
            )

    def _months(self, chart: Chart, rows: tuple[ChartRow, ...], data: PageNumbers) -> list[Item]:
        beside = {row.key: _drawn(row.values[chart.beside]) for row in rows if chart.beside}
        return self.month_items(
            [(row.key, _drawn(row.values[chart.measure]), _told(row)) for row in rows],
            data.tiny if chart.usual_months_only else frozenset(),
            beside,
        )

    def _item(self, chart: Chart, by: Column, row: ChartRow) -> Item:
        filtered = self.page.filter_by(chart)
        return Item(
            row.key,
            self.blank(row.key),
            _drawn(row.values[chart.measure]),
            (self.blank(row.key), *_told(row)),
            self._rows_of(by, row.key),
            muted=filtered is not None and not self.is_chosen(filtered, row.key),
        )

    def _rows_of(self, by: Column, value: str) -> View:
        only = Filter(by.name, "is", (value or None,))
        return self.orders(only) if by.table == "master_orders" else View(by.table, (only,))


def _told(row: ChartRow) -> tuple[str, ...]:
    return tuple(f"{name} {written(name, value)}" for name, value in row.values.items())


def _drawn(value: Number | None) -> float | None:
    return None if value is None else float(value)
