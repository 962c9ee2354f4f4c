"""Raw files that only Spark's file systems lead to: copied to this machine, and read here.

Spark's own reader of CSV files loses and shifts rows without a word, so the workers do not read
them: whatever the way to a file, the same reader gives the same rows, rejects and lines.
"""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from crri_gui.engine.adapt.persons.pseudonyms import KEY_FILE
from crri_gui.engine.core import durable
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover import disk_space
from crri_gui.engine.discover.folder import is_left_out
from crri_gui.engine.discover.formats import suffix_of
from crri_gui.engine.layouts.kept import KEPT_FILE
from crri_gui.engine.spark.cluster import Cluster, awaited, connected
from crri_gui.errors import ClusterError, CrriError, InputError
from crri_gui.messages import sentence
from crri_gui.url import without_secrets

T = TypeVar("T")

_SIDE_BY_SIDE = 4  # one stream does not fill the way to an object store
_REPORT_SECONDS = 0.3
# What a person has left beside the files of an export, and the key of its pseudonyms.
_BESIDE = (KEPT_FILE, KEY_FILE)
_NO_FILE_SYSTEM = re.compile(r"No FileSystem for scheme|ClassNotFoundException")
_NOT_THERE = re.compile(r"FileNotFoundException|NoSuchBucket|UnknownStoreException")
_NO_ROOM = re.compile(r"No space left|not enough space")
_FORBIDDEN = re.compile(r"AccessDenied|AccessControl|Permission denied|Forbidden|Login failed")


@dataclass(frozen=True)
class _File:
    path: Any  # org.apache.hadoop.fs.Path
    name: PurePosixPath  # below the raw folder
    bytes: int
    modified: int


@contextmanager
def fetched(run: RunContext, cluster: Cluster, url: str, work: Path) -> Iterator[tuple[Path, str]]:
    """A folder in `work` with the raw files of the folder at `url`, and what to call that.

    The session with the cluster is kept for the run. Failures that happen meanwhile name the
    files as they are called there. Raises `InputError` when the folder cannot be listed or
    read, `OutputError` when this machine has no room for it, `ClusterError`, `Cancelled`.
    """
    shown = without_secrets(url).rstrip("/")
    with run.stage("find"):
        run.report(sentence("connecting_to_master", master=cluster.master))
    with connected(run, cluster, 0) as watched:
        with run.stage("find"):
            run.report(sentence("looking_for_tables.at_url", url=shown))
            listed = partial(_told, shown, partial(_listed, watched.spark, url))
            ((system, files),) = awaited(run, [listed])
            disk_space.refuse_without_room_for_copies(sum(file.bytes for file in files), work)
            here = work / "raw"
            here.mkdir()
            _copy(run, watched.spark, system, files, shown, here)
        try:
            yield here, shown
        except CrriError as error:
            if error.file and Path(error.file).is_relative_to(here):
                inside = Path(error.file).relative_to(here).as_posix()
                error.file = shown if inside == "." else f"{shown}/{inside}"
            raise


def _listed(spark: Any, url: str) -> tuple[Any, list[_File]]:
    """The file system, the folder's files of a format that CRRI reads, and its crri.toml."""
    root = spark._jvm.org.apache.hadoop.fs.Path(url)
    system = root.getFileSystem(spark._jsc.hadoopConfiguration())
    above = root.toUri().getPath().rstrip("/")
    found = []
    statuses = system.listFiles(root, True)
    while statuses.hasNext():
        status = statuses.next()
        path = status.getPath()
        name = PurePosixPath(path.toUri().getPath().removeprefix(above).lstrip("/"))
        if not name.parts:
            raise InputError("input_url_is_a_file", file=without_secrets(url))
        beside = str(name) in _BESIDE
        if beside or (suffix_of(Path(name)) and not any(map(is_left_out, name.parts))):
            found.append(_File(path, name, *_state(status)))
    return system, sorted(found, key=lambda file: file.name)


def _state(status: Any) -> tuple[int, int]:
    """Size and time of change of a file."""
    return int(status.getLen()), int(status.getModificationTime())


def _told(where: str, work: Callable[[], T]) -> T:
    """What `work` returns; what Hadoop says against it as an error that the user can act on."""
    from py4j.protocol import Py4JError, Py4JJavaError
    from pyspark.errors import PySparkException

    try:
        return work()
    except (Py4JError, PySparkException) as error:
        whole = str(error)
        said = error.java_exception.getMessage() if isinstance(error, Py4JJavaError) else None
        said = without_secrets(str(said or whole or type(error).__name__).splitlines()[0])[:200]
        scheme = where.partition(":")[0]
        if _NO_FILE_SYSTEM.search(whole):
            raise ClusterError("scheme_unknown", scheme=scheme, reason=said, file=where) from error
        if _NO_ROOM.search(whole):
            raise durable.temporary_full() from error
        if _NOT_THERE.search(whole):
            raise InputError("url_not_found", file=where) from error
        if _FORBIDDEN.search(whole):
            raise InputError("url_not_permitted", reason=said, file=where) from error
        raise InputError("url_unreadable", reason=said, file=where) from error


def _copy(
    run: RunContext, spark: Any, system: Any, files: Sequence[_File], shown: str, here: Path
) -> None:
    whole = sum(file.bytes for file in files)
    told = 0.0
    left = deque(files)

    def report() -> None:
        nonlocal told
        if time.monotonic() - told > _REPORT_SECONDS:
            told = time.monotonic()
            done = sum(path.stat().st_size for path in here.rglob("*") if path.is_file())
            megabytes = {"done": done / 1e6, "whole": whole / 1e6}
            doing = sentence("copying_raw_files", source=shown, **megabytes)
            run.report(doing, within=done / whole if whole else 1.0)

    def lane() -> None:
        while left and not run.cancelled:
            try:
                file = left.popleft()
            except IndexError:
                return  # Another lane was faster.
            try:
                _told(f"{shown}/{file.name}", partial(_one, spark, system, file, shown, here))
            except CrriError:
                left.clear()
                raise

    awaited(run, [lane] * _SIDE_BY_SIDE, report)
    _refuse_lost(files, shown, here)


def _refuse_lost(files: Sequence[_File], shown: str, here: Path) -> None:
    """Raise `InputError` where one copy has taken the place of another.

    Names that differ elsewhere may be one on this machine: in capitals, in the form of accents.
    """
    kept: dict[tuple[int, int], PurePosixPath] = {}
    for file in files:
        status = (here / file.name).stat()
        other = kept.setdefault((status.st_dev, status.st_ino), file.name)
        if other != file.name:
            raise InputError(
                "names_alike", first=other, second=file.name, file=f"{shown}/{file.name}"
            )


def _one(spark: Any, system: Any, file: _File, shown: str, here: Path) -> None:
    target = here / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    raw = spark._jvm.org.apache.hadoop.fs.Path("file", None, target.as_posix())
    # Without the check sums that Hadoop would lay beside a local file.
    system.copyToLocalFile(False, file.path, raw, True)
    same = _state(system.getFileStatus(file.path)) == (file.bytes, file.modified)
    if not same or target.stat().st_size != file.bytes:
        raise InputError("file_changed_while_copied", file=f"{shown}/{file.name}")
