"""The values behind a chart as a table, to be read cell by cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from crri_gui.gui.charts.scene import Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.basics import button, column, fit_into_screen, label, row

_FITTING = QHeaderView.ResizeMode.ResizeToContents
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DIGITS = 4


class ValuesTable(QDialog):
    """Stays beside the window until it is closed; Escape closes it."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        caption: str,
        values: Values,
        copy: Callable[[], None],
        text_size: int,
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        fit_into_screen(self, 640, 480, text_size)
        self.table = QTableWidget(len(values.rows), len(values.header))
        self.table.setAccessibleName(title)
        self.table.setHorizontalHeaderLabels(list(values.header))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        texts = {n for cells in values.rows for n, value in enumerate(cells) if _is_text(value)}
        for across in range(len(values.header)):
            side = _START if across in texts else _END
            head = self.table.horizontalHeaderItem(across)
            if head is not None:
                head.setTextAlignment(side)
            for place, cells in enumerate(values.rows):
                self.table.setItem(place, across, _cell(cells[across], side))
        # Measured again with every style: else heads of larger text are cut off.
        self.table.horizontalHeader().setSectionResizeMode(_FITTING)
        layout = column(
            label(title, "heading", wrap=True),
            label(caption, "muted", wrap=True),
            self.table,
            row(
                None,
                button(self.tr("Copy values"), copy),
                button(self.tr("Close"), self.close),
            ),
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        if values.rows:
            self.table.setCurrentCell(0, 0)
        self.table.setFocus()


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _cell(value: object, side: Qt.AlignmentFlag) -> QTableWidgetItem:
    """A value as the window writes it."""
    text = numbers.NONE if value is None else str(value)
    if isinstance(value, int):
        text = numbers.integer(value)
    elif isinstance(value, float):
        text = numbers.number(value, _DIGITS)
    made = QTableWidgetItem(text)
    made.setTextAlignment(side)
    return made
