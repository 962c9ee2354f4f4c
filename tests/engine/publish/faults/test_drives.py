"""Publication to drives and folders that refuse."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crri_gui.engine.publish.release import (
    MANIFEST,
    backups,
    hold,
    is_whole,
    new_staging,
    publish,
    read_manifest,
)
from crri_gui.errors import OutputError
from tests.engine.publish.faults.after import published
from tests.engine.publish.faults.cases import IS_ROOT, NOBODY, Set
from tests.engine.publish.faults.disturbing import DONE, in_child
from tests.engine.publish.faults.test_killed import at_move_of
from tests.engine.publish.sets import NEW, OLD, files_in, nothing_left_over, recovered, run, tag_of

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("forks and signals are of Unix", allow_module_level=True)


@contextlib.contextmanager
def mounted(point: Path, *arguments: str) -> Iterator[Path]:
    """A file system for a test."""
    if not IS_ROOT:
        pytest.skip("only root may mount")
    point.mkdir(exist_ok=True)
    tried = subprocess.run(
        ["mount", *arguments, str(point)], check=False, capture_output=True, text=True
    )
    if tried.returncode:
        pytest.skip(f"cannot mount here: {tried.stderr.strip()}")
    try:
        yield point
    finally:
        subprocess.run(["umount", str(point)], check=True)


def publish_new(out: Path, meanwhile: Callable[[], object]) -> OutputError | None:
    """Publishes NEW; `meanwhile` happens when all is staged. Returns the refusal, if any."""
    try:
        with hold(out, "crri run"):
            staged = new_staging(out)
            for name, text in NEW.items():
                (staged / name).write_text(text)
            meanwhile()
            publish(out, staged, {"tag": "new"})
    except OutputError as refusal:
        return refusal
    return None


PAGE = 4096


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("short_of", ["bytes", "files"])
def test_a_full_drive(tmp_path: Path, first: bool, short_of: str) -> None:
    options = f"size={64 * PAGE},nr_inodes=40"
    with mounted(tmp_path / "drive", "-t", "tmpfs", "-o", options, "tmpfs") as drive:
        ballast = drive / "ballast"
        succeeded = []

        def fill(free: int) -> None:
            ballast.mkdir()
            room = os.statvfs(drive)
            if short_of == "files":
                for number in range(room.f_favail - free):
                    (ballast / str(number)).touch()
            elif room.f_bavail > free:
                with (ballast / "bytes").open("wb") as file:
                    os.posix_fallocate(file.fileno(), 0, (room.f_bavail - free) * PAGE)

        for free in range(16):
            out = drive / "out"
            if not first:
                run(out, OLD, "old")
            before = published(out)
            refusal = publish_new(out, functools.partial(fill, free))
            if refusal is not None:
                assert refusal.what == "The drive of the output folder is full."
                assert refusal.remedy == "Free 1 MB on that drive and try again."
            assert published(out) == (before if refusal else Set(NEW, "new"))
            assert out.exists() == (refusal is None or not first)
            nothing_left_over(out)
            succeeded.append(refusal is None)
            shutil.rmtree(ballast)
            shutil.rmtree(out, ignore_errors=True)
        assert succeeded == sorted(succeeded) and {*succeeded} == {False, True}


def test_how_much_to_free_when_copies_do_not_fit(arena: Path) -> None:
    """Where hard links are impossible the backup needs room."""
    with mounted(arena / "drive", "-t", "tmpfs", "-o", "size=8m,mode=777", "tmpfs") as drive:
        out = drive / "out"
        run(out, {"master_orders.csv": "x" * 6_000_000}, "big")
        for folder in (out, out / ".crri"):
            folder.chmod(0o777)
        (out / ".crri" / "lock").chmod(0o666)

        def act() -> None:
            refusal = publish_new(out, lambda: None)
            assert refusal is not None
            assert refusal.remedy == "Free 4 MB on that drive and try again."
            assert refusal.file is not None and refusal.file.endswith("master_orders.csv")

        assert in_child(act, uid=NOBODY) == DONE
        assert tag_of(out) == "big"
        nothing_left_over(out)


def test_a_read_only_drive(tmp_path: Path) -> None:
    with mounted(tmp_path / "drive", "-t", "tmpfs", "tmpfs") as drive:
        for out in (drive / "out", drive / "not there yet"):
            if out.name == "out":
                run(out, OLD, "old")
            before = sorted(drive.rglob("*"))
            subprocess.run(["mount", "-o", "remount,ro", drive], check=True)
            with pytest.raises(OutputError) as refusal:
                run(out, NEW, "new")
            assert refusal.value.what == "The output folder cannot be written to."
            assert refusal.value.remedy == "Choose a folder you may write to."
            assert sorted(drive.rglob("*")) == before
            subprocess.run(["mount", "-o", "remount,rw", drive], check=True)


def test_a_drive_that_becomes_read_only_in_a_run(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(out, OLD, "old")
    with contextlib.ExitStack() as mounts:

        def protect() -> None:
            mounts.enter_context(mounted(out, "--bind", str(out)))
            subprocess.run(["mount", "-o", "remount,ro,bind", out], check=True)

        refusal = publish_new(out, protect)
        assert refusal is not None and refusal.remedy == "Choose a folder you may write to."
        assert published(out) == Set(OLD, "old")
    lock, leftovers = recovered(out)
    assert f"process {os.getpid()} " in lock and "which no longer holds it" in lock
    assert "had published nothing" in leftovers
    assert published(out) == Set(OLD, "old")
    nothing_left_over(out)


@pytest.mark.parametrize("swapping", [False, True])
def test_a_folder_one_may_not_write_to(arena: Path, swapping: bool) -> None:
    """Refused at the start, or only when the files are to be swapped."""
    out = arena / "out"
    run(out, OLD, "old")
    if IS_ROOT:
        shutil.chown(out, NOBODY)
        for path in out.rglob("*"):
            shutil.chown(path, NOBODY)

    def protect() -> None:
        out.chmod(0o555)

    def act() -> None:
        if not swapping:
            (out / ".crri" / "lock").unlink()
            (out / ".crri").chmod(0o555)
            protect()
        refusal = publish_new(out, protect)
        assert refusal is not None
        assert refusal.what == "The output folder cannot be written to."
        assert refusal.remedy == "Choose a folder you may write to."
        out.chmod(0o755)
        (out / ".crri").chmod(0o755)

    assert in_child(act, uid=NOBODY if IS_ROOT else None) == DONE
    assert published(out) == Set(OLD, "old")
    nothing_left_over(out)


@pytest.fixture
def immutable(tmp_path: Path) -> Iterator[Callable[[Path], None]]:
    """Makes files refuse a rename over them, as Windows does while Excel has them open."""
    made: list[Path] = []

    def make(path: Path) -> None:
        if not IS_ROOT:
            pytest.skip("only root may make a file immutable, which stands in for a held one")
        tried = subprocess.run(["chattr", "+i", path], check=False, capture_output=True, text=True)
        if tried.returncode:
            pytest.skip(f"no immutable files here: {tried.stderr.strip()}")
        made.append(path)

    yield make
    for path in made:
        subprocess.run(["chattr", "-i", path], check=False, capture_output=True)


@pytest.mark.parametrize("name", ["master_orders.csv", "rfm_customers.csv", "crri_outputs.xlsx"])
def test_a_file_held_by_another_program(
    tmp_path: Path, immutable: Callable[[Path], None], name: str
) -> None:
    """The first, a middle one, and one that is only to be removed."""
    out = tmp_path / "out"
    run(out, OLD, "old")
    immutable(out / name)
    with pytest.raises(OutputError) as refusal:
        run(out, NEW, "new")
    assert refusal.value.what.startswith(f"{name} cannot be replaced")
    assert refusal.value.remedy == "Close it in Excel or Power BI Desktop and try again."
    assert refusal.value.file == str(out / name)
    assert published(out) == Set(OLD, "old") and backups(out) == []
    nothing_left_over(out)
    with hold(out, "crri run"):
        staged = new_staging(out)
        for new, text in NEW.items():
            (staged / new).write_text(text)
        with pytest.raises(OutputError):
            publish(out, staged, {"tag": "new"})
        assert published(out) == Set(OLD, "old")
        subprocess.run(["chattr", "-i", out / name], check=True)  # closed: try again
        publish(out, staged, {"tag": "new"})
    assert published(out) == Set(NEW, "new")
    nothing_left_over(out)


def test_a_file_opened_while_the_recovery_puts_things_back(
    tmp_path: Path, immutable: Callable[[Path], None]
) -> None:
    """Neither forward nor back for now: that is said, and the next start settles it."""
    out = tmp_path / "out"
    run(out, OLD, "old")
    assert in_child(lambda: run(out, NEW, "new"), at_move_of(MANIFEST)) == -signal.SIGKILL
    assert files_in(out) == NEW
    immutable(out / "master_orders.csv")  # new: going back is impossible
    (staged,) = out.glob(".crri/staging-*/manifest.json")
    staged.unlink()  # and so is going forward
    with pytest.raises(OutputError, match="the set is not whole") as refusal:
        recovered(out)
    assert "when it starts" in refusal.value.remedy
    assert str(out / ".crri" / "backups") in refusal.value.remedy
    manifest = read_manifest(out)
    assert manifest is not None and not is_whole(manifest)
    subprocess.run(["chattr", "-i", out / "master_orders.csv"], check=True)
    assert recovered(out)[-1].endswith("was undone: the former files are in place.")
    assert published(out) == Set(OLD, "old")
    nothing_left_over(out)
