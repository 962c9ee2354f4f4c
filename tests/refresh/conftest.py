"""A published shop, and receivers that are there for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from crri_gui.refresh.steps.config import NO_STEPS
from tests.refresh.world import SECRETS, World, a_world, go, shop


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return shop().write(tmp_path / "raw")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RAW and OUT beside it, as published; not to be written to."""
    folder = tmp_path_factory.mktemp("refresh")
    shop().write(folder / "raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CRRI_HOME", str(folder / "home"))
        go(folder, NO_STEPS)
    shutil.rmtree(folder / "home")
    return folder


@pytest.fixture
def here(published: Path, tmp_path: Path) -> Path:
    """The same, to be written to, and with a history of its own that is empty."""
    for name in ("raw", "out"):
        shutil.copytree(published / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with a_world(tmp_path / "out") as made:
        yield made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CRRI_HOME", str(tmp_path / "home"))
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "home"
