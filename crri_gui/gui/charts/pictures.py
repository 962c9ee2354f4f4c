"""Pictures of a chart under its title and caption: for the clipboard, as PNG, as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QImageWriter, QPainter

from crri_gui.dashboard.palette import LIGHT
from crri_gui.errors import OutputError
from crri_gui.gui.charts.axes import on_paper, scaled
from crri_gui.gui.charts.scene import SMALL
from crri_gui.gui.state.saving import replaced

if TYPE_CHECKING:
    from crri_gui.gui.charts.chart import Chart

_SCALE = 2
_MARGIN = 16.0


def picture(chart: Chart) -> QImage:
    """At twice the size of a screen's pixels."""
    size = _size(chart)
    image = QImage((size * _SCALE).toSize(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SCALE)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    _paint(chart, painter, size)
    painter.end()
    return image


def save_png(chart: Chart, path: Path) -> None:
    """The picture as a file. Raises `OutputError`."""
    with replaced(path) as part:
        if not QImageWriter(str(part), QByteArray(b"png")).write(picture(chart)):
            raise OutputError("picture_not_written", file=path)


def save_svg(chart: Chart, path: Path) -> None:
    """A picture of lines and letters. Raises `OutputError`."""
    from PySide6.QtSvg import QSvgGenerator

    size = _size(chart)
    with replaced(path) as part:
        device = QSvgGenerator()
        device.setFileName(str(part))
        device.setTitle(chart.title)
        device.setSize(size.toSize())
        device.setViewBox(QRect(0, 0, round(size.width()), round(size.height())))
        device.setResolution(chart.logicalDpiX())
        painter = QPainter(device)
        _paint(chart, painter, size)
        painter.end()


def _paint(chart: Chart, painter: QPainter, size: QSizeF) -> None:
    """The chart under its title, on a ground of its own."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(QPointF(0, 0), size)
    painter.fillRect(whole, QColor(LIGHT.surface))
    heading = scaled(on_paper(chart.font()), 1.25)
    heading.setWeight(QFont.Weight.DemiBold)
    painter.setFont(heading)
    painter.setPen(QColor(LIGHT.text))
    high = QFontMetricsF(heading).height()
    painter.drawText(QPointF(_MARGIN, _MARGIN + high * 0.8), chart.title)
    painter.setFont(scaled(on_paper(chart.font()), SMALL))
    painter.setPen(QColor(LIGHT.muted))
    below = QRectF(_MARGIN, _MARGIN + high, size.width() - 2 * _MARGIN, 0)
    below.setHeight(_caption_height(chart, below.width()))
    painter.drawText(below, int(Qt.TextFlag.TextWordWrap), chart.caption)
    chart.render_to(painter, whole.adjusted(_MARGIN, below.bottom() + 8, -_MARGIN, -_MARGIN))


def _caption_height(chart: Chart, width: float) -> float:
    """The height of the caption in so wide a picture: what it warns of is not cut off."""
    if not chart.caption:
        return 0
    metrics = QFontMetricsF(scaled(on_paper(chart.font()), SMALL))
    room = QRectF(0, 0, width, 1_000)
    return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), chart.caption).height()


def _size(chart: Chart) -> QSizeF:
    room = chart.natural_size()
    high = QFontMetricsF(scaled(on_paper(chart.font()), 1.25)).height()
    high += _caption_height(chart, room.width())
    return room + QSizeF(2 * _MARGIN, 2 * _MARGIN + high + 8)
