"""The files of an export into one table of typed columns, each row with its file and record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.own_names import (
    PREFIX,
    SOURCE,
    header_in,
    in_read_names,
    reject_in_own_names,
)
from crri_gui.engine.adapt.persons.masking import masked_finding
from crri_gui.engine.adapt.rows import RowSql
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.csv_reader import TYPES, UNREAD
from crri_gui.engine.ingest.load_file import FileLoader
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.ingest.rejects import Reject
from crri_gui.engine.ingest.unread import mark_unread
from crri_gui.engine.ingest.unusable import lines_of
from crri_gui.errors import InputError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RawColumn, RawKind, RawTable

ROWS = "crri_source"
"""The table of all rows: crri_file (its number) and crri_record, with the layout's columns."""


@dataclass
class SourceFile:
    """A file that was read, and what its late rejects need: its reader, its own names, the raw
    table that its rows become, and the column of its orders, as it was read.

    `uncompared` are the columns in which rows that are alike in all others may differ.
    """

    loader: FileLoader
    names: Mapping[str, str]
    table: str
    order: str | None
    uncompared: tuple[str, ...] = ()

    @property
    def loaded(self) -> Loaded:
        """What became of its records."""
        return self.loader.result

    def lines_of(self, records: Sequence[int]) -> dict[int, int]:
        """The lines on which these records begin."""
        known = self.loaded.rejects
        # Only what the reader refused is not counted among the records.
        self.loaded.rejects = self.loader.refused_by_reader
        lines = lines_of(self.loader, records)
        self.loaded.rejects = known
        return lines

    def reject(
        self, records: Mapping[int, tuple[str, str]], reason: str | None = None
    ) -> list[Reject]:
        """Rejects of these records, each with the column (as it was read) at fault and its order.

        The `reason` is that the column says nothing, if no other is given. They are not added to
        those of the file.
        """
        lines = self.lines_of(sorted(records))
        without = sentence("reject.order_without")
        return [
            reject_in_own_names(
                Reject(
                    SOURCE,
                    self.loaded.label,
                    lines.get(record, 0),
                    column,
                    "",
                    reason
                    or (sentence("reject.order_is_mail") if column == self.order else without),
                    # Where an e-mail stands for it, nobody knows which order it is.
                    order_id=None if column == self.order else order,
                ),
                self.names,
                self.table,
            )
            for record, (column, order) in sorted(records.items())
        ]


@dataclass(frozen=True)
class Part:
    """Files of one form, whose rows are read into `into`.

    `kinds` is how their columns are read; those of `filled` must not be blank. A `state` may be
    called NA, which is no missing value there. `table` is the raw table that their rows become;
    `order` the column that names their order, and `worth` what a row is worth, as SQL of the names
    of columns: by these, rows that are refused are known. `whole` says that rows are told apart by
    all of their columns: those that are not read are in `UNREAD`.
    """

    title: str
    files: tuple[Sniffed, ...]
    kinds: Mapping[str, RawKind]
    into: str
    table: str
    filled: tuple[str, ...] = ()
    state: str | None = None
    date_order: str | None = None
    order: str | None = None
    worth: Callable[[Mapping[str, str]], str] | None = None
    whole: bool = False

    @property
    def names(self) -> dict[str, str]:
        """What each of the columns that a file has is called in the table."""
        there = {column for file in self.files for column in file.columns}
        return {
            column: "customer_state" if column == self.state else f"{PREFIX}{number}"
            for number, column in enumerate(self.kinds)
            if column in there
        }

    @property
    def header(self) -> dict[str, str]:
        """What each column is called in the files."""
        return header_in(self.files)


def orders_of(source: Source) -> Part:
    """The files that hold the orders."""
    layout = source.layout
    return Part(
        layout.title,
        source.files,
        layout.kinds,
        ROWS,
        "order_items",
        filled=(layout.order,),
        state=layout.state,
        date_order=layout.date_order,
        order=layout.order,
        worth=partial(_worth, source),
        whole=source.can("item_goods"),
    )


def _worth(source: Source, names: Mapping[str, str]) -> str:
    return RowSql(source, names, {}).worth()


def columns_by_kind(parts: Sequence[Part]) -> dict[RawKind, list[str]]:
    """What the columns that are read are called in the files, by how they are read."""
    made: dict[RawKind, list[str]] = {}
    for part in parts:
        for column in part.names:
            kind = part.kinds[column]
            # A quantity has decimals too.
            made.setdefault("money" if kind == "quantity" else kind, []).append(part.header[column])
    return made


def read_part(
    db: DuckDB, folder: Path, part: Part, work: Path, conventions: Conventions
) -> list[SourceFile]:
    """Read the files into their table. Raises `InputError` where they have no rows."""
    names = part.names
    table = RawTable(
        SOURCE,
        "",
        (),
        needed=True,
        columns=tuple(
            RawColumn(name, part.kinds[column], filled=column in part.filled)
            for column, name in names.items()
        ),
    )
    columns = {column.name: TYPES[column.kind] for column in table.columns}
    columns |= {UNREAD: "UBIGINT"} if part.whole else {}
    typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    db.execute(f"CREATE TABLE {part.into} (crri_file INTEGER, crri_record BIGINT, {typed})")
    conventions = _of_part(conventions, part)
    files = [
        _file(db, folder, file, work, conventions, table, part, number)
        for number, file in enumerate(part.files)
    ]
    if part.whole and part.order is not None:
        uncompared = mark_unread([file.loader.scan for file in files], names[part.order])
        files = [replace(file, uncompared=uncompared) for file in files]
    for number, file in enumerate(files):
        db.run.report(sentence("reading_file", file=file.loaded.label), within=number / len(files))
        _read(db, file, part, number, list(columns))
        rows = sum(one.loaded.accepted for one in files)
        done = (number + 1) / len(files)
        db.run.report(sentence("read_table", table=file.loaded.label), rows=rows, within=done)
    if not any(one.loaded.accepted or one.loaded.rejects for one in files):
        raise InputError("file_without_rows", table=part.title, file=part.files[0].label)
    return files


def _file(
    db: DuckDB,
    folder: Path,
    file: Sniffed,
    work: Path,
    conventions: Conventions,
    table: RawTable,
    part: Part,
    number: int,
) -> SourceFile:
    """A file that is ready to be read."""
    names = part.names
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
    refused = {column: f"t.{name}" for column, name in names.items()}
    loader.order = refused.get(part.order or "", loader.order)
    loader.money = part.worth(refused) if part.worth is not None else loader.money
    loader.own_names = own
    return SourceFile(loader, own, part.table, names.get(part.order or ""))


def _read(db: DuckDB, file: SourceFile, part: Part, number: int, columns: Sequence[str]) -> None:
    loader, own = file.loader, file.names
    loaded = loader.load()
    # A row's number is its place among the records that the reader has taken.
    db.execute(
        f"INSERT INTO {part.into} SELECT {number}, rowid, {', '.join(columns)} FROM {loader.into}"
    )
    db.execute(f"DROP TABLE {loader.into}")
    loaded.findings = [
        masked_finding(in_read_names(found, own))
        for found in loaded.findings
        # It is told of all columns together.
        if found.code != "column_missing"
    ]
    loaded.findings += _lacking(file, part)
    loaded.rejects = [reject_in_own_names(reject, own, part.table) for reject in loaded.rejects]
    loaded.currencies = {own.get(c, c): value for c, value in loaded.currencies.items()}
    loaded.clocks = {own.get(c, c): value for c, value in loaded.clocks.items()}


def _lacking(file: SourceFile, part: Part) -> list[Finding]:
    """A warning of the columns that only another file of the part has."""
    lacking = [part.header[column] for column, name in part.names.items() if name not in file.names]
    if not lacking:
        return []
    return [
        finding(
            "columns_in_another_file",
            columns=lacking,
            lacking=len(lacking),
            file=file.loaded.label,
            column=lacking[0],
            count=file.loaded.accepted,
        )
    ]


def _of_part(conventions: Conventions, part: Part) -> Conventions:
    """The choices for the columns by the names that they are read under, and the layout's own."""

    names = part.names

    def by_read_name(choices: Mapping[str, str]) -> dict[str, str]:
        known = {}
        for name, value in choices.items():
            read_as = names.get(normalised(name))
            if read_as is not None:
                known[f"{SOURCE}.{read_as}"] = value
            elif name == "*":
                known["*"] = value
        return known

    date_order = by_read_name(conventions.date_order)
    if part.date_order:
        date_order.setdefault("*", part.date_order)
    return replace(conventions, date_order=date_order, decimal=by_read_name(conventions.decimal))
