"""Columns of a matrix page by page: nothing scrolls sideways, and no column is shown in part."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.basics import label, row
from crri_gui.gui.widgets.pressing import ToolButton


class Pager(QWidget):
    """Which columns are shown, and a button to those before and behind.

    The cell that the arrow keys go to brings its column into view, too.
    """

    moved = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first, self.shown, self.count = 0, 0, 0
        self.before = self._button("◂", self.tr("Columns before"))
        self.after = self._button("▸", self.tr("Columns behind"))
        self.text = label("", "muted")
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._on)
        layout = row(self.before, self.text, self.after, None, spacing=6)
        layout.setContentsMargins(0, 2, 0, 0)
        self.setLayout(layout)
        self.hide()

    def _button(self, sign: str, name: str) -> QToolButton:
        made = ToolButton()
        made.setText(sign)
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setAutoRepeat(True)
        return made

    def take(self, shown: int, count: int) -> None:
        """So many of all columns have room."""
        self.shown, self.count = shown, count
        self.show_from(self.first)

    def show_from(self, first: int) -> None:
        """Begin with this column, or with the last one that fills the room."""
        before = self.first
        self.first = max(0, min(first, self.count - self.shown))
        last = self.first + self.shown
        self.before.setEnabled(self.first > 0)
        self.after.setEnabled(last < self.count)
        self.text.setText(
            self.tr("Columns {first} to {last} of {count}").format(
                first=numbers.integer(self.first + 1),
                last=numbers.integer(min(last, self.count)),
                count=numbers.integer(self.count),
            )
        )
        if self.first != before:
            self.moved.emit()

    def reveal(self, column: int) -> None:
        """Bring a column into view."""
        if column < self.first:
            self.show_from(column)
        elif column >= self.first + self.shown:
            self.show_from(column - self.shown + 1)

    def turn(self, pages: float) -> bool:
        """So many pages on; whether that led anywhere."""
        before = self.first
        self.show_from(self.first + round(pages * self.shown))
        return self.first != before

    def _back(self) -> None:
        self.turn(-1)

    def _on(self) -> None:
        self.turn(1)
