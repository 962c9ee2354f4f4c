"""Rows that cannot be read: each with file, line, column, value and reason. None is lost."""

from __future__ import annotations

import csv
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import category

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.formula_text import guarded
from crri_gui.engine.core.run_context import RunContext
from crri_gui.messages import Sentence, sentence
from crri_gui.raw_tables import RawTable

COLUMNS = ("file", "line", "column", "value", "reason")
_WHOLE = re.compile(r"[^0-9.,]*([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)\s*")
_DECIMALS = re.compile(r"\s*[0-9]{1,2}\s*")
_CHUNK = 4 << 20
_MOST_PIECES = 4
# What a value of a kind looks like, in whatever convention; blank is one.
_KINDS = {
    "money": re.compile(r"(-?[0-9.,]+)?"),
    "integer": re.compile(r"[0-9]*"),
    "quantity": re.compile(r"[0-9.,]*"),
    "score": re.compile(r"[0-9.]*"),
    "time": re.compile(r"([0-9]{1,4}[-/.][0-9].*)?"),
}
_NOT = {
    "time": "reject.not_time",
    "money": "reject.not_money",
    "quantity": "reject.not_number",
    "integer": "reject.not_integer",
    "score": "reject.not_score",
    "key": "reject.not_text",
    "text": "reject.not_text",
}


@dataclass(frozen=True)
class Reject:
    """A record that was left out.

    `line` is the physical line on which it begins (1-based; the row's number for Parquet),
    `rows` how many lines it spans, `order_id`, `money` and `freight` what could be read of it.
    `hint` is what stands in the place of the money where the fields are not those of the header.
    `records` is how many records the reader took it for: more than one where line breaks tore it.
    """

    table: str
    file: str
    line: int
    column: str
    value: str
    reason: str
    rows: int = 1
    order_id: str | None = None
    money: Decimal | None = None
    freight: Decimal | None = None
    hint: Decimal | None = None
    records: int = 1

    def is_for(self, name: str) -> bool:
        """Whether the reason is this message of the catalogue."""
        return isinstance(self.reason, Sentence) and self.reason.name == name


def reason_for(kind: str) -> Sentence:
    """Why a value of that kind of column was refused."""
    return _reason(_NOT[kind])


@lru_cache(1024)
def _reason(name: str, **values: int) -> Sentence:
    """Made once: there may be a million records of one reason."""
    return sentence(name, **values)


def from_reader(
    db: DuckDB,
    table: RawTable,
    label: str,
    path: Path,
    delimiter: str,
    escape: str,
    fields: Sequence[str],
    header: Sequence[str],
    relation: str,
) -> tuple[list[Reject], int]:
    """The records that DuckDB's reader refused, one entry a record, and how many are blank.

    `fields` are the file's columns in order, by the names that the contract gives them, and
    `header` by those of the file; `relation` is DuckDB's table of rejects for this file. A
    record that is blank in every field is no reject.
    """
    # One record has an entry for each of its faults: a fault of the whole record explains
    # those of its fields.
    records = db.rows(
        f"""SELECT line_byte_position, column_name, error_type::VARCHAR,
                   csv_line, error_message
            FROM {relation}
            QUALIFY row_number() OVER (
                PARTITION BY line_byte_position
                ORDER BY error_type = 'CAST', column_idx) = 1
            ORDER BY line_byte_position""",
    )
    # Between Windows line ends the reader counts the second half to the next record.
    texts = [(record[3] or "").lstrip("\r\n") for record in records]
    positions = [
        record[0] + len(record[3] or "") - len(text)
        for record, text in zip(records, texts, strict=True)
    ]
    lines = _line_numbers(db.run, path, positions)
    kinds = {column.name: column.kind for column in table.columns}
    shown = dict(zip(fields, header, strict=False))
    rejects, blank = [], 0
    pieces = 0  # of a record that line breaks tore, those that are part of an entry already
    for place, (line, text, record) in enumerate(zip(lines, texts, records, strict=True)):
        if pieces:
            pieces -= 1
            continue
        _, name, error, _, message = record
        next_ones = slice(place, place + _MOST_PIECES)
        torn = error == "MISSING COLUMNS" and _put_together(
            table, fields, delimiter, escape, lines[next_ones], texts[next_ones]
        )
        if torn:
            whole_text, pieces = torn[0], torn[1] - 1
            by_name = dict(zip(fields, _split(whole_text, delimiter, escape), strict=False))
            rejects.append(
                Reject(
                    *(table.name, label, line, "", whole_text),
                    _reason("reject.torn", lines=torn[1]),
                    rows=torn[1],
                    order_id=by_name.get("order_id"),
                    money=_amount(by_name.get("price", by_name.get("payment_value"))),
                    freight=_amount(by_name.get("freight_value")),
                    records=torn[1],
                )
            )
            continue
        values = _split(text, delimiter, escape)
        if not any(map(_says_something, values)):
            blank += 1
            continue
        by_name = dict(zip(fields, values, strict=False))
        # Where fields are missing or too many, nobody knows which of them is an amount.
        whole = len(values) == len(fields) and error != "UNQUOTED VALUE"
        amounts = by_name if whole else {}
        value = text.rstrip("\r\n")
        if error == "CAST":
            value = by_name.get(name, value)
            reason: str = reason_for(kinds.get(name, "text"))
        elif error in ("MISSING COLUMNS", "TOO MANY COLUMNS"):
            cut = delimiter == "," and _cuts_amount(table, fields, values)
            reason = _reason(
                "reject.cut_amount" if cut else "reject.field_count",
                fields=len(values),
                expected=len(fields),
            )
            name = ""
        elif error == "UNQUOTED VALUE":
            reason = _reason("reject.quotation_mark")
        elif error == "LINE SIZE OVER MAXIMUM":
            reason = _reason("reject.too_long")
            value = value[:1000]
        elif error == "INVALID ENCODING":
            reason = _reason("reject.not_utf8")
        else:
            reason = message.splitlines()[0]
        rejects.append(
            Reject(
                table.name,
                label,
                line,
                name if name in kinds else shown.get(name or "", ""),
                value,
                reason,
                rows=1 + text.rstrip("\r\n").count("\n"),
                order_id=by_name.get("order_id"),
                money=_amount(amounts.get("price", amounts.get("payment_value"))),
                freight=_amount(amounts.get("freight_value")),
                hint=_amount(by_name.get("price", by_name.get("payment_value"))),
            )
        )
    return rejects, blank


def _put_together(
    table: RawTable,
    fields: Sequence[str],
    delimiter: str,
    escape: str,
    lines: Sequence[int],
    texts: Sequence[str],
) -> tuple[str, int] | None:
    """The record that begins with the first of these lines, and how many of them it takes.

    None where it is no record torn by line breaks: put together, the next lines must have the
    fields of the header, each of its kind.
    """
    whole = texts[0].rstrip("\r\n") if texts else ""
    for count in range(2, min(_MOST_PIECES, len(texts)) + 1):
        if lines[count - 1] != lines[count - 2] + 1 or "\n" in texts[count - 2].rstrip("\r\n"):
            return None
        whole += texts[count - 1].rstrip("\r\n")
        values = _split(whole, delimiter, escape)
        if len(values) > len(fields):
            return None
        if len(values) == len(fields):
            kinds = {column.name: column.kind for column in table.columns}
            fits = all(
                _KINDS[kinds.get(name, "text")].fullmatch(value.strip())
                for name, value in zip(fields, values, strict=True)
                if kinds.get(name, "text") in _KINDS
            )
            return (whole, count) if fits else None
    return None


def _cuts_amount(table: RawTable, fields: Sequence[str], values: Sequence[str]) -> bool:
    """Whether one of the fields too many holds the decimals of an amount such as 58,90."""
    money = [column.name for column in table.columns if column.kind == "money"]
    places = [fields.index(name) for name in money if name in fields]
    return 0 < len(values) - len(fields) <= len(places) and any(
        _WHOLE.fullmatch(values[place]) and _DECIMALS.fullmatch(values[place + 1])
        for place in places
    )


def record_lines(
    run: RunContext,
    path: Path,
    delimiter: str,
    escape: str,
    records: Iterable[int],
    refused: Sequence[Reject],
) -> dict[int, int]:
    """The physical line of each accepted record in `records` (numbered from 0).

    The lines of refused records are left out of the count, as the reader left them out.
    """
    wanted = set(records)
    found: dict[int, int] = {}
    skip = {line for reject in refused for line in range(reject.line, reject.line + reject.rows)}
    position = 0

    def lines() -> Iterator[str]:
        nonlocal position
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for position, line in enumerate(file, 1):
                if position not in skip:
                    yield line

    csv.field_size_limit(sys.maxsize >> 1)
    reader = csv.reader(lines(), **_dialect(delimiter, escape))
    next(reader, None)
    accepted = 0
    begins = position + 1
    for fields in reader:
        if fields:
            if accepted in wanted:
                while begins in skip:
                    begins += 1
                found[accepted] = begins
                if len(found) == len(wanted):
                    break
            accepted += 1
            if accepted % 10_000 == 0:
                run.checkpoint()
        begins = position + 1
    return found


def _line_numbers(run: RunContext, path: Path, positions: list[int]) -> list[int]:
    """The physical line (1-based) of each byte position; `positions` ascend."""
    if not positions:
        return []
    lines: list[int] = []
    before = done = 0
    with path.open("rb") as file:
        head = file.read(1 << 16)
        ending = b"\r" if b"\r" in head and b"\n" not in head else b"\n"
        file.seek(0)
        while len(lines) < len(positions) and (chunk := file.read(_CHUNK)):
            run.checkpoint()
            last = bisect_right(positions, done + len(chunk) - 1)
            start = 0
            for position in positions[len(lines) : last]:
                before += chunk.count(ending, start, position - done)
                start = position - done
                lines.append(before + 1)
            before += chunk.count(ending, start)
            done += len(chunk)
    return lines + [before + 1] * (len(positions) - len(lines))


def _dialect(delimiter: str, escape: str) -> dict[str, Any]:
    """How the csv module reads the file."""
    if escape == '"':
        return {"delimiter": delimiter}
    return {"delimiter": delimiter, "escapechar": escape, "doublequote": False}


def _says_something(field: str) -> bool:
    """Whether there is more than blanks, the invisible, and DOS's mark for the end of a file."""
    return any(
        not (character.isspace() or category(character) == "Cf" or character == "\x1a")
        for character in field
    )


def _split(text: str, delimiter: str, escape: str) -> list[str]:
    csv.field_size_limit(sys.maxsize >> 1)
    try:
        return next(csv.reader([text], **_dialect(delimiter, escape)), [])
    except csv.Error:
        return text.split(delimiter)


def _amount(text: str | None) -> Decimal | None:
    try:
        amount = Decimal(text or "")
    except InvalidOperation:
        return None
    # Beyond what an amount can be it is no amount, and no sum may be made with it.
    return amount if amount.is_finite() and abs(amount) < 10**14 else None


def write_csv(rejects: Iterable[Reject], target: Path) -> None:
    """The rejects as a CSV with the columns `COLUMNS`; only the header when there are none."""
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for reject in rejects:
            writer.writerow(
                (
                    guarded(reject.file),
                    reject.line,
                    reject.column,
                    guarded(reject.value.replace("\0", "\ufffd")),
                    reject.reason,
                )
            )
