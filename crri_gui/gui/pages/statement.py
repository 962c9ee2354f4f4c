"""A statement of the reconciliation, as an accountant would write it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from crri_gui.gui import numbers
from crri_gui.gui.parts import RIGHT, column, label, line, row

if TYPE_CHECKING:
    from crri_gui.engine.reconcile import Line, Statement


class StatementCard(QFrame):
    """Its lines, the total they must add up to, and whether they do."""

    def __init__(self, statement: Statement) -> None:
        super().__init__()
        self.setObjectName("card")
        holds = statement.holds
        verdict = label(
            self.tr("✓ adds up") if holds else self.tr("✕ does not add up"),
            "state_ok" if holds else "state_error",
        )
        self._money = any(entry.amount for entry in (*statement.lines, statement.total))
        self._counts = any(entry.count for entry in (*statement.lines, statement.total))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for entry in statement.lines:
            self._add(grid, entry)
        grid.addWidget(line(), grid.rowCount(), 0, 1, 3)
        self._add(grid, statement.total, bold=True)
        if not holds:
            self._add(grid, self._difference(statement), bold=True)
        layout = column(row(label(statement.title, "heading"), None, verdict), grid, spacing=8)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self.setAccessibleName(f"{statement.title}: {verdict.text()}")

    def _difference(self, statement: Statement) -> Line:
        from crri_gui.engine.reconcile import Line

        return Line(self.tr("difference"), statement.difference, statement.count_difference)

    def _add(self, grid: QGridLayout, entry: Line, *, bold: bool = False) -> None:
        place = grid.rowCount()
        cells = [label(entry.label)]
        if self._money:
            cells.append(_figure(numbers.money(Decimal(entry.amount))))
        if self._counts:
            cells.append(_figure(numbers.integer(entry.count)))
        for across, cell in enumerate(cells):
            font = cell.font()
            font.setBold(bold)
            cell.setFont(font)
            grid.addWidget(cell, place, across)


def _figure(text: str) -> QLabel:
    made = label(text)
    made.setAlignment(RIGHT)
    return made
