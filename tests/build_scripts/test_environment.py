"""The environment that develop.py makes, keeps and makes anew."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from build_scripts import develop, environments, running
from tests.build_scripts.calls import Calls, stand_in


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
