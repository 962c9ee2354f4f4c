"""ZIP archives: what is in one, the bytes of a member, and which archives are not unpacked."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from crri_gui.errors import InputError

# As Apache POI has it. Tables of text shrink to a third or a twentieth; small ones do no harm.
_LARGEST_RATIO = 100
_HARMLESS = 100 << 20
_MOST_MEMBERS = 10_000
_PASSWORD = 0x1
_DRIVE = re.compile(r"[A-Za-z]:|\\\\")


def members(path: Path) -> list[zipfile.ZipInfo]:
    """The files in the archive, in its order.

    Raises `InputError` when it is damaged, a bomb, or names files outside of itself.
    """
    with _opened(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
    size = path.stat().st_size
    if len(infos) > _MOST_MEMBERS:
        raise InputError("archive_of_too_many_files", files=len(infos), file=path)
    refuse_bomb(path, infos, size)
    names: set[str] = set()
    for info in infos:
        if info.filename in names:
            raise InputError("archive_names_twice", name=info.filename, file=path)
        names.add(info.filename)
        name = PurePosixPath(info.filename)
        if name.is_absolute() or ".." in name.parts or _DRIVE.match(info.filename):
            raise InputError("archive_names_outside", name=info.filename, file=path)
    return infos


def refuse_bomb(path: Path, infos: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Raise `InputError` when the members would unpack to far more than `size` explains."""
    refuse_swelling(path, sum(info.file_size for info in infos), size)


def refuse_swelling(file: Path | str, unpacked: int, packed: int) -> None:
    """Raise `InputError` when so many unpacked bytes come out of so few."""
    if unpacked > _HARMLESS and unpacked > packed * _LARGEST_RATIO:
        raise InputError("archive_unpacks_too_large", ratio=_LARGEST_RATIO, file=file)


@contextmanager
def opened(path: Path, member: str) -> Iterator[BinaryIO]:
    """The bytes of a member, never more than the archive says that it has.

    Raises `InputError`, also while it is read, when it is damaged or protected.
    """
    label = f"{path}/{member}"
    with _opened(path) as archive, _readable(label):
        info = archive.getinfo(member)
        if info.flag_bits & _PASSWORD:
            raise InputError("archive_with_password", file=label)
        with archive.open(info) as source:
            yield source  # type: ignore[misc]


def is_workbook(path: Path) -> bool:
    """Whether the archive is an Excel workbook; a damaged one is none."""
    try:
        with _opened(path) as archive:
            return "[Content_Types].xml" in archive.namelist()
    except InputError:
        return False


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    # A damaged byte may be anywhere: in a length, in a name, in the number of a version.
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise _damaged(path) from error


@contextmanager
def _readable(label: Path | str) -> Iterator[None]:
    """Turns the failures of reading an archive into `InputError`."""
    try:
        yield
    except NotImplementedError as error:
        raise InputError("archive_method_unknown", reason=str(error), file=label) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError) as error:
        raise _damaged(label) from error


def _damaged(label: Path | str) -> InputError:
    return InputError("zip_damaged", file=label)
