"""What of a file cannot be used: rows without a key or with a wrong value, whole columns.

Every row that is refused is among the rejects, with its line; a record that is blank in every
column is no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.ingest.csv_reader import BLANK
from crri_gui.engine.ingest.loading import Loading
from crri_gui.engine.ingest.rejects import Reject, reason_for, record_lines
from crri_gui.engine.values.cleaning import cleaned, is_missing, is_plain, may_be_no_text, unquoted
from crri_gui.engine.values.times import names_month
from crri_gui.errors import InputError
from crri_gui.messages import Sentence, sentence
from crri_gui.raw_tables import RawColumn

# A year outside these is a typing error or a placeholder such as 9999-12-31. The reader turns
# the words infinity and epoch into 1900-01-01.
_YEARS = (1901, 2199)
SPAN = "DATE '{}-01-01' AND TIMESTAMP '{}-12-31 23:59:59'".format(*_YEARS)
"""The times that a shop's data can have, as the operands of BETWEEN."""
_EXAMPLES = 3
# No id, word or name of a shop has so many bytes.
_LONGEST_TEXT = 10_000
_UNREADABLE = {
    "time": "column_unreadable.times",
    "money": "column_unreadable.amounts",
    "quantity": "column_unreadable.amounts",
    "integer": "column_unreadable.integers",
    "score": "column_unreadable.scores",
}
# Columns in which a word for a missing value is a value: Naples, Namibia.
_MEANT = {"customer_state": ("na",)}
# A value that is called as its column is no header; as many as this are.
_FEWEST_NAMES = 2
_MOST_NAMES = 0.6
_DELIMITER = re.compile(r"[,;\t|]")
# A text column with more values than this is not looked at value by value.
_FEW_TEXTS = 1_000


def unreadable_columns(loader: Loading) -> list[Finding]:
    """An error for each column of which not one value can be read, though there are some."""
    typed = [column for column in loader.present if column.kind in _UNREADABLE]
    if not typed:
        return []
    text = f"{loader.into}_text"
    parts = ", ".join(f"count(t.{c.name}), count(*) FILTER ({_filled(c)})" for c in typed)
    row = loader.db.row(f"SELECT {parts} FROM {loader.into} t POSITIONAL JOIN {text} x")
    findings = []
    for column, read, filled in zip(typed, row[::2], row[1::2], strict=True):
        if read or not filled:
            continue
        examples = loader.db.rows(
            f"SELECT {column.name} FROM {text} x WHERE {_filled(column)} LIMIT {_EXAMPLES}",
        )
        code = _UNREADABLE[column.kind]
        if column.kind == "time" and loader.number(
            f"SELECT count(*) FROM {text} x WHERE {names_month(f'x.{column.name}')}"
        ):
            code = "column_unreadable.months"
        findings.append(
            finding(
                code,
                shown=[repr(example[0][:60]) for example in examples],
                forms=sentence("known_times"),
                table=loader.table.name,
                file=loader.result.label,
                column=column.name,
                count=filled,
                examples=tuple(example[0][:200] for example in examples),
            )
        )
    return findings


def _filled(column: RawColumn) -> str:
    return f"x.{column.name} IS NOT NULL AND NOT {is_missing(cleaned(f'x.{column.name}'))}"


def settle_texts(loader: Loading) -> None:
    """Clean the text columns: a state written with a blank is not another state.

    Each value is looked at once, if it is not seen at a glance that there is nothing to clean.
    """
    for column in loader.present:
        if column.kind != "text":
            continue
        name = column.name
        values = loader.db.rows(
            f"SELECT DISTINCT {name} FROM {loader.into} WHERE {name} IS NOT NULL "
            f"LIMIT {_FEW_TEXTS + 1}",
        )
        if len(values) <= _FEW_TEXTS and all(is_plain(value) for (value,) in values):
            loader.result.texts[name] = frozenset(value for (value,) in values)
            continue
        meant = _MEANT.get(name, ())
        loader.db.execute(
            f"""CREATE OR REPLACE TEMP TABLE cleaned_texts AS
                SELECT v, t, CASE WHEN {is_missing("c", but=meant)} THEN NULL ELSE c END AS c, n
                FROM (SELECT v, t, {unquoted("t")} AS c, n FROM (
                    SELECT v, {cleaned("v")} AS t, n FROM (
                        SELECT {name} AS v, count(*) AS n FROM {loader.into}
                        WHERE {may_be_no_text(name)} GROUP BY ALL)))""",
        )
        if loader.number("SELECT count(*) FROM cleaned_texts WHERE v IS DISTINCT FROM c"):
            loader.db.execute(
                f"""UPDATE {loader.into} SET {name} = w.c FROM cleaned_texts w
                    WHERE {name} = w.v AND w.v IS DISTINCT FROM w.c""",
            )
            bare = loader.number("SELECT sum(n) FROM cleaned_texts WHERE t <> c")
            if bare:
                loader.result.findings.append(quotes_removed(loader, name, bare))
        for word in meant:
            count = loader.number(f"SELECT sum(n) FROM cleaned_texts WHERE lower(c) = '{word}'")
            if count:
                loader.scan.note("text_like_missing", count, name=name, word=word.upper())


def is_too_long(text: str) -> str:
    """A condition: the text is longer than any id, word or name."""
    return f"strlen({text}) > {_LONGEST_TEXT}"


def refuse_too_long(loader: Loading) -> None:
    """Raise `InputError` for a text that is none, as where a quotation mark does not close.

    Only while the rejects are those of the reader.
    """
    for column in loader.present:
        if column.kind not in ("key", "text"):
            continue
        count, first = loader.db.row(
            f"SELECT count(*), min(rowid) FROM {loader.into} WHERE {is_too_long(column.name)}"
        )
        if count:
            raise InputError(
                "text_too_long",
                count=count,
                column=loader.own_names.get(column.name, column.name),
                longest=_LONGEST_TEXT,
                file=loader.result.file.label,
                line=lines_of(loader, [first])[first],
            )


def quotes_removed(loader: Loading, column: str, count: int) -> Finding:
    """The note on values that stood within quotation marks or behind an apostrophe."""
    return finding(
        "quotes_removed",
        table=loader.table.name,
        file=loader.result.label,
        column=column,
        count=count,
    )


def refuse_unusable(loader: Loading) -> None:
    """Move rows with a blank key, a wrong value or an impossible date to the rejects.

    Records that are blank in every column go without one, and so do headers within the rows.
    """
    name, text = loader.into, loader.text
    faults: list[tuple[str, str, Sentence]] = []
    for column in loader.present:
        if column.name in loader.result.unreadable:
            continue
        value = f"t.{column.name}"
        blank = f"{value} IS NULL" if column.kind != "key" else f"coalesce({value}, '') = ''"
        if text and column.kind == "time":
            of_month = f"{blank} AND {_filled(column)} AND {names_month(f'x.{column.name}')}"
            faults.append((column.name, of_month, sentence("reject.month_name")))
        if text and column.kind not in ("key", "text"):
            faults.append((column.name, f"{blank} AND {_filled(column)}", reason_for(column.kind)))
        if column.filled:
            faults.append((column.name, blank, sentence("reject.blank")))
        if column.kind == "key":
            # One customer called NULL would be a thousand customers in one.
            faults.append((column.name, is_missing(value), sentence("reject.missing_value")))
        if column.kind == "score":
            faults.append((column.name, f"{value} NOT BETWEEN 1 AND 5", reason_for("score")))
        if column.kind == "time":
            outside = sentence("reject.outside_years", first=_YEARS[0], last=_YEARS[1])
            faults.append((column.name, f"{value} NOT BETWEEN {SPAN}", outside))
    cases = " ".join(f"WHEN {sql} THEN {n}" for n, (_, sql, _) in enumerate(faults))
    joined = f"{name} t" + (f" POSITIONAL JOIN {text} x" if text else "")
    anything = " OR ".join(["false", *(f"({sql})" for _, sql, _ in faults)])
    headers = (_headers_within(loader) or _second_header(loader)) if text else []
    is_blank = f"x.{BLANK}" if text else "false"
    if headers:
        is_blank += f" OR x.rowid IN ({', '.join(map(str, headers))})"
    source = "x" if text else "t"
    has = {column.name for column in loader.present}
    freight = "t.freight_value" if "freight_value" in has else "NULL"
    values = ", ".join(f"{source}.{column}::VARCHAR" for column, _, _ in faults)
    rows = loader.db.rows(
        f"""SELECT t.rowid, CASE {cases or "WHEN false THEN 0"} END, {loader.order},
                   {loader.money}, {freight},
                   [{values}]
            FROM {joined} WHERE NOT ({is_blank}) AND ({anything}) ORDER BY t.rowid""",
    )
    gone = [row[0] for row in rows]
    if text:
        blank_rows = loader.db.rows(f"SELECT t.rowid FROM {joined} WHERE {is_blank}")
        loader.result.blank += len(blank_rows) - len(headers)
        loader.result.headers = len(headers)
        gone += [row[0] for row in blank_rows]
    if not gone:
        return
    lines = lines_of(loader, [row[0] for row in rows])
    loader.result.rejects += [
        Reject(
            loader.table.name,
            loader.result.label,
            lines.get(row[0], 0),
            faults[row[1]][0],
            row[5][row[1]] or "",
            faults[row[1]][2],
            order_id=row[2],
            money=row[3],
            freight=row[4],
        )
        for row in rows
    ]
    loader.db.execute("CREATE OR REPLACE TEMP TABLE refused_rows (number BIGINT)")
    loader.db.execute("INSERT INTO refused_rows SELECT unnest($numbers)", {"numbers": gone})
    loader.db.execute(f"DELETE FROM {name} WHERE rowid IN (SELECT number FROM refused_rows)")


def _headers_within(loader: Loading) -> list[int]:
    """The rows that are a header: of files that were put one below the other.

    They are told. Where the columns below one stand in another order, that is an error.
    """
    header = {normalised(name): name for name in loader.result.file.header}
    header |= loader.own_names
    own = {column.name: header[column.name] for column in loader.present if column.name in header}
    if len(own) < _FEWEST_NAMES:
        return []

    def said(column: str) -> str:
        return f"lower({unquoted(cleaned(f'x.{column}'))})"

    names = {name.strip().lower() for name in header.values()}
    listed = ", ".join(map(sql_literal, sorted(names)))
    alike = " AND ".join(
        f"{said(column)} = {sql_literal(name.strip().lower())}" for column, name in own.items()
    )
    any_of_it = " AND ".join(f"{said(column)} IN ({listed})" for column in own)
    rows = loader.db.rows(
        f"SELECT x.rowid, {alike} FROM {loader.text} x WHERE {any_of_it} ORDER BY x.rowid"
    )
    where: dict[str, Any] = {"table": loader.table.name, "file": loader.result.label}
    moved = [number for number, is_alike in rows if not is_alike]
    if moved:
        line = lines_of(loader, moved[:1])[moved[0]]
        loader.result.findings.append(
            finding("header_within.moved", "error", line=line, count=len(moved), **where)
        )
    if len(rows) > len(moved):
        count = len(rows) - len(moved)
        loader.result.findings.append(finding("header_within.again", "note", count=count, **where))
    return [number for number, _ in rows]


def header_among(loader: Loading) -> list[Finding]:
    """An error where a record that the reader refused is the header of another export.

    It has more or fewer columns, another delimiter, or stands behind a line that has no end.
    """
    names = {name.strip().lower() for name in loader.result.file.header}
    names |= {name.strip().lower() for name in loader.own_names.values()}
    for reject in loader.refused_by_reader:
        if not reject.is_for("reject.field_count"):
            continue
        fields = [field.strip(' "\ufeff').lower() for field in _DELIMITER.split(reject.value)]
        own = sum(field in names for field in fields)
        if own >= max(_FEWEST_NAMES, _MOST_NAMES * min(len(fields), len(loader.scan.fields))):
            where: dict[str, Any] = {"table": loader.table.name, "file": loader.result.label}
            count = sum(one.line >= reject.line for one in loader.refused_by_reader)
            return [finding("header_within.other", "error", line=reject.line, count=count, **where)]
    return []


def _second_header(loader: Loading) -> list[int]:
    """The first row where it is a second line of the header: titles, kinds or units.

    Nothing of it has a digit, and what should be a time or a number is a word.
    """
    typed = [column for column in loader.present if column.kind in _UNREADABLE]
    texts = ", ".join(f"x.{column.name}" for column in loader.present)
    is_word = " OR ".join(f"({_filled(column)})" for column in typed)
    if not typed or not loader.number(
        f"""SELECT count(*) FROM {loader.text} x WHERE rowid = 0 AND ({is_word})
            AND NOT regexp_matches(concat_ws('', {texts}), '[0-9]')"""
    ):
        return []
    where: dict[str, Any] = {"table": loader.table.name, "file": loader.result.label}
    line = lines_of(loader, [0])[0]
    loader.result.findings.append(
        finding("header_within.second", "note", line=line, count=1, **where)
    )
    return [0]


def lines_of(loader: Loading, numbers: Sequence[int]) -> dict[int, int]:
    """The lines on which rows begin, by their numbers in the table that was read.

    Only while the rejects are those of the reader.
    """
    if not numbers:
        return {}
    if loader.result.file.format in ("parquet", "xlsx"):
        header = 1 + loader.result.file.skip_lines
        first = 1 if loader.result.file.format == "parquet" else 1 + header
        return {number: number + first for number in numbers}
    return record_lines(
        loader.db.run,
        loader.scan.path,
        loader.scan.delimiter,
        loader.scan.escape,
        numbers,
        loader.result.rejects,
    )
