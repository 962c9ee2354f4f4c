"""The way that somebody has come through the pages, to go back on it."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

_LONGEST = 50


class Trail:
    """The pages that were left, each with what had the keyboard there."""

    def __init__(self) -> None:
        self._left: list[tuple[str, QWidget | None]] = []
        self.visiting = False
        """Whether the page that is shown was opened for a look at the rows behind something."""

    def leave(self, step: str, *, for_rows: bool) -> None:
        """From this page to another."""
        self._left.append((step, QApplication.focusWidget()))
        del self._left[:-_LONGEST]
        self.visiting = for_rows

    def back(self, show: Callable[[str], object]) -> None:
        """The page that was shown before, with the keyboard where it was."""
        if not self._left:
            return
        step, focus = self._left.pop()
        show(step)
        self._left.pop()
        self.visiting = False
        if focus is not None and shiboken6.isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
