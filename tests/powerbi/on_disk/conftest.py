"""Published CSVs that a project is written beside."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from tests.dashboard_shop import small_shop


@pytest.fixture(scope="package")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Published CSVs of the small shop; not to be written to."""
    folder = tmp_path_factory.mktemp("published")
    raw = small_shop().write(folder / "raw")
    run_and_publish(RunContext(), Request(raw), Target(folder / "out"))
    return folder / "out"


@pytest.fixture
def out(published: Path, tmp_path: Path) -> Path:
    """A copy of them in a folder with an odd name."""
    return Path(shutil.copytree(published, tmp_path / 'd\'Ávila "S&A" #(tab) - ação'))
