"""Watching a folder: files that are still being copied are waited for, by a clock of the test's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crri_gui.refresh.watch import State, Watched, state_of, watch
from tests.effort import exhaustive
from tests.shops import Shop


class Story:
    """What is seen second by second, and when something was done."""

    def __init__(self, seen: str, answers: str = "") -> None:
        self.seen = seen
        self.answers = answers
        self.now = 0
        self.done: list[int] = []

    def look(self) -> State:
        return frozenset([(self.seen[self.now], 0, 0)])

    def do(self) -> bool:
        self.done.append(self.now)
        answer = self.answers[len(self.done) - 1 : len(self.done)] or "y"
        return answer == "y"

    def sleep(self, seconds: float) -> None:
        self.now += int(seconds)

    def told(self, settle: int = 3, retry: int = 4) -> list[int]:
        watched = Watched(1, settle, retry, self.sleep, lambda: float(self.now))
        watch(self.look, self.do, watched, lambda: self.now < len(self.seen))
        return self.done


@pytest.mark.parametrize(
    ("seen", "answers", "done"),
    [
        # Still from the beginning: done once.
        ("aaaaaaaaaa", "", [3]),
        # A copy that takes its time: only three seconds after its last byte.
        ("abcdefffffff", "", [8]),
        ("aaaaabbbbbbb", "", [3, 8]),
        # Another file comes within the three seconds.
        ("aaaaabbccccc", "", [3, 10]),
        # As before again: what was done for it holds.
        ("aaaaabaaaaaa", "", [3]),
        # What failed for now is tried again; what failed for good is not.
        ("aaaaaaaaaaaaaa", "nny", [3, 7, 11]),
        ("aaaaaabbbbbbbbb", "n", [3, 9]),
    ],
)
def test_it_is_done_when_the_folder_has_settled(seen: str, answers: str, done: list[int]) -> None:
    assert Story(seen, answers).told() == done


def test_every_change_of_a_folder_is_seen(tmp_path: Path) -> None:
    seen = [state_of(tmp_path)]
    (tmp_path / "2020").mkdir()
    file = tmp_path / "2020" / "a.csv"
    file.write_text("a")
    seen.append(state_of(tmp_path))
    file.write_text("ab")
    seen.append(state_of(tmp_path))
    os.utime(file, (1, 1))
    seen.append(state_of(tmp_path))
    file.rename(tmp_path / "a.csv")
    seen.append(state_of(tmp_path))
    assert len(set(seen)) == 5
    assert len(state_of(tmp_path / "a.csv")) == 1
    assert state_of(tmp_path / "gone") == frozenset()


@exhaustive
@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_watched_folder_is_published_until_it_is_stopped(tmp_path: Path) -> None:
    raw = Shop().add("o1", "u1", "2020-01-05", 10).write(tmp_path / "raw")
    out = tmp_path / "out"
    options = ["--input-dir", str(raw), "--output-dir", str(out), "--every", "1", "--settle", "1"]
    process = subprocess.Popen(
        [sys.executable, "-m", "crri_gui.cli.command", "watch", *options],
        env={**os.environ, "CRRI_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        for expected in ("Revenue 10.00 from 1 orders", "Revenue 35.00 from 2 orders"):
            for line in process.stdout:
                if expected in line:
                    break
            else:
                raise AssertionError(expected)
            Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u2", "2020-02-05", 25).write(raw)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 130
    finally:
        process.kill()
        process.wait()
