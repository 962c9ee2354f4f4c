"""Tables: every row of what was computed, sorted, filtered, searched, copied and exported."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.quality.evidence import TABLE
from crri_gui.engine.query.browse import View
from crri_gui.engine.query.catalog import existing
from crri_gui.gui.grid.pane import TablePane
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract
from crri_gui.gui.pages.no_results import NoResults
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.table_memory import TableMemory
from crri_gui.gui.widgets.basics import MARGIN, label
from crri_gui.gui.widgets.beside import FEW_LINES
from crri_gui.gui.widgets.tab_choice import TabChoice

_OUTPUTS = {table.name: table for table in OUTPUT_TABLES}


class TablesPage(QWidget):
    """Which table, and what it is; the rest is its `pane`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.appearance.dress(self)  # what is made measures itself
        self._rows: dict[str, int] = {}
        self._behind = ""
        self._memory = TableMemory(session.settings)
        self.pane = TablePane(session)
        self._lay_out()
        self.tabs.currentChanged.connect(self._tab_chosen)
        session.results_changed.connect(self._take_results)
        self._take_results()

    def _lay_out(self) -> None:
        self._choice = TabChoice(self.tr("Table"))
        self.tabs = self._choice.bar
        self._about = label("", "lead", wrap=True)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(MARGIN, 12, MARGIN, 8)
        inside.setSpacing(10)
        inside.addWidget(self._choice)
        inside.addWidget(self._about)
        inside.addWidget(self.pane, 1)
        self.empty = NoResults(
            self._session,
            self.tr(
                "Every row of what is computed from the raw folder can be sorted, filtered, "
                "searched and exported here."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where large text leaves room for few rows, what they are stands in a tip alone."""
        super().resizeEvent(event)
        self._about.setVisible(self.height() >= FEW_LINES * self.fontMetrics().height())

    # Results and tables

    def show_view(self, view: View) -> None:
        """Open a table with these filters and this sort, for somebody who comes for its rows."""
        self._open(view)
        self.pane.grid.setFocus()

    def _open(self, view: View) -> None:
        if self._session.results is None:
            return
        self._behind = view.about
        self._add_tab(view.table)
        self._set_tab(view.table)
        self.pane.browser.open(view)

    def _take_results(self) -> None:
        results = self._session.results
        self.stack.setCurrentIndex(0 if results is None else 1)
        if results is None:
            self.pane.browser.take(None)
            return
        with results.database(RunContext()) as db:
            self._rows = existing(db)
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for table in self._rows:
            self._add_tab(table)
        self.tabs.blockSignals(False)
        view = self.pane.browser.view
        if view is not None and view.table == TABLE:
            # The rows behind a finding went with the results that had it.
            view = self.pane.browser.view = None
        self.pane.browser.take(results)
        if view is None:
            last = self._memory.table
            self._open(View(last if last in self._rows else next(iter(self._rows))))
        else:
            self._add_tab(view.table)
            self._set_tab(view.table)

    def _add_tab(self, table: str) -> None:
        if any(self.tabs.tabData(place) == table for place in range(self.tabs.count())):
            return
        self.tabs.blockSignals(True)
        title = self._title(table)
        if table in self._rows:
            title = self.tr("{table}  {rows}").format(
                table=title, rows=numbers.integer(self._rows[table])
            )
        place = self.tabs.addTab(title)
        self.tabs.setTabData(place, table)
        self.tabs.setTabToolTip(place, table)
        self.tabs.blockSignals(False)

    def _title(self, table: str) -> str:
        if table in _OUTPUTS:
            return of_contract(_OUTPUTS[table].title)
        return {
            "order_facts": self.tr("All raw orders"),
            "source_rows": self.tr("Rows of the export"),
            "rejects": self.tr("Rejects"),
            "rfm_scored": self.tr("Scored customers"),
            "customer_orders": self.tr("Customers' orders"),
            TABLE: self.tr("Listed rows"),
        }.get(table, table)

    def _grain(self, table: str) -> str:
        if table in _OUTPUTS:
            return self.tr("{file}: {grain}").format(
                file=_OUTPUTS[table].file_name, grain=of_contract(_OUTPUTS[table].grain)
            )
        return {
            "order_facts": self.tr("Every raw order, and why it counts or not"),
            "source_rows": self.tr("Every row that was read, in the columns of its file"),
            "rejects": self.tr("rejects.csv: every row that could not be read, and why"),
            TABLE: self._behind,
        }.get(table, table)

    def _set_tab(self, table: str) -> None:
        for place in range(self.tabs.count()):
            if self.tabs.tabData(place) == table:
                self.tabs.blockSignals(True)
                self.tabs.setCurrentIndex(place)
                self.tabs.blockSignals(False)
        self._choice.offer_in_box()
        self._about.setText(self._grain(table))
        self._choice.box.setToolTip(self._grain(table))

    def _tab_chosen(self, place: int) -> None:
        table = str(self.tabs.tabData(place))
        self._memory.table = table
        self._open(View(table))
