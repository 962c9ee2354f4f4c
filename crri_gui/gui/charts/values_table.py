"""The values behind a chart as a table, to be read cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTableWidget, QTableWidgetItem

from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from crri_gui.gui.charts.chart import Chart

_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DIGITS = 4


class ValuesTable(QDialog):
    """Stays beside the window until it is closed; Escape closes it."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(chart.title)
        self.resize(640, 480)
        values = chart.table()
        self.table = QTableWidget(len(values.rows), len(values.header))
        self.table.setAccessibleName(chart.title)
        self.table.setHorizontalHeaderLabels(list(values.header))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        for place, cells in enumerate(values.rows):
            for across, value in enumerate(cells):
                self.table.setItem(place, across, _cell(value))
        self.table.resizeColumnsToContents()
        layout = column(
            label(chart.title, "heading", wrap=True),
            label(chart.caption, "muted", wrap=True),
            self.table,
            row(
                None,
                button(self.tr("Copy values"), chart.copy_values),
                button(self.tr("Close"), self.close),
            ),
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        if values.rows:
            self.table.setCurrentCell(0, 0)
        self.table.setFocus()


def _cell(value: object) -> QTableWidgetItem:
    """A value as the window writes it."""
    if value is None:
        return QTableWidgetItem(numbers.NONE)
    if isinstance(value, str):
        return QTableWidgetItem(value)
    text = str(value)
    if isinstance(value, int):
        text = numbers.integer(value)
    elif isinstance(value, float):
        text = numbers.number(value, _DIGITS)
    made = QTableWidgetItem(text)
    made.setTextAlignment(_END)
    return made
