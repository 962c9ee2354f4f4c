"""Opening files and folders with the programs that the system has for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from crri_gui.errors import CrriError, OutputError


def open_path(path: Path) -> CrriError | None:
    """Open it; what keeps it from being opened. Its path is in the clipboard then."""
    if path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return None
    QGuiApplication.clipboard().setText(str(path))
    return OutputError("nothing_opens" if path.exists() else "gone_meanwhile", file=path)
