"""What ends the window: Ctrl+C in the terminal, a request to end, and closing while it works."""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from crri_gui.gui.state.worker import Worker
from crri_gui.gui.widgets.basics import question

translate = QCoreApplication.translate


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


def agrees_to_close(window: QWidget, worker: Worker) -> bool:
    """Ask whether to close while there is work; it is true, too, once that has ended by itself."""
    run = worker.current.run if worker.current is not None else None
    if run is not None and run.published:
        text = translate("Window", "The files are published already. Close now?")
        more = translate(
            "Window",
            "CRRI is still at work on what follows: backups, history, the Power BI project.",
        )
        agree = translate("Window", "Close")
    else:
        text = translate("Window", "CRRI is still at work. Cancel it and close?")
        more = translate("Window", "What is published stays as it is.")
        if run is not None and run.decided:
            more = translate(
                "Window", "What it is writing now can no longer be stopped: it is finished."
            )
        agree = translate("Window", "Cancel the work and close")
    asked = question(window, translate("Window", "Work in progress"), text, more)
    close = asked.addButton(agree, QMessageBox.ButtonRole.DestructiveRole)
    stay = asked.addButton(translate("Window", "Go on working"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(stay)
    asked.setEscapeButton(stay)

    def drop_when_done() -> None:
        if not worker.busy:
            asked.accept()

    worker.ended.connect(drop_when_done)
    asked.exec()
    worker.ended.disconnect(drop_when_done)
    return asked.clickedButton() is close or not worker.busy
