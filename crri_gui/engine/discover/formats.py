"""Which files hold tables, by the ends of their names; and what is said of all others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from crri_gui.messages import Sentence, remedy, sentence

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

_NOT_READ: dict[str, str] = {
    suffix: name
    for suffixes, name in (
        (".xls .xlsb .xlsm .xltx .ods .fods .numbers", "format.workbook"),
        (".7z .rar .tar .tgz", "format.archive"),
        (".zst .bz2 .xz .lz4 .br .gz .z", "format.packed"),
        (".json .jsonl .ndjson .xml .yaml", "format.layout"),
        (".html .htm .pdf .doc .docx", "format.document"),
        (".sql .sqlite .sqlite3 .db .duckdb .mdb .accdb .dump", "format.database"),
        (".feather .arrow .avro .orc .dta .sav .rds .rdata .pkl", "format.other"),
    )
    for suffix in suffixes.split()
}
"""Ends of names of files that may hold tables and are not read, and the message on them."""


def suffix_of(path: PurePath) -> str | None:
    """The end of the name by which the file claims a format that CRRI reads, else None."""
    return _longest(path, READ)


def foreign_suffix(path: PurePath) -> str | None:
    """The end of the name of a file that may hold a table and is not read, else None."""
    return None if suffix_of(path) else _longest(path, _NOT_READ)


def why_not_read(label: str) -> tuple[Sentence, str]:
    """What a file is that may hold a table and is not read, and what to do about it."""
    name = _NOT_READ[foreign_suffix(PurePath(label)) or ""]
    return sentence(name), remedy(name)


def _longest(path: PurePath, suffixes: Iterable[str]) -> str | None:
    name = path.name.casefold()
    fitting = [suffix for suffix in suffixes if name.endswith(suffix)]
    return max(fitting, key=len, default=None)
