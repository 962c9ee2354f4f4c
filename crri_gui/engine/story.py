"""The figures that a presentation of the dashboard tells, from the published CSVs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from crri_gui.contract import OUTPUT_TABLES, SEGMENTS, ColumnType
from crri_gui.engine.dashboard import measure_values
from crri_gui.engine.dashboard_numbers import NO_FILTERS, Number
from crri_gui.engine.progress import Run
from crri_gui.engine.sniff import literal
from crri_gui.errors import OutputError

_TYPES: dict[ColumnType, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "money": "DECIMAL(18, 2)",
    "number": "DOUBLE",
}
MEASURES_TOLD = (
    "Total Revenue",
    "Total Orders",
    "Active Customers",
    "AOV",
    "Repeat Rate",
    "Revenue from Repeat Customers %",
    "Later Retention Rate",
    "High Value Customer %",
    "Avg Delivery Days",
    "Avg Review Score",
    "Late Delivery Rate",
)


@dataclass(frozen=True)
class Story:
    """What there is to tell; None where the data does not carry it.

    Money is in the currency of the raw data, shares are 0 to 1, months are YYYY-MM. `halves` are
    the mean delivery days of the first and the second half of the months, `quick_and_slow` the
    mean review scores of orders delivered faster and not faster than the median.
    """

    measures: dict[str, Number | None]
    first_month: str
    last_month: str
    best_month: tuple[str, float]
    top_state: tuple[str, float] | None
    largest_cohort: tuple[str, int]
    smallest_cohort: tuple[str, int]
    high_value_revenue: float | None
    spend_once: float | None
    spend_more: float | None
    halves: tuple[float, float] | None
    quick_and_slow: tuple[float, float] | None
    top_payment: tuple[str, float] | None


def story(run: Run, folder: Path) -> Story | None:
    """The figures of the CSVs in `folder`; None where there are no orders.

    Raises `OutputError` when the files are not what the contract says.
    """
    with duckdb.connect() as con, run.attached(con):
        try:
            for table in OUTPUT_TABLES:
                columns = {column.name: _TYPES[column.type] for column in table.columns}
                file = literal(folder / table.file_name).replace("'", "''")
                con.execute(
                    f"CREATE VIEW {table.name} AS SELECT * FROM read_csv('{file}', "
                    "header = true, delim = ',', "
                    f"""quote = '"', escape = '"', auto_detect = false, columns = {columns})"""
                )
            return _told(run, con)
        except duckdb.Error as error:
            raise OutputError(
                "The published CSVs cannot be read as the contract says.",
                file=folder,
                remedy="Publish them again with `crri run`.",
            ) from error


def _told(run: Run, con: duckdb.DuckDBPyConnection) -> Story | None:
    def row(sql: str) -> tuple[object, ...] | None:
        found = run.rows(con, sql)
        return found[0] if found and found[0][-1] is not None else None

    def pair(sql: str) -> tuple[str, float] | None:
        found = row(sql)
        return None if found is None else (str(found[0]), float(str(found[1])))

    def number(sql: str) -> float | None:
        found = row(sql)
        return None if found is None else float(str(found[0]))

    def two(sql: str) -> tuple[float, float] | None:
        found = row(sql)
        return (
            None if found is None or None in found else (float(str(found[0])), float(str(found[1])))
        )

    span = row("SELECT min(order_month), max(order_month) FROM monthly_revenue")
    best = pair("SELECT order_month, revenue FROM monthly_revenue ORDER BY 2 DESC, 1 LIMIT 1")
    if span is None or best is None:
        return None
    cohorts = "SELECT cohort_month, max(cohort_size) FROM cohort_retention GROUP BY 1 ORDER BY 2"
    largest, smallest = pair(f"{cohorts} DESC, 1 LIMIT 1"), pair(f"{cohorts}, 1 LIMIT 1")
    assert largest is not None and smallest is not None
    share = "sum({0}) / sum(sum({0})) OVER ()"
    money = "order_value::DOUBLE"
    spend = "SELECT avg(monetary)::DOUBLE FROM rfm_customers WHERE frequency"
    return Story(
        measures=measure_values(run, con, NO_FILTERS, MEASURES_TOLD),
        first_month=str(span[0]),
        last_month=str(span[1]),
        best_month=best,
        top_state=pair(
            f"SELECT customer_state, {share.format(money)} AS part FROM master_orders "
            "GROUP BY 1 QUALIFY customer_state IS NOT NULL AND sum(sum(order_value)) OVER () > 0 "
            "ORDER BY 2 DESC, 1 LIMIT 1"
        ),
        largest_cohort=(largest[0], int(largest[1])),
        smallest_cohort=(smallest[0], int(smallest[1])),
        high_value_revenue=number(
            f"SELECT sum(monetary::DOUBLE) FILTER (segment = '{SEGMENTS[-1]}') "
            "/ nullif(sum(monetary::DOUBLE), 0) FROM rfm_customers"
        ),
        spend_once=number(f"{spend} = 1"),
        spend_more=number(f"{spend} > 1"),
        halves=two(
            """WITH months AS (
                SELECT order_month, ntile(2) OVER (ORDER BY order_month) AS half
                FROM ops_metrics WHERE avg_delivery_days IS NOT NULL
            )
            SELECT avg(delivery_days) FILTER (half = 1), avg(delivery_days) FILTER (half = 2)
            FROM master_orders INNER JOIN months USING (order_month)
            HAVING count(DISTINCT order_month) >= 4"""
        ),
        quick_and_slow=two(
            """WITH judged AS (
                SELECT delivery_days, review_score FROM master_orders
                WHERE delivery_days IS NOT NULL AND review_score IS NOT NULL
            ), middle AS (SELECT median(delivery_days) AS days FROM judged)
            SELECT avg(review_score) FILTER (delivery_days < days),
                   avg(review_score) FILTER (delivery_days >= days)
            FROM judged, middle"""
        ),
        top_payment=pair(
            f"SELECT payment_type, {share.format('1')} AS part FROM master_orders GROUP BY 1 "
            "QUALIFY payment_type IS NOT NULL ORDER BY 2 DESC, 1 LIMIT 1"
        ),
    )
