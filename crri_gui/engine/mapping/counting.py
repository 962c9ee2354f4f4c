"""How many orders an export holds, for who wants to say it before anything is computed."""

from __future__ import annotations

from pathlib import Path

import duckdb

from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.pseudonyms import key_for_looking
from crri_gui.engine.adapt.stage import adapt
from crri_gui.engine.core import workspace
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.sources import Source


def orders_in(
    run: RunContext,
    source: Source,
    folder: Path,
    *,
    conventions: Conventions = Conventions({}, {}),
    temp_dir: Path | None = None,
) -> int:
    """The orders that the rows of an export make, whether they count or not.

    Writes nothing beside the raw files. Raises `InputError` where they cannot be read, `Cancelled`.
    """
    work = workspace.make(run, temp_dir)
    con = duckdb.connect()
    try:
        con.execute("SET temp_directory = $work", {"work": str(work / "spill")})
        con.execute("SET TimeZone = 'UTC'")
        with DuckDB(run, con).attached() as db, run.stage("read"):

            def key() -> str:
                return key_for_looking(folder)

            adapt(db, folder, key, source, work, conventions)
            return int(db.scalar("SELECT count(*) FROM crri_orders"))
    finally:
        workspace.release(run, work, con)
