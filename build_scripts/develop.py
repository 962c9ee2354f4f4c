"""A development machine from nothing but Python and pip, the same on Linux, Windows and macOS.

    python build_scripts/develop.py demo [arguments of `crri demo`]
    python build_scripts/develop.py window
    python build_scripts/develop.py test [--quick] [--system-packages] [arguments of pytest]
    python build_scripts/develop.py lock [arguments of `uv pip compile`, such as --upgrade]

demo  makes .venv from requirements.lock and shows the product on its sample.
window  the same environment, and opens the window.
test  makes .venv from requirements-dev.lock and runs every check, and then the engine's tests once
      more in .venv-oldest, on the oldest DuckDB that pyproject.toml admits, and builds and tests
      the packaged application; --quick leaves those two out. With arguments for pytest, only they
      decide which tests run: the floor under the engine's coverage is left out as well.
    For the tests on a Spark cluster it installs Java and requirements-spark.lock as well, where
    they can be had; otherwise those tests are skipped.
lock  solves pyproject.toml anew into the lock files, with the uv that `test` installs.

On Debian and Ubuntu, packages that the system lacks are installed for root, or through sudo with
--system-packages; otherwise the commands to do so are shown. A .venv that this script made is made
anew when what it was made from has changed; one made by hand is only brought up to date.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
SPARK_LOCK = ROOT / "requirements-spark.lock"
JAVA = "openjdk-17-jre-headless"
BUILD_LOCK = ROOT / "requirements-build.lock"

# What the window and its tests need from Debian and Ubuntu beyond Python itself.
SYSTEM_PACKAGES: tuple[str, ...] = (
    *"libglib2.0-0 libgl1 libegl1 libxkbcommon0 libx11-6 libfontconfig1 libdbus-1-3".split(),
    # For a real window, and a screen to show it on.
    *"libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1".split(),
    *"libxkbcommon-x11-0 xvfb xauth openbox fonts-inter".split(),
    # To pack the application, to drive it by keys, and to watch what it does.
    *"binutils xdotool strace".split(),
)

ENGINE_TESTS = "tests/engine"
PACKAGE_TESTS = "tests/package"
ENGINE_COVERAGE_FLOOR = 95
TEST_SECONDS = 600  # one test that takes longer hangs

# Settings of the caller's that would send packages elsewhere, or break the check of their hashes.
_UNWANTED = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_CONSTRAINT",
    "PIP_NO_BINARY",
    "PIP_PREFIX",
    "PIP_REQUIREMENT",
    "PIP_ROOT",
    "PIP_TARGET",
)


class Failed(Exception):
    """A step without which the next ones make no sense; its text is for the user."""


class Step(NamedTuple):
    name: str
    outcome: str
    seconds: float


class Steps:
    """What was done, for the closing lines."""

    def __init__(self) -> None:
        self.done: list[Step] = []

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
        code = call(command, cwd=ROOT)
        outcome = f"FAILED (exit code {code})" if code else "ok"
        self.done.append(Step(name, outcome, time.monotonic() - start))

    def optional(self, name: str, command: Sequence[str | Path]) -> None:
        """A step that may do without: it writes why to the file that `--why` names."""
        with tempfile.TemporaryDirectory() as folder:
            why = Path(folder) / "why"
            self.check(name, [*command, "--why", why])
            if why.exists():
                reason = f"left out: {why.read_text('utf-8')}"
                self.done[-1] = self.done[-1]._replace(outcome=reason)

    def leave_out(self, name: str, reason: str) -> None:
        self.done.append(Step(name, f"left out: {reason}", 0.0))

    @property
    def failed(self) -> bool:
        return any(step.outcome.startswith("FAILED") for step in self.done)

    def summary(self) -> str:
        width = max((len(step.name) for step in self.done), default=0)
        lines = [f"{s.name:{width}} {s.seconds:7.1f} s  {s.outcome}" for s in self.done]
        return "\n".join(["\n=== Summary", *lines])


def say(text: str) -> None:
    print(text, flush=True)


def environment() -> dict[str, str]:
    wanted = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return wanted | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}


def call(command: Sequence[str | Path], cwd: Path | None = None) -> int:
    """Run in the foreground; the exit code, negative for a signal as subprocess has it."""
    return subprocess.run([str(part) for part in command], cwd=cwd, env=environment()).returncode


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


# What pyproject.toml says


def pyproject() -> dict[str, Any]:
    import tomllib  # Not above: an older Python must get as far as being told its age.

    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def runtime_requirements() -> list[str]:
    """What the product needs, and what building it from this folder needs."""
    settings = pyproject()
    return [*settings["project"]["dependencies"], *settings["build-system"]["requires"]]


def dev_requirements() -> list[str]:
    return [*runtime_requirements(), *pyproject()["dependency-groups"]["dev"]]


def spark_requirements() -> list[str]:
    """What the extra adds, and what pyspark is built with."""
    settings = pyproject()
    extra = settings["project"]["optional-dependencies"]["spark"]
    return [*extra, *settings["build-system"]["requires"]]


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
    call(_apt("update", "-qq"))  # An old list may do, so only the installation decides.
    if call(_apt("install", "-y", "-qq", "--no-install-recommends", *packages)) != 0:
        raise Failed("The system's packages could not be installed; see above.")


def _installed(package: str) -> bool:
    # Newer releases add t64 to the names of libraries.
    return any(succeeds(["dpkg-query", "--show", name]) for name in (package, f"{package}t64"))


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
    if succeeds([sys.executable, "-I", "-c", "import ensurepip, venv; ensurepip.version()"]):
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


class Venv:
    """A virtual environment in this checkout, and the stamp that says what it was made from."""

    def __init__(self, name: str) -> None:
        self.folder = ROOT / name
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
        return succeeds([self.python, "-I", "-c", "import pip"])

    def _make(self, system: bool) -> None:
        _need_venv_module(system)
        say(f"Making {self.folder.name} with Python {sys.version.split()[0]}.")
        if call([sys.executable, "-m", "venv", "--clear", self.folder]) != 0:
            raise Failed(f"{self.folder} could not be made; see above.")
        (self.folder / ".gitignore").write_text("*\n", "utf-8")

    def _install(self, lock: Path, instead: str | None) -> None:
        say(f"Installing what {lock.name} lists; this needs the network and takes a while.")
        self._pip("--require-hashes", "--only-binary", ":all:", "--requirement", lock)
        if instead:
            say(f"Installing {instead} instead of the locked one.")
            self._pip("--no-deps", "--only-binary", ":all:", instead)
        self._pip("--no-deps", "--no-build-isolation", "--editable", ROOT)

    def add(self, lock: Path) -> bool:
        """Install a lock beside the others unless it is there; whether that succeeded."""
        stamp = self.folder / f"{lock.name}.json"
        wanted = json.dumps(fingerprint(lock))
        if stamp.is_file() and stamp.read_text("utf-8") == wanted:
            return True
        say(f"Installing what {lock.name} lists; it is large, this takes a while.")
        # pyspark comes as sources: they are made into a package by the locked setuptools.
        source = ("--only-binary", ":all:", "--no-binary", "pyspark", "--no-build-isolation")
        try:
            self._pip("--require-hashes", *source, "--requirement", lock)
        except Failed as failure:
            say(str(failure))
            return False
        stamp.write_text(wanted, "utf-8")
        return True

    def _pip(self, *arguments: str | Path) -> None:
        # -I: only what is in the environment counts, nothing of the user's.
        if call([self.python, "-I", "-m", "pip", "install", "--quiet", *arguments]) != 0:
            raise Failed(f"pip could not install into {self.folder.name}; see above.")


def fingerprint(lock: Path, instead: str | None = None) -> str:
    """Changes whenever an environment made from this lock, here, would come out another one."""
    settings = pyproject()
    parts = {
        "lock": lock.read_text("utf-8"),
        "instead": instead,
        "project": [settings["build-system"], settings["project"], settings["tool"]["setuptools"]],
        "checkout": str(ROOT),
        "python": [sys.version_info[:2], sys.platform],
    }
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


# The commands


def demo(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    venv = Venv(".venv")
    venv.provide([RUNTIME_LOCK], system=arguments.system_packages)
    return call(venv.module("crri_gui", "demo", *passed_on))


def window(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    system_packages(Steps(), arguments.system_packages)
    venv = Venv(".venv")
    venv.provide([RUNTIME_LOCK], system=arguments.system_packages)
    return call(venv.module("crri_gui", *passed_on))


def test(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    steps = Steps()
    try:
        _test(steps, arguments, passed_on)
    except Failed as failure:
        say(str(failure))
    say(steps.summary())
    return 1 if steps.failed else 0


def _test(steps: Steps, arguments: argparse.Namespace, passed_on: list[str]) -> None:
    venv, system = Venv(".venv"), arguments.system_packages
    system_packages(steps, system)
    with steps.needed("environment"):
        venv.provide([RUNTIME_LOCK, DEV_LOCK], system=system)
    asked = ["--system-packages"] if system else []
    script = Path(__file__).with_name("readers.py")
    steps.optional("Microsoft's readers of Power BI", [venv.python, script, *asked])
    _spark(steps, venv, system)
    steps.check("ruff check", venv.module("ruff", "check", "."))
    steps.check("ruff format", venv.module("ruff", "format", "--check", "."))
    steps.check("mypy", venv.module("mypy"))
    for_windows = ("--platform", "win32", "crri_gui", "build_scripts")
    steps.check("mypy, as on Windows", venv.module("mypy", *for_windows))

    pytest = ("pytest", f"--timeout={TEST_SECONDS}", "--numprocesses=auto", "--dist=loadfile")
    # What is in dist is an older one until it is built below.
    chosen = passed_on or [f"--ignore={PACKAGE_TESTS}"]
    steps.check("pytest", venv.module(*pytest, "--cov", "--cov-report=", *chosen))
    floor = f"engine coverage >= {ENGINE_COVERAGE_FLOOR} %"
    oldest = oldest_duckdb()
    again = f"engine tests, {oldest}"
    if passed_on:
        steps.leave_out(floor, "pytest was given arguments")
        steps.leave_out(again, "pytest was given arguments")
        steps.leave_out("package", "pytest was given arguments")
        return
    steps.check("coverage", venv.module("coverage", "report"))
    # Not of what needs a cluster: where there is none its tests are skipped.
    of_engine = (
        "--include=crri_gui/engine/*",
        "--omit=crri_gui/engine/spark/*",
        f"--fail-under={ENGINE_COVERAGE_FLOOR}",
    )
    steps.check(floor, venv.module("coverage", "report", "--format=total", *of_engine))
    if arguments.quick:
        steps.leave_out(again, "--quick")
        steps.leave_out("package", "--quick")
        return
    with steps.needed(f"environment, {oldest}"):
        second = Venv(".venv-oldest")
        second.provide([DEV_LOCK], system=system, instead=oldest)
    steps.check(again, second.module(*pytest, ENGINE_TESTS))
    steps.check("package", [sys.executable, ROOT / "build_scripts" / "build.py", *asked])
    steps.check("tests of the package", venv.module(*pytest, PACKAGE_TESTS))


def _spark(steps: Steps, venv: Venv, asked: bool) -> None:
    """Java and pyspark, for the tests on a cluster: they are skipped where these are missing."""
    start = time.monotonic()
    outcome = "ok"
    apt = shutil.which("apt-get") and may_install_system_packages(asked)
    if not shutil.which("java") and apt:
        try:
            install_system_packages([JAVA])
        except Failed as failure:
            say(str(failure))
    if not shutil.which("java"):
        outcome = f"left out: Java is missing (Debian: {JAVA})"
    elif not venv.add(SPARK_LOCK):
        outcome = "left out: pyspark could not be installed"
    steps.done.append(Step("Spark", outcome, time.monotonic() - start))


def lock(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    scripts = os.fspath(Venv(".venv").scripts)
    uv = shutil.which("uv", path=scripts) or shutil.which("uv")
    if not uv:
        raise Failed("uv is missing: `python build_scripts/develop.py test` installs it in .venv.")
    command = [
        *[uv, "pip", "compile", "-", "--quiet", "--no-config", "--universal"],
        *["--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"],
        *["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"],
        *["--custom-compile-command", "python build_scripts/develop.py lock"],
    ]
    # The others keep to the first: what is tested and what is packed is what the user gets.
    for requirements, made, bound in (
        (runtime_requirements(), RUNTIME_LOCK, []),
        (dev_requirements(), DEV_LOCK, ["--constraint", RUNTIME_LOCK.name]),
        (build_requirements(), BUILD_LOCK, ["--constraint", RUNTIME_LOCK.name]),
        (spark_requirements(), SPARK_LOCK, ["--constraint", RUNTIME_LOCK.name]),
    ):
        done = subprocess.run(
            [*command, *bound, "--output-file", made.name, *passed_on],
            input="\n".join(requirements),
            encoding="utf-8",
            cwd=ROOT,
            env=environment(),
        )
        if done.returncode != 0:
            raise Failed(f"uv could not solve {made.name}; see above.")
        say(f"Wrote {made.name}.")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - that is for who starts this with an older one
        say("This needs Python 3.11 or newer; it was started with " + sys.version.split()[0] + ".")
        return 2
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(required=True, metavar="demo | window | test | lock")
    for command in (demo, window, test, lock):
        sub = commands.add_parser(command.__name__, allow_abbrev=False, add_help=False)
        sub.set_defaults(command=command)
        if command is not lock:
            sub.add_argument("--system-packages", action="store_true")
        if command is test:
            sub.add_argument("--quick", action="store_true")
    known, passed_on = parser.parse_known_args(arguments)
    if passed_on[:1] == ["--"]:
        del passed_on[0]
    try:
        code = known.command(known, passed_on)
    except Failed as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        return 130
    return code if isinstance(code, int) and code >= 0 else 1


if __name__ == "__main__":
    sys.exit(main())
