"""What the pages of customers and orders know of a row beyond its table.

Cohorts have no relationship with customers: each cohort month has a row, and a customer is in many.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.page import Page
from crri_gui.powerbi.model.hidden.comparisons import DETAILS, month_columns
from crri_gui.powerbi.model.hidden.told import Told, text
from crri_gui.powerbi.model.language import Language

OF_COHORTS = "Of chosen Cohorts"
ORDER_DATE, IN_TIME = "Date of the Order", "Late or in Time"


def of_cohorts() -> Told:
    """1 for customers of a chosen cohort who ordered in one of its chosen months, else 0.

    Where a state is chosen, of those alone whose orders the filters leave.
    """
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
        VAR IsBehind = NOT ( ISFILTERED ( {orders[0]} ) ) || NOT ( ISEMPTY ( master_orders ) )
        RETURN
            IF ( IsBehind && NOT ( ISEMPTY ( Found ) ), 1, 0 )
        """
    return Told(
        OF_COHORTS,
        "1 where the customer is of a chosen cohort and ordered in one of its chosen months, else "
        "0; of all cohorts where none is chosen. Of a chosen state, 1 where the filters leave an "
        "order of the customer.",
        inspect.cleandoc(dax),
        "Report",
        "0",
    )


def knows_orders(pages: Iterable[Page]) -> bool:
    """Whether a model with these pages reads the details of orders."""
    return any(BY_NAME[card.measure].source == DETAILS for page in pages for card in page.cards)


def of_order(say: Language) -> tuple[Told, ...]:
    """What order_details has of one order; a column of it beside others would be a cross join."""
    late = f"SELECTEDVALUE ( {DETAILS}[is_late] )"
    return (
        Told(
            ORDER_DATE,
            "The date of the one selected order.",
            f"SELECTEDVALUE ( {DETAILS}[order_date] )",
            "Report",
            say.signs.day.format(year="yyyy", month="mm", day="dd"),
        ),
        Told(
            IN_TIME,
            "Whether the one selected order came late; blank where it cannot be judged.",
            inspect.cleandoc(f"""
                VAR IsLate = {late}
                RETURN
                    SWITCH (
                        TRUE (),
                        ISBLANK ( IsLate ), BLANK (),
                        IsLate = 1, {text(say("late"))},
                        {text(say("in time"))}
                    )
                """),
            "Report",
        ),
    )
