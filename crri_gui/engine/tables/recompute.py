"""The output tables under other definitions, made again from the facts of a finished run.

The statements are those of a run. Of them only those are executed that a changed parameter
reaches, and only as far as the wanted tables need. The raw tables are gone by then, so the facts
of every order (`order_facts`) are taken from the run, with what they were.

Ids of 32 letters are what such statements spend their time on, so they are computed with numbers
in the place of ids, which have the same order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import duckdb

from crri_gui.contract import tables_with
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.sql_text import PARAMETER, sql_identifier, written_out
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
            customer_unique_id, guest_id, status_place, status_counts, order_value, delivery_days,
            is_counted
        ),
        CASE
            WHEN NOT f.is_guest THEN f.customer_unique_id
            WHEN $guests = 'each' THEN f.guest_id
        END AS customer_unique_id,
        k.counts AS status_counts,
        f.is_counted AS was_counted,
        f.order_value AS was_value
    FROM known.order_facts AS f
    LEFT JOIN counted_statuses AS k ON f.status_place = k.rowid
) AS joined"""


# The number of an id is its place among them. Guests have ids too, for where each is a customer.
_IDS = "ids"
_KEYED = {
    _IDS: """SELECT id FROM (
           SELECT customer_unique_id AS id FROM main.order_facts
           WHERE customer_unique_id IS NOT NULL
           UNION SELECT concat('guest ', order_id) FROM main.order_facts WHERE is_guest
       ) ORDER BY id""",
    "order_facts": """SELECT
           f.* REPLACE (f.rowid AS order_id, i.rowid::INTEGER AS customer_unique_id),
           g.key AS guest_id,
           s.rowid AS status_place
       FROM main.order_facts AS f
       LEFT JOIN known.ids AS i ON f.customer_unique_id = i.id
       LEFT JOIN (
           SELECT id, rowid::INTEGER AS key FROM known.ids WHERE starts_with(id, 'guest ')
       ) AS g ON CASE WHEN f.is_guest THEN concat('guest ', f.order_id) END = g.id
       LEFT JOIN main.counted_statuses AS s ON f.order_status = s.order_status""",
    "rfm_customers": """SELECT c.* REPLACE (i.rowid::INTEGER AS customer_unique_id)
       FROM main.rfm_customers AS c INNER JOIN known.ids AS i ON c.customer_unique_id = i.id""",
}


def prepare(db: DuckDB) -> None:
    """Make the tables of `KNOWN`, once for the tables of a run.

    Cancelled, it goes on from the last table that was made when it is called again.
    """
    asked = f"SELECT table_name FROM duckdb_tables() WHERE schema_name = '{KNOWN}'"
    there = {name for (name,) in db.rows(asked)}
    missing = {name: sql for name, sql in _KEYED.items() if name not in there}
    if missing.keys() <= {_IDS}:
        return
    db.execute(f"CREATE SCHEMA IF NOT EXISTS {KNOWN}")
    for name, sql in missing.items():
        db.execute(f"CREATE TABLE {KNOWN}.{name} AS {sql}")
    db.execute(f"DROP TABLE {KNOWN}.{_IDS}")


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
            set(PARAMETER.findall(sql)).isdisjoint(parameters) and different.isdisjoint(names(sql))
        ):
            different.add(table)
            reached.append((output, table, sql))
    needed = set(wanted)
    kept = []
    for output, table, sql in reversed(reached):
        if table in needed:
            needed |= names(sql)
            kept.append((output, table, sql))
    return kept[::-1]


def names(sql: str) -> set[str]:
    """The names in a statement, those of tables and columns among them."""
    return set(re.findall(r"(?<![$\w])[A-Za-z]\w*", sql))


@contextmanager
def computed_otherwise(
    db: DuckDB,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    statuses: Mapping[str, bool],
    wanted: Mapping[str, Collection[str]],
) -> Iterator[frozenset[str]]:
    """Make the wanted tables with the parameters `after` in place of `before`; which are made.

    `wanted` has the columns that are asked of each: no others are made but what statements need.
    Meanwhile names mean the tables of `SCHEMA` where they are there, and the run's otherwise.
    `statuses` says which of the statuses count.
    """
    prepare(db)
    other = {name for name in after if after[name] != before[name]}
    counted = dict(db.rows(f"SELECT order_status, counts FROM main.{_STATUSES} ORDER BY rowid"))
    made = {_STATUSES} if statuses != counted else set()
    steps = affected(other, made, wanted)
    try:
        _give_back(db)
        db.execute(f"CREATE SCHEMA {SCHEMA}")
        db.execute(f"SET search_path = '{SCHEMA},main'")
        if made:
            db.execute(f"CREATE TABLE {_STATUSES} (order_status VARCHAR, counts BOOLEAN)")
            # In the order of the run's: `status_place` is where a status stands there.
            rows = [(status, statuses[status]) for status in counted]
            db.executemany(f"INSERT INTO {_STATUSES} VALUES (?, ?)", rows)
        columns = _columns(db)
        for place, (output, table, sql) in enumerate(steps):
            if table == _FACTS:
                sql = _from_former(sql)
            if table in _VIEWS:
                db.execute(_as_view(sql, after))
            else:
                later = (names(other) for _, _, other in steps[place + 1 :])
                read = set(wanted.get(table, ())).union(*(one for one in later if table in one))
                kept = [name for name in columns[table] if name in read]
                execute(db, output, _narrowed(sql, kept), after)
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


def _columns(db: DuckDB) -> dict[str, list[str]]:
    """The columns of each of the run's tables, in their order."""
    found: dict[str, list[str]] = {}
    for table, column in db.rows(
        """SELECT table_name, column_name FROM duckdb_columns()
           WHERE schema_name = 'main' ORDER BY table_name, column_index"""
    ):
        found.setdefault(table, []).append(column)
    return found


def _narrowed(sql: str, columns: Sequence[str]) -> str:
    """The statement that makes these columns of its table alone."""
    created = _CREATED.match(sql)
    assert created is not None
    kept = ", ".join(map(sql_identifier, columns))
    return f"{created[0]} SELECT {kept} FROM ({sql[created.end() :]}) AS made"


def _as_view(sql: str, values: Mapping[str, Any]) -> str:
    """The statement as one that makes a view, which has no parameters: their values stand there."""
    return written_out(sql.replace("CREATE TABLE", "CREATE VIEW", 1), values)


def _give_back(db: DuckDB) -> None:
    db.con.execute("RESET search_path")
    db.con.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
