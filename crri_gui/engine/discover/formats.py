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

_SPREADSHEET = "Open it in the program it comes from and save it as .xlsx or as CSV."
_PACKED = "Unpack it: .csv, .csv.gz and .zip are read."
_EXPORT = "Export the table as CSV."
_KINDS = (
    (
        ".xls .xlsb .xlsm .xltx .ods .fods .numbers".split(),
        "another kind of workbook",
        _SPREADSHEET,
    ),
    (".7z .rar .tar .tgz".split(), "another kind of archive", _PACKED),
    (".zst .bz2 .xz .lz4 .br .gz .z".split(), "packed in another way", _PACKED),
    (".json .jsonl .ndjson .xml .yaml".split(), "data of another layout", _EXPORT),
    (".html .htm .pdf .doc .docx".split(), "a document without a table", _EXPORT),
    (
        ".sql .sqlite .sqlite3 .db .duckdb .mdb .accdb .dump".split(),
        "a file of a database",
        _EXPORT,
    ),
    (".feather .arrow .avro .orc .dta .sav .rds .rdata .pkl".split(), "another format", _EXPORT),
)
NOT_READ: dict[str, tuple[str, str]] = {
    suffix: (what, remedy) for suffixes, what, remedy in _KINDS for suffix in suffixes
}
"""Ends of names of files that may hold tables and are not read: what they are, what to do."""


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
