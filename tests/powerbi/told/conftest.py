"""The sample shop as it is published, and the model over it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from tests.powerbi.dax_and_sql import Model


@pytest.fixture(scope="package")
def raw(sample_shop: Path) -> Path:
    return sample_shop


@pytest.fixture(scope="package")
def published(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample shop's CSVs, and what their manifest says."""
    out = tmp_path_factory.mktemp("told") / "out"
    run_and_publish(RunContext(), Request(raw), Target(out))
    return out


@pytest.fixture(scope="package")
def model(published: Path) -> Iterator[Model]:
    made = Model(published, extensions=())
    yield made
    made.con.close()
