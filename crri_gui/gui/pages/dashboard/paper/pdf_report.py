"""The pages of the dashboard on paper: A4, lines and letters, in the light theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QMarginsF, QObject, QPointF, QRectF, Qt
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
from crri_gui.dashboard.page import CHANGES, WORDS, Layout, Split
from crri_gui.dashboard.palette import LIGHT
from crri_gui.engine.query.dashboard.filters import limited
from crri_gui.errors import OutputError
from crri_gui.gui.charts.axes import on_paper, scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.sparkline import draw_sparkline
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.pages.dashboard.paper.pdf_definitions import definitions_sheet
from crri_gui.gui.state.saving import replaced

if TYPE_CHECKING:
    from crri_gui.definitions import Definitions
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.query.dashboard.filters import Choices, Filters
    from crri_gui.gui.pages.dashboard.cards import MeasureCard
    from crri_gui.gui.pages.dashboard.tab import Tab

_INCH = 96.0
_GAP = 10.0
_SMALL = 0.85
"""Of captions and cards, as a share of the text's size: to be read on paper without a glass."""
_FIGURE = 1.5
"""Of the number of a card, as a share of the text's size."""
_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_MOST_ABOVE = 0.45
"""Of the height of a sheet: what stands above the charts."""
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
        self.printed = dt.date.today().isoformat()
        self._tabs = tabs
        self._choices = choices
        self._filters = filters
        self._definitions = definitions

    def paint(self, device: QPagedPaintDevice) -> None:
        """A sheet a page, then the definitions. Raises `OutputError` where it cannot be written."""
        sheets = [partial(self._page, tab=tab) for tab in self._tabs]
        sheets.append(partial(definitions_sheet, definitions=self._definitions, tabs=self._tabs))
        titles = [*(tab.title() for tab in self._tabs), self.tr("What the numbers mean")]
        painter = QPainter()
        if not painter.begin(device):
            raise OutputError("report_not_written")
        try:
            for number, (title, draw) in enumerate(zip(titles, sheets, strict=True)):
                if number and not device.newPage():
                    raise OutputError("report_drive_full")
                painter.save()
                # Everything is laid out in 1/96 inch, on whatever device.
                scale = device.logicalDpiX() / _INCH
                painter.scale(scale, scale)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                sheet = QRectF(0, 0, device.width() / scale, device.height() / scale)
                place = self.tr("Page {number} of {count}").format(
                    number=number + 1, count=len(sheets)
                )
                draw(painter, self._frame_of_sheet(painter, sheet, title, place))
                painter.restore()
        finally:
            painter.end()

    def _frame_of_sheet(self, painter: QPainter, sheet: QRectF, title: str, place: str) -> QRectF:
        """Head and foot of a sheet; the room between them."""
        font = on_paper(QApplication.font())
        small = scaled(font, _SMALL)
        large = scaled(font, 1.6)
        large.setWeight(QFont.Weight.DemiBold)
        painter.setFont(large)
        painter.setPen(QColor(LIGHT.text))
        high = QFontMetricsF(large).height()
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
        foot = sheet.height() - metrics.lineSpacing() - 4
        painter.setFont(small)
        painter.setPen(QColor(LIGHT.muted))
        below = QRectF(0, foot, sheet.width(), metrics.lineSpacing())
        made = self.tr("Printed on {date} with CRRI {version}").format(
            date=self.printed, version=__version__
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, made)
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, place)
        return QRectF(0, high, sheet.width(), foot - high - _GAP)

    def _page(self, painter: QPainter, room: QRectF, tab: Tab) -> None:
        layout = _seen(tab, tab.print_layout()) or WORDS
        for size in _SIZES:
            # Large text is as large as leaves the charts their room: a sheet does not scroll.
            font = scaled(on_paper(QApplication.font()), size)
            above = self._height_above(font, room.width(), tab, layout)
            if above <= room.height() * _MOST_ABOVE:
                break
        small = scaled(font, _SMALL)
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        painter.setPen(QColor(LIGHT.muted))
        y = room.top()
        for line in self.about(tab):
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QPointF(0, y + metrics.ascent()), text)
            y += metrics.lineSpacing()
        y += _GAP
        shown = [card for card in tab.cards if not card.isHidden()]
        if shown:
            high = _card_height(shown, font)
            wide = (room.width() - _GAP * (len(shown) - 1)) / len(shown)
            for place, card in enumerate(shown):
                box = QRectF(place * (wide + _GAP), y, wide, high)
                _card(painter, font, box, card)
            y += high + _GAP
        rest = QRectF(0, y, room.width(), room.bottom() - y)
        self._charts(painter, font, tab, layout, rest)

    def _height_above(self, font: QFont, width: float, tab: Tab, layout: Layout) -> float:
        """How high all is that is no chart: what the numbers are of, cards and sentences."""
        high = QFontMetricsF(scaled(font, _SMALL)).lineSpacing() * len(self.about(tab)) + _GAP
        shown = [card for card in tab.cards if not card.isHidden()]
        if shown:
            high += _card_height(shown, font) + _GAP
        told = [tab.changes] if CHANGES in _parts(layout) else []
        spoken: list[_Sentences] = [*told, *([tab.words] if WORDS in _parts(layout) else [])]
        return high + sum(_sentences_height(font, width, one) + _GAP for one in spoken)

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

    def _charts(
        self, painter: QPainter, font: QFont, tab: Tab, layout: Layout, room: QRectF
    ) -> None:
        told: dict[Layout, _Sentences] = {CHANGES: tab.changes, WORDS: tab.words}
        if isinstance(layout, str):
            if layout in told:
                high = _sentences_height(font, room.width(), told[layout])
                room.setHeight(min(room.height(), high))
                _sentences(painter, font, room, told[layout])
            else:
                self._chart(painter, font, room, tab.charts[layout])
            return
        highs = {key: _sentences_height(font, room.width(), one) for key, one in told.items()}
        # Without sentences there is no room for them either.
        parts = [part for part in layout.parts if highs.get(part[1], 1)]
        length = room.width() if layout.across else room.height()
        free = length - _GAP * (len(parts) - 1)
        free -= sum(highs.get(part, 0) for _, part in parts)
        # What has no share is as high as it has to be in the window; here it has the same room.
        shares = sum(share or 1 for share, part in parts if part not in told)
        start = 0.0
        for share, part in parts:
            size = highs[part] if part in told else free * (share or 1) / shares
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
        small = scaled(font, _SMALL)
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


def _seen(tab: Tab, layout: Layout) -> Layout | None:
    """The layout without the charts that the page does not show; None where it shows none."""
    if isinstance(layout, str):
        card = tab.chart_cards.get(layout)
        return layout if card is None or not card.isHidden() else None
    seen = ((share, _seen(tab, part)) for share, part in layout.parts)
    parts = tuple((share, part) for share, part in seen if part is not None)
    return Split(layout.across, parts) if parts else None


def _parts(layout: Layout) -> set[str]:
    """The names of all that a layout places."""
    if isinstance(layout, str):
        return {layout}
    return {name for _, part in layout.parts for name in _parts(part)}


def _card_height(cards: Sequence[MeasureCard], font: QFont) -> float:
    """As high as the card that tells most: a name, a number, and the lines below."""
    lines = 1 + max((len(_below(card)) for card in cards), default=0)
    small, figure = QFontMetricsF(scaled(font, _SMALL)), QFontMetricsF(scaled(font, _FIGURE))
    return small.lineSpacing() * lines + figure.lineSpacing() + 12


def _below(card: MeasureCard) -> tuple[str, ...]:
    """The small lines below the number."""
    return (*((card.beside,) if card.beside else ()), *card.told)


def _card(painter: QPainter, font: QFont, box: QRectF, card: MeasureCard) -> None:
    _frame(painter, box)
    inner = box.adjusted(12, 6, -8, -6)
    figure = scaled(font, _FIGURE)
    figure.setWeight(QFont.Weight.DemiBold)
    small = scaled(font, _SMALL)
    y = inner.top()
    lines = [(of_dashboard(card.key), small, LIGHT.muted), (card.text, figure, LIGHT.text)]
    lines += [(text, small, LIGHT.muted) for text in _below(card)]
    for text, look, colour in lines:
        metrics = QFontMetricsF(look)
        painter.setFont(look)
        painter.setPen(QColor(colour))
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QPointF(inner.left(), y + metrics.ascent()), fitting)
        y += metrics.lineSpacing()
    used = QFontMetricsF(figure).horizontalAdvance(card.text) + 20
    line = QRectF(inner.left() + used, inner.top() + 10, inner.width() - used - 4, 26)
    if line.width() > _LEAST_SPARKLINE:
        draw_sparkline(painter, line, card.sparkline.values, LIGHT)


class _Sentences(Protocol):
    """What is told in sentences, under a heading."""

    heading: str

    @property
    def sentences(self) -> tuple[str, ...]: ...


def _sentence_boxes(font: QFont, width: float, told: _Sentences) -> list[tuple[str, float]]:
    """The sentences, and how high each is in so wide a box."""
    metrics = QFontMetricsF(scaled(font, 0.95))
    room = QRectF(0, 0, width - 24, 1_000)
    wrapped = int(Qt.TextFlag.TextWordWrap)
    return [(text, metrics.boundingRect(room, wrapped, text).height()) for text in told.sentences]


def _sentences_height(font: QFont, width: float, told: _Sentences) -> float:
    boxes = _sentence_boxes(font, width, told)
    if not boxes:
        return 0.0
    return QFontMetricsF(font).lineSpacing() + sum(high + 3 for _, high in boxes) + 16


def _sentences(painter: QPainter, font: QFont, box: QRectF, told: _Sentences) -> None:
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
    for text, high in _sentence_boxes(font, box.width(), told):
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
