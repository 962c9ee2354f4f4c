"""The measures of the dashboards: what each one means, once, in words, in DAX and in SQL.

The window asks the SQL, the Power BI project is given the DAX, help and descriptions take the
words. Both languages answer the same under the same filters, save where a measure's `dax_knows`
says what the published tables do not tell.
"""

from __future__ import annotations

from typing import Literal

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

FilterColumn = Literal["order_month", "payment_type", "customer_state"]

RELATIONS: dict[str, str] = {
    "master_orders": "SELECT * FROM master_orders",
    "cohort_retention": "SELECT * FROM cohort_retention",
    "rfm_customers": "SELECT * FROM rfm_customers",
    # With the late orders and those that could be judged, which the published table lacks.
    "ops_metrics": "SELECT * FROM month_operations",
}
"""The rows a measure is over, by its source."""
FILTERED_BY: dict[str, tuple[FilterColumn, ...]] = {
    "master_orders": ("order_month", "payment_type", "customer_state"),
    "ops_metrics": ("order_month",),
    "cohort_retention": (),
    "rfm_customers": (),
}
"""The filters that reach a source, as the relationships of the Power BI model carry them.

Cohorts and customers are of all orders: no filter of orders changes who they are.
"""

MEASURES: tuple[Measure, ...] = (*ORDER_MEASURES, *MONTH_MEASURES, *CUSTOMER_MEASURES)
BY_NAME: dict[str, Measure] = {measure.name: measure for measure in MEASURES}
