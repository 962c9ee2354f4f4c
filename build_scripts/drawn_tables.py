"""Tables and matrices, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from build_scripts.drawing_parts import (
    RAIL,
    font_of,
    inside,
    scroll_bar,
    write_text,
)
from build_scripts.report_files import (
    MADE,
    column_of,
    field_of,
    fields_in,
    literal,
    measure_of,
    option,
    role_of,
)
from build_scripts.report_numbers import Sample, written
from crri_gui.dashboard.measures import BY_NAME, RELATIONS, Measure
from crri_gui.dashboard.palette import LIGHT
from crri_gui.gui.charts.axes import (
    mixed,
    readable_on,
)
from crri_gui.powerbi.model.hidden.comparisons import DETAILS
from crri_gui.powerbi.model.hidden.details import IN_TIME, ORDER_DATE
from crri_gui.powerbi.model.schema import MEASURE_TABLE


class Shown(NamedTuple):
    """A measure of the report alone, by its SQL."""

    sql: str
    format: str = "text"


_HIDDEN = {
    ORDER_DATE: Shown("min(order_date)"),
    IN_TIME: Shown("CASE max(is_late) WHEN 1 THEN 'late' WHEN 0 THEN 'in time' END"),
}
CELL = 5.0  # beside the text of a matrix's cell


def draw_matrix(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = inside(painter, visual, sample)
    measure = measure_of(visual, "Values")
    rule = visual["visual"]["objects"]["values"][-1]
    fill = rule["properties"]["backColor"]["solid"]["color"]["expr"]["FillRule"]
    shade = BY_NAME[field_of(fill["Input"])[1]]
    ends = fill["FillRule"]["linearGradient2"]
    pale, strong = (literal({"expr": ends[end]["color"]}) for end in ("min", "max"))
    by = [column_of(visual, "Rows"), column_of(visual, "Columns")]
    cells = {(row, column): value for row, column, value in sample.by(measure, by)}
    strength = {(row, column): value for row, column, value in sample.by(shade, by)}
    most = max((value for value in strength.values() if value is not None), default=0) or 1
    rows, columns = (sorted({key[place] for key in cells}) for place in (0, 1))
    if option(visual, "subTotals", "rowSubtotals"):
        total = option(visual, "subTotals", "rowSubtotalsLabel")
        assert option(visual, "subTotals", "rowSubtotalsPosition") == "Top"
        rows.insert(0, total)
        cells |= {(total, column): value for column, value in sample.by(measure, by[1:])}
    pixels = option(visual, "values", "fontSize", 10.0) * 96 / 72
    metrics = QFontMetricsF(font_of(pixels, bold=True))
    row_high = metrics.height() + 2 * option(visual, "grid", "rowPadding", 3)
    texts = {key: written(value, measure.format) for key, value in cells.items()}
    head_wide = max(map(metrics.horizontalAdvance, rows)) + 2 * CELL
    wides = [
        max(metrics.horizontalAdvance(text) for key, text in texts.items() if key[1] == column)
        for column in columns
    ]
    wides = [
        max(wide, metrics.horizontalAdvance(str(column))) + 2 * CELL
        for wide, column in zip(wides, columns, strict=True)
    ]
    lefts = [inner.left() + head_wide + sum(wides[:place]) for place in range(len(columns))]
    wide, high = head_wide + sum(wides), row_high * (len(rows) + 1) + 2
    body = QRectF(inner)
    if wide > inner.width():
        body.setBottom(inner.bottom() - RAIL - 4)
    if high > body.height():
        body.setRight(inner.right() - RAIL - 4)
    if wide > body.width():
        rail = QRectF(body.left(), inner.bottom() - RAIL, body.width(), RAIL)
        scroll_bar(painter, rail, body.width() / wide)
    if high > body.height():
        rail = QRectF(inner.right() - RAIL, body.top(), RAIL, body.height())
        scroll_bar(painter, rail, body.height() / high)
    painter.save()
    painter.setClipRect(body, Qt.ClipOperation.IntersectClip)
    head = QRectF(inner.left(), inner.top(), head_wide, row_high)
    right = Qt.AlignmentFlag.AlignRight
    write_text(painter, head, role_of(visual, "Rows")[2], pixels)
    for left, width, column in zip(lefts, wides, columns, strict=True):
        box = QRectF(left, inner.top(), width - CELL, row_high)
        write_text(painter, box, str(column), pixels, right)
    painter.setPen(QPen(QColor(LIGHT.accent), 1))
    painter.drawLine(head.bottomLeft(), QPointF(body.right(), head.bottom()))
    for line, row in enumerate(rows):
        top = head.bottom() + 2 + line * row_high
        bold = row not in {key[0] for key in strength}
        write_text(painter, QRectF(inner.left(), top, head_wide, row_high), row, pixels, bold=bold)
        for left, width, column in zip(lefts, wides, columns, strict=True):
            if (row, column) not in cells:
                continue
            box = QRectF(left, top, width, row_high)
            share, colour = strength.get((row, column)), LIGHT.text
            if share is not None:
                ground = mixed(strong, pale, float(share) / float(most))
                painter.fillRect(box, ground)
                colour = readable_on(ground).name()
            cell = box.adjusted(0, 0, -CELL, 0)
            write_text(painter, cell, texts[row, column], pixels, right, colour, bold=bold)
    painter.restore()


def _cell(value: Any, kind: str) -> str:
    """A number in a table; a blank one is empty there."""
    return "" if value is None else written(value, kind)


def _with_details(source: str, asked: Sequence[Measure | Shown]) -> str:
    """The rows of a table; where a measure is of the details of orders, with these."""
    if not any(isinstance(one, Shown) for one in asked):
        return RELATIONS[source]
    return (
        f"SELECT * FROM ({RELATIONS[source]}) INNER JOIN (SELECT order_id, order_date "
        f"FROM {DETAILS}) USING (order_id)"
    )


def draw_table(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    """The rows that fit, of all that the page could be reached with."""
    inner = inside(painter, visual, sample)
    fields = fields_in(visual, "Values")
    pixels = option(visual, "values", "fontSize", 10.0) * 96 / 72
    row_high = QFontMetricsF(font_of(pixels)).height() + 2 * option(visual, "grid", "rowPadding", 3)
    columns = [MADE.get(name, name) for table, name, _ in fields if table != MEASURE_TABLE]
    source = next(table for table, _, _ in fields if table != MEASURE_TABLE)
    asked = [
        BY_NAME.get(name) or _HIDDEN[name] for table, name, _ in fields if table == MEASURE_TABLE
    ]
    (sort,) = visual["visual"]["query"]["sortDefinition"]["sort"]
    by = BY_NAME[field_of(sort["field"])[1]]
    found = sample.rows(
        f"WITH selected AS ({_with_details(source, asked)}) "
        f"SELECT {', '.join([*columns, *(measure.sql for measure in asked)])} FROM selected "
        f"GROUP BY {', '.join(map(str, range(1, len(columns) + 1)))} "
        f"ORDER BY {by.sql} DESC, 1 LIMIT {int((inner.height() - row_high - 2) / row_high)}"
    )
    kinds = ["text"] * len(columns) + [measure.format for measure in asked]
    # Columns were asked first; they are shown in the order of the visual.
    measured = [table == MEASURE_TABLE for table, _, _ in fields]
    order = sorted(range(len(fields)), key=lambda place: measured[place])
    texts = []
    for row in found:
        cells = [
            str(value) if kind == "text" and value is not None else _cell(value, kind)
            for value, kind in zip(row, kinds, strict=True)
        ]
        texts.append([cells[order.index(place)] for place in range(len(fields))])
    kinds = [kinds[order.index(place)] for place in range(len(fields))]
    metrics = QFontMetricsF(font_of(pixels, bold=True))
    left = inner.left()
    for place, (_, _, shown) in enumerate(fields):
        cells = [row[place] for row in texts]
        wide = max(map(metrics.horizontalAdvance, [shown, *cells])) + 6 * CELL
        how = Qt.AlignmentFlag.AlignLeft
        if kinds[place] != "text":
            how = Qt.AlignmentFlag.AlignRight
        head = QRectF(left, inner.top(), wide - 4 * CELL, row_high)
        write_text(painter, head, shown, pixels, how, bold=True)
        for line, cell in enumerate(cells, 1):
            write_text(painter, head.translated(0, line * row_high + 2), cell, pixels, how)
        left += wide
    painter.setPen(QPen(QColor(LIGHT.accent), 1))
    line = inner.top() + row_high
    painter.drawLine(QPointF(inner.left(), line), QPointF(inner.right(), line))
