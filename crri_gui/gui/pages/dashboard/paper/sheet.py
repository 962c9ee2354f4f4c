"""How a page of the dashboard lies on a sheet of paper, and in which size of text.

Large text is as large as leaves the charts their room: a sheet does not scroll.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from crri_gui.dashboard.page import CHANGES, WORDS, Layout, Split
from crri_gui.gui.charts.axes import on_paper, scaled
from crri_gui.gui.charts.chart import Chart

if TYPE_CHECKING:
    from crri_gui.gui.pages.dashboard.cards import MeasureCard
    from crri_gui.gui.pages.dashboard.tab import Tab

GAP = 10.0
SMALL = 0.9
"""Of captions and cards, as a share of the text's size: to be read on paper without a glass."""
FIGURE = 1.5
"""Of the number of a card, as a share of the text's size."""
_SIZES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_LEAST_CHART = 0.22
"""Of the height of a sheet: the highest chart."""
_MOST_HEAD = 0.4
"""Of the height of a chart's box: its title and caption."""


@dataclass(frozen=True)
class Sheet:
    """Where cards, charts and sentences lie, and the font of the sheet's text."""

    font: QFont
    cards: tuple[tuple[MeasureCard, QRectF], ...]
    boxes: tuple[tuple[str, QRectF], ...]


def layouts(tab: Tab) -> list[Layout]:
    """What is on each sheet of a page: what it shows, or its words alone."""
    seen = (_seen(tab, layout) for layout in tab.print_layouts())
    return [layout for layout in seen if layout is not None] or [WORDS]


def laid_out(tab: Tab, room: QRectF, lines: int, sheet: int = 0) -> Sheet:
    """A sheet of a page in a room, below so many `lines` of what its numbers are of.

    The first one has the cards, too.
    """
    layout = layouts(tab)[sheet]
    shown = [card for card in tab.cards if not sheet and not card.isHidden()]
    for size in _SIZES:
        font = scaled(on_paper(QApplication.font()), size)
        first = room.top() + QFontMetricsF(scaled(font, SMALL)).lineSpacing() * lines + GAP
        high = _card_height(shown, font)
        y = first + (high + GAP if shown else 0)
        rest = QRectF(0, y, room.width(), room.bottom() - y)
        boxes = tuple(_boxes(font, tab, layout, rest))
        if _fits(font, tab, boxes, room):
            break
    wide = (room.width() - GAP * (len(shown) - 1)) / max(1, len(shown))
    cards = (
        (card, QRectF(place * (wide + GAP), first, wide, high)) for place, card in enumerate(shown)
    )
    return Sheet(font, tuple(cards), boxes)


class Sentences(Protocol):
    """What is told in sentences, under a heading."""

    heading: str

    @property
    def sentences(self) -> tuple[str, ...]: ...


def told_of(tab: Tab) -> dict[Layout, Sentences]:
    """What a page tells in sentences, by the names of layouts."""
    return {CHANGES: tab.changes, WORDS: tab.words}


def _boxes(font: QFont, tab: Tab, layout: Layout, room: QRectF) -> Iterator[tuple[str, QRectF]]:
    """Where each chart lies, and what is told in sentences."""
    told = told_of(tab)
    if isinstance(layout, str):
        if layout in told:
            high = _sentences_height(font, room.width(), told[layout])
            room = QRectF(room.topLeft(), QSizeF(room.width(), min(room.height(), high)))
        yield layout, room
        return
    highs = {key: _sentences_height(font, room.width(), one) for key, one in told.items()}
    # Without sentences there is no room for them either.
    parts = [part for part in layout.parts if highs.get(part[1], 1)]
    length = room.width() if layout.across else room.height()
    free = length - GAP * (len(parts) - 1)
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
        yield from _boxes(font, tab, part, here)
        start += size + GAP


def _fits(font: QFont, tab: Tab, boxes: Sequence[tuple[str, QRectF]], room: QRectF) -> bool:
    """Whether charts keep enough of the sheet, and of their boxes below title and caption."""
    heading = QFontMetricsF(heading_of(font))
    charts = [(tab.charts[part], box) for part, box in boxes if part not in told_of(tab)]
    if charts and max(box.height() for _, box in charts) < room.height() * _LEAST_CHART:
        return False
    return all(
        head_height(font, box, chart) <= box.height() * _MOST_HEAD
        and heading.horizontalAdvance(chart.title) <= box.width() - 24
        for chart, box in charts
    )


def heading_of(font: QFont) -> QFont:
    heading = scaled(font, 1.0)
    heading.setWeight(QFont.Weight.DemiBold)
    return heading


def caption_room(font: QFont, box: QRectF, chart: Chart) -> QRectF | None:
    """Where a caption stands that has no room beside the title; None where it has."""
    heading, metrics = QFontMetricsF(heading_of(font)), QFontMetricsF(scaled(font, SMALL))
    beside = box.width() - 36 - heading.horizontalAdvance(chart.title)
    if metrics.horizontalAdvance(chart.caption) <= beside:
        return None
    top = box.top() + heading.lineSpacing() + 8
    below = QRectF(box.left() + 12, top, box.width() - 24, box.height())
    wrapped = int(Qt.TextFlag.TextWordWrap)
    return metrics.boundingRect(below, wrapped, chart.caption)


def head_height(font: QFont, box: QRectF, chart: Chart) -> float:
    """How high title and caption of a chart are together."""
    below = caption_room(font, box, chart)
    high = QFontMetricsF(heading_of(font)).lineSpacing() + 12
    return high if below is None else high + below.height() + 2


def _seen(tab: Tab, layout: Layout) -> Layout | None:
    """The layout without the charts that the page does not show; None where it shows none."""
    if isinstance(layout, str):
        card = tab.chart_cards.get(layout)
        return layout if card is None or not card.isHidden() else None
    seen = ((share, _seen(tab, part)) for share, part in layout.parts)
    parts = tuple((share, part) for share, part in seen if part is not None)
    return Split(layout.across, parts) if parts else None


def _card_height(cards: Sequence[MeasureCard], font: QFont) -> float:
    """As high as the card that tells most: a name, a number, and the lines below."""
    lines = 1 + max((len(below(card)) for card in cards), default=0)
    small, figure = QFontMetricsF(scaled(font, SMALL)), QFontMetricsF(scaled(font, FIGURE))
    return small.lineSpacing() * lines + figure.lineSpacing() + 12


def below(card: MeasureCard) -> tuple[str, ...]:
    """The small lines below the number."""
    return (*card.lines_beside, *card.told)


def sentence_boxes(font: QFont, width: float, told: Sentences) -> list[tuple[str, float]]:
    """The sentences, and how high each is in so wide a box."""
    metrics = QFontMetricsF(scaled(font, 0.95))
    room = QRectF(0, 0, width - 24, 1_000)
    wrapped = int(Qt.TextFlag.TextWordWrap)
    return [(text, metrics.boundingRect(room, wrapped, text).height()) for text in told.sentences]


def _sentences_height(font: QFont, width: float, told: Sentences) -> float:
    boxes = sentence_boxes(font, width, told)
    if not boxes:
        return 0.0
    return QFontMetricsF(font).lineSpacing() + sum(high + 3 for _, high in boxes) + 16
