"""A checkout in which nothing is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_scripts import environments, running
from tests.build_scripts.calls import ROOT, Calls, stand_in


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
