"""The user's hands and eyes: answers to dialogs, and what a list shows."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QTreeWidget,
)


def pick_folder(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    """The next folder dialogs are answered with this folder, None: cancelled."""
    answer = "" if folder is None else str(folder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: answer)


def type_folder(
    folder: str | None, begun: list[str] | None = None, *, by_return: bool = False
) -> None:
    """Type this folder into the dialog that comes next and choose it, None: cancel.

    Where it begins is added to `begun`. It is chosen by the button, or by the key.
    """

    def note(dialog: QFileDialog) -> None:
        if begun is not None:
            begun.append(dialog.directory().absolutePath())

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, answer)
            return
        if folder is None:
            note(dialog)
            dialog.reject()
            return
        edit, buttons = dialog.findChild(QLineEdit), dialog.findChild(QDialogButtonBox)
        assert edit is not None and buttons is not None
        if not edit.hasFocus():  # else what is typed is marked in the list, and written again
            edit.setFocus()
            QTimer.singleShot(20, answer)
            return
        note(dialog)
        edit.selectAll()
        QTest.keyClicks(edit, folder)
        opens = buttons.button(QDialogButtonBox.StandardButton.Open)
        if not opens.isEnabled():
            dialog.reject()
        elif by_return:
            QTest.keyClick(edit, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(opens, Qt.MouseButton.LeftButton)

    later(answer)


def pick_file(monkeypatch: pytest.MonkeyPatch, file: Path | None) -> None:
    """The next file dialogs are answered with this file, None: cancelled."""
    answer = ("" if file is None else str(file), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)


def system_opens(monkeypatch: pytest.MonkeyPatch, folder: Path, *, works: bool) -> Path:
    """The system's opener from now on; what it opens is written into the file that comes back.

    `works` False: it is there, as on every Linux desktop, and finds no program.
    """
    folder.mkdir(exist_ok=True)
    opened = folder / "opened"
    if sys.platform == "linux":
        script = folder / "xdg-open"
        # Whole at once, for the test waits for it.
        write = f'printf %s "$1" > {shlex.quote(f"{opened}.new")}'
        move = f"mv {shlex.quote(f'{opened}.new')} {shlex.quote(str(opened))}"
        does = f"{write}\n{move}" if works else "exit 3"
        script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        return opened

    def opens(url: QUrl) -> bool:
        if works:
            opened.write_text(url.toLocalFile(), encoding="utf-8")
        return works

    monkeypatch.setattr(QDesktopServices, "openUrl", opens)
    return opened


def press_in_question(text: str, seen: list[str] | None = None) -> None:
    """Press this button of the question that comes next; what it asks is added to `seen`."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        if seen is not None:
            seen.append(f"{box.text()} {box.informativeText()}")
        for made in box.buttons():
            if made.text().replace("&", "") == text:
                made.click()
                return
        box.close()

    later(press)


def cells(tree: QTreeWidget) -> list[list[str]]:
    """The texts of a flat list, row by row."""
    rows = []
    for place in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(place)
        assert item is not None
        rows.append([item.text(across) for across in range(tree.columnCount())])
    return rows


def later(do: Callable[[], None]) -> None:
    """When the event loop turns."""
    QTimer.singleShot(20, do)
