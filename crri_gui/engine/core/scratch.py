"""A database for a look at files, or beside that of a run; it leaves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import psutil

from crri_gui.engine.core import workspace
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext

# Of the machine's memory: a run may hold its own tables meanwhile.
_SHARE = 0.4


@contextmanager
def scratch_database(
    run: RunContext, temp_dir: Path | None, memory_limit: str | None = None
) -> Iterator[tuple[DuckDB, Path]]:
    """A database that the run may interrupt, and the folder beside it; gone afterwards.

    `memory_limit` is as DuckDB takes it, None for 40 % of the machine. Raises `OutputError`
    where there is no place for the folder, and `Cancelled`.
    """
    work = workspace.make(run, temp_dir)
    con = duckdb.connect()
    try:
        # In bytes: DuckDB 1.5 knows no shares of the machine.
        limit = memory_limit or f"{int(psutil.virtual_memory().total * _SHARE) >> 20}MiB"
        con.execute("SET memory_limit = $limit", {"limit": limit})
        # Without a folder of its own it would spill into the working directory.
        con.execute("SET temp_directory = $work", {"work": str(work / "spill")})
        con.execute("SET TimeZone = 'UTC'")
        with DuckDB(run, con).attached() as db:
            yield db, work
    finally:
        workspace.release(run, work, con)
