"""Back to the raw files: the lines that an order was made of, in each file it went through.

What was read is looked through again. Lines that were rejected, or are there twice, are found in
the same way as those that count.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.core.workspace import scratch
from crri_gui.engine.discover.header import normalised
from crri_gui.engine.discover.sniff import Sniffed, on_disk
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.explain.asked import RejectAsked
from crri_gui.engine.explain.records import (
    Key,
    cleaned,
    record_at,
    records_of_parquet,
    records_of_text,
)
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.pipeline import Examined
from crri_gui.errors import InputError
from crri_gui.raw_tables import RAW_TABLES

_ORDER = ("orders", "customers", "order_items", "order_payments", "order_reviews")


@dataclass(frozen=True)
class RawLine:
    """A record of a raw file.

    `table` is the raw table that it belongs to, or what the export is called; `line` the physical
    line on which it begins, of a sheet or a Parquet file the row. `text` is as it stands there,
    `values` the same by the header's names. `rejected` says why it was left out, if it was.
    """

    table: str
    file: str
    line: int
    text: str
    values: tuple[tuple[str, str], ...]
    rejected: str = ""


@dataclass(frozen=True)
class _Place:
    """A raw file: what it is of, its own header, and where in it the keys stand."""

    loaded: Loaded
    table: str
    header: tuple[str, ...]
    keys: tuple[int, ...] = ()

    @property
    def delimiter(self) -> str:
        """The sign between the fields of the text that was read."""
        file = self.loaded.file
        return "," if file.format == "xlsx" else file.delimiter


def raw_lines(
    run: RunContext, data: Examined, orders: Sequence[str]
) -> dict[str, tuple[RawLine, ...]]:
    """The lines of each of these orders, file by file: orders, customer, items, payments, reviews.

    Raises `InputError` when a raw file is gone or is not what was read, `Cancelled`.
    """
    refuse_changed(data)
    source = data.found.source
    found: dict[str, list[RawLine]] = {order: [] for order in orders}
    wanted: dict[Key, list[str]] = {}
    for order in orders:
        wanted.setdefault((cleaned(order),), []).append(order)
    _collect(run, _of_source(data, source) if source else _of_tables(data), wanted, found)
    named, places = _customers(data, source)
    customers: dict[Key, list[str]] = {}
    for order, lines in found.items():
        for line in lines:
            values = {normalised(name): value for name, value in line.values}
            key = tuple(cleaned(values.get(name, "")) for name in named)
            if key and all(key) and order not in customers.setdefault(key, []):
                customers[key].append(order)
    _collect(run, places, customers, found)
    return {order: tuple(sorted(lines, key=_place_of)) for order, lines in found.items()}


def first_from(lines: Sequence[RawLine], column: str) -> int:
    """Which of an order's lines a column of a raw table or an output comes from.

    0, the order's own, where that is not known: of a key, or of an export with words of its own.
    """
    read = {one.name for one in RAW_TABLES if column in {raw.name for raw in one.columns}}
    said = {one.source for table in OUTPUT_TABLES for one in table.columns if one.name == column}
    tables = read | {table for table in _ORDER if any(f"{table}." in source for source in said)}
    return next((place for place, line in enumerate(lines) if line.table in tables), 0)


def reject_line(run: RunContext, data: Examined, asked: RejectAsked) -> tuple[RawLine, ...]:
    """The record that was rejected, as it stands in its file; nothing where it is not there."""
    refuse_changed(data)
    source = data.found.source
    own = {file.label: file.header for file in source.all_files} if source is not None else {}
    for loaded in data.loaded:
        if loaded.label != asked.file or loaded.text is None:
            continue
        header = own.get(loaded.file.label, loaded.file.header)
        place = _Place(loaded, source.layout.title if source else loaded.table.name, header)
        escape = loaded.escape
        text = record_at(run, loaded.text, place.delimiter, escape, asked.line)
        fields = next(csv.reader([text], delimiter=place.delimiter), [])
        return (_line(place, asked.line, text, fields),)
    return ()


def refuse_changed(data: Examined) -> None:
    """Raise `InputError` when a raw file is gone or another since it was read."""
    for file in data.found.used_files:
        try:
            changed = file.has_changed()
        except OSError as error:
            raise InputError("explain_raw_changed", file=file.label) from error
        if changed:
            raise InputError("explain_raw_changed", file=file.label)


def _of_tables(data: Examined) -> list[_Place]:
    """The raw tables that name orders."""
    return [
        _Place(one, one.table.name, one.file.header, (one.file.columns.index("order_id"),))
        for one in data.loaded
        if "order_id" in one.file.columns
    ]


def _of_source(data: Examined, source: Source) -> list[_Place]:
    """The files of an export that name orders."""
    layout, payments = source.layout, source.layout.payments
    places = _of_files(data, source.files, layout.title, (layout.order,))
    if payments is not None:
        places += _of_files(data, source.payments, payments.title, (payments.order,))
    return places


def _customers(data: Examined, source: Source | None) -> tuple[tuple[str, ...], list[_Place]]:
    """By which columns orders name their customers, and the files that hold these."""
    if source is None:
        name = "customer_id"
        return (name,), [
            _Place(one, one.table.name, one.file.header, (one.file.columns.index(name),))
            for one in data.loaded
            if one.table.name == "customers" and name in one.file.columns
        ]
    customers = source.layout.customers
    if customers is None:
        return (), []
    places = _of_files(data, source.customers, customers.title, customers.key.columns)
    return customers.joins.columns, places


def _of_files(
    data: Examined, files: Sequence[Sniffed], title: str, columns: Sequence[str]
) -> list[_Place]:
    """Files of an export, which were read under other names than those of their headers."""
    read = {loaded.file.label: loaded for loaded in data.loaded}
    return [
        _Place(read[file.label], title, file.header, tuple(map(file.columns.index, columns)))
        for file in files
        if file.label in read and set(columns) <= set(file.columns)
    ]


def _collect(
    run: RunContext,
    places: Sequence[_Place],
    wanted: Mapping[Key, Sequence[str]],
    found: Mapping[str, list[RawLine]],
) -> None:
    """Add the records of these keys to the orders that they are of."""
    for place in places if wanted else ():
        for key, line in _lines_of(run, place, wanted):
            for order in wanted[key]:
                if line not in found[order]:
                    found[order].append(line)


def _lines_of(
    run: RunContext, place: _Place, wanted: Mapping[Key, object]
) -> Iterator[tuple[Key, RawLine]]:
    loaded, keys = place.loaded, wanted.keys()
    with ExitStack() as stack:
        if loaded.text is None:
            folder = Path(stack.enter_context(scratch()))
            file = stack.enter_context(on_disk(run, loaded.file, folder))
            records = records_of_parquet(run, file, place.header, place.keys, keys)
        else:
            records = records_of_text(
                *(run, loaded.text, place.delimiter, loaded.escape, place.keys, keys),
                as_rows=loaded.file.format == "xlsx",
            )
        for key, number, text, fields in records:
            yield key, _line(place, number, text, fields)


def _line(place: _Place, number: int, text: str, fields: Sequence[str]) -> RawLine:
    rejects = place.loaded.rejects
    reason = next((one.reason for one in rejects if one.line == number), "")
    header = (name.strip().lstrip("\ufeff") for name in place.header)
    values = tuple(zip(header, fields, strict=False))
    return RawLine(place.table, place.loaded.label, number, text, values, reason)


def _place_of(line: RawLine) -> int:
    """The files in the order in which one reads them; those of an export as they were read."""
    return _ORDER.index(line.table) if line.table in _ORDER else 0
