"""Whether the drives have room for a run, asked before it begins."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from crri_gui.engine.discover.sniff import Sniffed
from crri_gui.errors import OutputError, UsageError

if TYPE_CHECKING:
    from crri_gui.engine.spark.cluster import Cluster

# Bytes for each byte of raw text, measured on shops of 1 and 10 million orders: what the engine
# wants to hold at once (13.3 GB beyond a limit of 1 GB for 6.1 GB), what it publishes, and what
# lies in the staging folder of a cluster (6.5 GB for 6.1 GB).
_HELD = 2.4
_PUBLISHED = 0.3
_STAGED = 1.2
# What a file of another form would be as text.
_UNPACKED = {"csv.gz": 6.0, "parquet": 5.0, "xlsx": 8.0}
_KEPT_FREE = 100 << 20


def bytes_of(limit: str) -> int:
    """A memory limit such as "2GB" or "512MiB" in bytes. Raises `UsageError`."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:([KMGT])(i?))?B", limit, re.IGNORECASE)
    if match is None:
        raise UsageError("memory_limit_invalid", limit=limit)
    power = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}[(match[2] or "").upper()]
    unit = 1024**power if match[3] else 1000**power
    return int(float(match[1]) * unit)


def refuse_without_room(
    files: Iterable[Sniffed], memory_limit: int, work: Path, cluster: Cluster | None = None
) -> None:
    """Raise `OutputError` when the temporary folder cannot hold what memory does not.

    `memory_limit` is in bytes; a `cluster` needs its staging folder as well. Nothing was read
    or written yet.
    """
    text = copies = 0.0
    for file in files:
        size = _as_text(file)
        text += size
        if not file.as_it_lies:
            copies += size
    needed = copies + max(0.0, _HELD * text - memory_limit)
    if cluster is not None and cluster.stage_dir is None:
        needed += _STAGED * text
    elif cluster is not None and cluster.stage_dir is not None:
        _need_room("staging_drive_too_small", _STAGED * text, cluster.stage_dir)
    _need_room("temporary_drive_too_small", needed, work)


def refuse_without_room_for_copies(needed: int, work: Path) -> None:
    """Raise `OutputError` when the temporary folder cannot hold so many bytes of raw files."""
    _need_room("temporary_drive_too_small_for_copies", needed, work)


def refuse_without_room_for_outputs(files: Iterable[Sniffed], output_dir: Path) -> None:
    """Raise `OutputError` when the output folder's drive cannot hold another published set."""
    needed = _PUBLISHED * sum(_as_text(file) for file in files)
    _need_room("output_drive_too_small", needed, output_dir)


def _need_room(code: str, needed: float, folder: Path) -> None:
    free = _free(folder)
    if needed > _KEPT_FREE and needed + _KEPT_FREE > free:
        raise OutputError(code, free=free / 1e9, needed=needed / 1e9, file=folder)


def _as_text(file: Sniffed) -> float:
    return file.bytes * _UNPACKED.get(file.format, 1.0)


def _free(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
