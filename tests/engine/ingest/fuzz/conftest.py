"""A published shop whose raw files are damaged and made sound again."""

from __future__ import annotations

import pytest

from tests.engine.ingest.fuzz.stage import Stage, shop


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Published once for all damages: what was published must survive every one of them."""
    folder = tmp_path_factory.mktemp("fuzz")
    made = Stage(folder / "raw", folder / "out", folder / "temp")
    made.temp.mkdir()
    shop().write(made.raw)
    assert made.assault() is not None
    return made


@pytest.fixture
def sound(stage: Stage) -> Stage:
    """The stage with nothing but sound files in its raw folder."""
    for path in stage.raw.iterdir():
        path.unlink()
    shop().write(stage.raw)
    return stage
