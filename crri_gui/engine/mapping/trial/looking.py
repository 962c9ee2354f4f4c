"""An export made into raw tables for who only looks: nothing is written beside its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.persons.pseudonyms import key_for_looking
from crri_gui.engine.adapt.stage import adapt
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.scratch import scratch_database
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.layouts.layout import Identity
from crri_gui.engine.values.clocks import refuse_unknown_zone


@contextmanager
def looked_at(
    run: RunContext,
    source: Source,
    folder: Path,
    keys: Path,
    conventions: Conventions,
    temp_dir: Path | None,
    compared: Sequence[Identity] = (),
) -> Iterator[tuple[DuckDB, Adapted]]:
    """The tables that `adapt` leaves, and what it says of them; gone afterwards.

    `keys` is the folder in which a key of the pseudonyms may lie. Raises `InputError` where the
    files cannot be read, `Cancelled`.
    """
    with run.stage("read"), scratch_database(run, temp_dir) as (db, work):
        refuse_unknown_zone(db.con, conventions.applied_zone)
        key = partial(key_for_looking, keys)
        yield db, adapt(db, folder, key, source, work, conventions, compared=compared)
