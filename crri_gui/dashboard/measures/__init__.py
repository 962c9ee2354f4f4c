"""The measures of the dashboards: what each one means, once, in words, in DAX and in SQL.

The window asks the SQL, the Power BI project is given the DAX, help and descriptions take the
words. Both languages answer the same under the same filters, save where a measure's `dax_knows`
says what the published tables do not tell. Each page has a module of its name with the `MEASURES`
that belong to it; they are listed in the order of the pages.
"""

from __future__ import annotations

import re
import sys

from crri_gui.contract import OUTPUT_TABLES, FilterColumn
from crri_gui.dashboard.listing import defined_in
from crri_gui.dashboard.measures.measure import Measure, MeasureFormat
from crri_gui.dashboard.measures.orders import ADDED
from crri_gui.dashboard.pages import PAGES

__all__ = [
    "ADDED",
    "BY_NAME",
    "FILTERED_BY",
    "MEASURES",
    "RELATIONS",
    "FilterColumn",
    "Measure",
    "MeasureFormat",
    "rows_of",
]

_MEASURED: dict[str, str] = {table.name: table.measured for table in OUTPUT_TABLES}


def rows_of(source: str, *sql: str) -> str:
    """SELECT of the rows that measures over a source are asked of.

    Of what each row adds to measures it has what is named in `sql`.
    """
    named = set(re.findall(r"\w+", " ".join(sql)))
    added = (
        f", {expression} AS {name}"
        for name, expression in ADDED.get(source, {}).items()
        if name in named
    )
    return f"SELECT *{''.join(added)} FROM {_MEASURED[source]}"


RELATIONS: dict[str, str] = {
    source: rows_of(source, *ADDED.get(source, {})) for source in _MEASURED
}
"""The rows a measure is over, by its source, with all that they add to any."""
FILTERED_BY: dict[str, tuple[FilterColumn, ...]] = {
    table.name: table.filters for table in OUTPUT_TABLES
}
"""The filters that reach a source, as the relationships of the Power BI model carry them.

Cohorts and customers are of all orders: no filter of orders changes who they are.
"""


def _in_order_of_pages() -> tuple[Measure, ...]:
    place = {page.key: number for number, page in enumerate(PAGES)}
    found = defined_in(sys.modules[__name__], "MEASURES")
    keys = sorted(found, key=lambda key: (place.get(key, len(place)), key))
    return tuple(measure for key in keys for measure in found[key])


MEASURES: tuple[Measure, ...] = _in_order_of_pages()
BY_NAME: dict[str, Measure] = {measure.name: measure for measure in MEASURES}
