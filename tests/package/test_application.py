"""The packaged application as a user meets it: double-clicked, driven by keys, on a real screen.

It is started from a folder with spaces and accents that it may not write to, with a home that does
not exist yet, without network and without Python. As root the tests start it as another user, for
whom permissions count.
"""

from __future__ import annotations

import configparser
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from build_scripts.screenshots import screen
from crri_gui.cli.self_test import ASKED, MADE
from crri_gui.sample.shop import make_shop

PROGRAMS = ("Xvfb", "openbox", "xdotool", "strace", "setpriv", "unshare")
WAIT = 60.0
WINDOW = "^(Data|Checks|Dashboard|Publish) .* ?CRRI$"
NOBODY = 65534
WATCHED = (
    "open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,"
    "symlink,symlinkat,truncate,rmdir,connect,execve"
)

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, PROGRAMS)),
    reason=f"needs Linux with {', '.join(PROGRAMS)}",
)


@dataclass
class Desk:
    """A screen with a user at its keyboard, and a folder of that user's."""

    display: str
    folder: Path
    executable: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def home(self) -> Path:
        """Where the user's home will be; nothing makes it but the application."""
        return self.folder / "home" / "Zoé"

    @property
    def data(self) -> Path:
        """Settings, logs and history."""
        return self.home / ".local" / "share" / "CRRI" / "CRRI"

    @property
    def temporary(self) -> Path:
        """The folder for temporary files."""
        return self.folder / "temporary"

    def start(self, log: Path | None = None) -> subprocess.Popen[bytes]:
        """Start it as by a double-click; with a log, under strace and without network."""
        settings = {
            "HOME": str(self.home),
            "DISPLAY": self.display,
            "TMPDIR": str(self.temporary),
            "LC_ALL": "C.UTF-8",
            "PATH": "/nonexistent",
        }
        command = [str(self.executable)]
        root = os.geteuid() == 0
        if root:
            who = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
            command = [str(shutil.which("setpriv")), *who, *command]
        if log is not None:
            strace = [
                str(shutil.which("strace")),
                "-f",
                "-y",
                "-s",
                "400",
                "-e",
                f"trace={WATCHED}",
            ]
            command = [*strace, "-o", str(log), *command]
        if log is not None and root:
            command = [str(shutil.which("unshare")), "--net", *command]
        process = subprocess.Popen(command, env=settings, cwd="/")
        self.started.append(process)
        return process

    def windows(self, name: str) -> list[str]:
        """The visible windows with a title that has `name`, a pattern, in it."""
        return self.do("search", "--onlyvisible", "--name", name).split()

    def do(self, *arguments: str) -> str:
        """One call of xdotool."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.display, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
        )
        return done.stdout

    def press(self, *keys: str) -> None:
        """Keys, one after the other."""
        for key in keys:
            self.do("key", key)
            time.sleep(0.2)

    def until(self, ready: Callable[[], object], what: str, again: Callable[[], None]) -> None:
        """Wait, and every few seconds do `again` what a user would try once more."""
        deadline, next_try = time.monotonic() + WAIT, time.monotonic() + 4
        while not ready():
            assert time.monotonic() < deadline, f"waited in vain for {what}"
            if time.monotonic() > next_try:
                again()
                next_try = time.monotonic() + 4
            time.sleep(0.05)

    def wait_for_window(self, number: int = 1, name: str = WINDOW) -> list[str]:
        """Until so many windows stand; the last one gets the keys."""
        self.until(lambda: len(self.windows(name)) >= number, f"{number} x {name}", _nothing)
        found = self.windows(name)
        self.do("windowactivate", "--sync", found[-1])
        time.sleep(0.5)
        return found

    def choose_in_dialog(self, title: str, folder: Path, opening: Callable[[], None]) -> None:
        """Type a folder into Qt's dialog."""
        opening()
        self.until(lambda: self.windows(title), title, opening)
        time.sleep(0.3)
        self.do("type", "--delay", "5", str(folder))
        time.sleep(0.3)
        self.press("Return")
        self.until(
            lambda: not self.windows(title), "the dialog's end", lambda: self.press("Return")
        )

    def quit(self, process: subprocess.Popen[bytes]) -> int:
        """Ctrl+Q; the exit code."""
        self.press("ctrl+q")
        # While something is under way the window asks first; whoever waits for it asks again.
        again = functools.partial(self.press, "Escape", "ctrl+q")
        self.until(lambda: process.poll() is not None, "the end", again)
        return process.wait()


def _nothing() -> None:
    pass


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen("1280x800") as name:
        yield name


@pytest.fixture(scope="module")
def installed(package: Path) -> Iterator[Path]:
    """The package in a folder with spaces and accents that its user may not write to."""
    base = Path(tempfile.mkdtemp(prefix="crri-package-"))
    base.chmod(0o755)
    place = base / "Programas úteis (ação)" / "CRRI"
    shutil.copytree(package, place, symlinks=True)
    folders = [base, *(path for path in base.rglob("*") if path.is_dir() and not path.is_symlink())]
    for path in folders:
        path.chmod(0o555)
    yield place
    for path in folders:
        path.chmod(0o755)
    shutil.rmtree(base)


@pytest.fixture
def desk(display: str, installed: Path) -> Iterator[Desk]:
    made = _desk(display, installed)
    yield made
    _leave(made)


def _desk(display: str, installed: Path) -> Desk:
    folder = Path(tempfile.mkdtemp(prefix="crri-desk-"))
    made = Desk(display, folder, installed / "CRRI")
    made.temporary.mkdir()
    (folder / "Power BI").mkdir()
    _give_away(folder)
    return made


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def _leave(desk: Desk) -> None:
    for process in desk.started:
        process.kill()
        process.wait()
    shutil.rmtree(desk.folder)


@dataclass
class Driven:
    """What came of one session from the first start to published files."""

    desk: Desk
    exit_code: int
    log: list[str]
    raw: Path

    @property
    def target(self) -> Path:
        """Where it published to."""
        return self.desk.folder / "Power BI"


@pytest.fixture(scope="module")
def driven(
    display: str, installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Driven]:
    """Open a folder, choose the target, publish and quit, with nothing but keys."""
    desk = _desk(display, installed)
    raw = desk.folder / "shop exports"  # xdotool types accents too fast for a keyboard's map
    make_shop(raw, 2_000, 5)
    _give_away(desk.folder)
    log = tmp_path_factory.mktemp("strace") / "log"
    try:
        process = desk.start(log)
        desk.wait_for_window()
        desk.choose_in_dialog("The folder of raw exports", raw, lambda: desk.press("ctrl+o"))
        history = desk.data / "history"
        desk.until(lambda: list(history.glob("*.json")), "the run", lambda: desk.press("ctrl+r"))

        def choose_target() -> None:
            # From the button Publish to "Choose folder…", the first of what stands below.
            desk.press("ctrl+shift+p", "Tab", "space")

        target = desk.folder / "Power BI"
        desk.choose_in_dialog("Publish to this folder", target, choose_target)
        time.sleep(1)
        desk.until(
            (target / "manifest.json").exists,
            "the publication",
            lambda: desk.press("ctrl+shift+p", "space"),
        )
        time.sleep(1)
        code = desk.quit(process)
        yield Driven(desk, code, log.read_text(encoding="utf-8").splitlines(), raw)
    finally:
        _leave(desk)


def test_keys_lead_from_the_first_start_to_published_files(driven: Driven) -> None:
    assert driven.exit_code == 0
    for table in MADE:
        lines = (driven.target / table.file_name).read_text("utf-8-sig").splitlines()
        assert lines[0].split(",") == list(table.column_names)
        # Of the others, scores have a row only where the model has proved itself.
        assert len(lines) > 1 or not table.five
    assert "Traceback" not in (driven.desk.data / "logs" / "crri.log").read_text("utf-8")


def test_the_files_are_those_of_the_source_tree(driven: Driven, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "crri_gui", "run", "--quiet", "--input-dir", str(driven.raw)]
    further = ["--with", ",".join(ASKED), "--output-dir", str(tmp_path)]
    subprocess.run([*command, *further], check=True)
    for name in (*(table.file_name for table in MADE), "rejects.csv"):
        assert (driven.target / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_it_leaves_no_temporary_files(driven: Driven) -> None:
    assert list(driven.desk.temporary.iterdir()) == []


def test_it_writes_only_into_the_user_s_folder_and_the_target(driven: Driven) -> None:
    allowed = re.compile(
        "|".join(
            re.escape(str(path))
            for path in (driven.desk.home, driven.desk.temporary, driven.target)
        )
        + "|/dev/(null|shm/|tty)|/memfd:|/proc/self/"
    )
    home_of_home = str(driven.desk.home.parent)
    calls = "creat|mkdir(at)?|rename(at2?)?|unlink(at)?|rmdir|(sym)?link(at)?|truncate"
    writes = re.compile(rf" (open|openat)\(.*(O_WRONLY|O_RDWR|O_CREAT)| ({calls})\(")
    # A path, and before it the folder that it is relative to.
    named = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
    wrote_to = [
        os.path.normpath(Path(_decoded(folder), _decoded(path)))
        for line in driven.log
        if writes.search(line) and " = -1 " not in line
        for folder, path in named.findall(line)
    ]
    strange = {path for path in wrote_to if not allowed.match(path) and path != home_of_home}
    assert strange == set()
    assert str(driven.target / "manifest.json") in wrote_to
    assert str(driven.desk.data / "logs" / "crri.log") in wrote_to


def _decoded(path: str) -> str:
    """As strace shows a path: bytes beyond ASCII as octal numbers."""
    return path.encode("ascii").decode("unicode_escape").encode("latin-1").decode("utf-8")


def test_it_asks_no_network(driven: Driven) -> None:
    asked = [line for line in driven.log if " connect(" in line and "AF_UNIX" not in line]
    assert asked == []


def test_it_needs_no_python_and_no_other_program(driven: Driven) -> None:
    place = str(driven.desk.executable.parent.parent.parent)
    pythons = re.compile(r'open.*"/(.*/)?(lib(32|64)?/python3|libpython3)[^"]*".* = \d')
    taken = [line for line in driven.log if pythons.search(line) and place not in line]
    assert taken == []
    programs = [line for line in driven.log if " execve(" in line and "= 0" in line]
    assert all("setpriv" in line or place in line for line in programs), programs


def test_a_second_start_opens_a_second_window_and_both_keep_the_settings(desk: Desk) -> None:
    first = desk.start()
    desk.wait_for_window()
    desk.press("ctrl+plus")
    second = desk.start()
    desk.wait_for_window(2)
    both = (first, second)

    def close() -> None:
        for window in desk.windows(WINDOW):
            desk.do("windowactivate", "--sync", window)
            desk.press("ctrl+q")

    close()
    desk.until(lambda: all(p.poll() is not None for p in both), "their ends", close)
    assert [process.wait() for process in both] == [0, 0]
    kept = configparser.ConfigParser(interpolation=None)
    kept.read(desk.data / "crri.ini", encoding="utf-8")
    assert kept["window"]["text_size"] == "110"
    assert "geometry" in kept["window"]
    assert not list(desk.data.glob("*damaged*"))


@pytest.mark.parametrize(
    "content", [b"\0\xff\xfe rubbish", b"[window]\nlanguage"], ids=["bytes", "cut off"]
)
def test_damaged_settings_are_set_aside(desk: Desk, content: bytes) -> None:
    desk.data.mkdir(parents=True)
    (desk.data / "crri.ini").write_bytes(content)
    _give_away(desk.folder)
    process = desk.start()
    desk.wait_for_window()
    assert desk.quit(process) == 0
    assert (desk.data / "crri.damaged-1.ini").read_bytes() == content
    assert b"window" in (desk.data / "crri.ini").read_bytes()
