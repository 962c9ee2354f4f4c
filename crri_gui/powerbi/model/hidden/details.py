"""The measure by which the page of customers knows who is of the chosen cohorts.

Cohorts have no relationship with customers: each cohort month has a row, and a customer is in many.
"""

from __future__ import annotations

import inspect

from crri_gui.powerbi.model.hidden.comparisons import month_columns
from crri_gui.powerbi.model.hidden.told import Told

OF_COHORTS = "Of chosen Cohorts"


def of_cohorts() -> Told:
    """1 for customers of a chosen cohort who ordered in one of its chosen months, else 0."""
    orders = ("master_orders[customer_state]", "master_orders[payment_type]")
    cleared = ", ".join(f"REMOVEFILTERS ( {column} )" for column in (*month_columns(), *orders))
    dax = f"""
        VAR FirstKey = CALCULATE ( MIN ( master_orders[order_month_key] ), {cleared} )
        VAR Keys = CALCULATETABLE ( VALUES ( master_orders[order_month_key] ), {cleared} )
        VAR Found =
            FILTER (
                cohort_retention,
                cohort_retention[cohort_month_key] = FirstKey
                    && cohort_retention[order_month_key] IN Keys
            )
        RETURN
            IF ( ISEMPTY ( Found ), 0, 1 )
        """
    return Told(
        OF_COHORTS,
        "1 where the customer is of a chosen cohort and ordered in one of its chosen months, else "
        "0; of all cohorts where none is chosen.",
        inspect.cleandoc(dax),
        "Report",
        "0",
    )
