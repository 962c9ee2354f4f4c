"""Python's garbage is collected in the window's thread only.

The collector runs in whichever thread happens to make objects. In a worker's thread it would
take Qt's objects apart there; a timer among them is then rung after its end, which is a crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MILLISECONDS = 500


class Collector(QObject):
    """While it is at work, nothing is collected but by its timer, in the thread that made it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """From now on."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """As Python does it."""
        self._timer.stop()
        gc.enable()

    def collect(self) -> None:
        """The generations that are due."""
        due = [
            number
            for number, (count, most) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if most and count > most
        ]
        if due:
            gc.collect(due[-1])
