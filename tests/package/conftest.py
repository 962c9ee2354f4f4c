"""The packaged application that is tested: dist/CRRI, or the folder that CRRI_PACKAGE names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from build_scripts import build


@pytest.fixture(scope="session")
def package() -> Path:
    """The folder with the executables; without one these tests are skipped."""
    usual = build.command_line().parent
    folder = Path(os.environ.get("CRRI_PACKAGE", usual)).resolve()
    if not (folder / build.command_line().name).exists():
        if os.environ.get("CRRI_PACKAGE"):
            pytest.fail(f"CRRI_PACKAGE names {folder}, where no package is")
        pytest.skip("no package was built: python3 build_scripts/build.py")
    return folder


@pytest.fixture(scope="session")
def inside(package: Path) -> Path:
    """The folder with the libraries."""
    return package.parent / "Frameworks" if sys.platform == "darwin" else package / "_internal"
