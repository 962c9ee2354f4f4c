"""Opening files and folders with the programs that the system has for them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crri_gui.errors import CrriError, OutputError

_LOOKED = 100
"""Milliseconds between two looks at the opener of the desktop."""
_LOOKS = 300


def open_path(path: Path, failed: Callable[[CrriError], object]) -> None:
    """Open it; what keeps it from being opened is told, and its path is in the clipboard then."""
    if not path.exists():
        _tell(path, "gone_meanwhile", failed)
        return
    # Qt starts this one and calls it a success, whether or not it then finds a program.
    opener = QStandardPaths.findExecutable("xdg-open") if sys.platform == "linux" else ""
    if opener:
        _Opener(opener, path, failed)
    elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        _tell(path, "nothing_opens", failed)


def _tell(path: Path, what: str, failed: Callable[[CrriError], object]) -> None:
    QGuiApplication.clipboard().setText(str(path))
    failed(OutputError(what, file=path))


class _Opener(QObject):
    """The opener of a Linux desktop, watched until it has ended or has opened something.

    Not a `QProcess`: that would end with the window, and what was opened with it.
    """

    def __init__(self, opener: str, path: Path, failed: Callable[[CrriError], object]) -> None:
        super().__init__(QCoreApplication.instance())
        self._path, self._failed = path, failed
        self._looks = 0
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(
            [opener, str(path)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOKED)

    def _look(self) -> None:
        self._looks += 1
        code = self._process.poll()
        if code is None and self._looks < _LOOKS:
            return
        self._timer.stop()
        self.deleteLater()
        if code:
            _tell(self._path, "nothing_opens", self._failed)
