"""Which parts of the window have the style, and when they get another one.

A style sheet is on no widget that has the pages in it: Qt would lay out all of them at once. So
each part of the frame has it, each dialog, and the page that is shown. A page that has pages
itself (`Pages`) says which parts of it are seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QChildEvent, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from crri_gui.gui.theme.appearance import Appearance


@runtime_checkable
class Pages(Protocol):
    """A page of pages, which gives each of them the style when it is shown."""

    def seen(self) -> Sequence[QWidget]:
        """The parts that are seen now."""


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
        for part in _seen(page):
            self._appearance.dress(part)

    def _renew(self) -> None:
        dialogs = (
            one
            for one in QApplication.topLevelWidgets()
            if one.parent() is self._window and one.styleSheet()
        )
        page = () if self._page is None else _seen(self._page)
        for part in (*self._frame, *page, *dialogs):
            self._appearance.dress(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A dialog gets the style before it is shown."""
        if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QWidget) and child.isWindow():
                self._appearance.dress(child)
        return super().eventFilter(watched, event)


def _seen(page: QWidget) -> Sequence[QWidget]:
    return page.seen() if isinstance(page, Pages) else (page,)
