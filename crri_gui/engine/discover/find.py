"""Which file in the folder is which raw table: by what the files contain, not by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover import missing
from crri_gui.engine.discover.folder import (
    Seen,
    archive_of,
    look_into,
    look_through,
    matching,
    refuse_no_folder,
    rename,
)
from crri_gui.engine.discover.left_alone import is_ours, left_alone, not_read
from crri_gui.engine.discover.missing import fits, hints_at, is_of_another, lacks
from crri_gui.engine.discover.multi_file import (
    in_order,
    may_be_part,
    packed_copies,
    parts_of,
    plain_name,
    plain_name_in,
    reject_duplicate_files,
)
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.discover.sources import Source, findings_of, not_of, source_of
from crri_gui.engine.discover.twice import twice
from crri_gui.engine.layouts.kept import KEPT_FILE, Kept, read_kept
from crri_gui.errors import InputError, InputErrors, UsageError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_BY_NAME, RAW_TABLES, RawTable

T = TypeVar("T")
_EXAMPLES = 5
_USED = [table for table in RAW_TABLES if table.columns]


@dataclass(frozen=True)
class Found:
    """The files taken for the raw tables, and what there is to say about the others.

    A table has one file, or several parts. `problems`, by table, are why it has none. `source` is
    the export in another layout that all tables are made of, where it is not the tables themselves;
    `unread` are files that nothing was taken from. `read_too` are tables that feed no output of
    every run, but are read in this one.
    """

    folder: Path
    tables: dict[str, tuple[Sniffed, ...]]
    findings: list[Finding] = field(default_factory=list)
    problems: dict[str, InputError] = field(default_factory=dict)
    source: Source | None = None
    unread: tuple[Sniffed, ...] = ()
    read_too: tuple[str, ...] = ()

    @property
    def used(self) -> dict[str, tuple[Sniffed, ...]]:
        """The tables that feed an output, with their files."""
        if self.source is not None:
            return self.source.as_tables
        return {
            name: files
            for name, files in self.tables.items()
            if RAW_BY_NAME[name].columns or name in self.read_too
        }

    @property
    def used_files(self) -> list[Sniffed]:
        """Every file of theirs."""
        if self.source is not None:
            return list(self.source.all_files)
        return [file for files in self.used.values() for file in files]

    @property
    def paths(self) -> list[Path]:
        """Every file that was taken."""
        files = [file for files in self.tables.values() for file in files]
        return [file.path for file in (*files, *(self.source.all_files if self.source else ()))]

    @property
    def problem(self) -> InputError | None:
        """What keeps the tables from being read: one problem, or all of them in one."""
        different = list(dict.fromkeys(self.problems.values()))
        return InputErrors(different) if len(different) > 1 else next(iter(different), None)


def find(
    folder: Path,
    chosen: Mapping[str, str] | None = None,
    shown_as: str | None = None,
    run: RunContext | None = None,
    temp_dir: Path | None = None,
    mapping: Path | None = None,
) -> Found:
    """Look through `folder` and its sub-folders, or through an archive, for the raw tables.

    `chosen` maps a table's name to a file (`FILE#SHEET` for a workbook), to a folder or
    pattern of files that are its parts, or to "none" to go without it. `shown_as` is what
    the user calls a folder of which this is a copy; archives are unpacked in `temp_dir`. `mapping`
    is the file of mappings, where it is not the crri.toml that lies beside the raw files. Raises
    `InputError` when the folder or a needed table is missing or two files could be the same table
    (`InputErrors` for several such problems), `UsageError` for an unknown table in `chosen` and a
    damaged crri.toml,
    `OutputError` when there is no temporary folder, `Cancelled`.
    """
    found = find_what_is_there(folder, chosen, shown_as, run, temp_dir, mapping)
    if found.problem is not None:
        raise found.problem
    return found


def find_what_is_there(
    folder: Path,
    chosen: Mapping[str, str] | None = None,
    shown_as: str | None = None,
    run: RunContext | None = None,
    temp_dir: Path | None = None,
    mapping: Path | None = None,
) -> Found:
    """As `find`, for somebody who looks on: what is wrong with a table does not hide the others.

    Raises `InputError` when the folder cannot be read, `UsageError`, and `Cancelled`.
    """
    run = run or RunContext()
    chosen = dict(chosen or {})
    for name in chosen:
        if name not in RAW_BY_NAME:
            raise UsageError("raw_table_unknown", name=name, tables=", ".join(RAW_BY_NAME))
    refuse_no_folder(folder)
    seen = look_through(folder, run, shown_as, temp_dir)
    if folder.is_file():
        folder = folder.parent
    taking = _Survey(folder, shown_as, run, chosen, seen, temp_dir)
    taking.take_chosen()
    taking.leave_copies()
    taking.leave_joined()
    for table in RAW_TABLES:
        taking.take(table)
    taking.take_source(read_kept(mapping or folder / KEPT_FILE))
    taking.refuse_lost_parts()
    taking.refused.update(twice(taking.tables))
    taking.tell_missing()
    taking.findings += left_alone(seen, taking.files, taking.tables, taking.refused)
    return taking.found()


class _Survey:
    """The tables as they are taken one after the other; `files` are what is left to take."""

    def __init__(
        self,
        folder: Path,
        shown_as: str | None,
        run: RunContext,
        chosen: Mapping[str, str],
        seen: Seen,
        temp_dir: Path | None,
    ) -> None:
        self.folder, self.shown_as, self.run, self.chosen = folder, shown_as, run, chosen
        self.seen, self.temp_dir = seen, temp_dir
        self.files = list(seen.tables)
        self.tables: dict[str, tuple[Sniffed, ...]] = {}
        self.refused: dict[str, InputError] = {}
        self.source: Source | None = None
        self.export_refused: InputError | None = None
        self.findings: list[Finding] = []

    def found(self) -> Found:
        def in_contract(by_table: dict[str, T]) -> dict[str, T]:
            return {t.name: by_table[t.name] for t in RAW_TABLES if t.name in by_table}

        return Found(
            self.folder,
            in_contract(self.tables),
            self.findings,
            in_contract(self.refused),
            self.source,
            tuple(f for f in self.files if not is_ours(f) and not self._is_table(f)),
        )

    def _is_table(self, file: Sniffed) -> bool:
        return any(fits(table, file) for table in RAW_TABLES)

    def take_chosen(self) -> None:
        """The tables for which the user has named files."""
        for name, text in self.chosen.items():
            if text.casefold() == "none":
                continue
            try:
                self.tables[name] = self._chosen_files(RAW_BY_NAME[name], text)
            except InputError as error:
                self._refuse(RAW_BY_NAME[name], error)

    def _refuse(self, table: RawTable, error: InputError) -> None:
        """No file for the table; a table that feeds no output stops nothing."""
        if table.columns:
            self.refused[table.name] = error
        else:
            self.findings.append(not_read(error))

    def _chosen_files(self, table: RawTable, text: str) -> tuple[Sniffed, ...]:
        name, _, sheet = text.partition("#")
        path = Path(name) if Path(name).is_absolute() else self.folder / name
        try:
            archive = archive_of(path)
            paths = [archive] if archive is not None else matching(path)
        # What is no path or no pattern, by its length, its links, or its stars.
        except (OSError, ValueError, RuntimeError) as error:
            said = error.strerror if isinstance(error, OSError) else str(error)
            raise UsageError(
                "chosen_path_impossible", table=table.name, reason=said, file=str(path)[:200]
            ) from error
        if not paths:
            raise InputError("chosen_file_missing", table=table.name, file=path)
        member = path.relative_to(archive).as_posix() if archive is not None else None
        # A folder may hold other tables' files too, which a file or pattern does not mean.
        for among in (path.is_dir(), False):
            chosen = [
                f for one in paths for f in self._chosen_file(table, one, member, sheet, among)
            ]
            if chosen:
                break
        reject_duplicate_files(self.run, table, chosen)
        return in_order(chosen)

    def _chosen_file(
        self, table: RawTable, path: Path, member: str | None, sheet: str, among: bool
    ) -> list[Sniffed]:
        seen = Seen()
        look_into(path, self.run, seen, self.temp_dir)
        if self.shown_as is not None:
            rename(seen, self.folder, self.shown_as)
        for problem in seen.problems:
            # An archive may also hold tables that nobody has chosen.
            meant = problem.file == f"{path}/{member}" if member else not seen.tables
            if meant or hints_at(problem.file or "") == table.name:
                raise problem
        files = [
            file
            for file in seen.tables
            if (not sheet or file.sheet == sheet) and (member is None or file.member == member)
        ]
        fitting = [file for file in files if fits(table, file)]
        if not fitting and among and files and all(is_of_another(table, f) for f in files):
            return []
        if not fitting:
            without = lacks(table, files[0]) if files else [sentence("lacking_sheet", sheet=sheet)]
            raise InputError(
                "chosen_file_without_columns",
                table=table.name,
                missing=without,
                file=path if member is None else path / member,
            )
        # An archive may hold parts; the sheets of a workbook are named.
        return [file for file in fitting if file.member] or fitting[:1]

    def leave_copies(self) -> None:
        """An archive beside what was unpacked from it is no second shop."""
        fitting = [f for f in self.files if any(fits(table, f) for table in RAW_TABLES)]
        copies: dict[str, list[str]] = {}
        for kept, copy in self._packed_copies(fitting):
            same = (copy.path, copy.member)
            self.files = [file for file in self.files if (file.path, file.member) != same]
            label = copy.label.removesuffix(f"/{copy.member}")
            copies.setdefault(label, []).append(f"{copy.member}: {kept.label}")
        self.findings += [
            finding(
                "same_in_archive",
                file=label,
                count=len(pairs),
                examples=tuple(pairs[:_EXAMPLES]),
            )
            for label, pairs in copies.items()
        ]

    def _packed_copies(self, files: list[Sniffed]) -> list[tuple[Sniffed, Sniffed]]:
        try:
            return packed_copies(self.run, files)
        except InputError as error:
            # Damaged behind its first lines: it is the copy of none.
            whole = [file for file in files if file.label != error.file]
            if len(whole) == len(files):
                raise
            self.seen.problems.append(error)
            self.files = [file for file in self.files if file.label != error.file]
            return self._packed_copies(whole)

    def leave_joined(self) -> None:
        """A file of several tables joined into one stands for none where each has its own."""
        open_tables = [table for table in _USED if table.name not in self.chosen]
        held = {file: [t for t in open_tables if fits(t, file)] for file in self.files}
        joined = {file: tables for file, tables in held.items() if len(tables) > 1}
        self.files = [file for file in self.files if file not in joined]
        elsewhere = {t.name for t in open_tables if any(fits(t, file) for file in self.files)}
        hinted = {hints_at(problem.file or "") for problem in self.seen.problems}
        for file, tables in joined.items():
            names = [table.name for table in tables]
            alone = [name for name in names if name not in elsewhere | hinted]
            listed = ", ".join(names)
            if not alone:
                self.findings.append(finding("joined_file", tables=names, file=file.label))
                continue
            error = InputError("tables_in_one_file", tables=listed, file=file.label)
            self.refused.update(dict.fromkeys(alone, error))

    def take(self, table: RawTable) -> None:
        """The files that hold the table, if they are one file or its parts."""
        if table.name in self.chosen or table.name in self.refused:
            return
        matches = [file for file in self.files if fits(table, file)]
        if len(matches) == 1 or (matches and not table.columns):
            self.tables[table.name] = in_order(matches)
        elif matches:
            try:
                self.tables[table.name] = parts_of(self.run, self.folder, table, matches)
            except InputError as error:
                self.refused[table.name] = error

    def take_source(self, kept: Kept) -> None:
        """An export in a layout that is known, where the folder holds no raw table."""
        taken = {*self.tables, *self.refused}
        if self.chosen or any(table.name in taken for table in _USED):
            return
        try:
            self.source = source_of(self.run, self.files, kept)
        except InputError as error:
            self.refused["orders"] = self.export_refused = error
        if self.source is not None:
            self.files = [file for file in self.files if file not in self.source.all_files]
            self.findings += findings_of(self.source, self.folder)

    def refuse_lost_parts(self) -> None:
        """A file that is called as the parts of a table are, and is none that can be read."""
        parts = {t.name: self.tables.get(t.name, ()) for t in _USED if t.name not in self.chosen}
        unlike: Callable[[Sniffed, RawTable], InputError] = missing.not_like
        if self.source is not None:
            parts["orders"], unlike = self.source.all_files, partial(not_of, self.source)
        names = {t: {plain_name_in(self.folder, f) for f in files} for t, files in parts.items()}
        # Of each file: its name, and what is wrong with it as a part of a table.
        lost: list[tuple[str, Callable[[RawTable], InputError]]] = []
        lost += [(error.file or "", partial(_as_it_is, error)) for error in self.seen.problems]
        lost += [
            (file.label, partial(unlike, file))
            for file in self.files
            if not is_ours(file) and not any(fits(table, file) for table in RAW_TABLES)
        ]
        lost += [(label, partial(missing.foreign_error, label)) for label in self.seen.foreign]
        above = self.shown_as or str(self.folder)
        for label, problem_of in lost:
            name = plain_name(label.partition("#")[0].removeprefix(above).lstrip("/\\"))
            alike = [table for table, taken in names.items() if may_be_part(name, taken)]
            # Names that the files of several tables share do not say whose part it would be.
            if len(alike) == 1:
                self.refused.setdefault(alike[0], problem_of(RAW_BY_NAME[alike[0]]))

    def tell_missing(self) -> None:
        """Why tables have no file: an error where it is needed or its file is damaged."""
        if self.source is not None or self.export_refused is not None:
            return
        without = [t for t in _USED if t.name not in self.tables and t.name not in self.refused]
        causes: dict[str, InputError] = {}
        for table in without:
            if table.name not in self.chosen:
                cause = missing.cause_of(table, self.seen)
                if cause is not None:
                    causes[table.name] = cause
        self.refused.update(causes)
        needed = [table for table in without if table.needed and table.name not in causes]
        if needed:
            error = missing.not_there(needed, self.shown_as or self.folder, self.seen)
            if not (self.tables or self.refused or self.chosen):
                error = missing.to_be_mapped(self.found().unread) or error
            self.refused.update({table.name: error for table in needed})
        self.findings += [
            finding(
                "table_missing",
                without=table.without,
                example=table.olist_file,
                table=table.name,
            )
            for table in without
            if not table.needed and table.name not in causes
        ]


def _as_it_is(error: InputError, _: RawTable) -> InputError:
    return error
