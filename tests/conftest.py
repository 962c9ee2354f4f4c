"""Shared fixtures: the sample shop, and the reference data where it is at hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crri_gui.engine.results import Results
from crri_gui.sample.shop import make_shop
from tests import effort
from tests.dashboard_shop import changing_shop, opened, small_shop, trap_shop

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SHARED = Path(os.environ.get("CRRI_SHARED", Path(__file__).parents[2] / "shared"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--exhaustive",
        action="store_true",
        help="every fault, damage and form; without it a part of them that covers each kind",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--exhaustive"):
        os.environ[effort.VARIABLE] = "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked for the exhaustive run; named in the summary, not counted."""
    if config.getoption("--exhaustive"):
        return
    left = [item for item in items if item.get_closest_marker("exhaustive")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if not item.get_closest_marker("exhaustive")]


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as it is started: one for windows and pictures, Qt allows no second."""
    from PySide6.QtCore import QLocale

    from crri_gui.gui.shell.app import make_application

    QLocale.setDefault(QLocale("en_US"))
    return make_application(["crri-gui"])


@pytest.fixture(scope="session")
def sample_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample shop of 2,000 orders; not to be written to."""
    folder = tmp_path_factory.mktemp("sample")
    make_shop(folder, 2_000, 7)
    return folder


@pytest.fixture(scope="session")
def small_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw folder of `small_shop`; not to be written to."""
    return small_shop().write(tmp_path_factory.mktemp("small") / "raw")


@pytest.fixture(scope="session")
def changing_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw folder of `changing_shop`; not to be written to."""
    return changing_shop().write(tmp_path_factory.mktemp("changing") / "raw")


@pytest.fixture(scope="session")
def small(small_raw: Path) -> Iterator[Results]:
    """The small shop, computed."""
    with opened(small_raw) as results:
        yield results


@pytest.fixture(scope="session")
def changing(changing_raw: Path) -> Iterator[Results]:
    """The changing shop, computed."""
    with opened(changing_raw) as results:
        yield results


@pytest.fixture(scope="session")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """The trap shop, computed."""
    with opened(trap_shop().write(tmp_path_factory.mktemp("traps") / "raw")) as results:
        yield results


@pytest.fixture(scope="session")
def sample(sample_shop: Path) -> Iterator[Results]:
    """The sample shop, computed."""
    with opened(sample_shop) as results:
        yield results


def reference(name: str) -> Path:
    """A folder of real orders beside the project; skips the test where it is missing."""
    folder = SHARED / "data" / name
    if not folder.is_dir():
        pytest.skip(f"the reference data {name} is not beside the project")
    return folder
