"""Which orders a published set has otherwise than these results, and in what."""

from __future__ import annotations

from pathlib import Path

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.formula_text import risky_sql
from crri_gui.engine.core.sql_text import written_out
from crri_gui.engine.core.workspace import scratch
from crri_gui.engine.publish.reading import read_columns
from crri_gui.engine.quality import evidence
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, where
from crri_gui.errors import OutputError

_COLUMNS = ("order_id", "order_month", "order_value")


def differing_orders(db: DuckDB, folder: Path, filters: Filters = NO_FILTERS) -> tuple[str, int]:
    """The table of evidence of the orders that both have otherwise, or one alone; how many.

    The table has the first `MOST_ROWS` of them.

    Of the filters those of months reach: the orders that are in them on either side. A row has the
    `order_id`, what `change` it is (moved: to another month; added, removed; revalued), both
    months, both values and their `difference` in the currency of the raw data, and of the raw
    data of now the status and state. Raises `OutputError` where the published orders cannot be
    read.
    """
    with scratch() as work:
        if not read_columns(db, folder, "master_orders", _COLUMNS, "published", Path(work)):
            raise OutputError("published_orders_unreadable", file=folder)
        db.execute(f"CREATE OR REPLACE TEMP TABLE differing AS {_differing(filters)}")
        count = int(db.scalar("SELECT count(*) FROM differing"))
        return evidence.show_rows(db, "SELECT * FROM differing"), count


def _differing(filters: Filters) -> str:
    # As it is written: no text that a spreadsheet runs as a formula.
    order = f"CASE WHEN {risky_sql('order_id')} THEN '''' || order_id ELSE order_id END"
    reached = Filters(filters.months, left_out=filters.left_out)
    condition, values = where("master_orders", reached)
    of_both = "SELECT order_month FROM master_orders UNION SELECT order_month FROM published"
    months = written_out(f"SELECT order_month FROM ({of_both}) WHERE {condition}", values)
    within = f"(d.published_month IN ({months}) OR d.order_month IN ({months}))"
    return f"""
        SELECT d.* EXCLUDE (written), f.order_status, f.customer_state
        FROM (
            SELECT
                coalesce(m.order_id, p.order_id) AS order_id,
                CASE
                    WHEN p.order_id IS NULL THEN 'added'
                    WHEN m.order_id IS NULL THEN 'removed'
                    WHEN p.order_month IS DISTINCT FROM m.order_month THEN 'moved'
                    ELSE 'revalued'
                END AS change,
                p.order_month AS published_month,
                m.order_month,
                p.order_value AS published_value,
                m.order_value,
                CAST(coalesce(m.order_value, 0) - coalesce(p.order_value, 0) AS DECIMAL(18, 2))
                    AS difference,
                coalesce(m.written, p.order_id) AS written
            FROM published AS p
            FULL JOIN (
                SELECT order_id, order_month, order_value, {order} AS written FROM master_orders
            ) AS m ON p.order_id = m.written
            WHERE
                p.order_month IS DISTINCT FROM m.order_month
                OR p.order_value IS DISTINCT FROM m.order_value
        ) AS d
        LEFT JOIN order_facts AS f ON d.order_id = f.order_id
        WHERE {within if reached != NO_FILTERS else "TRUE"}
        ORDER BY
            d.change <> 'moved',
            greatest(abs(d.difference), coalesce(abs(d.order_value), 0)) DESC,
            d.order_id"""
