"""The application as a process: it starts, it can be ended, it leaves its settings whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

STARTED = "CRRI started"
WAIT = 60


def start(home: Path, *arguments: str) -> subprocess.Popen[str]:
    """The window in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "crri_gui", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CRRI_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_it_stands(home: Path) -> None:
    """Until the log says so."""
    log = home / "logs" / "crri.log"
    deadline = time.monotonic() + WAIT
    while time.monotonic() < deadline:
        if log.exists() and STARTED in log.read_text(encoding="utf-8"):
            return
        time.sleep(0.05)
    raise AssertionError("the window did not start")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_and_ends_when_it_is_told_to(tmp_path: Path, number: signal.Signals) -> None:
    home = tmp_path / "not there yet" / "crri"
    process = start(home)
    try:
        wait_until_it_stands(home)
        process.send_signal(number)
        _, errors = process.communicate(timeout=WAIT)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert "window" in (home / "crri.ini").read_text(encoding="utf-8")


STANDS = """
import sys
from pathlib import Path
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.shell.log_drawer import start_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
application = make_application(["crri-gui"])
settings = Settings(Path(sys.argv[1]))
memory, _ = start_logging(settings.folder / "logs")
window = Window(Session(settings, Appearance("light")), memory)
window.show()
application.processEvents()
print(sorted({"duckdb", "numpy", "pyqtgraph"} & sys.modules.keys()), window.step)
window.close()
"""


def test_the_first_window_waits_for_nothing_that_computes(tmp_path: Path) -> None:
    """The database alone takes longer to import than the window to stand."""
    done = subprocess.run(
        [sys.executable, "-c", STANDS, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=WAIT,
    )
    assert done.stdout.split("\n")[0] == "[] source", done.stderr


def wait_until_it_rests(process: subprocess.Popen[str]) -> None:
    """Until the window's platform is loaded and the process has nothing to do."""
    deadline, used = time.monotonic() + WAIT, ""
    while time.monotonic() < deadline and process.poll() is None:
        facts = Path(f"/proc/{process.pid}")
        if "libqoffscreen" in (facts / "maps").read_text():
            before, used = used, " ".join((facts / "stat").read_text().split()[13:15])
            if used == before:
                return
        time.sleep(0.5)
    raise AssertionError("the window did not start")


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no /proc")
def test_a_home_that_cannot_be_written_does_not_keep_it_from_starting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    process = start(tmp_path / "file" / "crri")
    try:
        wait_until_it_rests(process)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=WAIT)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert (tmp_path / "file").read_text() == "mine"


def test_with_arguments_it_is_the_command_line(tmp_path: Path) -> None:
    process = start(tmp_path, "definitions")
    text, _ = process.communicate(timeout=WAIT)
    assert process.returncode == 0
    assert "order_value" in text
    assert not (tmp_path / "logs").exists()
