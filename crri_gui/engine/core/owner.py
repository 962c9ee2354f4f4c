"""Temporary folders that belong to a process: nobody else deletes one while that may be alive.

A process number says nothing in another container or on another machine that shares the drive.
So an owner notes on which start of which machine it runs, in which space of process numbers, and
holds a lock meanwhile. What cannot be shown to be dead stays.
"""

from __future__ import annotations

import json
import platform
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock, Timeout

from crri_gui.engine.core import own_files

_LOCK, _NOTE = ".owner.lock", ".owner.json"


def claim(folder: Path) -> FileLock:
    """Makes this process the owner of a new folder, as long as it holds what is returned."""
    lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except NotImplementedError:
        # A drive without locks: without its file nobody takes it for one that was let go.
        own_files.drop(folder / _LOCK)
    me = psutil.Process()
    note = {
        "machine": _machine(),
        "processes": _processes(),
        "pid": me.pid,
        "started": me.create_time(),
    }
    try:
        with (folder / _NOTE).open("x", encoding="utf-8") as file:
            json.dump(note, file)
    except OSError:
        lock.release()
        raise
    return lock


def is_left(folder: Path) -> bool:
    """Whether the owner of a folder is certainly gone."""
    if not own_files.is_folder(folder):
        return False
    try:
        note = own_files.read_json(folder / _NOTE, limit=1 << 16)
    except (OSError, own_files.Damaged):
        return False
    # After a restart of this machine nothing tells it from another one of the same name.
    if note.get("machine") != _machine():
        return False
    return not (_runs(note) if note.get("processes") == _processes() else _is_locked(folder))


def discard(folder: Path) -> None:
    """Deletes a folder as far as possible; the note goes last: by it the rest is known as left."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name != _NOTE:
                own_files.drop(path)
    own_files.drop(folder)


def _runs(note: dict[str, Any]) -> bool:
    pid, started = note.get("pid"), note.get("started")
    if not isinstance(pid, int) or not isinstance(started, int | float):
        return True
    if not 0 < pid < 1 << 31:
        return True
    try:
        # The number may be another process's by now.
        return abs(psutil.Process(pid).create_time() - started) < 2
    except psutil.NoSuchProcess:
        return False
    except psutil.Error:
        return True


def _is_locked(folder: Path) -> bool:
    if (folder / _LOCK) not in own_files.plain_files(folder):
        return True  # nothing but its lock could show that it is not
    lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except (Timeout, OSError, NotImplementedError):
        return True
    lock.release()
    return False


def _machine() -> str:
    """This start of this machine, which all its containers share; elsewhere its name."""
    with suppress(OSError):
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    return platform.node()


def _processes() -> str:
    """The space in which process numbers count: that of a container, or all of the machine's."""
    with suppress(OSError):
        return str(Path("/proc/self/ns/pid").readlink())
    return ""
