"""What changes in one sentence: money, orders, months, and customers of another segment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from crri_gui.engine.compare.comparison import Comparison, TableChange
from crri_gui.messages import Sentence, sentence

_PERCENT = 100


@dataclass(frozen=True)
class Change:
    """Two sets of outputs, before and after, in the figures that a reader asks for first.

    Revenue in the currency of the raw data, with cents; what is None before was not there or cannot
    be read, and is not compared. `months_restated` are in both sets with other revenue,
    `customers_moved` are in both with another segment.
    """

    revenue_before: Decimal | None
    revenue_after: Decimal
    orders_before: int | None
    orders_after: int
    months_come: int = 0
    months_go: int = 0
    months_restated: int = 0
    customers_moved: int = 0


def change_of(comparison: Comparison) -> Change:
    """The figures of a comparison of published with computed outputs."""
    tables = {change.table: change for change in comparison.tables}
    revenue = _total(tables["monthly_revenue"], "revenue")
    orders = tables["master_orders"]
    moved = sum(n for (was, becomes), n in comparison.segment_moves.items() if was != becomes)
    return Change(
        *revenue,
        orders.rows_before,
        orders.rows_after,
        len(comparison.months_added),
        len(comparison.months_removed),
        len(comparison.months_restated),
        moved,
    )


def change_sentence(change: Change) -> Sentence:
    """ "Revenue +49,532.31 (+1.8 %), 365 more orders, 2 months restated"."""
    return sentence("what_changes", parts=tuple(_parts(change)))


def _parts(change: Change) -> Iterator[Sentence]:
    before, after = change.revenue_before, change.revenue_after
    if before is None:
        yield sentence("revenue_computed", revenue=after)
    elif before == after:
        yield sentence("revenue_stays", revenue=after)
    elif before == 0:
        yield sentence("revenue_changes.from_nothing", change=after)
    else:
        share = (after - before) / abs(before) * _PERCENT
        yield sentence("revenue_changes", change=after - before, percent=share)
    orders = 0 if change.orders_before is None else change.orders_after - change.orders_before
    if orders:
        yield sentence("orders_come" if orders > 0 else "orders_go", count=abs(orders))
    if change.months_come:
        yield sentence("months_come", count=change.months_come)
    if change.months_go:
        yield sentence("months_go", count=change.months_go)
    if change.months_restated:
        yield sentence("months_restated", count=change.months_restated)
    if change.customers_moved:
        yield sentence("customers_move", count=change.customers_moved)


def _total(table: TableChange, name: str) -> tuple[Decimal | None, Decimal]:
    [found] = [total for total in table.totals if total.name == name]
    return found.before, found.after
