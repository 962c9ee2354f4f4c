"""The menu of a cell: filter to it, sort by its column, copy, hide, explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from crri_gui.gui.grid.pane import TablePane


class CellMenu(QMenu):
    """For the current cell of a pane, in the column of that name."""

    def __init__(self, pane: TablePane, name: str) -> None:
        super().__init__(pane)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pane = pane
        for text, do in (
            (self.tr("Only rows with this value"), self._only),
            (self.tr("All rows but those with this value"), self._all_but),
            (self.tr("Filter {column}…").format(column=name), pane.filter_current),
            (self.tr("Sort by {column}, smallest first").format(column=name), pane.sort_up),
            (self.tr("Sort by {column}, largest first").format(column=name), pane.sort_down),
            (self.tr("Do not sort"), pane.unsort),
            (self.tr("Copy with headers"), pane.copy),
            (self.tr("Hide {column}").format(column=name), pane.hide_column),
            (self.tr("What does {column} mean?").format(column=name), pane.explain),
        ):
            if do in (pane.sort_up, pane.copy, pane.explain):
                self.addSeparator()
            self.addAction(text).triggered.connect(do)

    def _only(self) -> None:
        self._pane.filter_to_current(only=True)

    def _all_but(self) -> None:
        self._pane.filter_to_current(only=False)
