"""A shop whose months change, and the model that Power BI makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from tests.dashboard_shop import changing_shop
from tests.powerbi.dax_and_sql import Model


@pytest.fixture(scope="module")
def changing_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The raw files of the shop."""
    return changing_shop().write(tmp_path_factory.mktemp("changing") / "raw")


@contextmanager
def model_of(raw: Path, extensions: frozenset[str]) -> Iterator[Model]:
    """The model of a shop with these extension tables, published beside its raw files."""
    out = raw.parent / "out"
    run_and_publish(RunContext(), Request(raw, extensions=extensions), Target(out))
    made = Model(out, with_values=False, extensions=extensions)
    try:
        yield made
    finally:
        made.con.close()
