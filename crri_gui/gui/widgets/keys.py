"""Keys: those of a part of the window, which the help lists by what they do, and Tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def named(keys: str) -> str:
    """A key as the menus call it, in the window's language: Alt+Left, Alt+Esquerda."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


class OneStop:
    """A field for a date or a time that Tab leaves at once; arrows go from part to part of it.

    Qt's own stays in it for every part, which neither eyes nor ears expect.
    """

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """To another control."""
        assert isinstance(self, QWidget)
        return QWidget.focusNextPrevChild(self, forwards)


def shortcut(part: QWidget, keys: str, text: str, do: Callable[[], object]) -> QShortcut:
    """A key while the focus is within this part; `text` says in the help what it does."""
    made = QShortcut(QKeySequence(keys), part)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.setWhatsThis(text)
    made.activated.connect(do)
    return made
