"""One order unfolded: its rows in the file, and what they become."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from crri_gui.engine.mapping.trial.unfolded import Unfolded, UnfoldedItems
from crri_gui.gui.pages.mapping.words import title_of
from crri_gui.gui.widgets.basics import clear, column, label, tip
from crri_gui.gui.widgets.beside import Beside


class UnfoldedOrder(QFrame):
    """The raw rows of one order beside the order that they become."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title = label("", "heading")
        self.rows = _table(self.tr("Rows of the order in the file"))
        self.items = _table(self.tr("Items of the order in their file"))
        self._of_items = label(self.tr("Its items, in a file of their own"), "strong")
        self._becomes = QGridLayout()
        self._becomes.setHorizontalSpacing(16)
        self._becomes.setVerticalSpacing(2)
        self._becomes.setColumnStretch(1, 1)
        left, right = QWidget(), QWidget()
        for holder, title, inside in (
            (left, self.tr("Its rows, as they are read"), (self.rows, self._of_items, self.items)),
            (right, self.tr("become this order"), (self._becomes,)),
        ):
            layout = column(label(title, "strong"), *inside, None, spacing=4)
            layout.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(layout)
        layout = column(self._title, Beside(left, right, shares=(3, 2)), spacing=6)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def show_order(self, unfolded: Unfolded | None) -> None:
        """Show an order; None: there is none."""
        self.setVisible(unfolded is not None)
        if unfolded is None:
            return
        self._title.setText(self.tr("One order unfolded: {order}").format(order=unfolded.order))
        _fill(self.rows, unfolded.columns, unfolded.rows)
        self._show_items(unfolded.items)
        clear(self._becomes)
        for place, (name, value) in enumerate(unfolded.becomes):
            self._becomes.addWidget(label(title_of(name), "muted"), place, 0)
            shown = label(value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._becomes.addWidget(shown, place, 1)

    def fit(self) -> None:
        """Measure the tables again: the text has another size."""
        _fit(self.rows)
        _fit(self.items)

    def _show_items(self, items: UnfoldedItems | None) -> None:
        for part in (self._of_items, self.items):
            part.setVisible(items is not None)
        if items is None:
            return
        places = [f"{file}:{line}" for file, line in items.places]
        rows = [(place, *row) for place, row in zip(places, items.rows, strict=True)]
        _fill(self.items, (self.tr("File and line"), *items.columns), rows)


def _table(name: str) -> QTableWidget:
    made = QTableWidget()
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setTabKeyNavigation(False)
    made.setWordWrap(False)
    made.verticalHeader().hide()
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _fill(table: QTableWidget, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Show these rows, all of them: the table is as high as they are."""
    table.setColumnCount(len(columns))
    table.setHorizontalHeaderLabels(list(columns))
    table.setRowCount(len(rows))
    for y, values in enumerate(rows):
        for x, value in enumerate(values):
            item = QTableWidgetItem(value)
            item.setToolTip(tip(value))
            table.setItem(y, x, item)
    _fit(table)


def _fit(table: QTableWidget) -> None:
    table.resizeColumnsToContents()
    table.resizeRowsToContents()
    height = table.horizontalHeader().sizeHint().height()
    height += sum(table.rowHeight(y) for y in range(table.rowCount()))
    bar = table.horizontalScrollBar().sizeHint().height()
    table.setFixedHeight(height + bar + 2 * table.frameWidth() + 2)
