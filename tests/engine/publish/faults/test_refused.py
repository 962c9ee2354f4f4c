"""Publication and restore when steps are refused or interrupted."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from crri_gui.engine.publish.release import (
    backups,
    hold,
    is_whole,
    new_staging,
    publish,
    read_manifest,
)
from crri_gui.errors import OutputError
from tests.engine.publish.faults.after import honest, published, settled
from tests.engine.publish.faults.cases import CASES, THIRD, Set
from tests.engine.publish.faults.disturbing import (
    DONE,
    INTERRUPTED,
    REFUSED,
    STRIDE,
    at_step,
    changes,
    count_up,
    full,
    in_child,
    interrupt,
)
from tests.engine.publish.faults.stage import Stage, some_cases
from tests.engine.publish.sets import NEW, nothing_left_over, recovered, stage_and_publish, tag_of

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("forks and signals are of Unix", allow_module_level=True)


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
