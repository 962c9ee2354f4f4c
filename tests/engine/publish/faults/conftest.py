"""The folder in which faults come, and the case that they disturb."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.publish.faults.cases import CASES
from tests.engine.publish.faults.stage import Stage


@pytest.fixture
def arena() -> Iterator[Path]:
    """A folder that everybody may look into, in memory if possible: there flushing is free."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def stage(request: pytest.FixtureRequest, arena: Path) -> Stage:
    return Stage(CASES[request.param], arena)
