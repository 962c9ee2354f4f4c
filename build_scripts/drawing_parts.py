"""What every drawn visual is made of: its frame, its title, its texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication

from build_scripts.report_files import (
    MeasureText,
    area_of,
    option,
)
from build_scripts.report_numbers import Sample
from crri_gui.dashboard.palette import LIGHT

TITLE = 16.0  # pixels of a title's letters: 12 points
AXIS = 12.0
RAIL = 6.0  # a scroll bar


def font_of(pixels: float, *, bold: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    return font


def framed(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor(LIGHT.border), 1))
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def write_text(
    painter: QPainter,
    area: QRectF,
    text: str,
    pixels: float,
    how: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    colour: str = LIGHT.text,
    *,
    bold: bool = False,
) -> None:
    font = font_of(pixels, bold=bold)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, how | Qt.AlignmentFlag.AlignVCenter, fitting)


def inside(painter: QPainter, visual: dict[str, Any], sample: Sample) -> QRectF:
    """Frame, title and what is below it; what is left below them."""
    area = area_of(visual)
    framed(painter, area)
    side = option(visual, "padding", "left", 10.0)
    inner = area.adjusted(side, 8, -side, -8)
    for part, pixels, colour in (
        ("title", TITLE, LIGHT.text),
        ("subTitle", AXIS, LIGHT.muted),
    ):
        if option(visual, part, "show", False):
            said = text_of(option(visual, part, "text", ""), sample)
            inner.setTop(wrapped_text(painter, inner, said, pixels, colour) + 4)
    return inner


def text_of(found: Any, sample: Sample) -> str:
    """A text of the report; of a measure what it says of the sample shop."""
    if isinstance(found, MeasureText):
        return str(sample.said(found.name, {}) or "")
    return str(found)


def wrapped_text(painter: QPainter, area: QRectF, text: str, pixels: float, colour: str) -> float:
    """Text in as many lines as it needs; where it ends."""
    wrapped = int(Qt.TextFlag.TextWordWrap)
    painter.setFont(font_of(pixels))
    painter.setPen(QColor(colour))
    needed = QFontMetricsF(painter.font()).boundingRect(area, wrapped, text)
    painter.drawText(area, wrapped, text)
    return float(needed.bottom())


def legend(painter: QPainter, inner: QRectF, names: Sequence[tuple[str, str]]) -> QRectF:
    """A dot a name; what is left below them."""
    x = inner.left() + 4
    for name, colour in names:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(x, inner.top() + 9), 4, 4)
        wide = QFontMetricsF(font_of(AXIS)).horizontalAdvance(name) + 4
        write_text(painter, QRectF(x + 10, inner.top(), wide, 18), name, AXIS)
        x += wide + 26
    return inner.adjusted(0, 22, 0, 0)


def scroll_bar(painter: QPainter, rail: QRectF, share: float) -> None:
    """The rail and, at its start, the share that is seen."""
    painter.fillRect(rail, QColor(LIGHT.window))
    seen = QRectF(rail)
    if rail.width() > rail.height():
        seen.setWidth(rail.width() * share)
    else:
        seen.setHeight(rail.height() * share)
    painter.fillRect(seen, QColor(LIGHT.outline))
