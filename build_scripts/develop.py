"""A development machine from nothing but Python and pip, the same on Linux, Windows and macOS.

    python build_scripts/develop.py demo [arguments of `crri demo`]
    python build_scripts/develop.py window
    python build_scripts/develop.py test [--quick | --exhaustive] [--system-packages]
                                         [arguments of pytest]
    python build_scripts/develop.py lock [arguments of `uv pip compile`, such as --upgrade]

demo  makes .venv from requirements.lock and shows the product on its sample.
window  the same environment, and opens the window.
test  makes .venv from requirements-dev.lock and runs the checks. --quick leaves out the tests that
      try many damages, forms, kills, layouts, copies or programs, and the whole ways from a folder
      to published files. --exhaustive tries every fault and form where the others try some of each
      kind (tests/effort.py), and Spark, measures coverage, checks the types as on Windows, repeats
      the engine's tests in .venv-oldest, on the oldest DuckDB that pyproject.toml admits, and
      builds the packaged application and tests it. With arguments for pytest, only they decide
      which tests run, and what comes after them is left out.
    For the tests on a Spark cluster --exhaustive installs Java and requirements-spark.lock as well,
    for those of Arrow and Polars requirements-frames.lock, where they can be had; otherwise these
    tests are skipped.
lock  solves pyproject.toml anew into the lock files, with the uv that `test` installs.

On Debian and Ubuntu, packages that the system lacks are installed for root, or through sudo with
--system-packages; otherwise the commands to do so are shown. A .venv that this script made is made
anew when what it was made from has changed; one made by hand is only brought up to date.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

# It is started as a script, in a folder of any name.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from build_scripts import environments, running
from build_scripts.running import Failed, Step, Steps, say

ENGINE_TESTS = ["tests/engine"]
PACKAGE_TESTS = "tests/package"
ENGINE_COVERAGE_FLOOR = 95
TEST_SECONDS = 600  # one test that takes longer hangs


def demo(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    venv = environments.Venv(".venv")
    venv.provide([environments.RUNTIME_LOCK], system=arguments.system_packages)
    return running.call(venv.module("crri_gui", "demo", *passed_on))


def window(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    environments.system_packages(Steps(), arguments.system_packages)
    venv = environments.Venv(".venv")
    venv.provide([environments.RUNTIME_LOCK], system=arguments.system_packages)
    return running.call(venv.module("crri_gui", *passed_on))


def test(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    steps = Steps()
    try:
        _test(steps, arguments, passed_on)
    except Failed as failure:
        say(str(failure))
    say(steps.summary())
    return 1 if steps.failed else 0


def _test(steps: Steps, arguments: argparse.Namespace, passed_on: list[str]) -> None:
    venv, system = environments.Venv(".venv"), arguments.system_packages
    environments.system_packages(steps, system)
    with steps.needed("environment"):
        venv.provide([environments.RUNTIME_LOCK, environments.DEV_LOCK], system=system)
    asked = ["--system-packages"] if system else []
    script = Path(__file__).with_name("readers.py")
    steps.optional("Microsoft's readers of Power BI", [venv.python, script, *asked])
    if arguments.exhaustive:
        _spark(steps, venv, system)
        _frames(steps, venv)
    else:
        steps.leave_out("Spark", "without --exhaustive")
    # One more than there are processors: tests also wait, for drives and for processes.
    workers = (os.cpu_count() or 1) + 1
    pytest = ["pytest", f"--timeout={TEST_SECONDS}", f"--numprocesses={workers}"]
    # Who is idle takes over tests of others. By files, the last worker is left alone with the
    # longest one; and where a worker crashed, a file of a single test is waited for without end.
    pytest += ["--dist=worksteal", *(["--exhaustive"] if arguments.exhaustive else [])]
    # Every worker compiles the tests of a new checkout, and rewrites what they assert; less so
    # what one process has compiled already, on the processor that the other checks leave idle.
    collecting = venv.module("pytest", "--collect-only", "-qq", f"--ignore={PACKAGE_TESTS}")
    with nullcontext() if passed_on else steps.beside("collection of the tests", collecting):
        steps.check("pip check", venv.pip("check"))
        steps.check("ruff check", venv.module("ruff", "check", "."))
        steps.check("ruff format", venv.module("ruff", "format", "--check", "."))
        steps.check("import contracts", [venv.scripts / "lint-imports"])
        steps.check("mypy", venv.module("mypy"))
        if arguments.exhaustive:
            for_windows = ("--platform", "win32", "crri_gui", "build_scripts")
            steps.check("mypy, as on Windows", venv.module("mypy", *for_windows))

    if arguments.exhaustive:
        of_all = pytest
    else:
        of_all = [*pytest, "-m", "not spark and not long" if arguments.quick else "not spark"]
    if passed_on:
        steps.tests("pytest", venv.module(*of_all), passed_on)
        steps.leave_out("package", "pytest was given arguments")
        return
    # What is in dist is an older one until it is built below.
    chosen = [f"--ignore={PACKAGE_TESTS}"]
    if not arguments.exhaustive:
        steps.tests("pytest", venv.module(*of_all), chosen)
        steps.leave_out("package", "without --exhaustive")
        return
    steps.tests("pytest", venv.module(*of_all, "--cov", "--cov-report="), chosen)
    _coverage(steps, venv)
    _oldest(steps, pytest, system)
    script = running.ROOT / "build_scripts" / "build.py"
    steps.check("package", [sys.executable, script, *asked])
    steps.tests("tests of the package", venv.module(*pytest), [PACKAGE_TESTS])


def _coverage(steps: Steps, venv: environments.Venv) -> None:
    steps.check("coverage", venv.module("coverage", "report"))
    # Not of what needs a cluster: where there is none its tests are skipped.
    of_engine = (
        "--include=crri_gui/engine/*",
        "--omit=crri_gui/engine/spark/*",
        f"--fail-under={ENGINE_COVERAGE_FLOOR}",
    )
    report = venv.module("coverage", "report", "--format=total", *of_engine)
    steps.check(f"engine coverage >= {ENGINE_COVERAGE_FLOOR} %", report)


def _oldest(steps: Steps, pytest: Sequence[str], system: bool) -> None:
    """The engine's tests on the oldest DuckDB that is admitted."""
    oldest = environments.oldest_duckdb()
    with steps.needed(f"environment, {oldest}"):
        venv = environments.Venv(".venv-oldest")
        venv.provide([environments.DEV_LOCK], system=system, instead=oldest)
    steps.tests(f"engine tests, {oldest}", venv.module(*pytest), ENGINE_TESTS)


def _spark(steps: Steps, venv: environments.Venv, asked: bool) -> None:
    """Java and pyspark, for the tests on a cluster: they are skipped where these are missing."""
    start = time.monotonic()
    outcome = "ok"
    apt = shutil.which("apt-get") and environments.may_install_system_packages(asked)
    if not shutil.which("java") and apt:
        try:
            environments.install_system_packages([environments.JAVA])
        except Failed as failure:
            say(str(failure))
    if not shutil.which("java"):
        outcome = f"left out: Java is missing (Debian: {environments.JAVA})"
    elif not venv.add(environments.SPARK_LOCK):
        outcome = "left out: pyspark could not be installed"
    steps.done.append(Step("Spark", outcome, time.monotonic() - start))


def _frames(steps: Steps, venv: environments.Venv) -> None:
    """pyarrow and polars, for the tests of the frames that need them."""
    start = time.monotonic()
    added = venv.add(environments.FRAMES_LOCK)
    outcome = "ok" if added else "left out: pyarrow and polars could not be installed"
    steps.done.append(Step("Arrow and Polars", outcome, time.monotonic() - start))


def lock(arguments: argparse.Namespace, passed_on: list[str]) -> int:
    scripts = os.fspath(environments.Venv(".venv").scripts)
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
    first = environments.RUNTIME_LOCK
    bound = ["--constraint", first.name]
    for requirements, made, more in (
        (environments.runtime_requirements(), first, []),
        (environments.dev_requirements(), environments.DEV_LOCK, bound),
        (environments.build_requirements(), environments.BUILD_LOCK, bound),
        (environments.spark_requirements(), environments.SPARK_LOCK, bound),
        (environments.frames_requirements(), environments.FRAMES_LOCK, bound),
    ):
        done = subprocess.run(
            [*command, *more, "--output-file", made.name, *passed_on],
            input="\n".join(requirements),
            encoding="utf-8",
            cwd=running.ROOT,
            env=running.environment(),
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
            effort = sub.add_mutually_exclusive_group()
            effort.add_argument("--quick", action="store_true")
            effort.add_argument("--exhaustive", action="store_true")
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
