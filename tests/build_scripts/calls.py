"""What stands in for running commands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pytest

from build_scripts import running

ROOT = running.ROOT


class Calls:
    """Stands in for running commands; those that hold one of `failing` fail."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.made: list[list[str]] = []

    def __call__(self, command: Sequence[str | Path], cwd: Path | None = None) -> int:
        self.made.append([str(part) for part in command])
        return int(any(word in self.made[-1] for word in self.failing))

    def among(self, *words: str) -> list[list[str]]:
        return [command for command in self.made if all(word in command for word in words)]


def stand_in(monkeypatch: pytest.MonkeyPatch, *failing: str) -> Calls:
    calls = Calls(*failing)

    def call(
        command: Sequence[str | Path], cwd: Path | None = None, said: IO[bytes] | None = None
    ) -> int:
        if said is not None:
            said.write(b"what is wrong\n")
        if "venv" in command:
            Path(command[-1]).mkdir(exist_ok=True)
        return calls(command, cwd)

    def works(command: Sequence[str | Path]) -> bool:
        return Path(command[0]).parent.parent.exists()

    monkeypatch.setattr(running, "call", call)
    monkeypatch.setattr(running, "succeeds", works)
    return calls
