"""Which number is meant: a measure under filters, a cell of a table, a line of a statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters


@dataclass(frozen=True)
class MeasureAsked:
    """A measure under the filters of a page, of the rows that `cell` leaves: a month, a cohort.

    With `part` only that part of it is meant, counted from 0.
    """

    measure: str
    filters: Filters = NO_FILTERS
    cell: tuple[Filter, ...] = ()
    part: int | None = None


@dataclass(frozen=True)
class RowsAsked:
    """How many rows a view has."""

    view: View


@dataclass(frozen=True)
class CustomersAsked:
    """The customers of a view, and what they are worth; `title` is what the mark is called."""

    view: View
    title: str = ""


@dataclass(frozen=True)
class OrderAsked:
    """An order, and the column of it that was pointed at."""

    order_id: str
    table: str = ""
    column: str = ""


@dataclass(frozen=True)
class CustomerAsked:
    """A customer, and the column that was pointed at."""

    customer_unique_id: str
    table: str = ""
    column: str = ""


@dataclass(frozen=True)
class LineAsked:
    """A line of a statement of the reconciliation, counted from 0; None is its total."""

    statement: str
    line: int | None


@dataclass(frozen=True)
class RejectAsked:
    """A rejected row, by its file and the line on which it begins."""

    file: str
    line: int


Asked = (
    MeasureAsked | RowsAsked | CustomersAsked | OrderAsked | CustomerAsked | LineAsked | RejectAsked
)
_OF_CUSTOMERS = ("rfm_customers", "rfm_scored")


def of_view(view: View, title: str = "") -> Asked:
    """What the rows of a view ask: of customers who they are and their money, else how many."""
    return CustomersAsked(view, title) if view.table in _OF_CUSTOMERS else RowsAsked(view)


def of_measure(name: str, filters: Filters, *cell: Filter) -> MeasureAsked:
    """The measure of one point of a chart: what the cell says goes before the filters.

    A chart that chooses states shows those that are not chosen too.
    """
    reach = FILTERED_BY[BY_NAME[name].source]
    kept = []
    for one in cell:
        chosen = frozenset(str(value or "") for value in one.values)
        if one.kind != "is" or one.column not in reach:
            kept.append(one)
        elif one.column == "payment_type":
            filters = replace(filters, payment_types=chosen)
        elif one.column == "customer_state":
            filters = replace(filters, states=chosen)
        elif len(chosen) == 1:
            (month,) = chosen
            filters = replace(filters, months=(month, month))
        else:
            kept.append(one)
    return MeasureAsked(name, filters, tuple(kept))


def of_cell(table: str, column: str, row: dict[str, Any]) -> Asked | None:
    """What a cell of a table asks; None where it is of no order, customer or measure.

    Of a month without orders measures are blank where the table has 0 or -100 %: there it is the
    orders that are asked about.
    """
    for output in OUTPUT_TABLES:
        if output.name != table or row.get("orders") == 0:
            continue
        found = next((one for one in output.columns if one.name == column), None)
        if found is not None and found.measure and all(key in row for key in output.key):
            key = (Filter(name, "is", (row[name],)) for name in output.key)
            return replace(of_measure(found.measure, NO_FILTERS, *key), part=found.measure_part)
    return of_row(table, column, row)


def of_row(table: str, column: str, row: dict[str, Any]) -> Asked | None:
    """The order, the customer or the rejected line that a row is of."""
    if row.get("order_id"):
        return OrderAsked(str(row["order_id"]), table, column)
    if row.get("customer_unique_id"):
        return CustomerAsked(str(row["customer_unique_id"]), table, column)
    if table == "rejects" and row.get("file") and row.get("line"):
        return RejectAsked(str(row["file"]), int(row["line"]))
    if row.get("order_month"):
        month = Filter("order_month", "is", (row["order_month"],))
        return of_measure("Total Orders", NO_FILTERS, month)
    return None


def reaching(measure: str, filters: Filters) -> Filters:
    """Those of the filters that reach the measure."""
    reach = FILTERED_BY[BY_NAME[measure].source]
    return Filters(
        filters.months if "order_month" in reach else None,
        filters.payment_types if "payment_type" in reach else None,
        filters.states if "customer_state" in reach else None,
        filters.left_out if "order_month" in reach else frozenset(),
    )
