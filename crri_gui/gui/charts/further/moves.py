"""Who moved from where to where: a matrix, and the same as bands between two columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainterPath, QPen

from crri_gui.gui.charts.axes import mixed, readable_on, scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot, Values
from crri_gui.gui.theme.appearance import Appearance

_NODE, _GAP = 12.0, 10.0
_THIN = 3.0
_SPAN = 8.0
"""Between the head of all columns and those of each."""
_STRONG = 0.62
"""Of a row's customers: a cell with so many has the strongest colour."""


@dataclass(frozen=True)
class Move:
    """Of an item: the places of its row and column; the lines of its cell, its share of the row."""

    start: int
    end: int
    lines: tuple[str, ...]
    share: float


@dataclass(frozen=True)
class Side:
    """What is left and right of the moves, or above: names with their totals, and a head."""

    head: str
    names: tuple[str, ...]
    totals: tuple[str, ...]
    series: tuple[int, ...]
    """The place of each colour in the palette."""


_NOTHING = Side("", (), (), ())


class _MovesChart(Chart):
    """Moves between two sides."""

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self.moves: tuple[Move, ...] = ()
        self.before, self.after = _NOTHING, _NOTHING

    def set_moves(
        self,
        items: Sequence[Item],
        moves: Sequence[Move],
        before: Side,
        after: Side,
        values: Values,
    ) -> None:
        """Show these; moves belong to items."""
        self.moves, self.before, self.after = tuple(moves), before, after
        self.set_items(items, values)

    def moved(self, index: int, across: int, down: int) -> int:
        """The next move that way, over what nobody did."""
        at = self.moves[index]
        places = {(move.start, move.end): place for place, move in enumerate(self.moves)}
        for far in range(1, max(len(self.before.names), len(self.after.names)) + 1):
            found = places.get((at.start + down * far, at.end + across * far))
            if found is not None:
                return found
        return index

    def _bold(self, font: QFont) -> QFont:
        made = QFont(font)
        made.setWeight(QFont.Weight.DemiBold)
        return made


class MoveMatrix(_MovesChart):
    """A row for each segment before, a column for each now; the outlined cells stayed."""

    def minimumSizeHint(self) -> QSize:
        """Each cell has room for its lines."""
        metrics = QFontMetricsF(scaled(self.font(), SMALL))
        lines = max((len(move.lines) for move in self.moves), default=2)
        high = len(self.before.names) * (lines * metrics.lineSpacing() + 12)
        return QSize(340, round(max(150.0, high + 3 * metrics.lineSpacing() + 16)))

    def sizeHint(self) -> QSize:
        """Its cells, and no more."""
        return self.minimumSizeHint()

    def natural_size(self) -> QSizeF:
        """The size at which it is saved."""
        return QSizeF(760, max(300.0, self.minimumSizeHint().height()))

    def draw(self, scene: Scene) -> None:
        """Heads, and the cells between them."""
        if not self.items:
            return
        painter, theme, area = scene.painter, scene.theme, scene.area
        plain = scaled(painter.font(), SMALL)
        bold = self._bold(plain)
        painter.setFont(plain)
        metrics = scene.metrics()
        left = max(map(QFontMetricsF(bold).horizontalAdvance, self.before.names)) + 18
        beside = (self.before.head, *self.before.totals)
        left = max(left, *(metrics.horizontalAdvance(text) + 18 for text in beside))
        head = 3 * metrics.lineSpacing() + 8 + _SPAN
        body = area.adjusted(left, head, -1, -1)
        wide = body.width() / len(self.after.names)
        high = body.height() / len(self.before.names)
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setPen(QColor(theme.muted))
        line = metrics.lineSpacing()
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRectF(body.left(), area.top(), body.width(), line), middle, self.after.head
        )
        # It spans all columns, and is not the head of the one in the middle.
        painter.setPen(QPen(QColor(theme.border), 1))
        across = area.top() + line + _SPAN / 2
        painter.drawLine(QPointF(body.left() + 2, across), QPointF(body.right() - 2, across))
        painter.setPen(QColor(theme.muted))
        corner = QRectF(area.left(), body.top() - line - 4, left - 10, line)
        painter.drawText(corner, end, self.before.head)
        for place, (name, total) in enumerate(
            zip(self.after.names, self.after.totals, strict=True)
        ):
            box = QRectF(body.left() + place * wide, area.top() + line + _SPAN, wide, line)
            painter.setFont(bold)
            painter.setPen(QColor(theme.text))
            painter.drawText(box, middle, name)
            painter.setFont(plain)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box.translated(0, line), middle, total)
        names = zip(self.before.names, self.before.totals, strict=True)
        for place, (name, total) in enumerate(names):
            top = body.top() + place * high + high / 2 - line
            box = QRectF(area.left(), top, left - 10, line)
            painter.setFont(bold)
            painter.setPen(QColor(theme.text))
            painter.drawText(box, end, name)
            painter.setFont(plain)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box.translated(0, line), end, total)
        for number, move in enumerate(self.moves):
            box = QRectF(body.left() + move.end * wide, body.top() + move.start * high, wide, high)
            self._draw_cell(scene, box.adjusted(1.5, 1.5, -1.5, -1.5), move, number, bold)
            scene.spots.append(Spot(number, box, box.center()))

    def _draw_cell(self, scene: Scene, box: QRectF, move: Move, number: int, bold: QFont) -> None:
        painter, theme = scene.painter, scene.theme
        steps = len(theme.ramp) - 1
        step = min(steps, round(move.share / _STRONG * steps))
        ground = QColor(theme.ramp[step])
        painter.fillRect(box, ground)
        stayed = self.before.names[move.start] == self.after.names[move.end]
        if stayed or scene.current == number:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            colour = QColor(theme.focus) if scene.current == number else readable_on(ground)
            painter.setPen(QPen(colour, 3 if scene.current == number else 1.6))
            painter.drawRect(box.adjusted(2.5, 2.5, -2.5, -2.5))
        plain = painter.font()
        metrics = scene.metrics()
        painter.setPen(readable_on(ground))
        y = box.center().y() - metrics.lineSpacing() * len(move.lines) / 2
        for place, text in enumerate(move.lines):
            painter.setFont(bold if place == 0 else plain)
            line = QRectF(box.left(), y, box.width(), metrics.lineSpacing())
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, text)
            y += metrics.lineSpacing()
        painter.setFont(plain)


class FlowChart(_MovesChart):
    """Bands from the segments before to those now, as wide as what moves (Sankey's diagram)."""

    def minimumSizeHint(self) -> QSize:
        """Room for the names on both sides, and for the bands between them."""
        line = QFontMetricsF(scaled(self.font(), SMALL)).lineSpacing()
        return QSize(340, round(max(200.0, (2.4 * len(self.before.names) + 2) * line)))

    def natural_size(self) -> QSizeF:
        """The size at which it is saved."""
        return QSizeF(860, 420)

    def draw(self, scene: Scene) -> None:
        """Names on both sides, and the bands."""
        if not self.items:
            return
        painter, area = scene.painter, scene.area
        plain = scaled(painter.font(), SMALL)
        bold = self._bold(plain)
        painter.setFont(plain)
        line = scene.metrics().lineSpacing()
        strong = QFontMetricsF(bold)
        widths = [
            max(
                *(strong.horizontalAdvance(name) for name in side.names),
                *(scene.metrics().horizontalAdvance(text) for text in (side.head, *side.totals)),
            )
            + 10
            for side in (self.before, self.after)
        ]
        body = area.adjusted(widths[0] + _NODE, line + 4, -widths[1] - _NODE, -4)
        amounts = [max(0.0, item.value or 0.0) for item in self.items]
        sums = [[0.0] * len(side.names) for side in (self.before, self.after)]
        for amount, move in zip(amounts, self.moves, strict=True):
            sums[0][move.start] += amount
            sums[1][move.end] += amount
        apart = max(_GAP, 2 * line + 2)
        most = max(len(side) for side in sums) - 1
        scale = max(1.0, body.height() - most * apart - 2 * line) / (sum(amounts) or 1.0)
        tops = [self._tops(side, body, scale, apart) for side in sums]
        self._draw_heads(scene, area, body, line)
        next_at = [list(side) for side in tops]
        bands = []
        for number, move in sorted(enumerate(self.moves), key=lambda one: _in_order(one[1])):
            high = amounts[number] * scale
            bands.append((high, number, next_at[0][move.start], next_at[1][move.end]))
            next_at[0][move.start] += high
            next_at[1][move.end] += high
        for high, number, left, right in sorted(bands, reverse=True):  # thin ones are on top
            self._draw_band(scene, body, (left, right, high), self.moves[number], number)
        for side, (at, ends) in enumerate(zip(tops, sums, strict=True)):
            for place, (top, amount) in enumerate(zip(at, ends, strict=True)):
                self._draw_node(scene, area, body, side, place, (top, amount * scale), bold)

    @staticmethod
    def _tops(sums: Sequence[float], body: QRectF, scale: float, apart: float) -> list[float]:
        """Where each node begins; the side stands in the middle of the room."""
        whole = sum(sums) * scale + apart * (len(sums) - 1)
        y = body.center().y() - whole / 2
        tops = []
        for amount in sums:
            tops.append(y)
            y += amount * scale + apart
        return tops

    def _draw_heads(self, scene: Scene, area: QRectF, body: QRectF, line: float) -> None:
        scene.painter.setPen(QColor(scene.theme.muted))
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        left = QRectF(area.left(), area.top(), body.left() - _NODE - area.left() - 6, line)
        scene.painter.drawText(left, end, self.before.head)
        right = QRectF(body.right() + _NODE + 6, area.top(), 0, line)
        right.setRight(area.right())
        scene.painter.drawText(right, start, self.after.head)

    def _colour(self, scene: Scene, side: Side, place: int) -> QColor:
        return QColor(scene.theme.series[side.series[place]])

    def _draw_band(
        self,
        scene: Scene,
        body: QRectF,
        ends: tuple[float, float, float],
        move: Move,
        number: int,
    ) -> None:
        left, right, high = ends
        painter = scene.painter
        high = max(high, 0.8)
        middle = body.center().x()
        path = QPainterPath(QPointF(body.left(), left))
        path.cubicTo(QPointF(middle, left), QPointF(middle, right), QPointF(body.right(), right))
        path.lineTo(QPointF(body.right(), right + high))
        path.cubicTo(
            QPointF(middle, right + high),
            QPointF(middle, left + high),
            QPointF(body.left(), left + high),
        )
        path.closeSubpath()
        colour = self._colour(scene, self.before, move.start)
        current = scene.current == number
        ground = mixed(colour.name(), scene.theme.surface, 0.75 if current else 0.38)
        edge = colour if current else ground if high < _THIN else QColor(scene.theme.surface)
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 1))
        painter.drawPath(path)
        box = QRectF(body.left(), left, body.width() / 3, max(high, 6.0))
        anchor = QPointF(body.left() + body.width() / 3, left + high / 2)
        scene.spots.append(Spot(number, box, anchor))

    def _draw_node(
        self,
        scene: Scene,
        area: QRectF,
        body: QRectF,
        side: int,
        place: int,
        at: tuple[float, float],
        bold: QFont,
    ) -> None:
        painter, theme = scene.painter, scene.theme
        which = (self.before, self.after)[side]
        top, high = at
        left = body.left() - _NODE if side == 0 else body.right()
        node = QRectF(left, top, _NODE, max(high, 2.0))
        painter.fillRect(node, self._colour(scene, which, place))
        plain, line = painter.font(), scene.metrics().lineSpacing()
        box = QRectF(area.left(), node.center().y() - line, node.left() - area.left() - 6, line)
        way = Qt.AlignmentFlag.AlignRight
        if side == 1:
            box.setLeft(node.right() + 6)
            box.setRight(area.right())
            way = Qt.AlignmentFlag.AlignLeft
        painter.setFont(bold)
        painter.setPen(QColor(theme.text))
        painter.drawText(box, way | Qt.AlignmentFlag.AlignVCenter, which.names[place])
        painter.setFont(plain)
        painter.setPen(QColor(theme.muted))
        below = box.translated(0, line)
        painter.drawText(below, way | Qt.AlignmentFlag.AlignVCenter, which.totals[place])


def _in_order(move: Move) -> tuple[int, int]:
    return move.start, move.end
