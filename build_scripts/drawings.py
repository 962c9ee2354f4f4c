"""Pictures of the Power BI report's pages, drawn without Power BI.

    python build_scripts/drawings.py [--check]

Places, sizes, titles, fields and texts are read from the project in powerbi/; the numbers are
those of the sample shop, by the measures' SQL; lines, bars and points are painted by the window's
charts. It shows what is on the pages, not how Desktop paints it. With --check nothing is written
and the exit code is 1 when a picture is out of date.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import duckdb  # noqa: E402
import numpy as np  # noqa: E402
from PySide6.QtCore import QByteArray, QLocale, QPointF, QRectF, Qt  # noqa: E402
from PySide6.QtGui import (  # noqa: E402
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QImage,
    QImageReader,
    QImageWriter,
    QPainter,
    QPen,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication  # noqa: E402

from crri_gui.contract import SEGMENTS  # noqa: E402
from crri_gui.engine import dashboard  # noqa: E402
from crri_gui.engine.dashboard_numbers import NO_FILTERS, Number, Points  # noqa: E402
from crri_gui.engine.examine import Request  # noqa: E402
from crri_gui.engine.progress import Run  # noqa: E402
from crri_gui.engine.results import open_results  # noqa: E402
from crri_gui.gui import numbers  # noqa: E402
from crri_gui.gui.appearance import Appearance  # noqa: E402
from crri_gui.gui.charts.axes import (  # noqa: E402
    draw_scale,
    mixed,
    readable_on,
    round_ticks,
    scale_width,
    short_money,
    short_number,
    short_percent,
)
from crri_gui.gui.charts.bars import BarChart  # noqa: E402
from crri_gui.gui.charts.line import LineChart  # noqa: E402
from crri_gui.gui.charts.scatter import ScatterChart  # noqa: E402
from crri_gui.gui.charts.scene import Item, Values  # noqa: E402
from crri_gui.measures import BY_NAME, MEASURES, RELATIONS, Measure  # noqa: E402
from crri_gui.palette import LIGHT  # noqa: E402
from crri_gui.powerbi.tables import MEASURE_TABLE  # noqa: E402
from crri_gui.sample import make_shop  # noqa: E402

PICTURES = ROOT / "powerbi" / "pictures"
ORDERS = 10_000
MARK = "Drawn by CRRI from the project's files. Not a screenshot of Power BI."
_MADE_FROM = "MadeFrom"
_TITLE = 16.0  # pixels of a title's letters: 12 points
_AXIS = 12.0
_BAR = 20.0  # a bar and its gap; Power BI scrolls where they do not fit
_ROW = 24.0  # of a matrix, as Power BI has it
_COLUMN = 66.0
_SHORT = {
    "money": short_money,
    "integer": short_money,
    "percent": short_percent,
    "number": short_number,
}

# What Power Query makes of the CSVs' columns, in SQL.
_MADE = {
    "cohort_month_txt": "cohort_month",
    "order_month_txt": "order_month",
    "segment_ordered": f"list_position({list(SEGMENTS)!r}, segment) || '. ' || segment",
}


@dataclass(frozen=True)
class Sample:
    """The sample shop's numbers.

    `value` is a measure over everything; `by` a measure for each value of the columns, in rows
    of those values and the number, the measure asked anew each time as Power BI does; `points`
    are the customers of the scatter.
    """

    value: Callable[[str], Number | None]
    by: Callable[[Measure, Sequence[str]], list[tuple[Any, ...]]]
    points: Points


class NotDrawn(Exception):
    """The project has something that this script cannot draw; it names the file."""


# The project's files


def pages_of(project: Path) -> list[Path]:
    """The folders of the report's pages, in their order."""
    (report,) = project.glob("*.Report")
    folder = report / "definition" / "pages"
    order = json.loads((folder / "pages.json").read_bytes())["pageOrder"]
    return [folder / name for name in order]


def visuals_of(page: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The page's visuals from back to front, each with the file it is from."""
    files = [(path, json.loads(path.read_bytes())) for path in page.glob("visuals/*/visual.json")]
    return sorted(files, key=lambda one: one[1]["position"]["z"])


def area_of(visual: dict[str, Any]) -> QRectF:
    """Where the visual is on its page, in pixels."""
    place = visual["position"]
    return QRectF(place["x"], place["y"], place["width"], place["height"])


def _literal(found: Any) -> Any:
    """The constant that an expression of the report's files stands for."""
    text = found["expr"]["Literal"]["Value"]
    if text in ("true", "false"):
        return text == "true"
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    return float(text.rstrip("DL"))


def _property(visual: dict[str, Any], part: str, name: str, otherwise: Any = None) -> Any:
    body = visual["visual"]
    for group in ("objects", "visualContainerObjects"):
        for entry in body.get(group, {}).get(part, []):
            if name in entry["properties"]:
                return _literal(entry["properties"][name])
    return otherwise


def _field(expression: dict[str, Any]) -> tuple[str, str]:
    """Table and name of a column or measure."""
    ((_, inner),) = expression.items()
    return inner["Expression"]["SourceRef"]["Entity"], inner["Property"]


def _role(visual: dict[str, Any], role: str) -> tuple[str, str, str]:
    """Table, name and shown name of the one field in a role."""
    (projection,) = visual["visual"]["query"]["queryState"][role]["projections"]
    table, name = _field(projection["field"])
    return table, name, projection.get("displayName", name)


def _measure(visual: dict[str, Any], role: str) -> Measure:
    table, name, _ = _role(visual, role)
    if table != MEASURE_TABLE:
        raise NotDrawn(f"{table}.{name} stands where a measure is wanted")
    return BY_NAME[name]


def _column(visual: dict[str, Any], role: str) -> str:
    _, name, _ = _role(visual, role)
    return _MADE.get(name, name)


# Numbers as Power BI writes them


def written(value: Number | None, kind: str, decimals: int | None = None) -> str:
    """A value by its measure's format string."""
    if value is None:
        return "(Blank)"
    if kind == "percent":
        return f"{float(value):.{2 if decimals is None else decimals}%}"
    places = {"integer": 0}.get(kind, 2) if decimals is None else decimals
    return f"{value:,.{places}f}"


def card_text(visual: dict[str, Any], sample: Sample) -> str:
    """The figure on a card, in the card's unit and decimals."""
    measure = _measure(visual, "Values")
    value = sample.value(measure.name)
    decimals = int(_property(visual, "labels", "labelPrecision", 2))
    unit = _property(visual, "labels", "labelDisplayUnits", 0.0)
    if value is not None and unit == 0 and measure.format != "percent":
        for size, letter in ((1e9, "bn"), (1e6, "M"), (1e3, "K")):
            if abs(float(value)) >= size:
                return f"{float(value) / size:,.{decimals}f}{letter}"
    return written(value, measure.format, decimals)


# Painting


def _font(pixels: float, *, bold: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(round(pixels))
    font.setBold(bold)
    return font


def _framed(painter: QPainter, area: QRectF) -> None:
    painter.setPen(QPen(QColor(LIGHT.border), 1))
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _text(
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
    if not _property(visual, "title", "show", False):
        return inner
    head = QRectF(inner.topLeft(), inner.topRight() + QPointF(0, _TITLE * 1.4))
    _text(painter, head, _property(visual, "title", "text", ""), _TITLE)
    return inner.adjusted(0, _TITLE * 1.4 + 4, 0, 0)


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
    _text(painter, head, _property(visual, "header", "text", ""), _AXIS)
    box = QRectF(inner.left(), head.bottom() + 6, inner.width(), 30)
    painter.setBrush(QColor(LIGHT.surface))
    painter.setPen(QPen(QColor(LIGHT.outline), 1))
    painter.drawRect(box)
    _text(painter, box.adjusted(8, 0, -24, 0), "All", _AXIS)
    arrow = QPointF(box.right() - 16, box.center().y() - 2)
    painter.setPen(QPen(QColor(LIGHT.text), 1.4))
    painter.drawPolyline([arrow, arrow + QPointF(4, 4), arrow + QPointF(8, 0)])


def _draw_card(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    points = _property(visual, "labels", "fontSize", 24.0)
    middle = Qt.AlignmentFlag.AlignHCenter
    _text(painter, inner, card_text(visual, sample), points * 96 / 72, middle)


def _items(visual: dict[str, Any], sample: Sample) -> list[Item]:
    """The points of a line or bar chart in the order that the visual sorts them by."""
    measure = _measure(visual, "Y")
    rows = sample.by(measure, [_column(visual, "Category")])
    (sort,) = visual["visual"]["query"]["sortDefinition"]["sort"]
    by_value = _field(sort["field"])[0] == MEASURE_TABLE
    rows.sort(key=lambda row: (row[1] if by_value else row[0]) or 0)
    if sort["direction"] == "Descending":
        rows.reverse()
    return [
        Item(str(label), str(label or "(Blank)"), None if value is None else float(value), ())
        for label, value in rows
    ]


def _draw_line(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    chart = LineChart("", Appearance("light"), _SHORT[_measure(visual, "Y").format])
    chart.set_items(_items(visual, sample), Values())
    chart.setFont(_font(_AXIS))
    chart.render_to(painter, _inner(painter, visual), LIGHT)


def _draw_bars(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    items = _items(visual, sample)
    fitting = int(inner.height() // _BAR)
    if len(items) > fitting:
        rail = QRectF(inner.right() - 6, inner.top(), 6, inner.height())
        painter.fillRect(rail, QColor(LIGHT.window))
        rail.setHeight(inner.height() * fitting / len(items))
        painter.fillRect(rail, QColor(LIGHT.border))
        inner.setRight(inner.right() - 10)
    chart = BarChart("", Appearance("light"), _of_bar(_measure(visual, "Y").format))
    chart.set_items(items[:fitting], Values())
    chart.setFont(_font(_AXIS))
    chart.render_to(painter, inner, LIGHT)


def _of_bar(kind: str) -> Callable[[float], str]:
    """How the value beside a bar is written."""
    return numbers.compact_money if kind == "money" else lambda value: written(value, kind)


def _draw_columns(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    items = _items(visual, sample)
    metrics = QFontMetricsF(_font(_AXIS))
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


def _draw_scatter(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    asked = (_measure(visual, "X").name, _measure(visual, "Y").name)
    of = (_column(visual, "Category"), _column(visual, "Series"))
    if (asked, of) != (("Segment Orders", "Segment Revenue"), ("customer_unique_id", "segment")):
        raise NotDrawn("a scatter of other fields")
    chart = ScatterChart("", Appearance("light"), SEGMENTS)
    chart.set_points(sample.points)
    chart.setFont(_font(_AXIS))
    chart.render_to(painter, _inner(painter, visual), LIGHT)


def _draw_matrix(painter: QPainter, visual: dict[str, Any], sample: Sample) -> None:
    inner = _inner(painter, visual)
    measure = _measure(visual, "Values")
    (rule,) = visual["visual"]["objects"]["values"]
    fill = rule["properties"]["backColor"]["solid"]["color"]["expr"]["FillRule"]
    shade = BY_NAME[_field(fill["Input"])[1]]
    ends = fill["FillRule"]["linearGradient2"]
    low, high = (_literal({"expr": ends[end]["color"]}) for end in ("min", "max"))
    by = [_column(visual, "Rows"), _column(visual, "Columns")]
    cells = {(row, column): value for row, column, value in sample.by(measure, by)}
    strength = {(row, column): value for row, column, value in sample.by(shade, by)}
    most = max((value for value in strength.values() if value is not None), default=0) or 1
    rows, columns = (sorted({key[place] for key in cells}) for place in (0, 1))
    painter.save()
    painter.setClipRect(inner)
    head = QRectF(inner.left(), inner.top(), _COLUMN + 10, _ROW)
    _text(painter, head, _role(visual, "Rows")[2], _AXIS)
    for place, column in enumerate(columns):
        left = head.right() + place * _COLUMN
        box = QRectF(left, inner.top(), _COLUMN - 6, _ROW)
        _text(painter, box, column, _AXIS, Qt.AlignmentFlag.AlignRight)
    painter.setPen(QPen(QColor(LIGHT.accent), 1))
    painter.drawLine(head.bottomLeft(), QPointF(inner.right(), head.bottom()))
    for line, row in enumerate(rows):
        top = head.bottom() + 2 + line * _ROW
        _text(painter, QRectF(inner.left(), top, _COLUMN, _ROW), row, _AXIS)
        for place, column in enumerate(columns):
            if (row, column) not in cells:
                continue
            box = QRectF(head.right() + place * _COLUMN, top, _COLUMN, _ROW)
            share, colour = strength[row, column], LIGHT.text
            if share is not None:
                ground = mixed(high, low, float(share) / float(most))
                painter.fillRect(box, ground)
                colour = readable_on(ground).name()
            text = written(cells[row, column], measure.format)
            right = Qt.AlignmentFlag.AlignRight
            _text(painter, box.adjusted(0, 0, -6, 0), text, _AXIS, right, colour)
    painter.restore()


_DRAWN: dict[str, Callable[[QPainter, dict[str, Any], Sample], None]] = {
    "textbox": _draw_textbox,
    "slicer": _draw_slicer,
    "card": _draw_card,
    "lineChart": _draw_line,
    "clusteredBarChart": _draw_bars,
    "clusteredColumnChart": _draw_columns,
    "scatterChart": _draw_scatter,
    "pivotTable": _draw_matrix,
}


def draw(page: Path, sample: Sample) -> QImage:
    """The picture of a page. Raises `NotDrawn` for a visual of an unknown kind."""
    about = json.loads((page / "page.json").read_bytes())
    size = QRectF(0, 0, about["width"], about["height"])
    image = QImage(size.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.window))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for path, visual in visuals_of(page):
        kind = visual["visual"]["visualType"]
        if kind not in _DRAWN:
            raise NotDrawn(f"{path}: a visual of the kind {kind}")
        try:
            _DRAWN[kind](painter, visual, sample)
        except NotDrawn as reason:
            raise NotDrawn(f"{path}: {reason}") from reason
    foot = QRectF(24, size.height() - 21, size.width() - 48, 18)
    _text(painter, foot, MARK, 11, Qt.AlignmentFlag.AlignRight, LIGHT.muted)
    painter.end()
    return _with_palette(image)


def _with_palette(image: QImage) -> QImage:
    """The picture in its 256 most frequent colours: a third of the room, and no eye sees it."""
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in colours[np.argsort(-counts, kind="stable")][:256]]
    flat = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, flat)


def _by(
    run: Run, con: duckdb.DuckDBPyConnection, measure: Measure, columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    relation = f"({RELATIONS[measure.source]}) AS rows"
    rows = []
    for values in run.rows(con, f"SELECT DISTINCT {', '.join(columns)} FROM {relation}"):
        here = " AND ".join(f"{column} IS NOT DISTINCT FROM ?" for column in columns)
        ((value,),) = run.rows(
            con,
            f"WITH any_month AS (FROM {relation}), "
            f"selected AS (FROM {relation} WHERE {here}) SELECT {measure.sql} FROM selected",
            list(values),
        )
        rows.append((*values, value))
    return rows


@contextmanager
def the_sample() -> Iterator[Sample]:
    """The sample shop's numbers, as long as they are asked for."""
    run = Run()
    with tempfile.TemporaryDirectory() as folder:
        make_shop(Path(folder), ORDERS, 1)
        results = open_results(run, Request(Path(folder)))
        con = results.cursor()
        try:
            yield Sample(
                lambda name: dashboard.measure_values(run, con, NO_FILTERS, [name])[name],
                lambda measure, columns: _by(run, con, measure, columns),
                dashboard.segmentation(run, con).points,
            )
        finally:
            con.close()
            results.close()


def application() -> QApplication:
    """The application that paints; numbers in English, Inter where it is installed."""
    made = QApplication.instance() or QApplication(["drawings"])
    assert isinstance(made, QApplication)
    QLocale.setDefault(QLocale("en_US"))
    if "Inter" in QFontDatabase.families():
        made.setFont(QFont("Inter", 9))
    return made


def picture_name(page: Path) -> str:
    """The file name of a page's picture."""
    shown = json.loads((page / "page.json").read_bytes())["displayName"]
    return f"{'-'.join(shown.lower().replace('&', 'and').split())}.png"


def made_from(page: Path) -> str:
    """What a picture is made from, as a hash: the page's files, the measures and this script.

    The sample shop is not in it: its own tests keep it as it is.
    """
    mark = hashlib.sha256(Path(__file__).read_bytes().replace(b"\r\n", b"\n"))
    mark.update(repr(MEASURES).encode())
    for path in sorted(page.rglob("*.json")):
        mark.update(path.relative_to(page).as_posix().encode())
        mark.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return mark.hexdigest()


def stale(project: Path) -> list[Path]:
    """The pages whose pictures are missing or made from something else."""
    return [
        page
        for page in pages_of(project)
        if QImageReader(str(PICTURES / picture_name(page))).text(_MADE_FROM) != made_from(page)
    ]


def main(arguments: list[str]) -> int:
    """Draw what is out of date, or only say so with --check."""
    project = ROOT / "powerbi"
    outdated = stale(project)
    for page in outdated:
        print(f"out of date: powerbi/pictures/{picture_name(page)}")
    if "--check" in arguments or not outdated:
        return 1 if outdated else 0
    keep = application()
    PICTURES.mkdir(exist_ok=True)
    with the_sample() as sample:
        for page in outdated:
            writer = QImageWriter(str(PICTURES / picture_name(page)), QByteArray(b"png"))
            writer.setText(_MADE_FROM, made_from(page))
            writer.setCompression(100)
            if not writer.write(draw(page, sample)):
                print(f"{writer.fileName()}: {writer.errorString()}")
                return 1
    del keep
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
