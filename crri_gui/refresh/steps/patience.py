"""Trying again: what may pass is tried again after growing waits, everything else fails at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from crri_gui.engine.core.run_context import RunContext
from crri_gui.messages import Sentence

Result = TypeVar("Result")
_TICK_SECONDS = 0.1


class Refused(Exception):
    """A call that failed: `why`, whether it `may_pass`, and the seconds that the server asks for.

    `status` and `body` are those of the answer, where there was one.
    """

    def __init__(
        self,
        why: Sentence,
        *,
        may_pass: bool = False,
        wait: float = 0.0,
        status: int = 0,
        body: bytes = b"",
    ) -> None:
        super().__init__(why)
        self.why = why
        self.may_pass = may_pass
        self.wait = wait
        self.status = status
        self.body = body


@dataclass(frozen=True)
class Patience:
    """How often, and how long.

    `attempts` of one call, each of at most `seconds` in all; `first_wait` seconds before the
    second attempt, twice as long before each further one, never longer than `longest_wait`.
    `sleep` waits, `clock` tells the seconds: tests hand in their own.
    """

    attempts: int = 4
    seconds: float = 30.0
    first_wait: float = 2.0
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


def cancellable_sleep(run: RunContext) -> Callable[[float], None]:
    """A sleep that ends with `Cancelled` soon after the user asks to stop."""

    def sleep(seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            run.checkpoint()
            time.sleep(min(left, _TICK_SECONDS))
        run.checkpoint()

    return sleep


def patiently(attempt: Callable[[], Result], patience: Patience) -> Result:
    """What `attempt` returns, tried again where it may pass. Raises the last `Refused`."""
    wait = patience.first_wait
    for number in range(1, patience.attempts + 1):
        try:
            return attempt()
        except Refused as refused:
            if not refused.may_pass or number == patience.attempts:
                raise
            patience.sleep(min(max(wait, refused.wait), patience.longest_wait))
            wait *= 2
    raise AssertionError("at least one attempt is made")
