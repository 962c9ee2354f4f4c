"""The columns of the export: what they hold, and what they are taken for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHeaderView,
    QMenu,
    QTreeWidget,
    QTreeWidgetItem,
)

from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import FIELDS
from crri_gui.engine.mapping.rows.table import Table
from crri_gui.engine.mapping.sections import SECTIONS, table_in
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.mapping.words import title_of, type_text
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.basics import button, column, fit_into_page, label, tip
from crri_gui.gui.widgets.combo_box import ComboBox

MIME = "application/x-crri-column"
_HOLD = ("column", "columns", "identities", "amount")
_NAME, _SAMPLES, _TYPE, _TAKEN = range(4)
# In heights of a line: below that what a column is taken for is told by its mark and its tip.
_ROOM = 32


class ColumnList(QTreeWidget):
    """The columns, to be dragged onto a field, or given to one by Enter."""

    given = Signal(str, str)
    """A field and the column that was chosen for it by the menu."""

    def __init__(self) -> None:
        super().__init__()
        self._file = ""
        self._section: str | None = ""
        self._appearance: Appearance | None = None
        self.setAccessibleName(self.tr("Columns of the file"))
        self.setHeaderLabels(
            [
                self.tr("Column"),
                self.tr("Values"),
                self.tr("Holds"),
                self.tr("Taken for"),
            ]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_SAMPLES, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(5 * self.fontMetrics().height())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask)

    def show_columns(
        self, table: Table, section: str | None, draft: Draft, appearance: Appearance
    ) -> None:
        """Show the columns of a table, and what the draft takes them for.

        `section` is what lies in it beside the orders, empty for these, None for nothing yet.
        """
        chosen = self.current_key()
        self._file, self._section = table.labels[0], section
        self._appearance = appearance
        taken = _taken(draft, section)
        self.blockSignals(True)
        self.clear()
        for one in table.columns:
            names = [title_of(name) for name in taken.get(one.key, ())]
            shown = one.name or self.tr("(no name)")
            held = self.tr("{type}, {filled} filled").format(
                type=type_text(one.type), filled=numbers.percent(one.filled, 0)
            )
            item = QTreeWidgetItem(
                [
                    f"✓ {shown}" if names else shown,
                    " · ".join(one.samples),
                    held if one.filled < 1 else type_text(one.type),
                    ", ".join(dict.fromkeys(names)),
                ]
            )
            item.setData(_NAME, Qt.ItemDataRole.UserRole, one.key)
            told = self.tr("Taken for: {fields}").format(fields=item.text(_TAKEN)) if names else ""
            item.setToolTip(_NAME, tip(f"{one.name}\n{told}".strip()))
            item.setData(_NAME, Qt.ItemDataRole.AccessibleDescriptionRole, told)
            item.setToolTip(_TYPE, held)
            item.setToolTip(_SAMPLES, tip("\n".join(one.samples)))
            self._colour(item)
            if not one.key:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
            self.addTopLevelItem(item)
            if one.key == chosen:
                self.setCurrentItem(item)
        first = self.topLevelItem(0)
        if self.currentItem() is None and first is not None:
            self.setCurrentItem(first)
        self.blockSignals(False)

    def current_key(self) -> str:
        """The column that is selected."""
        item = self.currentItem()
        return str(item.data(_NAME, Qt.ItemDataRole.UserRole)) if item is not None else ""

    def changeEvent(self, event: QEvent) -> None:
        """What a column is taken for has a colour of its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for place in range(self.topLevelItemCount()):
                self._colour(self.topLevelItem(place))

    def _colour(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and self._appearance is not None:
            item.setForeground(_TAKEN, QBrush(QColor(self._appearance.theme.accent)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The values come first where there is no room for all."""
        narrow = event.size().width() < _ROOM * self.fontMetrics().height()
        self.setColumnHidden(_TAKEN, narrow)
        super().resizeEvent(event)

    def mimeData(self, items: list[QTreeWidgetItem]) -> QMimeData:  # type: ignore[override]
        """What is dragged: the key of the column."""
        made = QMimeData()
        if items:
            key = str(items[0].data(_NAME, Qt.ItemDataRole.UserRole))
            made.setData(MIME, f"{self._file}\n{key}".encode())
            made.setText(key)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks what the column is to be taken for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu):
            self._ask()
            return
        super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """The fields that the selected column can be taken for."""
        made = QMenu(self)
        key = self.current_key()
        seen: set[str] = set()
        for field in FIELDS:
            title = title_of(field.name)
            if field.section != self._section or field.table != self._section:
                continue
            if field.holds in _HOLD and title not in seen:
                seen.add(title)
                made.addAction(title, partial(self.given.emit, field.name, key))
        return made

    def _ask(self, *_: object) -> None:
        item = self.currentItem()
        if item is None or not self.current_key() or self._section is None:
            return
        made = self.menu()
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.popup(self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft()))


class ColumnsPane(QFrame):
    """The list of columns, and which file they are of."""

    shown = Signal()
    """Another file is to be shown."""
    taken_as_orders = Signal(str)
    """A file is to be mapped as that of the orders."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title = label(self.tr("What the file has"), "heading")
        self._lead = label(
            self.tr("Drag a column onto a field, or press Enter on it."), "muted", wrap=True
        )
        self.file = ComboBox(self.tr("File"))
        self.file.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        fit_into_page(self.file)
        self.list = ColumnList()
        self.orders = button(
            self.tr("These are the orders"),
            self._take_as_orders,
            tip=self.tr("Map this file as that of the orders"),
        )
        self.file.activated.connect(self.shown)
        layout = column(self._title, self._lead, self.file, self.orders, self.list, spacing=6)
        layout.setAlignment(self.orders, Qt.AlignmentFlag.AlignLeft)
        layout.setStretchFactor(self.list, 1)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def show_draft(self, export: Export, draft: Draft, appearance: Appearance) -> None:
        """Show the columns of the file that is chosen, and what is in each file."""
        tables = (export, *export.further)
        sections = {id(table_in(export, draft.text, name)): name for name in SECTIONS}
        parts = {
            "items": self.tr("items"),
            "payments": self.tr("payments"),
            "customers": self.tr("customers"),
        }
        names = []
        for table in tables:
            name = table.files[0].path.name if len(table.labels) == 1 else ""
            name = name or self.tr("{count} files: {file}, …").format(
                count=len(table.labels), file=table.files[0].path.name
            )
            part = self.tr("orders") if table is export else parts.get(sections.get(id(table), ""))
            text = self.tr("{file}: {part}") if part else self.tr("{file}: not read")
            names.append(text.format(file=name, part=part))
        several = self.tr("What the files have") if export.further else ""
        self._title.setText(several or self.tr("What the file has"))
        place = self.file.currentIndex() if self.file.count() == len(tables) else 0
        self.file.blockSignals(True)
        self.file.clear()
        for table, name in zip(tables, names, strict=True):
            self.file.addItem(name, table.labels[0])
        self.file.setCurrentIndex(place)
        self.file.setVisible(bool(export.further))
        self.file.blockSignals(False)
        table = tables[place]
        section = "" if table is export else sections.get(id(table))
        self.orders.setVisible(table is not export)
        self.list.show_columns(table, section, draft, appearance)

    def wanted_height(self) -> int:
        """What all columns need."""
        rows = self.list.topLevelItemCount() * max(1, self.list.sizeHintForRow(0))
        head = self.list.header().sizeHint().height() + 4 * self.list.frameWidth()
        others = self.sizeHint().height() - self.list.sizeHint().height()
        return others + head + rows

    def show_orders(self) -> None:
        """Back to the file of the orders."""
        self.file.setCurrentIndex(0)

    def _take_as_orders(self) -> None:
        self.taken_as_orders.emit(str(self.file.currentData()))


def _taken(draft: Draft, section: str | None) -> dict[str, list[str]]:
    """The fields that name a column of a table, by its key."""
    found: dict[str, list[str]] = {}
    for field in FIELDS:
        # What meets the customers' file is the orders' customer as a rule, and is told as that.
        if field.table != section or field.holds not in _HOLD or field.section != section:
            continue
        value = draft.value(field.name)
        for one in value.split(", "):
            words = one.rpartition(":")[0] if field.holds == "identities" else one
            for word in dict.fromkeys(words.split()):
                found.setdefault(word, []).append(field.name)
    return found
