"""Publication: the whole set of outputs or none of it, with backups and restore.

The set is every file that the engine has staged, there or in a folder, and manifest.json, which
comes last and says "published" only while all of them are in place. A file's name is its path in
the output folder, as `master_orders.csv` or `master_orders/part-0.parquet`. What was there before
becomes a backup. How a swap survives a kill or a power cut is in `journal.py`.

A link where an output should be is refused, not replaced and not followed: replacing it would
silently leave what it points to stale, and a file elsewhere cannot be swapped in one step. The
output folder itself may be a link.
"""

from __future__ import annotations

import json
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from crri_gui.engine.core import durable, own_files
from crri_gui.engine.core.durable import FileStamp
from crri_gui.engine.publish import folder_lock, journal, swapping
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.engine.publish.journal import MANIFEST
from crri_gui.engine.publish.journal_record import BACKUP_ID, BACKUPS, PART, STAGING, Journal
from crri_gui.engine.publish.published import (
    KNOWN,
    Backup,
    backups,
    faults_of,
    is_whole,
    read_manifest,
    set_files,
    totals_of,
    without_litter,
)
from crri_gui.errors import OutputError, UsageError

__all__ = [
    "MANIFEST",
    "Backup",
    "backups",
    "hold",
    "is_whole",
    "new_staging",
    "publish",
    "read_manifest",
    "restore",
    "totals_of",
    "unexpected_files",
]


@contextmanager
def hold(out: Path, command: str) -> Iterator[list[str]]:
    """Holds the output folder for one run; nothing is published outside of it.

    Creates the folder, settles what a killed run has left, and yields the sentences to tell the
    user. A folder in which nothing is published is left as it was found.
    """
    out = durable.full_path(out)
    with folder_lock.locked(out, command, keeps=MANIFEST) as said:
        with durable.translate_os_errors(out):
            settlements = (journal.recover(out), swapping.recover(out))
        said += filter(None, settlements)
        try:
            yield said
        finally:
            # An unsettled swap needs its files; else, whatever is staged was not published.
            if journal.settled(out):
                journal.clear(out)


def new_staging(out: Path) -> Path:
    """An empty folder on the output folder's drive, for the files of the next set."""
    out = folder_lock.require(out)
    staging = out / HOME / f"{STAGING}{secrets.token_hex(4)}"
    with durable.translate_os_errors(out):
        staging.mkdir()
    return staging


def publish(out: Path, staged: Path, manifest: dict[str, Any], *, keep: int = 3) -> None:
    """Makes the files in `staged` the published set; `keep` former sets stay as backups.

    `manifest` is published with them. Its "files" may hold {name: {"bytes", "sha256", ...}} for
    files that were hashed while they were written; the others are hashed here.

    When this raises an `OutputError`, what was published is untouched, and `staged` still has
    all its files: once the remedy is applied, it may be published with another call.
    """
    out = folder_lock.require(out)
    with durable.translate_os_errors(out):
        # What an earlier call has left because even taking it back was refused.
        journal.recover(out, spare=staged.name)
    names = [name for name in set_files(staged) if name != MANIFEST]
    folders = {staged, *((staged / name).parent for name in names)}
    if others := [path for path in staged.rglob("*") if not _fits(path, folders)]:
        raise ValueError(f"a set has only files, and folders of files: {others}")
    if not names or "state" in manifest:
        raise ValueError(f"no set to publish in {staged}: {names}, {manifest.keys()}")
    described = manifest.get("files", {})
    if unknown := described.keys() - set(names):
        raise ValueError(f"in the manifest but not staged: {sorted(unknown)}")
    with durable.translate_os_errors(out):
        new = {name: _described(staged / name, described.get(name, {})) for name in names}
        files = {name: {**described.get(name, {}), **new[name]._asdict()} for name in names}
        content = {"state": "published", **manifest, "files": files}
        # A name that is no text is written as an escape of JSON.
        data = json.dumps(content, indent=2, ensure_ascii=False).encode(errors="backslashreplace")
        (staged / MANIFEST).write_bytes(data)
        new[MANIFEST] = durable.fingerprint(staged / MANIFEST)
        _swap(out, "publication", staged, new, keep=keep)


def restore(out: Path, backup_id: str | None = None, *, keep: int = 3) -> Backup:
    """Brings a backup back, the newest unless named, its manifest as it was; returns which.

    It is no backup any more then, but the published set; the set that was current becomes the
    newest backup, so that a second `restore` undoes the first. Raises `UsageError` where none has
    this id, `OutputError` where there is none at all, the folder is in use, or it is damaged.
    """
    out = folder_lock.require(out)
    with durable.translate_os_errors(out):
        journal.recover(out)
    found = backups(out)
    chosen = next((b for b in found if backup_id in (None, b.id)), None)
    if chosen is None:
        there = ", ".join(b.id for b in found)
        # A name that no backup has is a slip of the user's; a folder without any is not.
        refusal = UsageError if backup_id else OutputError
        raise refusal(
            f"There is no backup {backup_id}." if backup_id else "There is no backup.",
            remedy=f"Choose one of {there}." if there else "Nothing was replaced here so far.",
            file=out,
        )
    _refuse_damaged(out, chosen, found)
    with durable.translate_os_errors(out):
        staged = new_staging(out)
        new = {}
        for name in set_files(chosen.path):
            (staged / name).parent.mkdir(exist_ok=True)
            durable.link_or_copy(chosen.path / name, staged / name)
            new[name] = durable.fingerprint(staged / name)
        _swap(out, "restore", staged, new, keep=keep, consumed=chosen.id)
    return chosen


def _refuse_damaged(out: Path, chosen: Backup, found: list[Backup]) -> None:
    """Raises `OutputError` when a backup is not as its manifest says; names those that are."""
    with durable.translate_os_errors(out):
        faults = faults_of(chosen)
        if not faults:
            return
        whole = [backup.id for backup in found if backup != chosen and not faults_of(backup)]
    if len(faults) > 6:
        faults = [*faults[:5], f"and {len(faults) - 5} more"]
    others = f"Whole are: {', '.join(whole)} (--backup ID)." if whole else "No other one is whole."
    raise OutputError(
        f"The backup {chosen.id} is damaged, or was changed by hand: "
        f"{'; '.join(faults)}. Nothing was restored.",
        remedy=f"{others} What is left of this one stays where it is.",
        file=chosen.path,
    )


def _fits(path: Path, folders: set[Path]) -> bool:
    """Whether this is a file of a set that lies in these folders, or one of them."""
    return path in folders if path.is_dir() else path.parent in folders and not path.is_symlink()


def _described(path: Path, description: dict[str, Any]) -> FileStamp:
    """The fingerprint that the caller has taken while writing, else a new one."""
    if "sha256" not in description:
        return durable.fingerprint(path)
    size = path.stat().st_size
    if description.get("bytes", size) != size:
        raise ValueError(f"{path} has {size} bytes, its description says otherwise")
    return FileStamp(size, description["sha256"])


def _present(out: Path, new: dict[str, FileStamp]) -> list[str]:
    """The names of the set that is to be replaced: the former one and whatever is in the way."""
    try:
        former = (read_manifest(out) or {}).get("files")
    except OutputError:
        former = None  # damaged: it moves into the backup as it is
    names = set(former) if isinstance(former, dict) else set()
    # Who reads the folder reads every file in it: what is there already has to go.
    added = unexpected_files(out, new)
    ending = {PurePosixPath(name).suffix for name in new if "/" in name}
    for name in sorted(added - names):
        path = out / name
        if path.is_file() and path.suffix not in ending and path.name[0] != "_":
            # A backup is deleted some day: no place for what is no former part of the table.
            raise OutputError(
                f"{name} is no output, but lies in a folder that is replaced as a whole.",
                remedy="Move it elsewhere and try again.",
                file=path,
            )
    names |= added
    present = []
    for name in sorted({*KNOWN, *names, *new, MANIFEST}):
        path = out / name
        if not _is_inside(out, path):
            continue  # a manifest that was tampered with names no file outside the folder
        if name in added and not own_files.is_path(name, levels=2):
            raise OutputError(
                f"{name} has a name that no output has, in a folder that is replaced as a whole.",
                remedy="Move it elsewhere and try again.",
                file=path,
            )
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        if stat.S_ISLNK(mode):
            raise OutputError(
                f"{name} is a link; CRRI neither replaces it nor writes to what it points to.",
                remedy="Remove the link, or publish into the folder that it points to.",
                file=path,
            )
        if not stat.S_ISREG(mode):
            raise OutputError(
                f"{name} is not a file, but an output has this name.",
                remedy="Move or rename it and try again.",
                file=path,
            )
        present.append(name)
    return present


def unexpected_files(out: Path, names: Iterable[str]) -> set[str]:
    """What lies in the folders of a set beside its files; who reads a folder reads that too.

    Raises `OutputError` where such a folder is none.
    """
    ours = set(names)
    folders = {PurePosixPath(name).parts[0] for name in ours if "/" in name}
    return {name for folder in folders for name in _in_the_way(out / folder)} - ours


def _in_the_way(folder: Path) -> set[str]:
    """The names of all that is in a folder of the new set; raises when it is none."""
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        return set()
    if not stat.S_ISDIR(mode):
        raise OutputError(
            f"{folder.name} is a link or a file, but a folder of the outputs has this name.",
            remedy="Move or rename it and try again.",
            file=folder,
        )
    return {f"{folder.name}/{path.name}" for path in without_litter(folder)}


def _is_inside(out: Path, path: Path) -> bool:
    """Whether the path is one of the output folder or of a folder in it."""
    if path.parent == out:
        return path.name != ".."
    folder = path.parent
    inside = folder.parent == out and ".." not in (folder.name, path.name)
    return inside and folder.name != HOME and not folder.is_symlink()


def _swap(
    out: Path,
    kind: str,
    staged: Path,
    new: dict[str, FileStamp],
    *,
    keep: int,
    consumed: str | None = None,
) -> None:
    """Everything on the disk, then the swap; until that nothing published is touched."""
    home = out / HOME
    if keep < 0 or staged.resolve().parent != home:
        raise ValueError(f"keep={keep}, staged in {staged}")
    for name, content in new.items():
        with durable.translate_os_errors(staged / name, need=content.bytes):
            durable.flush(staged / name)
    durable.flush_folders(staged, new)
    now = datetime.now(UTC)
    backup = _next_id(home / BACKUPS, now)
    part = home / BACKUPS / f"{backup}{PART}"
    try:
        old = _back_up(out, _present(out, new), part)
        durable.flush_folder(home)
    except BaseException:
        durable.discard(part)  # on a full drive, another attempt needs its room
        raise
    started = now.astimezone().isoformat(timespec="seconds")
    journal.carry_out(
        out, Journal(kind, started, staged.name, backup, consumed, keep, new=new, old=old)
    )


def _next_id(folder: Path, now: datetime) -> str:
    """A new backup's id. It counts up, since clocks may be set back."""
    taken = [path.name for path in folder.glob("*")]
    numbers = [int(m[1]) for name in taken if (m := BACKUP_ID.match(name))]
    return f"{max(numbers, default=0) + 1:04d}-{now:%Y%m%dT%H%M%SZ}"


def _back_up(out: Path, names: list[str], part: Path) -> dict[str, FileStamp]:
    """Gives the current files a second place, from where they can be put back."""
    if not names:
        return {}
    part.mkdir(parents=True)
    old = {}
    for name in names:
        (part / name).parent.mkdir(exist_ok=True)
        durable.link_or_copy(out / name, part / name)
        old[name] = durable.fingerprint(part / name)
    durable.flush_folders(part, old)
    durable.flush_folder(part.parent)
    return old
