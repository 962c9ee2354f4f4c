"""Publication and restore under kill -9."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.publish.release import MANIFEST, backups, hold, restore
from tests.effort import exhaustive
from tests.engine.publish.faults.after import honest, published, settled, state_of
from tests.engine.publish.faults.cases import CASES, SOME_CASES, Set
from tests.engine.publish.faults.disturbing import (
    DONE,
    REFUSED,
    at_step,
    changes,
    count_up,
    full,
    in_child,
    kill,
)
from tests.engine.publish.faults.stage import Stage, copy_with_links, every_case, some_cases
from tests.engine.publish.sets import NEW, OLD, nothing_left_over, recovered, run

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("forks and signals are of Unix", allow_module_level=True)


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
