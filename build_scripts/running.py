"""Commands run as steps, with what became of them."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent

# Settings of the caller's that would send packages elsewhere, or break the check of their hashes;
# and the one by which each of a thousand processes would compile the product anew.
_UNWANTED = (
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_CONSTRAINT",
    "PIP_NO_BINARY",
    "PIP_PREFIX",
    "PIP_REQUIREMENT",
    "PIP_REQUIRE_HASHES",
    "PIP_ROOT",
    "PIP_TARGET",
)


class Failed(Exception):
    """A step without which the next ones make no sense; its text is for the user."""


def say(text: str) -> None:
    print(text, flush=True)


def environment() -> dict[str, str]:
    wanted = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return wanted | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}


def call(
    command: Sequence[str | Path], cwd: Path | None = None, said: IO[bytes] | None = None
) -> int:
    """Run, its words into `said` if given; the exit code, negative for a signal."""
    words = [str(part) for part in command]
    done = subprocess.run(words, cwd=cwd, env=environment(), stdout=said, stderr=said)
    return done.returncode


def succeeds(command: Sequence[str | Path]) -> bool:
    """Run in silence."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
    except OSError:
        return False
    return done.returncode == 0


class Step(NamedTuple):
    name: str
    outcome: str
    seconds: float


def _checked(name: str, code: int, seconds: float) -> Step:
    return Step(name, f"FAILED (exit code {code})" if code else "ok", seconds)


class Steps:
    """What was done, for the closing lines."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.failed_tests: list[str] = []

    @contextmanager
    def needed(self, name: str) -> Iterator[None]:
        """A step that ends everything when it fails."""
        say(f"\n=== {name}")
        start = time.monotonic()
        try:
            yield
        except BaseException:
            self.done.append(Step(name, "FAILED", time.monotonic() - start))
            raise
        self.done.append(Step(name, "ok", time.monotonic() - start))

    def check(self, name: str, command: Sequence[str | Path]) -> None:
        """A step after which the others go on, whatever comes out of it."""
        say(f"\n=== {name}")
        start = time.monotonic()
        self.done.append(_checked(name, call(command, cwd=ROOT), time.monotonic() - start))

    @contextmanager
    def beside(self, name: str, command: Sequence[str | Path]) -> Iterator[None]:
        """A check beside the steps within; what it says follows theirs, where it fails."""

        def run(said: IO[bytes]) -> Step:
            start = time.monotonic()
            return _checked(name, call(command, cwd=ROOT, said=said), time.monotonic() - start)

        place = len(self.done)
        with tempfile.TemporaryFile() as said, ThreadPoolExecutor(1) as pool:
            going = pool.submit(run, said)
            try:
                yield
            finally:
                self.done.insert(place, going.result())
                if self.done[place].outcome != "ok":
                    said.seek(0)
                    say(f"\n=== {name}\n{said.read().decode(errors='replace').rstrip()}")

    def optional(self, name: str, command: Sequence[str | Path]) -> None:
        """A step that may do without: it writes why to the file that `--why` names."""
        with tempfile.TemporaryDirectory() as folder:
            why = Path(folder) / "why"
            self.check(name, [*command, "--why", why])
            if why.exists():
                reason = f"left out: {why.read_text('utf-8')}"
                self.done[-1] = self.done[-1]._replace(outcome=reason)

    def tests(self, name: str, command: Sequence[str | Path], chosen: Sequence[str | Path]) -> None:
        """A check by pytest; the tests that fail are named again in the summary."""
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "junit.xml"
            self.check(name, [*command, f"--junitxml={report}", *chosen])
            if report.exists():
                self.failed_tests += [f"{name}: {test}" for test in _failed_tests(report)]

    def leave_out(self, name: str, reason: str) -> None:
        self.done.append(Step(name, f"left out: {reason}", 0.0))

    @property
    def failed(self) -> bool:
        return any(step.outcome.startswith("FAILED") for step in self.done)

    def summary(self) -> str:
        width = max((len(step.name) for step in self.done), default=0)
        lines = [f"{s.name:{width}} {s.seconds:7.1f} s  {s.outcome}" for s in self.done]
        return "\n".join(["\n=== Summary", *lines, *self.failed_tests])


def _failed_tests(report: Path) -> Iterator[str]:
    """Each failed test of pytest's JUnit report, with the first line of why."""
    for test in ElementTree.parse(report).iter("testcase"):
        for why in (*test.iter("failure"), *test.iter("error")):
            reason = why.get("message", "").partition("\n")[0]
            yield f"{test.get('classname')}::{test.get('name')}: {reason}"
