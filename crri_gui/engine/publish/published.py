"""What is published in a folder, and the former sets that are kept there: read, and judged."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from crri_gui.contract import EXTENSIONS, OUTPUT_TABLES
from crri_gui.engine.core import durable, own_files
from crri_gui.engine.core.durable import FileStamp
from crri_gui.engine.publish import journal
from crri_gui.engine.publish.journal import MANIFEST
from crri_gui.errors import OutputError
from crri_gui.messages import sentence

if TYPE_CHECKING:
    from crri_gui.engine.publish.outputs import Form

REJECTS = "rejects.csv"
WORKBOOK = "crri_outputs.xlsx"
# What belongs to the set also without a manifest: a notebook may have made it.
KNOWN = frozenset({*(table.file_name for table in OUTPUT_TABLES), REJECTS, WORKBOOK})


@dataclass(frozen=True)
class Backup:
    """A former set. Its files have their plain names in the folder `path`."""

    id: str
    path: Path
    created: str  # when the set was replaced, ISO 8601
    files: tuple[str, ...]  # without the manifest


def read_manifest(out: Path) -> dict[str, Any] | None:
    """The manifest of what is published; None if there is none."""
    path = out / MANIFEST
    with durable.translate_os_errors(path):
        try:
            manifest = own_files.read_json(path, follow=True)
        except FileNotFoundError:
            return None
        except own_files.Damaged:
            manifest = {"files": None}
    if not _is_sound(manifest):
        raise OutputError("manifest_damaged", file=path)
    return manifest


def _is_sound(manifest: dict[str, Any]) -> bool:
    """Whether what is in the manifest, of that which is used again, is of the right types."""
    types = {"state": str, "created": str, "fingerprint": str, "definitions": dict, "totals": dict}
    files = manifest.get("files", {})
    return (
        all(isinstance(manifest[name], kind) for name, kind in types.items() if name in manifest)
        and isinstance(files, dict)
        and all(
            own_files.is_path(name, levels=2)
            and isinstance(file, dict)
            and own_files.is_hash(file.get("sha256"))
            and own_files.is_count(file.get("bytes"))
            for name, file in files.items()
        )
    )


def published_at(backup: Backup) -> str:
    """When the set itself was published, ISO 8601; empty where its manifest does not tell."""
    try:
        return str((read_manifest(backup.path) or {}).get("created", ""))
    except OutputError:
        return ""


def totals_of(backup: Backup) -> dict[str, str]:
    """The totals that the backup's manifest names; empty where it has none that can be read."""
    try:
        manifest = read_manifest(backup.path) or {}
    except OutputError:
        return {}
    totals = manifest.get("totals")
    return {name: str(value) for name, value in totals.items()} if isinstance(totals, dict) else {}


def is_whole(manifest: dict[str, Any] | None) -> bool:
    """Whether the manifest vouches for a complete set."""
    return manifest is not None and manifest.get("state") == "published"


def whole_manifest(out: Path) -> dict[str, Any] | None:
    """The manifest of a whole published set; None when there is none to rely on."""
    with suppress(OutputError):
        manifest = read_manifest(out)
        if is_whole(manifest):
            return manifest
    return None


def form_in(manifest: Mapping[str, Any] | None) -> Form:
    """In which form the set of a manifest is; sets from before CRRI, without one, are CSVs."""
    return "parquet" if (manifest or {}).get("format") == "parquet" else "csv"


def rows_of(manifest: Mapping[str, Any]) -> dict[str, int]:
    """The rows of each output of a set by its file, or by its folder of files."""
    rows: dict[str, int] = {}
    for name, file in manifest["files"].items():
        output = PurePosixPath(name).parts[0]
        rows[output] = rows.get(output, 0) + file["rows"]
    return rows


def extensions_of(manifest: Mapping[str, Any] | None) -> frozenset[str]:
    """The groups of extension tables in the set of a manifest, as far as they are known."""
    groups = (manifest or {}).get("with")
    return frozenset(EXTENSIONS.keys() & (groups if isinstance(groups, list) else ()))


def backups(out: Path) -> list[Backup]:
    """The former sets that `restore` can bring back, newest first."""
    with durable.translate_os_errors(out):
        return [_backup(folder) for folder in journal.backup_folders(out)]


def _backup(folder: Path) -> Backup:
    time = journal.time_of(folder)
    assert time is not None
    files = tuple(name for name in set_files(folder) if name != MANIFEST)
    return Backup(folder.name, folder, time.isoformat(), files)


def set_files(folder: Path) -> list[str]:
    """The plain files in a folder and in its folders, without litter."""
    names = []
    for path in without_litter(folder):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            names.append(path.name)
        elif stat.S_ISDIR(mode):
            names += [
                f"{path.name}/{inner.name}"
                for inner in without_litter(path)
                if stat.S_ISREG(inner.lstat().st_mode)
            ]
    return sorted(names)


def without_litter(folder: Path) -> list[Path]:
    """What is in a folder, but for what Excel and file managers leave there."""
    return [
        path
        for path in folder.iterdir()
        if not path.name.startswith((".", "~$"))
        and path.name.lower() not in ("desktop.ini", "thumbs.db")
    ]


def faults_of(backup: Backup) -> list[str]:
    """What is wrong with a backup by its manifest, a phrase a file; empty for a whole one.

    A set from before CRRI has no manifest: then only names can speak against it.
    """
    odd = [name for name in backup.files if not own_files.is_path(name, levels=2)]
    if odd:
        return [sentence("backup_file_name_unknown", file=name) for name in odd]
    try:
        manifest = read_manifest(backup.path)
    except OutputError:
        return [sentence("backup_file_damaged", file=MANIFEST)]
    if manifest is None:
        return []
    if not is_whole(manifest):
        return [sentence("backup_not_whole", file=MANIFEST)]
    files = manifest.get("files", {})
    there = set(backup.files)
    gone = sorted(files.keys() - there)
    faults: list[str] = [sentence("backup_file_missing", file=name) for name in gone]
    # What else lay in the way of a set went into its backup with it.
    folders = {PurePosixPath(name).parent for name in files if "/" in name}
    more = {name for name in there - files.keys() if PurePosixPath(name).parent not in folders}
    faults += [sentence("backup_file_extra", file=name) for name in sorted(more - KNOWN)]
    for name in sorted(there & files.keys()):
        meant = FileStamp(files[name]["bytes"], files[name]["sha256"])
        if not durable.holds(backup.path / name, meant):
            size = (backup.path / name).lstat().st_size
            same = size == meant.bytes
            message = "backup_file_changed" if same else "backup_file_changed.of_other_size"
            faults.append(sentence(message, file=name, size=size, meant=meant.bytes))
    return faults
