"""Which file in the folder is which raw table: by what the files contain, not by their names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from crri_gui.contract import OUTPUT_TABLES, RAW_BY_NAME, RAW_TABLES, RawTable
from crri_gui.engine.findings import Finding
from crri_gui.engine.parts import in_order, parts_of, refuse_copies
from crri_gui.engine.sniff import Sniffed, sniff, suffix_of
from crri_gui.errors import CrriError, InputError, UsageError

_Sniff = Callable[[Path], list[Sniffed]]

_NAME_HINTS = {
    "order_items": "item",
    "order_payments": "payment",
    "order_reviews": "review",
    "category_translation": "translation",
    "products": "product",
    "sellers": "seller",
    "geolocation": "geolocation",
    "customers": "customer",
    "orders": "order",
}


@dataclass(frozen=True)
class Found:
    """The files taken for the raw tables, and what there is to say about the others.

    A table has one file, or several that are its parts. `problems` are why tables have no
    file that can be used, by table.
    """

    folder: Path
    tables: dict[str, tuple[Sniffed, ...]]
    findings: list[Finding] = field(default_factory=list)
    problems: dict[str, InputError] = field(default_factory=dict)

    @property
    def used(self) -> dict[str, tuple[Sniffed, ...]]:
        """The tables that feed an output."""
        return {name: files for name, files in self.tables.items() if RAW_BY_NAME[name].columns}

    @property
    def used_files(self) -> list[Sniffed]:
        """Every file of theirs."""
        return [file for files in self.used.values() for file in files]

    @property
    def paths(self) -> list[Path]:
        """Every file that was taken."""
        return [file.path for files in self.tables.values() for file in files]


def find(
    folder: Path, chosen: Mapping[str, str] | None = None, shown_as: str | None = None
) -> Found:
    """Look through `folder` and its sub-folders for the raw tables.

    `chosen` maps a table's name to a file (`FILE#SHEET` for a workbook), to a folder or
    pattern of files that are its parts, or to "none" to go without it. `shown_as` is what
    the user calls a folder of which this is a copy. Raises `InputError` when the folder or a
    needed table is missing or two files could be the same table, `UsageError` for an unknown
    table in `chosen`.
    """
    found = survey(folder, chosen, shown_as)
    for problem in found.problems.values():
        raise problem
    return found


def survey(
    folder: Path, chosen: Mapping[str, str] | None = None, shown_as: str | None = None
) -> Found:
    """As `find`, for somebody who looks on: what is wrong with a table does not hide the others.

    Raises `InputError` when the folder cannot be read, and `UsageError`.
    """
    chosen = dict(chosen or {})
    for name in chosen:
        if name not in RAW_BY_NAME:
            raise UsageError(
                f"There is no raw table {name!r}.",
                remedy=f"The tables are: {', '.join(RAW_BY_NAME)}.",
            )
    try:
        is_folder, exists = folder.is_dir(), folder.exists()
    except PermissionError as error:
        raise _forbidden(folder, error) from error
    if not is_folder:
        what = "is a file, not a folder" if exists else "does not exist"
        raise InputError(
            f"The input folder {what}.",
            file=folder,
            remedy="Choose the folder that holds the raw exports.",
        )
    sniffed = partial(_sniffed, folder, shown_as)
    tables: dict[str, tuple[Sniffed, ...]] = {}
    refused: dict[str, InputError] = {}
    for name, file in chosen.items():
        try:
            if file.casefold() != "none":
                tables[name] = _chosen_files(folder, RAW_BY_NAME[name], file, sniffed)
        except InputError as error:
            refused[name] = error
    candidates, problems, findings = _look(folder, sniffed)
    for table in RAW_TABLES:
        if table.name in chosen:
            continue
        matches = [file for file in candidates if _fits(table, file)]
        if len(matches) == 1:
            tables[table.name] = (matches[0],)
        elif matches:
            try:
                tables[table.name] = parts_of(folder, table, matches)
            except InputError as error:
                refused[table.name] = error
    refused.update(_joined(tables))
    for table in RAW_TABLES:
        if table.name in tables or table.name in refused or not table.columns:
            continue
        try:
            findings += _missing(folder, table, candidates, problems, table.name in chosen)
        except InputError as error:
            refused[table.name] = error
    taken = {file.path for files in tables.values() for file in files}
    findings += [
        Finding(
            "file_not_read",
            "note",
            f"{problem.where}: {problem.what} It is not needed and was left alone.",
            file=problem.file,
            remedy=problem.remedy,
        )
        for path, problem in problems.items()
        if path not in taken
    ]
    in_order = {t.name: tables[t.name] for t in RAW_TABLES if t.name in tables}
    return Found(folder, in_order, findings, refused)


def _sniffed(folder: Path, shown_as: str | None, path: Path) -> list[Sniffed]:
    """`sniff`, with the file called what the user calls it."""
    _refuse_unreadable_name(path)
    if shown_as is None or not path.is_relative_to(folder):
        return sniff(path)  # chosen elsewhere on this machine, it is called what it is here
    origin = f"{shown_as}/{path.relative_to(folder).as_posix()}"
    try:
        return [replace(file, origin=origin) for file in sniff(path)]
    except InputError as error:
        error.file = origin
        raise


def _refuse_unreadable_name(path: Path) -> None:
    """Raise `InputError` for a name that is no text: the engine opens files by theirs."""
    if not _is_text(path):
        raise InputError(
            "The name of the file or of its folder is not UTF-8; so it cannot be read.",
            file=os.fsencode(path).decode("utf-8", "backslashreplace"),
            remedy="Rename it, with letters that are shown as they should be.",
        )


def _look(
    folder: Path, sniffed: _Sniff
) -> tuple[list[Sniffed], dict[Path, InputError], list[Finding]]:
    candidates: list[Sniffed] = []
    problems: dict[Path, InputError] = {}
    findings: list[Finding] = []
    for path in _files(folder):
        try:
            candidates += sniffed(path)
        except InputError as error:
            problems[path] = error
    for file in candidates:
        # Our own outputs may lie in the folder; about them there is nothing to say.
        ours = any(set(file.header) == set(table.column_names) for table in OUTPUT_TABLES)
        if not ours and not any(_fits(table, file) for table in RAW_TABLES):
            findings.append(
                Finding(
                    "file_not_recognised",
                    "note",
                    f"{file.label} is none of the raw tables and was left alone.",
                    file=file.label,
                )
            )
    return candidates, problems, findings


def _files(folder: Path) -> Iterator[Path]:
    """The folder's files of a format that CRRI reads, in a stable order."""

    def refuse(error: OSError) -> None:
        raise _forbidden(Path(error.filename), error) from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not is_left_out(name))
        for name in sorted(names):
            path = Path(parent, name)
            if suffix_of(path) and not is_left_out(name) and path.is_file():
                yield path


def is_left_out(name: str) -> bool:
    """Whether a file or folder of this name is none of the user's data.

    Hidden ones, the lock that Excel lays beside an open workbook, and what Spark has not
    finished writing.
    """
    return name.startswith((".", "~$")) or name == "_temporary"


def _forbidden(folder: Path, error: OSError) -> InputError:
    return InputError(
        f"The folder may not be read: {error.strerror}.",
        file=folder,
        remedy="Ask for read permission on it, or copy the files to a folder of your own.",
    )


def _fits(table: RawTable, file: Sniffed) -> bool:
    return not _lacks(table, file)


def _lacks(table: RawTable, file: Sniffed) -> list[str]:
    needed = dict.fromkeys((*table.signature, *(c.name for c in table.columns if c.needed)))
    return [name for name in needed if name not in file.columns]


def _chosen_files(folder: Path, table: RawTable, text: str, sniffed: _Sniff) -> tuple[Sniffed, ...]:
    name, _, sheet = text.partition("#")
    path = Path(name) if Path(name).is_absolute() else folder / name
    try:
        paths = _matching(path)
    # What is no path or no pattern, by its length, its links, or its stars.
    except (OSError, ValueError, RuntimeError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(
            f"--table {table.name} names no file: {said}.",
            file=str(path)[:200],
            remedy="Give a file, a folder, or a pattern with * and ? of files that are its parts.",
        ) from error
    if not paths:
        raise InputError(
            f"The file chosen for {table.name} does not exist.",
            file=path,
            remedy="Correct the path given with --table.",
        )
    chosen = [_chosen_file(table, found, sheet, sniffed) for found in paths]
    refuse_copies(table, chosen)
    return in_order(chosen)


def _matching(path: Path) -> list[Path]:
    """The file, the files of a folder, or those that a pattern fits."""
    if path.is_dir():
        return list(_files(path))
    if path.is_file():
        return [path]
    # Only stars and question marks: brackets are common in names of folders.
    root = Path(path.absolute().anchor)
    pattern = str(path.absolute().relative_to(root)).replace("[", "[[]")
    return sorted(found for found in root.glob(pattern) if found.is_file())


def _chosen_file(table: RawTable, path: Path, sheet: str, sniffed: _Sniff) -> Sniffed:
    files = [file for file in sniffed(path) if not sheet or file.sheet == sheet]
    fitting = [file for file in files if _fits(table, file)]
    if not fitting:
        lacks = _lacks(table, files[0]) if files else [f"the sheet {sheet}"]
        raise InputError(
            f"The file chosen for {table.name} lacks {', '.join(lacks)}.",
            file=path,
            remedy="Choose another file, or rename its columns.",
        )
    return fitting[0]


def _joined(tables: Mapping[str, Sequence[Sniffed]]) -> dict[str, InputError]:
    """What is wrong with files that name a column twice, or hold several tables in one."""
    refused: dict[str, InputError] = {}
    by_label: dict[str, list[str]] = {}
    for name, file in ((name, file) for name, files in tables.items() for file in files):
        by_label.setdefault(file.label, []).append(name)
        for column in RAW_BY_NAME[name].columns:
            if file.columns.count(column.name) > 1:
                refused[name] = InputError(
                    f"The header names {column.name} more than once.",
                    file=file.label,
                    line=1,
                    column=column.name,
                    remedy="Rename or remove the column that is not meant.",
                )
    for label, names in by_label.items():
        if len(names) > 1:
            refused[names[0]] = InputError(
                f"The file looks like several tables joined into one: {', '.join(names)}.",
                file=label,
                remedy="Give each table as a file of its own: joined rows count amounts twice.",
            )
    return refused


def _missing(
    folder: Path,
    table: RawTable,
    candidates: list[Sniffed],
    problems: Mapping[Path, InputError],
    by_choice: bool,
) -> list[Finding]:
    """Why the table is not there: an error when it is needed or its file is damaged."""
    if not by_choice:
        for path, problem in problems.items():
            if _hints_at(path) == table.name or not _is_text(path):
                raise problem
    near = [file for file in candidates if _hints_at(file.path) == table.name]
    if near and not by_choice:
        lacking = _lacks(table, near[0])
        raise InputError(
            f"The file looks like the table {table.name} but lacks the column"
            f"{'s' if len(lacking) > 1 else ''} {', '.join(lacking)}; its first line reads "
            f"{', '.join(near[0].header)[:80]!r}.",
            file=near[0].label,
            line=1,
            remedy="Export it with these columns and a header line, or go on without it: "
            f"--table {table.name}=none."
            if not table.needed
            else "Export it with these columns and a header line.",
        )
    if table.needed:
        others = sorted(
            path.name
            for path in folder.iterdir()
            if path.suffix.casefold() in (".zip", ".7z", ".rar", ".xls", ".ods", ".txt", ".json")
        )
        seen = f" Not read because of their format: {', '.join(others[:5])}." if others else ""
        error: CrriError = InputError(
            f"No file holds the table {table.name}; without it {table.without}.{seen}",
            file=folder,
            remedy=f"Add the export (for example {table.olist_file}) with the columns "
            f"{', '.join(dict.fromkeys(table.signature))}, or say --table {table.name}=FILE.",
        )
        raise error
    return [
        Finding(
            "table_missing",
            "warning",
            f"There is no {table.name} file: {table.without}.",
            table=table.name,
            remedy=f"Add {table.olist_file} to the folder.",
        )
    ]


def _is_text(path: Path) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in str(path))


def _hints_at(path: Path) -> str | None:
    """The raw table that a file's name suggests, else None."""
    name = path.name.casefold()
    return next((table for table, hint in _NAME_HINTS.items() if hint in name), None)
