"""The measures of the dashboards: what each one means, once, in words, in DAX and in SQL.

The window asks the SQL, the Power BI project is given the DAX, help and descriptions take the
words. Both languages answer the same under the same filters, save where a measure's `dax_knows`
says what the published tables do not tell.
"""

from __future__ import annotations

from crri_gui.contract import OUTPUT_TABLES, FilterColumn
from crri_gui.measures.customers import CUSTOMER_MEASURES
from crri_gui.measures.measure import Measure, MeasureFormat
from crri_gui.measures.months import MONTH_MEASURES
from crri_gui.measures.orders import ORDER_MEASURES

__all__ = [
    "BY_NAME",
    "FILTERED_BY",
    "MEASURES",
    "RELATIONS",
    "FilterColumn",
    "Measure",
    "MeasureFormat",
]

RELATIONS: dict[str, str] = {
    table.name: f"SELECT * FROM {table.measured}" for table in OUTPUT_TABLES
}
"""The rows a measure is over, by its source."""
FILTERED_BY: dict[str, tuple[FilterColumn, ...]] = {
    table.name: table.filters for table in OUTPUT_TABLES
}
"""The filters that reach a source, as the relationships of the Power BI model carry them.

Cohorts and customers are of all orders: no filter of orders changes who they are.
"""

MEASURES: tuple[Measure, ...] = (*ORDER_MEASURES, *MONTH_MEASURES, *CUSTOMER_MEASURES)
BY_NAME: dict[str, Measure] = {measure.name: measure for measure in MEASURES}
