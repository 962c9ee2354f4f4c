"""Combo boxes that open with their whole list, and tell their name on every system."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLabel

from crri_gui.gui.widgets.basics import label


class WholeList(QComboBox):
    """It opens with all its entries, as far as the screen has room for them.

    Qt's own shows ten, around the chosen one, and where its bar is not seen the others are missed.
    """

    def showPopup(self) -> None:
        """Beyond the screen Qt scrolls."""
        self.setMaxVisibleItems(max(1, self.count()))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only where the keyboard is: nothing is to change under a hand that scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ComboBox(WholeList):
    """For a box without a label that is seen: one that is not seen names it.

    On Linux Qt tells of a combo box its label, and ignores its accessible name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        # Qt's own choice keeps the width of the first text size.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setAccessibleName(name)
        self._label: QLabel | None = None

    def event(self, event: QEvent) -> bool:
        """The label has to be the box's neighbour."""
        if event.type() == QEvent.Type.ParentChange and self.parentWidget() is not None:
            if self._label is None:
                self._label = label(self.accessibleName())
                self._label.setBuddy(self)
                self.destroyed.connect(self._label.deleteLater)
            self._label.setParent(self.parentWidget())
            self._label.hide()
        done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.FontChange):
            # What was measured while it was hidden, or by other letters, is measured again.
            self.setMinimumContentsLength(1)
            self.setMinimumContentsLength(0)
        return done

    def call(self, name: str) -> None:
        """Another name."""
        self.setAccessibleName(name)
        if self._label is not None:
            self._label.setText(name)
