"""Long work in a thread, its progress and results in the window.

Nothing of Qt is touched in the worker's thread: it puts plain events into a queue, and a timer
of the window's thread takes them out and calls back. So no slot can run in the wrong thread,
whatever it is connected to.
"""

from __future__ import annotations

import logging
import queue
import time
import traceback
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from crri_gui.engine.core.run_context import STAGE_SHARES, Progress, RunContext
from crri_gui.errors import Cancelled, CrriError

log = logging.getLogger(__name__)
_DRAIN_MILLISECONDS = 16
_TICK_SECONDS = 0.2


@dataclass(eq=False)
class Task:
    """A piece of work: `title` says what it is, `run` cancels it."""

    title: str
    run: RunContext
    done: Callable[[Any], None]
    failed: Callable[[CrriError], None] | None = None
    cancelled: Callable[[], None] | None = None
    key: str | None = None
    finished: bool = field(default=False, init=False)
    progress: Progress | None = field(default=None, init=False)

    def cancel(self) -> None:
        """Ask it to stop; it ends within a fraction of a second."""
        self.run.cancel()


class UnexpectedError(CrriError):
    """A failure that has no message of its own; `details` is what developers need to know."""

    def __init__(self, title: str, details: str) -> None:
        super().__init__(
            f"CRRI failed unexpectedly while it did this: {title}. Nothing was published.",
            remedy="Copy the details and report them. You can go on working.",
        )
        self.details = details


class Worker(QObject):
    """A lane of work: one task at a time, in the order they were submitted.

    All signals are emitted, and all callbacks called, in the thread that made the worker.
    """

    started = Signal(object)
    progressed = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    """A `CrriError` for which the task brought no `failed` of its own."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events: queue.SimpleQueue[tuple[str, Task, Any]] = queue.SimpleQueue()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._tasks: list[Task] = []
        self._ticked = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_DRAIN_MILLISECONDS)
        self._timer.timeout.connect(self._drain)

    @property
    def busy(self) -> bool:
        """Whether a task is running or waiting."""
        return bool(self._tasks)

    @property
    def current(self) -> Task | None:
        """The task at work, None when idle."""
        return self._tasks[0] if self._tasks else None

    def submit(
        self,
        job: Callable[[RunContext], Any],
        done: Callable[[Any], None],
        failed: Callable[[CrriError], None] | None = None,
        *,
        title: str,
        cancelled: Callable[[], None] | None = None,
        replaces: str | None = None,
        stages: Collection[str] = tuple(STAGE_SHARES),
    ) -> Task:
        """Do `job` in the worker's thread, then call `done` with what it returned.

        A `CrriError` goes to `failed`, or to the signal of that name. A cancelled task calls
        `cancelled` only. `replaces` is a key: earlier tasks of the same key are cancelled.
        """
        if replaces is not None:
            for earlier in self._tasks:
                if earlier.key == replaces:
                    earlier.cancel()
        task = Task(title, RunContext(stages=stages), done, failed, cancelled, replaces)
        task.run.listen(lambda progress: self._events.put(("progress", task, progress)))
        self._tasks.append(task)
        self._timer.start()
        self._pool.submit(self._work, job, task)
        return task

    def cancel(self) -> None:
        """Cancel everything that runs or waits."""
        for task in self._tasks:
            task.cancel()

    def stop(self) -> None:
        """Cancel everything and wait for the thread; nothing is called back any more."""
        self.cancel()
        self._timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._tasks.clear()

    def _work(self, job: Callable[[RunContext], Any], task: Task) -> None:
        """In the worker's thread."""
        self._events.put(("started", task, None))
        try:
            task.run.checkpoint()
            self._events.put(("done", task, job(task.run)))
        except CrriError as error:
            self._events.put(("failed", task, error))
        # Whatever has no message of its own becomes one, and the window goes on.
        except Exception as error:  # noqa: BLE001
            details = "".join(traceback.format_exception(error))
            self._events.put(("failed", task, UnexpectedError(task.title, details)))

    def _drain(self) -> None:
        latest: Progress | None = None
        while True:
            try:
                kind, task, value = self._events.get_nowait()
            except queue.Empty:
                break
            if kind == "progress":
                task.progress = latest = value
            elif kind == "started":
                log.info("Started: %s", task.title)
                self.started.emit(task)
            else:
                latest = None
                self._end(kind, task, value)
        current = self.current
        if current is not None and latest is not None:
            self.progressed.emit(current)
        now = time.monotonic()
        if current is not None and now - self._ticked > _TICK_SECONDS:
            self._ticked = now
            current.run.tick()
        if current is None:
            self._timer.stop()

    def _end(self, kind: str, task: Task, value: Any) -> None:
        task.finished = True
        self._tasks.remove(task)
        self.ended.emit(task)
        if isinstance(value, Cancelled) or (task.run.cancelled and task.key is not None):
            log.info("Cancelled: %s", task.title)
            _call(task.cancelled)
        elif kind == "done":
            log.info("Done: %s", task.title)
            _call(task.done, value)
        else:
            log.error("Failed: %s: %s", task.title, value)
            if isinstance(value, UnexpectedError):
                log.error(value.details)
            if task.failed is None:
                self.failed.emit(value)
            else:
                _call(task.failed, value)


def _call(callback: Callable[..., None] | None, *arguments: Any) -> None:
    """Call back, unless the window's object that asked is gone meanwhile."""
    method = callback.func if isinstance(callback, partial) else callback
    owner = getattr(method, "__self__", None)
    if callback is not None and (not isinstance(owner, QObject) or shiboken6.isValid(owner)):
        callback(*arguments)
