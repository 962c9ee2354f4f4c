"""The record of a swap of two sets: written before it, and read as if anybody had written it."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crri_gui.engine.core import durable, own_files
from crri_gui.engine.core.durable import FileStamp
from crri_gui.engine.publish.folder_lock import HOME

BACKUPS = "backups"
STAGING = "staging-"
PART = ".part"
BACKUP_ID = re.compile(r"([0-9]{4,12})-([0-9]{8}T[0-9]{6}Z)")
STAGED = re.compile(rf"{STAGING}[0-9a-f]{{8}}")
RECORD = "journal.json"
UNDO = "undo.json"


@dataclass(frozen=True)
class Journal:
    """One swap. `new` and `old` include the manifest where the set has one."""

    kind: str  # "publication" or "restore"
    started: str
    staging: str
    backup: str  # the id that the old set gets, if there is an old set
    consumed: str | None  # the backup that becomes the current set
    keep: int
    new: dict[str, FileStamp]
    old: dict[str, FileStamp]

    @property
    def when(self) -> str:
        """The start, for people."""
        return own_files.plain(self.started, 16).replace("T", " ")


def save(out: Path, journal: Journal) -> None:
    content: dict[str, Any] = asdict(journal)
    for side in ("new", "old"):
        content[side] = {name: print_._asdict() for name, print_ in content[side].items()}
    path = out / HOME / RECORD
    durable.write(path, json.dumps(content, indent=1).encode(), via=out / HOME / "journal.tmp")


def load(out: Path) -> tuple[Journal, bool] | None:
    """The journal, and whether its swap was given up. Raises `Damaged`."""
    for name in (UNDO, RECORD):
        try:
            content = own_files.read_json(out / HOME / name)
        except FileNotFoundError:
            continue
        journal = _journal_of(content)
        _refuse_links(out, journal)
        return journal, name == UNDO
    return None


def _journal_of(content: dict[str, Any]) -> Journal:
    """The journal that was read, if it is one that CRRI can have written. Raises `Damaged`."""
    try:
        sides = {
            side: {name: FileStamp(**of) for name, of in content[side].items()}
            for side in ("new", "old")
        }
        journal = Journal(**{**content, **sides})
    except (TypeError, KeyError, AttributeError) as error:
        raise own_files.Damaged("it lacks what a record has") from error
    texts: tuple[object, ...] = (journal.kind, journal.started, journal.staging, journal.backup)
    if not all(isinstance(text, str) for text in texts) or not own_files.is_count(journal.keep):
        raise own_files.Damaged("it has values of another type")
    ids: list[object] = [journal.backup, *([] if journal.consumed is None else [journal.consumed])]
    sound = (
        journal.kind in ("publication", "restore")
        and STAGED.fullmatch(journal.staging)
        and all(isinstance(id_, str) and BACKUP_ID.fullmatch(id_) for id_ in ids)
        and all(
            own_files.is_path(name, levels=2)
            and own_files.is_count(content.bytes)
            and own_files.is_hash(content.sha256)
            for side in (journal.new, journal.old)
            for name, content in side.items()
        )
    )
    if not sound:
        raise own_files.Damaged("it names what no record names")
    return journal


def _refuse_links(out: Path, journal: Journal) -> None:
    """Raises `Damaged` where one of the journal's names leads through a link."""
    home = out / HOME
    part = home / BACKUPS / f"{journal.backup}{PART}"
    folders = {Path(name).parent for name in (*journal.new, *journal.old)} - {Path()}
    for base in (out, home / journal.staging, part):
        for path in (base, *(base / folder for folder in folders)):
            if path != out and os.path.lexists(path) and not own_files.is_folder(path):
                raise own_files.Damaged(f"{path} is no folder")
