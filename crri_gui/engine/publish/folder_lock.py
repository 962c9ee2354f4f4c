"""One run per output folder: an operating-system lock, and a note saying who holds it."""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock, Timeout

from crri_gui.engine.core import durable, own_files
from crri_gui.engine.core.own_files import plain
from crri_gui.errors import OutputError

HOME = ".crri"
_LOCK = "lock"
_NOTE = "holder.json"

# The folders this process holds, so that publishing without the lock fails at once.
_held: set[Path] = set()


def require(out: Path) -> Path:
    """The folder's full path; a mistake of the caller when this process does not hold it."""
    out = durable.full_path(out)
    if out not in _held:
        raise RuntimeError(f"{out} is published to outside hold()")
    return out


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"  # an account without a name, as in some containers


def _read_note(home: Path) -> dict[str, Any] | None:
    """The note of who holds or held the folder; empty when it cannot be read or relied on."""
    try:
        note = own_files.read_json(home / _NOTE, limit=1 << 20)
    except FileNotFoundError:
        return None
    except (OSError, own_files.Damaged):
        return {}
    numbers = all(own_files.is_count(note.get(name)) for name in ("pid", "made"))
    texts = all(isinstance(note.get(name), str) for name in ("host", "user", "started", "command"))
    return note if numbers and texts and note["pid"] < 1 << 31 else {}


def _who(note: dict[str, Any]) -> str:
    if not note:
        return "another run"
    since = plain(note["started"], 16).replace("T", " ")
    return (
        f"process {note['pid']} ({plain(note['command'])}) of {plain(note['user'])}"
        f" on {plain(note['host'])}, since {since}"
    )


def _fate(note: dict[str, Any]) -> str:
    """Why a lock that the system has freed is nobody's."""
    here = note.get("host") == platform.node()
    # It may have been unable to remove its note, or another process has its number now.
    runs = here and psutil.pid_exists(note.get("pid", 0))
    return "no longer holds it" if runs else "no longer runs"


def _make(folder: Path) -> int:
    """Creates a folder; returns how many levels of it were missing."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    existing = missing[-1].parent if missing else folder
    if not existing.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(existing))
    made: list[Path] = []
    try:
        for place in reversed(missing):
            place.mkdir(exist_ok=True)
            made.append(place)
            durable.flush_folder(place.parent)
    except OSError:
        with suppress(OSError):
            for place in reversed(made):
                place.rmdir()
        raise
    return len(missing)


def _unmake(out: Path, made: int) -> None:
    """Removes what was created for a publication that never came; only empty folders go."""
    with suppress(OSError):
        (out / HOME).rmdir()
        for place in [out, *out.parents][:made]:
            place.rmdir()


def _clear_way(home: Path) -> list[str]:
    """Sets aside what nobody but somebody else can have laid there; what to tell about it."""
    strange = own_files.irregular(home)
    for path in strange:
        if path.name.endswith("backups"):
            raise OutputError(
                f"{path.name} in {HOME} is a link; CRRI needs the backups on the same drive, and "
                "follows no links there.",
                remedy="Remove the link and try again; move the backups back if there are any.",
                file=path,
            )
    if not strange:
        return []
    kept = own_files.set_aside(home, strange)
    names = ", ".join(sorted(plain(path.name) for path in strange))
    return [f"Links or pipes where CRRI keeps its own files were set aside in {kept}: {names}."]


@contextmanager
def locked(out: Path, command: str, *, keeps: str) -> Iterator[list[str]]:
    """Holds `out` (a full path), created if need be; yields the sentence on a dead holder, if any.

    A folder that is left without the file `keeps` and without backups gets back to how it was
    found, also if a run that was killed has created it.
    """
    home = out / HOME
    said: list[str] = []
    with durable.translate_os_errors(out):
        made = _make(out)
        try:
            if home.is_symlink():
                raise OutputError(
                    f"{HOME} in the output folder is a link; CRRI needs it on the same drive.",
                    remedy="Remove the link and try again.",
                    file=home,
                )
            home.mkdir(exist_ok=True)
            durable.flush_folder(out)
            said += _clear_way(home)
            lock = FileLock(home / _LOCK, timeout=0, thread_local=False)
            lock.acquire()
        except Timeout:
            raise OutputError(
                f"The output folder is in use by {_who(_read_note(home) or {})}.",
                remedy="Wait until that run has ended, or choose another output folder.",
                file=out,
            ) from None
        except (OSError, OutputError):
            _unmake(out, made)
            raise
    try:
        dead = _read_note(home)
        if dead is not None:
            said.append(f"A lock left by {_who(dead)}, which {_fate(dead)}, was cleared.")
            made += dead.get("made", 0)  # only empty folders go by it
        note = {
            "pid": os.getpid(),
            "host": platform.node(),
            "user": _user(),
            "started": datetime.now().astimezone().isoformat(timespec="seconds"),
            "command": command,
            "made": made,
        }
        with durable.translate_os_errors(out):
            durable.write(home / _NOTE, json.dumps(note).encode(), via=home / f"{_NOTE}.tmp")
        _held.add(out)
        yield said
    finally:
        _held.discard(out)
        unused = False
        with suppress(OSError):
            (home / _NOTE).unlink(missing_ok=True)
            (home / f"{_NOTE}.tmp").unlink(missing_ok=True)
            left = [path.name for path in home.iterdir()]
            unused = left == [_LOCK] and not (out / keeps).exists()
            if unused and os.name != "nt":
                # While it is held: whoever waits for it sees it unlinked. Windows does so itself.
                (home / _LOCK).unlink()
        lock.release()
        if unused:
            _unmake(out, made)
