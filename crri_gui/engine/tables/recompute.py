"""The output tables under other definitions, made again from the facts of a finished run.

The statements are those of a run. Of them only those are executed that a changed parameter
reaches, and only as far as the wanted tables need. The raw tables are gone by then, so the facts
of every order (`order_facts`) are taken from the run, with what they were.

Ids of 32 letters are what such statements spend their time on, so they are computed with numbers
in the place of ids, which have the same order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import duckdb

from crri_gui.contract import tables_with
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import PARAMETER, written_out
from crri_gui.engine.tables import execute, schedule, statements

SCHEMA = "otherwise"
"""Where the tables under other definitions live meanwhile; the run's stay as they are."""

KNOWN = "known"
"""Where the run's `order_facts` and `rfm_customers` are with numbers in the place of ids."""

# What has a row for each order or customer and is read once or twice is not written out.
_VIEWS = {"order_facts", "rfm_values", "rfm_scored"}
_FACTS = "order_facts"
_STATUSES = "counted_statuses"
_CREATED = re.compile(r"CREATE TABLE (\w+) AS\b")
# What the statement of the facts joins of raw tables, as the run's facts have it. `was_counted`
# and `was_value` are beside it, for whoever compares.
_FORMER_FACTS = """FROM (
    SELECT
        f.* EXCLUDE (
            customer_unique_id, guest_id, status_counts, order_value, delivery_days, is_counted
        ),
        CASE
            WHEN NOT f.is_guest THEN f.customer_unique_id
            WHEN $guests = 'each' THEN f.guest_id
        END AS customer_unique_id,
        k.counts AS status_counts,
        f.is_counted AS was_counted,
        f.order_value AS was_value
    FROM known.order_facts AS f
    LEFT JOIN counted_statuses AS k ON f.order_status = k.order_status
) AS joined"""


# Guests have an id of their own where each is a customer.
_KEYED = (
    """CREATE TEMP TABLE crri_ids AS
       SELECT id, row_number() OVER (ORDER BY id) AS key
       FROM (
           SELECT customer_unique_id AS id FROM main.order_facts
           WHERE customer_unique_id IS NOT NULL
           UNION SELECT concat('guest ', order_id) FROM main.order_facts WHERE is_guest
       )""",
    """CREATE TABLE known.order_facts AS
       SELECT f.* REPLACE (f.rowid AS order_id, i.key AS customer_unique_id), g.key AS guest_id
       FROM main.order_facts AS f
       LEFT JOIN crri_ids AS i ON f.customer_unique_id = i.id
       LEFT JOIN crri_ids AS g ON CASE WHEN f.is_guest THEN concat('guest ', f.order_id) END = g.id
    """,
    """CREATE TABLE known.rfm_customers AS
       SELECT c.* REPLACE (i.key AS customer_unique_id)
       FROM main.rfm_customers AS c INNER JOIN crri_ids AS i ON c.customer_unique_id = i.id""",
    "DROP TABLE crri_ids",
)


def prepare(db: DuckDB) -> None:
    """Make the tables of `KNOWN`, once for the tables of a run; all of them or none."""
    if db.scalar(f"SELECT count(*) FROM duckdb_schemas() WHERE schema_name = '{KNOWN}'"):
        return
    db.con.execute("BEGIN")
    try:
        db.execute(f"CREATE SCHEMA {KNOWN}")
        for sql in _KEYED:
            db.execute(sql)
        db.con.execute("COMMIT")
    except BaseException:
        with suppress(duckdb.Error):
            db.con.execute("ROLLBACK")
        raise


def all_statements() -> list[tuple[str, str, str]]:
    """Every statement of a run without extensions that makes a table: output, table, SQL."""
    first, rows, last = schedule([table for table in tables_with(()) if not table.in_python])
    outputs = [*first, *(name for row in rows for name in row), *last]
    return [
        (output, created[1], sql)
        for output in outputs
        for sql in statements(output)
        if (created := _CREATED.match(sql))
    ]


def affected(
    parameters: Collection[str], tables: Collection[str], wanted: Collection[str]
) -> list[tuple[str, str, str]]:
    """The statements that make the wanted tables otherwise, of `all_statements`.

    `parameters` are the names of those that have other values, `tables` of those that are made
    already.
    """
    made = all_statements()
    begin = next(number for number, (_, table, _) in enumerate(made) if table == _FACTS)
    different = set(tables)
    reached = []
    for output, table, sql in made[begin:]:
        if not (
            set(PARAMETER.findall(sql)).isdisjoint(parameters) and different.isdisjoint(_names(sql))
        ):
            different.add(table)
            reached.append((output, table, sql))
    needed = set(wanted)
    kept = []
    for output, table, sql in reversed(reached):
        if table in needed:
            needed |= _names(sql)
            kept.append((output, table, sql))
    return kept[::-1]


def _names(sql: str) -> set[str]:
    """The names in a statement, those of tables among them."""
    return set(re.findall(r"(?<![$\w])[a-z]\w*", sql))


@contextmanager
def computed_otherwise(
    db: DuckDB,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    statuses: Mapping[str, bool],
    wanted: Collection[str],
) -> Iterator[frozenset[str]]:
    """Make the wanted tables with the parameters `after` in place of `before`; which are made.

    Meanwhile names mean the tables of `SCHEMA` where they are there, and the run's otherwise.
    `statuses` says which of the statuses count.
    """
    prepare(db)
    other = {name for name in after if after[name] != before[name]}
    counted = dict(db.rows(f"SELECT order_status, counts FROM main.{_STATUSES}"))
    made = {_STATUSES} if statuses != counted else set()
    steps = affected(other, made, wanted)
    try:
        _give_back(db)
        db.execute(f"CREATE SCHEMA {SCHEMA}")
        db.execute(f"SET search_path = '{SCHEMA},main'")
        if made:
            db.execute(f"CREATE TABLE {_STATUSES} (order_status VARCHAR, counts BOOLEAN)")
            db.executemany(f"INSERT INTO {_STATUSES} VALUES (?, ?)", [*statuses.items()])
        for output, table, sql in steps:
            if table == _FACTS:
                sql = _from_former(sql)
            if table in _VIEWS:
                db.execute(_as_view(sql, after))
            else:
                execute(db, output, sql, after)
        yield frozenset(table for _, table, _ in steps)
    finally:
        # Also after it was cancelled, which a second interrupt may say again.
        with suppress(duckdb.InterruptException):
            _give_back(db)


def _from_former(sql: str) -> str:
    """The statement of the facts, over those of the run in place of the raw tables."""
    head, joined, _ = sql.partition("FROM (")
    if not joined or not sql.endswith(") AS joined"):
        raise ValueError(f"the statement of {_FACTS} does not end with what it joins")
    return head + _FORMER_FACTS


def _as_view(sql: str, values: Mapping[str, Any]) -> str:
    """The statement as one that makes a view, which has no parameters: their values stand there."""
    return written_out(sql.replace("CREATE TABLE", "CREATE VIEW", 1), values)


def _give_back(db: DuckDB) -> None:
    db.con.execute("RESET search_path")
    db.con.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
