"""The control for an amount, or amounts by month."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from crri_gui.definitions.option_types import Amounts
from crri_gui.gui.widgets.basics import show_example


class AmountsControl(QLineEdit):
    """An amount, or amounts by month, as they are typed."""

    edited = Signal()

    def __init__(self, option: Amounts) -> None:
        super().__init__()
        self._option = option
        self._typed = ""
        show_example(self, option.example)
        self.editingFinished.connect(self._typed_in)

    def _typed_in(self) -> None:
        # Who leaves the field has not typed anything for that.
        if self.text() != self._typed:
            self._typed = self.text()
            self.edited.emit()

    def value(self) -> object:
        """What is typed."""
        return self._option.parse_own(self.text())

    def show_value(self, value: object) -> None:
        """Show amounts."""
        self.setText(self._option.to_text(value))
        self._typed = self.text()

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text().strip()
