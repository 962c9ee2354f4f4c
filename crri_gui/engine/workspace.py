"""The temporary folder of a run: made before it, given back after it with the memory it held."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import threading
from pathlib import Path

import duckdb
import psutil

from crri_gui.engine.progress import Run
from crri_gui.errors import OutputError

_PATIENCE = 0.3  # seconds; what is small is gone by then
# The number is the owner's process; the rest as `tempfile` draws it. A user's folder that is called
# nearly the same is not ours to remove.
_OURS = re.compile(r"crri-([0-9]+)-[a-z0-9_]{8}\.tmp")
_SUFFIX = ".tmp"
_leaving: list[threading.Thread] = []


def _prefix() -> str:
    return f"crri-{os.getpid()}-"


def scratch(temp_dir: Path | None = None) -> tempfile.TemporaryDirectory[str]:
    """A folder for less than a run, which the next run removes should this one be killed."""
    return tempfile.TemporaryDirectory(_SUFFIX, _prefix(), temp_dir)


def make(run: Run, temp_dir: Path | None) -> Path:
    """A folder of this run's own, in `temp_dir` or where the system keeps temporary files.

    What a killed run has left there is removed, and what a cancelled run of this process is
    still giving back is waited for: its room may be needed. Raises `OutputError`, `Cancelled`.
    """
    for thread in list(_leaving):
        while thread.is_alive():
            run.checkpoint()
            thread.join(0.1)
    _leaving[:] = [thread for thread in _leaving if thread.is_alive()]
    parent = Path(temp_dir or tempfile.gettempdir())
    try:
        for left in parent.glob(f"crri-*{_SUFFIX}"):
            ours = _OURS.fullmatch(left.name)
            if ours and not psutil.pid_exists(int(ours[1])):
                shutil.rmtree(left, ignore_errors=True)
        return Path(tempfile.mkdtemp(_SUFFIX, _prefix(), parent))
    except OSError as error:
        raise OutputError(
            f"No temporary folder can be made: {error.strerror}.",
            file=parent,
            remedy="Name a folder that is there, and that you may write to, with --temp-dir.",
        ) from error


def give_back(run: Run, work: Path, con: duckdb.DuckDBPyConnection | None = None) -> None:
    """Remove the folder, and close the connection that has files in it.

    Gigabytes take seconds to go, so a user who has cancelled does not wait for all of it: a
    thread goes on alone then, and the process does not end before.
    """

    def close() -> None:
        try:
            if con is not None:
                con.close()
        finally:
            shutil.rmtree(work, ignore_errors=True)

    if not run.cancelled:
        close()
        return
    thread = threading.Thread(target=close, name="crri-give-back")
    _leaving.append(thread)
    thread.start()
    thread.join(_PATIENCE)
