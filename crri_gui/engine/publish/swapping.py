"""One tree of files for another in a few renames, written down so that a kill can be settled.

The new tree is made whole below OUT/.crri, from new files and from links to what stays. Then its
top-level parts (a few files and folders) change places with the old ones. A journal names them;
whoever comes after a kill goes on to the new tree, or back where the system refuses.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core import durable, own_files
from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.errors import OutputError

_JOURNAL = "powerbi.json"
_NEW = "powerbi-new"
_OLD = "powerbi-old"
BACKUPS = "powerbi-backups"
_KEPT = re.compile(rf"{BACKUPS}/[0-9]{{4,9}}")
# Whatever a journal says, these change places by another one alone.
_PUBLISHED = frozenset(
    {
        "manifest.json",
        "rejects.csv",
        "crri_outputs.xlsx",
        *(table.name for table in OUTPUT_TABLES),
        *(table.file_name for table in OUTPUT_TABLES),
    }
)


def tree(folder: Path) -> list[Path]:
    """Every file below a folder; a file is its own tree."""
    if folder.is_dir():
        return [path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file()]
    return [folder] if folder.exists() else []


def refuse_links(out: Path, paths: Collection[str]) -> None:
    """Raises `OutputError` where a top-level part of the project is a link."""
    for top in _tops(paths):
        if (out / top).is_symlink():
            raise OutputError(
                f"{top} is a link; CRRI neither replaces it nor writes to what it points to.",
                remedy="Remove the link, or write the project into the folder it points to.",
                file=out / top,
            )


def _tops(paths: Collection[str]) -> list[str]:
    return sorted({path.split("/")[0] for path in paths})


def swap(
    out: Path,
    changes: Mapping[str, bytes],
    removed: Collection[str],
    *,
    backup: str | None = None,
) -> None:
    """Puts files in place and takes others away, all or none.

    What else is in the same top-level folders stays. With `backup`, a path below OUT/.crri,
    nothing stays: the former parts go there whole. Raises `OSError` with everything as it was.
    """
    home, new = out / HOME, out / HOME / _NEW
    new.mkdir()
    try:
        for path, content in changes.items():
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            with durable.translate_os_errors(new / path, need=len(content)):
                durable.create(new / path, content)
        if backup is None:
            gone = {out / path for path in removed}
            for top in _tops({*changes, *removed}):
                _take_over(out, top, gone)
        tops = _tops({*changes, *removed})
        placed = [top for top in tops if (new / top).exists()]
        content = json.dumps({"placed": placed, "tops": tops, "old": backup or _OLD}).encode()
        durable.write(home / _JOURNAL, content, via=home / f"{_JOURNAL}.tmp")
    except BaseException:
        durable.discard(new)
        raise
    _carry_out(out, tops, placed, backup or _OLD)


def _take_over(out: Path, top: str, gone: Collection[Path]) -> None:
    """Links what stays into the new tree."""
    new = out / HOME / _NEW
    for source in tree(out / top):
        target = new / source.relative_to(out)
        if source not in gone and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            durable.link_or_copy(source, target)


def _carry_out(out: Path, tops: list[str], placed: list[str], old: str) -> None:
    try:
        _roll_forward(out, tops, placed, old)
    except BaseException:
        _roll_back(out, tops, placed, old)
        _close(out)
        raise
    _close(out)


def _roll_forward(out: Path, tops: list[str], placed: list[str], old: str) -> None:
    home = out / HOME
    (home / old).mkdir(parents=True, exist_ok=True)
    for top in tops:
        new, former = home / _NEW / top, home / old / top
        if top in placed and not new.exists():
            continue  # a run that was killed has come this far
        if os.path.lexists(out / top) and not os.path.lexists(former):
            durable.move(out / top, former)
        if top in placed:
            durable.move(new, out / top)
    durable.flush_folder(out)


def _roll_back(out: Path, tops: list[str], placed: list[str], old: str) -> None:
    home = out / HOME
    for top in reversed(tops):
        new, former = home / _NEW / top, home / old / top
        if top in placed and not new.exists():
            durable.move(out / top, new)
        if os.path.lexists(former):
            durable.move(former, out / top)
    durable.flush_folder(out)
    with suppress(OSError):
        (home / old).rmdir()


def _close(out: Path) -> None:
    home = out / HOME
    (home / _JOURNAL).unlink(missing_ok=True)
    durable.flush_folder(home)
    for name in (_NEW, _OLD):
        durable.discard(home / name)


def recover(out: Path) -> str | None:
    """Finishes or takes back what a killed run had begun; the sentence to tell, if there is one."""
    home = out / HOME
    try:
        tops, placed, old = _read(home)
    except FileNotFoundError:
        for name in (_NEW, _OLD):
            own_files.drop(home / name)
        return None
    except own_files.Damaged:
        # The former parts of the project may be in it.
        kept = own_files.set_aside(home, [home / _NEW, home / _OLD, home / _JOURNAL])
        return (
            "The record of an interrupted writing of a Power BI project is damaged: it was set "
            f"aside with the files it may tell of, in {kept}."
        )
    try:
        _carry_out(out, tops, placed, old)
    except OSError:
        return "The writing of a Power BI project that was interrupted was taken back."
    return "The writing of a Power BI project that was interrupted was finished."


def _read(home: Path) -> tuple[list[str], list[str], str]:
    """The journal's parts, those that are placed, and where the old ones go. Raises `Damaged`."""
    content = own_files.read_json(home / _JOURNAL)
    tops, placed, old = (content.get(name) for name in ("tops", "placed", "old"))
    sound = (
        isinstance(tops, list)
        and isinstance(placed, list)
        and isinstance(old, str)
        and all(own_files.is_name(top) and top not in _PUBLISHED for top in tops)
        and all(top in tops for top in placed)
        and (old == _OLD or _KEPT.fullmatch(old))
    )
    if not sound:
        raise own_files.Damaged("it names what no record names")
    assert isinstance(tops, list) and isinstance(placed, list) and isinstance(old, str)
    for folder in (_NEW, BACKUPS, _OLD, old):
        if os.path.lexists(home / folder) and not own_files.is_folder(home / folder):
            raise own_files.Damaged(f"{folder} is no folder")
    return tops, placed, old
