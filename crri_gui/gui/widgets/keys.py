"""Keys of a part of the window, which the help lists by what they do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def shortcut(part: QWidget, keys: str, text: str, do: Callable[[], object]) -> QShortcut:
    """A key while the focus is within this part; `text` says in the help what it does."""
    made = QShortcut(QKeySequence(keys), part)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.setWhatsThis(text)
    made.activated.connect(do)
    return made
