"""The rows behind a finding or a line of a statement, for whoever wants to see them.

They are named as a SELECT on the tables of the results. Raw tables are dropped once they are
brought together: rows of theirs are kept aside when they are found.
"""

from __future__ import annotations

from crri_gui.engine.core.database import Database

TABLE = "evidence"
MOST_ROWS = 100_000


def keep_rows(db: Database, name: str, rows: str) -> str:
    """Keep the rows of a SELECT, `MOST_ROWS` at most, in a table; the SELECT of them."""
    return f"SELECT * FROM {_copied(db, f'rows_of_{name}', rows)}"


def show_rows(db: Database, rows: str) -> str:
    """Make the table `evidence` of a SELECT, `MOST_ROWS` at most; its name."""
    return _copied(db, TABLE, rows)


def _copied(db: Database, table: str, rows: str) -> str:
    db.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM ({rows}) LIMIT {MOST_ROWS}")
    return table
