"""Small tables of figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from crri_gui.gui.widgets.basics import RIGHT, fit_rows


def figures(name: str, header: Sequence[str]) -> QTreeWidget:
    """A small table of figures: names at the left, numbers right-aligned."""
    made = QTreeWidget()
    made.setAccessibleName(name)
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setAllColumnsShowFocus(True)
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setHeaderLabels(list(header))
    made.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.header().setStretchLastSection(True)
    return made


def fill(table: QTreeWidget, rows: Sequence[Sequence[str]], words: Collection[int] = (0,)) -> None:
    """Show these rows; `words` are the columns that hold no numbers."""
    table.clear()
    last = table.columnCount() - 1
    for cells in rows:
        item = QTreeWidgetItem(list(cells))
        for place in range(1, len(cells)):
            if place not in words and (place < last or _is_number(cells[place])):
                item.setTextAlignment(place, RIGHT)
        table.addTopLevelItem(item)
    numbers_last = all(_is_number(cells[last]) for cells in rows if cells[last])
    for place in {*range(1, last + numbers_last)} - {*words}:
        table.headerItem().setTextAlignment(place, RIGHT)
    fit_rows(table, most=16)


def _is_number(text: str) -> bool:
    return text.lstrip("+-")[:1].isdigit()
