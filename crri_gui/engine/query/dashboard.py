"""The numbers of the four dashboard pages, from the results' tables.

Every measure is asked by its expression in `crri_gui.dashboard.measures`; a page is a few statements
whose results are small, whatever the number of orders. Filters are bound as parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb

from crri_gui.contract import REPEAT_BY_MONTH_DAYS, SEGMENTS
from crri_gui.dashboard.measures import BY_NAME, FILTERED_BY, RELATIONS, Measure
from crri_gui.engine.core.run_context import Run
from crri_gui.engine.quality.period import tiny
from crri_gui.engine.query.dashboard_numbers import (
    NO_FILTERS,
    Choices,
    Cohort,
    Executive,
    Filters,
    MonthOperations,
    MonthRepeat,
    MonthRevenue,
    NamedCell,
    Number,
    Operations,
    PaymentOrders,
    Points,
    RepeatWithin,
    Retention,
    Segment,
    Segmentation,
    StateRevenue,
)

POINTS_SHOWN = 50_000
"""The most customers that the scatter chart draws."""


def _where(source: str, filters: Filters, *, months: bool = True) -> tuple[str, dict[str, Any]]:
    """The condition for the rows of a source, and its parameters."""
    reach = FILTERED_BY[source]
    parts: list[str] = []
    values: dict[str, Any] = {}
    if months and filters.months is not None and "order_month" in reach:
        parts.append("order_month BETWEEN $first_month AND $last_month")
        values["first_month"], values["last_month"] = filters.months
    for column, chosen in (
        ("payment_type", filters.payment_types),
        ("customer_state", filters.states),
    ):
        if chosen is not None and column in reach:
            parts.append(f"list_contains(${column}, coalesce({column}, ''))")
            values[column] = sorted(chosen)
    return " AND ".join(parts) or "TRUE", values


def _ask(
    run: Run,
    con: duckdb.DuckDBPyConnection,
    filters: Filters,
    measures: Sequence[Measure],
    by: str | None = None,
) -> list[tuple[Any, ...]]:
    """The measures, which share a source, over the filtered rows; one row per value of `by`."""
    source = measures[0].source
    condition, values = _where(source, filters)
    wider, _ = _where(source, filters, months=False)
    relation = f"({RELATIONS[source]}) AS rows"
    columns = ", ".join(measure.sql for measure in measures)
    grouped = f"GROUP BY {by} ORDER BY {by} NULLS FIRST" if by else ""
    return run.rows(
        con,
        f"WITH any_month AS (SELECT * FROM {relation} WHERE {wider}), "
        f"selected AS (SELECT * FROM {relation} WHERE {condition}) "
        f"SELECT {f'{by}, ' if by else ''}{columns} FROM selected {grouped}",
        values,
    )


def measure_values(
    run: Run, con: duckdb.DuckDBPyConnection, filters: Filters, names: Sequence[str]
) -> dict[str, Number | None]:
    """The named measures under the filters that reach them; None is blank."""
    found: dict[str, Number | None] = {}
    for source in dict.fromkeys(BY_NAME[name].source for name in names):
        asked = [BY_NAME[name] for name in names if BY_NAME[name].source == source]
        (row,) = _ask(run, con, filters, asked)
        found.update(zip((measure.name for measure in asked), row, strict=True))
    return {name: found[name] for name in names}


def choices(run: Run, con: duckdb.DuckDBPyConnection) -> Choices:
    """What the filters offer."""
    calendar = _calendar(run, con, NO_FILTERS)
    lists = [
        tuple(
            value
            for (value,) in run.rows(
                con,
                f"SELECT coalesce({column}, '') AS value FROM master_orders "
                "GROUP BY ALL ORDER BY count(*) DESC, value",
            )
        )
        for column in ("payment_type", "customer_state")
    ]
    ((orders, customers, first, last),) = run.rows(
        con,
        "SELECT coalesce(sum(orders), 0), count(*), min(first_at), max(last_at) "
        "FROM customer_orders",
    )
    return Choices(calendar, lists[0], lists[1], int(orders), customers, first, last)


def _calendar(run: Run, con: duckdb.DuckDBPyConnection, filters: Filters) -> tuple[str, ...]:
    """The calendar months of the range, those without orders too."""
    condition, values = _where("ops_metrics", filters)
    rows = run.rows(
        con, f"SELECT order_month FROM calendar WHERE {condition} ORDER BY order_month", values
    )
    return tuple(month for (month,) in rows)


def _measures(*names: str) -> list[Measure]:
    return [BY_NAME[name] for name in names]


def executive(run: Run, con: duckdb.DuckDBPyConnection, filters: Filters) -> Executive:
    """Page 1, Executive Overview."""
    cards = measure_values(
        run,
        con,
        filters,
        (
            "Total Revenue",
            "Active Customers",
            "Total Orders",
            "AOV",
            "Repeat Rate",
            "Repeat Customers",
        ),
    )
    asked = _measures("Total Revenue", "Total Orders", "Active Customers")
    by_month = {month: rest for month, *rest in _ask(run, con, filters, asked, "order_month")}
    before = _month_before(run, con, filters)
    months = []
    for month in _calendar(run, con, filters):
        revenue, orders, customers = by_month.get(month, (Decimal(0), 0, 0))
        grown = None
        if before is not None and before > 0:
            grown = float((revenue - before) / before)
        months.append(MonthRevenue(month, float(revenue), orders, customers, grown))
        before = revenue
    every_state = Filters(filters.months, filters.payment_types)
    states = [
        StateRevenue(state, float(revenue), orders, customers)
        for state, revenue, orders, customers in _ask(
            run, con, every_state, asked, "coalesce(customer_state, '')"
        )
    ]
    states.sort(key=lambda row: (-row.revenue, row.state))
    return Executive(cards, tuple(months), tuple(states), _on_one_day(run, con, filters))


def _on_one_day(run: Run, con: duckdb.DuckDBPyConnection, filters: Filters) -> int:
    """Of the repeat customers with a selected order, those who only ever bought on one day."""
    condition, values = _where("master_orders", filters)
    ((count,),) = run.rows(
        con,
        "SELECT count(*) FROM customer_orders WHERE orders >= 2 "
        "AND cast(first_at AS date) = cast(last_at AS date) AND customer_unique_id IN "
        f"(SELECT customer_unique_id FROM master_orders WHERE is_repeat_customer = 1 "
        f"AND {condition})",
        values,
    )
    return int(count)


def _month_before(run: Run, con: duckdb.DuckDBPyConnection, filters: Filters) -> Decimal | None:
    """Revenue of the calendar month before the first one of the range."""
    if filters.months is None:
        return None
    wider, values = _where("master_orders", filters, months=False)
    rows = run.rows(
        con,
        f"SELECT sum(order_value) FROM master_orders WHERE {wider} AND order_month = "
        "strftime(cast($first || '-01' AS date) - INTERVAL 1 MONTH, '%Y-%m')",
        {**values, "first": filters.months[0]},
    )
    before: Decimal | None = rows[0][0]
    return before


def retention(run: Run, con: duckdb.DuckDBPyConnection, filters: Filters) -> Retention:
    """Page 2, Retention & Cohorts."""
    cards = measure_values(
        run,
        con,
        filters,
        ("Repeat Rate", "Repeat Customers", "Revenue from Repeat Customers %", "Cohort Size"),
    )
    cohorts: dict[str, Cohort] = {}
    for cohort, month, active, size in run.rows(
        con,
        "SELECT cohort_month, order_month, active_customers, cohort_size "
        "FROM cohort_retention ORDER BY ALL",
    ):
        cohorts.setdefault(cohort, Cohort(cohort, size, {})).active[month] = active
    asked = _measures("Repeat Rate", "Active Customers")
    rates = {month: rest for month, *rest in _ask(run, con, filters, asked, "order_month")}
    news = _repeats_of_new_customers(run, con, filters)
    by_month = []
    for month in _calendar(run, con, filters):
        rate, customers = rates.get(month, (None, 0))
        observed, repeated = news.get(month, (0, 0))
        within = repeated / observed if observed else None
        by_month.append(MonthRepeat(month, rate, customers, observed, repeated, within))
    fixed = run.rows(
        con,
        "SELECT days, customers_observed, customers_repeated, repeat_rate "
        "FROM repeat_rates ORDER BY days",
    )
    orders = run.rows(con, "SELECT order_month, orders FROM monthly_revenue")
    return Retention(
        cards,
        _calendar(run, con, NO_FILTERS),
        tuple(cohorts.values()),
        tuple(by_month),
        tuple(RepeatWithin(*row) for row in fixed),
        _on_one_day(run, con, filters),
        frozenset(tiny({row.month: row.customers for row in by_month})),
        frozenset(tiny(dict(orders))),
        frozenset(tiny({cohort.month: cohort.size for cohort in cohorts.values()})),
    )


def _repeats_of_new_customers(
    run: Run, con: duckdb.DuckDBPyConnection, filters: Filters
) -> dict[str, tuple[int, int]]:
    """By month: customers whose first order is a selected one, and who ordered again in time.

    In time is within `REPEAT_BY_MONTH_DAYS`; only months all of whose days lie that long before
    the last counted order.
    """
    condition, values = _where("master_orders", filters)
    rows = run.rows(
        con,
        f"""
        WITH firsts AS (
            SELECT order_month, count(*) AS observed, 0 AS repeated
            FROM master_orders WHERE is_repeat_customer = 0 AND {condition} GROUP BY order_month
            UNION ALL
            SELECT
                n.order_month,
                count(*),
                count(CASE WHEN epoch(s.second_at) - epoch(n.first_at) <= $days * 86400 THEN 1 END)
            FROM (
                SELECT DISTINCT c.customer_unique_id, o.order_month, c.first_at
                FROM (
                    SELECT customer_unique_id, order_month, purchased_at FROM master_orders
                    WHERE is_repeat_customer = 1 AND {condition}
                ) AS o
                INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
                WHERE c.orders >= 2 AND o.purchased_at = c.first_at
            ) AS n
            INNER JOIN second_orders AS s ON n.customer_unique_id = s.customer_unique_id
            GROUP BY n.order_month
        )
        SELECT order_month, cast(sum(observed) AS bigint), cast(sum(repeated) AS bigint)
        FROM firsts
        WHERE
            cast(order_month || '-01' AS timestamp) + INTERVAL 1 MONTH
            + to_days(cast($days AS integer)) <= (SELECT max(last_at) FROM customer_orders)
        GROUP BY order_month""",
        {**values, "days": REPEAT_BY_MONTH_DAYS},
    )
    return {month: (observed, repeated) for month, observed, repeated in rows}


def segmentation(
    run: Run,
    con: duckdb.DuckDBPyConnection,
    _: Filters = NO_FILTERS,
    points_shown: int = POINTS_SHOWN,
) -> Segmentation:
    """Page 3, Customer Segmentation: over all customers, whatever the filters of orders."""
    cards = measure_values(run, con, NO_FILTERS, ("High Value Customer %", "Customers"))
    total = int(cards["Customers"] or 0)
    asked = _measures("Customers", "Segment Revenue", "Segment Share of Revenue")
    found = {name: rest for name, *rest in _ask(run, con, NO_FILTERS, asked, "segment")}
    in_all = sum(revenue for _, revenue, _ in found.values())
    segments = []
    for name in SEGMENTS:
        customers, revenue, share = found.get(name, (0, 0, 0.0 if in_all > 0 else None))
        of_customers = customers / total if total else None
        segments.append(Segment(name, customers, float(revenue), of_customers, share))
        if name == "High Value":
            cards["High Value share of revenue"] = share
    grid = run.rows(
        con,
        "SELECT recency_of_5, frequency_of_5, named_segment, customers, "
        "cast(revenue AS double) AS revenue, "
        "CASE WHEN sum(revenue) OVER () > 0 "
        "THEN cast(revenue AS double) / cast(sum(revenue) OVER () AS double) END "
        "FROM named_segments ORDER BY recency_of_5 DESC, frequency_of_5",
    )
    return Segmentation(
        cards,
        tuple(segments),
        tuple(NamedCell(*row) for row in grid),
        _points(run, con, total, points_shown),
    )


def _points(run: Run, con: duckdb.DuckDBPyConnection, total: int, most: int) -> Points:
    # hash() depends on the value alone: the same customers are drawn whenever one looks.
    ((distinct,),) = run.rows(
        con,
        "SELECT count(*) FROM "
        "(SELECT DISTINCT frequency, monetary, segment FROM rfm_customers) AS points",
    )
    rows, shown = "rfm_customers", total
    if distinct > most:
        rows = (
            "(FROM rfm_customers ORDER BY hash(customer_unique_id), customer_unique_id LIMIT $most)"
        )
        shown = most
    sql = f"""
        SELECT frequency, monetary, segment, customers, example FROM (
            SELECT
                cast(frequency AS double) AS frequency,
                cast(monetary AS double) AS monetary,
                list_position($segments, segment) - 1 AS segment,
                count(*) AS customers,
                min(customer_unique_id) AS example
            FROM {rows} AS customers
            GROUP BY ALL
        ) AS points
        ORDER BY hash(example), example"""
    values: dict[str, Any] = {"segments": list(SEGMENTS)}
    if distinct > most:
        values["most"] = most
    arrays: dict[str, Any] = dict(run.execute(con, sql, values).fetchnumpy())
    return Points(
        arrays["frequency"],
        arrays["monetary"],
        arrays["segment"],
        arrays["customers"],
        arrays["example"],
        shown,
        total,
    )


def operations(run: Run, con: duckdb.DuckDBPyConnection, filters: Filters) -> Operations:
    """Page 4, Operations."""
    month_only = Filters(filters.months)
    cards = measure_values(
        run,
        con,
        month_only,
        ("Avg Delivery Days", "Late Delivery Rate", "Avg Review Score", "Total Orders"),
    )
    asked = _measures("Avg Delivery Days", "Avg Review Score", "Total Orders")
    found = {month: rest for month, *rest in _ask(run, con, month_only, asked, "order_month")}
    late = dict(_ask(run, con, month_only, _measures("Late Delivery Rate"), "order_month"))
    due = {
        month: rest
        for month, *rest in run.rows(
            con, "SELECT order_month, judged, overdue FROM month_operations"
        )
    }
    by_month = []
    for month in _calendar(run, con, month_only):
        days, score, orders = found.get(month, (None, None, 0))
        by_month.append(
            MonthOperations(month, days, late.get(month), score, orders, *due.get(month, (0, 0)))
        )
    types = [
        PaymentOrders(name, orders, float(revenue))
        for name, orders, revenue in _ask(
            run,
            con,
            month_only,
            _measures("Total Orders", "Total Revenue"),
            "coalesce(payment_type, '')",
        )
    ]
    types.sort(key=lambda row: (-row.orders, row.payment_type))
    return Operations(
        cards,
        tuple(by_month),
        tuple(types),
        sum(row.overdue for row in by_month),
        frozenset(tiny({row.month: row.orders for row in by_month})),
    )
