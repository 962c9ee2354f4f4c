"""Ctrl-C and a request to end, from the first instruction of a program on.

Until a run listens itself, and after it, there is nothing to give back: the process ends at once,
without a word of Python's about the line that it was at. Nothing is imported here that takes time.
"""

from __future__ import annotations

import os
import signal

CANCELLED = 130
_code = CANCELLED


def answer() -> None:
    """End the process when it is asked to; for programs, whose process is their own."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)


def end_with(code: int) -> None:
    """What the process ends with from now on, when asked to: what it was started for is done."""
    global _code
    _code = code


def _end(*_: object) -> None:
    os._exit(_code)
