"""One order unfolded: its rows in the file, and what they become."""

from __future__ import annotations

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

from crri_gui.engine.mapping.trial.unfolded import Unfolded
from crri_gui.gui.pages.mapping.words import title_of
from crri_gui.gui.widgets.basics import clear, column, label, tip
from crri_gui.gui.widgets.beside import Beside


class UnfoldedOrder(QFrame):
    """The raw rows of one order beside the order that they become."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title = label("", "heading")
        self.rows = QTableWidget()
        self.rows.setAccessibleName(self.tr("Rows of the order in the file"))
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setTabKeyNavigation(False)
        self.rows.setWordWrap(False)
        self.rows.verticalHeader().hide()
        self.rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._becomes = QGridLayout()
        self._becomes.setHorizontalSpacing(16)
        self._becomes.setVerticalSpacing(2)
        self._becomes.setColumnStretch(1, 1)
        left, right = QWidget(), QWidget()
        for holder, title, inside in (
            (left, self.tr("Its rows, as they are read"), self.rows),
            (right, self.tr("become this order"), self._becomes),
        ):
            layout = column(label(title, "strong"), inside, None, spacing=4)
            layout.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(layout)
        self.rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = column(self._title, Beside(left, right, shares=(3, 2)), spacing=6)
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def show_order(self, unfolded: Unfolded | None) -> None:
        """Show an order; None: there is none."""
        self.setVisible(unfolded is not None)
        if unfolded is None:
            return
        self._title.setText(self.tr("One order unfolded: {order}").format(order=unfolded.order))
        self.rows.setColumnCount(len(unfolded.columns))
        self.rows.setHorizontalHeaderLabels(list(unfolded.columns))
        self.rows.setRowCount(len(unfolded.rows))
        for y, values in enumerate(unfolded.rows):
            for x, value in enumerate(values):
                item = QTableWidgetItem(value)
                item.setToolTip(tip(value))
                self.rows.setItem(y, x, item)
        self.rows.resizeColumnsToContents()
        self.rows.resizeRowsToContents()
        height = self.rows.horizontalHeader().sizeHint().height()
        height += sum(self.rows.rowHeight(y) for y in range(len(unfolded.rows)))
        bar = self.rows.horizontalScrollBar().sizeHint().height()
        self.rows.setFixedHeight(height + bar + 2 * self.rows.frameWidth() + 2)
        clear(self._becomes)
        for place, (name, value) in enumerate(unfolded.becomes):
            self._becomes.addWidget(label(title_of(name), "muted"), place, 0)
            shown = label(value, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._becomes.addWidget(shown, place, 1)
