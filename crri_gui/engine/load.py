"""Raw files into checked tables: every row is either in a typed table or among the rejects.

A file written as Olist writes it (ISO dates, decimal point) is read with its types in one
pass. When a date or an amount does not fit, the file is read again as text and its
conventions are taken from the whole column (`parse`).
"""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb

from crri_gui.contract import RAW_BY_NAME, RawColumn, RawTable
from crri_gui.engine.findings import Finding
from crri_gui.engine.parse import BLANKS, Conventions, money_sql, time_sql
from crri_gui.engine.prepare import is_mostly_utf8, readable, unify_line_ends
from crri_gui.engine.progress import Run
from crri_gui.engine.rejects import Reject, from_reader, reason_for, record_lines
from crri_gui.engine.sniff import Sniffed, literal
from crri_gui.errors import InputError

MAX_RECORD_BYTES = 16 << 20
_SAMPLE_LINES = 2_000
_SURE_POINT = re.compile(r"\s*[-+]?\d*\.\d{1,2}\s*")
_TYPES = {
    "key": "VARCHAR",
    "text": "VARCHAR",
    "time": "TIMESTAMP",
    "money": "DECIMAL(18, 4)",
    # The reader would round 4.5 to a whole number without a word: see `_needs_text`.
    "integer": "DECIMAL(18, 4)",
    "score": "DECIMAL(18, 4)",
}
# A year outside these is a typing error or a placeholder such as 9999-12-31.
_YEARS = (1900, 2199)


@dataclass
class Loaded:
    """A raw table in the engine: how many records the file has and what became of them."""

    table: RawTable
    file: Sniffed
    label: str
    text: Path | None = None  # the UTF-8 text that was read, None for Parquet
    accepted: int = 0
    as_text: bool = False
    rejects: list[Reject] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that went to the rejects."""
        return sum(reject.rows for reject in self.rejects)


def load(
    run: Run,
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    files: Mapping[str, Sniffed],
    work: Path,
    conventions: Conventions,
) -> list[Loaded]:
    """Read the files of the tables that feed outputs into tables of the same names.

    A table or column that no file has is made empty or blank. Raises `InputError` for a
    file without rows.
    """
    loaded = []
    sizes = {name: _size(file) for name, file in files.items()}
    done, total = 0, sum(sizes.values()) or 1
    for name, table in RAW_BY_NAME.items():
        if not table.columns:
            continue
        file = files.get(name)
        if file is None:
            columns = ", ".join(f"{c.name} {_TYPES[c.kind]}" for c in table.columns)
            run.execute(con, f"CREATE TABLE {name} ({columns})")
            continue
        before, done = done, done + sizes[name]
        run.report(f"Reading {file.path.name}", within=before / total, until=done / total)
        loaded.append(_Loader(run, con, folder, file, work, conventions, table).load())
        run.report(f"Read {file.path.name}", rows=loaded[-1].accepted, within=done / total)
    return loaded


def _size(file: Sniffed) -> int:
    try:
        return file.path.stat().st_size
    except OSError as error:
        raise _gone(file) from error


def _gone(file: Sniffed) -> InputError:
    return InputError(
        "The file cannot be read any more.",
        file=file.path,
        remedy="Check the drive or connection and whether something removes files there.",
    )


class _Loader:
    """The reading of one file: its state is where the text now lies and what was refused."""

    def __init__(
        self,
        run: Run,
        con: duckdb.DuckDBPyConnection,
        folder: Path,
        file: Sniffed,
        work: Path,
        conventions: Conventions,
        table: RawTable,
    ) -> None:
        self.run, self.con, self.work, self.table = run, con, work, table
        self.conventions = conventions
        path = file.path.relative_to(folder) if file.path.is_relative_to(folder) else file.path
        label = path.as_posix() + (f"#{file.sheet}" if file.sheet else "")
        self.result = Loaded(table, file, label)
        self.file = file
        used = {column.name for column in table.columns}
        self.fields = [
            name if name in used else f"unused_{position}"
            for position, name in enumerate(file.columns)
        ]
        self._delimiter = "," if file.format == "xlsx" else file.delimiter
        self.present = [column for column in table.columns if column.name in self.fields]

    def load(self) -> Loaded:
        """Read the file; typed first, as text when that is not enough."""
        name = self.table.name
        self.path = readable(self.run, self.file, self.work)
        as_text = self.file.format in ("parquet", "xlsx") or self._decimal_unsure()
        refused = {} if as_text else self._scan(name, typed=True)
        if refused.get("INVALID ENCODING") and self._turned_out_cp1252():
            refused = self._scan(name, typed=True)
        if as_text or refused.get("CAST") or self._needs_text():
            self.result.as_text = True
            refused = self._scan(f"{name}_text", typed=False)
            if refused.get("INVALID ENCODING") and self._turned_out_cp1252():
                self._scan(f"{name}_text", typed=False)
            self._convert()
        self._complete_columns()
        if self.file.format != "parquet":
            self.result.rejects = from_reader(
                self.run,
                self.con,
                self.table,
                self.result.label,
                self.path,
                self._delimiter,
                self.fields,
                f"{name}_refused",
            )
        self._refuse_unusable()
        self._blank_text()
        self.result.text = None if self.file.format == "parquet" else self.path
        self.result.accepted = self._one(f"SELECT count(*) FROM {name}")
        if not self.result.accepted and not self.result.rejects:
            raise InputError(
                "The file has a header and no rows.",
                file=self.file.label,
                remedy="Export it again from the shop"
                + ("." if self.table.needed else f", or say --table {name}=none."),
            )
        return self.result

    def _one(self, sql: str) -> int:
        row = self.run.execute(self.con, sql).fetchone()
        assert row is not None
        return int(row[0] or 0)

    def _note(self, code: str, text: str, count: int = 0) -> None:
        self.result.findings.append(
            Finding(
                code,
                "note",
                f"{self.result.label} {text}.",
                table=self.table.name,
                file=self.result.label,
                count=count,
            )
        )

    def _scan(self, target: str, *, typed: bool) -> dict[str, int]:
        """Read the used columns into `target`; how many records were refused, by fault."""
        names = ", ".join(column.name for column in self.present)
        self.con.execute(f"DROP TABLE IF EXISTS {target}")
        if self.file.format == "parquet":
            self._scan_parquet(target)
            return {}
        types = {
            name: _TYPES[column.kind] if typed else "VARCHAR"
            for name in self.fields
            for column in [_column(self.table, name)]
            if column is not None
        }
        columns = {name: types.get(name, "VARCHAR") for name in self.fields}
        refused = f"{self.table.name}_refused"
        statement = f"""
            CREATE TABLE {target} AS SELECT {names} FROM read_csv(
                $path, auto_detect=false, header=true, delim=$delimiter, quote='"', escape='"',
                columns={_struct(columns)}, null_padding=false, strict_mode=true,
                max_line_size={MAX_RECORD_BYTES}, store_rejects=true, rejects_limit=0,
                rejects_table='{refused}', rejects_scan='{refused}_scan', compression='none',
                timestampformat='%Y-%m-%d %H:%M:%S', hive_partitioning=false)"""
        for attempt in (1, 2):
            for leftover in (refused, f"{refused}_scan"):
                self.con.execute(f"DROP TABLE IF EXISTS {leftover}")
            try:
                self.run.execute(
                    self.con, statement, {"path": literal(self.path), "delimiter": self._delimiter}
                )
                break
            except duckdb.IOException as error:
                raise _gone(self.file) from error
            except duckdb.InvalidInputException as error:
                # Files put together from two systems mix line ends, which the reader refuses.
                if attempt == 2:
                    raise InputError(
                        "The file cannot be read as a table: its lines are broken.",
                        file=self.file.label,
                        remedy="Look for broken lines in a text editor, or export it again.",
                    ) from error
                self.path = unify_line_ends(self.run, self.path, self.work)
                self._note("line_ends_mixed", "mixes line ends of several systems; all were read")
        rows = self.run.execute(
            self.con, f"SELECT error_type::VARCHAR, count(*) FROM {refused} GROUP BY ALL"
        ).fetchall()
        return dict(rows)

    def _turned_out_cp1252(self) -> bool:
        """Whether the file, taken for UTF-8, is Windows-1252; it is then made readable anew."""
        if self.file.encoding != "utf-8" or is_mostly_utf8(self.run, self.path):
            return False
        self.path = readable(self.run, self.file, self.work, "cp1252")
        self.file = replace(self.file, encoding="cp1252")
        self._note("read_as_cp1252", "is not UTF-8 and was read as Windows-1252 (Latin-1)")
        return True

    def _decimal_unsure(self) -> bool:
        """Whether the first rows leave open what the decimal sign is, or the user has said.

        12.990 is twelve thousand in Chile. One amount such as 12.99 settles a column, and
        the reader may then take its types; otherwise the text of the whole column is heard.
        """
        names = [column.name for column in self.present if column.kind == "money"]
        if any(f"{self.table.name}.{name}" in self.conventions.decimal for name in names):
            return True
        with self.path.open(encoding="utf-8", errors="replace", newline="") as file:
            rows = csv.reader(itertools.islice(file, _SAMPLE_LINES), delimiter=self._delimiter)
            try:
                sample = list(rows)[1:]
            except csv.Error:
                return True
        return any(
            not any(len(row) > place and _SURE_POINT.fullmatch(row[place]) for row in sample)
            for place in map(self.fields.index, names)
        )

    def _scan_parquet(self, target: str) -> None:
        """The used columns as text; numbers without a decimal sign, as they have none."""
        source = "read_parquet(?, hive_partitioning=false)"
        path = [literal(self.path)]
        casts = []
        try:
            types = self.run.rows(self.con, f"DESCRIBE SELECT * FROM {source}", path)
            for field_name, (written, kind, *_) in zip(self.fields, types, strict=True):
                if _column(self.table, field_name) is None:
                    continue
                name = '"' + written.replace('"', '""') + '"'
                text = f"{name}::VARCHAR"
                if kind in ("FLOAT", "DOUBLE") or kind.startswith("DECIMAL"):
                    # Four digits behind the point: 12.99 is 129900e-4.
                    number = f"try_cast({name} AS DECIMAL(38, 4))::VARCHAR"
                    text = f"coalesce(replace({number}, '.', '') || 'e-4', {text})"
                casts.append(f"{text} AS {field_name}")
            self.run.execute(
                self.con, f"CREATE TABLE {target} AS SELECT {', '.join(casts)} FROM {source}", path
            )
        except duckdb.InterruptException:
            raise
        # The reader has a kind of error of its own for each way in which a file is damaged.
        except duckdb.Error as error:
            raise InputError(
                "The Parquet file is damaged.",
                file=self.path,
                remedy="Copy or export the file again.",
            ) from error

    def _needs_text(self) -> bool:
        """Whether typed values are doubtful: digits below the cent, or parts of whole numbers.

        The former may be thousands read as decimals; the text can tell.
        """
        places = {"money": 2, "integer": 0, "score": 0}
        doubts = [
            f"{column.name} <> round({column.name}, {places[column.kind]})"
            for column in self.present
            if column.kind in places
        ]
        if not doubts:
            return False
        return self._one(f"SELECT count(*) FROM {self.table.name} WHERE {' OR '.join(doubts)}") > 0

    def _convert(self) -> None:
        """Turn the text columns into typed ones by the conventions of each whole column."""
        text, name = f"{self.table.name}_text", self.table.name
        expressions = []
        for column in self.present:
            full = f"{name}.{column.name}"
            if column.kind == "time":
                sql, findings = time_sql(
                    self.run, self.con, text, column.name, full, self.conventions
                )
            elif column.kind == "money":
                sql, findings = money_sql(
                    self.run, self.con, text, column.name, full, self.conventions
                )
            elif column.kind in ("integer", "score"):
                # 4.0 is a whole number; 4.5 is none, and is refused below.
                number = f"try_cast(trim({column.name}) AS {_TYPES[column.kind]})"
                sql, findings = f"CASE WHEN {number} = floor({number}) THEN {number} END", []
            else:
                sql, findings = column.name, []
            self.result.findings += findings
            expressions.append(f"{sql} AS {column.name}")
        self.run.execute(
            self.con,
            f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(expressions)} FROM {text}",
        )

    def _complete_columns(self) -> None:
        """Round amounts to cents, trim keys, and add the columns that the file lacks."""
        name = self.table.name
        for column in self.table.columns:
            if column not in self.present:
                self.run.execute(
                    self.con, f"ALTER TABLE {name} ADD COLUMN {column.name} {_TYPES[column.kind]}"
                )
                self.result.findings.append(
                    Finding(
                        "column_missing",
                        "warning",
                        f"{self.result.label} has no column {column.name}; what depends on it "
                        "is blank.",
                        table=name,
                        file=self.result.label,
                        column=column.name,
                    )
                )
            elif column.kind == "money" and self.result.as_text:
                self._to_cents(column.name)
            elif column.kind == "key":
                blanks = f"{column.name} LIKE ' %' OR {column.name} LIKE '% '"
                padded = self._one(f"SELECT count(*) FROM {name} WHERE {blanks}")
                if padded:
                    self.run.execute(
                        self.con,
                        f"UPDATE {name} SET {column.name} = trim({column.name}) WHERE {blanks}",
                    )
                    self._note("key_trimmed", f"has blanks around {column.name}; removed", padded)

    def _to_cents(self, column: str) -> None:
        """Round half up to cents, amount by amount, and say so."""
        name = self.table.name
        odd = f"{column} <> round({column}, 2)"
        row = self.run.execute(
            self.con, f"SELECT count(*), sum(round({column}, 2) - {column}) FROM {name} WHERE {odd}"
        ).fetchone()
        assert row is not None
        if not row[0]:
            return
        self.run.execute(self.con, f"UPDATE {name} SET {column} = round({column}, 2) WHERE {odd}")
        self.result.findings.append(
            Finding(
                "amount_rounded",
                "warning",
                f"{row[0]:,} amounts of {name}.{column} have digits below the cent and were "
                "rounded half up, each by itself.",
                table=name,
                file=self.result.label,
                column=column,
                count=row[0],
                money=Decimal(row[1]),
            )
        )

    def _refuse_unusable(self) -> None:
        """Move rows with a blank key, a wrong value or an impossible date to the rejects."""
        name = self.table.name
        text = f"{name}_text" if self.result.as_text else None
        faults: list[tuple[str, str, str]] = []
        for column in self.present:
            value = f"t.{column.name}"
            blank = f"{value} IS NULL" if column.kind != "key" else f"coalesce({value}, '') = ''"
            if text and column.kind not in ("key", "text"):
                raw = f"lower(trim(coalesce(x.{column.name}, '')))"
                faults.append(
                    (column.name, f"{blank} AND {raw} NOT IN {BLANKS}", reason_for(column.kind))
                )
            if column.filled:
                faults.append((column.name, blank, "is blank"))
            if column.kind == "key":
                # One customer called NULL would be a thousand customers in one.
                none = f"strlen({value}) < 5 AND lower({value}) IN {BLANKS}"
                faults.append((column.name, none, "stands for a missing value"))
            if column.kind == "score":
                faults.append((column.name, f"{value} NOT BETWEEN 1 AND 5", reason_for("score")))
            if column.kind == "time":
                low, high = _YEARS
                span = f"DATE '{low}-01-01' AND TIMESTAMP '{high}-12-31 23:59:59'"
                faults.append(
                    (column.name, f"{value} NOT BETWEEN {span}", f"is not between {low} and {high}")
                )
        cases = " ".join(f"WHEN {sql} THEN {n}" for n, (_, sql, _) in enumerate(faults))
        joined = f"{name} t" + (f" POSITIONAL JOIN {text} x" if text else "")
        anything = " OR ".join(f"({sql})" for _, sql, _ in faults)
        source = "x" if text else "t"
        extra = [c for c in ("order_id", "price", "payment_value") if c in self.fields]
        money = (
            "coalesce(" + ", ".join([f"t.{c}" for c in extra if c != "order_id"] + ["NULL"]) + ")"
        )
        values = ", ".join(f"{source}.{column}::VARCHAR" for column, _, _ in faults)
        rows = self.run.rows(
            self.con,
            f"""SELECT t.rowid, CASE {cases} END, {"t.order_id" if "order_id" in extra else "NULL"},
                       {money}, [{values}] FROM {joined} WHERE {anything} ORDER BY t.rowid""",
        )
        if not rows:
            return
        lines = self._lines([row[0] for row in rows])
        self.result.rejects += [
            Reject(
                name,
                self.result.label,
                lines.get(row[0], 0),
                faults[row[1]][0],
                row[4][row[1]] or "",
                faults[row[1]][2],
                order_id=row[2],
                money=row[3],
            )
            for row in rows
        ]
        self.con.execute("CREATE OR REPLACE TEMP TABLE refused_rows (number BIGINT)")
        self.con.execute(
            "INSERT INTO refused_rows SELECT unnest($numbers)", {"numbers": [r[0] for r in rows]}
        )
        self.run.execute(
            self.con, f"DELETE FROM {name} WHERE rowid IN (SELECT number FROM refused_rows)"
        )

    def _lines(self, numbers: Sequence[int]) -> dict[int, int]:
        if self.file.format in ("parquet", "xlsx"):
            first = 1 if self.file.format == "parquet" else 2
            return {number: number + first for number in numbers}
        return record_lines(self.run, self.path, self._delimiter, numbers, self.result.rejects)

    def _blank_text(self) -> None:
        """Trim the text columns: a state written with a blank is not another state."""
        for column in self.present:
            if column.kind == "text":
                name = column.name
                self.run.execute(
                    self.con,
                    f"UPDATE {self.table.name} SET {name} = nullif(trim({name}), '') "
                    f"WHERE {name} LIKE ' %' OR {name} LIKE '% ' OR {name} = ''",
                )
        if self.result.as_text:
            self.con.execute(f"DROP TABLE {self.table.name}_text")


def _column(table: RawTable, name: str) -> RawColumn | None:
    return next((column for column in table.columns if column.name == name), None)


def _struct(columns: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items()) + "}"
