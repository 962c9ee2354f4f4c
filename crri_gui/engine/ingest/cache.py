"""Typed copies of raw files, kept between runs: what has not changed is not read again.

An entry is a folder of two files: the typed rows as Parquet, and everything else that reading
the raw file told. It is found by the content of the raw file and by all that decides how it is
read; so a changed file, another convention or another version of CRRI or DuckDB just finds
nothing. Every entry can be deleted at any time.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from crri_gui.definitions import Conventions
from crri_gui.engine.core import durable, own_files, owner
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.sniff import Sniffed, literal_path
from crri_gui.engine.ingest.cache_entry import as_json, as_stored, digest_of, identity_of, loaded_of
from crri_gui.engine.ingest.fingerprint import Fingerprint, countable, fingerprint
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.errors import InputError, OutputError
from crri_gui.messages import sentence
from crri_gui.raw_tables import RawTable

DEFAULT_LIMIT = "20GB"
_ROWS, _TOLD = "rows.parquet", "entry.json"
# A file of which most rows are refused is soon corrected.
_COUNTS = ("records", "rows_in_quotes", "breaks_in_quotes", "cut_off")
_MOST_REJECTS = 100_000
_MOST_TOLD = 1 << 30  # bytes
_PART = ".part"
_ENTRY = re.compile(r"[0-9a-f]{64}")
# What is wrong with a drive, and not with the folder that the user has named.
_DRIVE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, getattr(errno, "ESTALE", errno.EIO)}


@dataclass(frozen=True)
class CachePlace:
    """The folder of the copies, and how many bytes they may take together."""

    folder: Path
    limit: int


@dataclass
class CacheReport:
    """What became of the raw files: labels of those `reused` (their bytes) and `read` anew.

    `damaged` are entries that were there and not as they were written, `removed` those that
    went for the sake of the limit, `bytes_held` what the folder holds now; `problem` says why
    copies could not be kept.
    """

    folder: str
    reused: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    bytes_reused: int = 0
    damaged: int = 0
    removed: int = 0
    bytes_held: int = 0
    problem: str = ""


def default_folder() -> Path:
    """Where the system keeps what its users may delete."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local or Path.home() / "AppData" / "Local") / "crri" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "crri"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crri"


@dataclass(frozen=True)
class _Staged:
    """A copy that is written and not yet vouched for."""

    key: str
    folder: Path
    label: str
    told: dict[str, Any]


class PartCache:
    """The copies that one run finds and makes. `close` removes what was not committed.

    `hash` is asked in a thread of `pool`, `load` in those that read; `counted` and `commit`
    once everything is read.
    """

    def __init__(self, run: RunContext, place: CachePlace, pool: ThreadPoolExecutor) -> None:
        self._run, self._place, self._pool = run, place, pool
        self._hashes: dict[str, Future[Fingerprint]] = {}
        self._counts: dict[str, Future[Fingerprint]] = {}
        self._known: dict[str, Fingerprint] = {}
        self._staged: list[_Staged] = []
        self._part: tuple[Path, FileLock] | None = None
        self._lock = threading.Lock()
        self.report = CacheReport(str(place.folder))
        try:
            # It holds what the raw files hold, so nobody else may look.
            place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._remove_left()
        except OSError as error:
            if error.errno in _DRIVE:
                self._note(error)
                return
            raise OutputError(
                "cache_folder_unusable", reason=error.strerror, file=place.folder
            ) from error

    def hash(self, file: Sniffed, known: Fingerprint | None) -> None:
        """Begin to take the content hash of the file, unless it is known."""
        if known is None:
            self._hashes[file.label] = self._pool.submit(fingerprint, self._run, file.path)
        else:
            done: Future[Fingerprint] = Future()
            done.set_result(known)
            self._hashes[file.label] = done

    def load(
        self,
        db: DuckDB,
        table: RawTable,
        file: Sniffed,
        label: str,
        into: str,
        conventions: Conventions,
        alone: bool,
        read: Callable[[], Loaded],
    ) -> Loaded:
        """The file by its copy (`Loaded.copy`), or by `read`, which makes the table `into`."""
        taken = self._hashes[file.label].result()
        identity = identity_of(table, file, label, conventions, alone, taken.sha256)
        key = digest_of(identity)
        told = self._told(key, identity)
        if told is not None:
            try:
                loaded = loaded_of(table, file, label, told, self._place.folder / key / _ROWS)
                known = replace(taken, **told["counts"])
            except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
                self._drop_damaged(self._place.folder / key)
            else:
                with self._lock:
                    self._known[file.label] = known
                return loaded
        if file.label not in self._counts:
            delimiter, columns = countable(file)
            if delimiter is None or taken.records is not None:
                self._counts[file.label] = self._hashes[file.label]
            else:
                self._counts[file.label] = self._pool.submit(
                    fingerprint, self._run, file.path, delimiter, columns
                )
        loaded = read()
        if not self.report.problem and len(loaded.rejects) <= _MOST_REJECTS:
            self._stage(db, key, identity, loaded, into)
        return loaded

    def counted(self) -> dict[str, Fingerprint]:
        """The fingerprints with the counts of records, by the files' labels.

        Raises `InputError` when a file is not as it was when it was first hashed.
        """
        counted = dict(self._known)
        for label, future in self._counts.items():
            taken = counted[label] = future.result()
            if taken.sha256 != self._hashes[label].result().sha256:
                raise InputError("file_changed_while_read", file=label)
        return counted

    def commit(self, loaded: Iterable[Loaded], doubted: Iterable[str]) -> None:
        """Keep the copies of this run, but of no file in `doubted`, and hold to the limit.

        All that was read is proven complete by now.
        """
        loaded = list(loaded)
        counts = {f.label: dict(zip(_COUNTS, f.counts or (), strict=True)) for f in loaded}
        raw = {file.label: file.file for file in loaded}
        refused = set(doubted)
        read = {file.label for file in loaded if file.file.label in self._counts}
        for staged in self._staged:
            if staged.label in refused:
                continue
            try:
                told = {**staged.told, "counts": counts[staged.label]}
                vouched = as_json({"sha256": digest_of(told), "told": told})
                durable.create(staged.folder / _TOLD, vouched.encode())
                final = self._place.folder / staged.key
                own_files.drop(final)
                staged.folder.rename(final)
            except OSError as error:
                self._note(error)
        self.report.read = sorted(read)
        self.report.reused = sorted(label for label in raw if label not in read)
        self.report.bytes_reused = sum(raw[label].bytes for label in self.report.reused)
        self._hold_to_limit()

    def close(self) -> None:
        """Remove what was not committed."""
        if self._part is not None:
            folder, lock = self._part
            lock.release()
            owner.discard(folder)

    def _note(self, error: Exception) -> None:
        """Say why copies cannot be kept; the outputs do not depend on it, so the run goes on."""
        if durable.is_full(error):
            self.report.problem = sentence("cache_drive_full")
        else:
            said = (isinstance(error, OSError) and error.strerror) or str(error).splitlines()[0]
            self.report.problem = sentence("cache_not_kept", reason=said)

    def _told(self, key: str, identity: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the entry tells, when it is there and as it was written."""
        folder = self._place.folder / key
        try:
            if own_files.is_link(folder):
                raise own_files.Damaged("it is a link")
            vouched = own_files.read_json(folder / _TOLD, limit=_MOST_TOLD)
            told: dict[str, Any] = vouched["told"]
            rows = folder / _ROWS
            whole = (
                rows in own_files.plain_files(folder)
                and vouched["sha256"] == digest_of(told)
                and told["identity"] == identity
                and rows.stat().st_size == told["bytes"]
                and fingerprint(self._run, rows).sha256 == told["sha256"]
            )
            if whole:
                # The least recently used entries go first; of a drive that is not writable, none.
                with suppress(OSError):
                    os.utime(folder)
                return told
        except FileNotFoundError:
            if not folder.exists():
                return None
        except (OSError, ValueError, KeyError, TypeError, InputError):
            pass
        self._drop_damaged(folder)
        return None

    def _drop_damaged(self, folder: Path) -> None:
        with self._lock:
            self.report.damaged += 1
        own_files.drop(folder)

    def _stage(
        self,
        db: DuckDB,
        key: str,
        identity: Mapping[str, Any],
        loaded: Loaded,
        into: str,
    ) -> None:
        folder = None
        try:
            folder = self._place_for(key)
            path = folder / _ROWS
            db.execute(
                f"COPY {into} TO $path (FORMAT parquet, COMPRESSION snappy)",
                {"path": str(path)},
                writes=path,
            )
            taken = fingerprint(self._run, path)
        except (OSError, duckdb.IOException, InputError) as error:
            self._note(error)
            if folder is not None:
                own_files.drop(folder)
            return
        told = {
            "identity": identity,
            "sha256": taken.sha256,
            "bytes": taken.bytes,
            **as_stored(loaded),
        }
        with self._lock:
            self._staged.append(_Staged(key, folder, loaded.label, told))

    def _place_for(self, key: str) -> Path:
        """A new folder for the copy of that key, in one that is this run's own."""
        with self._lock:
            if self._part is None:
                made = Path(tempfile.mkdtemp(_PART, f"run-{os.getpid()}-", self._place.folder))
                try:
                    self._part = made, owner.claim(made)
                except OSError:
                    owner.discard(made)
                    raise
        folder = self._part[0] / key
        folder.mkdir(mode=0o700)
        return folder

    def _remove_left(self) -> None:
        for left in self._place.folder.glob(f"run-*{_PART}"):
            if owner.is_left(left):
                owner.discard(left)

    def _hold_to_limit(self) -> None:
        """Remove the entries that were not used for longest until the rest fits."""
        entries = []
        try:
            found = list(self._place.folder.iterdir())
        except OSError as error:
            self._note(error)
            return
        for folder in found:
            # Another run may be at work on the same folder.
            with suppress(OSError):
                if _ENTRY.fullmatch(folder.name) and own_files.is_folder(folder):
                    size = sum(path.stat().st_size for path in folder.iterdir())
                    entries.append((folder.stat().st_mtime_ns, size, folder))
        held = sum(size for _, size, _ in entries)
        for _, size, folder in sorted(entries):
            if held <= self._place.limit:
                break
            own_files.drop(folder)
            held -= size
            self.report.removed += 1
        self.report.bytes_held = held


def put_together(db: DuckDB, name: str, copied: Sequence[Loaded]) -> None:
    """Make the table `name` of the copies of files.

    Raises `OutputError` when one of them is gone since it was looked at.
    """
    paths = [literal_path(file.copy) for file in copied if file.copy]
    try:
        db.execute(
            f"CREATE TABLE {name} AS SELECT * FROM "
            "read_parquet($paths, union_by_name=true, hive_partitioning=false)",
            {"paths": paths},
        )
        row = db.execute(f"SELECT count(*) FROM {name}").fetchone()
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise _copies_gone(paths[0]) from error
    if row is None or row[0] != sum(file.accepted for file in copied):
        raise _copies_gone(paths[0])


def _copies_gone(path: str) -> OutputError:
    return OutputError("cache_copies_removed", file=Path(path).parent.parent)
