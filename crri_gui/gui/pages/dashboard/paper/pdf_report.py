"""The pages of the dashboard on paper: A4, lines and letters, in the light theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
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
from crri_gui.dashboard.palette import LIGHT
from crri_gui.engine.query.dashboard.filters import dropped_months, limited
from crri_gui.errors import OutputError
from crri_gui.gui.charts.axes import on_paper, scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.sparkline import draw_sparkline
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.option_values import option_with_value
from crri_gui.gui.i18n.words import counted, of_dashboard
from crri_gui.gui.pages.dashboard.paper.pdf_definitions import definitions_sheets
from crri_gui.gui.pages.dashboard.paper.sheet import (
    FIGURE,
    GAP,
    SMALL,
    Sentences,
    below,
    caption_room,
    head_height,
    heading_of,
    laid_out,
    layouts,
    sentence_boxes,
    told_of,
)
from crri_gui.gui.state.saving import replaced

if TYPE_CHECKING:
    from crri_gui.definitions import Definitions
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.query.dashboard.filters import Choices, Filters
    from crri_gui.gui.pages.dashboard.cards import MeasureCard
    from crri_gui.gui.pages.dashboard.tab import Tab

_INCH = 96.0
_LEAST_SPARKLINE = 40.0


class Report(QObject):
    """Paints pages, whose numbers must be there, on a device."""

    def __init__(
        self,
        tabs: Sequence[Tab],
        choices: Choices,
        filters: Filters,
        definitions: Definitions,
        shop: str,
    ) -> None:
        super().__init__()
        self.shop = shop
        self.printed = numbers.date(dt.date.today())
        self._tabs = tabs
        self._choices = choices
        self._filters = filters
        self._definitions = definitions

    def paint(self, device: QPagedPaintDevice) -> None:
        """A sheet a page, then the definitions. Raises `OutputError` where it cannot be written."""
        sheets: list[tuple[str, Callable[[QPainter, QRectF], None]]] = [
            (tab.title(), partial(self._page, tab=tab, place=place))
            for tab in self._tabs
            for place in range(len(layouts(tab)))
        ]
        told = definitions_sheets(self._definitions, self._tabs, _between(_sheet_of(device)))
        sheets += [(self.tr("What the numbers mean"), draw) for draw in told]
        painter = QPainter()
        if not painter.begin(device):
            raise OutputError("report_not_written")
        try:
            for number, (title, draw) in enumerate(sheets):
                if number and not device.newPage():
                    raise OutputError("report_drive_full")
                painter.save()
                # Everything is laid out in 1/96 inch, on whatever device.
                scale = device.logicalDpiX() / _INCH
                painter.scale(scale, scale)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                place = self.tr("Page {number} of {count}").format(
                    number=number + 1, count=len(sheets)
                )
                draw(painter, self._frame_of_sheet(painter, _sheet_of(device), title, place))
                painter.restore()
        finally:
            painter.end()

    def _frame_of_sheet(self, painter: QPainter, sheet: QRectF, title: str, place: str) -> QRectF:
        """Head and foot of a sheet; the room between them."""
        font = on_paper(QApplication.font())
        small, large = scaled(font, SMALL), _title_font()
        painter.setFont(large)
        painter.setPen(QColor(LIGHT.text))
        high = _between(sheet).top()
        painter.drawText(QPointF(0, high * 0.8), title)
        shop = scaled(font, 1.1)
        painter.setFont(shop)
        start = QFontMetricsF(large).horizontalAdvance(title) + 24
        room = QRectF(start, 0, sheet.width() - start, high)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        elided = Qt.TextElideMode.ElideMiddle
        painter.drawText(
            room, right, QFontMetricsF(shop).elidedText(self.shop, elided, room.width())
        )
        metrics = QFontMetricsF(small)
        foot = _between(sheet).bottom() + GAP
        painter.setFont(small)
        painter.setPen(QColor(LIGHT.muted))
        below = QRectF(0, foot, sheet.width(), metrics.lineSpacing())
        made = self.tr("Printed on {date} with CRRI {version}").format(
            date=self.printed, version=__version__
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, made)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, place)
        return _between(sheet)

    def _page(self, painter: QPainter, room: QRectF, tab: Tab, place: int) -> None:
        about = self.about(tab)
        sheet = laid_out(tab, room, len(about), place)
        font, small = sheet.font, QFontMetricsF(scaled(sheet.font, SMALL))
        painter.setFont(scaled(font, SMALL))
        painter.setPen(QColor(LIGHT.muted))
        for number, line in enumerate(about):
            text = small.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            base = room.top() + small.lineSpacing() * number + small.ascent()
            painter.drawText(QPointF(0, base), text)
        for card, box in sheet.cards:
            _card(painter, font, box, card)
        told = told_of(tab)
        for part, box in sheet.boxes:
            if part in told:
                _sentences(painter, font, box, told[part])
            else:
                _chart(painter, font, box, tab.charts[part])

    def about(self, tab: Tab) -> list[str]:
        """What the numbers are of: data, filters, definitions."""
        choices = self._choices
        ends = choices.last_order
        first = counted(
            self.tr(
                "All data: {orders:,} {orders|order|orders} of {customers:,} "
                "{customers|customer|customers}, last order on {date}"
            ),
            orders=choices.orders,
            customers=choices.customers,
            date=numbers.date(ends),
        )
        return [f"{first}  ·  {self._told_filters(tab)}", self._told_definitions()]

    def _told_filters(self, tab: Tab) -> str:
        filters, parts = limited(self._filters, tab.page.filters), []
        if filters.months:
            first, last = (numbers.month(month) for month in filters.months)
            parts.append(self.tr("{first} to {last}").format(first=first, last=last))
        if months := dropped_months(filters):
            named = ", ".join(map(numbers.month, months))
            parts.append(self.tr("without {months}").format(months=named))
        for chosen in (filters.payment_types, filters.states):
            if chosen:
                parts.append(", ".join(sorted(tab.blank(name) for name in chosen)))
        return "; ".join(parts) if parts else self.tr("no filter")

    def _told_definitions(self) -> str:
        chosen = self._definitions.as_dict()
        usual = type(self._definitions)().as_dict()
        own = [
            ": ".join(option_with_value(name, value))
            for name, value in chosen.items()
            if value != usual[name]
        ]
        if not own:
            return self.tr("Definitions: recommended")
        return self.tr("Definitions: recommended, but {own}").format(own="; ".join(own))


def _sheet_of(device: QPagedPaintDevice) -> QRectF:
    scale = device.logicalDpiX() / _INCH
    return QRectF(0, 0, device.width() / scale, device.height() / scale)


def _between(sheet: QRectF) -> QRectF:
    """The room of a sheet between its head and its foot."""
    high = QFontMetricsF(_title_font()).height()
    small = QFontMetricsF(scaled(on_paper(QApplication.font()), SMALL))
    foot = sheet.height() - small.lineSpacing() - 4
    return QRectF(0, high, sheet.width(), foot - high - GAP)


def _title_font() -> QFont:
    large = scaled(on_paper(QApplication.font()), 1.6)
    large.setWeight(QFont.Weight.DemiBold)
    return large


def _chart(painter: QPainter, font: QFont, box: QRectF, chart: Chart) -> None:
    _frame(painter, box)
    heading = heading_of(font)
    painter.setFont(heading)
    painter.setPen(QColor(LIGHT.text))
    metrics = QFontMetricsF(heading)
    base = box.top() + 6 + metrics.lineSpacing() * 0.8
    painter.drawText(QPointF(box.left() + 12, base), chart.title)
    painter.setFont(scaled(font, SMALL))
    painter.setPen(QColor(LIGHT.muted))
    below = caption_room(font, box, chart)
    if below is None:
        start = box.left() + 24 + metrics.horizontalAdvance(chart.title)
        painter.drawText(QPointF(start, base), chart.caption)
    else:
        # What a caption warns of is not to be cut off.
        wide = QRectF(below.topLeft(), QSizeF(box.width() - 24, below.height()))
        painter.drawText(wide, int(Qt.TextFlag.TextWordWrap), chart.caption)
    painter.setFont(font)
    chart.render_to(painter, box.adjusted(12, head_height(font, box, chart), -12, -8))


def _card(painter: QPainter, font: QFont, box: QRectF, card: MeasureCard) -> None:
    _frame(painter, box)
    inner = box.adjusted(12, 6, -8, -6)
    figure = scaled(font, FIGURE)
    figure.setWeight(QFont.Weight.DemiBold)
    small = scaled(font, SMALL)
    y = inner.top()
    lines = [(of_dashboard(card.key), small, LIGHT.muted), (card.text, figure, LIGHT.text)]
    lines += [(text, small, LIGHT.muted) for text in below(card)]
    for text, look, colour in lines:
        metrics = QFontMetricsF(look)
        painter.setFont(look)
        painter.setPen(QColor(colour))
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QPointF(inner.left(), y + metrics.ascent()), fitting)
        y += metrics.lineSpacing()
    used = QFontMetricsF(figure).horizontalAdvance(card.text) + 20
    # Beside the number, below the name.
    top = inner.top() + QFontMetricsF(small).lineSpacing()
    high = QFontMetricsF(figure).lineSpacing() - 4
    line = QRectF(inner.left() + used, top, inner.width() - used - 4, high)
    if line.width() > _LEAST_SPARKLINE:
        draw_sparkline(painter, line, card.sparkline.values, card.sparkline.told, LIGHT)


def _sentences(painter: QPainter, font: QFont, box: QRectF, told: Sentences) -> None:
    _frame(painter, box)
    heading = scaled(font, 1.0)
    heading.setWeight(QFont.Weight.DemiBold)
    painter.setFont(heading)
    painter.setPen(QColor(LIGHT.text))
    metrics = QFontMetricsF(heading)
    y = box.top() + 7
    painter.drawText(QPointF(box.left() + 12, y + metrics.ascent()), told.heading)
    y += metrics.lineSpacing() + 2
    painter.setFont(scaled(font, 0.95))
    for text, high in sentence_boxes(font, box.width(), told):
        room = QRectF(box.left() + 12, y, box.width() - 24, high)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), text)
        y += high + 3


def _frame(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(QColor(LIGHT.border), 1))
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawRoundedRect(box, 6, 6)


def shop_name(request: Request) -> str:
    """What the shop is called: as its folder is."""
    return request.input_dir.resolve().name or str(request.input_dir)


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
        title = QCoreApplication.translate("Report", "CRRI dashboard")
        writer.setTitle(f"{title}: {report.shop}")
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
