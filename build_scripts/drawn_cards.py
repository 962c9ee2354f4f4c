"""Cards, texts, drop-downs and buttons, drawn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextDocument

from build_scripts.drawing_parts import (
    AXIS,
    font_of,
    inside,
    text_of,
    wrapped_text,
    write_text,
)
from build_scripts.report_files import (
    MeasureText,
    area_of,
    fields_in,
    literal,
    option,
)
from build_scripts.report_numbers import Sample, card_text, changed, written
from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.pages import PAGES
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures


def draw_textbox(painter: QPainter, visual: dict[str, Any], _: Sample) -> None:
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
    document.setDefaultFont(font_of(AXIS))
    document.setDocumentMargin(0)
    document.setTextWidth(area.width())
    document.setHtml("".join(html))
    painter.save()
    painter.translate(area.topLeft())
    document.drawContents(painter, QRectF(QPointF(0, 0), area.size()))
    painter.restore()


def draw_slicer(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = inside(painter, visual, sample)
    head = QRectF(inner.left(), inner.top(), inner.width(), 20)
    write_text(painter, head, option(visual, "header", "text", ""), AXIS)
    box = QRectF(inner.left(), head.bottom() + 6, inner.width(), 30)
    painter.setBrush(QColor(LIGHT.surface))
    painter.setPen(QPen(QColor(LIGHT.outline), 1))
    painter.drawRect(box)
    write_text(painter, box.adjusted(8, 0, -24, 0), "All", AXIS)
    arrow = QPointF(box.right() - 16, box.center().y() - 2)
    painter.setPen(QPen(QColor(LIGHT.text), 1.4))
    painter.drawPolyline([arrow, arrow + QPointF(4, 4), arrow + QPointF(8, 0)])


def draw_card(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    fields = fields_in(visual, "Data")
    points = option(visual, "value", "fontSize", 24.0)
    if not option(visual, "background", "show", True):
        said = text_of(MeasureText(fields[0][1]), sample)
        area = area_of(visual).adjusted(10, 2, -10, -2)
        wrapped_text(painter, area, said, points * 96 / 72, LIGHT.muted)
        return
    inner = inside(painter, visual, sample)
    if len(fields) > 1:
        _draw_figures(painter, inner, fields, points, sample)
        return
    labels = visual["visual"]["objects"].get("referenceLabel", [])
    high = points * 96 / 72 * 1.3
    box = QRectF(inner.left(), inner.top(), inner.width(), high)
    write_text(painter, box, card_text(visual, sample), points * 96 / 72)
    top = box.bottom() + 2
    for label in labels:
        key = label["selector"]["id"]
        value = literal(label["properties"]["value"])
        title = next(
            literal(one["properties"]["titleText"])
            for one in visual["visual"]["objects"]["referenceLabelTitle"]
            if one["selector"]["id"] == key
        )
        row = QRectF(inner.left(), top, inner.width(), AXIS * 1.5)
        shown = _held_against(value.name, sample)
        right = Qt.AlignmentFlag.AlignRight
        write_text(painter, row, shown, AXIS, right)
        row.setWidth(row.width() - QFontMetricsF(painter.font()).horizontalAdvance(shown) - 8)
        write_text(painter, row, text_of(title, sample), AXIS, colour=LIGHT.muted)
        top = row.bottom()


def _held_against(name: str, sample: Sample) -> str:
    """The value of a label below a card's number, by its format."""
    if name in BY_NAME:
        return written(sample.value(name), BY_NAME[name].format)
    form = next(told.format for told in hidden_measures(PAGES, Shop()) if told.name == name)
    value = sample.said(name, {})
    return changed(None if value is None else float(value), form)


def _draw_figures(
    painter: QPainter,
    inner: QRectF,
    fields: Sequence[tuple[str, str, str]],
    points: float,
    sample: Sample,
) -> None:
    """Several numbers below each other, each with its name."""
    high = inner.height() / len(fields)
    for place, (_, name, shown) in enumerate(fields):
        row = QRectF(inner.left(), inner.top() + place * high, inner.width(), high)
        value = _held_against(name, sample)
        write_text(painter, row.adjusted(0, 0, 0, -high / 3), value, points * 96 / 72)
        write_text(painter, row.adjusted(0, high / 2, 0, 0), shown, AXIS, colour=LIGHT.muted)


def draw_navigator(painter: QPainter, visual: dict[str, Any], _: Sample) -> None:
    """The pages that can be seen, in equal widths, the one that is looked at marked."""
    area, here = area_of(visual), visual["page"]
    order = json.loads((here.parent / "pages.json").read_bytes())["pageOrder"]
    about = [json.loads((here.parent / name / "page.json").read_bytes()) for name in order]
    shown = [one for one in about if one.get("visibility") != "HiddenInViewMode"]
    wide = area.width() / len(shown)
    pixels = option(visual, "text", "fontSize", 10.0) * 96 / 72
    for place, one in enumerate(shown):
        box = QRectF(area.left() + place * wide, area.top(), wide, area.height())
        is_here = one["name"] == here.name
        ground = LIGHT.accent_soft if is_here else LIGHT.surface
        painter.setPen(QPen(QColor(LIGHT.border), 1))
        painter.setBrush(QColor(ground))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        middle = Qt.AlignmentFlag.AlignHCenter
        write_text(painter, box.adjusted(6, 0, -6, 0), one["displayName"], pixels, middle)


def draw_button(painter: QPainter, visual: dict[str, Any], _: Sample) -> None:
    area = area_of(visual)
    painter.setPen(QPen(QColor(LIGHT.outline), 1))
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
    pixels = option(visual, "text", "fontSize", 10.0) * 96 / 72
    arrow = "\N{LEFTWARDS ARROW}" if option(visual, "icon", "shapeType") == "back" else ""
    text = option(visual, "text", "text", arrow)
    write_text(painter, area, text, pixels, Qt.AlignmentFlag.AlignHCenter)
