"""Statements that run side by side: results, failures and cancellation."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import duckdb
import pytest

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.errors import Cancelled

Task = Callable[[DuckDB], int]


def _selecting(number: int) -> Task:
    def task(db: DuckDB) -> int:
        row = db.execute("SELECT n + $more FROM one", {"more": number}).fetchone()
        assert row is not None
        return int(row[0])

    return task


def test_results_come_in_the_order_of_the_tasks_and_progress_only_grows() -> None:
    told: list[Progress] = []
    run = RunContext(told.append)
    with duckdb.connect() as con, DuckDB(run, con).attached() as db:
        db.execute("CREATE TABLE one AS SELECT 1 AS n")
        results = db.side_by_side("Adding", [_selecting(n) for n in range(7)])
    assert results == [1, 2, 3, 4, 5, 6, 7]
    fractions = [progress.fraction for progress in told]
    assert len(fractions) == 8
    assert fractions == sorted(fractions)


def test_after_a_failure_none_is_begun_any_more() -> None:
    run = RunContext()
    failed = threading.Event()
    begun: list[int] = []

    def failing(_: DuckDB) -> int:
        failed.set()
        raise ValueError("no")

    def waiting(_: DuckDB) -> int:
        begun.append(1)
        failed.wait()
        time.sleep(0.1)
        return 0

    with (
        duckdb.connect() as con,
        DuckDB(run, con).attached() as db,
        pytest.raises(ValueError, match="no"),
    ):
        db.side_by_side("Failing", [waiting, failing, *[waiting] * 20])
    assert len(begun) < 5


def test_cancel_interrupts_all_of_them() -> None:
    run = RunContext()

    def endless(db: DuckDB) -> int:
        db.execute("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b")
        return 0

    threading.Timer(0.3, run.cancel).start()
    began = time.monotonic()
    with duckdb.connect() as con, DuckDB(run, con).attached() as db, pytest.raises(Cancelled):
        db.side_by_side("Counting", [endless] * 3)
    assert time.monotonic() - began < 20
