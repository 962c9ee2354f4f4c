"""Long work from a notebook: in a thread of its own, so that an interrupt ends it at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from crri_gui.engine.core.run_context import RunContext

T = TypeVar("T")
_LOOK_SECONDS = 0.1


def work(job: Callable[[RunContext], T]) -> T:
    """What the job returns or raises; `KeyboardInterrupt` once an interrupted one has ended."""
    run = RunContext()
    with ThreadPoolExecutor(1, thread_name_prefix="crri-run") as pool:
        done = pool.submit(job, run)
        try:
            # A wait without end is not interrupted on every system.
            while not wait([done], timeout=_LOOK_SECONDS).done:
                pass
        except KeyboardInterrupt:
            run.cancel()
            raise
        return done.result()
