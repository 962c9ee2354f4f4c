"""SQL that the measures of several pages share: revenue and customers of the selected orders."""

from __future__ import annotations

NO_ORDER = "no order is selected"
"""When a measure over orders is blank."""
REVENUE_SQL = "cast(sum(order_value) AS double)"
REPEAT_CUSTOMERS = "count(DISTINCT CASE WHEN is_repeat_customer = 1 THEN customer_unique_id END)"
# Who ordered once has one row: only customers who came back need telling apart. The CASE
# within the count is several times faster than a FILTER behind it.
ACTIVE_CUSTOMERS = f"count(CASE WHEN is_repeat_customer = 0 THEN 1 END) + {REPEAT_CUSTOMERS}"
