"""Tables whose rows are read and copied, not changed."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def make_read_only(view: QTableView, *, whole_rows: bool = False) -> None:
    """No editing, no lines between cells, rows of equal height; Tab leaves the table.

    Ranges of cells can be chosen; with `whole_rows`, one row at a time.
    """
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    behavior, mode = QAbstractItemView.SelectionBehavior, QAbstractItemView.SelectionMode
    view.setSelectionBehavior(behavior.SelectRows if whole_rows else behavior.SelectItems)
    view.setSelectionMode(mode.SingleSelection if whole_rows else mode.ExtendedSelection)
