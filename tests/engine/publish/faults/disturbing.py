"""A process that is stopped at one step of many.

The faults come from an audit hook in a forked process: Python announces every file step before
it is taken, so stopping at the n-th, for every n, meets every state that the folder goes through.
Only `--exhaustive` stops at every n and in every case; else one n of seven, in the cases that
differ most.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from crri_gui.errors import OutputError
from tests.effort import tries

CHANGES = {"os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

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


STRIDE = tries(7, 1)  # of so many steps one is disturbed


def count_up(too_late: Callable[[int], bool]) -> int:
    """Puts a fault at one step after another until it comes too late; returns at which it did."""
    number = 1
    while not too_late(number):
        number += STRIDE
    return number - 1
