"""Charts in which a click picks something for the charts beside it, and two show customers."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu

from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.theme.appearance import Appearance


class PickingChart(Chart):
    """A chart whose items stand for something: a cell for its cohort, or for its segment."""

    picked = Signal(str)
    """The key of what was clicked; clicked again, it is to be as before."""

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self.selects = True
        self._second_of_two = False

    @abstractmethod
    def pick_of(self, index: int) -> str | None:
        """The key of what an item stands for; None for nothing that can be picked."""

    @abstractmethod
    def pick_text(self, key: str) -> str:
        """What picking this does, for a menu."""

    def toggle(self) -> None:
        """Pick what the cursor is on."""
        if self.current is not None and (key := self.pick_of(self.current)) is not None:
            self.picked.emit(key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks."""
        if self._second_of_two:
            self._second_of_two = False
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two show the customers, and leave what was picked as it was before the first one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._second_of_two = True
        self.set_current(self.item_at(event.position()))
        self.toggle()
        self.enter()

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the item at the cursor."""
        if self.current is not None:
            if (key := self.pick_of(self.current)) is not None:
                menu.addAction(self.pick_text(key)).triggered.connect(self.toggle)
            if self.view_of(self.current) is not None:
                menu.addAction(self.tr("Show the customers")).triggered.connect(self.enter)
            self.questions.fill_menu(menu)
            if not menu.isEmpty():
                menu.addSeparator()
        self.offer_table(menu)
