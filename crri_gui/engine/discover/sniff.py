"""What one file is: its real format, encoding, delimiter and header, read from its first bytes.

DuckDB given the columns takes them by position and reads a wrong delimiter as no rows
without a word, so the header is read here first.
"""

from __future__ import annotations

import codecs
import errno
import gzip
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import duckdb

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.archive import is_workbook, opened
from crri_gui.engine.discover.formats import READ, suffix_of
from crri_gui.engine.discover.header import LOOKED_AT, normalised, rows_above, text_header
from crri_gui.engine.discover.sheets import heads
from crri_gui.errors import InputError
from crri_gui.messages import remedy, sentence

_HEAD_BYTES = 1 << 18
_CHUNK = 4 << 20


@dataclass(frozen=True)
class Sniffed:
    """A file (or a sheet of a workbook) and how to read it.

    `header` is as written, `columns` the same names normalised for matching; `bytes` and
    `modified_ns` tell whether the file has changed since. `origin` is what the user calls a
    file of which this is a copy. `member` is the name of a file within the archive at `path`,
    whose size is then `archive_bytes`. `skip_lines` lines stand above the header.
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
    member: str | None = None
    archive_bytes: int = 0
    skip_lines: int = 0

    @property
    def bytes_on_disk(self) -> int:
        """The size of the file at `path`."""
        return self.archive_bytes if self.member else self.bytes

    def has_changed(self) -> bool:
        """Whether it is another file now than when it was sniffed; raises `OSError` when gone."""
        now = self.path.stat()
        return (now.st_size, now.st_mtime_ns) != (self.bytes_on_disk, self.modified_ns)

    @property
    def as_it_lies(self) -> bool:
        """Whether the engine reads the file where it lies; a copy is made of all others."""
        if self.member or self.skip_lines:
            return False
        return self.format == "parquet" or (self.format, self.encoding) == ("csv", "utf-8")

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The header in lower case, with everything but letters and digits as `_`."""
        return tuple(normalised(name) for name in self.header)

    @property
    def label(self) -> str:
        """The path as the user knows it, with the sheet's name behind `#` for a workbook."""
        return self._within(self.origin or str(self.path))

    def name_in(self, folder: Path) -> str:
        """The path below the folder, or else as it is, in the same way."""
        path = self.path.relative_to(folder) if self.path.is_relative_to(folder) else self.path
        return self._within(path.as_posix())

    def _within(self, name: str) -> str:
        name = f"{name}/{self.member}" if self.member else name
        return f"{name}#{self.sheet}" if self.sheet else name


def sniff(path: Path, run: RunContext | None = None, temp_dir: Path | None = None) -> list[Sniffed]:
    """What the file is; one entry, or one a sheet for a workbook.

    `run` stops the reading of a workbook, which needs a temporary folder in `temp_dir`. Raises
    `InputError` when the file is empty, unreadable, an archive or not what its name says,
    `OutputError` when there is no temporary folder, `Cancelled`.
    """
    head, status = _head(path)
    claimed = READ[suffix_of(path) or ".csv"]
    real = _real_format(head, claimed, path)
    if real != claimed or real == ".zip":
        raise InputError(
            "file_named_otherwise",
            claimed=claimed,
            format=sentence(_FORMATS[real]),
            advice=remedy(_FORMATS[real]),
            file=path,
        )
    return [
        replace(file, bytes=status.st_size, modified_ns=status.st_mtime_ns)
        for file in _of_format(path, head, real, run or RunContext(), temp_dir)
    ]


def sniff_member(
    archive: Path, info: zipfile.ZipInfo, run: RunContext, scratch: Path
) -> list[Sniffed]:
    """`sniff` for a file within an archive; what has to lie on disk is unpacked to `scratch`."""
    name = PurePosixPath(info.filename)
    label = Path(f"{archive}/{info.filename}")
    claimed = READ[suffix_of(name) or ".csv"]
    if not info.file_size:
        raise _empty(label)
    if claimed in (".parquet", ".xlsx"):
        copy = scratch / f"member{claimed}"
        unpack(run, archive, info.filename, copy)
        try:
            files = sniff(copy, run, scratch)
        except InputError as error:
            error.file = str(label)
            raise
        finally:
            copy.unlink()
    else:
        with opened(archive, info.filename) as source:
            head = source.read(_HEAD_BYTES)
        real = _real_format(head, claimed)
        if real != claimed:
            raise InputError(
                "file_named_otherwise.in_archive",
                claimed=claimed,
                format=sentence(_FORMATS[real]),
                advice=remedy(_FORMATS[real]),
                file=label,
            )
        if real == ".csv.gz":
            with open_bytes(archive, "csv.gz", info.filename) as source:
                head = _unzipped(source, label)
        files = [_sniff_text(label, head, real.removeprefix("."))]
    status = archive.stat()
    return [
        replace(
            file,
            path=archive,
            member=info.filename,
            bytes=info.file_size,
            archive_bytes=status.st_size,
            modified_ns=status.st_mtime_ns,
        )
        for file in files
    ]


def unpack(run: RunContext, archive: Path, member: str, target: Path) -> None:
    """Write a member of an archive to a file. Raises `InputError`, `OSError`, `Cancelled`."""
    with opened(archive, member) as source, target.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            run.checkpoint()
            copy.write(chunk)


@contextmanager
def on_disk(run: RunContext, file: Sniffed, folder: Path) -> Iterator[Path]:
    """Where the file's own bytes lie: a member of an archive meanwhile as a copy in `folder`.

    Raises `InputError`, `OSError` of the copy, `Cancelled`.
    """
    if file.member is None:
        yield file.path
        return
    copy = folder / f"member-{abs(hash(file.label))}.{file.format}"
    try:
        unpack(run, file.path, file.member, copy)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _head(path: Path) -> tuple[bytes, os.stat_result]:
    try:
        # A pipe would be waited for, also one that has taken the file's place since it was seen.
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _no_file(path)
            head = file.read(_HEAD_BYTES)
    except PermissionError as error:
        raise InputError("file_not_permitted", file=path) from error
    except OSError as error:
        if error.errno == errno.ENXIO:  # A socket cannot be opened.
            raise _no_file(path) from error
        raise InputError("file_unreadable", reason=error.strerror, file=path) from error
    if not head:
        raise _empty(path)
    return head, status


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _no_file(path: Path) -> InputError:
    return InputError("file_not_regular", file=path)


def _empty(path: Path) -> InputError:
    return InputError("file_empty", file=path)


def _of_format(
    path: Path, head: bytes, real: str, run: RunContext, temp_dir: Path | None
) -> list[Sniffed]:
    if real == ".parquet":
        return [Sniffed(path, "parquet", _parquet_header(path))]
    if real == ".xlsx":
        return _sheets(path, run, temp_dir)
    if real == ".csv.gz":
        with open_bytes(path, "csv.gz") as source:
            return [_sniff_text(path, _unzipped(source, path), "csv.gz")]
    return [_sniff_text(path, head, "csv")]


# The messages on what files are that are not what they claim to be.
_FORMATS = {
    ".csv": "real_format.csv",
    ".csv.gz": "real_format.gzip",
    ".parquet": "real_format.parquet",
    ".xlsx": "real_format.workbook",
    ".zip": "real_format.zip",
    "office": "real_format.old_workbook",
    "binary": "real_format.binary",
}


def _real_format(head: bytes, claimed: str, on_disk: Path | None = None) -> str:
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head.startswith(b"\x1f\x8b"):
        return ".csv.gz"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if claimed in (".xlsx", ".zip"):
            return claimed
        return ".xlsx" if on_disk is not None and is_workbook(on_disk) else ".zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "office"
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


def _unzipped(source: BinaryIO, path: Path) -> bytes:
    """The first bytes of the text in a gzip archive."""
    try:
        head = source.read(_HEAD_BYTES)
    except (EOFError, OSError, zlib.error) as error:
        raise InputError("gzip_damaged", file=path) from error
    if not head:
        raise InputError("file_in_archive_empty", file=path)
    return head


def _sniff_text(path: Path, head: bytes, kind: str) -> Sniffed:
    encoding = _encoding_of(head)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head)
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise InputError("file_blank", file=path)
    above, delimiter, header = text_header(text)
    return Sniffed(path, kind, header, encoding, delimiter, skip_lines=above)


def literal_path(path: Path) -> str:
    """The path as DuckDB must be told it: brackets and stars in a name are no pattern."""
    return re.sub(r"([\[*?])", r"[\1]", str(path))


def _parquet_header(path: Path) -> tuple[str, ...]:
    try:
        with duckdb.connect() as con:
            sql = "SELECT * FROM read_parquet(?, hive_partitioning=false) LIMIT 0"
            rows = con.execute(sql, [literal_path(path)]).description
    except duckdb.Error as error:
        raise InputError("parquet_damaged", file=path) from error
    return tuple(row[0] for row in rows)


def _sheets(path: Path, run: RunContext, temp_dir: Path | None) -> list[Sniffed]:
    sheets = []
    for sheet in heads(run, path, LOOKED_AT + 1, temp_dir=temp_dir):
        above = rows_above(sheet.rows)
        header = list(sheet.rows[above]) if sheet.rows else []
        # What stands beside the table has no name.
        while header and not header[-1].strip():
            header.pop()
        if header:
            skipped = sheet.above + above
            names = tuple(header)
            sheets.append(Sniffed(path, "xlsx", names, sheet=sheet.name, skip_lines=skipped))
    if not sheets:
        raise InputError("workbook_empty", file=path)
    return sheets


@contextmanager
def open_bytes(path: Path, kind: str, member: str | None = None) -> Iterator[BinaryIO]:
    """The file's bytes as text files hold them, unpacked when it is a gzip archive.

    Raises `InputError` for a damaged archive of which it is a member.
    """
    with ExitStack() as stack:
        source = stack.enter_context(opened(path, member) if member else path.open("rb"))
        if kind == "csv.gz":
            source = stack.enter_context(gzip.GzipFile(fileobj=source))  # type: ignore[assignment]
        yield source
