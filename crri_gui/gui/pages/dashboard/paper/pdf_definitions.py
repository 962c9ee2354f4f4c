"""The last sheets of the report: by which definitions it was made, and what its measures mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import OPTIONS, Definitions
from crri_gui.gui.charts.axes import on_paper, scaled
from crri_gui.gui.i18n.option_values import option_with_value
from crri_gui.gui.i18n.words import of_contract, of_dashboard
from crri_gui.gui.pages.dashboard.paper.sheet import SMALL

if TYPE_CHECKING:
    from crri_gui.gui.pages.dashboard.tab import Tab

_BETWEEN = 24.0
_COLUMNS = 2
_ABOVE = 0.35
"""Above an entry, as a share of its line."""
# A heading has no second text.
_Entry = tuple[str, str]
_Column = list[_Entry]


def definitions_sheets(
    definitions: Definitions, tabs: Sequence[Tab], room: QRectF
) -> list[Callable[[QPainter, QRectF], None]]:
    """What draws each sheet: the options that decide, then the measures of the cards.

    They fill columns of a sheet, and as many sheets as it takes: text that is too small to be read
    says nothing.
    """
    options = [
        option_with_value(name, getattr(definitions, name))
        for name in OPTIONS
        if _matters(definitions, name)
    ]
    names = dict.fromkeys(card.name for tab in tabs for card in tab.cards)
    measures = [(of_dashboard(name), of_contract(BY_NAME[name].meaning)) for name in names]
    columns: list[_Column] = []
    for title, entries in (
        (QCoreApplication.translate("Report", "Definitions"), options),
        (QCoreApplication.translate("Report", "Measures"), measures),
    ):
        columns += _columns([(title, ""), *entries], room)
    return [
        partial(_draw_columns, columns=columns[start : start + _COLUMNS])
        for start in range(0, len(columns), _COLUMNS)
    ]


def _matters(definitions: Definitions, name: str) -> bool:
    condition, value = OPTIONS[name].used_when, getattr(definitions, name)
    if OPTIONS[name].extension and value == OPTIONS[name].default:
        return False  # most runs have no table that uses it
    return condition is None or getattr(definitions, condition[0]) == condition[1]


def _columns(entries: Sequence[_Entry], room: QRectF) -> list[_Column]:
    """The entries in columns of the room's height."""
    columns: list[_Column] = []
    y = room.bottom()
    for entry in entries:
        high = _draw(None, QPointF(0, 0), _wide(room), entry)
        if y + high > room.bottom():
            columns.append([])
            y = room.top()
        columns[-1].append(entry)
        y += high
    return columns


def _wide(room: QRectF) -> float:
    return (room.width() - _BETWEEN * (_COLUMNS - 1)) / _COLUMNS


def _draw_columns(painter: QPainter, room: QRectF, columns: Sequence[_Column]) -> None:
    wide = _wide(room)
    for number, column in enumerate(columns):
        at = QPointF(room.left() + number * (wide + _BETWEEN), room.top())
        for entry in column:
            at.setY(at.y() + _draw(painter, at, wide, entry))


def _draw(painter: QPainter | None, at: QPointF, wide: float, entry: _Entry) -> float:
    """Draw an entry, or only find how high it is."""
    plain = scaled(on_paper(QApplication.font()), SMALL)
    bold = QFont(plain)
    bold.setWeight(QFont.Weight.DemiBold)
    name, meaning = entry
    parts = [(name, bold if meaning else scaled(bold, 1.2), LIGHT.text)]
    parts += [(meaning, plain, LIGHT.muted)] if meaning else []
    high = QFontMetricsF(bold).lineSpacing() * _ABOVE
    wrapped = int(Qt.TextFlag.TextWordWrap)
    for text, look, colour in parts:
        box = QRectF(at.x(), at.y() + high, wide, 10_000)
        needed = QFontMetricsF(look).boundingRect(box, wrapped, text).height()
        if painter is not None:
            painter.setFont(look)
            painter.setPen(QColor(colour))
            box.setHeight(needed)
            painter.drawText(box, wrapped, text)
        high += needed
    return high
