"""The checks that `develop.py test` runs, and what it says of them."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from build_scripts import develop, environments, running
from tests.build_scripts.calls import Calls, stand_in


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
    assert develop.main(["test", "tests/test_sample.py", "-k", "lock"]) == 0
    (run,) = calls.among("pytest")
    assert run[-3:] == ["tests/test_sample.py", "-k", "lock"]
    assert not calls.among("coverage")


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
