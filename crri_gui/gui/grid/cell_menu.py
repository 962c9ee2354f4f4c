"""The menu of a cell: filter to it, sort by its column, copy, hide, explain."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from crri_gui.gui.widgets.why import label as why_label


class CellActions(Protocol):
    """What a grid does for its current cell and the column of it."""

    def filter_to_current(self, *, only: bool) -> None:
        """Show only rows with the value, or all but those."""

    def filter_current(self) -> None:
        """Ask how to filter the column."""

    def sort_up(self) -> None:
        """The smallest first."""

    def sort_down(self) -> None:
        """The largest first."""

    def unsort(self) -> None:
        """In the table's own order."""

    def copy(self) -> None:
        """What is selected, with its headers."""

    def hide_column(self) -> None:
        """Leave the column out."""

    def explain(self) -> None:
        """Say what the column means."""


class Questions(Protocol):
    """What a grid asks about its current cell and its rows."""

    def why(self) -> None:
        """Why the current number is what it is."""

    def list_customers(self) -> None:
        """Who the customers of the rows are that are shown."""


class CellMenu(QMenu):
    """For the current cell of a grid, in the column of that name."""

    def __init__(self, parent: QWidget, grid: CellActions, questions: Questions, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._grid = grid
        for text, do in (
            (why_label(), questions.why),
            (self.tr("Only rows with this value"), self._only),
            (self.tr("All rows but those with this value"), self._all_but),
            (self.tr("Filter {column}…").format(column=name), grid.filter_current),
            (self.tr("Sort by {column}, smallest first").format(column=name), grid.sort_up),
            (self.tr("Sort by {column}, largest first").format(column=name), grid.sort_down),
            (self.tr("Do not sort"), grid.unsort),
            (self.tr("Copy with headers"), grid.copy),
            (self.tr("List the customers of these rows…"), questions.list_customers),
            (self.tr("Hide {column}").format(column=name), grid.hide_column),
            (self.tr("What does {column} mean?").format(column=name), grid.explain),
        ):
            if do in (self._only, grid.sort_up, grid.copy, grid.explain):
                self.addSeparator()
            self.addAction(text).triggered.connect(do)

    def _only(self) -> None:
        self._grid.filter_to_current(only=True)

    def _all_but(self) -> None:
        self._grid.filter_to_current(only=False)
