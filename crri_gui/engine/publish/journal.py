"""The swap of one set of files for another, written down so that a killed one can be settled.

The journal lies in OUT/.crri while a swap is under way. `journal.json` leads to the new set and
becomes `undo.json`, by a rename, as soon as the swap is given up: from then on every start leads
to the old set. What the journal names is on the disk before it: the new files in the staging
folder, the old ones in `backups/<id>.part`, which becomes a backup by losing its ending.
"""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from crri_gui.engine.core import durable, own_files
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.engine.publish.journal_record import (
    BACKUP_ID,
    BACKUPS,
    PART,
    RECORD,
    STAGED,
    STAGING,
    UNDO,
    Journal,
    load,
    save,
)
from crri_gui.errors import OutputError

MANIFEST = "manifest.json"


def settled(out: Path) -> bool:
    """Whether no swap is under way."""
    return not any((out / HOME / name).exists() for name in (RECORD, UNDO))


def carry_out(out: Path, journal: Journal) -> None:
    """Swaps the sets. When that fails, the old one is put back and the failure raised.

    The new one is in its staging folder then, as before, to try again.
    Ctrl-C is ignored meanwhile: it is too late for it, and the swap takes no time to speak of.
    """
    with _interrupts_ignored():
        try:
            save(out, journal)
            _roll_forward(out, journal)
        except BaseException:
            _abort(out, journal, spare=journal.staging)
            raise
        # The new set is whole. What cannot be tidied now, the next start tidies.
        with suppress(OSError):
            _finish(out, journal)


def recover(out: Path, *, spare: str | None = None) -> str | None:
    """Settles what a killed run has left; returns what was done, if anything.

    `spare` is the staging folder of this run: it stays, and what was begun with it is undone.
    May itself be killed anywhere: it decides by what lies on the disk, and the next one goes on.
    """
    try:
        found = load(out)
    except own_files.Damaged:
        return _set_aside(out)
    if found is None:
        if clear(out, spare=spare):
            return "An interrupted run had published nothing; what it had left was removed."
        return None
    journal, undoing = found
    ours = journal.staging == spare
    if not (undoing or ours) and (_committed(out, journal) or _resumed(out, journal)):
        _finish(out, journal, spare=spare)
        said = (
            f"The {journal.kind} that was interrupted on {journal.when} was finished: the new "
            "files are in place."
        )
    else:
        _abort(out, journal, spare=spare)
        said = (
            f"The {journal.kind} that was interrupted on {journal.when} was undone: "
            f"{'the former files are in place' if journal.old else 'nothing is published'}."
        )
    clear(out, spare=spare)
    return said


def clear(out: Path, *, spare: str | None = None) -> bool:
    """Removes the leftovers of runs without a journal; whether there were any."""
    home = out / HOME
    left = [path for path in _left(home) if path.name != spare]
    for folder in left:
        durable.discard(folder)
    scraps = list(home.glob("*.tmp"))
    with suppress(OSError):
        for scrap in scraps:
            scrap.unlink()
        (home / BACKUPS).rmdir()  # only when empty
    return bool(left or scraps)


def backup_folders(out: Path) -> list[Path]:
    """The folders of the finished backups, newest first."""
    folder = out / HOME / BACKUPS
    if not own_files.is_folder(out / HOME) or not own_files.is_folder(folder):
        return []
    folders = [path for path in folder.iterdir() if time_of(path) and own_files.is_folder(path)]
    return sorted(folders, key=lambda folder: int(folder.name.split("-")[0]), reverse=True)


def time_of(backup: Path) -> datetime | None:
    """When the set of a backup's folder was replaced; None for a folder that is no backup."""
    match = BACKUP_ID.fullmatch(backup.name)
    try:
        return match and datetime.strptime(match[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    handler = signal.getsignal(signal.SIGINT)
    # Only the main thread is interrupted, and only it may say so; None is a handler not of Python.
    if handler is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


def _set_aside(out: Path) -> str:
    """Keeps a damaged record, and what it may tell of, out of the way; what to tell the user.

    Which files it told of cannot be known, so all go that a swap may have: the record last.
    """
    home = out / HOME
    kept = own_files.set_aside(home, [*_left(home), home / RECORD, home / UNDO])
    return (
        "The record of an interrupted publication is damaged: it was set aside with the files it "
        f"may tell of, in {kept}. Run CRRI again into this folder, or restore a backup, if "
        "published files are missing."
    )


def _left(home: Path) -> list[Path]:
    """The folders of swaps that have not come to their end."""
    parts = (home / BACKUPS).glob(f"*{PART}") if own_files.is_folder(home / BACKUPS) else ()
    found = [path for path in home.glob(f"{STAGING}*") if STAGED.fullmatch(path.name)]
    found += [path for path in parts if BACKUP_ID.fullmatch(path.name.removesuffix(PART))]
    return [path for path in found if own_files.is_folder(path)]


def _committed(out: Path, journal: Journal) -> bool:
    """Whether the swap's last step, the manifest, was taken: nothing is staged any more."""
    staging = out / HOME / journal.staging
    if any((staging / name).exists() for name in journal.new):
        return False
    if MANIFEST in journal.new:
        return durable.holds(out / MANIFEST, journal.new[MANIFEST])
    # A set from before CRRI, restored: without a manifest only the files can tell.
    return not (out / MANIFEST).exists() and all(
        durable.holds(out / name, content) for name, content in journal.new.items()
    )


def _resumed(out: Path, journal: Journal) -> bool:
    """Goes on to the new set, if it is all there and the system lets us."""
    staging = out / HOME / journal.staging
    spoilt = []
    for name, content in journal.new.items():
        if not durable.holds(staging / name, content):
            if name == MANIFEST or not durable.holds(out / name, content):
                return False
            spoilt.append(staging / name)
    try:
        for path in spoilt:
            durable.remove(path)  # it must not replace what is right already
        _roll_forward(out, journal)
    except OSError:
        return False  # a file is held, the drive is full: then back to the old set
    return True


def _mark(out: Path, journal: Journal) -> None:
    """Makes the manifest say that the set is not whole."""
    mark = {
        "state": "publishing",
        "since": journal.started,
        "note": "CRRI was replacing these files. If it runs no longer, start it again with this"
        " folder: it finishes or undoes what it had begun.",
    }
    data = json.dumps(mark, indent=2).encode()
    durable.write(out / MANIFEST, data, via=out / HOME / "mark.tmp")


def _marked(out: Path) -> bool:
    try:
        return bool(own_files.read_json(out / MANIFEST).get("state") == "publishing")
    except (FileNotFoundError, own_files.Damaged):
        return False


def _roll_forward(out: Path, journal: Journal) -> None:
    """Puts the new set in place; what a former attempt has put there is left alone."""
    staging = out / HOME / journal.staging
    part = out / HOME / BACKUPS / f"{journal.backup}{PART}"
    _mark(out, journal)
    for name in journal.new:
        if name != MANIFEST and (staging / name).exists():
            (out / name).parent.mkdir(exist_ok=True)
            durable.move(staging / name, out / name)
    for name in journal.old.keys() - journal.new.keys() - {MANIFEST}:
        # What is nowhere else is not deleted, whatever the journal says.
        if durable.holds(part / name, journal.old[name]):
            durable.remove(out / name)
    # The manifest must not reach the disk before the files it vouches for.
    durable.flush_folders(out, {*journal.new, *journal.old})
    if MANIFEST in journal.new:
        durable.move(staging / MANIFEST, out / MANIFEST)
    else:
        durable.remove(out / MANIFEST)
    durable.flush_folder(out)


def _finish(out: Path, journal: Journal, *, spare: str | None = None) -> None:
    """Files the old set as a backup and tidies up; the journal goes last, to try again."""
    home = out / HOME
    part = home / BACKUPS / f"{journal.backup}{PART}"
    if journal.keep > 0 and part.exists():
        part.rename(home / BACKUPS / journal.backup)
        durable.flush_folder(home / BACKUPS)
    if journal.consumed is not None:
        # Its files are the current ones now: writing into those would change the backup.
        used = home / BACKUPS / journal.consumed
        if used.exists():
            used.rename(used.with_name(used.name + PART))
    for folder in backup_folders(out)[journal.keep :]:
        # Renamed first, so that a half-deleted folder does not pass for a backup. One that is
        # open somewhere stays, whole, until the next time.
        with suppress(OSError):
            folder.rename(folder.with_name(folder.name + PART))
    clear(out, spare=spare)
    _remove_empty(out, journal)
    _close(home, RECORD)


def _abort(out: Path, journal: Journal, *, spare: str | None) -> None:
    """Puts the old set back and tidies up."""
    home = out / HOME
    try:
        if (home / RECORD).exists():
            (home / RECORD).replace(home / UNDO)
            durable.flush_folder(home)
        _roll_back(out, journal, keep_new=journal.staging == spare)
    except OSError as error:
        refusal = durable.explain(error, out)
        raise OutputError(
            f"{refusal.what} What was begun could not all be taken back: the set is not whole.",
            remedy=f"{refusal.remedy} CRRI takes back the rest when it starts; until then the"
            f" former files are in {home / BACKUPS / f'{journal.backup}{PART}'}.",
            file=refusal.file,
        ) from error
    with suppress(OSError):
        clear(out, spare=spare)
        _remove_empty(out, journal)
        _close(home, UNDO)


def _roll_back(out: Path, journal: Journal, *, keep_new: bool) -> None:
    """Puts the old set in place: each file is there already or in the unfinished backup.

    With `keep_new`, the new files go back to the staging folder.
    """
    staging = out / HOME / journal.staging
    part = out / HOME / BACKUPS / f"{journal.backup}{PART}"
    moved = {name for name in journal.new if not (staging / name).exists()} if keep_new else set()
    moved.discard(MANIFEST)
    displaced, missing = set(), []
    for name, content in journal.old.items():
        if durable.same_file(part / name, out / name):
            continue
        # What was moved goes back also when the old one has the same content.
        if name not in moved and durable.holds(out / name, content):
            continue
        displaced.add(name)
        if not durable.holds(part / name, content):
            missing.append(name)
    if missing:
        raise OutputError(
            f"The {journal.kind} that was interrupted on {journal.when} can be neither finished"
            f" nor undone: {', '.join(missing)} missing or changed.",
            remedy=f"The former files that are left are in {part}: put the right ones into the"
            f" output folder, then delete {out / HOME / UNDO}.",
            file=out,
        )
    # What a user has put there meanwhile is not ours to delete.
    placed = {name for name, content in journal.new.items() if durable.holds(out / name, content)}
    added = placed - journal.old.keys()
    if (displaced | added) - {MANIFEST} and not _marked(out):
        _mark(out, journal)
    for name in moved & placed:
        _restage(out / name, staging / name)
    for name in displaced - {MANIFEST}:
        (out / name).parent.mkdir(exist_ok=True)
        durable.move(part / name, out / name)
    for name in added - {MANIFEST}:
        durable.remove(out / name)
    durable.flush_folders(out, {*journal.new, *journal.old})
    if MANIFEST in displaced:
        durable.move(part / MANIFEST, out / MANIFEST)
    elif MANIFEST not in journal.old:
        durable.remove(out / MANIFEST)
    durable.flush_folder(out)


def _remove_empty(out: Path, journal: Journal) -> None:
    """Removes the folders of a set in which nothing is left."""
    for folder in {(out / name).parent for name in (*journal.new, *journal.old)} - {out}:
        with suppress(OSError):
            folder.rmdir()


def _restage(placed: Path, staged: Path) -> None:
    try:
        staged.hardlink_to(placed)
    except OSError:
        durable.move(placed, staged)  # no hard links here: its place is empty for a moment


def _close(home: Path, name: str) -> None:
    (home / name).unlink(missing_ok=True)
    durable.flush_folder(home)
