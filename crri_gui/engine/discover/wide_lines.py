"""Lines with thousands of fields too many, which the reader would take minutes or hours for."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.errors import InputError

# The reader keeps the whole line for each field too many: 2,000 of 100 letters take 400 MB.
_MOST_KEPT = 200 << 20
# Looked at are lines that are longer than this, which costs next to nothing where none is.
_SHORTEST, _LONGEST = 4 << 10, 16 << 10
_CHUNK = 4 << 20


def refuse_wide_lines(run: RunContext, file: Sniffed, path: Path, delimiter: str) -> None:
    """Raise `InputError` when the text at `path` has lines that the reader would not get through.

    `path` is the file as UTF-8; its lines are those of the file. Raises `Cancelled`.
    """
    size = path.stat().st_size
    long = min(max(_SHORTEST, size >> 12), _LONGEST)
    if size <= long:
        return
    with path.open("rb") as source, mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as text:
        ending = b"\r" if b"\r" in text[:_CHUNK] and b"\n" not in text[:_CHUNK] else b"\n"
        kept = place = steps = 0
        counted = quotes = 0
        while place + long < size:
            steps += 1
            if steps % 1_000 == 0:
                run.checkpoint()
                # What was looked at stays in the file cache, and counts as this process's no more.
                if sys.platform != "win32":
                    text.madvise(mmap.MADV_DONTNEED)
            within = text.rfind(ending, place, place + long)
            if within >= 0:
                place = within + 1
                continue
            end = text.find(ending, place + long)
            line = text[place : end if end >= 0 else size]
            if line.count(delimiter.encode()) >= len(file.header):
                quotes += _count(text, b'"', counted, place)
                counted = place
                # What stands between quotation marks is one field, here or from a line before.
                outside = line.split(b'"')[quotes % 2 :: 2]
                fields = 1 + sum(part.count(delimiter.encode()) for part in outside)
                kept += max(0, fields - len(file.header)) * len(line)
                if kept > _MOST_KEPT:
                    number = 1 + _count(text, ending, 0, place)
                    raise InputError(
                        "line_too_wide",
                        fields=fields,
                        header=len(file.header),
                        file=file.label,
                        line=number,
                    )
            place += len(line) + 1


def _count(text: mmap.mmap, sign: bytes, begin: int, end: int) -> int:
    """How often a sign is between two places."""
    return sum(
        text[start : min(start + _CHUNK, end)].count(sign) for start in range(begin, end, _CHUNK)
    )
