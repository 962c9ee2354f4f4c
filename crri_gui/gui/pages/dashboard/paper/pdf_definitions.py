"""The last sheet of the report: by which definitions it was made, and what its measures mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import OPTIONS, Definitions
from crri_gui.gui.charts.axes import on_paper, scaled
from crri_gui.gui.i18n.words import of_contract, of_dashboard, of_definitions

if TYPE_CHECKING:
    from crri_gui.gui.pages.dashboard.tab import Tab

_SMALL = 0.85
_BETWEEN = 24.0


def definitions_sheet(
    painter: QPainter, room: QRectF, definitions: Definitions, tabs: Sequence[Tab]
) -> None:
    """Two columns: the options that decide, with the choice in words; the measures of the cards."""
    half = (room.width() - _BETWEEN) / 2
    left = QRectF(room.left(), room.top() + 6, half, room.height())
    right = left.translated(half + _BETWEEN, 0)
    options = [
        (of_definitions(option.title), _chosen(definitions, name))
        for name, option in OPTIONS.items()
        if _matters(definitions, name)
    ]
    title = QCoreApplication.translate("Report", "Definitions")
    _list(painter, left, title, options)
    names = dict.fromkeys(card.name for tab in tabs for card in tab.cards)
    measures = [(of_dashboard(name), of_contract(BY_NAME[name].meaning)) for name in names]
    _list(painter, right, QCoreApplication.translate("Report", "Measures"), measures)


def _matters(definitions: Definitions, name: str) -> bool:
    condition, value = OPTIONS[name].used_when, getattr(definitions, name)
    if OPTIONS[name].extension and value == OPTIONS[name].default:
        return False  # most runs have no table that uses it
    return condition is None or getattr(definitions, condition[0]) == condition[1]


def _chosen(definitions: Definitions, name: str) -> str:
    """The value in words, with the value itself where it is the user's own."""
    option = OPTIONS[name]
    value = getattr(definitions, name)
    if option.is_named(value):
        return of_definitions(option.named[value])
    return _plain(option.to_plain(value))


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _list(painter: QPainter, room: QRectF, title: str, entries: Sequence[tuple[str, str]]) -> None:
    """The entries below each other, in the largest size in which all of them fit."""
    font = on_paper(QApplication.font())
    for size in (1.0, 0.95, 0.9, _SMALL, 0.8, 0.75, 0.7, 0.6, 0.5):
        plain = scaled(font, size)
        if _draw(None, room, plain, title, entries) <= room.bottom():
            break
    _draw(painter, room, plain, title, entries)


def _draw(
    painter: QPainter | None,
    room: QRectF,
    plain: QFont,
    title: str,
    entries: Sequence[tuple[str, str]],
) -> float:
    """Draw the list, or only find where it ends."""
    bold = QFont(plain)
    bold.setWeight(QFont.Weight.DemiBold)
    heading = scaled(bold, 1.2)
    y = room.top()
    wrapped = int(Qt.TextFlag.TextWordWrap)
    for text, look, colour in [
        (title, heading, LIGHT.text),
        *(
            part
            for name, meaning in entries
            for part in ((name, bold, LIGHT.text), (meaning, plain, LIGHT.muted))
        ),
    ]:
        metrics = QFontMetricsF(look)
        if look is bold:
            y += metrics.lineSpacing() * 0.35
        box = QRectF(room.left(), y, room.width(), 10_000)
        high = metrics.boundingRect(box, wrapped, text).height()
        if painter is not None:
            painter.setFont(look)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(box.topLeft(), QPointF(box.right(), y + high)), wrapped, text)
        y += high
    return y
