"""Asking for files and folders, beginning where the user was last."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.basics import question

_LAST = "dialogs/last"
_LAST_SAVED = "dialogs/last_saved"
translate = QCoreApplication.translate


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
    """Where to save; `name` is proposed, and an existing file is asked about.

    The file has one of the endings of `kinds`: what is in it is what its ending says. A name
    without ending gets that of the kind that was chosen, another ending only when the user agrees.
    """
    # Not where files were opened last: among raw exports an output would be taken for one.
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = settings.text(_LAST_SAVED) or QStandardPaths.writableLocation(documents)
    proposed = Path(folder) / name.replace("/", "-")
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
    settings.put(key, str(path if path.is_dir() else path.parent))
    return path
