"""The shop of seven orders, opened, computed and published by the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import crri_gui as crri


@pytest.fixture(scope="session")
def results(small_raw: Path) -> Iterator[crri.Results]:
    """The small shop, computed; not to be closed."""
    with crri.open(small_raw).run() as opened:
        yield opened


@pytest.fixture(scope="session")
def published(results: crri.Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, published; not to be written to."""
    folder = tmp_path_factory.mktemp("published")
    results.publish(folder)
    return folder
