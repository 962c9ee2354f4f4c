"""Asking for files and folders, beginning where the user was last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from crri_gui.gui.state.settings import Settings

_LAST = "dialogs/last"
_LAST_SAVED = "dialogs/last_saved"


def choose_folder(parent: QWidget, title: str, settings: Settings) -> Path | None:
    """A folder that exists, None when the user changed their mind."""
    text = QFileDialog.getExistingDirectory(parent, title, settings.text(_LAST))
    return _remembered(text, settings)


def choose_file(parent: QWidget, title: str, kinds: str, settings: Settings) -> Path | None:
    """A file that exists; `kinds` as Qt takes them: "Tables (*.csv *.xlsx)"."""
    text, _ = QFileDialog.getOpenFileName(parent, title, settings.text(_LAST), kinds)
    return _remembered(text, settings)


def choose_new_file(
    parent: QWidget, title: str, name: str, kinds: str, settings: Settings
) -> Path | None:
    """Where to save; `name` is proposed, and an existing file is asked about."""
    # Not where files were opened last: among raw exports an output would be taken for one.
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = settings.text(_LAST_SAVED) or QStandardPaths.writableLocation(documents)
    text, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), kinds)
    return _remembered(text, settings, _LAST_SAVED)


def _remembered(text: str, settings: Settings, key: str = _LAST) -> Path | None:
    if not text:
        return None
    path = Path(text)
    settings.put(key, str(path if path.is_dir() else path.parent))
    return path
