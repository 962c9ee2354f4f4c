"""Figures one below the other, each with what it means."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenu

from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.segments.table import SegmentTable
from crri_gui.gui.theme.appearance import Appearance

_MOST = 170.0
"""Columns are made wider by so much at most: numbers far apart are hard to compare."""


class FigureTable(SegmentTable):
    """A row for each item, with nothing to be picked; a double click shows its rows."""

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self.selects = False

    def pick_of(self, index: int) -> str | None:
        """Nothing."""
        return None

    def fill_menu(self, menu: QMenu) -> None:
        """As other charts."""
        Chart.fill_menu(self, menu)

    def _spaced(
        self, widths: list[float], width: float, plain: QFont, *, below: bool
    ) -> list[float]:
        """Nothing but numbers stands beside the names."""
        free = width - sum(widths) - 14 * len(widths) - 24
        more = min(_MOST, max(0.0, free / max(1, len(widths) - 1)))
        return [widths[0], *(one + more for one in widths[1:])]

    def _below(self, width: float, plain: QFont, bold: QFont, *, stacked: bool) -> bool:
        """There is nothing to do that had to stand somewhere."""
        return False
