"""Work in a thread: callbacks arrive in the window's thread, whatever the work does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.state.worker import UnexpectedError, Worker
from tests.gui.conftest import WAIT


class Listener(QObject):
    """Notes what is called back, and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, object]] = []
        self.threads: set[threading.Thread] = set()

    def done(self, value: object) -> None:
        self._note("done", value)

    def failed(self, error: CrriError) -> None:
        self._note("failed", error)

    def cancelled(self) -> None:
        self._note("cancelled", None)

    def signal(self, value: object) -> None:
        self._note("signal", value)

    def _note(self, kind: str, value: object) -> None:
        self.calls.append((kind, value))
        self.threads.add(threading.current_thread())


@pytest.fixture
def worker(qapp: QObject) -> Iterator[Worker]:
    """A worker that is stopped afterwards."""
    made = Worker("test-lane")
    yield made
    made.stop()


def test_work_runs_in_a_thread_and_its_result_arrives_in_the_windows(
    worker: Worker, qtbot: QtBot
) -> None:
    listener = Listener()
    for signal in (worker.started, worker.progressed, worker.ended):
        signal.connect(listener.signal)

    def job(run: RunContext) -> str:
        with run.stage("read"):
            run.report("Reading", rows=3)
        return threading.current_thread().name

    worker.submit(job, listener.done, title="work")
    qtbot.waitUntil(lambda: not worker.busy, timeout=WAIT)
    assert ("done", "test-lane_0") in listener.calls
    assert listener.threads == {threading.main_thread()}


def test_progress_reaches_the_window_while_the_work_runs(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()
    go_on = threading.Event()

    def job(run: RunContext) -> None:
        with run.stage("read"):
            run.report("Reading orders.csv", rows=7, within=0.5)
        go_on.wait(WAIT / 1000)

    task = worker.submit(job, listener.done, title="work")
    qtbot.waitUntil(lambda: task.progress is not None, timeout=WAIT)
    assert task.progress is not None
    assert (task.progress.doing, task.progress.rows) == ("Reading orders.csv", 7)
    assert not listener.calls
    go_on.set()
    qtbot.waitUntil(lambda: bool(listener.calls), timeout=WAIT)


def test_tasks_are_done_one_after_the_other(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()
    for number in range(5):
        worker.submit(lambda _, n=number: n, listener.done, title="work")  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(listener.calls) == 5, timeout=WAIT)
    assert [value for _, value in listener.calls] == [0, 1, 2, 3, 4]


def test_a_cancelled_task_says_so_and_nothing_else(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()
    task = worker.submit(
        endless, listener.done, listener.failed, title="work", cancelled=listener.cancelled
    )
    qtbot.wait(50)
    task.cancel()
    qtbot.waitUntil(lambda: not worker.busy, timeout=WAIT)
    assert listener.calls == [("cancelled", None)]


def test_a_task_that_waits_can_be_cancelled(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()
    first = worker.submit(endless, listener.done, title="first")
    second = worker.submit(lambda _: 2, listener.done, title="second", cancelled=listener.cancelled)
    second.cancel()
    first.cancel()
    qtbot.waitUntil(lambda: not worker.busy, timeout=WAIT)
    assert listener.calls == [("cancelled", None)]


def test_a_newer_task_of_the_same_key_replaces_the_earlier(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()
    worker.submit(endless, listener.done, title="filter", replaces="filter")
    worker.submit(lambda _: "newer", listener.done, title="filter", replaces="filter")
    qtbot.waitUntil(lambda: not worker.busy, timeout=WAIT)
    assert listener.calls == [("done", "newer")]


def test_an_error_is_a_message_and_the_worker_goes_on(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()

    def refuse(_: RunContext) -> None:
        raise UsageError("sample_without_orders")

    worker.submit(refuse, listener.done, listener.failed, title="work")
    worker.submit(lambda _: "next", listener.done, title="work")
    qtbot.waitUntil(lambda: len(listener.calls) == 2, timeout=WAIT)
    assert [kind for kind, _ in listener.calls] == ["failed", "done"]
    assert str(listener.calls[0][1]) == "The sample needs at least one order. Ask for 1 or more."


def test_an_error_nobody_takes_goes_to_the_signal(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()
    worker.failed.connect(listener.failed)

    def refuse(_: RunContext) -> None:
        raise UsageError("sample_without_orders")

    worker.submit(refuse, listener.done, title="work")
    qtbot.waitUntil(lambda: bool(listener.calls), timeout=WAIT)
    assert listener.calls[0][0] == "failed"


def test_an_unexpected_failure_has_a_message_and_details(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()

    def break_down(_: RunContext) -> float:
        return 1 / 0

    worker.submit(break_down, listener.done, listener.failed, title="dividing")
    qtbot.waitUntil(lambda: bool(listener.calls), timeout=WAIT)
    error = listener.calls[0][1]
    assert isinstance(error, UnexpectedError)
    assert "dividing" in error.what
    assert "Traceback" not in str(error)
    assert "ZeroDivisionError" in error.details


def test_what_asked_may_be_gone_when_the_answer_comes(worker: Worker, qtbot: QtBot) -> None:
    listener = Listener()
    calls = listener.calls
    worker.submit(lambda _: time.sleep(0.05), listener.done, title="work")
    shiboken6.delete(listener)
    qtbot.waitUntil(lambda: not worker.busy, timeout=WAIT)
    assert calls == []


def test_stopping_ends_the_thread_and_calls_nobody(qapp: QObject, qtbot: QtBot) -> None:
    listener = Listener()
    worker = Worker("stopped-lane")
    worker.submit(endless, listener.done, listener.failed, title="work")
    qtbot.wait(30)
    worker.stop()
    assert not any(t.name.startswith("stopped-lane") for t in threading.enumerate())
    qtbot.wait(50)
    assert listener.calls == []


def endless(run: RunContext) -> None:
    """Goes on until it is cancelled."""
    while True:
        run.checkpoint()
        time.sleep(0.005)
