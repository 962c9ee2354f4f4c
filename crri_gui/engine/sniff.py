"""What one file is: its real format, encoding, delimiter and header, read from its first bytes.

DuckDB given the columns takes them by position and reads a wrong delimiter as no rows
without a word, so the header is read here first.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import duckdb
import python_calamine

from crri_gui.contract import RAW_TABLES
from crri_gui.errors import InputError

DELIMITERS = (",", ";", "\t", "|")
SUFFIXES = (".csv", ".csv.gz", ".parquet", ".xlsx")
_HEAD_BYTES = 1 << 18
_KNOWN_COLUMNS = frozenset(
    name
    for table in RAW_TABLES
    for name in (*table.signature, *(column.name for column in table.columns))
)


@dataclass(frozen=True)
class Sniffed:
    """A file (or a sheet of a workbook) and how to read it.

    `header` is as written, `columns` the same names normalised for matching; `bytes` and
    `modified_ns` tell whether the file has changed since. `origin` is what the user calls a
    file of which this is a copy.
    """

    path: Path
    format: str
    header: tuple[str, ...]
    encoding: str = "utf-8"
    delimiter: str = ","
    sheet: str | None = None
    bytes: int = 0
    modified_ns: int = 0
    origin: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The header in lower case, with everything but letters and digits as `_`."""
        return tuple(normalised(name) for name in self.header)

    @property
    def label(self) -> str:
        """The path as the user knows it, with the sheet's name behind `#` for a workbook."""
        name = self.origin or str(self.path)
        return f"{name}#{self.sheet}" if self.sheet else name


def normalised(name: str) -> str:
    """A column name without case, surrounding blanks and punctuation."""
    return re.sub(r"\W+", "_", name.strip().strip("\ufeff").casefold()).strip("_")


def suffix_of(path: Path) -> str | None:
    """The suffix by which the file claims a format that CRRI reads, else None."""
    name = path.name.casefold()
    return next((suffix for suffix in reversed(SUFFIXES) if name.endswith(suffix)), None)


def sniff(path: Path) -> list[Sniffed]:
    """What the file is; one entry, or one a sheet for a workbook.

    Raises `InputError` when it is empty, unreadable or not what its name says.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            head = file.read(_HEAD_BYTES)
    except PermissionError as error:
        raise InputError(
            "The file may not be read: permission denied.",
            file=path,
            remedy="Ask for read permission on it, or copy it to a folder of your own.",
        ) from error
    except OSError as error:
        raise InputError(
            f"The file cannot be read: {error.strerror}.",
            file=path,
            remedy="Check the drive or connection and copy the file anew.",
        ) from error
    if not head:
        raise InputError(
            "The file is empty (0 bytes).", file=path, remedy="Export it again from the shop."
        )
    claimed = suffix_of(path) or ".csv"
    real = _real_format(path, head)
    if real != claimed:
        raise InputError(
            f"The file is named {claimed} but is {_FORMAT_NAMES[real]}.",
            file=path,
            remedy=_REMEDIES[real],
        )
    if real == ".parquet":
        found = [Sniffed(path, "parquet", _parquet_header(path))]
    elif real == ".xlsx":
        found = _sheets(path)
    elif real == ".csv.gz":
        found = [_sniff_text(path, _gunzip_head(path), "csv.gz")]
    else:
        found = [_sniff_text(path, head, "csv")]
    return [replace(file, bytes=status.st_size, modified_ns=status.st_mtime_ns) for file in found]


_FORMAT_NAMES = {
    ".csv": "plain text",
    ".csv.gz": "a gzip archive",
    ".parquet": "a Parquet file",
    ".xlsx": "an Excel workbook",
    "zip": "a ZIP archive",
    "binary": "binary data, not a table",
}
_REMEDIES = {
    ".csv": "Rename it to end in .csv.",
    ".csv.gz": "Rename it to end in .csv.gz, or unpack it.",
    ".parquet": "Rename it to end in .parquet.",
    ".xlsx": "Rename it to end in .xlsx, or save it as CSV from Excel.",
    "zip": "Unpack the archive and choose the folder with the unpacked files.",
    "binary": "Export the table again as CSV.",
}


def _real_format(path: Path, head: bytes) -> str:
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head.startswith(b"\x1f\x8b"):
        return ".csv.gz"
    if head.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(path) as archive:
                return ".xlsx" if "[Content_Types].xml" in archive.namelist() else "zip"
        except zipfile.BadZipFile:
            return "zip"
    if _encoding_of(head) == "binary":
        return "binary"
    return ".csv"


def _encoding_of(head: bytes) -> str:
    """The text encoding of the first bytes; "binary" when they are no text."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:4096]
    if (nuls := sample.count(0)) * 3 > len(sample):
        # Text in UTF-16 without a mark has a NUL beside nearly every letter.
        odd = sample[1::2].count(0)
        if odd * 10 >= nuls * 9:
            return "utf-16-le"
        return "utf-16-be" if odd * 10 <= nuls else "binary"
    # Control characters that no text export writes: an image or an executable.
    controls = sum(sample.count(code) for code in range(1, 32) if code not in (9, 10, 13, 27, 26))
    if controls * 20 > len(sample):
        return "binary"
    valid, invalid = utf8_letters(head)
    return "utf-8" if valid >= invalid else "cp1252"


def utf8_letters(data: bytes) -> tuple[int, int]:
    """How many letters beyond ASCII are valid UTF-8, and how many bytes are not.

    Text in Windows-1252 has next to none of the former; damaged UTF-8 has few of the latter.
    """
    if data.isascii():
        return 0, 0
    # A letter cut off at the end is no fault.
    text = codecs.getincrementaldecoder("utf-8")(errors="replace").decode(data)
    invalid = text.count("\ufffd")
    return len(text) - len(text.encode("ascii", "ignore")) - invalid, invalid


def _gunzip_head(path: Path) -> bytes:
    try:
        with gzip.open(path) as file:
            head: bytes = file.read(_HEAD_BYTES)
    except (EOFError, OSError, zlib.error) as error:
        raise InputError(
            "The gzip archive is damaged.",
            file=path,
            remedy="Copy or export the file again.",
        ) from error
    if not head:
        raise InputError(
            "The archive holds an empty file.", file=path, remedy="Export it again from the shop."
        )
    return head


def _sniff_text(path: Path, head: bytes, kind: str) -> Sniffed:
    encoding = _encoding_of(head)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise InputError(
            "The file holds only blank space.", file=path, remedy="Export it again from the shop."
        )
    best: tuple[int, int, str, tuple[str, ...]] | None = None
    for delimiter in DELIMITERS:
        header = _first_record(text, delimiter)
        known = sum(normalised(name) in _KNOWN_COLUMNS for name in header)
        if best is None or (known, len(header)) > best[:2]:
            best = (known, len(header), delimiter, header)
    assert best is not None
    return Sniffed(path, kind, best[3], encoding, best[2])


def _first_record(text: str, delimiter: str) -> tuple[str, ...]:
    """The first record's fields; none where it cannot be read as a record."""
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), ()))
    except csv.Error:
        return ()


def literal(path: Path) -> str:
    """The path as DuckDB must be told it: brackets and stars in a name are no pattern."""
    return re.sub(r"([\[*?])", r"[\1]", str(path))


def _parquet_header(path: Path) -> tuple[str, ...]:
    try:
        with duckdb.connect() as con:
            sql = "SELECT * FROM read_parquet(?, hive_partitioning=false) LIMIT 0"
            rows = con.execute(sql, [literal(path)]).description
    except duckdb.Error as error:
        raise InputError(
            "The Parquet file is damaged.", file=path, remedy="Copy or export the file again."
        ) from error
    return tuple(row[0] for row in rows)


def open_workbook(path: Path) -> python_calamine.CalamineWorkbook:
    """The workbook; `InputError` when it is damaged or protected."""
    with readable_workbook(path):
        return python_calamine.CalamineWorkbook.from_path(str(path))


@contextmanager
def readable_workbook(path: Path) -> Iterator[None]:
    """Turns the failures of reading a workbook into `InputError`."""
    try:
        yield
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(
            "The workbook is damaged or protected by a password.",
            file=path,
            remedy="Open it in Excel, remove any password, and save it again.",
        ) from error


def _sheets(path: Path) -> list[Sniffed]:
    workbook = open_workbook(path)
    sheets = []
    for name in workbook.sheet_names:
        with readable_workbook(path):
            rows = workbook.get_sheet_by_name(name).to_python(nrows=1)
        if rows:
            header = tuple(str(cell) for cell in rows[0])
            sheets.append(Sniffed(path, "xlsx", header, sheet=name))
    if not sheets:
        raise InputError(
            "The workbook has no filled sheet.", file=path, remedy="Export it again from the shop."
        )
    return sheets


def open_bytes(path: Path, kind: str) -> BinaryIO:
    """The file's bytes as text files hold them, unpacked when it is a gzip archive."""
    return gzip.open(path) if kind == "csv.gz" else path.open("rb")  # type: ignore[return-value]
