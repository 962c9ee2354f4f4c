"""Standard output and standard error, which may be closed, full, or without a reader.

What becomes of them never changes what is published, nor what the exit code says of that. So
nothing here raises: what could not be written to standard output is remembered (`lost`), and
whoever ends the program says so where that is possible.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO

from crri_gui.url import without_secrets

NO_READER = "its reader is gone"
_lost: str | None = None


def prepare() -> None:
    """To be called before a file is opened: none may get the number of a stream that is closed.

    What is written to that stream, also by libraries, would go into the file.
    """
    global _lost
    _lost = None
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for stream in (sys.stdout, sys.stderr):
        # A city's name must not end the program on a console that cannot show it.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """A text and a line's end on standard output."""
    _write(sys.stdout, text + "\n")


def flush() -> None:
    """What others have written to standard output, such as the help, goes out."""
    if sys.stdout is not None:
        _write(sys.stdout, "")


def tell(text: str, end: str = "\n") -> None:
    """A text on standard error, if that is possible; no URL in it shows a key."""
    _write(sys.stderr, without_secrets(text) + end)


def lost() -> str | None:
    """Why something is missing on standard output; None while nothing is."""
    return _lost


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads it; a stream that was closed before the start is None."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def _write(stream: TextIO | None, text: str) -> None:
    global _lost
    reason = None
    if stream is None:
        reason = "it is closed"
    elif stream is not sys.stdout or _lost is None:
        try:
            stream.write(text)
            stream.flush()
        except ValueError:
            reason = "it is closed"
        except OSError as error:
            gone = error.errno in (errno.EPIPE, errno.EINVAL)  # the latter on Windows
            reason = NO_READER if gone else str(error.strerror or error)
            _let_go(stream)
    if reason is not None and stream is sys.stdout:
        _lost = reason


def _let_go(stream: TextIO) -> None:
    """What is left in the stream's buffer goes nowhere, or Python would fail with it at the end."""
    try:
        number = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, number)
        os.close(nowhere)
    except (OSError, ValueError):
        return
