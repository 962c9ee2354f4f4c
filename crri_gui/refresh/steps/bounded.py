"""A conversation over a socket that ends in time, also where the other side never says a word.

The user's wish to stop is heard all the while: when the name is looked up, when the other side is
connected to, and when it is read from.
"""

from __future__ import annotations

import os
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

_TICK_SECONDS = 0.05
_ERRORS_OF_WINDOWS: dict[int, str] = getattr(socket, "errorTab", {})
_Place = tuple[socket.AddressFamily, socket.SocketKind, int, Any]


@dataclass
class Watch:
    """Opens a socket that is watched from the first moment on, and knows whether it was cut."""

    until: float
    cut: bool = False
    _sock: socket.socket | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def connect(
        self, address: tuple[str, int], timeout: float, source_address: Any = None
    ) -> socket.socket:
        """As `socket.create_connection`, but for the watch, which can end it at any time."""
        del source_address  # the system chooses it, as with the libraries that call this
        places = self._look_up(*address)
        problem: OSError = OSError(f"no address of {address[0]}")
        for number, place in enumerate(places):
            # The first address of several that is silent must leave some time for the others.
            left = (self.until - time.monotonic()) / (len(places) - number)
            try:
                sock = self._open(place, time.monotonic() + left)
            except OSError as error:
                problem = error
                continue
            sock.settimeout(timeout)
            self._follow(sock)
            return sock
        raise problem

    def _look_up(self, host: str, port: int) -> list[_Place]:
        """The addresses of a name. No system can be told to stop looking: it is left to itself."""
        found: SimpleQueue[list[_Place] | OSError | UnicodeError] = SimpleQueue()

        def look() -> None:
            try:
                # Of each address, what opens a socket for it: family, kind, protocol, place.
                every = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
                found.put([(one[0], one[1], one[2], one[4]) for one in every])
            except (OSError, UnicodeError) as error:
                found.put(error)

        threading.Thread(target=look, name="crri-look-up", daemon=True).start()
        while True:
            self._refuse_cut()
            with suppress(Empty):
                places = found.get(timeout=_TICK_SECONDS)
                break
        if isinstance(places, Exception):
            raise places
        return places

    def _open(self, place: _Place, until: float) -> socket.socket:
        sock = socket.socket(*place[:3])
        try:
            sock.setblocking(False)
            with suppress(BlockingIOError):
                sock.connect(place[3])
            with selectors.DefaultSelector() as selector:
                selector.register(sock, selectors.EVENT_WRITE)
                while not selector.select(_TICK_SECONDS):
                    self._refuse_cut()
                    if time.monotonic() > until:
                        raise TimeoutError
            if (code := sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)) != 0:
                raise OSError(code, _ERRORS_OF_WINDOWS.get(code) or os.strerror(code))
        except BaseException:
            sock.close()
            raise
        return sock

    def _refuse_cut(self) -> None:
        if self.cut:
            raise TimeoutError

    def _follow(self, sock: socket.socket) -> None:
        """Watch it by a handle of our own: encryption takes the caller's one away."""
        with self._lock:
            self._drop()
            self._sock = sock.dup()
        # The end may have come before there was anything to cut.
        if self.cut:
            self._shut()

    def _drop(self) -> None:
        if self._sock is not None:
            self._sock.close()
            self._sock = None

    def _shut(self) -> None:
        self.cut = True
        with self._lock, suppress(OSError):
            if self._sock is not None:
                self._sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def bounded(seconds: float, cancelled: Callable[[], bool]) -> Iterator[Watch]:
    """Cut what the watch has connected after so many seconds, or as soon as the user stops it.

    A socket's own timeout is for one read: of a byte now and then it takes no notice.
    """
    watch = Watch(time.monotonic() + seconds)

    def look() -> None:
        while not watch._over.wait(_TICK_SECONDS):
            if time.monotonic() > watch.until or cancelled():
                watch._shut()

    thread = threading.Thread(target=look, name="crri-watch", daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        watch._over.set()
        thread.join()
        watch._drop()
