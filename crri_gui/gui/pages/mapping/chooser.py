"""The control that sets a field: a list of choices, and a text where one can be written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from crri_gui.gui.widgets.basics import fit_into_page
from crri_gui.gui.widgets.combo_box import WholeList


class Chooser(WholeList):
    """A box of values; a click or Enter opens it, and Enter takes what was written."""

    chosen = Signal(str)
    undone = Signal()
    redone = Signal()

    def __init__(self, *, written: bool, placeholder: str) -> None:
        super().__init__()
        self._value, self._shown, self._offers = "", "", False
        self._listed: list[tuple[str, str, str]] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        fit_into_page(self)
        self.setPlaceholderText(placeholder)
        self._line: QLineEdit | None = None
        if written:
            self.setEditable(True)
            self._line = self.lineEdit()
            assert self._line is not None
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self._line.setPlaceholderText(placeholder)
            self._line.editingFinished.connect(self._written)
            self._line.installEventFilter(self)
            self.view().installEventFilter(self)
        self.activated.connect(self._picked)

    def offer(self, choices: Sequence[tuple[str, str, str]], value: str, text: str) -> None:
        """Show these choices (value, text, tip), and the value that holds, written so."""
        self._value, self._shown, self._offers = value, text, bool(choices)
        self.blockSignals(True)
        listed = [*choices]
        if value and value not in {one for one, _, _ in choices}:
            listed.insert(0, (value, text, ""))
        if listed != self._listed or not self.count():
            self._listed = listed
            self.clear()
            self.addItem(self.tr("(none)"), "")
            for place, (one, shown, about) in enumerate(listed, 1):
                self.addItem(shown, one)
                self.setItemData(place, about, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(self.findData(value) if value else -1)
        if self._line is not None:
            self._line.setText(text)
            self._line.setModified(False)
            self._line.setCursorPosition(0)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the list where nothing was written that it would take."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
            return
        if event.matches(QKeySequence.StandardKey.Redo):
            self.redone.emit()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and (self._line is None or not self._line.isModified()):
            self.showPopup()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a text that nobody has changed opens the list; who types there writes.

        In such a text undo is that of the mapping.
        """
        if watched is self._line and event.type() == QEvent.Type.MouseButtonRelease:
            self._clicked(event)
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is self.view()
            and self._begins_text(event)
        ):
            self._write(event.text())
            return True
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is self._line
            and not self._line.isModified()
        ):
            if event.matches(QKeySequence.StandardKey.Undo):
                self.undone.emit()
                return True
            if event.matches(QKeySequence.StandardKey.Redo):
                self.redone.emit()
                return True
        return super().eventFilter(watched, event)

    def _clicked(self, event: QEvent) -> None:
        line = self._line
        if line is None or not isinstance(event, QMouseEvent):
            return
        is_click = event.button() == Qt.MouseButton.LeftButton and not line.hasSelectedText()
        # A text that was completed while it was written does not count as modified.
        if is_click and self._offers and line.text() == self._shown:
            self.showPopup()

    def _begins_text(self, event: QKeyEvent) -> bool:
        """Whether a key in the list is the first of a text, such as a product of columns."""
        return bool(event.text().strip()) and event.text().isprintable()

    def _write(self, text: str) -> None:
        assert self._line is not None
        self.hidePopup()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.selectAll()
        self._line.insert(text)

    def _picked(self, place: int) -> None:
        if self._line is not None:
            self._line.setModified(False)
        self._choose(str(self.itemData(place) or ""))

    def _written(self) -> None:
        if self._line is None or not self._line.isModified():
            return
        self._line.setModified(False)
        text = self._line.text().strip()
        place = self.findText(text)
        self._choose(str(self.itemData(place) or "") if place >= 0 else text)

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.chosen.emit(value)
