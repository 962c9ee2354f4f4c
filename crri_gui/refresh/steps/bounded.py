"""A conversation over a socket that ends in time, also where the other side never stops talking."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_TICK_SECONDS = 0.05


@dataclass
class Watch:
    """The socket that is watched, once there is one, and whether it was cut for taking too long."""

    sock: socket.socket | None = None
    cut: bool = False
    _over: threading.Event = field(default_factory=threading.Event)


@contextmanager
def bounded(seconds: float, cancelled: Callable[[], bool]) -> Iterator[Watch]:
    """Cut the watched socket after so many seconds, or as soon as the user asks to stop.

    A socket's own timeout is for one read: of a byte now and then it takes no notice.
    """
    watch = Watch()
    until = time.monotonic() + seconds

    def look() -> None:
        while not watch._over.wait(_TICK_SECONDS):
            if time.monotonic() > until or cancelled():
                watch.cut = True
                if watch.sock is not None:
                    with suppress(OSError):
                        # Of a TLS socket too: what is below it ends.
                        socket.socket.shutdown(watch.sock, socket.SHUT_RDWR)

    thread = threading.Thread(target=look, name="crri-watch", daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch._over.set()
        thread.join()
