"""Ctrl+C in the terminal and a request to end: the window closes instead of breaking off."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Interrupts(QObject):
    """Turns SIGINT and SIGTERM into a signal of Qt.

    Python handles them only when its code runs, which in an idle window is never: the number of
    a signal is written to a socket that Qt listens to.
    """

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._read, self._write = socket.socketpair()
        for end in (self._read, self._write):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._tell)
        self._former_fd = signal.set_wakeup_fd(self._write.fileno())
        self._former = {
            number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)
        }

    def remove(self) -> None:
        """As it was before."""
        for number, handler in self._former.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._former_fd)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _tell(self) -> None:
        if self._read.recv(64):
            self.came.emit()


def _ignore(_: int, __: FrameType | None) -> None:
    """The wake-up socket has the signal's number by now."""
