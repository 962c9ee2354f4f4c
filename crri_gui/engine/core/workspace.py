"""The temporary folder of a run: made before it, given back after it with the memory it held."""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from filelock import FileLock

from crri_gui.engine.core import owner
from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import OutputError

_PATIENCE = 0.3  # seconds; what is small is gone by then
# The number is the owner's process; the rest as `tempfile` draws it. A user's folder that is called
# nearly the same is not ours to remove.
_OURS = re.compile(r"crri-([0-9]+)-[a-z0-9_]{8}\.tmp")
_SUFFIX = ".tmp"
_leaving: list[threading.Thread] = []
_owned: dict[Path, FileLock] = {}


@contextmanager
def scratch(temp_dir: Path | None = None) -> Iterator[str]:
    """A folder for less than a run, which the next run removes should this one be killed."""
    folder = _made(_parent(temp_dir))
    try:
        yield str(folder)
    finally:
        _remove(folder)


def _parent(temp_dir: Path | None) -> Path:
    """Where temporary folders are made. Raises `OutputError` where the system has no place."""
    try:
        return Path(temp_dir or tempfile.gettempdir())
    except OSError as error:
        raise OutputError(
            f"No temporary folder can be made: {error.strerror}.",
            remedy="Name a folder that is there, and that you may write to, with --temp-dir.",
        ) from error


def _made(parent: Path) -> Path:
    """A new folder of this process's in `parent`. Raises `OutputError`."""
    folder = None
    try:
        folder = Path(tempfile.mkdtemp(_SUFFIX, f"crri-{os.getpid()}-", parent))
        _owned[folder] = owner.claim(folder)
    except OSError as error:
        if folder is not None:
            owner.discard(folder)
        raise OutputError(
            f"No temporary folder can be made: {error.strerror}.",
            file=parent,
            remedy="Name a folder that is there, and that you may write to, with --temp-dir.",
        ) from error
    return folder


def _remove(folder: Path) -> None:
    # Windows deletes nothing that is open.
    _owned.pop(folder).release()
    owner.discard(folder)


def make(run: RunContext, temp_dir: Path | None) -> Path:
    """A folder of this run's own, in `temp_dir` or where the system keeps temporary files.

    What a killed run of this machine has left there is removed, and what a cancelled run of this
    process is still giving back is waited for: its room may be needed. Raises `OutputError`,
    `Cancelled`.
    """
    for thread in list(_leaving):
        while thread.is_alive():
            run.checkpoint()
            thread.join(0.1)
    _leaving[:] = [thread for thread in _leaving if thread.is_alive()]
    parent = _parent(temp_dir)
    # A folder that cannot be listed cannot have another one made in it, which says so.
    with suppress(OSError):
        for left in parent.glob(f"crri-*{_SUFFIX}"):
            if _OURS.fullmatch(left.name) and owner.is_left(left):
                owner.discard(left)
    return _made(parent)


def release(run: RunContext, work: Path, con: duckdb.DuckDBPyConnection | None = None) -> None:
    """Remove the folder, and close the connection that has files in it.

    Gigabytes take seconds to go, so a user who has cancelled does not wait for all of it: a
    thread goes on alone then, and the process does not end before.
    """

    def close() -> None:
        try:
            if con is not None:
                con.close()
        finally:
            _remove(work)

    if not run.cancelled:
        close()
        return
    thread = threading.Thread(target=close, name="crri-give-back")
    _leaving.append(thread)
    thread.start()
    thread.join(_PATIENCE)
