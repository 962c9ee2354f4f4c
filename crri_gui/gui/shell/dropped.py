"""The folder that is dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl

from crri_gui.gui.state.settings import is_folder


def folder_of(urls: list[QUrl]) -> Path | None:
    """The first folder of this computer, or that of a file; None without any."""
    for url in urls:
        path = Path(url.toLocalFile())
        for folder in (path, path.parent):
            if url.isLocalFile() and is_folder(folder):
                return folder
    return None
