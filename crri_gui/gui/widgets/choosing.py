"""Asking for files and folders, beginning where the user was last."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from crri_gui.gui.state.settings import Settings, is_folder
from crri_gui.gui.widgets.basics import question

_LAST = "dialogs/last"
_LAST_SAVED = "dialogs/last_saved"
translate = QCoreApplication.translate


def choose_folder(parent: QWidget, title: str, settings: Settings) -> Path | None:
    """A folder that exists, None when the user changed their mind."""
    text = QFileDialog.getExistingDirectory(parent, title, _begin(settings))
    return _remembered(text, settings)


def choose_new_folder(
    parent: QWidget, title: str, proposed: Path | None, settings: Settings
) -> Path | None:
    """A folder that exists or can be made, beginning where the proposed one lies."""
    begin = _begin(settings) if proposed is None else str(_existing(proposed.parent))
    dialog = _AnyFolder(parent, title, begin)
    if dialog.edit is None:
        # The system's own dialog, which makes folders itself.
        return _remembered(QFileDialog.getExistingDirectory(parent, title, begin), settings)
    if proposed is not None:
        dialog.edit.setText(proposed.name)
        dialog.edit.selectAll()
        dialog.type(proposed.name)
    return _remembered(dialog.chosen if dialog.exec() else "", settings)


class _AnyFolder(QFileDialog):
    """Qt's own dialog for folders, which takes a name that is not there yet, too.

    `edit` is where the name is typed; None where the system has a dialog of its own.
    """

    def __init__(self, parent: QWidget, title: str, begin: str) -> None:
        super().__init__(parent, title, begin)
        self.chosen = ""
        self.edit: QLineEdit | None = None
        self._typed = ""
        # A derived dialog is never the system's; one that is has no widgets.
        own = QFileDialog(parent)
        if own.findChild(QLineEdit):
            self.setFileMode(QFileDialog.FileMode.Directory)
            self.setOption(QFileDialog.Option.ShowDirsOnly)
            self.setLabelText(
                QFileDialog.DialogLabel.Accept, translate("choosing", "Choose this folder")
            )
            self.edit, self._buttons = self.findChild(QLineEdit), self.findChild(QDialogButtonBox)
            assert self.edit is not None
            self.edit.textChanged.connect(self._changed)
            self.edit.textEdited.connect(self.type)
        own.deleteLater()

    def type(self, text: str) -> None:
        """Take what was typed, whatever is marked in the list."""
        self._typed = text
        if self._can_be_made():
            assert self._buttons is not None
            self._buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(True)

    def _changed(self, text: str) -> None:
        if text == self._typed:
            self.type(text)  # the dialog has just forbidden what is not there yet
        else:
            self._typed = ""  # a folder was marked in the list

    def _folder(self) -> Path:
        return Path(self.directory().absolutePath()) / Path(self._typed).expanduser()

    def _can_be_made(self) -> bool:
        folder = self._folder()
        return not os.path.lexists(folder) and is_folder(_existing(folder))

    def accept(self) -> None:
        """Qt's own would say of a new folder that it is not found."""
        if self._typed and (self._can_be_made() or is_folder(self._folder())):
            self.chosen = os.path.normpath(self._folder())
            QDialog.accept(self)
        else:
            super().accept()
            self.chosen = self.selectedFiles()[0]


def _begin(settings: Settings) -> str:
    """Where the user was last, at first among their documents; Qt's own is the program's folder."""
    return settings.text(_LAST) or str(_existing(_documents()))


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _existing(folder: Path) -> Path:
    """The folder, else the nearest above it that is there."""
    return next((one for one in (folder, *folder.parents) if os.path.lexists(one)), folder)


def choose_file(parent: QWidget, title: str, kinds: str, settings: Settings) -> Path | None:
    """A file that exists; `kinds` as Qt takes them: "Tables (*.csv *.xlsx)"."""
    text, _ = QFileDialog.getOpenFileName(parent, title, _begin(settings), kinds)
    return _remembered(text, settings)


def choose_new_file(
    parent: QWidget, title: str, name: str, kinds: str, settings: Settings
) -> Path | None:
    """Where to save; `name` is proposed, and an existing file is asked about.

    The file has one of the endings of `kinds`: what is in it is what its ending says. A name
    without ending gets that of the kind that was chosen, another ending only when the user agrees.
    """
    # Not where files were opened last: among raw exports an output would be taken for one.
    folder = Path(settings.text(_LAST_SAVED) or _documents())
    proposed = folder / name.replace("/", "-")
    text, kind = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    if not text:
        return None
    target = _with_ending(parent, title, Path(text), _endings(kind), _endings(kinds))
    return _remembered("" if target is None else str(target), settings, _LAST_SAVED)


def _endings(kinds: str) -> list[str]:
    """The endings that Qt's description of kinds of files names: [".csv", ".xlsx"]."""
    return [ending.lower() for ending in re.findall(r"\*(\.\w+)", kinds)]


def _with_ending(
    parent: QWidget, title: str, target: Path, chosen: list[str], allowed: list[str]
) -> Path | None:
    if target.suffix.lower() in allowed:
        return target
    ending = (chosen or allowed)[0]
    # "orders.2018" and "v1.2 final" have no ending, "orders.txt" has.
    other = re.fullmatch(r"\.[A-Za-z][A-Za-z0-9]{0,4}", target.suffix) is not None
    wanted = target.with_suffix(ending) if other else target.with_name(target.name + ending)
    if not other and not wanted.exists():
        return wanted
    asked = translate("choosing", "“{name}” is there already. Replace it?")
    do = translate("choosing", "Replace it")
    if other:
        asked = translate("choosing", "“{other}” files cannot be saved here. Save as “{name}”?")
        do = translate("choosing", "Save so")
    there = translate("choosing", "A file of this name is there already; it would be replaced.")
    box = question(
        parent,
        title,
        asked.format(name=wanted.name, other=target.suffix),
        there if other and wanted.exists() else "",
    )
    yes = box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    box.exec()
    return wanted if box.clickedButton() is yes else None


def _remembered(text: str, settings: Settings, key: str = _LAST) -> Path | None:
    if not text:
        return None
    path = Path(text)
    settings.put(key, str(path if path.is_dir() else _existing(path.parent)))
    return path
