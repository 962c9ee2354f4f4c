"""Data: which folder, which file is which table, and what the files leave open."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QFrame,
    QMenu,
    QStackedLayout,
    QWidget,
)

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.pages.source_file import SourceFile
from crri_gui.gui.pages.source_tables import RawTableList
from crri_gui.gui.state.jobs import count_orders
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import to_be_mapped
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.basics import (
    Notice,
    button,
    card,
    column,
    label,
    row,
    scrolled,
)
from crri_gui.gui.widgets.choosing import choose_folder
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.pressing import PushButton

if TYPE_CHECKING:
    from crri_gui.engine.discover.find import Found
    from crri_gui.errors import CrriError
    from crri_gui.gui.pages.mapping.page import MappingPage
    from crri_gui.gui.state.mapping import Mapping

log = logging.getLogger(__name__)
_NAME, _FILE, _ROWS, _SIZE, _FORM, _STATE = range(6)

_LISTED = 20
"""Files that a tip names."""


class SourcePage(QWidget):
    """The folder: chosen, recognised, and asked about where it leaves something open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.appearance.dress(self)  # what is made measures itself
        self._title = label(self.tr("Where are the raw exports?"), "title", wrap=True)
        self._lead = label(
            self.tr(
                "A folder with the exports of a shop. Files are recognised by what they contain. "
                "If it holds a list of orders in a layout that CRRI does not know, you say once "
                "what its columns mean."
            ),
            "lead",
            wrap=True,
        )
        self._problem = Notice("error")
        self.map = button(self.tr("Map the columns…"), self.open_mapping, "primary")
        self._problem.offer(self.map)
        self._mapping: MappingPage | None = None
        self._make_chooser()
        self._make_export()
        self.file = SourceFile(session)
        self.list = RawTableList(session, self._rows_of)
        self.list.selected.connect(self.file.show_table)
        self.file.rows_known.connect(self.list.show_rows)
        content = column(
            self._title,
            self._lead,
            self._chooser,
            self._problem,
            self._export,
            self.list,
            self.file,
            None,
        )
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(content)
        self._stack.addWidget(self._area)
        session.request_changed.connect(self.refresh)
        session.found_changed.connect(self._found_changed)
        session.results_changed.connect(self.refresh)
        session.results_changed.connect(self._count_orders)
        session.run_changed.connect(self._leave_counting)
        self._counting: Task | None = None
        self._found_changed()

    def show_view(self, table: str) -> None:
        """Select this raw table, with what is asked about it."""
        if self.list.choose(table):
            self._area.ensureWidgetVisible(self.file)

    def _make_chooser(self) -> None:
        self._path = label("", "heading", wrap=True)
        self._hint = label(self.tr("Drop a folder anywhere in this window."), "muted", wrap=True)
        self.choose = button(self.tr("Choose folder…"), self._choose, "primary")
        self.sample = button(
            self.tr("Try the sample shop"),
            self._sample,
            tip=self.tr("Makes a shop of 10,000 made-up orders and opens it"),
        )
        self.recent = PushButton(self.tr("Recent folders"))
        self.recent.setAccessibleName(self.tr("Recent folders"))
        self._recent_menu = QMenu(self)
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        self.recent.setMenu(self._recent_menu)
        self.again = button(self.tr("Read again (F5)"), self._session.read_again)
        self._chooser = QFrame()
        self._chooser.setObjectName("drop")
        buttons = Flow()
        for made in (self.choose, self.sample, self.recent, self.again):
            buttons.addWidget(made)
        inside = column(self._path, self._hint, buttons)
        inside.setContentsMargins(18, 16, 18, 16)
        self._chooser.setLayout(inside)

    def _make_export(self) -> None:
        """What the files were recognised as, and the way to change it."""
        self._layout = label("", "heading", wrap=True)
        self.change = button(self.tr("Change what the columns mean…"), self.open_mapping)
        self._export = card(row(self._layout, self.change))

    def open_mapping(self) -> None:
        """Show the page on which the columns of the export are mapped."""
        self._mapping_page().open()

    def _mapping_page(self, mapping: Mapping | None = None) -> MappingPage:
        from crri_gui.gui.pages.mapping.page import MappingPage

        if self._mapping is None:
            self._mapping = MappingPage(self._session, mapping)
            self._mapping.left.connect(self._close_mapping)
            self._stack.addWidget(self._mapping)
        self._stack.setCurrentWidget(self._mapping)
        return self._mapping

    def unfinished(self) -> Mapping | None:
        """A mapping that is being made, which a page in another language goes on with."""
        page = self.mapping
        return page.mapping if page is not None and page.mapping.export is not None else None

    def take_up(self, mapping: Mapping) -> None:
        """Go on with a mapping where another page was left."""
        if self._mapping is not None:
            self._mapping.mapping.close()
            self._stack.removeWidget(self._mapping)
            self._mapping.deleteLater()
            self._mapping = None
        self._mapping_page(mapping).show_all()

    @property
    def mapping(self) -> MappingPage | None:
        """The page of the mapping while it is shown."""
        return self._mapping if self._stack.currentIndex() == 1 else None

    def _close_mapping(self) -> None:
        self._stack.setCurrentIndex(0)
        (self.map if self.map.isVisible() else self.choose).setFocus()

    def _found_changed(self) -> None:
        """An export that nobody has mapped asks for it; where a mapping is open, it stays."""
        self.refresh()
        found = self._session.found
        if found is None:
            self._stack.setCurrentIndex(0)
        elif to_be_mapped(self._session):
            self.open_mapping()
        elif self.mapping is not None and self.mapping.is_of(found.folder):
            self.mapping.open()
        else:
            self._stack.setCurrentIndex(0)
        self._count_orders()

    def _count_orders(self) -> None:
        found, request = self._session.found, self._session.request
        if found is None or found.source is None or request is None:
            return
        results = self._session.results
        if results is not None and not self._session.stale:
            self._counted(found, results.orders_read)
            return
        if self._session.running:
            return
        self._counting = self._session.queries.submit(
            partial(count_orders, found.source, request),
            partial(self._counted, found),
            partial(self._not_counted, found),
            title=self.tr("Counting the orders"),
            replaces="orders",
        )

    def _leave_counting(self) -> None:
        """A run reads the files too, and says the number when it has."""
        if self._session.running and self._counting is not None:
            self._counting.cancel()

    def _counted(self, found: Found, orders: int) -> None:
        if found is self._session.found and found.source is not None:
            text = self.tr("{layout}, {orders:,} {orders|order|orders}")
            files = len(found.source.files)
            if files > 1:
                text = self.tr(
                    "{layout}, {orders:,} {orders|order|orders} in {count:,} {count|file|files}"
                )
            name = found.source.layout.title
            self._layout.setText(counted(text, layout=name, orders=orders, count=files))

    def _not_counted(self, found: Found, error: CrriError) -> None:
        # What cannot be read is told by the run, with all that is wrong.
        log.info("The orders of %s cannot be counted: %s", found.folder, error)

    def refresh(self) -> None:
        """Show what the session knows about the folder."""
        session = self._session
        request, found = session.request, session.found
        self._path.setVisible(request is not None)
        self._path.setText(str(request.input_dir) if request else "")
        self._hint.setVisible(request is None)
        self.again.setVisible(request is not None)
        self._chooser.setObjectName("drop" if request is None else "card")
        self._chooser.style().polish(self._chooser)
        self.choose.setObjectName("primary" if request is None else "")
        self.choose.style().polish(self.choose)
        self._problem.tell_problem(session.find_problem)
        self.map.setVisible(to_be_mapped(self._session))
        source = found.source if found is not None else None
        self._export.setVisible(source is not None)
        if source is not None and not self._layout.text().startswith(source.layout.title):
            self._layout.setText(source.layout.title)
        self.list.setVisible(found is not None)
        if found is None:
            self.file.show_table(None)
            return
        self.list.fill(found)

    def _rows_of(self, table: str) -> str:
        results = self._session.results
        request = self._session.request
        if results is not None and request is not None:
            same = results.request.input_dir == request.input_dir
            taken = [one for one in results.data.report.inputs if one["table"] == table]
            if same and taken:
                return numbers.integer(sum(one["rows"] + one["rejected"] for one in taken))
        return self.file.rows_text(table)

    def _choose(self) -> None:
        folder = choose_folder(self, self.tr("The folder of raw exports"), self._session.settings)
        if folder is not None:
            self._session.open_folder(folder)

    def _sample(self) -> None:
        self._session.make_sample()

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for folder in self._session.settings.recent("source/recent"):
            self._recent_menu.addAction(str(folder), partial(self._open, folder))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction(self.tr("No folder was used yet")).setEnabled(False)

    def _open(self, folder: Path) -> None:
        self._session.open_folder(folder)
