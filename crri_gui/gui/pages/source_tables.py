"""Which file is which raw table: a line for each, with what it was recognised by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract, translate_message
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import RIGHT, Restyled, tip
from crri_gui.gui.widgets.lists import GivingWay, fit_rows
from crri_gui.raw_tables import RAW_TABLES, RawTable

if TYPE_CHECKING:
    from crri_gui.engine.discover.find import Found

_NAME, _FILE, _ROWS, _SIZE, _FORM, _STATE = range(6)

_LISTED = 20
"""Files that a tip names."""


class RawTableList(QTreeWidget):
    """The raw tables of a folder; `rows_of` says how many rows one has, as far as it is known."""

    selected = Signal(str)

    def __init__(self, session: Session, rows_of: Callable[[str], str]) -> None:
        super().__init__()
        self._session = session
        self._rows_of = rows_of
        self._found: Found | None = None
        self.setAccessibleName(self.tr("Raw tables"))
        self.setHeaderLabels(
            [
                self.tr("Table"),
                self.tr("File"),
                self.tr("Rows"),
                self.tr("Size"),
                self.tr("Format"),
                self.tr("State"),
            ]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FILE, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for place in (_ROWS, _SIZE):
            self.headerItem().setTextAlignment(place, RIGHT)
        self._columns = GivingWay(self, (_SIZE, _FORM, _FILE), _FILE)
        self.currentItemChanged.connect(self._select)
        Restyled(self, self._fill_again)  # states have colours of their own

    def fill(self, found: Found) -> None:
        """A line for each table; the one that was chosen stays so."""
        self._found = found
        current = self.currentItem()
        chosen = current.data(_NAME, Qt.ItemDataRole.UserRole) if current else None
        self.blockSignals(True)
        self.clear()
        # Of an export there are the tables that it becomes, and no others to look for.
        tables = [t for t in RAW_TABLES if found.source is None or t.name in found.used]
        for table in tables:
            self.addTopLevelItem(self._item(found, table))
        self.blockSignals(False)
        names = [table.name for table in tables]
        wanted = chosen or next(iter(found.problems), names[0])
        place = names.index(wanted) if wanted in names else 0
        self.setCurrentIndex(self.model().index(place, _NAME))
        self._columns.fit()
        fit_rows(self)

    def _fill_again(self) -> None:
        if self._found is not None:
            self.fill(self._found)

    def choose(self, table: str) -> bool:
        """Select this table; whether it is there."""
        item = self._line_of(table)
        if item is not None:
            self.setCurrentItem(item)
        return item is not None

    def show_rows(self, table: str) -> None:
        """The number of rows of this table has become known."""
        item = self._line_of(table)
        if item is not None:
            item.setText(_ROWS, self._rows_of(table))

    def _line_of(self, table: str) -> QTreeWidgetItem | None:
        lines = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        role = Qt.ItemDataRole.UserRole
        return next((line for line in lines if line and line.data(_NAME, role) == table), None)

    def _select(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.selected.emit(item.data(_NAME, Qt.ItemDataRole.UserRole))

    def _item(self, found: Found, table: RawTable) -> QTreeWidgetItem:
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
            for place in (_NAME, _FILE):  # where there is no room for the one
                item.setToolTip(place, tip("\n".join(listed)))
            item.setText(_SIZE, numbers.size(sum(file.bytes for file in files)))
            forms = {self._form(file.format, file.encoding, file.delimiter) for file in files}
            item.setText(_FORM, forms.pop() if len(forms) == 1 else self.tr("several formats"))
            item.setText(_ROWS, self._rows_of(table.name) if source is None else "")
        problem, request = found.problems.get(table.name), self._session.request
        used = table.columns or (request is not None and table.name in request.read_too)
        if problem is not None:
            there = problem.code not in ("needed_table_missing", "needed_tables_missing")
            state = self.tr("✕ cannot be used") if there else self.tr("✕ missing")
            colour = theme.error
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
        elif not files and used:
            without = of_contract(table.without)
            state, colour = self.tr("– not there: {what}").format(what=without), theme.muted
        elif not files:
            state, colour = self.tr("– not there, not needed"), theme.muted
        elif not used:
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
