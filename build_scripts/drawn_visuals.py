"""One function a kind of visual: what is in its place, painted by the window's charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from build_scripts.drawing_parts import (
    AXIS,
    RAIL,
    font_of,
    inside,
    legend,
    scroll_bar,
    write_text,
)
from build_scripts.drawn_cards import (
    draw_button,
    draw_card,
    draw_navigator,
    draw_slicer,
    draw_textbox,
)
from build_scripts.drawn_tables import draw_matrix, draw_table
from build_scripts.report_files import (
    NotDrawn,
    column_of,
    field_of,
    fields_in,
    literal,
    measure_of,
    measure_of_filter,
    measures_of,
    option,
    role_of,
)
from build_scripts.report_numbers import Sample, written
from crri_gui.contract import SEGMENTS
from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.palette import LIGHT
from crri_gui.gui.charts.axes import (
    draw_scale,
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

_NARROWEST = 20.0  # a category, unless the visual says otherwise; what does not fit is scrolled
ROW = 24.0
_COLUMN = 66.0
_SHORT = {
    "money": short_money,
    "integer": short_money,
    "percent": short_percent,
    "number": short_number,
}


def _values(visual: dict[str, Any], sample: Sample, name: str) -> dict[Any, Any]:
    """A measure for each value of the axis; one of the report's own by its DAX."""
    by = [column_of(visual, "Category")]
    if name in BY_NAME:
        return dict(sample.by(BY_NAME[name], by))
    table, column, _ = role_of(visual, "Category")
    labels = [label for label, _ in sample.by(BY_NAME["Total Orders"], by)]
    return {label: sample.said(name, {f"{table}.{column}": [label]}) for label in labels}


def _items(visual: dict[str, Any], sample: Sample) -> list[Item]:
    """The points of a line or bar chart in the order that the visual sorts them by."""
    names = [name for _, name, _ in fields_in(visual, "Y")]
    rows = list(_values(visual, sample, names[0]).items())
    more = _values(visual, sample, names[1]) if len(names) > 1 else {}
    filtered = measure_of_filter(visual)
    if filtered is not None:
        shown = _values(visual, sample, filtered.name)
        rows = [row for row in rows if shown.get(row[0], 1) == 1]
    (sort,) = visual["visual"]["query"]["sortDefinition"]["sort"]
    by_value = field_of(sort["field"])[0] == MEASURE_TABLE
    rows.sort(key=lambda row: (row[1] if by_value else row[0]) or 0)
    if sort["direction"] == "Descending":
        rows.reverse()
    parted = _is_parted(visual)
    return [
        Item(
            str(label),
            "(Blank)" if label is None else str(label),
            _number(more.get(label) if parted and value is None else value),
            (),
            beside=None if parted else _number(more.get(label)),
            partial=parted and value is None,
        )
        for label, value in rows
    ]


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _is_parted(visual: dict[str, Any]) -> bool:
    """Whether the second measure is of the months that the first one leaves out."""
    return "dataPoint" in visual["visual"]["objects"] and len(fields_in(visual, "Y")) == 2


def _paint(painter: QPainter, area: QRectF, chart: Chart, items: Sequence[Item]) -> None:
    """The items by a chart of the window, which is taken apart here and not by chance later."""
    chart.set_items(items, Values())
    chart.setFont(font_of(AXIS))
    chart.render_to(painter, area, LIGHT)
    shiboken6.delete(chart)


def _draw_line(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = inside(painter, visual, sample)
    items = _items(visual, sample)
    items, inner = _scrolled_sideways(painter, visual, inner, items)
    fields = fields_in(visual, "Y")
    kind = fields[0][2] if _is_parted(visual) else fields[0][1]
    names = None
    if _is_parted(visual):
        (rule,) = visual["visual"]["objects"]["dataPoint"]
        grey = literal(rule["properties"]["fill"]["solid"]["color"])
        inner = legend(painter, inner, [(fields[0][2], LIGHT.series[0]), (fields[1][2], grey)])
    elif len(fields) == 2:
        names = (fields[0][2], fields[1][2])
    write = _SHORT[BY_NAME[kind].format]
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
    rail = QRectF(inner.left(), inner.bottom() - RAIL, inner.width(), RAIL)
    scroll_bar(painter, rail, fitting / len(items))
    return items[:fitting], inner.adjusted(0, 0, 0, -RAIL - 4)


def _draw_bars(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = inside(painter, visual, sample)
    items = _items(visual, sample)
    if not items:
        return  # the note below the title says why
    fitting = _fitting(visual, inner.height(), len(items))
    if fitting < len(items):
        rail = QRectF(inner.right() - RAIL, inner.top(), RAIL, inner.height())
        scroll_bar(painter, rail, fitting / len(items))
        inner.setRight(inner.right() - RAIL - 4)
    write = _of_bar(measure_of(visual, "Y").format)
    colours = _colours(visual)
    places = [
        LIGHT.series.index(colours[item.key].name()) if item.key in colours else 0 for item in items
    ]
    chart = BarChart("", Appearance("light"), write, colours=places)
    _paint(painter, inner, chart, items[:fitting])


def _colours(visual: dict[str, Any]) -> dict[str, QColor]:
    """The colours that the visual gives to single values."""
    colours = {}
    for rule in visual["visual"]["objects"].get("dataPoint", []):
        compared = rule["selector"]["data"][0]["scopeId"]["Comparison"]
        name = literal({"expr": compared["Right"]})
        colours[name] = QColor(literal(rule["properties"]["fill"]["solid"]["color"]))
    return colours


def _of_bar(kind: str) -> Callable[[float], str]:
    """How the value beside a bar is written."""
    return numbers.compact_money if kind == "money" else lambda value: written(value, kind)


def _draw_columns(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = inside(painter, visual, sample)
    items = _items(visual, sample)
    if not items:
        return
    metrics = QFontMetricsF(font_of(AXIS))
    items, inner = _scrolled_sideways(painter, visual, inner, items)
    turned = max(metrics.horizontalAdvance(item.label) for item in items) + 8
    plot = inner.adjusted(0, metrics.height(), 0, -turned)
    ticks = round_ticks(0, max(item.value or 0 for item in items), 4)
    painter.setFont(font_of(AXIS))
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
    inner = inside(painter, visual, sample)
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
    inner, found = inside(painter, visual, sample), sample.points
    metrics = QFontMetricsF(font_of(AXIS))
    colours = _colours(visual)
    inner = legend(painter, inner, [(name, colours[name].name()) for name in SEGMENTS])
    ups = round_ticks(0, float(found.monetary.max()), 5)
    acrosses = round_ticks(0, float(found.frequency.max()) + 0.5, 5)
    left = ROW + scale_width(ups, short_money, metrics)
    plot = inner.adjusted(left, 8, -12, -2 * ROW)
    painter.setFont(font_of(AXIS))
    painter.save()
    painter.translate(inner.left() + ROW, 0)
    draw_scale(painter, plot.translated(-inner.left() - ROW, 0), ups, short_money, LIGHT)
    painter.restore()
    middle = Qt.AlignmentFlag.AlignHCenter
    for tick in acrosses:
        at = plot.left() + tick / acrosses[-1] * plot.width()
        box = QRectF(at - 30, plot.bottom() + 2, 60, ROW - 4)
        write_text(painter, box, short_number(tick), AXIS, middle, LIGHT.muted)
    foot = QRectF(plot.left(), plot.bottom() + ROW, plot.width(), ROW)
    write_text(painter, foot, role_of(visual, "X")[2], AXIS, middle, LIGHT.muted)
    painter.save()
    painter.translate(inner.left(), plot.bottom())
    painter.rotate(-90)
    side = QRectF(0, 0, plot.height(), ROW)
    write_text(painter, side, role_of(visual, "Y")[2], AXIS, middle, LIGHT.muted)
    painter.restore()
    painter.setPen(QPen(QColor(LIGHT.surface), 0.6))
    for orders, money, segment in zip(found.frequency, found.monetary, found.segment, strict=True):
        painter.setBrush(colours[SEGMENTS[int(segment)]])
        at = plot.left() + float(orders) / acrosses[-1] * plot.width()
        up = plot.bottom() - float(money) / ups[-1] * plot.height()
        painter.drawEllipse(QPointF(at, up), 3.5, 3.5)


DRAWN: dict[str, Callable[[QPainter, dict[str, Any], Sample], None]] = {
    "textbox": draw_textbox,
    "slicer": draw_slicer,
    "cardVisual": draw_card,
    "pageNavigator": draw_navigator,
    "actionButton": draw_button,
    "tableEx": draw_table,
    "lineChart": _draw_line,
    "clusteredBarChart": _draw_bars,
    "clusteredColumnChart": _draw_columns,
    "columnChart": _draw_stacked,
    "scatterChart": _draw_scatter,
    "pivotTable": draw_matrix,
}
