"""The content hash of a raw file, and a count of its records that knows nothing of columns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.errors import InputError

_CHUNK = 1 << 18
# An opening quotation mark that never closes would otherwise be carried to the file's end.
_LONGEST_FIELD = 64 << 20
_BLANK_LINE = re.compile(rb"\n\r?\n")
_BLANK_LINES = re.compile(rb"\n[\r\n]+")


@dataclass(frozen=True)
class Fingerprint:
    """A raw file as it was read.

    `sha256` is in hex, `records` the records below the header (None when the file is not
    plain text in UTF-8, or when its quotation marks do not close), `rows_in_quotes` the lines
    within quoted fields that look like rows, `breaks_in_quotes` those beside a delimiter at
    all, `cut_off` that the last line has no end.
    """

    path: Path
    sha256: str
    bytes: int
    records: int | None = None
    rows_in_quotes: int = 0
    breaks_in_quotes: int = 0
    cut_off: bool = False


Counts = tuple[int | None, int, int, bool]
"""Records, rows in quotes, breaks in quotes, cut off: as in `Fingerprint`."""


class RecordCounter:
    """Counts the records of a CSV by its line ends outside quoted fields.

    Being independent of the reader it can prove that the reader lost no record. Blank lines
    are no records.
    """

    def __init__(self, delimiter: str, columns: int = 0, escape: str = '"') -> None:
        self._delimiter = delimiter.encode()
        self._columns = columns
        self.breaks_in_quotes = 0
        self.rows_in_quotes = 0
        # Both begin with the mark itself, which is found faster than what stands before it.
        opening = b'"(?<=[\\n' + re.escape(delimiter.encode()) + b']")'
        self._opening = re.compile(opening)
        # Possessive: a field cut off within "" must not close at the first of the two.
        # In parentheses: to split by it leaves what lies without and within by turns.
        inner = b'[^"]*+(?:""[^"]*+)*+'
        if escape == "\\":
            inner = rb'[^"\\]*+(?:\\.[^"\\]*+)*+'
        self._quoted = re.compile(b"(" + opening + inner + b'")', re.DOTALL)
        self._carry = b""
        self._lines = 0
        self._ending: bytes | None = None
        self._lost = False

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the file."""
        if self._ending is None:
            self._ending = b"\r" if b"\r" in chunk and b"\n" not in chunk else b"\n"
            chunk = chunk.removeprefix(b"\xef\xbb\xbf")
        if self._lost:
            return
        if self._ending == b"\r":
            chunk = chunk.replace(b"\r", b"\n")
        # The carry begins a line, so a quotation mark at its start opens a field.
        data = b"\n" + self._carry + chunk
        # A quotation mark at the end may close a field or be the first of two.
        held = b""
        if data.endswith(b'"'):
            held = data[len(data.rstrip(b'"')) :]
            data = data[: len(data) - len(held)]
        unclosed = None
        if b'"' in data:
            parts = self._quoted.split(data)
            if self._columns > 1:
                for text in parts[1::2]:
                    if b"\n" in text:
                        self._look_within(text)
            data = b"x".join(parts[::2])
            unclosed = self._opening.search(data)
        cut = data.rfind(b"\n", 0, unclosed.start() if unclosed else len(data)) + 1
        if _BLANK_LINE.search(data):
            self._lines += _BLANK_LINES.sub(b"\n", data[:cut]).count(b"\n") - 1
        else:
            self._lines += data.count(b"\n", 0, cut) - 1
        self._carry = data[cut:] + held
        self._lost = len(self._carry) > _LONGEST_FIELD

    def _look_within(self, text: bytes) -> None:
        breaks, delimiters = text.count(b"\n"), text.count(self._delimiter)
        self.breaks_in_quotes += breaks if delimiters else 0
        # A row that begins and ends in the same column has all its delimiters.
        if delimiters >= breaks * (self._columns - 1):
            self.rows_in_quotes += breaks

    def findings(self) -> Counts:
        """What was counted."""
        return self.records(), self.rows_in_quotes, self.breaks_in_quotes, bool(self._carry)

    def records(self) -> int | None:
        """The records below the header; None when a quotation mark never closed."""
        last = self._quoted.sub(b"x", b"\n" + self._carry)
        if self._lost or self._opening.search(last):
            return None
        return max(0, self._lines + bool(last.strip(b"\r\n")) - 1)


def countable(file: Sniffed) -> tuple[str | None, int]:
    """Delimiter and columns of a file whose records can be counted as it lies on disk."""
    counted = file.as_it_lies and file.format == "csv"
    return (file.delimiter if counted else None), len(file.header)


def fingerprint(
    run: RunContext, path: Path, delimiter: str | None = None, columns: int = 0
) -> Fingerprint:
    """Hash the file's bytes as they lie on disk; count records when `delimiter` is given.

    `columns` is how many the header has.
    """
    with _still_there(path):
        return _fingerprint(run, path, delimiter, columns)


@contextmanager
def _still_there(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError("file_unreadable_any_more", reason=error.strerror, file=path) from error


def _fingerprint(run: RunContext, path: Path, delimiter: str | None, columns: int) -> Fingerprint:
    size = 0
    digest = hashlib.sha256()
    counter = RecordCounter(delimiter, columns) if delimiter else None
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            run.checkpoint()
            digest.update(chunk)
            size += len(chunk)
            if counter is not None:
                counter.feed(chunk)
    return Fingerprint(
        path,
        digest.hexdigest(),
        size,
        *(() if counter is None else counter.findings()),
    )


def refuse_changed(files: Iterable[Sniffed]) -> None:
    """Raise `InputError` when a file is not as it was when its header was read."""
    for file in files:
        with _still_there(file.path):
            changed = file.has_changed()
        if changed:
            raise InputError("file_changed_while_read", file=file.label)
