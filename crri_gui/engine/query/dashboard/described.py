"""The numbers of any page, as its description asks for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crri_gui.contract import OUTPUT_TABLES, SEGMENTS
from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY
from crri_gui.dashboard.page import BY_COLUMN, Chart, Column, Page
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.usual import tiny
from crri_gui.engine.query.dashboard.asking import Number, ask, card_values, measures
from crri_gui.engine.query.dashboard.directions import Direction, directions
from crri_gui.engine.query.dashboard.filters import Filters, along_months, calendar_of, limited

_COLUMNS = {
    table.name: frozenset(column.name for column in table.columns) for table in OUTPUT_TABLES
}


@dataclass(frozen=True)
class ChartRow:
    """A value of the chart's column ("" where it is blank), and its measures by their names."""

    key: str
    values: dict[str, Number | None]


@dataclass(frozen=True)
class PageNumbers:
    """The cards by their names and where they go, the rows of each chart by its key.

    Months that are `tiny` under the filters are too small to be read by their rates.
    """

    cards: dict[str, Number | None]
    directions: dict[str, Direction]
    charts: dict[str, tuple[ChartRow, ...]]
    tiny: frozenset[str]


def asked_measures(chart: Chart) -> tuple[str, ...]:
    """What the window asks for each value of the chart's column, its measure first.

    Raises `ValueError` when the chart is none that can be asked from its description alone.
    """
    if chart.kind not in BY_COLUMN or chart.by is None:
        raise ValueError(f"{chart.key}: a chart of the kind {chart.kind} needs a tab of its own.")
    shown = (chart.measure, *([chart.beside] if chart.beside else []))
    for name in shown:
        if not _by_group(name, chart.by):
            raise ValueError(f"{chart.key}: {name} cannot be asked by {chart.by.name}.")
    return (*shown, *(name for name in chart.tooltips if _by_group(name, chart.by)))


def _by_group(name: str, by: Column) -> bool:
    measure = BY_NAME[name]
    source = measure.source
    # What filters reach a source by, its rows have, be it published or not.
    return measure.can_be_grouped and by.name in {*_COLUMNS[source], *FILTERED_BY[source]}


def page_numbers(db: DuckDB, filters: Filters, page: Page) -> PageNumbers:
    """What the page shows under those of the filters that reach it.

    Raises `ValueError` for a chart that needs more than its description.
    """
    reaching = limited(filters, page.filters)
    orders: dict[str, int] = {}
    if any(chart.usual_months_only for chart in page.window_charts):
        axis = along_months(reaching)
        orders = dict(ask(db, axis, measures("Total Orders"), "order_month"))
    return PageNumbers(
        card_values(db, page, reaching),
        directions(db, page, reaching),
        {chart.key: _rows(db, page, chart, reaching) for chart in page.window_charts},
        frozenset(tiny(orders)),
    )


def _rows(db: DuckDB, page: Page, chart: Chart, filters: Filters) -> tuple[ChartRow, ...]:
    names = asked_measures(chart)
    assert chart.by is not None
    # Where states or types are chosen, those that are not stay to be seen, as do other months.
    match page.filter_by(chart):
        case "months":
            filters = along_months(filters)
        case "states":
            filters = replace(filters, states=None)
        case "payment_types":
            filters = replace(filters, payment_types=None)
    found: dict[str, dict[str, Number | None]] = {}
    for source in dict.fromkeys(BY_NAME[name].source for name in names):
        here = [name for name in names if BY_NAME[name].source == source]
        for key, *values in ask(db, filters, measures(*here), chart.by.name):
            found.setdefault(key, {}).update(zip(here, values, strict=True))
    if chart.by.name == "order_month":
        # Months without an order are in the calendar too: sales that stop are to be seen.
        found = {month: found.get(month, {}) for month in calendar_of(db, filters)}
    rows = [
        ChartRow(key, {name: values.get(name) for name in names}) for key, values in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: _place(row, chart)))


def _place(row: ChartRow, chart: Chart) -> tuple[float, str]:
    if chart.largest_first:
        value = row.values[chart.measure]
        return (float("inf") if value is None else -float(value), row.key)
    return (SEGMENTS.index(row.key) if row.key in SEGMENTS else 0, row.key)
