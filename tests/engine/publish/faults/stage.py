"""A case, set up afresh for every fault."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.engine.publish.faults.cases import CASES, IS_ROOT, SOME_CASES, Case
from tests.engine.publish.faults.disturbing import in_child
from tests.engine.publish.sets import recovered


def copy_with_links(source: Path, target: Path) -> None:
    """Copies a folder in which files have several names, and they still have them."""
    copied: dict[int, Path] = {}
    target.mkdir(parents=True)
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if path.is_dir():
            there.mkdir()
        elif (inode := path.stat().st_ino) in copied:
            there.hardlink_to(copied[inode])
        else:
            copied[inode] = there
            shutil.copy(path, there)


class Stage:
    """A case, set up afresh for every fault."""

    def __init__(self, case: Case, arena: Path) -> None:
        if case.uid is not None and not IS_ROOT:
            pytest.skip("only root may act for another user")
        self.case = case
        self.out = arena / "stage" / "out"
        self._template = arena / "template" / "out"
        self._template.parent.mkdir()
        case.prepare(self._template)

    def set_up(self) -> Path:
        shutil.rmtree(self.out.parent, ignore_errors=True)
        shutil.copytree(self._template.parent, self.out.parent)
        return self.out

    def act(self, hook: Any) -> int:
        return in_child(lambda: self.case.act(self.out), hook, self.case.uid)

    def recover(self, hook: Any) -> int:
        return in_child(lambda: recovered(self.out), hook)


every_case = pytest.mark.parametrize("stage", CASES, indirect=True)

some_cases = pytest.mark.parametrize("stage", SOME_CASES, indirect=True)
