"""What somebody may ask about the item at a chart's cursor: why it is so, and who is behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from crri_gui.gui.widgets.why import label


class Questions(QObject):
    """Names the number of the item that `at_cursor` tells; `number_of` tells that of an item."""

    why = Signal(object)
    """Which number somebody asks about."""
    customers = Signal(object)
    """Of which number somebody wants the customers."""

    def __init__(
        self,
        chart: QObject,
        at_cursor: Callable[[], int | None],
        number_of: Callable[[int], object | None],
    ) -> None:
        super().__init__(chart)
        self._at_cursor = at_cursor
        self.number_of = number_of

    def current(self) -> object | None:
        """The number at the cursor; None where nothing is."""
        index = self._at_cursor()
        return None if index is None else self.number_of(index)

    def ask_why(self) -> None:
        """Ask why the number at the cursor is what it is."""
        if (number := self.current()) is not None:
            self.why.emit(number)

    def list_customers(self) -> None:
        """Ask for the customers behind the number at the cursor."""
        if (number := self.current()) is not None:
            self.customers.emit(number)

    def fill_menu(self, menu: QMenu) -> None:
        """Offer both, where there is a number."""
        if self.current() is not None:
            menu.addAction(label()).triggered.connect(self.ask_why)
            menu.addAction(self.tr("List the customers…")).triggered.connect(self.list_customers)
