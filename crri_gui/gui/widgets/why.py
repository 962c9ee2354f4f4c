"""Ctrl+I and a right click on any widget that shows a number: "Why this number?".

A widget says which number is under the cursor; the session hands it on to whoever answers. What
a number is, only the engine's `explain.asked` knows.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

KEYS = "Ctrl+I"
Number = Callable[[], object | None]
"""Tells the number under the cursor; None where there is none."""
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
            number = self._number()
            if number is not None:
                self._ask(number)
        elif isinstance(event, QContextMenuEvent):
            number = self._number()
            if number is not None:
                self._menu(event.globalPos())
        return number is not None

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(label()).triggered.connect(self._asked)
        menu.popup(place)

    def _asked(self) -> None:
        number = self._number()
        if number is not None:
            self._ask(number)


def asks_why(event: QKeyEvent) -> bool:
    """Whether the key is that of the question."""
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return event.type() == QEvent.Type.KeyPress and control and event.key() == Qt.Key.Key_I


def label() -> str:
    """The question as a menu has it, with its key."""
    return f"{QCoreApplication.translate('Why', 'Why this number?')}\t{KEYS}"
