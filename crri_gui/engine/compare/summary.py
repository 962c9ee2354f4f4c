"""What publishing changes, in one sentence."""

from __future__ import annotations

from decimal import Decimal

from crri_gui.engine.compare.change import Moves, Totals, change_sentence
from crri_gui.engine.compare.comparison import Comparison, TableChange
from crri_gui.messages import Sentence, sentence


def comparison_sentence(comparison: Comparison) -> Sentence:
    """ "Revenue +49,532.31 (+1.8 %), 365 more orders, 2 months restated." of a comparison.

    What is published and cannot be read is not compared: then it says so.
    """
    tables = {change.table: change for change in comparison.tables}
    orders, months = tables["master_orders"], tables["monthly_revenue"]
    revenue, customers = _total(months, "revenue"), _total(tables["rfm_customers"], "customers")
    before = (revenue[0], orders.rows_before, customers[0], months.rows_before)
    if None in before:
        return sentence("change.unknown", revenue=revenue[1])
    moves = Moves(
        come=orders.rows_come.count,
        go=orders.rows_go.count,
        restated=len(comparison.months_restated),
        segment=sum(n for (was, becomes), n in comparison.segment_moves.items() if was != becomes),
    )
    after = (revenue[1], orders.rows_after, customers[1], months.rows_after)
    return change_sentence(_totals(*before), _totals(*after), moves)


def _total(table: TableChange, name: str) -> tuple[Decimal | None, Decimal]:
    [found] = [total for total in table.totals if total.name == name]
    return found.before, found.after


def _totals(
    revenue: Decimal | None, orders: int | None, customers: Decimal | None, months: int | None
) -> Totals:
    return Totals(
        revenue=revenue or Decimal(),
        orders=orders or 0,
        customers=int(customers or 0),
        months=months or 0,
    )
