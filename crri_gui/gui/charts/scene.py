"""What charts are made of: items, the values behind them, where they were painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from crri_gui.dashboard.palette import Theme
from crri_gui.engine.core.formula_text import guarded
from crri_gui.gui.i18n import numbers

if TYPE_CHECKING:
    from crri_gui.engine.query.browse import View

SMALL = 0.88
"""Axis labels, as a share of the text's size."""


@dataclass(frozen=True)
class Item:
    """A mark of a chart: a month, a bar, a cell.

    `readout` are the lines told about it, the first one its name; `view` its rows; `value`
    None leaves a gap, `beside` is the value of a second line. `note` stands below its label;
    `muted` ones are not selected; `partial` ones are of a month that is to be read with care,
    `tiny` ones of so little that they do not stretch the scale. `number` is which number it is,
    where the chart's description does not tell.
    """

    key: str
    label: str
    value: float | None
    readout: tuple[str, ...]
    view: View | None = None
    note: str = ""
    muted: bool = False
    partial: bool = False
    tiny: bool = False
    beside: float | None = None
    number: object | None = None


@dataclass(frozen=True)
class Values:
    """The table behind a chart."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()

    def as_text(self) -> str:
        """Tab-separated, with the decimal sign that the user's spreadsheet reads."""
        lines = ["\t".join(self.header)]
        lines += ["\t".join(_plain(value) for value in row) for row in self.rows]
        return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Spot:
    """Where an item was painted: the area that means it, and the point to tell beside."""

    item: int
    area: QRectF
    anchor: QPointF


@dataclass
class Scene:
    """What a chart paints into: the painter, its font, the area and the colours."""

    painter: QPainter
    area: QRectF
    theme: Theme
    current: int | None = None
    spots: list[Spot] = field(default_factory=list)

    def metrics(self) -> QFontMetricsF:
        """Of the painter's font."""
        return QFontMetricsF(self.painter.font())


def draw_readout(
    painter: QPainter, theme: Theme, room: QSize, anchor: QPointF, lines: Sequence[str]
) -> None:
    """The lines in a box beside a point, within the room; the first one is its heading."""
    lines = [line for line in lines if line]
    plain, bold = QFont(painter.font()), QFont(painter.font())
    bold.setWeight(QFont.Weight.DemiBold)
    fonts = [bold] + [plain] * (len(lines) - 1)
    sizes = [QFontMetricsF(font) for font in fonts]
    width = max(size.horizontalAdvance(line) for size, line in zip(sizes, lines, strict=True))
    box = QRectF(0, 0, width + 24, sum(size.lineSpacing() for size in sizes) + 16)
    x = anchor.x() + 14
    if x + box.width() > room.width() - 4:
        x = anchor.x() - 14 - box.width()
    y = anchor.y() - box.height() - 10
    if y < 4:
        y = anchor.y() + 14
    box.moveTo(
        min(max(4.0, x), max(4.0, room.width() - box.width() - 4)),
        min(max(4.0, y), max(4.0, room.height() - box.height() - 4)),
    )
    painter.setPen(QPen(QColor(theme.outline), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(theme.text))
    y = box.top() + 8
    for font, size, line in zip(fonts, sizes, lines, strict=True):
        painter.setFont(font)
        painter.drawText(QPointF(box.left() + 12, y + size.ascent()), line)
        y += size.lineSpacing()


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # Every digit, and no exponent: a spreadsheet is to go on with it.
        digits = format(Decimal(repr(value)).normalize(), "f")
        return digits.replace(".", numbers.locale().decimalPoint())
    if isinstance(value, str):
        return guarded(" ".join(value.split()))
    return str(value)
