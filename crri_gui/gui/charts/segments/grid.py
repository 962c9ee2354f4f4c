"""The grid of the eleven named segments: recency up, frequency to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen

from crri_gui.gui.charts.axes import readable_on, scaled
from crri_gui.gui.charts.picking import PickingChart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot, Values
from crri_gui.gui.theme.appearance import Appearance

SCORES = 5
_LINES = 4
_PADDING = 4  # of a name within its cell
_SMALLEST = 0.55
_CLOSER = 0.85


@dataclass(frozen=True)
class Place:
    """Where an item lies: scores 1 to 5; `lines` are written below its name."""

    recency: int
    frequency: int
    lines: tuple[str, ...]


class SegmentGrid(PickingChart):
    """Five by five cells, the stronger the more customers; a thick line parts the segments.

    A click picks the segment of a cell, a double click shows the cell's customers.
    """

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self._places: tuple[Place, ...] = ()
        self._segments: tuple[str, ...] = ()
        self.marked: str | None = None

    def set_places(
        self,
        places: Sequence[Place],
        segments: Sequence[str],
        items: Sequence[Item],
        values: Values,
    ) -> None:
        """Show these; items belong to places, each in one of the `segments`, by their keys."""
        self._places, self._segments = tuple(places), tuple(segments)
        self.set_items(items, values)

    @property
    def named_cells(self) -> frozenset[int]:
        """The cells that bear the names: of each segment the first with the most customers.

        Name and count stand together and read as one.
        """
        found: dict[str, int] = {}
        for number, segment in enumerate(self._segments):
            most = found.setdefault(segment, number)
            if (self.items[number].value or 0.0) > (self.items[most].value or 0.0):
                found[segment] = number
        return frozenset(found.values())

    def mark(self, segment: str | None) -> None:
        """Bring out the cells of a segment."""
        self.marked = segment
        self.update()

    def pick_of(self, index: int) -> str | None:
        """The segment of a cell."""
        return self._segments[index]

    def pick_text(self, key: str) -> str:
        """A segment is brought out, or no more."""
        if key == self.marked:
            return self.tr("Bring out no segment")
        return self.tr("Bring out its segment")

    def natural_size(self) -> QSizeF:
        """Wide enough for the longest name."""
        return QSizeF(960, 480)

    def minimumSizeHint(self) -> QSize:
        """Every name has room, in somewhat smaller letters if need be."""
        metrics = QFontMetricsF(scaled(self.font(), SMALL))
        side = metrics.height() + 28
        widest = _CLOSER * self._widest(scaled(self.font(), SMALL))
        return QSize(
            round(SCORES * (widest + _PADDING) + side),
            round((SCORES * 4 + 2) * metrics.lineSpacing() + 60),
        )

    def sizeHint(self) -> QSize:
        """Wide cells are as easy to read as high ones."""
        return self.minimumSizeHint()

    def draw(self, scene: Scene) -> None:
        """The cells between their scores."""
        painter, theme = scene.painter, scene.theme
        base = scaled(painter.font(), SMALL)
        # On paper nothing can be made higher: a name and two numbers are to have room.
        high = (scene.area.height() - 50) / SCORES
        needed = _LINES * QFontMetricsF(base).lineSpacing()
        wide = scene.area.width() - QFontMetricsF(base).height() - 28
        closer = (wide / SCORES - _PADDING) / self._widest(base)
        painter.setFont(scaled(base, min(1.0, max(_SMALLEST, min(high / needed, closer)))))
        metrics = scene.metrics()
        side = metrics.height() + 12
        body = scene.area.adjusted(side + 16, 1, -1, -2 * metrics.lineSpacing() - 6)
        size = QSizeF(body.width() / SCORES, body.height() / SCORES)
        most = max((item.value or 0.0 for item in self.items), default=0.0) or 1.0
        steps = len(theme.ramp) - 1
        bold = scaled(painter.font(), 1.0)
        bold.setBold(True)
        plain = scaled(painter.font(), 1.0)
        boxes = [
            QRectF(
                body.left() + (place.frequency - 1) * size.width(),
                body.top() + (SCORES - place.recency) * size.height(),
                size.width(),
                size.height(),
            )
            for place in self._places
        ]
        named = self.named_cells
        for number, (box, place, item) in enumerate(
            zip(boxes, self._places, self.items, strict=True)
        ):
            value = item.value or 0.0
            # The square root: a few cells hold nearly all customers.
            step = 0 if value == 0 else 1 + int((value / most) ** 0.5 * (steps - 1))
            ground = QColor(theme.ramp[min(steps, step)])
            painter.fillRect(box, ground)
            painter.setPen(readable_on(ground))
            painter.setFont(bold)
            heading: list[str] = []
            if number in named:
                heading = _wrapped(item.label, scene.metrics(), box.width() - _PADDING)
            fitting = max(1, int((box.height() - 4) / metrics.lineSpacing()))
            lines = [*heading, *place.lines][:fitting]
            y = box.center().y() - metrics.lineSpacing() * len(lines) / 2
            for place_of_line, line in enumerate(lines):
                painter.setFont(bold if place_of_line < len(heading) else plain)
                row = QRectF(box.left(), y, box.width(), metrics.lineSpacing())
                painter.drawText(row, Qt.AlignmentFlag.AlignCenter, line)
                y += metrics.lineSpacing()
            scene.spots.append(Spot(number, box, box.center()))
        painter.setFont(plain)
        self._draw_borders(scene, body, size)
        self._draw_scores(scene, body, size, side)

    def _widest(self, font: QFont) -> float:
        """The longest word of a name, in pixels."""
        bold = scaled(font, 1.0)
        bold.setBold(True)
        words = [word for item in self.items for word in item.label.split()]
        return max(map(QFontMetricsF(bold).horizontalAdvance, words), default=60.0)

    def _draw_borders(self, scene: Scene, body: QRectF, size: QSizeF) -> None:
        painter, theme = scene.painter, scene.theme
        names = {
            (place.recency, place.frequency): item.label
            for place, item in zip(self._places, self.items, strict=True)
        }
        for (recency, frequency), name in names.items():
            left = body.left() + (frequency - 1) * size.width()
            top = body.top() + (SCORES - recency) * size.height()
            right, bottom = left + size.width(), top + size.height()
            for other, line in (
                ((recency, frequency + 1), (QPointF(right, top), QPointF(right, bottom))),
                ((recency - 1, frequency), (QPointF(left, bottom), QPointF(right, bottom))),
            ):
                if other in names:
                    same = names[other] == name
                    colour = theme.border if same else theme.text
                    painter.setPen(QPen(QColor(colour), 0.8 if same else 1.8))
                    painter.drawLine(*line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.outline), 1))
        painter.drawRect(body)
        for spot in scene.spots:
            if self.marked is not None and self._segments[spot.item] == self.marked:
                painter.setPen(QPen(QColor(theme.series[1]), 3))
                painter.drawRect(spot.area.adjusted(2.5, 2.5, -2.5, -2.5))
        if scene.current is not None:
            for spot in scene.spots:
                if spot.item == scene.current:
                    painter.setPen(QPen(QColor(theme.focus), 3))
                    painter.drawRect(spot.area.adjusted(2, 2, -2, -2))

    def _draw_scores(self, scene: Scene, body: QRectF, size: QSizeF, side: float) -> None:
        painter, theme = scene.painter, scene.theme
        painter.setPen(QColor(theme.muted))
        middle = Qt.AlignmentFlag.AlignCenter
        high = scene.metrics().lineSpacing()
        for score in range(1, SCORES + 1):
            top = body.top() + (SCORES - score) * size.height()
            painter.drawText(QRectF(body.left() - 18, top, 14, size.height()), middle, str(score))
            left = body.left() + (score - 1) * size.width()
            foot = QRectF(left, body.bottom() + 3, size.width(), high)
            painter.drawText(foot, middle, str(score))
        foot = QRectF(body.left(), body.bottom() + 3 + high, body.width(), high)
        painter.drawText(foot, middle, self.tr("Frequency score (more orders →)"))
        painter.save()
        painter.translate(scene.area.left() + side / 2 - 4, body.center().y())
        painter.rotate(-90)
        turned = QRectF(-body.height() / 2, -side / 2, body.height(), side)
        painter.drawText(turned, middle, self.tr("Recency score (more recent →)"))
        painter.restore()

    def moved(self, index: int, across: int, down: int) -> int:
        """The cell beside it."""
        place = self._places[index]
        wanted = (place.recency - down, place.frequency + across)
        for number, other in enumerate(self._places):
            if (other.recency, other.frequency) == wanted:
                return number
        return index


def _wrapped(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """A name in as many lines as it needs."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
