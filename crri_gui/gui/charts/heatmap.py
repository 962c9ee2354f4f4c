"""The heat map of retention: zero, not yet observed and partial are three different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.charts.axes import mixed, readable_on, scaled
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.marks import folded_corner, hatch
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Spot, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.theme.appearance import Appearance

_AROUND = 410
"""What is above and below the matrix in the window, in pixels."""
_SMALLEST = 0.6
"""Text in a report is made no smaller than this share of the text's size."""


@dataclass(frozen=True)
class Row:
    """A cohort: its label, its customers."""

    label: str
    size: int


@dataclass(frozen=True)
class Cell:
    """A cell: a share, or None where it is not observed yet; `first` is the cohort's own month.

    The share of a `tiny` cohort or month is written, but has no colour.
    """

    row: int
    column: int
    share: float | None
    first: bool = False
    tiny: bool = False


class HeatMap(Chart):
    """Rows are cohorts, columns months; `items` tell about the cells, in their order."""

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self._rows: tuple[Row, ...] = ()
        self._columns: tuple[tuple[str, bool], ...] = ()
        self._cells: tuple[Cell, ...] = ()
        self._places: dict[tuple[int, int], int] = {}
        self._strong = 1.0
        self._hint = QSize()
        self._across = QScrollBar(Qt.Orientation.Horizontal, self)
        self._down = QScrollBar(Qt.Orientation.Vertical, self)
        self._across.setAccessibleName(self.tr("Scroll the months"))
        self._down.setAccessibleName(self.tr("Scroll the cohorts"))
        for bar in (self._across, self._down):
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            bar.valueChanged.connect(self.update)
        self.setMinimumHeight(220)

    def set_cells(
        self,
        rows: Sequence[Row],
        columns: Sequence[tuple[str, bool]],
        cells: Sequence[Cell],
        items: Sequence[Item],
        values: Values,
    ) -> None:
        """Show these; a column is its label, and whether its month is not whole.

        `items` belong to `cells`, followed by one for every row.
        """
        self._rows, self._columns, self._cells = tuple(rows), tuple(columns), tuple(cells)
        self._places = {(cell.row, cell.column): place for place, cell in enumerate(cells)}
        self._places.update({(row, -1): len(cells) + row for row in range(len(rows))})
        later = sorted(cell.share for cell in cells if cell.share and not (cell.first or cell.tiny))
        # A small cohort that came back as a whole must not pale all the others.
        self._strong = later[int(0.95 * (len(later) - 1))] if later else 1.0
        self.set_items(items, values)
        self._arrange()

    # Measures

    def _cell_size(self, metrics: QFontMetricsF) -> QSizeF:
        most = max((cell.share or 0.0 for cell in self._cells if not cell.first), default=0.0)
        texts = [numbers.percent(most, 2), numbers.percent(0.1, 2), numbers.percent(1, 0)]
        texts += [word for label, _ in self._columns for word in label.split()]
        widest = max(metrics.horizontalAdvance(text) for text in texts)
        return QSizeF(widest + 9, metrics.height() + 9)

    def _header(self, metrics: QFontMetricsF) -> tuple[float, float, float]:
        """Widths of the labels and of the sizes on the left; height of the months on top."""
        labels = max((metrics.horizontalAdvance(row.label) for row in self._rows), default=0.0)
        sizes = max(
            (metrics.horizontalAdvance(numbers.integer(row.size)) for row in self._rows),
            default=0.0,
        )
        lines = max((len(label.split()) for label, _ in self._columns), default=1)
        return labels + 14, sizes + 64, metrics.lineSpacing() * lines + 8

    def _legend_height(self, metrics: QFontMetricsF) -> float:
        return metrics.height() + 14

    def _small(self) -> QFontMetricsF:
        return QFontMetricsF(scaled(self.font(), SMALL))

    def natural_size(self) -> QSizeF:
        """All cells, none scrolled away."""
        metrics = self._small()
        cell = self._cell_size(metrics)
        labels, sizes, months = self._header(metrics)
        return QSizeF(
            max(labels + sizes + cell.width() * len(self._columns) + 8, 860.0),
            months + cell.height() * len(self._rows) + self._legend_height(metrics) + 8,
        )

    def sizeHint(self) -> QSize:
        """As high as all the rows, but no higher than the window shows at once."""
        room = max(self.minimumHeight(), self.window().height() - _AROUND)
        return QSize(600, min(room, round(self.natural_size().height()) + 20))

    def _arrange(self) -> None:
        """Place the scroll bars where they are needed, and say how far they go."""
        metrics = self._small()
        cell = self._cell_size(metrics)
        labels, sizes, months = self._header(metrics)
        thick = self._across.sizeHint().height()
        legend = self._legend_height(metrics)
        wide = self.width() - labels - sizes - 6
        high = self.height() - months - legend - 6
        across = cell.width() * len(self._columns) > wide
        down = cell.height() * len(self._rows) > high - (thick if across else 0)
        across = cell.width() * len(self._columns) > wide - (thick if down else 0)
        wide -= thick if down else 0
        high -= thick if across else 0
        self._across.setVisible(across)
        self._down.setVisible(down)
        self._across.setGeometry(
            round(labels + sizes), round(3 + legend + months + high), round(wide), thick
        )
        self._down.setGeometry(
            self.width() - thick - 1, round(3 + legend + months), thick, round(high)
        )
        for bar, step, count, room in (
            (self._across, cell.width(), len(self._columns), wide),
            (self._down, cell.height(), len(self._rows), high),
        ):
            bar.setRange(0, max(0, round(step * count - room)))
            bar.setPageStep(max(1, round(room)))
            bar.setSingleStep(max(1, round(step)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scroll bars come and go."""
        super().resizeEvent(event)
        self._arrange()
        if self.sizeHint() != self._hint:
            self._hint = self.sizeHint()
            self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll where there is something to scroll, else let the page."""
        turned = event.angleDelta()
        sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) or turned.x() != 0
        bar = self._across if sideways else self._down
        by = turned.x() or turned.y()
        before = bar.value()
        bar.setValue(before - by // 2)
        event.setAccepted(bar.isVisible() and bar.value() != before)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars follow the text's size."""
        self._arrange()
        super().paintEvent(event)

    def draw(self, scene: Scene) -> None:
        """Months on top, cohorts on the left, cells, and what the colours mean."""
        painter, area = scene.painter, scene.area
        on_screen = painter.device() is self
        base = painter.font()
        painter.setFont(scaled(base, SMALL))
        metrics = scene.metrics()
        if not on_screen:
            wanted = self.natural_size()
            shrink = min(1.0, area.width() / wanted.width(), area.height() / wanted.height())
            painter.setFont(scaled(base, SMALL * max(shrink, _SMALLEST) * 0.98))
            metrics = scene.metrics()
        labels, sizes, months = self._header(metrics)
        legend = self._legend_height(metrics)
        cell = self._cell_size(metrics)
        body = QRectF(
            area.left() + labels + sizes,
            area.top() + legend + months,
            area.width() - labels - sizes,
            area.height() - months - legend,
        )
        offset = QPointF(0, 0)
        if on_screen:
            body.setRight(body.right() - (self._down.width() if self._down.isVisible() else 0))
            low = self._across.height() if self._across.isVisible() else 0
            body.setBottom(body.bottom() - low)
            offset = QPointF(self._across.value(), self._down.value())
        if self._columns:
            wide = min(cell.width() * 1.5, body.width() / len(self._columns))
            cell.setWidth(max(cell.width(), wide) if on_screen else wide)
        if not on_screen and self._rows:
            cell.setHeight(min(cell.height(), body.height() / len(self._rows)))
        self._draw_cells(scene, body, cell, offset)
        self._draw_months(scene, body, cell, offset, months)
        self._draw_rows(scene, body, cell, offset, labels, sizes)
        self._draw_legend(scene, QRectF(area.left(), area.top(), area.width(), legend))

    def _ground(self, cell: Cell, theme: Theme) -> QColor:
        if cell.first:
            return QColor(theme.first)
        if cell.tiny:
            return QColor(theme.surface)
        share = cell.share or 0.0
        if share <= 0:
            return QColor(theme.ramp[0])
        steps = len(theme.ramp) - 1
        return QColor(theme.ramp[min(steps, 1 + int(share / self._strong * (steps - 1) + 1e-9))])

    def _draw_cells(self, scene: Scene, body: QRectF, size: QSizeF, offset: QPointF) -> None:
        painter, theme = scene.painter, scene.theme
        painter.save()
        painter.setClipRect(body, Qt.ClipOperation.IntersectClip)
        for place, cell in enumerate(self._cells):
            box = QRectF(
                body.left() + cell.column * size.width() - offset.x(),
                body.top() + cell.row * size.height() - offset.y(),
                size.width(),
                size.height(),
            )
            if not box.intersects(body):
                continue
            inner = box.adjusted(1, 1, -1, -1)
            if cell.share is None:
                hatch(painter, inner, theme)
            else:
                ground = self._ground(cell, theme)
                painter.fillRect(inner, ground)
                painter.setPen(readable_on(ground))
                text = numbers.percent(cell.share, 0 if cell.first else 2)
                painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
                if self.items[place].partial:
                    folded_corner(painter, inner, readable_on(ground))
            if scene.current == place:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(theme.focus), 2))
                painter.drawRect(inner.adjusted(1, 1, -1, -1))
            scene.spots.append(Spot(place, box.intersected(body), box.center()))
        painter.restore()

    def _draw_months(
        self, scene: Scene, body: QRectF, size: QSizeF, offset: QPointF, high: float
    ) -> None:
        painter, theme = scene.painter, scene.theme
        painter.save()
        strip = QRectF(body.left(), body.top() - high, body.width(), high)
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        for number, (label, partial) in enumerate(self._columns):
            left = body.left() + number * size.width() - offset.x()
            box = QRectF(left, strip.top(), size.width(), high)
            painter.setPen(QColor(theme.warning if partial else theme.muted))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "\n".join(label.split()))
            if partial:
                folded_corner(painter, box.adjusted(1, 4, -1, -2), QColor(theme.warning))
        painter.restore()

    def _draw_rows(
        self,
        scene: Scene,
        body: QRectF,
        cell: QSizeF,
        offset: QPointF,
        labels: float,
        sizes: float,
    ) -> None:
        painter, theme = scene.painter, scene.theme
        metrics = scene.metrics()
        most = max((row.size for row in self._rows), default=1) or 1
        left = body.left() - labels - sizes
        painter.setPen(QColor(theme.muted))
        head = QRectF(
            left, body.top() - metrics.height() - 8, labels + sizes - 8, metrics.height() + 6
        )
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(head, start, self.tr("Cohort"))
        painter.drawText(head, end, self.tr("Customers"))
        painter.save()
        strip = QRectF(left, body.top(), labels + sizes, body.height())
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        for number, row in enumerate(self._rows):
            top = body.top() + number * cell.height() - offset.y()
            box = QRectF(left, top, labels + sizes - 8, cell.height())
            if not box.intersects(strip):
                continue
            place = len(self._cells) + number
            if scene.current == place:
                painter.fillRect(box, QColor(theme.accent_soft))
            painter.setPen(QColor(theme.text))
            painter.drawText(box.adjusted(2, 0, 0, 0), start, row.label)
            painter.drawText(box, end, numbers.integer(row.size))
            room = sizes - 8 - metrics.horizontalAdvance(numbers.integer(most)) - 8
            bar = QRectF(
                left + labels, top + cell.height() / 2 - 4, max(1.0, room * row.size / most), 8
            )
            painter.fillRect(bar, mixed(theme.series[0], theme.surface, 0.55))
            scene.spots.append(Spot(place, box.intersected(strip), box.center()))
        painter.restore()

    def _draw_legend(self, scene: Scene, area: QRectF) -> None:
        painter, theme = scene.painter, scene.theme
        metrics = scene.metrics()
        x, y = area.left() + 2, area.top() + metrics.height() / 2 + 2
        swatch = metrics.height()
        texts = (
            ("first", self.tr("first month")),
            ("zero", self.tr("observed, nobody came back")),
            ("ramp", self.tr("{share} and more").format(share=numbers.percent(self._strong, 2))),
            ("unseen", self.tr("not yet observed")),
            ("partial", self.tr("partial or stray month")),
        )
        for kind, text in texts:
            box = QRectF(x, y - swatch / 2, swatch * (5 if kind == "ramp" else 1.4), swatch)
            if kind == "ramp":
                steps = theme.ramp[1:]
                for number, colour in enumerate(steps):
                    part = box.width() / len(steps)
                    piece = QRectF(box.left() + number * part, box.top(), part + 0.5, swatch)
                    painter.fillRect(piece, QColor(colour))
            elif kind == "unseen":
                hatch(painter, box, theme)
            elif kind == "partial":
                painter.fillRect(box, QColor(theme.ramp[1]))
                folded_corner(painter, box, readable_on(QColor(theme.ramp[1])))
            else:
                painter.fillRect(box, QColor(theme.first if kind == "first" else theme.ramp[0]))
            painter.setPen(QPen(QColor(theme.outline), 0.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(box.right() + 6, y + metrics.ascent() / 2 - 1), text)
            x = box.right() + 6 + metrics.horizontalAdvance(text) + 22

    # Keyboard

    def moved(self, index: int, across: int, down: int) -> int:
        """The next cell that way; the cohort's own name lies left of its first cell."""
        if index < len(self._cells):
            row, column = self._cells[index].row, self._cells[index].column
        else:
            row, column = index - len(self._cells), -1
        for far in range(1, max(len(self._rows), len(self._columns)) + 2):
            found = self._places.get((row + down * far, column + across * far))
            if found is not None:
                return found
            if across < 0 and column - far < -1:
                break
        return index

    def set_current(self, index: int | None) -> None:
        """Tell about this cell, and bring it into view."""
        super().set_current(index)
        if index is None or not self._by_keyboard:
            return
        size = self._cell_size(self._small())
        if index < len(self._cells):
            cell = self._cells[index]
            _reveal(self._across, cell.column * size.width(), size.width())
            _reveal(self._down, cell.row * size.height(), size.height())
        else:
            _reveal(self._down, (index - len(self._cells)) * size.height(), size.height())


def _reveal(bar: QScrollBar, start: float, length: float) -> None:
    if start < bar.value():
        bar.setValue(int(start))
    elif start + length > bar.value() + bar.pageStep():
        bar.setValue(int(start + length - bar.pageStep()) + 1)
