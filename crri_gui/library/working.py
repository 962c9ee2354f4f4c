"""Long work from a notebook: in a thread of its own, so that an interrupt ends it at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from typing import TypeVar

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext

T = TypeVar("T")
Tables = Callable[[RunContext], AbstractContextManager[DuckDB]]
"""The way to some tables, for statements that a run can interrupt."""
_LOOK_SECONDS = 0.1


def work(job: Callable[[RunContext], T]) -> T:
    """What the job returns or raises; an interrupt is raised once the job has ended."""
    run = RunContext()
    with ThreadPoolExecutor(1, thread_name_prefix="crri-run") as pool:
        done = pool.submit(job, run)
        try:
            # A wait without end is not interrupted on every system.
            while not wait([done], timeout=_LOOK_SECONDS).done:
                pass
        except BaseException:  # an interrupt, or what a signal's handler raises
            run.cancel()
            raise
        return done.result()


def ask(tables: Tables, question: Callable[[DuckDB], T]) -> T:
    """The answer to a question to some tables; as `work`."""

    def job(run: RunContext) -> T:
        with tables(run) as db:
            return question(db)

    return work(job)
