"""A standalone Spark cluster on this machine: one master and workers, each its own process."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import psutil
import pytest

MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
_START_SECONDS = 60.0
Test = TypeVar("Test", bound=Callable[..., None])


def why_not() -> str | None:
    """What is missing for a cluster; None when nothing is."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: python build_scripts/develop.py test installs it"
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=f"{home}/bin" if home else None):
        return "Java is not installed (Debian: openjdk-17-jre-headless)"
    return None


def needs_spark(missing: str | None) -> Callable[[Test], Test]:
    """Marks a test that starts Spark; it is skipped where something is missing."""
    skipped = pytest.mark.skipif(missing is not None, reason=str(missing))
    return lambda test: pytest.mark.spark(skipped(test))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LocalCluster:
    """A master and its workers; every one is a process that can be killed."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        if (reason := why_not()) is not None:
            pytest.skip(reason)
        self.folder = folder
        port = free_port()
        self.url = f"spark://127.0.0.1:{port}"
        self.master = self._java(MASTER, "--port", str(port))
        self.workers: list[subprocess.Popen[bytes]] = []
        try:
            until(lambda: listens(port), "the master listens")
            for _ in range(workers):
                self.add_worker()
        except BaseException:
            self.stop()
            raise

    def add_worker(self, *within: str) -> None:
        """One more worker with one processor, registered before this returns.

        `within` is a command that starts it, with its own command as the last arguments.
        """
        number = len(self.workers)
        work = self.folder / f"worker{number}"
        size = ("--cores", "1", "--memory", "1g", "--work-dir", str(work))
        self.workers.append(self._java(WORKER, *size, self.url, within=within))
        said = self._log(WORKER, number)
        until(lambda: b"Successfully registered" in said.read_bytes(), "a worker is there")

    def stop(self) -> None:
        """End all that is left of it, executors included."""
        for process in [*self.workers, self.master]:
            kill(process)

    def _java(
        self, what: str, *arguments: str, within: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(pyspark.__file__).parent
        number = len(self.workers) if what == WORKER else 0
        own = ("--host", "127.0.0.1", "--webui-port", str(free_port()))
        with self._log(what, number).open("wb") as log:
            return subprocess.Popen(
                [*within, str(home / "bin" / "spark-class"), what, *own, *arguments],
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"},
            )

    def _log(self, what: str, number: int) -> Path:
        return self.folder / f"{what.rpartition('.')[2]}{number}.log"


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it has started, at once."""
    if process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
    process.wait()


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for a process; `what` is said when it takes too long."""
    ends = time.monotonic() + _START_SECONDS
    while not condition():
        assert time.monotonic() < ends, f"{what}: not within {_START_SECONDS:.0f} s"
        time.sleep(0.1)


def listens(port: int) -> bool:
    """Whether somebody on this machine listens on the port."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
