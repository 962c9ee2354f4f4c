"""Which files hold tables, by the ends of their names; and what is said of all others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

READ: dict[str, str] = {
    ".csv": ".csv",
    ".tsv": ".csv",
    ".txt": ".csv",
    ".csv.gz": ".csv.gz",
    ".tsv.gz": ".csv.gz",
    ".txt.gz": ".csv.gz",
    ".parquet": ".parquet",
    ".pq": ".parquet",
    ".xlsx": ".xlsx",
    ".zip": ".zip",
}
"""The ends of names by which a file claims a format that CRRI reads, and that format."""

_NOT_READ = {
    "format_other_workbook": ".xls .xlsb .xlsm .xltx .ods .fods .numbers",
    "format_other_archive": ".7z .rar .tar .tgz",
    "format_other_packing": ".zst .bz2 .xz .lz4 .br .gz .z",
    "format_other_layout": ".json .jsonl .ndjson .xml .yaml",
    "format_document": ".html .htm .pdf .doc .docx",
    "format_database": ".sql .sqlite .sqlite3 .db .duckdb .mdb .accdb .dump",
    "format_other": ".feather .arrow .avro .orc .dta .sav .rds .rdata .pkl",
}
NOT_READ: dict[str, str] = {
    suffix: message for message, suffixes in _NOT_READ.items() for suffix in suffixes.split()
}
"""Ends of names of files that may hold tables and are not read: the message on what they are."""


def suffix_of(path: PurePath) -> str | None:
    """The end of the name by which the file claims a format that CRRI reads, else None."""
    return _longest(path, READ)


def foreign_suffix(path: PurePath) -> str | None:
    """The end of the name of a file that may hold a table and is not read, else None."""
    return None if suffix_of(path) else _longest(path, NOT_READ)


def _longest(path: PurePath, suffixes: Iterable[str]) -> str | None:
    name = path.name.casefold()
    fitting = [suffix for suffix in suffixes if name.endswith(suffix)]
    return max(fitting, key=len, default=None)
