"""Watching a raw folder: something is done when it has changed and then been still for a while.

It is looked at again and again, which works on every drive; what the system tells of changes does
not come from network drives.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

State = frozenset[tuple[str, int, int]]
"""Name, size and time of change of every file below a folder."""


def state_of(folder: Path) -> State:
    """What tells whether files came, went or changed; what cannot be looked at is left out."""
    return frozenset(_files(folder))


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    if not folder.is_dir():
        # An archive or workbook may be the whole export.
        try:
            status = folder.stat()
        except OSError:
            return
        yield folder.name, status.st_size, status.st_mtime_ns
        return
    for place, _, names in os.walk(folder):
        for name in names:
            file = Path(place, name)
            try:
                status = file.stat()
            except OSError:
                continue
            yield os.path.relpath(file, folder), status.st_size, status.st_mtime_ns


@dataclass(frozen=True)
class Watched:
    """How often, how long it has to be still, and when what failed for now is tried again.

    All in seconds; `sleep` waits and `clock` tells them.
    """

    every: float
    settle: float
    retry: float
    sleep: Callable[[float], None]
    clock: Callable[[], float]


def watch(
    look: Callable[[], State],
    do: Callable[[], bool],
    watched: Watched,
    more: Callable[[], bool] = lambda: True,
) -> None:
    """Call `do` at first, and whenever what `look` sees has changed and then been still.

    `do` says whether it is done with what was there: if not, it is called again after `retry`
    seconds. Ends when there is no `more`, or by what `sleep` raises.
    """
    seen = look()
    since = watched.clock()
    done: State | None = None
    try_again = since
    while more():
        now = look()
        moment = watched.clock()
        if now != seen:
            seen, since, try_again = now, moment, moment
        elif seen != done and moment - since >= watched.settle and moment >= try_again:
            if do():
                done = seen
            else:
                try_again = watched.clock() + watched.retry
            continue
        watched.sleep(watched.every)
