"""Progress out of the engine, cancellation into it. Both work from any thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from crri_gui.errors import Cancelled

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


class Interruptible(Protocol):
    """What works for a run on another side: a database's connection."""

    def interrupt(self) -> None:
        """Stop what is running there; called from any thread."""

    def query_progress(self) -> float:
        """How far it is in percent; -1 when that is not known."""
        ...


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


class RunContext:
    """One run's connection to the outside: it reports progress and can be cancelled.

    `cancel()` may be called from any thread, at any time; the run then raises `Cancelled`,
    as a rule within a fraction of a second. Until it calls `commit_point`, which a cancelled run
    cannot, nothing outlasts it.
    `stages` are those that the run will go through: their shares make the whole.
    """

    def __init__(
        self, listener: Listener = ignore, stages: Collection[str] = tuple(STAGE_SHARES)
    ) -> None:
        self._listener = listener
        whole = sum(STAGE_SHARES[name] for name in stages)
        self._shares = {name: STAGE_SHARES[name] / whole for name in stages}
        self._cancelled = threading.Event()
        self.published = False
        self._decided = False
        self._cons: list[Interruptible] = []
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
    def decided(self) -> bool:
        """Whether what it writes now can no longer be stopped."""
        return self._decided

    def has_published(self) -> None:
        """The published files are new; what follows of the run is done beside them."""
        self.published = True

    @property
    def given_up(self) -> bool:
        """Whether it is cancelled for good, even if its last statement has not ended yet."""
        return self.cancelled and not self._decided

    def checkpoint(self) -> None:
        """Raise `Cancelled` when the user asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    @contextmanager
    def attached(self, con: Interruptible) -> Iterator[None]:
        """Let `cancel` interrupt this connection meanwhile, and `tick` ask how far it is."""
        with self._lock:
            self._cons.append(con)
        try:
            yield
        finally:
            with self._lock:
                self._cons.remove(con)

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
