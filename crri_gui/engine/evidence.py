"""The rows behind a finding or a line of a statement, as a table to look at."""

from __future__ import annotations

import duckdb

from crri_gui.engine.findings import Finding
from crri_gui.engine.progress import Run

TABLE = "evidence"
MOST_ROWS = 100_000


def show_rows(run: Run, con: duckdb.DuckDBPyConnection, finding: Finding) -> str:
    """Make the table `evidence` of the finding's rows, `MOST_ROWS` at most; its name."""
    run.execute(
        con, f"CREATE OR REPLACE TABLE {TABLE} AS SELECT * FROM ({finding.rows}) LIMIT {MOST_ROWS}"
    )
    return TABLE
