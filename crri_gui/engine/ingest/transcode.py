"""Making a file readable for the engine: text in UTF-8 on disk, or Parquet, with its line ends."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.archive import refuse_swelling
from crri_gui.engine.discover.sheets import SheetNotes, to_csv
from crri_gui.engine.discover.sniff import Sniffed, on_disk, open_bytes, unpack, utf8_letters
from crri_gui.engine.discover.wide_lines import refuse_wide_lines
from crri_gui.errors import InputError, OutputError

_CHUNK = 4 << 20


def ensure_utf8(
    run: RunContext,
    file: Sniffed,
    work: Path,
    encoding: str | None = None,
    notes: list[SheetNotes] | None = None,
) -> Path:
    """A path that DuckDB reads as it is: the file itself, or a copy in `work`.

    `encoding` overrides the one that the first bytes suggested; `notes` takes those of a sheet.
    Copies are UTF-8 with the line ends of the original, so that line numbers hold. Raises
    `InputError` where there is no reading it, `OutputError` for a copy that cannot be written,
    `Cancelled`.
    """
    encoding = encoding or file.encoding
    if file.as_it_lies and encoding == file.encoding:
        path = file.path
    else:
        suffix = "parquet" if file.format == "parquet" else "csv"
        path = work / f"{abs(hash((file.label, encoding)))}.{suffix}"
        _copy(run, file, encoding, path, notes if notes is not None else [])
    if file.format not in ("parquet", "xlsx"):
        refuse_wide_lines(run, file, path, file.delimiter)
    return path


def _copy(
    run: RunContext, file: Sniffed, encoding: str, copy: Path, notes: list[SheetNotes]
) -> None:
    try:
        if file.format == "parquet":
            unpack(run, file.path, file.member or "", copy)
        elif file.format == "xlsx":
            with on_disk(run, file, copy.parent) as path:
                notes.append(to_csv(run, path, file.sheet or "", file.skip_lines, copy))
        else:
            _text_to_utf8(run, file, encoding, copy)
    except InputError as error:
        error.file = file.label
        raise
    except UnicodeDecodeError as error:
        raise InputError(
            "text_not_in_encoding", encoding=encoding, byte=error.start, file=file.label
        ) from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError("gzip_cut_off", file=file.label) from error
    except OSError as error:
        raise OutputError("copy_not_written", reason=error.strerror, file=copy) from error


def _chunks(run: RunContext, file: Sniffed) -> Iterator[bytes]:
    unpacked = 0
    with open_bytes(file.path, file.format, file.member) as source:
        while chunk := source.read(_CHUNK):
            run.checkpoint()
            unpacked += len(chunk)
            if file.format == "csv.gz":
                refuse_swelling(file.label, unpacked, file.bytes)
            yield chunk


def _text_to_utf8(run: RunContext, file: Sniffed, encoding: str, copy: Path) -> None:
    # Five byte values mean nothing in Windows-1252; Latin-1 gives them their old meaning.
    errors = "crri_latin1" if encoding == "cp1252" else "strict"
    # Only packed UTF-8 keeps its bytes: what is wrong in it is rejected row by row later.
    decoder = None if encoding == "utf-8" else codecs.getincrementaldecoder(encoding)(errors)
    with copy.open("wb") as target:
        first = bool(file.skip_lines)
        for chunk in _chunks(run, file):
            text = chunk if decoder is None else decoder.decode(chunk).encode()
            target.write(_header_first(text, file) if first else text)
            first = False
        if decoder is not None:
            target.write(decoder.decode(b"", final=True).encode())


def _header_first(text: bytes, file: Sniffed) -> bytes:
    """The beginning of a text without the lines above its header, which are looked at there.

    As many line breaks stand within the header's first name instead, which the reader does not
    look at: so every line keeps its number.
    """
    ending = b"\r\n" if b"\r\n" in text else b"\r" if b"\n" not in text else b"\n"
    lines = re.compile(b"(?:[^\r\n]*(?:\r\n|\r|\n)){%d}" % file.skip_lines)
    above = lines.match(text)
    assert above is not None
    rest = text[above.end() :]
    breaks = ending * file.skip_lines
    if rest.startswith(b'"'):
        return b'"' + breaks + rest[1:]
    name = re.match(b"[^\r\n" + re.escape(file.delimiter.encode()) + b"]*", rest)
    assert name is not None
    return b'"' + breaks + b'"' + rest[name.end() :]


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("crri_latin1", _as_latin1)


def unify_line_ends(run: RunContext, source: Path, work: Path) -> Path:
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


def is_mostly_utf8(run: RunContext, path: Path) -> bool:
    """Whether a file with invalid UTF-8 is damaged UTF-8 rather than Windows-1252."""
    valid = invalid = 0
    with path.open("rb") as file:
        while line := file.readline(_CHUNK):
            run.checkpoint()
            more_valid, more_invalid = utf8_letters(line)
            valid, invalid = valid + more_valid, invalid + more_invalid
    return valid > invalid
