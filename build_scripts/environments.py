"""What this project is developed in: the system's packages, lock files, virtual environments."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from build_scripts import running
from build_scripts.running import Failed, Steps, say

RUNTIME_LOCK = running.ROOT / "requirements.lock"
DEV_LOCK = running.ROOT / "requirements-dev.lock"
SPARK_LOCK = running.ROOT / "requirements-spark.lock"
FRAMES_LOCK = running.ROOT / "requirements-frames.lock"
JAVA = "openjdk-17-jre-headless"
BUILD_LOCK = running.ROOT / "requirements-build.lock"
# Of a lock, what is published as sources only; the locked setuptools makes packages of them.
_SOURCES = {SPARK_LOCK.name: "pyspark,pyftpdlib"}

# What the window and its tests need from Debian and Ubuntu beyond Python itself.
SYSTEM_PACKAGES: tuple[str, ...] = (
    *"libglib2.0-0 libgl1 libegl1 libxkbcommon0 libx11-6 libfontconfig1 libdbus-1-3".split(),
    # For a real window, and a screen to show it on.
    *"libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1".split(),
    *"libxkbcommon-x11-0 xvfb xauth openbox fonts-inter".split(),
    # To pack the application, to drive it by keys, and to watch what it does.
    *"binutils xdotool strace".split(),
)


def pyproject() -> dict[str, Any]:
    import tomllib  # Not above: an older Python must get as far as being told its age.

    with (running.ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def runtime_requirements() -> list[str]:
    """What the product needs, and what building it from this folder needs."""
    settings = pyproject()
    return [*settings["project"]["dependencies"], *settings["build-system"]["requires"]]


def dev_requirements() -> list[str]:
    return [*runtime_requirements(), *pyproject()["dependency-groups"]["dev"]]


def spark_requirements() -> list[str]:
    """What the extra and its tests add, and what pyspark is built with."""
    settings = pyproject()
    extra = settings["project"]["optional-dependencies"]["spark"]
    more = settings["dependency-groups"]["spark-tests"]
    return [*extra, *more, *settings["build-system"]["requires"]]


def frames_requirements() -> list[str]:
    """What results can be handed out as beside pandas, for its tests."""
    frames: list[str] = pyproject()["dependency-groups"]["frames"]
    return frames


def build_requirements() -> list[str]:
    """What the product needs, and what packs it."""
    return [*runtime_requirements(), *pyproject()["dependency-groups"]["build"]]


def oldest_duckdb() -> str:
    """The requirement that takes the lowest DuckDB in the admitted range."""
    for requirement in pyproject()["project"]["dependencies"]:
        if lowest := re.match(r"duckdb\s*>=\s*([0-9.]+)", requirement):
            return f"duckdb=={lowest[1]}"
    raise Failed("pyproject.toml names no lowest DuckDB (duckdb>=...).")


# The system's packages


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _apt(*arguments: str) -> list[str]:
    command = ["apt-get", *arguments]
    return command if _is_root() else ["sudo", *command]


def may_install_system_packages(asked: bool) -> bool:
    return asked or _is_root()


def install_system_packages(packages: Sequence[str]) -> None:
    say("Installing from the system's packages: " + " ".join(packages))
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    running.call(_apt("update", "-qq"))  # An old list may do, so only the installation decides.
    if running.call(_apt("install", "-y", "-qq", "--no-install-recommends", *packages)) != 0:
        raise Failed("The system's packages could not be installed; see above.")


def _installed(package: str) -> bool:
    # Newer releases add t64 to the names of libraries.
    return any(
        running.succeeds(["dpkg-query", "--show", name]) for name in (package, f"{package}t64")
    )


def system_packages(steps: Steps, asked: bool) -> None:
    """What the tests need of Debian or Ubuntu; elsewhere nothing is known to be needed."""
    if not SYSTEM_PACKAGES or not shutil.which("apt-get"):
        return
    missing = [package for package in SYSTEM_PACKAGES if not _installed(package)]
    if not missing:
        return
    if may_install_system_packages(asked):
        with steps.needed("system packages"):
            install_system_packages(missing)
    else:
        steps.leave_out("system packages", "not root, no --system-packages")
        say(
            "The window and its tests need packages of the system. Install them with\n"
            f"    sudo apt-get install {' '.join(missing)}\n"
            "or give --system-packages."
        )


def _need_venv_module(asked: bool) -> None:
    """Debian and Ubuntu keep a half of `venv` in a package of its own."""
    if running.succeeds(
        [sys.executable, "-I", "-c", "import ensurepip, venv; ensurepip.version()"]
    ):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") and may_install_system_packages(asked):
        install_system_packages([package])
        return
    raise Failed(
        "This Python cannot make virtual environments: its `venv` or `ensurepip` is missing.\n"
        f"On Debian and Ubuntu: sudo apt-get install {package}\n"
        "or give --system-packages. Elsewhere install Python from python.org."
    )


# Virtual environments


def from_lock(lock: Path) -> list[str | Path]:
    """What pip is asked for to install a lock exactly as it is written.

    Nothing is resolved, so nothing that is released later can matter: before 23.3 pip refuses a
    lock with coverage in it once there is a newer one, because another package of that lock asks
    for `coverage[toml]`. Whether the packages fit together is asked afterwards (`pip check`).
    """
    asked = ["install", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    if sources := _SOURCES.get(lock.name):
        # --use-pep517: before 23.1 pip starts a setup.py itself, and that asks for unlocked tools.
        asked += ["--no-binary", sources, "--no-build-isolation", "--use-pep517"]
    return [*asked, "--requirement", lock]


class Venv:
    """A virtual environment in this checkout, and the stamp that says what it was made from."""

    def __init__(self, name: str) -> None:
        self.folder = running.ROOT / name
        self.scripts = self.folder / ("Scripts" if sys.platform == "win32" else "bin")
        self.python = self.scripts / ("python.exe" if sys.platform == "win32" else "python")
        self._stamp = self.folder / "crri-develop.json"

    @property
    def runs_this(self) -> bool:
        """Whether it is this very process's, and so cannot be thrown away."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    def module(self, *arguments: str | Path) -> list[str | Path]:
        """The command that runs a module of its."""
        return [self.python, "-m", *arguments]

    def pip(self, *arguments: str | Path) -> list[str | Path]:
        """The command that runs its pip; -I, so that nothing of the user's counts."""
        return [self.python, "-I", "-m", "pip", *arguments]

    def made_from(self) -> dict[str, str]:
        """Per lock file, the fingerprint of what was installed; empty for a stranger's."""
        try:
            stamp = json.loads(self._stamp.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def provide(self, locks: Sequence[Path], *, system: bool, instead: str | None = None) -> None:
        """Install the last lock, of which the others are parts, unless it is there already."""
        wanted = {lock.name: fingerprint(lock, instead) for lock in locks}
        found = self.made_from()
        if wanted.items() <= found.items() and self._works():
            say(f"{self.folder.name} is up to date.")
            return
        outdated = any(wanted.get(name, mark) != mark for name, mark in found.items())
        if not self.runs_this and (outdated or not self._works()):
            self._make(system)
        self._stamp.unlink(missing_ok=True)
        self._install(locks[-1], instead)
        self._stamp.write_text(json.dumps(wanted, indent=1), "utf-8")

    def _works(self) -> bool:
        return running.succeeds([self.python, "-I", "-c", "import pip"])

    def _make(self, system: bool) -> None:
        _need_venv_module(system)
        say(f"Making {self.folder.name} with Python {sys.version.split()[0]}.")
        if running.call([sys.executable, "-m", "venv", "--clear", self.folder]) != 0:
            raise Failed(f"{self.folder} could not be made; see above.")
        (self.folder / ".gitignore").write_text("*\n", "utf-8")

    def _install(self, lock: Path, instead: str | None) -> None:
        say(f"Installing what {lock.name} lists; this needs the network and takes a while.")
        self._pip(*from_lock(lock))
        quietly = ("install", "--quiet", "--no-deps")
        if instead:
            say(f"Installing {instead} instead of the locked one.")
            self._pip(*quietly, "--only-binary", ":all:", instead)
        self._pip(*quietly, "--no-build-isolation", "--editable", running.ROOT)
        if running.call(self.pip("check")) != 0:
            raise Failed(
                f"The packages in {self.folder.name} do not fit together; see above. If others "
                f"than {lock.name} lists were installed there, remove it and start again."
            )

    def add(self, lock: Path) -> bool:
        """Install a lock beside the others unless it is there; whether that succeeded."""
        stamp = self.folder / f"{lock.name}.json"
        wanted = json.dumps(fingerprint(lock))
        if stamp.is_file() and stamp.read_text("utf-8") == wanted:
            return True
        say(f"Installing what {lock.name} lists; it is large, this takes a while.")
        try:
            self._pip(*from_lock(lock))
        except Failed as failure:
            say(str(failure))
            return False
        stamp.write_text(wanted, "utf-8")
        return True

    def _pip(self, *arguments: str | Path) -> None:
        if running.call(self.pip(*arguments)) != 0:
            raise Failed(f"pip could not install into {self.folder.name}; see above.")


def fingerprint(lock: Path, instead: str | None = None) -> str:
    """Changes whenever an environment made from this lock, here, would come out another one."""
    settings = pyproject()
    parts = {
        "lock": lock.read_text("utf-8"),
        "instead": instead,
        "project": [settings["build-system"], settings["project"], settings["tool"]["setuptools"]],
        "checkout": str(running.ROOT),
        "python": [sys.version_info[:2], sys.platform],
    }
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
