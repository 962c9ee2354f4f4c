"""The charts of a described page, made by their kind."""

from __future__ import annotations

from collections.abc import Callable

from crri_gui.contract import SEGMENTS
from crri_gui.dashboard import page as described
from crri_gui.dashboard.measures import BY_NAME, MeasureFormat
from crri_gui.dashboard.palette import SEGMENT_SERIES
from crri_gui.gui.charts.axes import Write, short_money, short_number, short_percent
from crri_gui.gui.charts.bars import BarChart, ColumnChart
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.charts.heatmap import HeatMap
from crri_gui.gui.charts.line import LineChart
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.theme.appearance import Appearance


def _count(value: float) -> str:
    return numbers.integer(round(value))


def _exact_percent(value: float) -> str:
    return numbers.percent(value, 2)


def _exact_number(value: float) -> str:
    return numbers.number(value, 2)


_ON_SCALES: dict[MeasureFormat, Write] = {
    "money": short_money,
    "integer": short_money,  # a scale of counts is as short as one of amounts
    "percent": short_percent,
    "number": short_number,
}
_AT_BARS: dict[MeasureFormat, Write] = {
    "money": numbers.compact_amount,
    "integer": _count,
    "percent": _exact_percent,
    "number": _exact_number,
}


def make_chart(chart: described.Chart, appearance: Appearance) -> Chart:
    """The chart, still empty."""
    return _KINDS[chart.kind](chart, of_dashboard(chart.title), appearance)


def _line(chart: described.Chart, title: str, appearance: Appearance) -> Chart:
    low, high = chart.scale or (0.0, None)
    return LineChart(
        title,
        appearance,
        _ON_SCALES[BY_NAME[chart.measure].format],
        low=low,
        high=high,
        series=chart.series,
        names=(of_dashboard(chart.measure), of_dashboard(chart.beside_title or chart.beside))
        if chart.beside
        else None,
    )


def _bars(chart: described.Chart, title: str, appearance: Appearance) -> Chart:
    colours = SEGMENT_SERIES if chart.by == described.SEGMENT else (chart.series,)
    return BarChart(title, appearance, _AT_BARS[BY_NAME[chart.measure].format], colours)


def _columns(chart: described.Chart, title: str, appearance: Appearance) -> Chart:
    return ColumnChart(title, appearance, _AT_BARS[BY_NAME[chart.measure].format], chart.series)


def _stacked(chart: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.further.stacked import StackedChart

    names = (of_dashboard(chart.measure), of_dashboard(chart.beside_title or chart.beside))
    write = _ON_SCALES[BY_NAME[chart.measure].format]
    # New customers have one colour on all pages, whether they are below or above.
    series = (0, 1) if chart.series else (1, 0)
    return StackedChart(title, appearance, write, names, series)


def _intervals(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.further.intervals import IntervalChart

    return IntervalChart(title, appearance)


def _moves(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.further.moves import MoveMatrix

    return MoveMatrix(title, appearance)


def _flows(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.further.moves import FlowChart

    return FlowChart(title, appearance)


def _figures(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.further.figures import FigureTable

    return FigureTable(title, appearance)


def _matrix(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    return HeatMap(title, appearance)


def _curves(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.cohorts.curves import CurveChart

    return CurveChart(title, appearance)


def _spread(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.segments.spread import SpreadChart

    return SpreadChart(title, appearance, short_money)


def _segment_table(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.segments.table import SegmentTable

    return SegmentTable(title, appearance)


def _scatter(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    # Imported here: pyqtgraph takes a third of a second.
    from crri_gui.gui.charts.segments.scatter import ScatterChart

    return ScatterChart(title, appearance, SEGMENTS)


def _segment_grid(_: described.Chart, title: str, appearance: Appearance) -> Chart:
    from crri_gui.gui.charts.segments.grid import SegmentGrid

    return SegmentGrid(title, appearance)


_KINDS: dict[described.Kind, Callable[[described.Chart, str, Appearance], Chart]] = {
    "line": _line,
    "bars": _bars,
    "columns": _columns,
    "stacked": _stacked,
    "intervals": _intervals,
    "moves": _moves,
    "flows": _flows,
    "figures": _figures,
    "matrix": _matrix,
    "curves": _curves,
    "scatter": _scatter,
    "spread": _spread,
    "segment grid": _segment_grid,
    "segment table": _segment_table,
}
