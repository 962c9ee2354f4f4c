"""Progress out of the engine, cancellation into it. Both work from any thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from crri_gui.engine.core import durable
from crri_gui.errors import Cancelled, OutputError

T = TypeVar("T")
# Statements over larger tables use every processor by themselves, and two at once would want
# twice the memory, of which there may not be enough.
_SMALL_ROWS = 2_000_000

STAGE_SHARES: dict[str, float] = {
    "find": 0.01,
    "read": 0.45,
    "check": 0.08,
    "compute": 0.22,
    "reconcile": 0.04,
    "write": 0.14,
    "verify": 0.05,
    "publish": 0.01,
}
"""The stages in order, with the usual share of the whole time each one takes."""


@dataclass(frozen=True)
class Progress:
    """How far a run is.

    `stage` is a key of `STAGE_SHARES`, `doing` a phrase for people, `rows` the rows done
    so far in this step (None when it does not count rows), `fraction` of the whole run
    (0 to 1), `elapsed` and `remaining` in seconds (`remaining` None while unknown).
    """

    stage: str
    doing: str
    rows: int | None
    fraction: float
    elapsed: float
    remaining: float | None


Listener = Callable[[Progress], None]


def ignore(_: Progress) -> None:
    """A listener for callers that show no progress."""


@contextmanager
def threads(name: str, *, small: bool) -> Iterator[ThreadPoolExecutor]:
    """Two threads for small work, which uses one processor, else one; none begins after a failure.

    Whoever waits for the work does so within: a failure of it, or a cancellation, ends the rest.
    """
    with ThreadPoolExecutor(2 if small else 1, thread_name_prefix=name) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


class Run:
    """One run's connection to the outside: it reports progress and can be cancelled.

    `cancel()` may be called from any thread, at any time; the run then raises `Cancelled`,
    as a rule within a fraction of a second. Until it calls `commit_point`, which a cancelled run
    cannot, nothing outlasts it. `execute` is the only way the engine runs statements.
    `stages` are those that the run will go through: their shares make the whole.
    """

    def __init__(
        self, listener: Listener = ignore, stages: Collection[str] = tuple(STAGE_SHARES)
    ) -> None:
        self._listener = listener
        whole = sum(STAGE_SHARES[name] for name in stages)
        self._shares = {name: STAGE_SHARES[name] / whole for name in stages}
        self._cancelled = threading.Event()
        self._decided = False
        self._cons: list[duckdb.DuckDBPyConnection] = []
        self._lock = threading.Lock()
        self._started = time.monotonic()
        self._stage = "find"
        self._step: tuple[str, int | None, float, float] = ("", None, 0.0, 0.0)
        self.timings: dict[str, float] = {}

    def listen(self, listener: Listener) -> None:
        """Tell this listener from now on; it is called in the thread that runs."""
        self._listener = listener

    def cancel(self) -> None:
        """Ask the run to stop."""
        with self._lock:
            self._cancelled.set()
            for con in self._cons:
                con.interrupt()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def commit_point(self) -> None:
        """The last moment to stop: what the user keeps is written after it. Raises `Cancelled`."""
        with self._lock:
            self.checkpoint()
            self._decided = True

    def reopen(self) -> None:
        """It could not be written, and what was there is as it was: the run can be stopped."""
        self._decided = False

    @property
    def given_up(self) -> bool:
        """Whether it is cancelled for good, even if its last statement has not ended yet."""
        return self.cancelled and not self._decided

    def checkpoint(self) -> None:
        """Raise `Cancelled` when the user asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    @contextmanager
    def attached(self, con: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Let `cancel` interrupt this connection meanwhile."""
        with self._lock:
            self._cons.append(con)
        try:
            with self._interruptible():
                yield
        finally:
            with self._lock:
                self._cons.remove(con)

    def side_by_side(
        self,
        con: duckdb.DuckDBPyConnection,
        doing: str,
        tasks: Sequence[Callable[[duckdb.DuckDBPyConnection], T]],
        begins: float = 0.0,
    ) -> list[T]:
        """What the tasks return, each on a connection of its own; two at a time of small tables.

        They see the tables of `con`, not its temporary ones. After a failure none is begun any
        more. `doing` and `begins` are for the progress: what it is, how far the stage was.
        """

        def done(task: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
            with con.cursor() as own, self.attached(own):
                return task(own)

        self.report(doing, within=begins)
        sizes = self.execute(con, "SELECT sum(estimated_size) FROM duckdb_tables()").fetchone()
        small = sizes is not None and (sizes[0] or 0) < _SMALL_ROWS
        with threads("crri-task", small=small) as pool:
            futures = [pool.submit(done, task) for task in tasks]
            for number, future in enumerate(as_completed(futures), 1):
                future.result()
                self.report(doing, within=begins + (1 - begins) * number / len(tasks))
        return [future.result() for future in futures]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage under its name."""
        self._stage = name
        began = time.monotonic()
        try:
            yield
        finally:
            spent = time.monotonic() - began
            self.timings[name] = round(self.timings.get(name, 0.0) + spent, 3)

    def report(
        self, doing: str, *, rows: int | None = None, within: float = 0.0, until: float = 0.0
    ) -> None:
        """Tell the listener; `within` is how far the current stage is (0 to 1).

        `until` is how far it will be when the statement that comes next is done.
        """
        self.checkpoint()
        self._step = (doing, rows, within, max(within, until))
        self._tell(within)

    def tick(self) -> None:
        """Tell the listener how far the running statement is; called by whoever waits."""
        doing, _, within, until = self._step
        if not doing:
            return
        with self._lock:
            percent = self._cons[-1].query_progress() if self._cons else -1
        done = min(max(percent, 0.0), 100.0) / 100
        self._tell(within + (until - within) * done)

    def _tell(self, within: float) -> None:
        doing, rows, *_ = self._step
        order = list(STAGE_SHARES)
        past = order[: order.index(self._stage)]
        before = sum(self._shares.get(name, 0.0) for name in past)
        fraction = min(1.0, before + self._shares.get(self._stage, 0.0) * within)
        elapsed = time.monotonic() - self._started
        # An estimate from the first few percent would jump about: none is better.
        remaining = elapsed / fraction * (1 - fraction) if fraction > 0.05 else None
        self._listener(Progress(self._stage, doing, rows, fraction, elapsed, remaining))

    def execute(
        self,
        con: duckdb.DuckDBPyConnection,
        sql: str,
        parameters: Any = None,
        *,
        writes: Path | None = None,
    ) -> duckdb.DuckDBPyConnection:
        """Run one statement; an interrupt by `cancel` becomes `Cancelled`.

        `writes` is a file that it writes elsewhere than in the temporary folder: where that drive
        is full, `duckdb.IOException` is raised as it is.
        """
        self.checkpoint()
        with self._interruptible(writes):
            try:
                result = con.execute(sql, parameters)
            except duckdb.OutOfMemoryException:
                # Each processor needs memory of its own: with one of them it may suffice. A
                # statement that failed has left nothing behind.
                con.execute("SET threads = 1")
                result = con.execute(sql, parameters)
        # An interrupt that arrives between two statements is lost: the flag is not.
        self.checkpoint()
        return result

    def rows(
        self, con: duckdb.DuckDBPyConnection, sql: str, parameters: Any = None
    ) -> list[tuple[Any, ...]]:
        """All rows of a statement whose result may be large: fetching can be cancelled too."""
        self.checkpoint()
        with self._interruptible():
            return con.execute(sql, parameters).fetchall()

    @contextmanager
    def _interruptible(self, writes: Path | None = None) -> Iterator[None]:
        try:
            yield
        except duckdb.InterruptException as error:
            if self.cancelled:
                raise Cancelled from error
            raise
        except duckdb.OutOfMemoryException as error:
            raise OutputError(
                "The memory limit and the temporary space do not suffice for these orders.",
                remedy="Raise --memory-limit, or name a drive with more space with --temp-dir.",
            ) from error
        except duckdb.IOException as error:
            # What a statement writes for good is on another drive: whoever asked for it says which.
            if not durable.is_full(error) or (writes and writes.name in str(error)):
                raise
            raise durable.temporary_full() from error
