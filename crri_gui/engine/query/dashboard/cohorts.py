"""Cohorts by the week, month or quarter of the customers' first order, and what they did since.

The rules are those of the table `cohort_retention`, which is the same by month: a customer belongs
to the period of the first counted order; a period that the data covers has a value even where
nobody came back, a period after the data ends has none. Weeks are those of ISO 8601, from Monday.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.usual import tiny
from crri_gui.engine.query.dashboard.cells import cells_of, kept
from crri_gui.models.intervals import wilson

Grain = Literal["week", "month", "quarter"]
Metric = Literal["retention", "customers", "orders", "revenue", "revenue_per_customer"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
METRICS: tuple[Metric, ...] = get_args(Metric)
PER_CUSTOMER: frozenset[Metric] = frozenset({"retention", "revenue_per_customer"})
"""Metrics divided by the customers of the cohort: only they compare cohorts of unequal size."""
_STRONGEST = 0.95
_TOLD_OF = 30  # customers: of fewer, the interval is a third of all rates and more


@dataclass(frozen=True)
class Period:
    """A week, month or quarter: 2018-W05, 2018-02 or 2018-Q1, its first and its last day.

    It is `partial` where the data does not cover all its days, `thin` where it has under 5 % of
    the usual orders.
    """

    key: str
    first: dt.date
    last: dt.date
    partial: bool = False
    thin: bool = False


@dataclass(frozen=True)
class Activity:
    """What customers did in a period: who ordered, how often, and for how much."""

    customers: int
    orders: int
    revenue: Decimal

    def interval(self, size: int) -> tuple[float, float] | None:
        """Wilson's 95 % interval of the rate; None where so few customers tell nothing."""
        return wilson(self.customers, size) if size >= _TOLD_OF else None


@dataclass(frozen=True)
class Cohort:
    """Customers by the period of their first order, which is `periods[start]` of its `Cohorts`.

    `activity` is of each observed period since, the first one its own. A `tiny` cohort has under
    5 % of the customers of the usual one.
    """

    key: str
    start: int
    size: int
    activity: tuple[Activity, ...]
    tiny: bool = False


@dataclass(frozen=True)
class Together:
    """All cohorts that are observed so many periods after their first one, in whole usual periods.

    `size` are their customers, of whom `activity` tells. `left_out` are the cohorts for which that
    period is partial or thin, which compare with no other: a stray order would be the return of
    them all. Only where there are no others, and in their own first period, they are taken:
    `partial` says how many.
    """

    cohorts: int
    partial: int
    size: int
    activity: Activity
    left_out: int = 0


@dataclass(frozen=True)
class Cohorts:
    """Every cohort, oldest first; `together` by the periods since the first one."""

    grain: Grain
    periods: tuple[Period, ...]
    cohorts: tuple[Cohort, ...]
    together: tuple[Together, ...]


def cohorts(db: DuckDB, grain: Grain) -> Cohorts:
    """The cohorts of all counted orders whose customer is known."""
    cells = cells_of(db, "master_orders")
    activity = kept(db, f"cohorts_by_{grain}", lambda: _activity_by(cells, grain))
    found: dict[dt.date, dict[dt.date, Activity]] = {}
    for start, period, *figures in db.rows(f"FROM {activity}"):
        found.setdefault(start, {})[period] = Activity(*figures)
    periods = _periods(db, grain, min(found)) if found else ()
    places = {period.first: place for place, period in enumerate(periods)}
    sizes = {start: active[start].customers for start, active in found.items()}
    small = tiny({f"{start}": size for start, size in sizes.items()})
    nothing = Activity(0, 0, Decimal(0))
    made = tuple(
        Cohort(
            periods[places[start]].key,
            places[start],
            sizes[start],
            tuple(active.get(period.first, nothing) for period in periods[places[start] :]),
            f"{start}" in small,
        )
        for start, active in sorted(found.items())
    )
    return Cohorts(grain, periods, made, _together(periods, made))


def value(metric: Metric, size: int, activity: Activity) -> float:
    """The metric of the customers of a cohort, or of several cohorts: of `size` in all."""
    if metric == "retention":
        return activity.customers / size
    if metric == "revenue_per_customer":
        return float(activity.revenue / size)
    return float(getattr(activity, metric))


def strongest(values: Iterable[float]) -> float:
    """The value from which on a cell has the strongest colour, of those that are coloured.

    A small cohort that came back as a whole must not pale all the others.
    """
    found = sorted(one for one in values if one)
    return found[int(_STRONGEST * (len(found) - 1))] if found else 1.0


def _activity_by(cells: str, grain: Grain) -> str:
    # Who ordered once is active in one period alone, and has no first order apart from it.
    return f"""
        SELECT
            cast(date_trunc('{grain}', coalesce(first_at, purchased_on)) AS date) AS start,
            cast(date_trunc('{grain}', purchased_on) AS date) AS period,
            coalesce(cast(sum(CASE WHEN repeater IS NULL THEN orders END) AS bigint), 0)
            + count(DISTINCT repeater) AS customers,
            cast(sum(orders) AS bigint) AS orders,
            sum(order_value) AS revenue
        FROM {cells}
        WHERE is_repeat_customer IS NOT NULL
        GROUP BY start, period"""


def _periods(db: DuckDB, grain: Grain, begins: dt.date) -> tuple[Period, ...]:
    """From the oldest cohort's on, as far as the calendar of `cohort_retention` goes.

    Within its last month it goes as far as the raw data does, counted orders or not.
    """
    ((first, last),) = db.rows(
        """
        SELECT
            greatest(c.first, cast(r.first_at AS date)),
            least(cast(c.last + INTERVAL 1 MONTH - INTERVAL 1 DAY AS date), cast(r.last_at AS date))
        FROM (
            SELECT
                cast(min(order_month) || '-01' AS date) AS first,
                cast(max(order_month) || '-01' AS date) AS last
            FROM month_calendar
        ) AS c
        CROSS JOIN (SELECT min(first_at) AS first_at, max(last_at) AS last_at FROM raw_months) AS r
        """
    )
    orders = dict(
        db.rows(
            f"SELECT cast(date_trunc('{grain}', purchased_on) AS date), sum(orders) "
            f"FROM {cells_of(db, 'master_orders')} GROUP BY ALL"
        )
    )
    small = tiny({f"{start}": count for start, count in orders.items()})
    made = []
    start = begins
    while start <= last:
        after = _next(grain, start)
        ends = after - dt.timedelta(days=1)
        partial = start < first or ends > last
        made.append(Period(_key(grain, start), start, ends, partial, f"{start}" in small))
        start = after
    return tuple(made)


def _next(grain: Grain, start: dt.date) -> dt.date:
    """The first day of the period after this one."""
    if grain == "week":
        return start + dt.timedelta(days=7)
    months = start.month + (1 if grain == "month" else 3)
    return dt.date(start.year + (months - 1) // 12, (months - 1) % 12 + 1, 1)


def _key(grain: Grain, start: dt.date) -> str:
    if grain == "week":
        year, week, _ = start.isocalendar()
        return f"{year:04}-W{week:02}"
    if grain == "month":
        return f"{start:%Y-%m}"
    return f"{start:%Y}-Q{(start.month + 2) // 3}"


def _is_whole(period: Period) -> bool:
    return not (period.partial or period.thin)


def _together(periods: Sequence[Period], made: Sequence[Cohort]) -> tuple[Together, ...]:
    rows = []
    for later in range(max((len(cohort.activity) for cohort in made), default=0)):
        observed = [cohort for cohort in made if len(cohort.activity) > later]
        # In their own period all cohorts are active as a whole.
        whole = [one for one in observed if not later or _is_whole(periods[one.start + later])]
        taken = whole or observed
        each = [cohort.activity[later] for cohort in taken]
        rows.append(
            Together(
                len(taken),
                sum(not _is_whole(periods[one.start + later]) for one in taken),
                sum(cohort.size for cohort in taken),
                Activity(
                    sum(one.customers for one in each),
                    sum(one.orders for one in each),
                    sum((one.revenue for one in each), Decimal(0)),
                ),
                len(observed) - len(taken),
            )
        )
    return tuple(rows)
