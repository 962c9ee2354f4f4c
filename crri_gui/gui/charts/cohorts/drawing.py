"""How the parts of the heat map of cohorts are painted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen

from crri_gui.gui.charts.axes import mixed, readable_on
from crri_gui.gui.charts.cohorts.matrix import NOBODY, TOGETHER, Cell, Geometry, Matrix, Row
from crri_gui.gui.charts.marks import folded_corner, hatch
from crri_gui.gui.charts.scene import Item, Scene, Spot
from crri_gui.gui.i18n import numbers

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_CENTRE = Qt.AlignmentFlag.AlignCenter


def draw_cells(scene: Scene, matrix: Matrix, place: Geometry, items: Sequence[Item]) -> None:
    """The cells that are in view, and where they are."""
    for number in _in_view(matrix, place):
        cell = matrix.cells[number]
        room = place.strip() if cell.row == TOGETHER else place.body
        box = place.box(cell)
        if not box.intersects(room):
            continue
        scene.painter.save()
        scene.painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        _draw_cell(scene, matrix, cell, box, items[number].partial, scene.current == number)
        scene.painter.restore()
        seen = box.intersected(room)
        scene.spots.append(Spot(number, seen, seen.center()))


def _in_view(matrix: Matrix, place: Geometry) -> Iterator[int]:
    first = max(0, int(place.offset.y() / place.cell.height()))
    last = int((place.offset.y() + place.body.height()) / place.cell.height()) + 1
    rows = [TOGETHER, *range(first, min(last, len(matrix.rows)))]
    left = max(0, int((place.offset.x() - place.apart) / place.cell.width()))
    right = int((place.offset.x() + place.body.width()) / place.cell.width()) + 1
    columns = range(left, min(right, len(matrix.columns)))
    for row in rows:
        end = matrix.ends.get(row)
        if end is not None:
            yield end
        for column in columns:
            number = matrix.places.get((row, column))
            if number is not None and number != end:
                yield number


def _draw_cell(
    scene: Scene, matrix: Matrix, cell: Cell, box: QRectF, partial: bool, current: bool
) -> None:
    painter, theme = scene.painter, scene.theme
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    if cell.value is None:
        hatch(painter, inner, theme)
    else:
        ground = matrix.ground(cell, theme)
        painter.fillRect(inner, ground)
        painter.setPen(readable_on(ground))
        painter.drawText(inner, _CENTRE, matrix.text(cell))
        if partial:
            folded_corner(painter, inner, readable_on(ground))
    if current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.focus), 2))
        painter.drawRect(inner.adjusted(1, 1, -1, -1))


def draw_columns(scene: Scene, matrix: Matrix, place: Geometry) -> None:
    """The periods above the cells."""
    painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
    lines = max((len(label.split()) for label, _ in matrix.columns), default=1)
    high = metrics.lineSpacing() * lines
    bottom = place.body.top() - place.together - 3
    painter.save()
    strip = QRectF(place.body.left(), bottom - high - 2, place.body.width(), high + 4)
    if matrix.words.columns:
        painter.setPen(QColor(theme.muted))
        above = QRectF(strip.left(), strip.top() - metrics.lineSpacing(), strip.width(), 0)
        above.setHeight(metrics.lineSpacing())
        text = metrics.elidedText(matrix.words.columns, Qt.TextElideMode.ElideRight, above.width())
        painter.drawText(above, _LEFT, text)
    painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
    for number, (label, partial) in enumerate(matrix.columns):
        box = QRectF(place.left(number), bottom - high, place.cell.width(), high)
        if not box.intersects(strip):
            continue
        painter.setPen(QColor(theme.warning if partial else theme.muted))
        painter.drawText(box, _CENTRE, "\n".join(label.split()))
        if partial:
            folded_corner(painter, box.adjusted(1, 0, -1, 0), QColor(theme.warning))
    painter.restore()


def draw_rows(scene: Scene, matrix: Matrix, place: Geometry, marks: Mapping[int, int]) -> None:
    """The cohorts' labels with their customers; a swatch for those whose curve is drawn."""
    painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
    left = place.body.left() - place.labels - place.sizes
    head = QRectF(left, 0, place.labels + place.sizes - 8, metrics.lineSpacing())
    head.moveBottom(place.body.top() - place.together - 4)
    painter.setPen(QColor(theme.muted))
    painter.drawText(head.adjusted(2, 0, 0, 0), _LEFT, matrix.words.rows)
    painter.drawText(head, _RIGHT, matrix.words.sizes)
    most = max((row.size for row in matrix.rows), default=1) or 1
    rows: list[tuple[int, Row]] = list(enumerate(matrix.rows))
    if matrix.aligned:
        rows.insert(0, (TOGETHER, matrix.together))
    for number, row in rows:
        room = place.strip() if number == TOGETHER else place.body
        strip = QRectF(left, room.top(), place.labels + place.sizes, room.height())
        box = QRectF(left, place.top(number), place.labels + place.sizes - 6, place.cell.height())
        if not box.intersects(strip):
            continue
        painter.save()
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        item = len(matrix.cells) + number - TOGETHER
        if scene.current == item:
            painter.fillRect(box, QColor(theme.accent_soft))
        if number in marks:
            swatch = QRectF(box.left() + 2, box.center().y() - 5, 10, 10)
            painter.fillRect(swatch, QColor(theme.series[marks[number]]))
        if number != TOGETHER:
            bar = QRectF(box.right() - place.sizes + 12, box.top() + 2, 0, box.height() - 4)
            bar.setWidth(max(1.0, (place.sizes - 12) * row.size / most))
            painter.fillRect(bar, mixed(theme.series[0], theme.surface, 0.16))
        painter.setPen(QColor(theme.text))
        painter.drawText(box.adjusted(16, 0, 0, 0), _LEFT, row.label)
        painter.drawText(box.adjusted(0, 0, -3, 0), _RIGHT, numbers.integer(row.size))
        painter.restore()
        seen = box.intersected(strip)
        scene.spots.append(Spot(item, seen, seen.center()))


_Part = tuple[str, str, QRectF]


def _legend(metrics: QFontMetricsF, matrix: Matrix, width: float) -> list[_Part]:
    """Kind, text and swatch of each entry; as many lines as they need."""
    swatch = metrics.height()
    x, y = 2.0, 2.0
    parts: list[_Part] = []
    words = matrix.words
    for kind, text in (
        ("first", words.first),
        ("nobody", words.nobody),
        ("ramp", words.strong),
        ("unseen", words.unseen),
        ("partial", words.partial),
    ):
        if not text:
            continue
        wide = swatch * (5 if kind == "ramp" else 1.4)
        needed = wide + 6 + metrics.horizontalAdvance(text)
        if x > 2 and x + needed > width:
            x, y = 2.0, y + swatch + 5
        parts.append((kind, text, QRectF(x, y, wide, swatch)))
        x += needed + 20
    return parts


def legend_height(metrics: QFontMetricsF, matrix: Matrix, width: float) -> float:
    """The room that the legend takes above the matrix."""
    parts = _legend(metrics, matrix, width)
    return parts[-1][2].bottom() + 8 if parts else 0.0


def draw_legend(scene: Scene, matrix: Matrix, area: QRectF) -> None:
    """What the colours and marks mean."""
    painter, theme, metrics = scene.painter, scene.theme, scene.metrics()
    for kind, text, at in _legend(metrics, matrix, area.width()):
        box = at.translated(area.topLeft())
        if kind == "ramp":
            steps = theme.ramp[1:]
            for number, colour in enumerate(steps):
                part = box.width() / len(steps)
                left = box.left() + number * part
                painter.fillRect(QRectF(left, box.top(), part + 0.5, box.height()), QColor(colour))
        elif kind == "unseen":
            hatch(painter, box, theme)
        elif kind == "partial":
            painter.fillRect(box, QColor(theme.ramp[1]))
            folded_corner(painter, box, readable_on(QColor(theme.ramp[1])))
        elif kind == "first":
            painter.fillRect(box, QColor(theme.first))
        else:
            painter.fillRect(box, QColor(theme.ramp[0]))
            painter.setPen(readable_on(QColor(theme.ramp[0])))
            painter.drawText(box, _CENTRE, NOBODY)
        painter.setPen(QPen(QColor(theme.outline), 0.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.setPen(QColor(theme.muted))
        base = box.center().y() + metrics.ascent() / 2 - 1
        painter.drawText(QPointF(box.right() + 6, base), text)
