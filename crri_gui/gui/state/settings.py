"""What the window remembers, in one file that is written safely.

A file that is damaged is set aside under another name and said, never a crash.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from crri_gui.engine.core import own_files

FILE = "crri.ini"
_RECENT = 8


class Settings:
    """Keys and values of `folder/crri.ini`; a value of an unfitting kind counts as missing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.note = ""
        file = folder / FILE
        if file.exists() and _damaged(file):
            aside = _free_name(file)
            try:
                file.replace(aside)
                self.note = f"The settings were damaged; they were set aside as {aside.name}."
            except OSError as error:
                self.note = f"The settings are damaged and cannot be replaced: {error.strerror}."
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A text."""
        value = self._store.value(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """A whole number."""
        try:
            return int(str(self._store.value(key)))
        except ValueError:
            return default

    def flag(self, key: str, default: bool = False) -> bool:
        """A yes or no."""
        return {"true": True, "false": False}.get(str(self._store.value(key)).casefold(), default)

    def texts(self, key: str) -> list[str]:
        """A list of texts."""
        value = self._store.value(key)
        if isinstance(value, str):
            return [value] if value else []
        return [part for part in value if isinstance(part, str)] if isinstance(value, list) else []

    def state(self, key: str) -> QByteArray:
        """What Qt's `saveState` gave; empty when there is none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, key: str, value: str | int | bool | list[str] | QByteArray) -> None:
        """Remember a value."""
        self._store.setValue(key, value)

    def recent(self, key: str) -> list[Path]:
        """Folders used before, the last one first; those that are gone are left out."""
        return [path for path in map(Path, self.texts(key)) if is_folder(path)]

    def used(self, key: str, folder: Path) -> None:
        """Put a folder first among the recent ones."""
        others = [text for text in self.texts(key) if text != str(folder)]
        self.put(key, [str(folder), *others][:_RECENT])

    def sync(self) -> bool:
        """Write to disk; whether that went well."""
        self._store.sync()
        return self._store.status() == QSettings.Status.NoError


def mapping_of(settings: Settings, folder: Path) -> Path | None:
    """The mapping that was kept elsewhere for a folder that may not be written."""
    text = settings.text(folder_key("mapping", folder))
    return Path(text) if text and Path(text).exists() else None


def remember_mapping(settings: Settings, folder: Path, file: Path | None) -> None:
    """Where the mapping of the folder lies; None: beside its files."""
    settings.put(folder_key("mapping", folder), str(file or ""))


def folder_key(kind: str, folder: Path) -> str:
    """The key of what is remembered of a folder, whatever signs its name has."""
    return f"{kind}/{hashlib.sha256(str(folder).encode(errors='replace')).hexdigest()[:16]}"


def is_folder(path: Path) -> bool:
    """Whether it is a folder; what cannot be looked at is none."""
    try:
        return path.is_dir()
    except OSError:
        return False


def settings_folder() -> Path:
    """Where settings, history and logs live; the variable CRRI_HOME names another place."""
    own = os.environ.get("CRRI_HOME")
    if own:
        return Path(own)
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location))


def _damaged(file: Path) -> bool:
    try:
        # A user may keep them elsewhere, behind a link.
        text = own_files.read(file, follow=True).decode("utf-8")
    except (OSError, ValueError):
        return True
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(";")]
    return "\0" in text or any("=" not in line and not line.startswith("[") for line in lines)


def _free_name(file: Path) -> Path:
    number = 1
    while (aside := file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")).exists():
        number += 1
    return aside
