"""Power cuts: what a disk holds at a moment is not what the programs have written until then."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.effort import some
from tests.engine.publish.faults.after import honest, settled
from tests.engine.publish.faults.cases import CASES, SOME_CASES
from tests.engine.publish.faults.disturbing import CHANGES, DONE, in_child
from tests.engine.publish.faults.test_drives import mounted
from tests.engine.publish.sets import recovered

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("forks and signals are of Unix", allow_module_level=True)


def copying(disk: Path, folder: Path) -> tuple[Any, Callable[[], Path]]:
    """An audit hook that copies a disk before every step, and what copies it."""
    busy = False

    def copy() -> Path:
        nonlocal busy
        busy = True
        content = disk.read_bytes()
        target = folder / f"{hashlib.sha256(content).hexdigest()}.copy"
        target.write_bytes(content)
        busy = False
        return target

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if not busy and event in {*CHANGES, "open"}:  # a flush opens a file without writing
            copy()

    return hook, copy


@pytest.mark.parametrize(
    "name", some(["publish", "publish over a notebook's files", *SOME_CASES[1:]], "publish")
)
def test_power_cut_at_every_step(tmp_path: Path, arena: Path, name: str) -> None:
    """Copies the disk beneath a file system before every step, and recovers from each copy.

    A copy has only what was flushed: the file system writes nothing by itself for ten minutes,
    and is told not to flush, for programs that forget to, what is renamed over another file.
    """
    tool = shutil.which("mkfs.ext4", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if tool is None:
        pytest.skip("there is no mkfs.ext4 here")
    case = CASES[name]
    disk = arena / "disk"
    disk.write_bytes(bytes(4 << 20))
    subprocess.run([tool, "-q", "-b", "1024", "-N", "256", disk], check=True)
    drive = tmp_path / "drive"
    with mounted(drive, "-o", "loop,commit=600,noauto_da_alloc", str(disk)):
        case.prepare(drive / "out")
        subprocess.run(["sync", "-f", drive], check=True)
        hook, copy = copying(disk, arena)

        def act() -> None:
            case.act(drive / "out")
            copy().rename(arena / "last")

        assert in_child(act, hook) == DONE
    copies = list(arena.glob("*.copy"))
    outcomes = set()
    for image in [*copies, arena / "last"]:
        with mounted(drive, "-o", "loop", str(image)):
            honest(drive / "out", case)
            recovered(drive / "out")
            outcome = settled(drive / "out", case)
            outcomes.add(outcome.tag)
            if image.name == "last":  # when a run says that it is done, it is
                assert outcome == case.after
    assert outcomes == {case.before.tag, case.after.tag}
    assert len(copies) > 8
