"""The set-up of a development machine: lock files, continuous integration, develop.py itself."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import pytest

from build_scripts import develop, environments, readers, running

ROOT = running.ROOT
TEST_COMMAND = "python3 build_scripts/develop.py test"

# What is packed, and what others call


def test_package_data_takes_every_file_that_is_no_module() -> None:
    package = ROOT / "crri_gui"
    patterns = environments.pyproject()["tool"]["setuptools"]["package-data"]["crri_gui"]
    taken = {path for pattern in patterns for path in package.glob(pattern)}
    others = {
        path
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    assert others <= taken


def test_continuous_integration_calls_the_command_of_the_readme() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("README.md is not written yet")
    assert TEST_COMMAND in readme.read_text("utf-8")
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == TEST_COMMAND
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    assert f"- run: {TEST_COMMAND} --system-packages" in workflow


def test_continuous_integration_installs_by_the_scripts_alone() -> None:
    for file in (*(ROOT / ".ci").iterdir(), *(ROOT / ".github" / "workflows").iterdir()):
        lines = file.read_text("utf-8").splitlines()
        commands = [line for line in lines if not line.lstrip().startswith("#")]
        assert not re.search(r"\b(pip3?|pipx|uv) |requirements", "\n".join(commands)), file


@pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")
def test_continuous_integration_can_be_started() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)


# develop.py


class Calls:
    """Stands in for running commands; those that hold one of `failing` fail."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.made: list[list[str]] = []

    def __call__(self, command: Sequence[str | Path], cwd: Path | None = None) -> int:
        self.made.append([str(part) for part in command])
        return int(any(word in self.made[-1] for word in self.failing))

    def among(self, *words: str) -> list[list[str]]:
        return [command for command in self.made if all(word in command for word in words)]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing but what develop.py reads, where it may make environments."""
    for path in (*ROOT.glob("requirements*.lock"), ROOT / "pyproject.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(running, "ROOT", tmp_path)
    monkeypatch.setattr(environments, "RUNTIME_LOCK", tmp_path / environments.RUNTIME_LOCK.name)
    monkeypatch.setattr(environments, "DEV_LOCK", tmp_path / environments.DEV_LOCK.name)
    monkeypatch.setattr(environments, "SPARK_LOCK", tmp_path / environments.SPARK_LOCK.name)
    monkeypatch.setattr(environments, "FRAMES_LOCK", tmp_path / environments.FRAMES_LOCK.name)
    monkeypatch.setattr(environments, "BUILD_LOCK", tmp_path / environments.BUILD_LOCK.name)
    monkeypatch.setattr(environments, "SYSTEM_PACKAGES", ())
    return tmp_path


@pytest.fixture
def calls(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Calls:
    return stand_in(monkeypatch)


def stand_in(monkeypatch: pytest.MonkeyPatch, *failing: str) -> Calls:
    calls = Calls(*failing)

    def call(
        command: Sequence[str | Path], cwd: Path | None = None, said: IO[bytes] | None = None
    ) -> int:
        if said is not None:
            said.write(b"what is wrong\n")
        if "venv" in command:
            Path(command[-1]).mkdir(exist_ok=True)
        return calls(command, cwd)

    def works(command: Sequence[str | Path]) -> bool:
        return Path(command[0]).parent.parent.exists()

    monkeypatch.setattr(running, "call", call)
    monkeypatch.setattr(running, "succeeds", works)
    return calls


def test_demo_installs_the_runtime_lock_and_passes_arguments_on(calls: Calls) -> None:
    assert develop.main(["demo", "--orders", "7", "out"]) == 0
    (install,) = calls.among("--require-hashes")
    assert Path(install[-1]).name == "requirements.lock"
    assert "--no-deps" in install
    (project,) = calls.among("--editable")
    assert "--no-deps" in project
    assert "--no-build-isolation" in project
    assert calls.made[-1][1:] == ["-m", "crri_gui", "demo", "--orders", "7", "out"]


def test_demo_ends_as_the_product_does(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "crri_gui")
    assert develop.main(["demo"]) == 1


def test_environment_is_made_once(calls: Calls, checkout: Path) -> None:
    assert develop.main(["demo"]) == 0
    calls.made.clear()
    assert develop.main(["demo"]) == 0
    assert len(calls.made) == 1


def test_test_after_demo_adds_to_the_environment(calls: Calls, checkout: Path) -> None:
    develop.main(["demo"])
    calls.made.clear()
    develop.main(["test", "--quick"])
    assert not calls.among("venv")
    assert calls.among("--require-hashes", str(checkout / "requirements-dev.lock"))
    calls.made.clear()
    develop.main(["demo"])
    assert len(calls.made) == 1


def test_environment_is_made_anew_for_a_changed_lock(calls: Calls, checkout: Path) -> None:
    develop.main(["demo"])
    calls.made.clear()
    with environments.RUNTIME_LOCK.open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    develop.main(["demo"])
    assert calls.among("venv", "--clear")
    assert calls.among("--require-hashes")


def test_environment_of_a_stranger_is_not_thrown_away(calls: Calls, checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    assert develop.main(["demo"]) == 0
    assert not calls.among("venv")
    assert calls.among("--require-hashes")


def test_a_failed_installation_is_not_taken_for_a_finished_one(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in(monkeypatch, "--require-hashes")
    assert develop.main(["demo"]) == 1
    assert "pip could not install into .venv" in capsys.readouterr().out
    calls = stand_in(monkeypatch)
    assert develop.main(["demo"]) == 0
    assert calls.among("--require-hashes")


def test_packages_that_do_not_fit_together_are_no_environment(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = stand_in(monkeypatch, "check")
    assert develop.main(["demo"]) == 1
    assert "packages in .venv do not fit together" in capsys.readouterr().out
    assert not calls.among("crri_gui")
    calls = stand_in(monkeypatch)
    assert develop.main(["demo"]) == 0
    assert calls.among("--require-hashes") and calls.among("pip", "check")


def test_each_environment_is_asked_whether_it_fits_together(calls: Calls, checkout: Path) -> None:
    develop.main(["test", "--exhaustive"])
    asked = [Path(command[0]).parent.parent.name for command in calls.among("pip", "check")]
    # Once more after pyspark was put beside the rest.
    assert asked == [".venv", ".venv", ".venv-oldest"]
    oldest = [command for command in calls.made if ".venv-oldest" in command[0]]
    (instead,) = calls.among("install", environments.oldest_duckdb())
    assert oldest.index(instead) < oldest.index(calls.among("pip", "check")[-1])


def test_spark_is_built_with_locked_tools_and_it_and_frames_may_fail(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "shutil.which", lambda name, **_: f"/bin/{name}" if name == "java" else None
    )
    absent = (environments.SPARK_LOCK, environments.FRAMES_LOCK)
    calls = stand_in(monkeypatch, *(word for lock in absent for word in (lock.name, str(lock))))
    assert develop.main(["test", "--exhaustive"]) == 0
    (install,) = calls.among("install", "--no-binary")
    assert "pyspark" in install[install.index("--no-binary") + 1].split(",")
    assert {"--require-hashes", "--no-build-isolation"} <= set(install)
    out = capsys.readouterr().out
    assert "left out: pyspark could not be installed" in out
    assert "left out: pyarrow and polars could not be installed" in out


def test_test_runs_every_check(calls: Calls, capsys: pytest.CaptureFixture[str]) -> None:
    assert develop.main(["test"]) == 0
    done = [command[2:4] for command in calls.made if command[1:2] == ["-m"]]
    assert ["ruff", "check"] in done
    assert ["ruff", "format"] in done
    assert [command[0] for command in done].count("mypy") == 1
    assert any(Path(command[0]).name == "lint-imports" for command in calls.made)
    assert not calls.among("--exhaustive") and not calls.among("--cov")
    assert not calls.among("install", environments.oldest_duckdb())
    collection, tests = calls.among("pytest")
    assert "--collect-only" in collection
    assert collection[-1] == tests[-1] == "--ignore=tests/package"
    assert tests[tests.index("-m", 3) + 1] == "not spark" and not calls.among("--no-binary")
    assert not any("build.py" in word for command in calls.made for word in command)
    out = capsys.readouterr().out
    summary = out.partition("=== Summary\n")[2]
    assert len(summary.splitlines()) == 11
    assert "what is wrong" not in out
    assert summary.splitlines()[-1].endswith("left out: without --exhaustive")
    assert "FAILED" not in summary


@pytest.mark.parametrize(
    "failing", ["ruff", "mypy", "--cov", "--fail-under=95", *develop.ENGINE_TESTS]
)
def test_test_goes_on_after_a_failure_and_ends_with_one(
    failing: str,
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    calls = stand_in(monkeypatch, failing)
    assert develop.main(["test", "--exhaustive"]) == 1
    assert calls.among("pytest", "tests/package")
    assert "FAILED (exit code 1)" in capsys.readouterr().out.partition("=== Summary\n")[2]


def test_what_fails_beside_other_checks_is_told_whole_and_a_failure(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = stand_in(monkeypatch, "--collect-only")
    assert develop.main(["test"]) == 1
    assert calls.among("mypy") and len(calls.among("pytest")) == 2
    told, _, summary = capsys.readouterr().out.partition("=== Summary\n")
    assert told.index("=== mypy") < told.index("=== collection of the tests\nwhat is wrong\n")
    [failed] = [line for line in summary.splitlines() if "FAILED" in line]
    assert failed.startswith("collection of the tests")


def test_test_stops_where_there_is_no_environment(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = stand_in(monkeypatch, "--require-hashes")
    assert develop.main(["test"]) == 1
    assert not calls.among("pytest")
    assert "FAILED" in capsys.readouterr().out.partition("=== Summary\n")[2]


def test_quick_leaves_the_long_tests_out(calls: Calls) -> None:
    assert develop.main(["test", "--quick"]) == 0
    _, tests = calls.among("pytest")
    assert tests[tests.index("-m", 3) + 1] == "not spark and not long"
    assert not calls.among("--no-binary")


def test_exhaustive_adds_coverage_windows_the_oldest_duckdb_and_the_package(calls: Calls) -> None:
    assert develop.main(["test", "--exhaustive"]) == 0
    runs = [run for run in calls.among("pytest") if "--collect-only" not in run]
    assert len(runs) == 3 and all("--exhaustive" in run for run in runs)
    assert len(calls.among("pytest", "--cov")) == 1
    assert len(calls.among("coverage", "--fail-under=95")) == 1
    assert len(calls.among("mypy", "win32")) == 1
    (again,) = calls.among("pytest", *develop.ENGINE_TESTS)
    assert ".venv-oldest" in again[0]
    assert calls.among("install", environments.oldest_duckdb())
    assert calls.among(str(running.ROOT / "build_scripts" / "build.py"))
    assert calls.made[-1] == runs[-1] and runs[-1][-1] == "tests/package"


def test_arguments_for_pytest_are_passed_on_and_lift_the_floor(calls: Calls) -> None:
    assert develop.main(["test", "tests/test_develop.py", "-k", "lock"]) == 0
    (run,) = calls.among("pytest")
    assert run[-3:] == ["tests/test_develop.py", "-k", "lock"]
    assert not calls.among("coverage")


def test_missing_ensurepip_is_named_with_its_remedy(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = stand_in(monkeypatch)
    monkeypatch.setattr(running, "succeeds", lambda command: False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    assert develop.main(["demo"]) == 1
    package = f"python3.{sys.version_info.minor}-venv"
    assert f"sudo apt-get install {package}" in capsys.readouterr().out
    assert not calls.made

    assert develop.main(["demo", "--system-packages"]) == 0
    assert calls.among("sudo", "apt-get", "install", package)


def test_missing_system_packages_are_named_or_installed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environments, "SYSTEM_PACKAGES", ("libthis1", "libthat2"))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    stand_in(monkeypatch)
    lacking = {"libthat2", "libthat2t64"}
    monkeypatch.setattr(running, "succeeds", lambda command: lacking.isdisjoint(command))
    (checkout / ".venv").mkdir()
    assert develop.main(["test", "--quick"]) == 0
    assert "sudo apt-get install libthat2\n" in capsys.readouterr().out

    monkeypatch.setattr(environments, "_is_root", lambda: True)
    calls = stand_in(monkeypatch, "install")
    monkeypatch.setattr(running, "succeeds", lambda command: lacking.isdisjoint(command))
    assert develop.main(["test", "--quick"]) == 1
    assert calls.made[-1][-1] == "libthat2"
    assert calls.made[-1][0] == "apt-get"


def test_a_library_under_its_newer_name_is_there(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environments, "SYSTEM_PACKAGES", ("libthis1",))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    stand_in(monkeypatch)
    monkeypatch.setattr(running, "succeeds", lambda command: "libthis1" not in command)
    (checkout / ".venv").mkdir()
    assert develop.main(["window"]) == 0
    assert "apt-get install" not in capsys.readouterr().out


def test_readers_that_cannot_be_set_up_are_left_out_with_the_reason(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = stand_in(monkeypatch)
    call = running.call

    def lacking(command: Sequence[str | Path], *how: Any, **more: Any) -> int:
        if "--why" in command:
            Path(command[-1]).write_text("no network", "utf-8")
        return call(command, *how, **more)

    monkeypatch.setattr(running, "call", lacking)
    assert develop.main(["test", "--quick", "--system-packages"]) == 0
    ((_, script, asked, *_),) = calls.among("--why")
    assert Path(script).exists() and asked == "--system-packages"
    summary = capsys.readouterr().out.partition("=== Summary\n")[2]
    assert re.search(r"Microsoft's readers.*left out: no network", summary)


@pytest.mark.parametrize(
    ("platform", "shared", "why"),
    [("win32", True, "Linux only"), ("linux", False, "not beside the project")],
)
def test_what_the_readers_lack_is_told_and_is_no_failure(
    platform: str, shared: bool, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = tmp_path / "check_pbip.sh"
    if shared:
        check.touch()
    monkeypatch.setattr(readers, "CHECK", check)
    monkeypatch.setattr(sys, "platform", platform)
    assert readers.main(["--why", str(tmp_path / "why")]) == 0
    assert why in (tmp_path / "why").read_text("utf-8")


def test_readers_lack_the_right_to_install_or_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "check_pbip.sh").touch()
    monkeypatch.setattr(readers, "CHECK", tmp_path / "check_pbip.sh")
    monkeypatch.setattr(readers, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(readers, "_READY", tmp_path / "cache" / "ready")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    there = {"apt-get", "node", "npm"}
    monkeypatch.setattr("shutil.which", lambda name: name if name in there else None)
    with pytest.raises(readers.Missing, match=r"sudo apt-get install mono-runtime .*mono-mcs"):
        readers.set_up(system=False)
    calls = stand_in(monkeypatch, "install")
    with pytest.raises(readers.Missing, match="no network to install it from"):
        readers.set_up(system=True)
    assert calls.among("sudo", "install", "mono-mcs")
    there |= {"mono", "mcs"}
    monkeypatch.setattr(readers, "_node", lambda: 18)
    with pytest.raises(readers.Missing, match="Node 20 or newer"):
        readers.set_up(system=True)
    monkeypatch.setattr(readers, "_node", lambda: 20)
    monkeypatch.setattr(running, "succeeds", lambda command: "ping" not in command)
    with pytest.raises(readers.Missing, match="registry cannot be reached"):
        readers.set_up(system=True)
    assert readers.why_not_ready() is not None


def test_what_npm_installs_is_locked_and_names_no_host() -> None:
    wanted = json.loads((readers.LOCKED / "package.json").read_text("utf-8"))["dependencies"]
    text = (readers.LOCKED / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert packages.pop("")["dependencies"] == wanted
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert "resolved" not in text
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_a_failed_test_is_named_again_at_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_shop.py").write_text(
        """import pytest

@pytest.fixture
def folder():
    raise OSError("no such folder")

def test_sums():
    assert 1 + 1 == 3

def test_opens(folder):
    pass

def test_holds():
    pass
""",
        "utf-8",
    )
    steps = running.Steps()
    steps.tests("pytest", [sys.executable, "-m", "pytest", f"--rootdir={tmp_path}"], [tmp_path])
    assert steps.failed
    *_, sums, opens = steps.summary().splitlines()
    assert re.fullmatch(r"pytest: .*test_shop::test_sums: assert \(1 \+ 1\) == 3", sums)
    assert re.fullmatch(r"pytest: .*test_shop::test_opens: .*OSError: no such folder.*", opens)


def test_window_installs_the_runtime_lock_and_opens_the_window(calls: Calls) -> None:
    assert develop.main(["window"]) == 0
    assert calls.made[-1][1:] == ["-m", "crri_gui"]


def test_settings_of_the_caller_do_not_lead_pip_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    environment = running.environment()
    assert "PIP_TARGET" not in environment
    assert "PYTHONPATH" not in environment
    assert "PYTHONDONTWRITEBYTECODE" not in environment
    assert environment["PIP_USER"] == "0"


def test_an_old_python_is_told_its_age(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    monkeypatch.setattr(sys, "version", "3.10.4 (main)")
    assert develop.main(["test"]) == 2
    assert "Python 3.11 or newer; it was started with 3.10.4" in capsys.readouterr().out
