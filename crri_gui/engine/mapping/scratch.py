"""A database in which somebody looks at files, and which leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from crri_gui.engine.core import workspace
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext


@contextmanager
def scratch_database(run: RunContext, temp_dir: Path | None) -> Iterator[tuple[DuckDB, Path]]:
    """A database that the run may interrupt, and the folder beside it; gone afterwards."""
    work = workspace.make(run, temp_dir)
    con = duckdb.connect()
    try:
        con.execute("SET temp_directory = $work", {"work": str(work / "spill")})
        con.execute("SET TimeZone = 'UTC'")
        with DuckDB(run, con).attached() as db, run.stage("read"):
            yield db, work
    finally:
        workspace.release(run, work, con)
