"""SQL that the measures of several pages share: what a row adds to them, revenue and customers.

Measures add up what each row brings (`ADDED`) and count no rows. So the same SQL is right over
single orders or customers and over rows that stand for many of them, which the pages are asked of
(`engine/query/dashboard/cells.py`). Its `grain` says so: "sums" of what only adds up columns, of
all rows or of some by what pages are filtered by, `segment` or `is_repeat_customer`; "cells" of
what counts distinct `repeater` too.
"""

from __future__ import annotations

from collections.abc import Mapping

from crri_gui.contract import REPEAT_BY_MONTH_DAYS as DAYS

NO_ORDER = "no order is selected"
"""When a measure over orders is blank."""
OBSERVED = f"is_first_order = 1 AND days_observed >= {DAYS}"
"""SQL over order_details: the first order of a customer who was watched long enough."""
BACK = f"{OBSERVED} AND days_to_second_order <= {DAYS}"
"""The same of one who ordered again within that time."""
ADDED: Mapping[str, Mapping[str, str]] = {
    "master_orders": {
        "orders": "1",
        "delivered": "CASE WHEN delivery_days IS NOT NULL THEN 1 ELSE 0 END",
        "reviewed": "CASE WHEN review_score IS NOT NULL THEN 1 ELSE 0 END",
        # Who ordered once has one row: only customers who came back need telling apart.
        "repeater": "CASE WHEN is_repeat_customer = 1 THEN customer_unique_id END",
    },
    "order_details": {
        "orders_once": "CASE WHEN is_first_order = 1 AND days_to_second_order IS NULL "
        "THEN 1 ELSE 0 END",
        "repeater": "CASE WHEN days_to_second_order IS NOT NULL THEN customer_key END",
        "buyers_observed": f"CASE WHEN {OBSERVED} THEN 1 ELSE 0 END",
        "buyers_back": f"CASE WHEN {BACK} THEN 1 ELSE 0 END",
        "judged": "CASE WHEN is_late IS NOT NULL THEN 1 ELSE 0 END",
        "later_orders": "CASE WHEN days_since_previous_order IS NOT NULL THEN 1 ELSE 0 END",
        "later_value": "CASE WHEN is_first_order = 0 THEN order_value ELSE 0 END",
        "customer_value": "CASE WHEN customer_key IS NOT NULL THEN order_value END",
    },
    "rfm_customers": {"customers": "1"},
}
"""By the source of a measure: columns beside those of its rows, by what of a row they are."""
REVENUE_SQL = "cast(sum(order_value) AS double)"
REPEAT_CUSTOMERS = "count(DISTINCT repeater)"
ACTIVE_CUSTOMERS = f"""(
    coalesce(cast(sum(CASE WHEN is_repeat_customer = 0 THEN orders END) AS bigint), 0)
    + {REPEAT_CUSTOMERS}
)"""
