"""Making a file readable for the engine: text in UTF-8 on disk, or Parquet, with its line ends."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import gzip
import math
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from crri_gui.engine.progress import Run
from crri_gui.engine.sniff import (
    Sniffed,
    open_bytes,
    open_workbook,
    readable_workbook,
    utf8_letters,
)
from crri_gui.errors import InputError, OutputError

_CHUNK = 4 << 20


def readable(run: Run, file: Sniffed, work: Path, encoding: str | None = None) -> Path:
    """A path that DuckDB reads as it is: the file itself, or a copy in `work`.

    `encoding` overrides the one that the first bytes suggested. Copies are UTF-8 with the
    line ends of the original, so that line numbers hold.
    """
    encoding = encoding or file.encoding
    if file.format == "parquet" or (file.format == "csv" and encoding == "utf-8"):
        return file.path
    copy = work / f"{abs(hash((file.label, encoding)))}.csv"
    try:
        if file.format == "xlsx":
            _workbook_to_csv(run, file, copy)
        else:
            _text_to_utf8(run, file, encoding, copy)
    except UnicodeDecodeError as error:
        raise InputError(
            f"The text is not valid {encoding} at byte {error.start}.",
            file=file.label,
            remedy="Export the file again, as UTF-8.",
        ) from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(
            "The gzip archive is damaged or cut off.",
            file=file.label,
            remedy="Copy or export the file again.",
        ) from error
    except OSError as error:
        raise OutputError(
            f"The temporary copy of a raw file cannot be written: {error.strerror}.",
            file=copy,
            remedy="Free space on that drive, or name another one with --temp-dir.",
        ) from error
    return copy


def _chunks(run: Run, file: Sniffed) -> Iterator[bytes]:
    with open_bytes(file.path, file.format) as source:
        while chunk := source.read(_CHUNK):
            run.checkpoint()
            yield chunk


def _text_to_utf8(run: Run, file: Sniffed, encoding: str, copy: Path) -> None:
    # Five byte values mean nothing in Windows-1252; Latin-1 gives them their old meaning.
    errors = "crri_latin1" if encoding == "cp1252" else "strict"
    # Only packed UTF-8 keeps its bytes: what is wrong in it is rejected row by row later.
    decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)(errors)
    with copy.open("wb") as target:
        for chunk in _chunks(run, file):
            target.write(chunk if decoder is None else decoder.decode(chunk).encode())
        if decoder is not None:
            target.write(decoder.decode(b"", final=True).encode())


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("crri_latin1", _as_latin1)


def unify_line_ends(run: Run, source: Path, work: Path) -> Path:
    """A copy with `\\n` at every line's end, for a file that mixes them."""
    copy = work / f"{source.stem}-{abs(hash(source))}-lf.csv"
    with source.open("rb") as raw, copy.open("wb") as target:
        carried = b""
        while chunk := raw.read(_CHUNK):
            run.checkpoint()
            chunk = carried + chunk
            carried = b"\r" if chunk.endswith(b"\r") else b""
            whole = chunk[: len(chunk) - len(carried)]
            target.write(whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
        target.write(carried.replace(b"\r", b"\n"))
    return copy


def is_mostly_utf8(run: Run, path: Path) -> bool:
    """Whether a file with invalid UTF-8 is damaged UTF-8 rather than Windows-1252."""
    valid = invalid = 0
    with path.open("rb") as file:
        while line := file.readline(_CHUNK):
            run.checkpoint()
            more_valid, more_invalid = utf8_letters(line)
            valid, invalid = valid + more_valid, invalid + more_invalid
    return valid > invalid


def _workbook_to_csv(run: Run, file: Sniffed, copy: Path) -> None:
    sheet = open_workbook(file.path).get_sheet_by_name(file.sheet or "")
    with copy.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        with readable_workbook(file.path):
            for number, row in enumerate(sheet.iter_rows()):
                if number % 10_000 == 0:
                    run.checkpoint()
                writer.writerow([_cell(value) for value in row])


def _cell(value: object) -> str:
    """A cell as the CSV export of the same data would have it."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float) and math.isfinite(value):
        # Without a decimal sign: a number is no matter of conventions.
        _, digits, exponent = Decimal(repr(value)).as_tuple()
        sign = "-" if value < 0 else ""
        return f"{sign}{''.join(map(str, digits))}e{exponent}"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    return str(value)
