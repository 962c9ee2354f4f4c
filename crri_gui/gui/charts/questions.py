"""What somebody may ask about the item at a chart's cursor: why it is so, and who is behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from crri_gui.gui.widgets.why import label

if TYPE_CHECKING:
    from crri_gui.gui.charts.chart import Chart


class Questions(QObject):
    """Names the number at the cursor; `number_of` tells that of an item."""

    why = Signal(object)
    """Which number somebody asks about."""
    customers = Signal(object)
    """Of which number somebody wants the customers."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        self.number_of: Callable[[int], object | None] = self._number_of_item

    def _number_of_item(self, index: int) -> object | None:
        items = self._chart.items
        return items[index].number if index < len(items) else None

    def current(self) -> object | None:
        """The number at the cursor; None where nothing is."""
        index = self._chart.current
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
