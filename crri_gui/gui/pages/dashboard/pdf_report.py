"""The pages of the dashboard on paper: A4, lines and letters, in the light theme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QObject, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from crri_gui import __version__
from crri_gui.dashboard.page import Layout
from crri_gui.dashboard.palette import LIGHT
from crri_gui.engine.query.dashboard.filters import limited
from crri_gui.errors import OutputError
from crri_gui.gui.charts.axes import on_paper, scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract
from crri_gui.gui.state.saving import replaced

if TYPE_CHECKING:
    from crri_gui.definitions import Definitions
    from crri_gui.engine.query.dashboard.filters import Choices, Filters
    from crri_gui.gui.pages.dashboard.tab import Tab

_INCH = 96.0
_GAP = 12.0
_CARD = 64.0


class Report(QObject):
    """Paints pages, whose numbers must be there, on a device."""

    def __init__(
        self, tabs: Sequence[Tab], choices: Choices, filters: Filters, definitions: Definitions
    ) -> None:
        super().__init__()
        self._tabs = tabs
        self._choices = choices
        self._filters = filters
        self._definitions = definitions

    def paint(self, device: QPagedPaintDevice) -> None:
        """One sheet a page. Raises `OutputError` when the device cannot be written."""
        painter = QPainter()
        if not painter.begin(device):
            raise OutputError("report_not_written")
        try:
            for number, tab in enumerate(self._tabs):
                if number and not device.newPage():
                    raise OutputError("report_drive_full")
                painter.save()
                # Everything is laid out in 1/96 inch, on whatever device.
                scale = device.logicalDpiX() / _INCH
                painter.scale(scale, scale)
                sheet = QSizeF(device.width() / scale, device.height() / scale)
                self._sheet(painter, sheet, tab, number + 1, len(self._tabs))
                painter.restore()
        finally:
            painter.end()

    def _sheet(self, painter: QPainter, size: QSizeF, tab: Tab, number: int, of: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = on_paper(QApplication.font())
        small = scaled(font, 0.8)
        title = scaled(font, 1.6)
        title.setWeight(QFont.Weight.DemiBold)
        painter.setFont(title)
        painter.setPen(QColor(LIGHT.text))
        y = QFontMetricsF(title).height()
        painter.drawText(QPointF(0, y * 0.8), tab.title())
        painter.setFont(small)
        metrics = QFontMetricsF(small)
        painter.setPen(QColor(LIGHT.muted))
        for line in self.about(tab):
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, size.width())
            y += metrics.lineSpacing()
            painter.drawText(QPointF(0, y), text)
        y += _GAP
        cards = [
            (card.key, card.text, card.beside or of_contract(card.measure.unit))
            for card in tab.cards
        ]
        wide = (size.width() - _GAP * (len(cards) - 1)) / len(cards)
        for place, texts in enumerate(cards):
            self._card(painter, font, QRectF(place * (wide + _GAP), y, wide, _CARD), texts)
        y += _CARD + _GAP
        foot = size.height() - metrics.lineSpacing() - 6
        self._charts(
            painter, font, tab, tab.print_layout(), QRectF(0, y, size.width(), foot - y - _GAP)
        )
        painter.setFont(small)
        painter.setPen(QColor(LIGHT.muted))
        below = QRectF(0, foot, size.width(), metrics.lineSpacing())
        painter.drawText(
            below,
            Qt.AlignmentFlag.AlignLeft,
            self.tr("CRRI {version}").format(version=__version__),
        )
        painter.drawText(
            below,
            Qt.AlignmentFlag.AlignRight,
            self.tr("Page {number} of {count}").format(number=number, count=of),
        )

    def about(self, tab: Tab) -> list[str]:
        """What the numbers are of: data, filters, definitions."""
        choices = self._choices
        ends = choices.last_order
        first = self.tr("{orders} orders of {customers} customers, last order on {date}").format(
            orders=numbers.integer(choices.orders),
            customers=numbers.integer(choices.customers),
            date=numbers.date(ends),
        )
        return [f"{first}  ·  {self._told_filters(tab)}", self._told_definitions()]

    def _told_filters(self, tab: Tab) -> str:
        filters, parts = limited(self._filters, tab.page.filters), []
        if filters.months:
            first, last = (numbers.month(month) for month in filters.months)
            parts.append(self.tr("{first} to {last}").format(first=first, last=last))
        for chosen in (filters.payment_types, filters.states):
            if chosen:
                parts.append(", ".join(sorted(tab.blank(name) for name in chosen)))
        return "; ".join(parts) if parts else self.tr("no filter")

    def _told_definitions(self) -> str:
        chosen = self._definitions.as_dict()
        usual = type(self._definitions)().as_dict()
        own = [f"{name} = {value}" for name, value in chosen.items() if value != usual[name]]
        if not own:
            return self.tr("Definitions: recommended")
        return self.tr("Definitions: recommended, but {own}").format(own=", ".join(own))

    def _card(
        self, painter: QPainter, font: QFont, box: QRectF, texts: tuple[str, str, str]
    ) -> None:
        _frame(painter, box)
        name, value, unit = texts
        inner = box.adjusted(12, 6, -8, -6)
        figure = scaled(font, 1.5)
        figure.setWeight(QFont.Weight.DemiBold)
        small = scaled(font, 0.8)
        for text, look, colour, where in (
            (name, small, LIGHT.muted, Qt.AlignmentFlag.AlignTop),
            (value, figure, LIGHT.text, Qt.AlignmentFlag.AlignVCenter),
            (unit, small, LIGHT.muted, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(look)
            painter.setPen(QColor(colour))
            fitting = QFontMetricsF(look).elidedText(
                text, Qt.TextElideMode.ElideRight, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | where, fitting)

    def _charts(
        self, painter: QPainter, font: QFont, tab: Tab, layout: Layout, room: QRectF
    ) -> None:
        if isinstance(layout, str):
            self._chart(painter, font, room, tab.charts[layout])
            return
        length = room.width() if layout.across else room.height()
        free = length - _GAP * (len(layout.parts) - 1)
        shares = sum(share for share, _ in layout.parts)
        start = 0.0
        for share, part in layout.parts:
            size = free * share / shares
            if layout.across:
                here = QRectF(room.left() + start, room.top(), size, room.height())
            else:
                here = QRectF(room.left(), room.top() + start, room.width(), size)
            self._charts(painter, font, tab, part, here)
            start += size + _GAP

    def _chart(self, painter: QPainter, font: QFont, box: QRectF, chart: Chart) -> None:
        _frame(painter, box)
        heading = scaled(font, 1.0)
        heading.setWeight(QFont.Weight.DemiBold)
        painter.setFont(heading)
        painter.setPen(QColor(LIGHT.text))
        high = QFontMetricsF(heading).lineSpacing()
        base = box.top() + 6 + high * 0.8
        painter.drawText(QPointF(box.left() + 12, base), chart.title)
        small = scaled(font, 0.75)
        start = box.left() + 24 + QFontMetricsF(heading).horizontalAdvance(chart.title)
        room = box.right() - 12 - start
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        painter.setPen(QColor(LIGHT.muted))
        top = high + 12
        if metrics.horizontalAdvance(chart.caption) <= room:
            painter.drawText(QPointF(start, base), chart.caption)
        else:
            # What a caption warns of is not to be cut off.
            wrapped = int(Qt.TextFlag.TextWordWrap)
            below = QRectF(box.left() + 12, box.top() + high + 8, box.width() - 24, box.height())
            needed = metrics.boundingRect(below, wrapped, chart.caption)
            painter.drawText(below, wrapped, chart.caption)
            top += needed.height() + 2
        painter.setFont(font)
        chart.render_to(painter, box.adjusted(12, top, -12, -8))


def _frame(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(QColor(LIGHT.border), 1))
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawRoundedRect(box, 6, 6)


def landscape() -> QPageLayout:
    """A4, lying."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Landscape,
        QMarginsF(12, 12, 12, 10),
        QPageLayout.Unit.Millimeter,
    )


def save_pdf(report: Report, path: Path) -> None:
    """The pages as a PDF. Raises `OutputError`."""
    with replaced(path) as part:
        writer = QPdfWriter(str(part))
        writer.setPageLayout(landscape())
        writer.setTitle(QCoreApplication.translate("Report", "CRRI dashboard"))
        writer.setCreator(f"CRRI {__version__}")
        report.paint(writer)


def print_report(report: Report, parent: QWidget) -> None:
    """Ask for a printer and print the pages."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(landscape())
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        report.paint(printer)
