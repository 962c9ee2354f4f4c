"""One raw file into a typed table: every row is either in it or among the rejects.

A file written as Olist writes it (ISO dates, decimal point) is read with its types in one
pass. When a date or an amount does not fit, the file is read again as text and its
conventions are taken from the whole column (`parse`).
"""

from __future__ import annotations

from dataclasses import replace

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.ingest.csv_reader import TYPES, UNREAD
from crri_gui.engine.ingest.key_forms import mostly_cut, settle_keys
from crri_gui.engine.ingest.loading import Loaded, Loading
from crri_gui.engine.ingest.offset_times import columns_with_offsets, settle_offsets
from crri_gui.engine.ingest.precision import narrow_amounts
from crri_gui.engine.ingest.quotes import count_by_lines, lines_text
from crri_gui.engine.ingest.rejects import from_reader
from crri_gui.engine.ingest.screen import odd_keys, screened
from crri_gui.engine.ingest.sheet_findings import sheet_findings
from crri_gui.engine.ingest.shifted import shifted_fields
from crri_gui.engine.ingest.unusable import (
    header_among,
    quotes_removed,
    refuse_too_long,
    refuse_unusable,
    settle_texts,
    unreadable_columns,
)
from crri_gui.engine.values.amounts import read_amounts
from crri_gui.engine.values.cleaning import cleaned, may_need_cleaning, unquoted
from crri_gui.engine.values.clocks import read_clocks
from crri_gui.engine.values.parse import Reading, through
from crri_gui.engine.values.times import TimeReading, read_times
from crri_gui.errors import InputError


class FileLoader(Loading):
    """The reading of one file, step by step."""

    def load(self) -> Loaded:
        """Read the file; typed first, as text when that is not enough."""
        name, file, result = self.into, self.result.file, self.result
        as_text = (
            file.format in ("parquet", "xlsx")
            or self.scan.decimal_unsure(self.conventions)
            or bool(self.scan.nameless)
        )
        if not as_text:
            self.scan.as_written = columns_with_offsets(self.scan, self.conventions)
        refused = {} if as_text else self._scan(name, typed=True)
        as_text = as_text or bool(refused.get("CAST")) or not settle_offsets(self)
        odd = {} if as_text else screened(self)
        # Digits below the cent may be thousands read as decimals; the text can tell. Of a
        # record that may be blank the columns that are not used decide.
        if not odd or odd["fractions"] or odd["blank"] or odd["early"]:
            result.as_text = True
            result.clocks = {}
            refused = self._scan(f"{name}_text", typed=False)
            self._convert()
            odd = screened(self)
        self._add_missing_columns()
        if result.as_text:
            result.findings += narrow_amounts(self)
        result.escape = self.scan.escape
        if refused:
            result.rejects, blank = from_reader(
                self.db,
                self.table,
                result.label,
                self.scan.path,
                self.scan.delimiter,
                self.scan.escape,
                self.scan.fields,
                file.header,
                f"{self.table.name}_refused",
            )
            result.blank += blank
            self.refused_by_reader = list(result.rejects)
            result.findings += header_among(self)
        result.text = None if file.format == "parquet" else self.scan.path
        self._clean_keys(odd)
        settle_texts(self)
        if odd["long"]:
            refuse_too_long(self)
        if result.as_text:
            result.findings += shifted_fields(self)
        if result.as_text or odd["unlikely"] or any(odd[c] for c in odd if c.startswith("odd ")):
            refuse_unusable(self)
        if result.as_text:
            self.db.execute(f"DROP TABLE {name}_text")
        result.accepted = self.number(f"SELECT count(*) FROM {name}")
        result.findings += self.scan.findings
        self._tell_blank()
        result.findings += sheet_findings(self)
        if refused.get("UNQUOTED VALUE"):
            self._tell_unclosed()
        if not result.accepted and not result.rejects:
            self._tell_empty()
        if not result.as_text:
            for column in self.present:
                if column.kind == "money":
                    result.detected_conventions[column.name] = "point"
                    result.read_as[column.name] = "point"
                elif column.kind == "time":
                    result.read_as[column.name] = "ymd"
        return result

    def _scan(self, target: str, *, typed: bool) -> dict[str, int]:
        """Read into `target`, in another encoding or escape where the first turns out wrong."""
        refused = self.scan.into(target, typed=typed)
        if refused.get("INVALID ENCODING") and self.scan.fall_back_to_cp1252():
            refused = self.scan.into(target, typed=typed)
        if self.scan.escapes_with_backslash(refused):
            self.scan.escape = "\\"
            escaped = self.scan.into(target, typed=typed)
            if sum(escaped.values()) < sum(refused.values()):
                self.scan.note("quotes_escaped")
                return escaped
            self.scan.escape = '"'
            refused = self.scan.into(target, typed=typed)
        return refused

    def _tell_empty(self) -> None:
        """A table needs rows; one of its parts may have none."""
        if self.alone:
            raise InputError(
                "file_without_rows" if self.table.needed else "file_without_rows.optional",
                table=self.table.name,
                file=self.result.file.label,
            )
        self.result.findings.append(
            finding("part_without_rows", table=self.table.name, file=self.result.label)
        )

    def _tell_blank(self) -> None:
        if self.result.blank:
            self.scan.note("blank_records", self.result.blank)
            self.result.findings.append(self.scan.findings.pop())

    def _tell_unclosed(self) -> None:
        """An error when the reader lost records within quotation marks that do not close."""
        result = self.result
        counted = count_by_lines(self.db.run, self.scan.path, self.scan.delimiter, self.scan.escape)
        lost = counted.records - result.accepted - result.refused_records - result.blank
        if lost <= 0 or not counted.unclosed:
            return
        # How many lines they span is known from the count alone: the reader cuts their text.
        result.rejects = [
            replace(r, rows=1) if r.is_for("reject.quotation_mark") else r for r in result.rejects
        ]
        result.findings.append(
            finding(
                "quote_unclosed",
                lines=lines_text(counted.unclosed),
                records=counted.records,
                table=self.table.name,
                file=result.label,
                count=lost,
                share=lost / counted.records,
            )
        )

    def _convert(self) -> None:
        """Turn the text columns into typed ones by the conventions of each whole column."""
        text, name = f"{self.into}_text", self.into
        # A record that is blank says nothing about how a column is read, and keeps its place.
        readings: dict[str, Reading] = {}
        times: dict[str, TimeReading] = {}
        for column in self.present:
            full = f"{self.table.name}.{column.name}"
            if column.kind == "time":
                times[column.name] = read_times(
                    self.db,
                    text,
                    column.name,
                    full,
                    self.conventions,
                    instants=column.name in self.scan.instants,
                )
                readings[column.name] = times[column.name].reading
            elif column.kind in ("money", "quantity"):
                readings[column.name] = read_amounts(
                    self.db, text, column.name, full, self.conventions
                )
            elif column.kind in ("integer", "score"):
                # 4.0 is a whole number; 4.5 is none, and is refused below.
                number = f"try_cast({cleaned(column.name)} AS {TYPES[column.kind]})"
                readings[column.name] = Reading(
                    (f"CASE WHEN {number} = floor({number}) THEN {number} END",)
                )
        source = text
        for column_name, reading in readings.items():
            source = through(reading.steps[:-1], column_name, source)
            if reading.said is not None:
                self.result.detected_conventions[column_name] = reading.said
            if reading.taken is not None:
                self.result.read_as[column_name] = reading.taken
            if reading.currency is not None:
                self.result.currencies[column_name] = reading.currency
        values = [
            f"{readings[c.name].steps[-1]} AS {c.name}" if c.name in readings else c.name
            for c in self.present
        ]
        values += [UNREAD] if self.scan.unread is not None else []
        self.db.execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(values)} FROM {source}"
        )
        findings = [finding for reading in readings.values() for finding in reading.findings]
        for column_name, time in times.items():
            if time.doubtful:
                findings = self._with_money(findings, column_name, time.doubtful, source)
        unreadable = unreadable_columns(self)
        self.result.unreadable = tuple(finding.column or "" for finding in unreadable)
        findings = [f for f in findings if f.column not in self.result.unreadable] + unreadable
        clocks, asked = read_clocks(self.db, text, self.table.name, times, self.conventions)
        self.result.clocks = clocks
        findings += asked
        self.result.findings += [replace(f, file=self.result.label) for f in findings]

    def _with_money(
        self, findings: list[Finding], column: str, doubtful: str, source: str
    ) -> list[Finding]:
        """The warning of a column's doubtful dates with what their rows are worth."""
        money = self.db.scalar(
            f"""SELECT sum({self.money}) FROM (SELECT ({doubtful}) AS is_doubtful FROM {source}) d
                POSITIONAL JOIN {self.into} t WHERE is_doubtful"""
        )
        return [
            replace(one, money=money)
            if one.code == "date_forms_mixed" and one.column == column and money is not None
            else one
            for one in findings
        ]

    def _add_missing_columns(self) -> None:
        for column in self.table.columns:
            if column in self.present:
                continue
            self.db.execute(
                f"ALTER TABLE {self.into} ADD COLUMN {column.name} {TYPES[column.kind]}"
            )
            self.result.findings.append(
                finding(
                    "column_missing",
                    table=self.table.name,
                    file=self.result.label,
                    column=column.name,
                )
            )

    def _clean_keys(self, odd: dict[str, int]) -> None:
        """Take from keys what surrounds them, and the point of whole numbers.

        What comes to light by that counts among the odd keys.
        """
        for column in self.present:
            if column.kind != "key":
                continue
            key = column.name
            if odd[f"unclean {key}"]:
                trimmed = self._rewrite(key, cleaned(key))
                if trimmed:
                    self.scan.note("key_trimmed", trimmed, key=key)
                bare = self._rewrite(key, unquoted(key))
                if bare:
                    self.result.findings.append(quotes_removed(self, key, bare))
                if trimmed or bare:
                    odd.update(odd_keys(self, [key]))
            numbers = self.result.file.format == "xlsx" or mostly_cut(self, key, odd[f"cut {key}"])
            if odd[f"odd {key}"] or numbers:
                settle_keys(self, key)

    def _rewrite(self, key: str, value: str) -> int:
        """Give the keys that may need it another value; how many had another."""
        row = self.db.execute(
            f"UPDATE {self.into} SET {key} = {value} "
            f"WHERE {may_need_cleaning(key)} AND {key} <> {value}",
        ).fetchone()
        return int(row[0]) if row else 0
