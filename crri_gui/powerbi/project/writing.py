"""The project on disk: all of it or nothing, and a user's own changes are kept.

A record beside the project (`RECORD`) holds the hash of every file that CRRI made. A file that
differs from it was changed by the user, mostly by saving in Power BI Desktop: it is kept and
named, and so is a deletion, until `force` puts everything in place anew and keeps what was there
as a backup below OUT/.crri.

Whoever calls holds the folder (`crri_gui.engine.publish.release.hold`).
"""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crri_gui.engine.core import durable, own_files
from crri_gui.engine.publish import swapping
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.errors import OutputError
from crri_gui.powerbi.model.ids import PROJECT
from crri_gui.powerbi.model.language import LANGUAGES, LanguageName

if TYPE_CHECKING:
    from crri_gui.engine.publish.outputs import Form

RECORD = f"{PROJECT}.crri.json"
BACKUPS = swapping.BACKUPS
_LEVELS = 12


@dataclass(frozen=True)
class Written:
    """What was done to a project: paths are relative to its folder, with "/".

    `kept` are files that the user had changed or deleted, left as they are; `backup` is where
    the former project went, when one was replaced by force.
    """

    written: tuple[str, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    backup: Path | None = None

    @property
    def unchanged(self) -> bool:
        """Whether everything was as it should be already."""
        return not (self.written or self.removed)


@dataclass(frozen=True)
class Record:
    """What CRRI made: hashes by path, the data folder when it is not the project's own, the
    language of the report, the form of the tables that it reads, and whether a service refreshes
    them `by_month`.
    """

    files: Mapping[str, str]
    data_folder: str | None = None
    language: LanguageName = "en"
    form: Form = "csv"
    by_month: bool = False

    def as_bytes(self) -> bytes:
        """The file's content."""
        content: dict[str, Any] = {
            "about": "Made by CRRI: by these hashes it knows its files from yours. Keep it.",
            "data_folder": self.data_folder,
            "files": dict(sorted(self.files.items())),
        }
        if self.language != "en":
            content["language"] = self.language
        if self.form != "csv":
            content["form"] = self.form
        if self.by_month:
            content["by_month"] = True
        return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def read_record(out: Path) -> Record | None:
    """The record of the project in a folder; None where there is none to rely on."""
    try:
        content = own_files.read_json(out / RECORD)
        files, folder = content["files"], content["data_folder"]
    except (FileNotFoundError, own_files.Damaged, KeyError):
        return None
    if not own_files.is_text_map(files) or not (folder is None or isinstance(folder, str)):
        return None
    # A record that was tampered with names no file outside the folder.
    language = content.get("language", "en")
    marks = {path: mark for path, mark in files.items() if _is_ours(path)}
    form: Form = "parquet" if content.get("form") == "parquet" else "csv"
    by_month = form == "parquet" and content.get("by_month") is True
    return Record(marks, folder, language if language in LANGUAGES else "en", form, by_month)


def _is_ours(path: str) -> bool:
    """Whether a file of the project can have this path. Desktop names some with a dot."""
    parts = path.split("/")
    return len(parts) <= _LEVELS and parts[0] != HOME and all(map(_is_part, parts))


def _is_part(part: str) -> bool:
    return own_files.is_name(part.removeprefix("."))


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _found(path: Path) -> str | None:
    """The hash of a file that is there; None where none is. Raises for links and folders."""
    try:
        mode = path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(mode):
        raise OutputError("project_file_not_regular", name=path.name, file=path)
    return durable.fingerprint(path).sha256


def write_files(
    out: Path,
    files: Mapping[str, bytes],
    *,
    data_folder: str | None = None,
    language: LanguageName = "en",
    form: Form = "csv",
    by_month: bool = False,
    force: bool = False,
) -> Written:
    """Makes `files` (by path with "/") the project in `out`.

    `data_folder`, `language`, `form` and `by_month` are remembered for the next time. Raises
    `OutputError` when a file is held open or cannot be written, or when a project is there that
    CRRI did not make; nothing has changed then.
    """
    with durable.translate_os_errors(out):
        record = read_record(out)
        known = record.files if record else {}
        swapping.refuse_links(out, {*files, *known})
        present = {path: _found(out / path) for path in {*files, *known}}
        marks = {path: _mark(content) for path, content in files.items()}
        there = any(present[path] for path in known)
        foreign = sorted(
            path for path in marks if "/" in path and present[path] not in (None, marks[path])
        )
        if foreign and not there and not force:
            raise OutputError("project_of_others", file=out / foreign[0])
        changed = any(present[path] != mark for path, mark in known.items())
        if force and (foreign if not there else changed or _extra(out, {*files, *known})):
            record = Record(marks, data_folder, language, form, by_month)
            return _replace_all(out, files, record, known)
        former = Record(known if there else {}, data_folder, language, form, by_month)
        return _replace_ours(out, files, present, former)


def _replace_ours(
    out: Path,
    files: Mapping[str, bytes],
    present: Mapping[str, str | None],
    former: Record,
) -> Written:
    known = former.files
    marks = {path: _mark(content) for path, content in files.items()}
    written: list[str] = []
    kept: list[str] = []
    for path, mark in marks.items():
        if present[path] == mark:
            continue
        # A file that is not there is one more of a new project, or was deleted by the user.
        (written if present[path] == known.get(path) else kept).append(path)
    stale = [path for path in known if path not in marks and present[path] is not None]
    kept += [path for path in stale if present[path] != known[path]]
    # What was kept may still refer to what is out of use, such as a theme: then it stays too.
    removed = [] if kept else stale
    # A kept file goes on as the user's: its hash stays that of what CRRI had made.
    theirs = {path: known.get(path, "") for path in kept}
    left = {path: known[path] for path in stale if path not in removed}
    record = replace(former, files={**marks, **left, **theirs}).as_bytes()
    if written or removed or _found(out / RECORD) != _mark(record):
        swapping.swap(out, {**{path: files[path] for path in written}, RECORD: record}, removed)
    return Written(tuple(written), tuple(removed), tuple(sorted(kept)))


def _replace_all(
    out: Path, files: Mapping[str, bytes], record: Record, known: Mapping[str, str]
) -> Written:
    taken = [int(p.name) for p in (out / HOME / BACKUPS).glob("*") if p.name.isdecimal()]
    backup = f"{BACKUPS}/{max(taken, default=0) + 1:04d}"
    removed = [path for path in known if path not in files]
    changes = {**files, RECORD: record.as_bytes()}
    swapping.swap(out, changes, removed, backup=backup)
    return Written(tuple(files), tuple(removed), (), out / HOME / backup)


def change_file(out: Path, path: str, content: bytes, *, data_folder: str | None) -> Written:
    """Changes one file of the project; it stays CRRI's or the user's, as it was."""
    with durable.translate_os_errors(out):
        record = read_record(out) or Record({})
        swapping.refuse_links(out, {path})
        now = _found(out / path)
        files = dict(record.files)
        if now is not None and now == files.get(path):
            files[path] = _mark(content)
        changes = {path: content} if now != _mark(content) else {}
        described = replace(record, files=files, data_folder=data_folder).as_bytes()
        if changes or _found(out / RECORD) != _mark(described):
            swapping.swap(out, {**changes, RECORD: described}, [])
        return Written(tuple(changes))


def is_ours(out: Path, record: Record, path: str) -> bool:
    """Whether a file is there as CRRI made it."""
    return path in record.files and _found(out / path) == record.files[path]


def outdated(out: Path, record: Record, files: Mapping[str, bytes]) -> list[str]:
    """The files that are still as CRRI made them, where `files` has another content for them."""
    return [
        path
        for path, content in files.items()
        if record.files.get(path) != _mark(content) and is_ours(out, record, path)
    ]


def _extra(out: Path, known: set[str]) -> bool:
    """Whether the project has files that CRRI knows nothing of, but for Desktop's own cache."""
    tops = {path.split("/")[0] for path in known if "/" in path}
    there = {p.relative_to(out).as_posix() for top in tops for p in swapping.tree(out / top)}
    return any("/.pbi/" not in path for path in there - known)
