"""One raw file into a typed table: every row is either in it or among the rejects.

A file written as Olist writes it (ISO dates, decimal point) is read with its types in one
pass. When a date or an amount does not fit, the file is read again as text and its
conventions are taken from the whole column (`parse`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import duckdb

from crri_gui.contract import RawTable
from crri_gui.engine.findings import Finding
from crri_gui.engine.fingerprint import Counts
from crri_gui.engine.parse import BLANKS, Conventions, money_sql, time_sql
from crri_gui.engine.progress import Run
from crri_gui.engine.rejects import Reject, from_reader, reason_for, record_lines
from crri_gui.engine.scan import TYPES, Scanner
from crri_gui.engine.sniff import Sniffed
from crri_gui.errors import InputError

# What places each kind of number may have; more of them need the text.
_PLACES = {"money": 2, "integer": 0, "score": 0}
# The longest word for a missing value is one letter shorter.
_SHORTEST_KEY = 5
# A year outside these is a typing error or a placeholder such as 9999-12-31. The reader turns
# the words infinity and epoch into 1900-01-01.
_YEARS = (1901, 2199)
_SPAN = "DATE '{}-01-01' AND TIMESTAMP '{}-12-31 23:59:59'".format(*_YEARS)


@dataclass
class Loaded:
    """A raw table in the engine: how many records the file has and what became of them."""

    table: RawTable
    file: Sniffed
    label: str
    text: Path | None = None  # the UTF-8 text that was read, None for Parquet
    copy: Path | None = None  # of the typed rows, where the file itself was not read
    said: dict[str, str] = field(default_factory=dict)  # conventions that columns tell themselves
    accepted: int = 0
    counts: Counts | None = None  # what the independent count said, once it is known
    as_text: bool = False
    rejects: list[Reject] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that went to the rejects."""
        return sum(reject.rows for reject in self.rejects)


def label_in(folder: Path, file: Sniffed) -> str:
    """What findings and rejects call the file: its path below the folder, with the sheet."""
    return file.name_in(folder)


class FileLoader:
    """The reading of one file: its state is where the text now lies and what was refused.

    `into` is the table that is made of it; `alone` whether it is all of its raw table.
    """

    def __init__(
        self,
        run: Run,
        con: duckdb.DuckDBPyConnection,
        folder: Path,
        file: Sniffed,
        work: Path,
        conventions: Conventions,
        table: RawTable,
        into: str,
        alone: bool,
    ) -> None:
        self.run, self.con, self.table, self.into, self.alone = run, con, table, into, alone
        self.conventions = conventions
        label = label_in(folder, file)
        self.result = Loaded(table, file, label)
        self.scan = Scanner(run, con, table, file, label, work)
        self.present = self.scan.present

    def load(self) -> Loaded:
        """Read the file; typed first, as text when that is not enough."""
        name = self.into
        file = self.result.file
        as_text = file.format in ("parquet", "xlsx") or self.scan.decimal_unsure(self.conventions)
        refused = {} if as_text else self.scan.into(name, typed=True)
        if refused.get("INVALID ENCODING") and self.scan.turned_out_cp1252():
            refused = self.scan.into(name, typed=True)
        odd = {} if as_text or refused.get("CAST") else self._screen()
        # Digits below the cent may be thousands read as decimals; the text can tell.
        if not odd or odd["fractions"]:
            self.result.as_text = True
            refused = self.scan.into(f"{name}_text", typed=False)
            if refused.get("INVALID ENCODING") and self.scan.turned_out_cp1252():
                refused = self.scan.into(f"{name}_text", typed=False)
            self._convert()
            odd = self._screen()
        self._complete_columns(odd)
        if refused:
            self.result.rejects = from_reader(
                self.run,
                self.con,
                self.table,
                self.result.label,
                self.scan.path,
                self.scan.delimiter,
                self.scan.fields,
                f"{self.table.name}_refused",
            )
        self.result.text = None if file.format == "parquet" else self.scan.path
        self.result.findings += self.scan.findings
        if self.result.as_text or any(odd.values()):
            self._refuse_unusable()
        self._blank_text(odd)
        self.result.accepted = self._one(f"SELECT count(*) FROM {name}")
        if not self.result.accepted and not self.result.rejects:
            self._tell_empty()
        if not self.result.as_text:
            for column in self.present:
                if column.kind == "money":
                    self.result.said[column.name] = "point"
        return self.result

    def _tell_empty(self) -> None:
        """A table needs rows; one of its parts may have none."""
        if self.alone:
            raise InputError(
                "The file has a header and no rows.",
                file=self.result.file.label,
                remedy="Export it again from the shop"
                + ("." if self.table.needed else f", or say --table {self.table.name}=none."),
            )
        self.result.findings.append(
            Finding(
                "part_without_rows",
                "note",
                f"{self.result.label} has a header and no rows.",
                table=self.table.name,
                file=self.result.label,
            )
        )

    def _one(self, sql: str) -> int:
        row = self.run.execute(self.con, sql).fetchone()
        assert row is not None
        return int(row[0] or 0)

    def _screen(self) -> dict[str, int]:
        """How many rows are odd in which way, all in one scan; most files have none.

        "fractions" have numbers with too many places, "unlikely" are at least the rows that
        `_refuse_unusable` would refuse of a typed table, and "padded COLUMN" have blanks
        around a key or text, or a text that is empty.
        """
        odd = {}
        fractions, unlikely = ["false"], ["false"]
        for column in self.present:
            name = column.name
            if column.kind in _PLACES:
                fractions.append(f"{name} <> round({name}, {_PLACES[column.kind]})")
            if column.filled or column.kind == "key":
                unlikely.append(f"{name} IS NULL")
            if column.kind == "key":
                unlikely.append(f"strlen({name}) < {_SHORTEST_KEY}")
                odd[f"padded {name}"] = f"{name} LIKE ' %' OR {name} LIKE '% '"
            elif column.kind == "text":
                odd[f"padded {name}"] = f"{name} LIKE ' %' OR {name} LIKE '% ' OR {name} = ''"
            elif column.kind == "score":
                unlikely.append(f"{name} NOT BETWEEN 1 AND 5")
            elif column.kind == "time":
                unlikely.append(f"{name} NOT BETWEEN {_SPAN}")
        odd["fractions"] = " OR ".join(fractions)
        odd["unlikely"] = " OR ".join(unlikely)
        counts = ", ".join(f"count(*) FILTER ({condition})" for condition in odd.values())
        row = self.run.execute(self.con, f"SELECT {counts} FROM {self.into}").fetchone()
        assert row is not None
        return dict(zip(odd, row, strict=True))

    def _convert(self) -> None:
        """Turn the text columns into typed ones by the conventions of each whole column."""
        text, name = f"{self.into}_text", self.into
        expressions = []
        for column in self.present:
            full = f"{self.table.name}.{column.name}"
            if column.kind in ("time", "money"):
                read = time_sql if column.kind == "time" else money_sql
                sql, findings, said = read(
                    self.run, self.con, text, column.name, full, self.conventions
                )
                if said is not None:
                    self.result.said[column.name] = said
            elif column.kind in ("integer", "score"):
                # 4.0 is a whole number; 4.5 is none, and is refused below.
                number = f"try_cast(trim({column.name}) AS {TYPES[column.kind]})"
                sql, findings = f"CASE WHEN {number} = floor({number}) THEN {number} END", []
            else:
                sql, findings = column.name, []
            self.result.findings += [replace(f, file=self.result.label) for f in findings]
            expressions.append(f"{sql} AS {column.name}")
        self.run.execute(
            self.con,
            f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(expressions)} FROM {text}",
        )

    def _complete_columns(self, odd: Mapping[str, int]) -> None:
        """Round amounts to cents, trim keys, and add the columns that the file lacks."""
        name = self.into
        for column in self.table.columns:
            if column not in self.present:
                self.run.execute(
                    self.con, f"ALTER TABLE {name} ADD COLUMN {column.name} {TYPES[column.kind]}"
                )
                self.result.findings.append(
                    Finding(
                        "column_missing",
                        "warning",
                        f"{self.result.label} has no column {column.name}; what depends on it "
                        "is blank.",
                        table=self.table.name,
                        file=self.result.label,
                        column=column.name,
                    )
                )
            elif column.kind == "money" and self.result.as_text:
                self._to_cents(column.name)
            elif column.kind == "key":
                padded = odd[f"padded {column.name}"]
                if padded:
                    self.run.execute(
                        self.con,
                        f"UPDATE {name} SET {column.name} = trim({column.name}) "
                        f"WHERE {column.name} LIKE ' %' OR {column.name} LIKE '% '",
                    )
                    self.scan.note(
                        "key_trimmed",
                        f"{self.result.label} has blanks around {column.name}; removed.",
                        padded,
                    )

    def _to_cents(self, column: str) -> None:
        """Round half up to cents, amount by amount, and say so."""
        name = self.into
        odd = f"{column} <> round({column}, 2)"
        row = self.run.execute(
            self.con, f"SELECT count(*), sum(round({column}, 2) - {column}) FROM {name} WHERE {odd}"
        ).fetchone()
        assert row is not None
        self.run.execute(
            self.con,
            f"ALTER TABLE {name} ALTER {column} TYPE {TYPES['money']} USING round({column}, 2)",
        )
        if not row[0]:
            return
        self.result.findings.append(
            Finding(
                "amount_rounded",
                "warning",
                f"{row[0]:,} amounts of {self.table.name}.{column} have digits below the cent and "
                "were rounded half up, each by itself.",
                table=self.table.name,
                file=self.result.label,
                column=column,
                count=row[0],
                money=Decimal(row[1]),
            )
        )

    def _refuse_unusable(self) -> None:
        """Move rows with a blank key, a wrong value or an impossible date to the rejects."""
        name = self.into
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
                none = f"strlen({value}) < {_SHORTEST_KEY} AND lower({value}) IN {BLANKS}"
                faults.append((column.name, none, "stands for a missing value"))
            if column.kind == "score":
                faults.append((column.name, f"{value} NOT BETWEEN 1 AND 5", reason_for("score")))
            if column.kind == "time":
                low, high = _YEARS
                faults.append(
                    (
                        column.name,
                        f"{value} NOT BETWEEN {_SPAN}",
                        f"is not between {low} and {high}",
                    )
                )
        cases = " ".join(f"WHEN {sql} THEN {n}" for n, (_, sql, _) in enumerate(faults))
        joined = f"{name} t" + (f" POSITIONAL JOIN {text} x" if text else "")
        anything = " OR ".join(f"({sql})" for _, sql, _ in faults)
        source = "x" if text else "t"
        extra = [c for c in ("order_id", "price", "payment_value") if c in self.scan.fields]
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
                self.table.name,
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
        if self.result.file.format in ("parquet", "xlsx"):
            header = 1 + self.result.file.skip_lines
            first = 1 if self.result.file.format == "parquet" else 1 + header
            return {number: number + first for number in numbers}
        return record_lines(
            self.run, self.scan.path, self.scan.delimiter, numbers, self.result.rejects
        )

    def _blank_text(self, odd: Mapping[str, int]) -> None:
        """Trim the text columns: a state written with a blank is not another state."""
        for column in self.present:
            if column.kind == "text" and odd[f"padded {column.name}"]:
                name = column.name
                self.run.execute(
                    self.con,
                    f"UPDATE {self.into} SET {name} = nullif(trim({name}), '') "
                    f"WHERE {name} LIKE ' %' OR {name} LIKE '% ' OR {name} = ''",
                )
        if self.result.as_text:
            self.con.execute(f"DROP TABLE {self.into}_text")
