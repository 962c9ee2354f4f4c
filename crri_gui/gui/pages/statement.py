"""A statement of the reconciliation, as an accountant would write it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract, translate_message
from crri_gui.gui.widgets.basics import RIGHT, button, column, label, line, row
from crri_gui.gui.widgets.why import Why

if TYPE_CHECKING:
    from crri_gui.engine.quality.reconcile import Line, Statement

_NO_LINE = -1


class StatementCard(QFrame):
    """Its lines, the total they must add up to, and whether they do.

    `rows_wanted` carries the SELECT of a line's orders, and what they are.
    """

    rows_wanted = Signal(str, str)
    why = Signal(object)
    """Which of its numbers somebody asks about."""

    def __init__(self, statement: Statement) -> None:
        super().__init__()
        self._statement = statement
        self._cells: dict[QWidget, int | None] = {}
        Why(self, self._number, self.why.emit)
        self.setObjectName("card")
        holds = statement.holds
        if not holds:
            verdict = label(self.tr("✕ does not add up"), "state_error")
        elif not statement.to_the_cent:
            verdict = label(self.tr("▲ amounts that cannot be read"), "state_warning")
        else:
            verdict = label(self.tr("✓ adds up"), "state_ok")
        entries = (*statement.lines, statement.total)
        self._money = any(entry.amount or entry.at_least for entry in entries)
        self._counts = any(entry.count for entry in (*statement.lines, statement.total))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        self._add_heads(grid, statement.unit)
        for entry in statement.lines:
            self._add(grid, entry)
        grid.addWidget(line(), grid.rowCount(), 0, 1, 3)
        self._add(grid, statement.total, bold=True)
        if not holds:
            self._add(grid, self._difference(statement), bold=True)
        title = translate_message(statement.title)
        layout = column(row(label(title, "heading", wrap=True), verdict), grid, spacing=8)
        layout.setContentsMargins(12, 12, 12, 12)
        self.setLayout(layout)
        self.setAccessibleName(f"{title}: {verdict.text()}")

    def _add_heads(self, grid: QGridLayout, unit: str) -> None:
        heads = [self.tr("Amount")] if self._money else []
        heads += [of_contract(unit)] if self._counts else []
        for across, text in enumerate(heads, 1):
            grid.addWidget(label(text, "muted"), 0, across, RIGHT)

    def _about(self, entry: Line) -> str:
        return self.tr("Orders of the line “{line}”").format(line=translate_message(entry.label))

    def _difference(self, statement: Statement) -> Line:
        from crri_gui.engine.quality.reconcile import Line

        return Line(self.tr("difference"), statement.difference, statement.count_difference)

    def _add(self, grid: QGridLayout, entry: Line, *, bold: bool = False) -> None:
        place = grid.rowCount()
        at = self._place_of(entry)
        do = partial(self._ask, at)
        tip = self.tr("Why this number? (Ctrl+I)")
        if entry.rows:
            do = partial(self.rows_wanted.emit, entry.rows, self._about(entry))
            tip = self.tr("Show the orders; Ctrl+I: why this number?")
        name: QWidget = label(translate_message(entry.label))
        if at is not _NO_LINE:
            name = button(translate_message(entry.label), do, "link", tip=tip)
        cells = [name]
        if self._money:
            worth = numbers.money(Decimal(entry.amount))
            if entry.at_least is not None:
                worth = self.tr("at least {amount}").format(amount=numbers.money(entry.at_least))
            cells.append(_figure(worth))
        if self._counts:
            cells.append(_figure(numbers.integer(entry.count)))
        for across, cell in enumerate(cells):
            font = cell.font()
            font.setBold(bold)
            cell.setFont(font)
            side = Qt.AlignmentFlag.AlignLeft if across == 0 else RIGHT
            grid.addWidget(cell, place, across, side)
            if at is not _NO_LINE:
                self._cells[cell] = at

    def _place_of(self, entry: Line) -> int | None:
        """Its number among the lines, None for the total; the difference is neither."""
        for number, line_of in enumerate(self._statement.lines):
            if line_of is entry:
                return number
        return None if entry is self._statement.total else _NO_LINE

    def _number(self, place: QPoint | None) -> object | None:
        """The number of the line at a place, else of the line that the keyboard is in."""
        cell = self.focusWidget() if place is None else self.childAt(place)
        return self._asked(self._cells[cell]) if cell in self._cells else None

    def _asked(self, at: int | None) -> object:
        from crri_gui.engine.explain.asked import LineAsked

        return LineAsked(self._statement.code, at)

    def _ask(self, at: int | None) -> None:
        self.why.emit(self._asked(at))


def _figure(text: str) -> QLabel:
    made = label(text)
    made.setAlignment(RIGHT)
    return made
