"""Files that CRRI has written for itself, read as if somebody else had written them.

They decide what is moved and deleted, and lie where others can write. So no link is followed,
nothing but a plain file is opened, what is read has a limit, and a name leads nowhere else. What
is not as CRRI writes it is kept, out of the way, for somebody to look at.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from crri_gui.engine.core import durable

MOST_BYTES = 64 << 20
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_JUNCTION = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT
_ASIDE = "damaged-"
# No separator of any system, no drive or stream of Windows, nothing that cannot be seen.
_NOT_IN_NAMES = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Damaged(ValueError):
    """A file of CRRI's own is not as CRRI writes it; the text says in what."""


def read(path: Path, *, follow: bool = False, limit: int = MOST_BYTES) -> bytes:
    """A file's content. `Damaged` for what is no plain file or larger than `limit` bytes.

    Nothing is waited for, and no link is followed unless told. Raises `OSError` as usual.
    """
    _refuse_irregular(path.stat() if follow else path.lstat())
    descriptor = os.open(path, _FLAGS if follow else _FLAGS | _NO_FOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        # Another may lie there since it was looked at.
        found = os.fstat(descriptor)
        _refuse_irregular(found)
        if found.st_size > limit:
            raise Damaged(f"it has {found.st_size:,} bytes")
        return file.read(limit)


def _refuse_irregular(found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise Damaged("it is a link")
    if not stat.S_ISREG(found.st_mode):
        raise Damaged("it is no plain file")


def read_json(path: Path, *, follow: bool = False, limit: int = MOST_BYTES) -> dict[str, Any]:
    """The JSON object in a file. `Damaged` where there is none, else as `read`."""
    try:
        content = json.loads(read(path, follow=follow, limit=limit))
    except RecursionError as error:
        raise Damaged("it is nested too deeply") from error
    except Damaged:
        raise
    except ValueError as error:
        raise Damaged("it is no JSON") from error
    if not isinstance(content, dict):
        raise Damaged("it is no JSON object")
    return content


def is_name(name: object) -> bool:
    """Whether this is the plain name of a file on every system, and of none that is hidden."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= 255
        and not name.startswith(".")
        and not name.endswith((".", " "))
        and not _NOT_IN_NAMES.search(name)
        and not _RESERVED.fullmatch(name)
    )


def is_path(path: object, *, levels: int) -> bool:
    """Whether this leads from a folder, with "/", to a file in it or so many levels below."""
    if not isinstance(path, str):
        return False
    parts = path.split("/")
    return len(parts) <= levels and all(is_name(part) for part in parts)


def is_count(value: object) -> bool:
    """Whether this is a whole number that counts or measures something."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 63


def is_hash(value: object) -> bool:
    """Whether this is a SHA-256 as CRRI writes it."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def is_text_map(value: object) -> bool:
    """Whether this is a mapping of texts to texts."""
    return isinstance(value, Mapping) and all(
        isinstance(key, str) and isinstance(item, str) for key, item in value.items()
    )


def plain(value: object, most: int = 80) -> str:
    """A text from such a file as it may be shown: in one line, and nothing a terminal obeys."""
    return "".join(c if c.isprintable() else "?" for c in str(value)[:most])


def is_link(path: Path) -> bool:
    """Whether this leads elsewhere; false where nothing is."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def is_folder(path: Path) -> bool:
    """Whether this is a folder, and no link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode) and not is_link(path)
    except (FileNotFoundError, NotADirectoryError):
        return False


def irregular(folder: Path) -> list[Path]:
    """What in a folder is neither a plain file nor a folder: links, pipes, devices."""
    return [
        path
        for path in folder.iterdir()
        if is_link(path) or not (is_folder(path) or stat.S_ISREG(path.lstat().st_mode))
    ]


def plain_files(folder: Path) -> list[Path]:
    """The plain files in a folder, links to such left out."""
    return [path for path in folder.iterdir() if stat.S_ISREG(path.lstat().st_mode)]


def drop(path: Path) -> None:
    """Deletes a folder as far as possible, or whatever is in its place; no link is followed."""
    if is_folder(path):
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def set_aside(home: Path, paths: Iterable[Path]) -> Path:
    """Moves what is not as it should be into a new folder in `home`; returns that.

    In the order given, so that what tells of the others can go last: a kill leaves it in place.
    """
    number = max((_number(path.name) for path in home.glob(f"{_ASIDE}*")), default=0) + 1
    folder = home / f"{_ASIDE}{number:04d}"
    folder.mkdir()
    for path in paths:
        if os.path.lexists(path):
            durable.move(path, folder / path.name)
    durable.flush_folder(folder)
    durable.flush_folder(home)
    return folder


def _number(name: str) -> int:
    digits = name.removeprefix(_ASIDE)
    return int(digits) if digits.isascii() and digits.isdecimal() else 0
