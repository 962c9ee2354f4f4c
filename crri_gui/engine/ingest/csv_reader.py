"""Reading one file into the engine: its used columns, typed or as text, and what was refused."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.sql_text import sql_identifier
from crri_gui.engine.discover.sheets import SheetNotes
from crri_gui.engine.discover.sniff import Sniffed, literal_path
from crri_gui.engine.ingest.transcode import ensure_utf8, is_mostly_utf8, unify_line_ends
from crri_gui.errors import InputError
from crri_gui.raw_tables import RawColumn, RawTable

MAX_RECORD_BYTES = 16 << 20
BLANK = "crri_blank"
"""The column of a text table that says whether the whole record is blank."""
UNREAD = "crri_unread"
"""The column of a hash of the columns that are not read, where it is asked for."""
_SAMPLE_LINES = 2_000
_FINE_SAMPLE = 200
_MANY_COLUMNS = 500
_SURE_POINT = re.compile(r"\s*[-+]?\d*\.\d{1,2}\s*")
# The reader would round it to its type without a word.
_TOO_FINE = re.compile(r"\s*[-+]?\d*\.\d{5,}\s*")
TYPES = {
    "key": "VARCHAR",
    "text": "VARCHAR",
    "time": "TIMESTAMP",
    "money": "DECIMAL(18, 4)",
    "quantity": "DECIMAL(18, 4)",
    # The reader would round 4.5 to a whole number without a word: see `_needs_text`.
    "integer": "DECIMAL(18, 4)",
    "score": "DECIMAL(18, 4)",
}


def size_of(file: Sniffed) -> int:
    """The file's bytes; `InputError` when it is gone."""
    try:
        return file.path.stat().st_size
    except OSError as error:
        raise gone(file) from error


def gone(file: Sniffed) -> InputError:
    """The file was there when the folder was looked through, and is not any more."""
    return InputError("file_gone", file=file.label)


class CsvReader:
    """The reading of one file; its state is where the readable text lies."""

    def __init__(
        self,
        db: DuckDB,
        table: RawTable,
        file: Sniffed,
        label: str,
        work: Path,
    ) -> None:
        self.db, self.table, self.file, self.work = db, table, file, work
        self.label = label
        self.findings: list[Finding] = []
        used = {column.name for column in table.columns}
        self.fields = [
            name if name in used else f"unused_{position}"
            for position, name in enumerate(file.columns)
        ]
        self.present = [column for column in table.columns if column.name in self.fields]
        self.delimiter = "," if file.format == "xlsx" else file.delimiter
        # A quotation mark within a quoted field is doubled, or set behind a backslash.
        self.escape = '"'
        # Columns of points in time, which have no clock of their own.
        self.instants: set[str] = set()
        # Columns that are read as text also where the others are read with their types.
        self.as_written: set[str] = set()
        # Columns behind the last one with a name, which nothing is read from.
        named = [place for place, name in enumerate(file.header) if name.strip()]
        last = named[-1] if named else len(file.header)
        self.nameless = [] if file.format in ("parquet", "xlsx") else self.fields[last + 1 :]
        # Whether records end with a delimiter that the header does not have.
        self.surplus = False
        # What `UNREAD` is made of; None for a column that other files have. Without it: no such.
        self.unread: tuple[str | None, ...] | None = None
        notes: list[SheetNotes] = []
        self.path = ensure_utf8(db.run, file, work, notes=notes)
        self.sheet = notes[0] if notes else SheetNotes()

    def note(self, code: str, count: int = 0, **values: Any) -> None:
        """Add what reading the file had to do to its findings."""
        where: dict[str, Any] = {"table": self.table.name, "file": self.label}
        self.findings.append(finding(code, count=count, **where, **values))

    def decimal_unsure(self, conventions: Conventions) -> bool:
        """Whether the first rows leave open what the decimal sign is, or the user has said.

        12.990 is twelve thousand in Chile. One amount such as 12.99 settles a column, and
        the reader may then take its types, unless it would cut digits off; otherwise the text
        of the whole column is heard.
        """
        names = [column.name for column in self.present if column.kind == "money"]
        if any(f"{self.table.name}.{name}" in conventions.decimal for name in names):
            return True
        amounts = [self.fields.index(name) for name in names]
        unsure = set(amounts)
        try:
            with self._first_lines(_SAMPLE_LINES) as rows:
                for number, row in enumerate(rows):
                    if not unsure and number >= _FINE_SAMPLE:
                        break
                    self.surplus |= len(row) == len(self.fields) + 1 and not row[-1]
                    there = [n for n in amounts if n < len(row)]
                    unsure.difference_update(n for n in there if _SURE_POINT.fullmatch(row[n]))
                    if any(_TOO_FINE.fullmatch(row[n]) for n in there):
                        return True
        except csv.Error:
            return True
        return bool(unsure)

    def first_rows(self, most: int) -> list[list[str]]:
        """The fields of the first rows as text; none of a file that cannot be read so."""
        if self.file.format == "parquet":
            return self._first_of_parquet(most)
        try:
            with self._first_lines(most) as rows:
                return list(rows)
        except csv.Error:
            return []
        except OSError as error:
            raise gone(self.file) from error

    def into(self, target: str, *, typed: bool) -> dict[str, int]:
        """Read the used columns into `target`; how many records were refused, by fault.

        As text, with those that have no name, and the column `BLANK` says whether every field of
        the record is blank.
        """
        names = ", ".join(column.name for column in self.present)
        if not typed:
            # Of a file with thousands of columns only those that are used are looked at.
            used = [column.name for column in self.present]
            looked_at = self.fields if len(self.fields) <= _MANY_COLUMNS else used
            names = ", ".join([names, *self.nameless, f"{_all_blank(looked_at)} AS {BLANK}"])
        if self.unread is not None:
            names += f", {_hashed(self.unread)} AS {UNREAD}"
        self.db.execute(f"DROP TABLE IF EXISTS {target}")
        if self.file.format == "parquet":
            self._parquet(target)
            return {}
        types = {
            name: TYPES[column.kind] if typed and name not in self.as_written else "VARCHAR"
            for name in self.fields
            for column in [_column(self.table, name)]
            if column is not None
        }
        columns = {name: types.get(name, "VARCHAR") for name in self.fields}
        refused = f"{self.table.name}_refused"
        statement = f"""
            CREATE TABLE {target} AS SELECT {names} FROM read_csv(
                $path, auto_detect=false, header=true, delim=$delimiter, quote='"', escape=$escape,
                columns={_struct(columns)}, null_padding=false, strict_mode=true,
                max_line_size={MAX_RECORD_BYTES}, store_rejects=true, rejects_limit=0,
                rejects_table='{refused}', rejects_scan='{refused}_scan', compression='none',
                timestampformat='%Y-%m-%d %H:%M:%S', hive_partitioning=false)"""
        for attempt in (1, 2):
            for leftover in (refused, f"{refused}_scan"):
                self.db.execute(f"DROP TABLE IF EXISTS {leftover}")
            try:
                read = {"path": literal_path(self.path), "delimiter": self.delimiter}
                self.db.execute(statement, {**read, "escape": self.escape})
                break
            except duckdb.IOException as error:
                raise gone(self.file) from error
            except duckdb.InvalidInputException as error:
                # Files put together from two systems mix line ends, which the reader refuses.
                if attempt == 2:
                    raise InputError("file_lines_broken", file=self.file.label) from error
                self.path = unify_line_ends(self.db.run, self.path, self.work)
                self.note("line_ends_mixed")
        rows = self.db.execute(
            f"SELECT error_type::VARCHAR, count(*) FROM {refused} GROUP BY ALL"
        ).fetchall()
        return dict(rows)

    def escapes_with_backslash(self, refused: Mapping[str, int]) -> bool:
        """Whether quotation marks that the reader stumbled over may be escaped as \\"."""
        if self.escape != '"' or not refused.get("UNQUOTED VALUE"):
            return False
        with self.path.open("rb") as file:
            while chunk := file.read(4 << 20):
                self.db.run.checkpoint()
                if b'\\"' in chunk:
                    return True
        return False

    def fall_back_to_cp1252(self) -> bool:
        """Whether the file, taken for UTF-8, is Windows-1252; it is then made readable anew."""
        if self.file.encoding != "utf-8" or is_mostly_utf8(self.db.run, self.path):
            return False
        self.path = ensure_utf8(self.db.run, self.file, self.work, "cp1252")
        self.file = replace(self.file, encoding="cp1252")
        self.note("read_as_cp1252")
        return True

    @contextmanager
    def _first_lines(self, most: int) -> Iterator[Iterator[list[str]]]:
        """The fields of the first lines of the text, those of the header left out."""
        with self.path.open(encoding="utf-8", errors="replace", newline="") as file:
            rows = csv.reader(itertools.islice(file, most), delimiter=self.delimiter)
            next(rows, None)
            yield rows

    def _first_of_parquet(self, most: int) -> list[list[str]]:
        source = "read_parquet(?, hive_partitioning=false)"
        try:
            rows = self.db.rows(f"SELECT * FROM {source} LIMIT {most}", [literal_path(self.path)])
        except duckdb.InterruptException:
            raise
        except duckdb.Error as error:
            raise InputError("parquet_damaged", file=self.path) from error
        return [["" if value is None else str(value) for value in row] for row in rows]

    def _parquet(self, target: str) -> None:
        """The used columns as text; numbers without a decimal sign, as they have none."""
        source = "read_parquet(?, hive_partitioning=false)"
        path = [literal_path(self.path)]
        casts, names = [], []
        try:
            types = self.db.rows(f"DESCRIBE SELECT * FROM {source}", path)
            for field_name, (written, kind, *_) in zip(self.fields, types, strict=True):
                name = sql_identifier(written)
                names.append(f"{name}::VARCHAR")
                column = _column(self.table, field_name)
                if column is None:
                    continue
                if kind == "TIMESTAMP WITH TIME ZONE":
                    self.instants.add(field_name)
                casts.append(f"{_parquet_text(name, kind, column.kind)} AS {field_name}")
            if self.unread is not None:
                texts = dict(zip(self.fields, names, strict=True))
                casts.append(
                    f"{_hashed([texts.get(one or '') for one in self.unread])} AS {UNREAD}"
                )
            used = ", ".join(casts)
            unused = " AND ".join(f"{column.name} IS NULL" for column in self.present)
            statement = "CREATE OR REPLACE TABLE {} AS SELECT {}, {} AS {} FROM {}"
            self.db.execute(statement.format(target, used, "false", BLANK, source), path)
            # The columns that are not used are only looked at where it matters.
            if self.db.execute(f"SELECT count(*) FROM {target} WHERE {unused}").fetchall() != [
                (0,)
            ]:
                blank = _all_blank(names)
                self.db.execute(statement.format(target, used, blank, BLANK, source), path)
        except duckdb.InterruptException:
            raise
        # The reader has a kind of error of its own for each way in which a file is damaged.
        except duckdb.Error as error:
            raise InputError("parquet_damaged", file=self.path) from error


def _hashed(texts: Sequence[str | None]) -> str:
    """A hash of the texts; without any, the same of all rows."""
    return f"hash({', '.join([text or 'NULL' for text in texts] or ['NULL'])})"


def _all_blank(texts: Sequence[str]) -> str:
    """A condition: all of the texts are blank or missing, or DOS's mark for the end of a file."""
    text = f"concat_ws('', {', '.join(texts)})"
    return f"NOT regexp_matches({text}, '[^\\s\\x1a\\p{{Z}}\\p{{Cf}}]')"


def _parquet_text(name: str, written: str, kind: str) -> str:
    """A column of a Parquet file as text: amounts without a decimal sign, ids without a point."""
    text = f"{name}::VARCHAR"
    if written not in ("FLOAT", "DOUBLE") and not written.startswith("DECIMAL"):
        return text
    if kind in ("key", "text"):
        # Beyond these a floating point number does not tell one id from the next.
        exact = {"FLOAT": "1 << 24", "DOUBLE": "1::BIGINT << 53"}.get(written)
        within = f"abs({name}) <= ({exact}) AND " if exact else ""
        inexact = f"printf('%e', {name})" if exact else text
        return (
            f"CASE WHEN {within}{name} = trunc({name}) THEN {name}::HUGEINT::VARCHAR "
            f"WHEN {name} = trunc({name}) THEN {inexact} ELSE {text} END"
        )
    if kind == "time":
        return (
            f"coalesce(rtrim(rtrim(try_cast({name} AS DECIMAL(38, 9))::VARCHAR, '0'), '.'), {text})"
        )
    # Four digits behind the point: 12.99 is 129900e-4.
    number = f"try_cast({name} AS DECIMAL(38, 4))::VARCHAR"
    return f"coalesce(replace({number}, '.', '') || 'e-4', {text})"


def _column(table: RawTable, name: str) -> RawColumn | None:
    return next((column for column in table.columns if column.name == name), None)


def _struct(columns: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items()) + "}"
