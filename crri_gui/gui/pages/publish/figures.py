"""Small tables of figures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from crri_gui.contract import ColumnType
from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.basics import RIGHT
from crri_gui.gui.widgets.lists import fit_rows

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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
    lasts = [cells[last] for cells in rows if cells[last]]
    numbers_last = bool(lasts) and all(map(_is_number, lasts))
    right = {*range(1, last + numbers_last)} - {*words}
    # Each, for the rows that were shown before may have been of another kind.
    for place in range(last + 1):
        table.headerItem().setTextAlignment(place, RIGHT if place in right else _LEFT)
    fit_rows(table, most=16)


def _is_number(text: str) -> bool:
    return text.lstrip("+-")[:1].isdigit()


def cell(text: str | None) -> str:
    """A value out of a file, as it is written there."""
    from crri_gui.engine.compare.schema_drift import shown

    return numbers.NONE if text is None else shown(text)[1:-1]


def values_of(texts: Sequence[str | None], kind: ColumnType) -> list[str]:
    """Values of one column as the window writes them; what is no number as it is written there.

    Numbers have two decimals, or as many as it takes to tell them apart.
    """
    if kind == "text":
        return [cell(text) for text in texts]
    try:
        found = [None if not text else Decimal(text) for text in texts]
    except InvalidOperation:
        return [cell(text) for text in texts]
    exact = [one for one in found if one is not None]
    if not all(one.is_finite() for one in exact):
        return [cell(text) for text in texts]
    if kind == "integer" and all(one == one.to_integral_value() for one in exact):
        return [
            numbers.NONE if one is None else numbers.exact(one.to_integral_value()) for one in found
        ]
    least = 2
    differing = len({*exact})
    most = max((-int(one.as_tuple().exponent) for one in exact), default=least)
    digits = next(
        (n for n in range(least, most) if _are_told_apart(exact, n, differing)), max(least, most)
    )
    if kind == "money" and digits == least:
        return [numbers.money(one) for one in found]
    return [numbers.exact(None if one is None else round(one, digits)) for one in found]


def _are_told_apart(exact: Sequence[Decimal], digits: int, differing: int) -> bool:
    rounded = [round(one, digits) for one in exact]
    # A small difference alone is not told as 0.00.
    shown = all(bool(one) == bool(was) for one, was in zip(rounded, exact, strict=True))
    return shown and len({*rounded}) == differing
