"""Several files that are one table: when they may be taken for its parts, and when not.

A folder holds parts (orders_2017.csv, orders_2018.csv.gz, 2017-01/orders.csv, part-0001.parquet)
or copies (orders.csv, orders (1).csv, orders_backup.csv). Parts are added up, a copy would count
every amount twice; so only files whose names differ in numbers alone are taken without asking.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.formats import foreign_suffix, suffix_of
from crri_gui.engine.discover.sniff import Sniffed, open_bytes
from crri_gui.errors import InputError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RawTable

_CHUNK = 4 << 20
# Spark and its like number their files and add something random.
_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_COPY = re.compile(
    r"\(\d+\)|(?<![a-zà-ü])(copy|copia|cópia|kopie|backup|bak|old|antig[oa]|alt|new|nov[oa]|neu"
    r"|final|test|tmp)(?![a-zà-ü])"
)


def parts_of(
    run: RunContext, folder: Path, table: RawTable, files: Sequence[Sniffed]
) -> tuple[Sniffed, ...]:
    """The files, which all fit the table, as its parts in a stable order.

    Raises `InputError` when one may be a copy or another version of another, `Cancelled`.
    """
    reject_duplicate_files(run, table, files)
    names = [plain_name_in(folder, file) for file in files]
    if len({(file.path, file.member) for file in files}) < len(files):
        # Sheets of one workbook are told apart by their names.
        names = [f"{n}#{file.sheet}".casefold() for n, file in zip(names, files, strict=True)]
    numbered = len({pattern_of(name) for name in names}) == 1
    if not numbered or any(_COPY.search(name) for name in names):
        listed = [file.label for file in files[:5]]
        if len(files) > 5:
            listed.append(sentence("and_more", count=len(files) - 5))
        raise InputError(
            "several_files_for_table", count=len(files), table=table.name, files=listed
        )
    return in_order(files)


def in_order(files: Sequence[Sniffed]) -> tuple[Sniffed, ...]:
    """By path and sheet."""
    return tuple(sorted(files, key=lambda file: file.label))


def reject_duplicate_files(run: RunContext, table: RawTable, files: Sequence[Sniffed]) -> None:
    """Raise `InputError` when two of the files have the same content, unless it is no rows."""
    for first, second in _alike(run, files):
        if not _only_header(second):
            raise InputError(
                "same_file_twice", table=table.name, first=first.label, second=second.label
            )


def packed_copies(run: RunContext, files: Sequence[Sniffed]) -> list[tuple[Sniffed, Sniffed]]:
    """Files and the members of archives that are the same: an archive beside what it holds."""
    # What is unpacked comes first, and is the one that is kept.
    ordered = sorted(files, key=lambda file: (file.member is not None, file.label))
    return [(first, second) for first, second in _alike(run, ordered) if second.member is not None]


def _alike(run: RunContext, files: Sequence[Sniffed]) -> Iterator[tuple[Sniffed, Sniffed]]:
    by_size: dict[int, dict[tuple[Path, str | None], Sniffed]] = {}
    for file in files:
        by_size.setdefault(file.bytes, {})[file.path, file.member] = file
    for alike in by_size.values():
        if len(alike) < 2:
            continue
        known: dict[bytes, Sniffed] = {}
        for file in alike.values():
            content = _digest(run, file)
            if content in known:
                yield known[content], file
            else:
                known[content] = file


def _digest(run: RunContext, file: Sniffed) -> bytes:
    digest = hashlib.sha256()
    try:
        with open_bytes(file.path, "", file.member) as source:
            while chunk := source.read(_CHUNK):
                run.checkpoint()
                digest.update(chunk)
    except OSError as error:
        raise InputError("file_unreadable", reason=error.strerror, file=file.label) from error
    return digest.digest()


def _only_header(file: Sniffed) -> bool:
    """Whether a text file is so short that nothing stands below its header."""
    short = file.format == "csv" and file.bytes < 1 << 16
    if not short:
        return False
    with open_bytes(file.path, file.format, file.member) as source:
        return len(source.read().split(b"\n", 1)[-1].strip()) == 0


def columns_of(files: Sequence[Sniffed]) -> tuple[str, ...]:
    """The columns that at least one of the files has."""
    return tuple(dict.fromkeys(name for file in files for name in file.columns))


def label_of(labels: Sequence[str]) -> str:
    """What a table's files are called together."""
    if len(labels) == 1:
        return labels[0]
    if len(labels) == 2:
        return sentence("files.two", first=labels[0], second=labels[1])
    return sentence("files", first=labels[0], more=len(labels) - 1)


def plain_name_in(folder: Path, file: Sniffed) -> str:
    """`plain_name` of the file's path below `folder`, without its sheet."""
    return plain_name(replace(file, sheet=None).name_in(folder))


def plain_name(name: str) -> str:
    """A file's name in lower case and without what says how it is written or packed."""
    path = PurePath(name)
    plain = name.casefold().removesuffix(suffix_of(path) or foreign_suffix(path) or "")
    # What packs the content says nothing of it: part-0.snappy.parquet, orders.csv.zst.
    return re.sub(r"\.(snappy|zstd|gz|csv|tsv|txt)$", "", plain)


def pattern_of(name: str) -> str:
    """The plain name without its numbers: that of all parts of a table."""
    return re.sub(r"\d+", "#", _RANDOM.sub("#", name))


def may_be_part(name: str, taken: Collection[str]) -> bool:
    """Whether a file's plain name differs in numbers alone from those of a table's files."""
    pattern = pattern_of(name)
    speaks = re.search(r"[^\W\d_]", pattern.rpartition("/")[2]) is not None
    return speaks and name not in taken and pattern in {pattern_of(other) for other in taken}
