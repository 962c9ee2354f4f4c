"""What a grid's current cell and its rows ask: why this number, and who the customers are."""

from __future__ import annotations

from PySide6.QtCore import QObject

from crri_gui.gui.grid.browser import Browser
from crri_gui.gui.grid.grid import GridView
from crri_gui.gui.grid.grid_model import GridModel
from crri_gui.gui.state.session import Session


class Asking(QObject):
    """Says which number a cell is, and hands the question to the session."""

    def __init__(
        self, session: Session, view: GridView, model: GridModel, browser: Browser
    ) -> None:
        super().__init__(view)
        self._session, self._view, self._model, self._browser = session, view, model, browser

    def why(self) -> None:
        """Ask why the current number is what it is."""
        from crri_gui.engine.explain.asked import of_cell

        grid, index = self._browser.grid, self._view.currentIndex()
        if grid is None or not index.isValid() or not self._model.rowCount():
            return
        names = [one.name for one in grid.fields]
        values = dict(zip(names, self._model.whole_row(index.row()), strict=False))
        asked = of_cell(grid.view.table, self._model.fields[index.column()].name, values)
        if asked is None:
            self._session.say(self.tr("This row is of no order, customer or month."))
        else:
            self._session.why.emit(asked)

    def list_customers(self) -> None:
        """Ask for the list of the customers of the rows that pass the filters."""
        from crri_gui.engine.explain.asked import RowsAsked

        if self._browser.grid is not None:
            self._session.list_customers.emit(RowsAsked(self._browser.grid.view))
