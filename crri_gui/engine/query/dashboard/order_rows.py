"""The orders behind a number of the dashboard, as a view of the grid."""

from __future__ import annotations

from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import Filters


def orders_behind(filters: Filters, *more: Filter, months: bool = True) -> View:
    """The orders under these filters and `more`, which take the place of those of their column.

    Without `months`, those of the months are not among them.
    """
    taken = {own.column for own in more}
    kept = []
    if months and "order_month" not in taken:
        if filters.months is not None:
            kept.append(Filter("order_month", "range", filters.months))
        if filters.left_out:
            kept.append(Filter("order_month", "is_not", tuple(sorted(filters.left_out))))
    for column, chosen in (
        ("payment_type", filters.payment_types),
        ("customer_state", filters.states),
    ):
        if chosen is not None and column not in taken:
            kept.append(Filter(column, "is", tuple(name or None for name in sorted(chosen))))
    return View("master_orders", (*more, *kept))
