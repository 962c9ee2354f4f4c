"""The columns that nothing is read from, as one number of each row: whether rows are alike in all.

Two rows that agree in all that is read may be two items, told apart by a column that is not. So the
reader leaves a hash of the other columns beside the row. What would differ between a row and its
copy is no part of it: a number of the rows of the file, and the time at which a file was made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise

from crri_gui.engine.ingest.csv_reader import CsvReader

FEWEST = 20
"""In fewer rows than these no column is known to number them or to say when they were written."""
_FIRST_ROWS = 2_000
# A file of the parts of some exports; a date of an order changes more often.
_MOST_STAMPS = 3
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ]\d{1,2}:\d{2}.*)?")
_NUMBER = re.compile(r"\d{1,15}")


def mark_unread(readers: Sequence[CsvReader], order: str) -> tuple[str, ...]:
    """Have the readers of files of one form leave the mark beside each row.

    `order` is the column that names the order, as it is read. Returns what the header calls the
    columns that are not compared, by their place those without a name.
    """
    keys = [_unread(reader) for reader in readers]
    left_out: dict[tuple[str, int], str] = {}
    for reader, of_file in zip(readers, keys, strict=True):
        rows = reader.first_rows(_FIRST_ROWS)
        orders = reader.fields.index(order) if order in reader.fields else None
        names = [] if orders is None else [row[orders] for row in rows if len(row) > orders]
        # Rows of a few orders may have been written in a moment.
        several = len(set(names)) >= FEWEST
        for key, place in of_file.items():
            values = [row[place].strip() for row in rows if len(row) > place]
            if _numbers_rows(values) or (several and _is_stamp(values)):
                left_out[key] = (
                    reader.file.header[place].strip().lstrip("\ufeff") or f"#{place + 1}"
                )
    compared = sorted({key for of_file in keys for key in of_file} - left_out.keys())
    for reader, of_file in zip(readers, keys, strict=True):
        fields = (of_file.get(key) for key in compared)
        reader.unread = tuple(None if place is None else reader.fields[place] for place in fields)
    return tuple(dict.fromkeys(left_out.values()))


def _unread(reader: CsvReader) -> dict[tuple[str, int], int]:
    """The places of the columns that are not read, by name and which of that name it is."""
    read = {column.name for column in reader.present}
    seen: Counter[str] = Counter()
    places = {}
    for place, (name, field) in enumerate(zip(reader.file.columns, reader.fields, strict=True)):
        if field not in read:
            places[name, seen[name]] = place
        seen[name] += 1
    return places


def _numbers_rows(values: Sequence[str]) -> bool:
    """Whether a column counts on from row to row."""
    if len(values) < FEWEST or not all(map(_NUMBER.fullmatch, values)):
        return False
    return all(int(after) - int(before) == 1 for before, after in pairwise(values))


def _is_stamp(values: Sequence[str]) -> bool:
    """Whether a column says when the rows were exported: the same of very many, then another."""
    runs = [value for value, _ in groupby(values)]
    return len(values) >= FEWEST and len(runs) <= _MOST_STAMPS and all(map(_DATE.fullmatch, runs))
