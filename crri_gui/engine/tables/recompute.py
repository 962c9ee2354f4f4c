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
"""Where the run's `order_facts` and `customer_orders` are with numbers in the place of ids, and
`former`, each segment, score and recency that the run gave to customers."""

FORMER = f"customer_unique_id % (SELECT count(*) FROM {KNOWN}.former)"
"""Which row of `former` a customer had, by the number in place of the id."""

# What has a row for each order or customer and is read once or twice is not written out.
_VIEWS = {"order_facts", "rfm_values", "rfm_scored"}
# What has the run's ids and is quickly made: whoever reads it has it made again, with numbers.
_OF_CUSTOMERS = {"rfm_values", "first_come_cuts", "rfm_scored"}
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


# An id's number is its place among the ids, times the rows of `former`, plus its own row there: so
# numbers have the order of ids, and no join of a million customers has to find who moves. Guests
# have ids too, for where each is a customer.
_FOR_OTHERS = ("ids", "numbers")
_KEYED = {
    # The first row is of those who were no customers.
    "former": """SELECT NULL AS segment, NULL AS RFM_score, NULL AS recency
       UNION ALL SELECT DISTINCT segment, RFM_score, recency FROM main.rfm_customers""",
    "ids": """SELECT id FROM (
           SELECT customer_unique_id AS id FROM main.order_facts
           WHERE customer_unique_id IS NOT NULL
           UNION SELECT concat('guest ', order_id) FROM main.order_facts WHERE is_guest
       ) ORDER BY id""",
    "numbers": """SELECT
           i.id,
           i.rowid * (SELECT count(*) FROM known.former) + coalesce(f.rowid, 0) AS number
       FROM known.ids AS i
       LEFT JOIN main.rfm_customers AS c ON i.id = c.customer_unique_id
       LEFT JOIN known.former AS f
           ON c.segment = f.segment AND c.RFM_score = f.RFM_score AND c.recency = f.recency""",
    "order_facts": """SELECT
           f.* REPLACE (f.rowid AS order_id, i.number AS customer_unique_id),
           g.number AS guest_id,
           s.rowid AS status_place
       FROM main.order_facts AS f
       LEFT JOIN known.numbers AS i ON f.customer_unique_id = i.id
       LEFT JOIN (SELECT id, number FROM known.numbers WHERE starts_with(id, 'guest ')) AS g
           ON CASE WHEN f.is_guest THEN concat('guest ', f.order_id) END = g.id
       LEFT JOIN main.counted_statuses AS s ON f.order_status = s.order_status""",
    "customer_orders": """SELECT c.* REPLACE (i.number AS customer_unique_id)
       FROM main.customer_orders AS c
       INNER JOIN known.numbers AS i ON c.customer_unique_id = i.id""",
}


def prepare(db: DuckDB) -> None:
    """Make the tables of `KNOWN`, once for the tables of a run.

    Cancelled, it goes on from the last table that was made when it is called again.
    """
    asked = f"SELECT table_name FROM duckdb_tables() WHERE schema_name = '{KNOWN}'"
    there = {name for (name,) in db.rows(asked)}
    missing = {name: sql for name, sql in _KEYED.items() if name not in there}
    if missing.keys() <= set(_FOR_OTHERS):
        return
    db.execute(f"CREATE SCHEMA IF NOT EXISTS {KNOWN}")
    for name, sql in missing.items():
        db.execute(f"CREATE TABLE {KNOWN}.{name} AS {sql}")
    for name in _FOR_OTHERS:
        db.execute(f"DROP TABLE {KNOWN}.{name}")


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
    for _, table, sql in made[begin:]:
        if not (
            set(PARAMETER.findall(sql)).isdisjoint(parameters) and different.isdisjoint(names(sql))
        ):
            different.add(table)
    needed = different.intersection(wanted)
    different |= _OF_CUSTOMERS
    kept = []
    for output, table, sql in reversed(made[begin:]):
        if table in different and table in needed:
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
    Meanwhile names mean the tables of `SCHEMA` where they are there, then those of `KNOWN`, and
    the run's otherwise.
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
        db.execute(f"SET search_path = '{SCHEMA},{KNOWN},main'")
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
