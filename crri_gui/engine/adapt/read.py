"""The files of an export into one table of typed columns, each row with its file and record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from crri_gui.contract import RawColumn, RawTable
from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.masking import masked_finding
from crri_gui.engine.adapt.own_names import (
    PREFIX,
    SOURCE,
    header_of,
    in_read_names,
    reject_in_own_names,
)
from crri_gui.engine.adapt.rows import RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.csv_reader import TYPES
from crri_gui.engine.ingest.load_file import FileLoader
from crri_gui.engine.ingest.loading import Loaded, label_in
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.ingest.unusable import lines_of
from crri_gui.errors import InputError, UsageError
from crri_gui.messages import sentence

ROWS = "crri_source"
"""The table of all rows: crri_file (its number) and crri_record, with the layout's columns."""


@dataclass
class SourceFile:
    """A file that was read, and what its late rejects need: its reader, its own names and the
    column of its orders, as it was read."""

    loader: FileLoader
    names: Mapping[str, str]
    order: str

    @property
    def loaded(self) -> Loaded:
        """What became of its records."""
        return self.loader.result

    def reject(self, records: Mapping[int, str]) -> list[Reject]:
        """Rejects of these records, each with the column (as it was read) that is at fault.

        They are not added to those of the file.
        """
        known = self.loaded.rejects
        # Only what the reader refused is not counted among the records.
        self.loaded.rejects = self.loader.refused_by_reader
        lines = lines_of(self.loader, sorted(records))
        self.loaded.rejects = known
        return [
            reject_in_own_names(
                Reject(
                    SOURCE,
                    self.loaded.label,
                    lines.get(record, 0),
                    column,
                    "",
                    sentence(
                        "reject.order_is_mail" if column == self.order else "reject.order_without"
                    ),
                ),
                self.names,
            )
            for record, column in sorted(records.items())
        ]


def column_names(source: Source) -> dict[str, str]:
    """What each column of the layout that a file has is called in the table."""
    names = {}
    for number, column in enumerate(source.layout.kinds):
        if source.has(column):
            # A state may be called NA, which is no missing value there.
            is_state = column == source.layout.state
            names[column] = "customer_state" if is_state else f"{PREFIX}{number}"
    return names


def read_source(
    db: DuckDB, folder: Path, source: Source, work: Path, conventions: Conventions
) -> list[SourceFile]:
    """Read the files into `ROWS`. Raises `InputError` where they have no rows."""
    kinds, names = source.layout.kinds, column_names(source)
    table = RawTable(
        SOURCE,
        "",
        (),
        needed=True,
        columns=tuple(
            RawColumn(name, kinds[column], filled=column == source.layout.order)
            for column, name in names.items()
        ),
    )
    typed = ", ".join(f"{column.name} {TYPES[column.kind]}" for column in table.columns)
    db.execute(f"CREATE TABLE {ROWS} (crri_file INTEGER, crri_record BIGINT, {typed})")
    conventions = _of_source(conventions, source, names)
    files = []
    for number, file in enumerate(source.files):
        label = label_in(folder, file)
        share = number / len(source.files)
        db.run.report(sentence("reading_file", file=label), within=share)
        files.append(_read(db, folder, source, file, work, conventions, table, names, number))
        rows = sum(one.loaded.accepted for one in files)
        done = (number + 1) / len(source.files)
        db.run.report(sentence("read_table", table=label), rows=rows, within=done)
    if not any(one.loaded.accepted or one.loaded.rejects for one in files):
        raise InputError("file_without_rows", table=source.layout.title, file=source.files[0].label)
    return files


def _read(
    db: DuckDB,
    folder: Path,
    source: Source,
    file: Sniffed,
    work: Path,
    conventions: Conventions,
    table: RawTable,
    names: Mapping[str, str],
    number: int,
) -> SourceFile:
    read_as = tuple(names.get(normalised(name), name) for name in file.header)
    own = {
        names[normalised(name)]: name.strip().strip("\ufeff")
        for name in file.header
        if normalised(name) in names
    }
    into = f"crri_source_{number}"
    loader = FileLoader(
        db, folder, replace(file, header=read_as), work, conventions, table, into, alone=False
    )
    refused = RowSql(source, {column: f"t.{name}" for column, name in names.items()}, {})
    loader.order, loader.money = refused.order(), refused.worth()
    loaded = loader.load()
    columns = ", ".join(column.name for column in table.columns)
    # A row's number is its place among the records that the reader has taken.
    db.execute(f"INSERT INTO {ROWS} SELECT {number}, rowid, {columns} FROM {into}")
    db.execute(f"DROP TABLE {into}")
    loaded.findings = [
        masked_finding(in_read_names(found, own))
        for found in loaded.findings
        # That the export lacks what not every export has is no news.
        if found.code != "column_missing"
    ]
    loaded.rejects = [reject_in_own_names(reject, own) for reject in loaded.rejects]
    loaded.currencies = {own.get(c, c): value for c, value in loaded.currencies.items()}
    loaded.clocks = {own.get(c, c): value for c, value in loaded.clocks.items()}
    return SourceFile(loader, own, names[source.layout.order])


def _of_source(conventions: Conventions, source: Source, names: Mapping[str, str]) -> Conventions:
    """The choices for the columns by the names that they are read under, and the layout's own."""

    header = header_of(source)

    def by_read_name(choices: Mapping[str, str], option: str) -> dict[str, str]:
        known = {}
        for name, value in choices.items():
            read_as = names.get(normalised(name))
            if name != "*" and read_as is None:
                columns = [header[column] for column in names]
                raise UsageError("column_unknown", option=option, value=name, columns=columns)
            known["*" if read_as is None else f"{SOURCE}.{read_as}"] = value
        return known

    date_order = by_read_name(conventions.date_order, "--date-order")
    if source.layout.date_order:
        date_order.setdefault("*", source.layout.date_order)
    return replace(
        conventions, date_order=date_order, decimal=by_read_name(conventions.decimal, "--decimal")
    )
