"""Asking for files and folders, beginning where the user was last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from crri_gui.gui.settings import Settings

_LAST = "dialogs/last"


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
    start = str(Path(settings.text(_LAST)) / name)
    text, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
    return _remembered(text, settings)


def _remembered(text: str, settings: Settings) -> Path | None:
    if not text:
        return None
    path = Path(text)
    settings.put(_LAST, str(path if path.is_dir() else path.parent))
    return path
