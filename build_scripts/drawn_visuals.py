"""One function a kind of visual: what is in its place, painted by the window's charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextDocument
from PySide6.QtWidgets import QApplication

from build_scripts.report_files import (
    NotDrawn,
    area_of,
    column_of,
    field_of,
    literal,
    measure_of,
    measure_of_filter,
    measures_of,
    option,
    role_of,
)
from build_scripts.report_numbers import Sample, card_text, written
from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.palette import LIGHT
from crri_gui.gui.charts.axes import (
    draw_scale,
    mixed,
    readable_on,
    round_ticks,
    scale_width,
    short_money,
    short_number,
    short_percent,
)
from crri_gui.gui.charts.bars import BarChart
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.further.stacked import StackedChart
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.charts.scene import Item, Values
from crri_gui.gui.i18n import numbers
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.powerbi.model.schema import MEASURE_TABLE

_TITLE = 16.0  # pixels of a title's letters: 12 points
_AXIS = 12.0
_NARROWEST = 20.0  # a category, unless the visual says otherwise; what does not fit is scrolled
_RAIL = 6.0  # a scroll bar
_ROW = 24.0  # of a matrix, as Power BI has it
_COLUMN = 66.0
_SHORT = {
    "money": short_money,
    "integer": short_money,
    "percent": short_percent,
    "number": short_number,
}


def _font(pixels: float, *, bold: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    return font


def _framed(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor(LIGHT.border), 1))
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def write_text(
    painter: QPainter,
    area: QRectF,
    text: str,
    pixels: float,
    how: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    colour: str = LIGHT.text,
) -> None:
    font = _font(pixels)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, how | Qt.AlignmentFlag.AlignVCenter, fitting)


def _inner(painter: QPainter, visual: dict[str, Any]) -> QRectF:
    """Frame and title; what is left below them."""
    area = area_of(visual)
    _framed(painter, area)
    inner = area.adjusted(10, 8, -10, -8)
    if not option(visual, "title", "show", False):
        return inner
    head = QRectF(inner.topLeft(), inner.topRight() + QPointF(0, _TITLE * 1.4))
    write_text(painter, head, option(visual, "title", "text", ""), _TITLE)
    inner = inner.adjusted(0, _TITLE * 1.4 + 4, 0, 0)
    if not (said := option(visual, "subTitle", "text", "")):
        return inner
    wrapped = int(Qt.TextFlag.TextWordWrap)
    painter.setFont(_font(_AXIS))
    painter.setPen(QColor(LIGHT.muted))
    needed = QFontMetricsF(painter.font()).boundingRect(inner, wrapped, said)
    painter.drawText(inner, wrapped, said)
    return inner.adjusted(0, needed.height() + 4, 0, 0)


def _draw_textbox(painter: QPainter, visual: dict[str, Any], _: Sample) -> None:
    lines = visual["visual"]["objects"]["general"][0]["properties"]["paragraphs"]
    html = []
    for line in lines:
        runs = []
        for run in line["textRuns"]:
            style = run["textStyle"]
            pixels = float(style["fontSize"].removesuffix("pt")) * 96 / 72
            css = f"font-size:{pixels:.0f}px;color:{style.get('color', LIGHT.text)};"
            css += f"font-weight:{style.get('fontWeight', 'normal')}"
            runs.append(f'<span style="{css}">{escape(run["value"])}</span>')
        html.append(f'<p style="margin:0 0 3px 0">{"".join(runs)}</p>')
    area = area_of(visual).adjusted(10, 8, -10, -8)
    document = QTextDocument()
    document.setDefaultFont(_font(_AXIS))
    document.setDocumentMargin(0)
    document.setTextWidth(area.width())
    document.setHtml("".join(html))
    painter.save()
    painter.translate(area.topLeft())
    document.drawContents(painter, QRectF(QPointF(0, 0), area.size()))
    painter.restore()


def _draw_slicer(painter: QPainter, visual: dict[str, Any], _: Sample) -> None:
    inner = _inner(painter, visual)
    head = QRectF(inner.left(), inner.top(), inner.width(), 20)
    write_text(painter, head, option(visual, "header", "text", ""), _AXIS)
    box = QRectF(inner.left(), head.bottom() + 6, inner.width(), 30)
    painter.setBrush(QColor(LIGHT.surface))
    painter.setPen(QPen(QColor(LIGHT.outline), 1))
    painter.drawRect(box)
    write_text(painter, box.adjusted(8, 0, -24, 0), "All", _AXIS)
    arrow = QPointF(box.right() - 16, box.center().y() - 2)
    painter.setPen(QPen(QColor(LIGHT.text), 1.4))
    painter.drawPolyline([arrow, arrow + QPointF(4, 4), arrow + QPointF(8, 0)])


def _draw_card(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    points = option(visual, "labels", "fontSize", 24.0)
    middle = Qt.AlignmentFlag.AlignHCenter
    write_text(painter, inner, card_text(visual, sample), points * 96 / 72, middle)


def _items(visual: dict[str, Any], sample: Sample) -> list[Item]:
    """The points of a line or bar chart in the order that the visual sorts them by."""
    by = [column_of(visual, "Category")]
    rows = sample.by(measure_of(visual, "Y"), by)
    more = measures_of(visual, "Y")[1:]
    beside = dict(sample.by(more[0], by)) if more else {}
    filtered = measure_of_filter(visual)
    if filtered is not None:
        shown = dict(sample.by(filtered, by))
        rows = [row for row in rows if shown.get(row[0], 1) == 1]
    (sort,) = visual["visual"]["query"]["sortDefinition"]["sort"]
    by_value = field_of(sort["field"])[0] == MEASURE_TABLE
    rows.sort(key=lambda row: (row[1] if by_value else row[0]) or 0)
    if sort["direction"] == "Descending":
        rows.reverse()
    return [
        Item(
            str(label),
            "(Blank)" if label in (None, "") else str(label),
            None if value is None else float(value),
            (),
            beside=None if beside.get(label) is None else float(beside[label]),
        )
        for label, value in rows
    ]


def _paint(painter: QPainter, area: QRectF, chart: Chart, items: Sequence[Item]) -> None:
    """The items by a chart of the window, which is taken apart here and not by chance later."""
    chart.set_items(items, Values())
    chart.setFont(_font(_AXIS))
    chart.render_to(painter, area, LIGHT)
    shiboken6.delete(chart)


def _draw_line(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    items = _items(visual, sample)
    items, inner = _scrolled_sideways(painter, visual, inner, items)
    write = _SHORT[measure_of(visual, "Y").format]
    asked = [measure.name for measure in measures_of(visual, "Y")]
    names = (asked[0], asked[1]) if len(asked) == 2 else None
    _paint(painter, inner, LineChart("", Appearance("light"), write, names=names), items)


def _fitting(visual: dict[str, Any], room: float, count: int) -> int:
    """How many categories are seen without scrolling."""
    narrowest = option(visual, "categoryAxis", "preferredCategoryWidth", _NARROWEST)
    return min(count, int(room // narrowest))


def _scrolled_sideways(
    painter: QPainter, visual: dict[str, Any], inner: QRectF, items: list[Item]
) -> tuple[list[Item], QRectF]:
    """The items that are seen, and the room above the scroll bar where there is one."""
    fitting = _fitting(visual, inner.width() - _COLUMN / 2, len(items))
    if fitting == len(items):
        return items, inner
    rail = QRectF(inner.left(), inner.bottom() - _RAIL, inner.width(), _RAIL)
    _scroll_bar(painter, rail, fitting / len(items))
    return items[:fitting], inner.adjusted(0, 0, 0, -_RAIL - 4)


def _scroll_bar(painter: QPainter, rail: QRectF, share: float) -> None:
    """The rail and, at its start, the share that is seen."""
    painter.fillRect(rail, QColor(LIGHT.window))
    seen = QRectF(rail)
    if rail.width() > rail.height():
        seen.setWidth(rail.width() * share)
    else:
        seen.setHeight(rail.height() * share)
    painter.fillRect(seen, QColor(LIGHT.outline))


def _draw_bars(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    items = _items(visual, sample)
    if not items:
        return  # the note below the title says why
    fitting = _fitting(visual, inner.height(), len(items))
    if fitting < len(items):
        rail = QRectF(inner.right() - _RAIL, inner.top(), _RAIL, inner.height())
        _scroll_bar(painter, rail, fitting / len(items))
        inner.setRight(inner.right() - _RAIL - 4)
    write = _of_bar(measure_of(visual, "Y").format)
    _paint(painter, inner, BarChart("", Appearance("light"), write), items[:fitting])


def _of_bar(kind: str) -> Callable[[float], str]:
    """How the value beside a bar is written."""
    return numbers.compact_money if kind == "money" else lambda value: written(value, kind)


def _draw_columns(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    items = _items(visual, sample)
    if not items:
        return
    metrics = QFontMetricsF(_font(_AXIS))
    items, inner = _scrolled_sideways(painter, visual, inner, items)
    turned = max(metrics.horizontalAdvance(item.label) for item in items) + 8
    plot = inner.adjusted(0, metrics.height(), 0, -turned)
    ticks = round_ticks(0, max(item.value or 0 for item in items), 4)
    painter.setFont(_font(_AXIS))
    plot.setLeft(inner.left() + scale_width(ticks, short_money, metrics))
    painter.save()
    painter.translate(inner.left(), 0)
    draw_scale(painter, plot.translated(-inner.left(), 0), ticks, short_money, LIGHT)
    painter.restore()
    step = plot.width() / len(items)
    for place, item in enumerate(items):
        left = plot.left() + place * step
        high = (item.value or 0) / ticks[-1] * plot.height()
        column = QRectF(left + step * 0.12, plot.bottom() - high, step * 0.76, high)
        painter.fillRect(column, QColor(LIGHT.series[0]))
        painter.save()
        painter.setPen(QColor(LIGHT.muted))
        painter.translate(left + step / 2, plot.bottom() + 4)
        painter.rotate(-90)
        box = QRectF(-turned, -step / 2, turned - 2, step)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, item.label
        )
        painter.restore()


def _draw_stacked(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    items, inner = _scrolled_sideways(painter, visual, inner, _items(visual, sample))
    below, above = (measure.name for measure in measures_of(visual, "Y"))
    chart = StackedChart("", Appearance("light"), short_money, (below, above), (0, 1))
    _paint(painter, inner, chart, items)


def _draw_scatter(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    """Round points, the segments in their order and in the colours that the visual gives them."""
    asked = (measure_of(visual, "X").name, measure_of(visual, "Y").name)
    of = (column_of(visual, "Category"), column_of(visual, "Series"))
    if (asked, of) != (("Segment Orders", "Segment Revenue"), ("customer_unique_id", "segment")):
        raise NotDrawn("a scatter of other fields")
    inner, found = _inner(painter, visual), sample.points
    metrics = QFontMetricsF(_font(_AXIS))
    colours = {}
    for rule in visual["visual"]["objects"]["dataPoint"]:
        compared = rule["selector"]["data"][0]["scopeId"]["Comparison"]
        name = literal({"expr": compared["Right"]})
        colours[name] = QColor(literal(rule["properties"]["fill"]["solid"]["color"]))
    x = inner.left() + 4
    for name in SEGMENTS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours[name])
        painter.drawEllipse(QPointF(x, inner.top() + 9), 4, 4)
        wide = metrics.horizontalAdvance(name) + 4
        write_text(painter, QRectF(x + 10, inner.top(), wide, 18), name, _AXIS)
        x += wide + 26
    ups = round_ticks(0, float(found.monetary.max()), 5)
    acrosses = round_ticks(0, float(found.frequency.max()) + 0.5, 5)
    left = _ROW + scale_width(ups, short_money, metrics)
    plot = inner.adjusted(left, 30, -12, -2 * _ROW)
    painter.setFont(_font(_AXIS))
    painter.save()
    painter.translate(inner.left() + _ROW, 0)
    draw_scale(painter, plot.translated(-inner.left() - _ROW, 0), ups, short_money, LIGHT)
    painter.restore()
    middle = Qt.AlignmentFlag.AlignHCenter
    for tick in acrosses:
        at = plot.left() + tick / acrosses[-1] * plot.width()
        box = QRectF(at - 30, plot.bottom() + 2, 60, _ROW - 4)
        write_text(painter, box, short_number(tick), _AXIS, middle, LIGHT.muted)
    foot = QRectF(plot.left(), plot.bottom() + _ROW, plot.width(), _ROW)
    write_text(painter, foot, role_of(visual, "X")[2], _AXIS, middle, LIGHT.muted)
    painter.save()
    painter.translate(inner.left(), plot.bottom())
    painter.rotate(-90)
    side = QRectF(0, 0, plot.height(), _ROW)
    write_text(painter, side, role_of(visual, "Y")[2], _AXIS, middle, LIGHT.muted)
    painter.restore()
    painter.setPen(QPen(QColor(LIGHT.surface), 0.6))
    for orders, money, segment in zip(found.frequency, found.monetary, found.segment, strict=True):
        painter.setBrush(colours[SEGMENTS[int(segment)]])
        at = plot.left() + float(orders) / acrosses[-1] * plot.width()
        up = plot.bottom() - float(money) / ups[-1] * plot.height()
        painter.drawEllipse(QPointF(at, up), 3.5, 3.5)


def _draw_matrix(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    measure = measure_of(visual, "Values")
    (rule,) = visual["visual"]["objects"]["values"]
    fill = rule["properties"]["backColor"]["solid"]["color"]["expr"]["FillRule"]
    shade = BY_NAME[field_of(fill["Input"])[1]]
    ends = fill["FillRule"]["linearGradient2"]
    pale, strong = (literal({"expr": ends[end]["color"]}) for end in ("min", "max"))
    by = [column_of(visual, "Rows"), column_of(visual, "Columns")]
    cells = {(row, column): value for row, column, value in sample.by(measure, by)}
    strength = {(row, column): value for row, column, value in sample.by(shade, by)}
    most = max((value for value in strength.values() if value is not None), default=0) or 1
    rows, columns = (sorted({key[place] for key in cells}) for place in (0, 1))
    wide = _COLUMN + 10 + _COLUMN * len(columns)
    high = _ROW + 2 + _ROW * len(rows)
    body = inner.adjusted(0, 0, -_RAIL - 4, -_RAIL - 4)
    if wide > body.width():
        rail = QRectF(body.left(), inner.bottom() - _RAIL, body.width(), _RAIL)
        _scroll_bar(painter, rail, body.width() / wide)
    if high > body.height():
        rail = QRectF(inner.right() - _RAIL, body.top(), _RAIL, body.height())
        _scroll_bar(painter, rail, body.height() / high)
    painter.save()
    painter.setClipRect(body, Qt.ClipOperation.IntersectClip)
    head = QRectF(inner.left(), inner.top(), _COLUMN + 10, _ROW)
    write_text(painter, head, role_of(visual, "Rows")[2], _AXIS)
    for place, column in enumerate(columns):
        left = head.right() + place * _COLUMN
        box = QRectF(left, inner.top(), _COLUMN - 6, _ROW)
        write_text(painter, box, str(column), _AXIS, Qt.AlignmentFlag.AlignRight)
    painter.setPen(QPen(QColor(LIGHT.accent), 1))
    painter.drawLine(head.bottomLeft(), QPointF(body.right(), head.bottom()))
    for line, row in enumerate(rows):
        top = head.bottom() + 2 + line * _ROW
        write_text(painter, QRectF(inner.left(), top, _COLUMN, _ROW), row, _AXIS)
        for place, column in enumerate(columns):
            if (row, column) not in cells:
                continue
            box = QRectF(head.right() + place * _COLUMN, top, _COLUMN, _ROW)
            share, colour = strength[row, column], LIGHT.text
            if share is not None:
                ground = mixed(strong, pale, float(share) / float(most))
                painter.fillRect(box, ground)
                colour = readable_on(ground).name()
            text = written(cells[row, column], measure.format)
            right = Qt.AlignmentFlag.AlignRight
            write_text(painter, box.adjusted(0, 0, -6, 0), text, _AXIS, right, colour)
    painter.restore()


DRAWN: dict[str, Callable[[QPainter, dict[str, Any], Sample], None]] = {
    "textbox": _draw_textbox,
    "slicer": _draw_slicer,
    "card": _draw_card,
    "lineChart": _draw_line,
    "clusteredBarChart": _draw_bars,
    "clusteredColumnChart": _draw_columns,
    "columnChart": _draw_stacked,
    "scatterChart": _draw_scatter,
    "pivotTable": _draw_matrix,
}
