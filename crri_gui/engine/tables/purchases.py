"""The days on which customers bought, for the models, and what these say of customers as a table.

A month at the end with hardly an order (under 5 % of the usual) is left out: what lies between it
and the month before was not sold, or not exported, and would be taken for customers who stay away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.usual import tiny
from crri_gui.models.customers import Purchases

HORIZON_DAYS = 90
"""How far the models look ahead."""

ORIGIN = dt.date(1970, 1, 1)

_NUMBERED = """
CREATE TABLE IF NOT EXISTS numbered_customers AS
SELECT customer_unique_id, row_number() OVER (ORDER BY customer_unique_id) - 1 AS customer
FROM rfm_customers
"""
_DAYS = """
SELECT
    n.customer,
    datediff('day', DATE '1970-01-01', cast(o.purchased_at AS date)) AS day,
    cast(sum(o.order_value) AS double) AS value
FROM master_orders AS o
INNER JOIN numbered_customers AS n ON o.customer_unique_id = n.customer_unique_id
WHERE o.order_month <= $last_month
GROUP BY n.customer, datediff('day', DATE '1970-01-01', cast(o.purchased_at AS date))
ORDER BY customer, day
"""


def purchases(db: DuckDB) -> tuple[Purchases, int]:
    """Every day of purchase, customers by their place in the order of ids, and the snapshot.

    The snapshot is the day after the last one of usual trade, as a number since `ORIGIN`.
    """
    months = db.rows("SELECT order_month, count(*) FROM master_orders GROUP BY ALL ORDER BY ALL")
    stray = tiny(dict(months))
    while months and months[-1][0] in stray:
        months.pop()
    db.execute(_NUMBERED)
    last_month = months[-1][0] if months else ""
    found: dict[str, Any] = dict(db.execute(_DAYS, {"last_month": last_month}).fetchnumpy())
    made = Purchases(
        np.asarray(found["customer"], dtype=np.int64),
        np.asarray(found["day"], dtype=np.int64),
        np.asarray(found["value"], dtype=np.float64),
    )
    return made, int(made.day.max(initial=-1)) + 1


def write_scores(
    db: DuckDB,
    table: str,
    columns: str,
    names: Sequence[str],
    scores: Mapping[str, NDArray[Any]] | None,
    values: Mapping[str, Any],
) -> None:
    """Make the table of these columns (SQL) from arrays of one length, `customer` among them.

    Without scores it is of nobody; `names` are what they are called.
    """
    if scores is None:
        scores = {name: np.zeros(0) for name in names}
    with db.cursor() as own:
        own.con.register("crri_scores", dict(scores))
        own.execute(
            f"CREATE TABLE {table} AS SELECT n.customer_unique_id, {columns} "
            "FROM crri_scores AS s INNER JOIN numbered_customers AS n ON s.customer = n.customer",
            dict(values),
        )


def write_figures(
    db: DuckDB, table: str, columns: Mapping[str, str], rows: Sequence[Sequence[Any]]
) -> None:
    """Make a table of figures: its columns with their types, and its rows.

    Fractions have six decimals, so that a machine that adds up in another order says the same.
    """
    typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    db.execute(f"CREATE TABLE {table} ({typed})")
    if rows:
        places = ", ".join("?" * len(columns))
        db.executemany(
            f"INSERT INTO {table} VALUES ({places})", [[_plain(one) for one in row] for row in rows]
        )


def as_date(day: int) -> str:
    """A number of days since `ORIGIN` as YYYY-MM-DD."""
    return (ORIGIN + dt.timedelta(days=day)).isoformat()


def _plain(value: Any) -> Any:
    return round(float(value), 6) if isinstance(value, float) else value
