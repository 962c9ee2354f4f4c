"""How many orders an export holds, for who wants to say it before anything is computed."""

from __future__ import annotations

from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.mapping.looking import looked_at


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
    with looked_at(run, source, folder, folder, conventions, temp_dir) as (db, _):
        return int(db.scalar("SELECT count(*) FROM crri_orders"))
