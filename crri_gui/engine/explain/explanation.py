"""The answer to "why this number?", from computed results."""

from __future__ import annotations

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import (
    Asked,
    CustomerAsked,
    CustomersAsked,
    LineAsked,
    MeasureAsked,
    OrderAsked,
    RowsAsked,
)
from crri_gui.engine.explain.of_numbers import of_customers, of_measure, of_rows
from crri_gui.engine.explain.of_one import of_customer, of_line, of_order, of_reject
from crri_gui.engine.results import Results


def explain(run: RunContext, results: Results, asked: Asked) -> Explanation:
    """What a number means, its rows, its statement and what it leaves out.

    Raises `UsageError` for a number, order, customer or line that there is not.
    """
    with results.database(run) as db:
        if isinstance(asked, MeasureAsked):
            return of_measure(db, results, asked)
        if isinstance(asked, RowsAsked):
            return of_rows(db, results, asked)
        if isinstance(asked, CustomersAsked):
            return of_customers(db, results, asked)
        if isinstance(asked, OrderAsked):
            return of_order(db, results, asked)
        if isinstance(asked, CustomerAsked):
            return of_customer(db, results, asked)
        if isinstance(asked, LineAsked):
            return of_line(db, results, asked)
        return of_reject(results, asked)
