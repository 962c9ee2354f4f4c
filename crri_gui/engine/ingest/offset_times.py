"""Times that name their offset, as most exports write them, without hearing all text of the file.

The reader takes no offset off a time. Reading the file as text for that alone takes many times as
long, because every amount would be heard as well.
"""

from __future__ import annotations

import csv
import itertools
import re

from crri_gui.definitions import Conventions
from crri_gui.engine.ingest.csv_reader import CsvReader
from crri_gui.engine.ingest.loading import Loading
from crri_gui.engine.values.clocks import MOST_MINUTES, Clock

_WRITTEN = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d ?[+-]\d\d:?\d\d"
# Where the clock ends and its offset begins.
_CLOCK = 19
_LOOKED_AT = 20


def columns_with_offsets(scan: CsvReader, conventions: Conventions) -> set[str]:
    """The columns of times whose first values all name an offset; none where a zone is chosen."""
    if conventions.zone is not None or scan.file.format in ("parquet", "xlsx"):
        return set()
    places = {c.name: scan.fields.index(c.name) for c in scan.present if c.kind == "time"}
    values: dict[str, list[str]] = {name: [] for name in places}
    with scan.path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(itertools.islice(file, 1 + _LOOKED_AT), delimiter=scan.delimiter)
        try:
            for row in itertools.islice(rows, 1, None):
                for name, place in places.items():
                    if place < len(row) and row[place].strip():
                        values[name].append(row[place])
        except csv.Error:
            return set()
    return {
        name
        for name, told in values.items()
        if told and all(re.fullmatch(_WRITTEN, value) for value in told)
    }


def settle_offsets(loader: Loading) -> bool:
    """Make times of the columns that were read as they are written, and note their clocks.

    False where a value is written in another way or the offsets are of different clocks: then all
    text is to be heard.
    """
    for column in sorted(loader.scan.as_written):
        row = loader.db.row(
            f"""SELECT count({column}),
                       count(*) FILTER (regexp_full_match({column}, '{_WRITTEN}')),
                       list(DISTINCT replace(trim(substr({column}, {_CLOCK + 1})), ':', ''))
                FROM {loader.into}"""
        )
        filled, alike, offsets = row
        if filled != alike:
            return False
        minutes = [_minutes(offset) for offset in offsets or () if offset]
        if minutes and max(minutes) - min(minutes) > MOST_MINUTES:
            return False
        time = f"try_cast(replace(left({column}, {_CLOCK}), 'T', ' ') AS TIMESTAMP)"
        if loader.number(
            f"SELECT count(*) FROM {loader.into} WHERE {column} IS NOT NULL AND {time} IS NULL"
        ):
            return False
        loader.db.execute(f"ALTER TABLE {loader.into} ALTER {column} TYPE TIMESTAMP USING {time}")
        low, high = (min(minutes), max(minutes)) if minutes else (None, None)
        loader.result.clocks[column] = Clock(low, high, 0)
    if loader.scan.as_written:
        # Times beside them that name no offset may be of another clock; whole days have none.
        times = {column.name for column in loader.scan.present if column.kind == "time"}
        for name in sorted(times - loader.scan.as_written):
            plain = loader.number(
                f"SELECT count(*) FROM {loader.into} WHERE {name} <> date_trunc('day', {name})"
            )
            loader.result.clocks[name] = Clock(None, None, plain)
    return True


def _minutes(offset: str) -> int:
    """The offset from UTC, of its sign and four digits."""
    minutes = 60 * int(offset[1:3]) + int(offset[3:5])
    return -minutes if offset.startswith("-") else minutes
