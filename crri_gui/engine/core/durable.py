"""File steps that survive a power cut, and what the user is told when one is refused."""

from __future__ import annotations

import errno
import hashlib
import math
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from crri_gui.errors import OutputError

# What a virus scanner or an indexer needs to let go of a fresh file on Windows, in seconds.
_PAUSES = (0.05, 0.1, 0.2, 0.4)

_FULL = {errno.ENOSPC, errno.EDQUOT}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}


class FileStamp(NamedTuple):
    """A file's content, as far as telling it from another one goes."""

    bytes: int
    sha256: str


def fingerprint(path: Path) -> FileStamp:
    """Reads the file once."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileStamp(os.fstat(file.fileno()).st_size, digest)


def holds(path: Path, content: FileStamp) -> bool:
    """Whether `path` is a plain file (not a link) with that content."""
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    same_size = stat.S_ISREG(found.st_mode) and found.st_size == content.bytes
    return same_size and fingerprint(path) == content


def same_file(one: Path, other: Path) -> bool:
    """Whether both are names (hard links) of one file."""
    try:
        return os.path.samestat(one.lstat(), other.lstat())
    except FileNotFoundError:
        return False


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush(path: Path) -> None:
    """Forces a file's content onto the disk."""
    # Windows flushes only what is open for writing; elsewhere a file we may only read is enough.
    _sync(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)


def flush_folder(path: Path) -> None:
    """Forces a folder's entries onto the disk, where the system knows how to."""
    if os.name == "nt":
        return  # Windows cannot open a folder; NTFS journals the renames in their order.
    try:
        _sync(path, os.O_RDONLY)
    except OSError as error:
        # Some network file systems have no fsync for folders.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def flush_folders(folder: Path, names: Iterable[str]) -> None:
    """Forces the entries of a folder onto the disk, and those of the set's folders in it."""
    for inner in sorted({(folder / name).parent for name in names} - {folder}):
        if inner.is_dir():
            flush_folder(inner)
    flush_folder(folder)


def _patiently(step: Callable[[], object]) -> None:
    for pause in _PAUSES:
        try:
            step()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    step()


def move(source: Path, target: Path) -> None:
    """Renames over whatever is at `target`, in one step."""
    if same_file(source, target):
        # A rename between two names of one file does nothing and would leave both.
        source.unlink()
    else:
        _patiently(lambda: source.replace(target))


def remove(path: Path) -> None:
    """Deletes a file that may be gone already."""
    _patiently(lambda: path.unlink(missing_ok=True))


def write(path: Path, data: bytes, *, via: Path) -> None:
    """Puts `data` at `path` wholly or not at all; `via` is a scratch name on the same drive."""
    if os.path.lexists(via):
        via.unlink()  # what a killed run has left, or a link that somebody has laid there
    create(via, data)
    move(via, path)
    flush_folder(path.parent)


def create(path: Path, data: bytes) -> None:
    """Writes a new file onto the disk; `FileExistsError` when anything is there, also a link."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def link_or_copy(source: Path, target: Path) -> None:
    """Gives a file's content a second, durable name; it costs no room where links are possible."""
    try:
        target.hardlink_to(source)
    except OSError:
        # FAT, some network shares, and files of other owners have no hard links.
        with translate_os_errors(target, need=source.stat().st_size):
            try:
                shutil.copy2(source, target)
                flush(target)
            except OSError:
                target.unlink(missing_ok=True)  # what it took is free again
                raise
    else:
        # Another program may hold the file on Windows; then it flushes what it writes itself.
        with suppress(PermissionError):
            flush(source)


def discard(folder: Path) -> None:
    """Deletes a folder as far as possible: whoever calls again deletes the rest."""
    shutil.rmtree(folder, ignore_errors=True)


def free_bytes(path: Path) -> int:
    """What is free on the drive of a file or folder, which need not be there yet."""
    existing = next(place for place in (path, *path.parents) if place.exists())
    return shutil.disk_usage(existing).free


def is_full(error: Exception) -> bool:
    """Whether a drive, or what a user may have on it, is full: by the system or by the engine."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in _FULL
    return "No space left" in str(error)


def temporary_full() -> OutputError:
    """The refusal of the temporary folder's drive."""
    return OutputError(
        "The drive of the temporary folder is full.",
        remedy="Free space on it, or name a drive with more space with --temp-dir.",
    )


def explain(error: OSError, path: Path, *, need: int = 0) -> OutputError:
    """The refusal of a file step in the user's words.

    The file is the one the system names, else `path`; `need` is how many bytes were to be written.
    """
    refused = Path(os.fsdecode(error.filename2 or error.filename or path))
    if error.errno in _FULL:
        megabytes = math.ceil(max(need - free_bytes(refused), 1) / 1_000_000)
        return OutputError(
            "The drive of the output folder is full.",
            remedy=f"Free {megabytes} MB on that drive and try again.",
            file=refused,
        )
    if error.errno in (errno.ELOOP, errno.ENAMETOOLONG):
        return OutputError(
            f"The output folder can be no path: {error.strerror}.",
            remedy="Choose another folder.",
            file=str(refused)[:200],
        )
    writable = os.access(refused.parent, os.W_OK | os.X_OK)
    # A folder is held by whoever has a file in it open; only backups are ever renamed.
    held = writable and (refused.is_file() or refused.parent.name == "backups")
    if error.errno in _REFUSED and held:
        return OutputError(
            f"{refused.name} cannot be replaced: another program holds it, or it is protected.",
            remedy="Close it in Excel or Power BI Desktop and try again.",
            file=refused,
        )
    if error.errno in _REFUSED or error.errno == errno.EROFS:
        return OutputError(
            "The output folder cannot be written to.",
            remedy="Choose a folder you may write to.",
            file=refused,
        )
    if error.errno == errno.ENOTDIR:
        return OutputError(
            "A file is where the output folder should be.",
            remedy="Choose a folder.",
            file=refused,
        )
    return OutputError(
        f"The output folder cannot be used: {error.strerror or error}.",
        remedy="Check the drive and try again.",
        file=refused,
    )


def full_path(path: Path) -> Path:
    """The path without links and dots. Raises `OutputError` where links lead in a circle."""
    with translate_os_errors(path):
        try:
            return path.resolve()
        except RuntimeError as error:  # as Python says it before 3.13
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


@contextmanager
def translate_os_errors(path: Path, *, need: int = 0) -> Iterator[None]:
    """Turns the system's refusals within into an `OutputError`."""
    try:
        yield
    except OSError as error:
        raise explain(error, path, need=need) from error
