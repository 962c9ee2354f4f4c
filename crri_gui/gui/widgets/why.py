"""Ctrl+I and a right click on any widget that shows a number: "Why this number?".

A widget says which number is under the cursor; the session hands it on to whoever answers. What
a number is, only the engine's `explain.asked` knows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

KEYS = "Ctrl+I"
Number = Callable[[QPoint | None], object | None]
"""Tells the number at a place of the widget, without one that of the keyboard; None for none."""
Ask = Callable[[object], object]


class Why(QObject):
    """Watches a widget that has no menu of its own, and what lies within it."""

    def __init__(self, widget: QWidget, number: Number, ask: Ask) -> None:
        super().__init__(widget)
        self._widget, self._number, self._ask = widget, number, ask
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask on the key, or offer it in a menu."""
        number = None
        if isinstance(event, QKeyEvent) and asks_why(event):
            number = self._number(None)
            if number is not None:
                self._ask(number)
        elif isinstance(event, QContextMenuEvent):
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            number = self._number(event.pos() if by_mouse else None)
            if number is not None:
                menu = QMenu(self._widget)
                menu.aboutToHide.connect(menu.deleteLater)
                menu.addAction(label()).triggered.connect(partial(self._asked, number))
                menu.popup(event.globalPos())
        return number is not None

    def _asked(self, number: object, *_: object) -> None:
        self._ask(number)


def asks_why(event: QKeyEvent) -> bool:
    """Whether the key is that of the question."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return event.type() == QEvent.Type.KeyPress and control and event.key() == Qt.Key.Key_I


def label() -> str:
    """The question as a menu has it, with its key."""
    return QCoreApplication.translate("Why", "Why this number?") + f"\t{KEYS}"
