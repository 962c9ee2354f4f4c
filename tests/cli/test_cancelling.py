"""Ctrl-C in every stage, and a second run into one folder."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import STAGE_SHARES, Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import Cancelled, ExitCode
from tests.cli.driving import COMMAND, Captured, run, tree
from tests.effort import one_in, pairs


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(
    ("number", "stage"), pairs([signal.SIGINT, signal.SIGTERM], ["[read]", "[compute]"])
)
def test_ctrl_c_leaves_the_published_files_and_nothing_else(
    raw: Path, large_shop: Path, tmp_path: Path, stage: str, number: signal.Signals
) -> None:
    out, temp = tmp_path / "out", tmp_path / "temp"
    temp.mkdir()
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
    before = tree(out)
    with subprocess.Popen(
        [*COMMAND, "run", "--input-dir", large_shop, "--output-dir", out, "--temp-dir", temp],
        stderr=subprocess.PIPE,
        text=True,
        # A session of its own: the signal must reach this process alone.
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if stage in line:
                process.send_signal(number)
                break
        rest = process.stderr.read()
    assert process.returncode == ExitCode.CANCELLED, rest
    assert "Cancelled." in rest
    assert "Traceback" not in rest
    assert tree(out) == before
    assert list(temp.iterdir()) == []
    assert not [path for path in (out / ".crri").iterdir() if path.name.startswith("staging")]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_second_ctrl_c_while_the_first_is_answered_does_not_block() -> None:
    # As `timeout` does it, which signals the process and then its group.
    program = """
import os, signal, sys, time
from argparse import Namespace
from crri_gui.cli.terminal.console import work
from crri_gui.errors import Cancelled
class Slow:
    def interrupt(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.1)
    def query_progress(self):
        return -1.0
def job(run):
    with run.attached(Slow()):
        os.kill(os.getpid(), signal.SIGINT)
        while True:
            run.checkpoint()
            time.sleep(0.01)
try:
    work(Namespace(quiet=True, json=False), job)
except Cancelled:
    sys.exit("cancelled")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.stderr.strip() == "cancelled"


@pytest.mark.parametrize(
    ("before", "answer"), [("", "cancelled"), ("run.commit_point()", "published")]
)
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_ctrl_c_is_answered_before_a_statement_that_does_not_stop_unless_it_publishes(
    before: str, answer: str
) -> None:
    # The statement goes on until the answer is there; one that publishes, until it has.
    program = f"""
import os, signal, sys, threading
from argparse import Namespace
from crri_gui.cli.terminal.console import work
from crri_gui.errors import Cancelled
answered = threading.Event()
def job(run):
    {before}
    os.kill(os.getpid(), signal.SIGINT)
    answered.wait(timeout=2 if {bool(before)} else None)
    return "published"
try:
    print(work(Namespace(quiet=True, json=False), job))
except Cancelled:
    print("cancelled")
answered.set()
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == answer
    assert not done.stderr


def test_a_cancelled_run_cannot_publish_and_one_that_publishes_is_not_given_up() -> None:
    cancelled = RunContext()
    cancelled.cancel()
    assert cancelled.given_up
    with pytest.raises(Cancelled):
        cancelled.commit_point()
    publishing = RunContext()
    publishing.commit_point()
    publishing.cancel()
    assert not publishing.given_up
    # The files were held open: it has changed nothing.
    publishing.reopen()
    assert publishing.given_up
    with pytest.raises(Cancelled):
        publishing.commit_point()


@pytest.mark.long
@pytest.mark.parametrize("stage", one_in(3, STAGE_SHARES))
def test_cancelling_in_any_stage_leaves_the_published_files(
    raw: Path, sample_shop: Path, tmp_path: Path, stage: str
) -> None:
    out, temp = tmp_path / "out", tmp_path / "temp"
    temp.mkdir()
    run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
    before = tree(out)

    def cancel(progress: Progress) -> None:
        if progress.stage == stage:
            asked.cancel()

    asked = RunContext(cancel)
    target = Target(out, replace_other_shop=True)
    with pytest.raises(Cancelled):
        run_and_publish(asked, Request(sample_shop, temp_dir=temp), target)
    assert tree(out) == before
    for thread in threading.enumerate():
        if thread.name == "crri-give-back":  # a user who has cancelled does not wait for it
            thread.join()
    assert list(temp.iterdir()) == []
    assert not [path for path in (out / ".crri").iterdir() if path.name.startswith("staging")]


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_second_run_into_one_folder_is_told_who_holds_it(
    raw: Path, large_shop: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(
        [*COMMAND, "run", "--input-dir", large_shop, "--output-dir", out],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        code = run("run", "--input-dir", raw, "--output-dir", out, "--quiet")
        assert code == ExitCode.OUTPUT
        assert f"{process.pid}" in capsys.readouterr().err
        process.stderr.read()
    assert process.returncode == ExitCode.DONE
