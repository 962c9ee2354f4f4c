"""Which parts of the window have the style, and when they get another one.

A style sheet is on no widget that has the pages in it: Qt would lay out all of them at once. So
each part of the frame has it, each dialog, and the page that is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from crri_gui.gui.theme.appearance import Appearance


class Dressing(QObject):
    """Keeps the style of a window's parts; other pages get it when they are shown."""

    def __init__(self, window: QMainWindow, appearance: Appearance) -> None:
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self._frame: tuple[QWidget, ...] = ()
        self._page: QWidget | None = None
        window.installEventFilter(self)
        appearance.styled.connect(self._renew)

    def take_frame(self, parts: Sequence[QWidget]) -> None:
        """What is around the pages, in place of what was."""
        self._frame, self._page = tuple(parts), None
        self._renew()

    def take_page(self, page: QWidget) -> None:
        """The page that is shown now."""
        self._page = page
        self._appearance.dress(page)

    def _renew(self) -> None:
        dialogs = (
            one
            for one in QApplication.topLevelWidgets()
            if one.parent() is self._window and one.styleSheet()
        )
        page = () if self._page is None else (self._page,)
        for part in (*self._frame, *page, *dialogs):
            self._appearance.dress(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog gets the style before it is shown."""
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget) and child.isWindow():
                self._appearance.dress(child)
        return super().eventFilter(watched, event)
