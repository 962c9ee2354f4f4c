"""What of a file cannot be used: rows without a key or with a wrong value, whole columns.

Every row that is refused is among the rejects, with its line; a record that is blank in every
column is no row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crri_gui.contract import RawColumn
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.ingest.csv_reader import BLANK
from crri_gui.engine.ingest.rejects import Reject, reason_for, record_lines
from crri_gui.engine.values.cleaning import cleaned, is_missing, is_plain, unquoted
from crri_gui.engine.values.times import KNOWN_FORMS

if TYPE_CHECKING:
    from crri_gui.engine.ingest.load_file import FileLoader

# A year outside these is a typing error or a placeholder such as 9999-12-31. The reader turns
# the words infinity and epoch into 1900-01-01.
_YEARS = (1901, 2199)
SPAN = "DATE '{}-01-01' AND TIMESTAMP '{}-12-31 23:59:59'".format(*_YEARS)
"""The times that a shop's data can have, as the operands of BETWEEN."""
_EXAMPLES = 3
_FORMS = {
    "time": f"Read are {KNOWN_FORMS}.",
    "money": "Read are 1234.50, 1,234.50, 1.234,50, 1 234,50, R$ 1.234,50 and (1,234.50).",
    "integer": "Read are whole numbers such as 3.",
    "score": "Read are the scores 1 to 5.",
}
# Columns in which a word for a missing value is a value: Naples, Namibia.
_MEANT = {"customer_state": ("na",)}
# A text column with more values than this is not looked at value by value.
_FEW_TEXTS = 1_000


def unreadable_columns(loader: FileLoader) -> list[Finding]:
    """An error for each column of which not one value can be read, though there are some."""
    typed = [column for column in loader.present if column.kind in _FORMS]
    if not typed:
        return []
    text = f"{loader.into}_text"
    parts = ", ".join(f"count(t.{c.name}), count(*) FILTER ({_filled(c)})" for c in typed)
    row = loader.db.execute(
        f"SELECT {parts} FROM {loader.into} t POSITIONAL JOIN {text} x"
    ).fetchone()
    assert row is not None
    findings = []
    for column, read, filled in zip(typed, row[::2], row[1::2], strict=True):
        if read or not filled:
            continue
        examples = loader.db.rows(
            f"SELECT {column.name} FROM {text} x WHERE {_filled(column)} LIMIT {_EXAMPLES}",
        )
        shown = ", ".join(repr(example[0][:60]) for example in examples)
        full = f"{loader.table.name}.{column.name}"
        what = {"time": "dates and times", "money": "amounts"}.get(column.kind, "numbers")
        findings.append(
            Finding(
                "column_unreadable",
                "error",
                f"No value of {full} in {loader.result.label} can be "
                f"read as {what}. They look like {shown}. {_FORMS[column.kind]}",
                table=loader.table.name,
                column=column.name,
                count=filled,
                examples=tuple(example[0][:200] for example in examples),
                remedy="Export the column in one of these forms, or look whether the header "
                "names the right column.",
            )
        )
    return findings


def _filled(column: RawColumn) -> str:
    return f"x.{column.name} IS NOT NULL AND NOT {is_missing(cleaned(f'x.{column.name}'))}"


def settle_texts(loader: FileLoader) -> None:
    """Clean the text columns: a state written with a blank is not another state.

    They have few values, so these are looked at once each.
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
                        WHERE {name} IS NOT NULL GROUP BY ALL)))""",
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
                loader.scan.note(
                    "text_like_missing",
                    f"{count:,} rows of {loader.result.label} have {name} {word.upper()}; it was "
                    "taken for a state, not for a missing value.",
                    count,
                )


def quotes_removed(loader: FileLoader, column: str, count: int) -> Finding:
    """The note on values that stood within quotation marks or behind an apostrophe."""
    return Finding(
        "quotes_removed",
        "note",
        f"{count:,} values of {column} in {loader.result.label} stood within quotation marks or "
        "behind an apostrophe; they were read without.",
        table=loader.table.name,
        file=loader.result.label,
        column=column,
        count=count,
    )


def refuse_unusable(loader: FileLoader) -> None:
    """Move rows with a blank key, a wrong value or an impossible date to the rejects.

    Records that are blank in every column go without one.
    """
    name, text = loader.into, loader.text
    faults: list[tuple[str, str, str]] = []
    for column in loader.present:
        if column.name in loader.result.unreadable:
            continue
        value = f"t.{column.name}"
        blank = f"{value} IS NULL" if column.kind != "key" else f"coalesce({value}, '') = ''"
        if text and column.kind not in ("key", "text"):
            faults.append((column.name, f"{blank} AND {_filled(column)}", reason_for(column.kind)))
        if column.filled:
            faults.append((column.name, blank, "is blank"))
        if column.kind == "key":
            # One customer called NULL would be a thousand customers in one.
            faults.append((column.name, is_missing(value), "stands for a missing value"))
        if column.kind == "score":
            faults.append((column.name, f"{value} NOT BETWEEN 1 AND 5", reason_for("score")))
        if column.kind == "time":
            low, high = _YEARS
            faults.append(
                (column.name, f"{value} NOT BETWEEN {SPAN}", f"is not between {low} and {high}")
            )
    cases = " ".join(f"WHEN {sql} THEN {n}" for n, (_, sql, _) in enumerate(faults))
    joined = f"{name} t" + (f" POSITIONAL JOIN {text} x" if text else "")
    anything = " OR ".join(["false", *(f"({sql})" for _, sql, _ in faults)])
    is_blank = f"x.{BLANK}" if text else "false"
    source = "x" if text else "t"
    has = {column.name for column in loader.present}
    order = "t.order_id" if "order_id" in has else "NULL"
    amounts = [f"t.{c}" for c in ("price", "payment_value") if c in has]
    money = f"coalesce({', '.join([*amounts, 'NULL'])})"
    freight = "t.freight_value" if "freight_value" in has else "NULL"
    values = ", ".join(f"{source}.{column}::VARCHAR" for column, _, _ in faults)
    rows = loader.db.rows(
        f"""SELECT t.rowid, CASE {cases or "WHEN false THEN 0"} END, {order}, {money}, {freight},
                   [{values}]
            FROM {joined} WHERE NOT {is_blank} AND ({anything}) ORDER BY t.rowid""",
    )
    gone = [row[0] for row in rows]
    if text:
        blank_rows = loader.db.rows(f"SELECT t.rowid FROM {joined} WHERE {is_blank}")
        loader.result.blank += len(blank_rows)
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


def lines_of(loader: FileLoader, numbers: Sequence[int]) -> dict[int, int]:
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
