"""Swaps of one published set for another that are to be disturbed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crri_gui.engine.publish.release import backups, hold, restore
from tests.engine.publish.sets import (
    DASHBOARD,
    NEW,
    NEW_PARTS,
    OLD,
    OLD_PARTS,
    Files,
    run,
    stage_and_publish,
)

IS_ROOT = sys.platform != "win32" and os.geteuid() == 0
NOBODY = 65534

THIRD: Files = {"master_orders.csv": "third orders\n"}


@dataclass(frozen=True)
class Set:
    """What is published: the files, and the manifest's tag (None without a manifest)."""

    files: Files
    tag: str | None


NOTHING = Set({}, None)
OLD_FOLDERS, NEW_FOLDERS = Set(OLD_PARTS, "old parts"), Set(NEW_PARTS, "new parts")
SETS = [Set(OLD, "old"), Set(OLD, None), Set(NEW, "new"), Set(THIRD, "third"), NOTHING]
SETS += [OLD_FOLDERS, NEW_FOLDERS]


@dataclass(frozen=True)
class Case:
    """A swap that is to be disturbed."""

    before: Set
    after: Set
    prepare: Callable[[Path], object]
    swap: Callable[[Path], object]
    former: tuple[str | None, ...] = ()  # tags of the backups before
    later: tuple[str | None, ...] = ()  # and after
    uid: int | None = None

    def act(self, out: Path) -> None:
        """A whole run."""
        with hold(out, "crri run"):
            self.swap(out)


def by_notebook(out: Path) -> None:
    out.mkdir()
    for name, text in OLD.items():
        (out / name).write_text(text)


def with_dashboard(out: Path, *sets: Set) -> None:
    for published in sets:
        assert published.tag is not None
        run(out, published.files, published.tag)
    (out / DASHBOARD).write_text("mine")


def notebook_then_new(out: Path) -> None:
    by_notebook(out)
    run(out, NEW, "new")


def owned_by_others(out: Path) -> None:
    """Files of root in a folder for everybody: nobody else may make hard links of them."""
    with_dashboard(out, Set(OLD, "old"))
    for folder in (out.parent, out, out / ".crri"):
        folder.chmod(0o777)
    (out / ".crri" / "lock").chmod(0o666)


def publishes_new(out: Path, keep: int = 3) -> None:
    stage_and_publish(out, NEW, "new", keep=keep)


def publishes_parts(out: Path) -> None:
    stage_and_publish(out, NEW_PARTS, "new parts")


def restores_oldest(out: Path) -> None:
    restore(out, backups(out)[-1].id)


CASES = {
    "publish": Case(
        Set(OLD, "old"),
        Set(NEW, "new"),
        lambda out: with_dashboard(out, Set(OLD, "old")),
        publishes_new,
        later=("old",),
    ),
    "publish and prune": Case(
        Set(OLD, "old"),
        Set(NEW, "new"),
        lambda out: with_dashboard(out, Set(THIRD, "third"), Set(OLD, "old")),
        lambda out: publishes_new(out, keep=1),
        former=("third",),
        later=("old",),
    ),
    "publish without backups": Case(
        Set(OLD, "old"),
        Set(NEW, "new"),
        lambda out: with_dashboard(out, Set(OLD, "old")),
        lambda out: publishes_new(out, keep=0),
    ),
    "publish over a notebook's files": Case(
        Set(OLD, None), Set(NEW, "new"), by_notebook, publishes_new, later=(None,)
    ),
    "first publication": Case(NOTHING, Set(NEW, "new"), lambda out: None, publishes_new),
    "publish folders": Case(
        OLD_FOLDERS,
        NEW_FOLDERS,
        lambda out: with_dashboard(out, OLD_FOLDERS),
        publishes_parts,
        later=("old parts",),
    ),
    "first publication of folders": Case(NOTHING, NEW_FOLDERS, lambda out: None, publishes_parts),
    "restore folders": Case(
        NEW_FOLDERS,
        OLD_FOLDERS,
        lambda out: with_dashboard(out, OLD_FOLDERS, NEW_FOLDERS),
        restores_oldest,
        former=("old parts",),
        later=("new parts",),
    ),
    "restore": Case(
        Set(THIRD, "third"),
        Set(OLD, "old"),
        lambda out: with_dashboard(out, Set(OLD, "old"), Set(NEW, "new"), Set(THIRD, "third")),
        restores_oldest,
        former=("new", "old"),
        later=("third", "new"),
    ),
    "restore a notebook's files": Case(
        Set(NEW, "new"),
        Set(OLD, None),
        notebook_then_new,
        restores_oldest,
        former=(None,),
        later=("new",),
    ),
    "publish with copies for links": Case(
        Set(OLD, "old"), Set(NEW, "new"), owned_by_others, publishes_new, later=("old",), uid=NOBODY
    ),
}

SOME_CASES = ["publish", "first publication", "restore"]
