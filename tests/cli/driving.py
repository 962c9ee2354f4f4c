"""Commands as a user types them, and what they leave."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crri_gui.cli.main import main

Captured = pytest.CaptureFixture[str]


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".crri" not in path.parts
    }


COMMAND = [sys.executable, "-m", "crri_gui"]
