"""The figures that a presentation of the dashboard tells, from the published CSVs.

What the CSVs lack (how many orders a late rate is of, times within a day) is told by the manifest
of the same run, and left out where there is none to rely on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.contract import (
    NO_PAYMENT,
    REPEAT_BY_MONTH_DAYS,
    SEGMENTS,
    THE_FIVE,
    OutputTable,
    tables_with,
)
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.publish.published import extensions_of, form_in
from crri_gui.engine.publish.reading import as_published
from crri_gui.engine.query.dashboard.asking import Number, measure_values
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.query.presentation_beyond import beyond
from crri_gui.errors import OutputError
from crri_gui.messages import Sentence
from crri_gui.models.differences import Scores, means_differ, ranks_differ

MEASURES_TOLD = (
    "Total Revenue",
    "Total Orders",
    "Active Customers",
    "AOV",
    "Repeat Rate",
    "Repeat Customers",
    "Revenue from Repeat Customers %",
    "Later Retention Rate",
    "High Value Customer %",
    "Avg Delivery Days",
    "Avg Review Score",
)
_MONTHS_OF_A_YEAR = 12
_LEAST_MONTHS_COMPARED = 3


@dataclass(frozen=True)
class Counts:
    """What the manifest knows beyond the CSVs; None where it does not.

    `late` of the `judged` orders came late, `overdue` ones have not come at all; `on_one_day` of
    the repeat customers have all their orders on one day; `again` of the customers `observed` for
    90 days ordered again within them.
    """

    late: int | None = None
    judged: int | None = None
    overdue: int | None = None
    on_one_day: int | None = None
    observed: int | None = None
    again: int | None = None


@dataclass(frozen=True)
class SpeedCompared:
    """First and last month, and median delivery days, of a year's months and the same ones before.

    `young` are the months left out because orders of theirs can still be on the way.
    """

    before: tuple[str, str]
    days_before: float
    now: tuple[str, str]
    days_now: float
    young: tuple[str, ...]


@dataclass(frozen=True)
class PresentationFacts:
    """What there is to tell; None where the data does not carry it.

    Money is in the currency of the raw data, shares are 0 to 1, months are YYYY-MM. `best_month`
    is the one with the most revenue, where it is one of several and not alone with nothing;
    `no_orders_since` the month from which on nobody bought. `speed` compares the
    delivery days of the same months of two years; `quick_and_slow` the mean review scores of
    orders delivered faster and not faster than the median. Both are told only where they differ by
    more than chance; a state and a type of payment only where no other has as much. `beyond` is
    what the extension tables say. `memory_of_ids` are the bytes that ids of orders and customers
    take in a model of these tables, by estimate.
    """

    measures: dict[str, Number | None]
    counts: Counts
    first_month: str
    last_month: str
    best_month: tuple[str, float] | None
    no_orders_since: str | None
    top_state: tuple[str, float] | None
    largest_cohort: tuple[str, int] | None
    smallest_cohort: tuple[str, int] | None
    high_value_revenue: float | None
    spend_once: float | None
    spend_more: float | None
    speed: SpeedCompared | None
    quick_and_slow: tuple[float, float] | None
    top_payment: tuple[str, float] | None
    beyond: tuple[Sentence, ...] = ()
    memory_of_ids: int = 0


def collect(run: RunContext, folder: Path, manifest: Mapping[str, Any]) -> PresentationFacts | None:
    """The figures of the CSVs in `folder` and their `manifest`; None where there are no orders.

    Raises `OutputError` when the files are not what the contract says.
    """
    with published(run, folder, manifest) as db:
        return _facts(db, manifest)


@contextmanager
def published(run: RunContext, folder: Path, manifest: Mapping[str, Any]) -> Iterator[DuckDB]:
    """A database with the five tables in `folder`, in the form that the manifest says, as views.

    Raises `OutputError` when the files are not what the contract says.
    """
    with duckdb.connect() as con, DuckDB(run, con).attached() as db:
        try:
            for table in THE_FIVE:
                found = as_published(folder, table, form_in(manifest))
                db.execute(f"CREATE VIEW {table.name} AS {found}")
            yield db
        except duckdb.Error as error:
            raise OutputError("published_csvs_unreadable", file=folder) from error


def _is_rate(rate: float | None, late: int, judged: int) -> bool:
    if rate is None or not judged:
        return rate is None and not judged
    return math.isclose(rate, late / judged, rel_tol=1e-12, abs_tol=1e-12)


def _counts(
    manifest: Mapping[str, Any], rates: Mapping[str, float | None], repeaters: int, customers: int
) -> Counts:
    """What of the manifest agrees with the CSVs' late rates by month and their customers."""
    found: dict[str, int] = {}
    try:
        months = {row["order_month"]: row for row in manifest["deliveries"]}
        if months.keys() == rates.keys() and all(
            _is_rate(rate, months[month]["late"], months[month]["judged"])
            for month, rate in rates.items()
        ):
            for name in ("late", "judged", "overdue"):
                found[name] = sum(int(row[name]) for row in months.values())
        same = manifest["repeat_customers"]
        if int(same["customers"]) == repeaters:
            found["on_one_day"] = int(same["on_one_day"])
        for row in manifest["repeat_rates"]:
            if row["days"] == REPEAT_BY_MONTH_DAYS and row["customers_observed"] <= customers:
                found["observed"] = int(row["customers_observed"])
                found["again"] = int(row["customers_repeated"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return Counts(**found)  # of a former CRRI, or edited: it tells what it tells
    return Counts(**found)


def _facts(db: DuckDB, manifest: Mapping[str, Any]) -> PresentationFacts | None:
    def row(sql: str) -> tuple[object, ...] | None:
        found = db.rows(sql)
        return found[0] if found and found[0][-1] is not None else None

    def pair(sql: str) -> tuple[str, float] | None:
        found = row(sql)
        return None if found is None else (str(found[0]), float(str(found[1])))

    def number(sql: str) -> float | None:
        found = row(sql)
        return None if found is None else float(str(found[0]))

    def leader(sql: str) -> tuple[str, float] | None:
        """The first, where no other has as much."""
        found = db.rows(f"{sql} ORDER BY 2 DESC, 1 LIMIT 2")
        if not found or len({part for _, part in found}) < len(found):
            return None
        return str(found[0][0]), float(found[0][1])

    span = row("SELECT min(order_month), max(order_month) FROM monthly_revenue")
    if span is None or not db.rows("SELECT 1 FROM master_orders LIMIT 1"):
        return None
    cohorts = "SELECT cohort_month, max(cohort_size) FROM cohort_retention GROUP BY 1 ORDER BY 2"
    largest, smallest = pair(f"{cohorts} DESC, 1 LIMIT 1"), pair(f"{cohorts}, 1 LIMIT 1")
    share = "sum({0}) / sum(sum({0})) OVER ()"
    spend = "SELECT avg(monetary)::DOUBLE FROM rfm_customers WHERE frequency"
    measures = measure_values(db, NO_FILTERS, MEASURES_TOLD)
    rates = dict(db.rows("SELECT order_month, late_delivery_rate FROM ops_metrics"))
    ((repeaters, customers),) = db.rows(
        "SELECT count(*) FILTER (frequency > 1), count(*) FROM rfm_customers"
    )
    return PresentationFacts(
        measures=measures,
        beyond=beyond(manifest),
        memory_of_ids=_memory_of_ids(db, tables_with(extensions_of(manifest))),
        counts=_counts(manifest, rates, repeaters, customers),
        first_month=str(span[0]),
        last_month=str(span[1]),
        best_month=pair(
            "SELECT order_month, revenue FROM monthly_revenue WHERE revenue > 0 "
            "QUALIFY rank() OVER (ORDER BY revenue DESC) = 1 "
            "AND count(*) OVER (PARTITION BY revenue) = 1 AND count(*) OVER () > 1"
        ),
        no_orders_since=_no_orders_since(db),
        top_state=leader(
            f"SELECT customer_state, {share.format('order_value')} AS part FROM master_orders "
            "GROUP BY 1 QUALIFY customer_state IS NOT NULL AND sum(sum(order_value)) OVER () > 0 "
            "AND count(*) OVER () > 1"
        ),
        largest_cohort=largest and (largest[0], int(largest[1])),
        smallest_cohort=smallest and (smallest[0], int(smallest[1])),
        high_value_revenue=number(
            f"SELECT sum(monetary::DOUBLE) FILTER (segment = '{SEGMENTS[-1]}') "
            "/ sum(monetary::DOUBLE) FROM rfm_customers HAVING sum(monetary) > 0"
        ),
        spend_once=number(f"{spend} = 1"),
        spend_more=number(f"{spend} > 1"),
        speed=_years_apart(db),
        quick_and_slow=_quick_and_slow(db),
        top_payment=leader(
            f"SELECT payment_type, {share.format('1')} AS part FROM master_orders GROUP BY 1 "
            f"QUALIFY payment_type IS NOT NULL AND payment_type <> '{NO_PAYMENT}'"
        ),
    )


def _memory_of_ids(db: DuckDB, tables: Sequence[OutputTable]) -> int:
    """The bytes of the dictionaries of ids, one a column: two a letter and 20 a value."""
    ((orders, customers),) = db.rows(
        """SELECT
            (SELECT sum(2 * length(order_id) + 20) FROM master_orders),
            (SELECT sum(2 * length(customer_unique_id) + 20) FROM rfm_customers)"""
    )
    names = [column.name for table in tables for column in table.columns]
    of_orders = int(orders or 0) * names.count("order_id")
    return of_orders + int(customers or 0) * names.count("customer_unique_id")


def _no_orders_since(db: DuckDB) -> str | None:
    """The month after the last one with an order, where the calendar goes on."""
    rows = db.rows(
        "SELECT min(order_month) FROM monthly_revenue "
        "WHERE order_month > (SELECT max(order_month) FROM master_orders)",
    )
    return None if rows[0][0] is None else str(rows[0][0])


def _years_apart(db: DuckDB) -> SpeedCompared | None:
    """The newest months beside the same months of the year before; None where they do not tell.

    Of young months only the quick deliveries are known, so a month is compared when its end lies
    as far back as 95 % of the deliveries took. An order that did not arrive counts as longer than
    any; a median is known as long as it is less than the time that all orders were watched for.
    Months with few orders are no counterpart, and what most months contradict, their mix made.
    """
    rows = db.rows(
        """WITH counted AS (
            SELECT order_month, strptime(order_month || '-01', '%Y-%m-%d') AS day,
                   median(coalesce(delivery_days, 1e9)) AS middle, count(*) AS orders
            FROM master_orders GROUP BY order_month
        ), watched AS (
            SELECT *, date_diff('day', day + INTERVAL 1 MONTH, (
                SELECT max(strptime(order_month || '-01', '%Y-%m-%d')) FROM monthly_revenue
            )) AS days FROM counted
        )
        SELECT order_month, middle, days,
               orders >= 0.1 * median(orders) OVER () AS enough,
               days >= (SELECT quantile_cont(delivery_days, 0.95) FROM master_orders) AS closed
        FROM watched ORDER BY order_month"""
    )
    young = [str(month) for month, *_, closed in rows if not closed]
    months = {
        str(month): (float(middle), int(days))
        for month, middle, days, enough, closed in rows
        if enough and closed
    }
    run: list[str] = []
    for month in reversed(months):
        if len(run) == _MONTHS_OF_A_YEAR or (run and _later(month, 1) != run[0]):
            break
        if _later(month, -12) not in months:
            if run:
                break
            continue
        run.insert(0, month)
    if len(run) < _LEAST_MONTHS_COMPARED:
        return None
    spans = [(_later(run[0], -12), _later(run[-1], -12)), (run[0], run[-1])]
    medians = [float(_of_months(db, *span)) for span in spans]
    change = medians[1] - medians[0]
    agreeing = [m for m in run if (months[m][0] - months[_later(m, -12)][0]) * change > 0]
    if max(medians) > months[run[-1]][1] or 2 * len(agreeing) <= len(run):
        return None
    counts = db.rows(
        """SELECT count(*) FILTER (order_month <= $until), count(*) FILTER (order_month >= $since)
        FROM master_orders WHERE order_month BETWEEN $first AND $until
            OR order_month BETWEEN $since AND $last
        GROUP BY coalesce(delivery_days, 1e9) ORDER BY coalesce(delivery_days, 1e9)""",
        {"first": spans[0][0], "until": spans[0][1], "since": spans[1][0], "last": spans[1][1]},
    )
    if ranks_differ((int(then), int(now)) for then, now in counts) * change <= 0:
        return None
    return SpeedCompared(spans[0], medians[0], spans[1], medians[1], tuple(young))


def _of_months(db: DuckDB, first: str, last: str) -> float:
    ((middle,),) = db.rows(
        "SELECT median(coalesce(delivery_days, 1e9)) FROM master_orders "
        "WHERE order_month BETWEEN $first AND $last",
        {"first": first, "last": last},
    )
    return float(middle)


def _later(month: str, by: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + by, 12)
    return f"{year:04}-{number + 1:02}"


def _quick_and_slow(db: DuckDB) -> tuple[float, float] | None:
    """Mean scores of what was delivered faster than the median, and not; None where chance tells.

    Of equal delivery days all are slow.
    """
    rows = db.rows(
        """WITH judged AS (
            SELECT delivery_days, review_score FROM master_orders
            WHERE delivery_days IS NOT NULL AND review_score IS NOT NULL
        )
        SELECT count(*), avg(review_score), var_samp(review_score) FROM judged
        GROUP BY delivery_days < (SELECT median(delivery_days) FROM judged)
        ORDER BY min(delivery_days)"""
    )
    if len(rows) < 2:
        return None
    quick, slow = (Scores(int(count), float(mean), spread) for count, mean, spread in rows)
    return (quick.mean, slow.mean) if means_differ(quick, slow) else None
