"""The numbers of the page Retention & Cohorts."""

from __future__ import annotations

from dataclasses import dataclass

from crri_gui.contract import REPEAT_BY_MONTH_DAYS
from crri_gui.dashboard.pages.retention import PAGE
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.usual import tiny
from crri_gui.engine.query.dashboard.asking import Number, ask, card_values, measures, on_one_day
from crri_gui.engine.query.dashboard.cells import cells_of
from crri_gui.engine.query.dashboard.cohorts import Cohorts, Grain, cohorts
from crri_gui.engine.query.dashboard.filters import Filters, along_months, calendar_of, where


@dataclass(frozen=True)
class RepeatWithin:
    """Of the customers observed for `days` days, those who ordered again within them."""

    days: int
    observed: int
    repeated: int
    rate: float | None


@dataclass(frozen=True)
class MonthRepeat:
    """A calendar month: its active customers and their Repeat Rate, None without orders.

    Of the `observed` customers whose first order is of the month, all watched for 90 days,
    `repeated` ordered again within them; None where the data ends before.
    """

    month: str
    rate: float | None
    customers: int
    observed: int
    repeated: int
    rate_within: float | None


@dataclass(frozen=True)
class Retention:
    """Page 2. The filters act on `cards`, `by_month` and `on_one_day` (see `Executive`).

    Months that are `tiny` under the filters are too small to be read by their rates.
    """

    cards: dict[str, Number | None]
    cohorts: Cohorts
    by_month: tuple[MonthRepeat, ...]
    within: tuple[RepeatWithin, ...]
    on_one_day: int
    tiny: frozenset[str]


def retention(db: DuckDB, filters: Filters, grain: Grain = "month") -> Retention:
    """Page 2, Retention & Cohorts, its cohorts of this grain."""
    cards = card_values(db, PAGE, filters)
    asked = measures("Repeat Rate", "Active Customers")
    axis = along_months(filters)
    rates = {month: rest for month, *rest in ask(db, axis, asked, "order_month")}
    news = _repeats_of_new_customers(db, axis)
    by_month = []
    for month in calendar_of(db, axis):
        # A month may have orders of guests alone, and so no customers.
        rate, customers = rates.get(month, (None, 0))
        observed, repeated = news.get(month, (0, 0))
        within = repeated / observed if observed else None
        by_month.append(MonthRepeat(month, rate, customers or 0, observed, repeated, within))
    fixed = db.rows(
        "SELECT days, customers_observed, customers_repeated, repeat_rate "
        "FROM repeat_rates ORDER BY days",
    )
    return Retention(
        cards,
        cohorts(db, grain),
        tuple(by_month),
        tuple(RepeatWithin(*row) for row in fixed),
        on_one_day(db, filters),
        frozenset(tiny({row.month: row.customers for row in by_month})),
    )


def _repeats_of_new_customers(db: DuckDB, filters: Filters) -> dict[str, tuple[int, int]]:
    """By month: customers whose first order is a selected one, and who ordered again in time.

    In time is within `REPEAT_BY_MONTH_DAYS`; only months all of whose days lie that long before
    the last counted order.
    """
    condition, values = where("master_orders", filters)
    rows = db.rows(
        f"""
        SELECT
            order_month,
            coalesce(cast(sum(CASE WHEN repeater IS NULL THEN orders END) AS bigint), 0)
            + count(DISTINCT CASE WHEN purchased_at = first_at THEN repeater END),
            count(DISTINCT CASE
                WHEN
                    purchased_at = first_at
                    AND epoch(second_at) - epoch(first_at) <= $days * 86400
                    THEN repeater
            END)
        FROM {cells_of(db, "master_orders")}
        WHERE
            is_repeat_customer IS NOT NULL
            AND cast(order_month || '-01' AS timestamp) + INTERVAL 1 MONTH
            + to_days(cast($days AS integer)) <= (SELECT max(last_at) FROM customer_orders)
            AND {condition}
        GROUP BY order_month""",
        {**values, "days": REPEAT_BY_MONTH_DAYS},
    )
    return {month: (observed, repeated) for month, observed, repeated in rows}
