"""What lies in a raw folder: the tables in it, what cannot be read, and what is not read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.workspace import scratch
from crri_gui.engine.discover.archive import members
from crri_gui.engine.discover.formats import foreign_suffix, suffix_of
from crri_gui.engine.discover.sniff import Sniffed, sniff, sniff_member
from crri_gui.errors import InputError


@dataclass
class Seen:
    """What was seen: `tables` by their headers, `problems` of files that cannot be read.

    `foreign` are files of formats that are not read, by what the user calls them.
    """

    tables: list[Sniffed] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


def refuse_no_folder(folder: Path) -> None:
    """Raise `InputError` for what is neither a folder nor an archive."""
    try:
        is_folder, exists = folder.is_dir(), folder.exists()
    except PermissionError as error:
        raise forbidden(folder, error) from error
    if not is_folder and not (exists and suffix_of(folder) == ".zip"):
        message = "input_folder_is_a_file" if exists else "input_folder_missing"
        raise InputError(message, file=folder)


def look_through(
    folder: Path, run: RunContext, shown_as: str | None = None, temp_dir: Path | None = None
) -> Seen:
    """Look into every file below the folder, or into the one archive that it is.

    `shown_as` is what the user calls a folder of which this is a copy; what is unpacked meanwhile
    lies in `temp_dir`. Raises `InputError` when the folder cannot be read, `OutputError` when
    there is no temporary folder, `Cancelled`.
    """
    seen = Seen()
    for path in _files(folder) if folder.is_dir() else [folder]:
        run.checkpoint()
        if suffix_of(path) and not path.is_file():
            seen.problems.append(InputError("no_file", file=path))
        elif suffix_of(path):
            look_into(path, run, seen, temp_dir)
        elif foreign_suffix(path):
            seen.foreign.append(str(path))
    if shown_as is not None:
        rename(seen, folder, shown_as)
    return seen


def is_text(path: Path) -> bool:
    """Whether the path's name is a text: the engine opens files by theirs."""
    return not any("\ud800" <= character <= "\udfff" for character in str(path))


def look_into(path: Path, run: RunContext, seen: Seen, temp_dir: Path | None = None) -> None:
    """Add what is in one file, or in the members of an archive, to what was seen."""
    if not is_text(path):
        seen.problems.append(
            InputError(
                "file_name_not_utf8", file=os.fsencode(path).decode("utf-8", "backslashreplace")
            )
        )
        return
    if suffix_of(path) != ".zip":
        _add(seen, partial(sniff, path, run, temp_dir))
        return
    try:
        _look_into_archive(path, run, seen, temp_dir)
    except InputError as error:
        seen.problems.append(error)
    except OSError as error:
        seen.problems.append(InputError("file_unreadable", reason=error.strerror, file=path))


def _look_into_archive(path: Path, run: RunContext, seen: Seen, temp_dir: Path | None) -> None:
    infos = members(path)
    with scratch(temp_dir) as work:
        for info in infos:
            name = PurePosixPath(info.filename)
            if any(map(is_left_out, name.parts)):
                continue
            label = f"{path}/{info.filename}"
            if suffix_of(name) == ".zip":
                seen.problems.append(InputError("archive_in_archive", file=label))
            elif foreign_suffix(name):
                seen.foreign.append(label)
            elif suffix_of(name):
                _add(seen, partial(sniff_member, path, info, run, Path(work)))


def _add(seen: Seen, sniffed: Callable[[], list[Sniffed]]) -> None:
    try:
        seen.tables += sniffed()
    except InputError as error:
        seen.problems.append(error)


def rename(seen: Seen, folder: Path, shown_as: str) -> None:
    """Call what lies in the folder what the user calls it."""

    def named(text: str) -> str:
        inside = text.removeprefix(f"{folder}{os.sep}")
        return text if inside == text else f"{shown_as}/{PurePath(inside).as_posix()}"

    # What was chosen elsewhere on this machine is called what it is here.
    seen.tables[:] = [
        replace(file, origin=named(str(file.path))) if file.path.is_relative_to(folder) else file
        for file in seen.tables
    ]
    seen.foreign[:] = map(named, seen.foreign)
    for problem in seen.problems:
        problem.file = named(problem.file or "")


def files_below(folder: Path) -> Iterator[Path]:
    """The folder's files of a format that CRRI reads, in a stable order."""
    return (path for path in _files(folder) if suffix_of(path) and path.is_file())


def _files(folder: Path) -> Iterable[Path]:
    def refuse(error: OSError) -> None:
        raise forbidden(Path(error.filename), error) from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not is_left_out(name))
        for name in sorted(names):
            path = Path(parent, name)
            if not is_left_out(name):
                yield path


def is_left_out(name: str) -> bool:
    """Whether a file or folder of this name is none of the user's data.

    Hidden ones, the lock that Excel lays beside an open workbook, what Spark has not finished
    writing, and what macOS adds to archives.
    """
    return name.startswith((".", "~$")) or name in ("_temporary", "__MACOSX")


def forbidden(folder: Path, error: OSError) -> InputError:
    """The folder may not be read."""
    return InputError("folder_not_permitted", reason=error.strerror, file=folder)


def archive_of(path: Path) -> Path | None:
    """The archive that the path leads into; None where it leads into none."""
    for parent in path.parents:
        if suffix_of(parent) == ".zip" and parent.is_file():
            return parent
    return None


def matching(path: Path) -> list[Path]:
    """The file, the files of a folder, or those that a pattern fits."""
    if path.is_dir():
        return list(files_below(path))
    if path.is_file():
        return [path]
    # Only stars and question marks: brackets are common in names of folders.
    root = Path(path.absolute().anchor)
    pattern = str(path.absolute().relative_to(root)).replace("[", "[[]")
    return sorted(found for found in root.glob(pattern) if found.is_file())
