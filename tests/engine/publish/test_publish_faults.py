"""Publication under kill -9, interrupts, full and read-only drives, and power cuts.

The faults come from an audit hook in a forked process: Python announces every file step before
it is taken, so stopping at the n-th, for every n, meets every state that the folder goes through.
Only `--exhaustive` stops at every n and in every case; else one n of seven, in the cases that
differ most.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.publish.release import (
    MANIFEST,
    backups,
    hold,
    is_whole,
    new_staging,
    publish,
    read_manifest,
    restore,
)
from crri_gui.errors import OutputError
from tests.effort import exhaustive, some, tries
from tests.engine.publish.test_publish import (
    DASHBOARD,
    NEW,
    NEW_PARTS,
    OLD,
    OLD_PARTS,
    Files,
    files_in,
    nothing_left_over,
    recovered,
    run,
    stage_and_publish,
    tag_of,
)

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("forks and signals are of Unix", allow_module_level=True)

IS_ROOT = os.geteuid() == 0
NOBODY = 65534

CHANGES = {"os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

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
        Set(OLD, "old"),
        Set(NEW, "new"),
        owned_by_others,
        publishes_new,
        later=("old",),
        uid=NOBODY,
    ),
}


@pytest.fixture
def arena() -> Iterator[Path]:
    """A folder that everybody may look into, in memory if possible: there flushing is free."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


# The driver.

DONE, FAILED, REFUSED, INTERRUPTED = 0, 97, 98, 99


def in_child(act: Callable[[], object], hook: Any = None, uid: int | None = None) -> int:
    """Runs `act` in a forked process; returns its exit code, negative for a signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = FAILED
    try:
        if uid is not None:
            os.setgroups([])
            os.setgid(uid)
            os.setuid(uid)
        if hook is not None:
            sys.addaudithook(hook)
        act()
        code = DONE
    except OutputError:
        code = REFUSED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BaseException:  # noqa: BLE001 - a forked child must never return into pytest
        traceback.print_exc()
    finally:
        os._exit(code)


def changes(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether an audit event is a step that changes something on the disk."""
    return event in CHANGES or (event == "open" and bool(arguments[2] & WRITING))


def at_step(number: int, fault: Callable[[], object], *, also_later: bool = False) -> Any:
    """An audit hook that calls `fault` at a step, and at all after it if so wanted."""
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if changes(event, arguments):
            count += 1
            if count == number or (also_later and count > number):
                fault()

    return hook


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


# What must hold.


def published(out: Path) -> Set:
    """What is there, which must be a whole set unless the manifest says otherwise."""
    found = Set(files_in(out), tag_of(out))
    assert found in SETS
    return found


def honest(out: Path, case: Case) -> None:
    """At any moment: either the manifest says that the set is not whole, or it is."""
    manifest = read_manifest(out)
    if manifest is None or is_whole(manifest):
        assert published(out) in (case.before, case.after)
    else:
        assert manifest["state"] == "publishing"
        both = (case.before.files, case.after.files)
        for name, text in files_in(out).items():  # each file by itself is whole
            assert text in [files.get(name) for files in both]


def settled(out: Path, case: Case) -> Set:
    """After recovery: wholly old or wholly new, the backups that go with it, nothing else."""
    found = published(out)
    assert found in (case.before, case.after)
    tags = tuple(tag_of(backup.path) for backup in backups(out))
    assert tags == (case.former if found == case.before else case.later)
    for backup in backups(out):
        assert Set(files_in(backup.path), tag_of(backup.path)) in SETS
    nothing_left_over(out)
    if out.exists():
        known = {name.partition("/")[0] for name in found.files} | {".crri", MANIFEST, DASHBOARD}
        assert {path.name for path in out.iterdir()} <= known
    if found == NOTHING and out.exists():
        assert list(out.iterdir()) == []  # killed before it could note that it made the folder
    if (out / ".crri" / "backups").exists():
        assert backups(out)
    return found


def state_of(out: Path) -> str:
    """Names the state of the folder, but for what differs from run to run: ids and times.

    The note on the holder and scratch files are left out: nothing is decided by them.
    """
    state: dict[str, object] = {}
    for path in out.rglob("*"):
        name = re.sub(r"staging-\w+|(?<=/\d{4})-\w+", "", str(path.relative_to(out)))
        if path.is_dir() or path.name in ("journal.json", "undo.json"):
            state[name] = None
        elif path.suffix != ".tmp" and path.name != "holder.json":
            found = path.stat()
            content = path.read_bytes()
            state[name] = (found.st_nlink, None if b'"publishing"' in content else content)
    return hashlib.sha256(repr(sorted(state.items())).encode()).hexdigest()


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


@pytest.fixture
def stage(request: pytest.FixtureRequest, arena: Path) -> Stage:
    return Stage(CASES[request.param], arena)


every_case = pytest.mark.parametrize("stage", CASES, indirect=True)
SOME_CASES = ["publish", "first publication", "restore"]
some_cases = pytest.mark.parametrize("stage", SOME_CASES, indirect=True)


STRIDE = tries(7, 1)  # of so many steps one is disturbed


def count_up(too_late: Callable[[int], bool]) -> int:
    """Puts a fault at one step after another until it comes too late; returns at which it did."""
    number = 1
    while not too_late(number):
        number += STRIDE
    return number - 1


@every_case
def test_killed_at_every_step(stage: Stage) -> None:
    outcomes = set()

    def one(number: int) -> bool:
        out = stage.set_up()
        code = stage.act(at_step(number, kill))
        assert code in (DONE, -signal.SIGKILL)
        honest(out, stage.case)
        said = recovered(out)
        outcome = settled(out, stage.case)
        outcomes.add(outcome.tag)
        if any("interrupted on" in sentence for sentence in said):
            assert ("was undone" if outcome == stage.case.before else "was finished") in said[-1]
        if outcome == stage.case.after:
            assert not any("published nothing" in sentence for sentence in said)
        assert recovered(out) == []
        return code == DONE

    kills = count_up(one)
    assert kills > 20
    assert outcomes == {stage.case.before.tag, stage.case.after.tag}


@some_cases
@pytest.mark.parametrize("lost", [False, True])
def test_killed_at_every_step_of_the_recovery(stage: Stage, lost: bool) -> None:
    """A kill in the middle of the swap; with a staged file lost, there is only the way back."""

    def one(number: int) -> bool:
        out = stage.set_up()
        assert stage.act(at_move_of("ops_metrics.csv")) == -signal.SIGKILL
        if lost:
            (staged,) = out.glob(".crri/staging-*/rfm_customers.csv")
            staged.unlink()
        code = stage.recover(at_step(number, kill))
        assert code in (DONE, -signal.SIGKILL)
        honest(out, stage.case)
        recovered(out)
        assert settled(out, stage.case) == (stage.case.before if lost else stage.case.after)
        return code == DONE

    kills = count_up(one)
    assert kills > 10


def is_move_of(name: str, event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether an audit event puts a staged file in place."""
    moved = Path(arguments[0]) if event == "os.rename" else Path()
    return moved.name == name and "staging-" in str(moved)


def at_move_of(name: str) -> Any:
    """An audit hook that kills before a staged file is put in place."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if is_move_of(name, event, arguments):
            kill()

    return hook


@pytest.mark.parametrize(
    ("stage", "refused"),
    [
        pytest.param(name, refused, marks=() if name == "publish" and refused else exhaustive)
        for refused, names in ((False, list(CASES)), (True, SOME_CASES))
        for name in names
    ],
    indirect=["stage"],
)
def test_killed_again_and_again(stage: Stage, arena: Path, refused: bool) -> None:
    """Every state that any number of kills can lead to, in the run and in the recoveries.

    Also when the last step is always refused, so that all is taken back.

    A kill loses nothing of what was written: the folder's copy before a step is what a kill at
    that step leaves. So one undisturbed pass collects the states of all kills in it, and passes
    of the recovery from each of them collect those of the kills in there, until none is new.
    """
    states = arena / "states"
    states.mkdir()
    states.chmod(0o777)
    known: set[str] = set()

    def collect() -> Any:
        busy = False

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal busy
            if not busy and changes(event, arguments):
                busy = True
                state = state_of(stage.out)
                if state not in known and not (states / state).exists():
                    copy_with_links(stage.out.parent, states / state)
                busy = False
            if refused and is_move_of(MANIFEST, event, arguments):
                full()

        return hook

    stage.set_up()
    assert stage.act(collect()) == (REFUSED if refused else DONE)
    outcomes = set()
    while new := [path for path in states.iterdir() if path.name not in known]:
        for state in new:
            known.add(state.name)
            honest(state / "out", stage.case)
            shutil.rmtree(stage.out.parent)
            copy_with_links(state, stage.out.parent)
            assert stage.recover(collect()) == DONE
            outcomes.add(settled(stage.out, stage.case).tag)
    assert len(known) > 20
    assert outcomes == {stage.case.before.tag} | ({stage.case.after.tag} if not refused else set())


@some_cases
def test_refused_at_every_step(stage: Stage) -> None:
    """The drive is full for one step: the run says so and the former set is there at once."""
    refused = 0

    def one(number: int) -> bool:
        nonlocal refused
        out = stage.set_up()
        code = stage.act(at_step(number, full))
        assert code in (DONE, REFUSED)
        manifest = read_manifest(out)
        assert manifest is None or is_whole(manifest)
        assert published(out) == (stage.case.before if code == REFUSED else stage.case.after)
        refused += code == REFUSED
        recovered(out)
        settled(out, stage.case)
        return number > 60

    count_up(one)
    assert refused * STRIDE > 10


@some_cases
def test_refused_from_every_step_on(stage: Stage) -> None:
    """Nothing works any more, not even taking back: a start settles it when it works again."""
    outcomes = set()

    def one(number: int) -> bool:
        out = stage.set_up()
        code = stage.act(at_step(number, full, also_later=True))
        assert code in (DONE, REFUSED)
        honest(out, stage.case)
        assert stage.recover(at_step(number % 12, full, also_later=True)) in (DONE, REFUSED)
        honest(out, stage.case)
        recovered(out)
        outcomes.add(settled(out, stage.case).tag)
        return number > 60

    count_up(one)
    assert outcomes == {stage.case.before.tag, stage.case.after.tag}


def test_killed_when_all_is_in_place(arena: Path) -> None:
    """That is finished, not undone: also where a rename over another name did nothing."""
    out = arena / "out"
    run(out, OLD, "old")
    run(out, NEW, "new")
    (backup,) = backups(out)
    (out / "master_orders.csv").unlink()
    (out / "master_orders.csv").hardlink_to(backup.path / "master_orders.csv")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.rename" and str(arguments[0]).endswith(".part"):
            kill()

    def act() -> None:
        with hold(out, "crri restore"):
            restore(out)

    assert in_child(act, hook) == -signal.SIGKILL
    assert published(out) == Set(OLD, "old")
    assert recovered(out)[-1].endswith("was finished: the new files are in place.")
    assert published(out) == Set(OLD, "old")
    nothing_left_over(out)


def test_killed_while_taking_back_a_finished_set(arena: Path) -> None:
    """The very last flush fails: the manifest says that all is well, and must take that back."""
    stage = Stage(CASES["publish"], arena)

    def hook_for(number: int) -> Any:
        flushes = 0
        then = at_step(number, kill)

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal flushes
            flushes += event == "open" and str(arguments[0]) == str(stage.out)
            if flushes > 3:  # past the start's, the mark's, and the one before the manifest
                then(event, arguments)
            if event == "open" and str(arguments[0]) == str(stage.out) and flushes == 4:
                raise OSError(errno.EIO, os.strerror(errno.EIO))

        return hook

    def one(number: int) -> bool:
        out = stage.set_up()
        code = stage.act(hook_for(number))
        assert code in (REFUSED, -signal.SIGKILL)
        honest(out, stage.case)
        recovered(out)
        if number > 1:  # before, it was not given up
            assert settled(out, stage.case) == stage.case.before
        return code == REFUSED

    assert count_up(one) > 10


def test_what_could_not_be_tidied_is_tidied_at_the_next_start(arena: Path) -> None:
    """The set is published, but filing its backup is refused: once, or all the time."""
    stage = Stage(CASES["publish"], arena)
    for always in (False, True):
        out = stage.set_up()
        refused = 0

        def hook(event: str, arguments: tuple[Any, ...], always: bool = always) -> None:
            nonlocal refused
            if event == "os.rename" and str(arguments[0]).endswith(".part"):
                refused += 1
                if always or refused == 1:
                    full()

        def act(out: Path = out) -> None:
            with hold(out, "crri run"):
                stage.case.swap(out)
                assert published(out) == stage.case.after
                stage_and_publish(out, THIRD, "third")

        assert in_child(act, hook) == (REFUSED if always else DONE)
        if always:
            assert published(out) == stage.case.after
            assert recovered(out)[-1].endswith("was finished: the new files are in place.")
            assert settled(out, stage.case) == stage.case.after
        else:
            assert published(out) == Set(THIRD, "third")
            assert [tag_of(backup.path) for backup in backups(out)] == ["new", "old"]
            nothing_left_over(out)


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("faults", [1, 2, 4])
def test_tried_again_with_the_same_files(arena: Path, faults: int, links: bool) -> None:
    """A refusal at any step, also in taking back: then what is staged can still be published."""
    stage = Stage(CASES["publish"], arena)
    refusals = set()

    def one(number: int) -> bool:
        out = stage.set_up()
        count = 0

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal count
            if event == "os.link" and not links:
                raise OSError(errno.EPERM, os.strerror(errno.EPERM))
            count += changes(event, arguments)
            if number <= count < number + faults and changes(event, arguments):
                full()

        def act() -> None:
            with hold(out, "crri run"):
                staged = new_staging(out)
                for name, text in NEW.items():
                    (staged / name).write_text(text)
                sys.addaudithook(hook)
                refused = 0
                while True:
                    try:
                        publish(out, staged, {"tag": "new"})
                        os._exit(refused)
                    except OutputError:
                        refused += 1

        refused = in_child(act)
        assert 0 <= refused <= faults
        refusals.add(refused)
        assert published(out) == stage.case.after
        recovered(out)
        assert settled(out, stage.case) == stage.case.after
        return number > 30

    count_up(one)
    assert refusals >= {0, 1}


@some_cases
def test_interrupted_at_every_step(stage: Stage) -> None:
    """Ctrl-C: the former set is there when the run is told so, or it came too late."""
    outcomes = set()
    too_late = 50

    def one(number: int) -> bool:
        out = stage.set_up()

        def act() -> None:
            done = False
            signal.signal(signal.SIGINT, signal.default_int_handler)  # nohup ignores it
            try:
                with hold(out, "crri run"):
                    stage.case.swap(out)
                    done = True
            except KeyboardInterrupt:
                os._exit(too_late if done else INTERRUPTED)

        code = in_child(act, at_step(number, interrupt))
        assert code in (DONE, INTERRUPTED, too_late)
        manifest = read_manifest(out)
        assert manifest is None or is_whole(manifest)
        assert published(out) == (stage.case.before if code == INTERRUPTED else stage.case.after)
        outcomes.add(code)
        recovered(out)
        settled(out, stage.case)
        return number > 60

    count_up(one)
    # There are few steps between the last change and the end, which not every stride meets.
    assert {DONE, INTERRUPTED} <= outcomes <= {DONE, INTERRUPTED, too_late}
    assert STRIDE > 1 or too_late in outcomes


# Drives that refuse.


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


# Power cuts: what a disk holds at a moment is not what the programs have written until then.


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
    "name",
    some(["publish", "publish over a notebook's files", *SOME_CASES[1:]], "publish"),
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
