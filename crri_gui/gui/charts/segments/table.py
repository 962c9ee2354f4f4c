"""The named segments one below the other: who they are, what they are worth, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPen, QResizeEvent

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.charts.axes import mixed, scaled
from crri_gui.gui.charts.picking import PickingChart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot, Values
from crri_gui.gui.theme.appearance import Appearance

_GAP = 14.0
_ANY = 10_000.0
_MORE = 60.0
_SMALLER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
_LITTLE = _SMALLER[:3]
"""Text is made that much smaller before the numbers go below the names."""
_HIGHEST = 1.5
"""Rows are made higher than their text needs by this factor at most."""
_ACTION_AT_LEAST = 17
"""Of the widest digit: with less room than that, what to do stands below the numbers."""


@dataclass(frozen=True)
class Line:
    """A segment: who is in it, its numbers with their shares of all (None: no bar), what to do."""

    who: str
    numbers: tuple[tuple[str, str, float | None], ...]
    action: str


class SegmentTable(PickingChart):
    """A row for each item. A click picks a segment, a double click shows its customers."""

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self.lines: tuple[Line, ...] = ()
        self.heads: tuple[str, ...] = ()
        self.marked: str | None = None
        self._hint = QSize()

    def set_lines(
        self, heads: Sequence[str], lines: Sequence[Line], items: Sequence[Item], values: Values
    ) -> None:
        """Show these; `heads` are those of name, numbers and action."""
        self.heads, self.lines = tuple(heads), tuple(lines)
        self.set_items(items, values)

    def mark(self, key: str | None) -> None:
        """Bring out a segment."""
        self.marked = key
        self.update()

    def pick_of(self, index: int) -> str | None:
        """The segment of a row."""
        return self.items[index].key

    def pick_text(self, key: str) -> str:
        """A segment's cells are brought out, or no more."""
        return self.tr("Bring out no cells") if key == self.marked else self.tr("Find its cells")

    # Measures

    def _fonts(self, base: QFont, width: float) -> tuple[QFont, QFont]:
        """Smaller where large text would push the last numbers out of the table."""
        stacked = self._stacked(base, width)
        for smaller in _SMALLER:
            plain, bold = _pair(base, smaller)
            if self._fits(plain, bold, width, stacked=stacked):
                break
        return plain, bold

    def _stacked(self, base: QFont, width: float) -> bool:
        """Whether numbers stand below the names, which leave large text no room for them."""
        return not any(self._fits(*_pair(base, s), width, stacked=False) for s in _LITTLE)

    def _fits(self, plain: QFont, bold: QFont, width: float, *, stacked: bool) -> bool:
        widths = self._columns(plain, bold, stacked=stacked)
        return sum(widths) + _GAP * len(widths) <= width

    def _columns(self, plain: QFont, bold: QFont, *, stacked: bool) -> list[float]:
        """The widths of name and numbers; names that stand above them have none."""
        metrics, strong = QFontMetricsF(plain), QFontMetricsF(bold)
        heads = self.heads or ("",)
        names = [strong.horizontalAdvance(item.label) for item in self.items]
        names += [metrics.horizontalAdvance(line.who) for line in self.lines]
        widths = [0.0 if stacked else max([*names, metrics.horizontalAdvance(heads[0])])]
        for place, head in enumerate(heads[1:-1]):
            texts = [text for line in self.lines for text in line.numbers[place][:2]]
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
            widths.append(max(widest + 8, metrics.horizontalAdvance(head)))
        return widths

    def _spaced(
        self, widths: list[float], width: float, plain: QFont, *, below: bool
    ) -> list[float]:
        """Numbers take what room the words leave, for their bars."""
        metrics = QFontMetricsF(plain)
        actions = [metrics.horizontalAdvance(line.action) for line in self.lines if not below]
        free = width - sum(widths) - _GAP * len(widths) - max(actions, default=0.0) - 24
        more = min(_MORE, max(0.0, free / max(1, len(widths) - 1)))
        return [widths[0], *(one + more for one in widths[1:])]

    def _below(self, width: float, plain: QFont, bold: QFont, *, stacked: bool) -> bool:
        """Whether there is no room for what to do beside the numbers."""
        if stacked:
            return True
        widths = self._columns(plain, bold, stacked=False)
        metrics = QFontMetricsF(plain)
        room = QRectF(0, 0, width - sum(widths) - _GAP * len(widths) - 12, _ANY)
        if room.width() < _ACTION_AT_LEAST * metrics.horizontalAdvance("0"):
            return True
        wrapped = Qt.TextFlag.TextWordWrap.value
        high = (metrics.boundingRect(room, wrapped, line.action).height() for line in self.lines)
        return max(high, default=0.0) > 2 * metrics.lineSpacing() + 1  # as high as the numbers

    @property
    def least_width(self) -> float:
        """What names and numbers take, in the size in which they are written."""
        width = self.width() - 6.0
        stacked = self._stacked(self.font(), width)
        widths = self._columns(*self._fonts(self.font(), width), stacked=stacked)
        return sum(widths) + _GAP * len(widths)

    def _row_height(self, width: float, plain: QFont, bold: QFont, *, stacked: bool) -> float:
        lines = 2 + self._below(width, plain, bold, stacked=stacked) + 2 * stacked
        return QFontMetricsF(plain).lineSpacing() * lines + 8

    def sizeHint(self) -> QSize:
        """All rows."""
        width = self.width() - 6.0
        plain, bold = self._fonts(self.font(), width)
        stacked = self._stacked(self.font(), width)
        rows = self._row_height(width, plain, bold, stacked=stacked) * max(1, len(self.items))
        return QSize(400, round(rows + QFontMetricsF(plain).lineSpacing() + 16))

    def minimumSizeHint(self) -> QSize:
        """The page scrolls rather than the table."""
        return QSize(320, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        if self.sizeHint() != self._hint:
            self._hint = self.sizeHint()
            self.updateGeometry()

    def natural_size(self) -> QSizeF:
        """The size at which the table is saved."""
        plain, bold = self._fonts(self.font(), 960)
        stacked = self._stacked(self.font(), 960)
        rows = self._row_height(960, plain, bold, stacked=stacked) * max(1, len(self.items))
        return QSizeF(960, rows + QFontMetricsF(plain).lineSpacing() + 24)

    # Painting

    def draw(self, scene: Scene) -> None:
        """Heads and rows."""
        painter, theme, area = scene.painter, scene.theme, scene.area
        plain, bold = self._fonts(painter.font(), area.width())
        stacked = self._stacked(painter.font(), area.width())
        head = QFontMetricsF(plain).lineSpacing() + 8
        fitting = self._row_height(area.width(), plain, bold, stacked=stacked)
        needed = head + fitting * max(1, len(self.items))
        if needed > area.height():
            # On paper nothing scrolls.
            plain, bold = (scaled(font, max(0.5, area.height() / needed)) for font in (plain, bold))
            head = QFontMetricsF(plain).lineSpacing() + 4
        metrics = QFontMetricsF(plain)
        widths = self._columns(plain, bold, stacked=stacked)
        below = self._below(area.width(), plain, bold, stacked=stacked)
        widths = self._spaced(widths, area.width(), plain, below=below)
        fitting = self._row_height(area.width(), plain, bold, stacked=stacked)
        lines = 2 + below + 2 * stacked
        # Rows that are far apart are not read as one table.
        high = min((area.height() - head) / max(1, len(self.items)), _HIGHEST * fitting)
        painter.setFont(plain)
        painter.setPen(QColor(theme.muted))
        lefts = [area.left() + 8]
        for width in widths:
            lefts.append(lefts[-1] + width + _GAP)
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for place, text in enumerate(self.heads):
            if (place == len(self.heads) - 1 and below) or (place == 0 and stacked):
                continue
            numeric = 0 < place < len(self.heads) - 1
            width = widths[place] if place < len(widths) else area.right() - lefts[place]
            box = QRectF(lefts[place], area.top(), width, head - 2)
            painter.drawText(box, end if numeric else start, text)
        for number, (item, line) in enumerate(zip(self.items, self.lines, strict=True)):
            row = QRectF(area.left(), area.top() + head + number * high, area.width(), high)
            self._draw_ground(scene, row, item, number)
            first = row.top() + max(2.0, (high - metrics.lineSpacing() * lines) / 2)
            wide = row.width() - 8 if stacked else widths[0]
            upper = QRectF(lefts[0], first, wide, metrics.lineSpacing())
            painter.setFont(bold)
            painter.setPen(QColor(theme.text))
            painter.drawText(upper, start, item.label)
            painter.setFont(plain)
            painter.setPen(QColor(theme.muted))
            painter.drawText(upper.translated(0, metrics.lineSpacing()), start, line.who)
            shown = upper.translated(0, 2 * metrics.lineSpacing() if stacked else 0)
            self._draw_numbers(scene, line, lefts, widths, shown, metrics)
            painter.setPen(QColor(theme.text))
            action = QRectF(lefts[-1], row.top() + 2, row.right() - lefts[-1] - 4, high - 4)
            if below:
                action = upper.translated(0, (lines - 1) * metrics.lineSpacing())
                action.setRight(row.right() - 4)
            flags = start.value if below else start.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(action, flags, line.action)
            scene.spots.append(Spot(number, row, QPointF(lefts[1], row.center().y())))

    def _draw_ground(self, scene: Scene, row: QRectF, item: Item, number: int) -> None:
        painter, theme = scene.painter, scene.theme
        if item.key == self.marked:
            painter.fillRect(row, QColor(theme.accent_soft))
            painter.fillRect(QRectF(row.left(), row.top(), 3, row.height()), QColor(theme.accent))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(row.topLeft(), row.topRight())
        if scene.current == number:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRect(row.adjusted(1, 2, -1, -1))

    def _draw_numbers(
        self,
        scene: Scene,
        line: Line,
        lefts: Sequence[float],
        widths: Sequence[float],
        upper: QRectF,
        metrics: QFontMetricsF,
    ) -> None:
        painter, theme = scene.painter, scene.theme
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        high = metrics.lineSpacing()
        for place, (text, note, share) in enumerate(line.numbers, 1):
            box = QRectF(lefts[place], upper.top(), widths[place], high)
            if share:
                _draw_bar(scene, theme, box, share)
            painter.setPen(QColor(theme.text))
            painter.drawText(box, end, text)
            painter.setPen(QColor(theme.muted))
            painter.drawText(box.translated(0, high), end, note)


def _pair(base: QFont, smaller: float) -> tuple[QFont, QFont]:
    """Of the numbers and of the names."""
    plain = scaled(base, SMALL * smaller)
    bold = QFont(plain)
    bold.setWeight(QFont.Weight.DemiBold)
    return plain, bold


def _draw_bar(scene: Scene, theme: Theme, box: QRectF, share: float) -> None:
    bar = QRectF(box.left(), box.top() + 1, max(1.0, box.width() * min(1.0, share)), 0)
    bar.setHeight(box.height() - 2)
    scene.painter.fillRect(bar, mixed(theme.series[0], theme.surface, 0.2))
