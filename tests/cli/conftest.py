"""Raw folders that commands are tried on."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.sample.shop import make_shop
from tests.shops import Shop


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shop = Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u1", "2020-02-05", 20, score=5)
    return shop.add("o3", "u2", "2020-02-28", 40).write(tmp_path / "raw")


@pytest.fixture(scope="package")
def large_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    make_shop(folder, 60_000, 3)
    return folder
