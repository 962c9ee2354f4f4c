"""Data: which folder, which file is which table, and what the files leave open."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract, translate_message
from crri_gui.gui.pages.source_file import SourceFile
from crri_gui.gui.state.jobs import count_orders
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import to_be_mapped
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.basics import (
    RIGHT,
    Notice,
    button,
    card,
    column,
    fit_rows,
    label,
    row,
    scrolled,
    tip,
)
from crri_gui.gui.widgets.choosing import choose_folder
from crri_gui.gui.widgets.flow import Flow
from crri_gui.raw_tables import RAW_TABLES, RawTable

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
        self._make_list()
        self.file = SourceFile(session)
        self.file.rows_known.connect(self._show_rows)
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
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None and item.data(_NAME, Qt.ItemDataRole.UserRole) == table:
                self.list.setCurrentItem(item)
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
        self.recent = QPushButton(self.tr("Recent folders"))
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

    def _make_list(self) -> None:
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Raw tables"))
        self.list.setHeaderLabels(
            [
                self.tr("Table"),
                self.tr("File"),
                self.tr("Rows"),
                self.tr("Size"),
                self.tr("Format"),
                self.tr("State"),
            ]
        )
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FILE, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for place in (_ROWS, _SIZE):
            self.list.headerItem().setTextAlignment(place, RIGHT)
        self.list.currentItemChanged.connect(self._select)

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
            text = self.tr("{layout}, {orders} orders")
            files = len(found.source.files)
            if files > 1:
                text = self.tr("{layout}, {orders} orders in {count} files")
            name, shown = found.source.layout.title, numbers.integer(orders)
            self._layout.setText(text.format(layout=name, orders=shown, count=files))

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
        current = self.list.currentItem()
        chosen = current.data(_NAME, Qt.ItemDataRole.UserRole) if current else None
        self.list.blockSignals(True)
        self.list.clear()
        # Of an export there are the tables that it becomes, and no others to look for.
        tables = [t for t in RAW_TABLES if found.source is None or t.name in found.used]
        for table in tables:
            self.list.addTopLevelItem(self._item(table))
        self.list.blockSignals(False)
        names = [table.name for table in tables]
        wanted = chosen or next(iter(found.problems), names[0])
        place = names.index(wanted) if wanted in names else 0
        self.list.setCurrentIndex(self.list.model().index(place, _NAME))
        fit_rows(self.list)

    def _item(self, table: RawTable) -> QTreeWidgetItem:
        found = self._session.found
        assert found is not None
        theme = self._session.appearance.theme
        item = QTreeWidgetItem([table.name, "", "", "", "", ""])
        item.setData(_NAME, Qt.ItemDataRole.UserRole, table.name)
        for place in (_ROWS, _SIZE):
            item.setTextAlignment(place, RIGHT)
        source = found.source
        files = (found.tables if source is None else found.used).get(table.name, ())
        if files:
            first = files[0]
            text = replace(first, sheet=None).name_in(found.folder)
            text += f" # {first.sheet}" if first.sheet else ""
            if len(files) > 1:
                text = self.tr("{count} files: {file}, …").format(count=len(files), file=text)
            item.setText(_FILE, text)
            listed = [file.label for file in files[:_LISTED]]
            if len(files) > _LISTED:
                listed.append(self.tr("and {count} more").format(count=len(files) - _LISTED))
            item.setToolTip(_FILE, tip("\n".join(listed)))
            item.setText(_SIZE, numbers.size(sum(file.bytes for file in files)))
            forms = {self._form(file.format, file.encoding, file.delimiter) for file in files}
            item.setText(_FORM, forms.pop() if len(forms) == 1 else self.tr("several formats"))
            item.setText(_ROWS, self._rows_of(table.name) if source is None else "")
        problem = found.problems.get(table.name)
        if problem is not None:
            state, colour = self.tr("✕ cannot be used"), theme.error
            item.setToolTip(_STATE, tip(translate_message(problem.what)))
        elif files and source is not None:
            text = self.tr("✓ from {layout}").format(layout=source.layout.title)
            state, colour = text, theme.ok
        elif not files and table.needed:
            state, colour = self.tr("✕ missing"), theme.error
        elif not files and table.columns:
            state, colour = (
                self.tr("▲ missing: {what}").format(what=of_contract(table.without)),
                theme.warning,
            )
        elif not files:
            state, colour = self.tr("– not there, not needed"), theme.muted
        elif not table.columns:
            state, colour = self.tr("– understood, not used"), theme.muted
        else:
            state, colour = self.tr("✓ found"), theme.ok
        item.setText(_STATE, state)
        item.setForeground(_STATE, QBrush(QColor(colour)))
        return item

    def _form(self, kind: str, encoding: str, delimiter: str) -> str:
        if kind in ("parquet", "xlsx"):
            return {"parquet": "Parquet", "xlsx": "Excel"}[kind]
        signs = {
            ",": self.tr("comma"),
            ";": self.tr("semicolon"),
            "\t": self.tr("tab"),
            "|": self.tr("bar"),
        }
        names = {"utf-8": "UTF-8", "cp1252": "Windows-1252"}
        return ", ".join(
            (
                "CSV" if kind == "csv" else "CSV (gzip)",
                names.get(encoding, encoding.upper()),
                signs.get(delimiter, delimiter),
            )
        )

    def _rows_of(self, table: str) -> str:
        results = self._session.results
        request = self._session.request
        if results is not None and request is not None:
            same = results.request.input_dir == request.input_dir
            taken = [one for one in results.data.report.inputs if one["table"] == table]
            if same and taken:
                return numbers.integer(sum(one["rows"] + one["rejected"] for one in taken))
        return self.file.rows_text(table)

    def _show_rows(self, table: str) -> None:
        for place in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(place)
            if item is not None and item.data(_NAME, Qt.ItemDataRole.UserRole) == table:
                item.setText(_ROWS, self._rows_of(table))

    def _select(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.file.show_table(item.data(_NAME, Qt.ItemDataRole.UserRole))

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
