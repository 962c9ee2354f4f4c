"""What the heat map of cohorts shows, and where its parts lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QFontMetricsF

from crri_gui.dashboard.palette import Theme, shade
from crri_gui.gui.i18n import numbers

TOGETHER = -1
"""The row of all cohorts taken together, above the first one."""
NOBODY = "·"
"""Observed, and nobody came."""
_APART = 5.0
"""Between the first period and the later ones, and below the row of all cohorts."""
_MEASURED = 4_000
"""So many cells are looked at for the widest number."""
_CANDIDATES = 24
_ROOMY = 12
"""Up to so many rows stand apart; more are as close as their text allows, to be seen at once."""
_BESIDE, _BESIDE_CLOSE = 7, 4
"""Beside the number of a cell."""
_HIGHEST = 1.3
"""Rows are made higher than their text needs by this factor at most."""


@dataclass(frozen=True)
class Row:
    """A cohort: its label, its customers."""

    label: str
    size: int


@dataclass(frozen=True)
class Cell:
    """A number by row and column; None is not observed, from this column to the last one.

    `first` is the cohort's own period, which has no colour of the ramp, as have those of a `tiny`
    cohort or period; `nobody` came.
    """

    row: int
    column: int
    value: float | None
    first: bool = False
    tiny: bool = False
    nobody: bool = False


@dataclass(frozen=True)
class Words:
    """What is written around the cells; `first` names the first period in the legend."""

    rows: str = ""
    sizes: str = ""
    columns: str = ""
    first: str = ""
    nobody: str = ""
    strong: str = ""
    unseen: str = ""
    partial: str = ""


@dataclass
class Geometry:
    """Where the parts of the matrix lie: `body` is the room of its cells, that of all apart."""

    body: QRectF
    cell: QSizeF
    labels: float
    sizes: float
    together: float
    apart: float
    columns: int
    rows: int
    offset: QPointF = field(default_factory=QPointF)

    @property
    def content(self) -> QSizeF:
        """The size of all cells."""
        return QSizeF(self.cell.width() * self.columns + self.apart, self.cell.height() * self.rows)

    def fit(self, widest: float, *, shrinks: bool) -> None:
        """Take the room there is; on paper, where nothing scrolls, as little as there is."""
        if not self.columns:
            return
        wide = (self.body.width() - self.apart) / self.columns
        fitting = min(self.cell.width() * widest, wide)
        self.cell.setWidth(fitting if shrinks else max(self.cell.width(), fitting))
        if self.rows:
            high = self.body.height() / self.rows
            fitting = min(self.cell.height() * _HIGHEST, high)
            self.cell.setHeight(fitting if shrinks else max(self.cell.height(), fitting))

    def show_page(self, first: int, shown: int) -> None:
        """So many columns from this one on take all the width."""
        apart = self.apart if first == 0 else 0.0
        self.cell.setWidth((self.body.width() - apart) / shown)
        if first:
            self.offset.setX(first * self.cell.width() + self.apart)

    def left(self, column: int) -> float:
        """Where a column begins."""
        apart = self.apart if column > 0 else 0.0
        return self.body.left() + column * self.cell.width() + apart - self.offset.x()

    def top(self, row: int) -> float:
        """Where a row begins."""
        if row == TOGETHER:
            return self.body.top() - self.together
        return self.body.top() + row * self.cell.height() - self.offset.y()

    def box(self, cell: Cell) -> QRectF:
        """The place of a cell."""
        left = self.left(cell.column)
        last = self.columns - 1 if cell.value is None else cell.column
        right = self.left(last) + self.cell.width()
        return QRectF(left, self.top(cell.row), right - left, self.cell.height())

    def strip(self) -> QRectF:
        """The room of the row of all cohorts."""
        return QRectF(
            self.body.left(),
            self.body.top() - self.together,
            self.body.width(),
            max(0.0, self.together - _APART),
        )


@dataclass(frozen=True)
class Matrix:
    """Cohorts by periods.

    A column is its label and whether its period is not whole. `strong` is the value from which a
    cell has the strongest colour, `weak` that up to which it has the palest. With `aligned`
    columns, the first one is that of the cohorts' own periods, and there is a row of all cohorts,
    `together` by name, of so many customers.
    """

    rows: tuple[Row, ...] = ()
    columns: tuple[tuple[str, bool], ...] = ()
    cells: tuple[Cell, ...] = ()
    write: Callable[[float], str] = str
    write_first: Callable[[float], str] = str
    strong: float = 1.0
    weak: float = 0.0
    aligned: bool = False
    together: Row = Row("", 0)
    words: Words = Words()

    def text(self, cell: Cell) -> str:
        """What stands in a cell."""
        if cell.nobody:
            return NOBODY
        value = cell.value or 0.0
        return self.write_first(value) if cell.first else self.write(value)

    def ground(self, cell: Cell, theme: Theme) -> QColor:
        """The colour of a cell."""
        if cell.first:
            return QColor(theme.first)
        if cell.tiny:
            return QColor(theme.surface)
        return QColor(shade(theme, cell.value or 0.0, self.strong, self.weak))

    @cached_property
    def longest(self) -> tuple[str, ...]:
        """The texts that may be the widest ones in a column."""
        seen = (cell for cell in self.cells[:_MEASURED] if cell.value is not None)
        texts = sorted({self.text(cell) for cell in seen}, key=len, reverse=True)[:_CANDIDATES]
        words = {word for label, _ in self.columns for word in label.split()}
        return (*texts, *sorted(words, key=len, reverse=True)[:_CANDIDATES])

    @cached_property
    def places(self) -> dict[tuple[int, int], int]:
        """The cells by row and column."""
        return {(cell.row, cell.column): place for place, cell in enumerate(self.cells)}

    @cached_property
    def ends(self) -> dict[int, int]:
        """By row, the cell from which on nothing is observed."""
        return {cell.row: place for place, cell in enumerate(self.cells) if cell.value is None}

    def cell_size(self, metrics: QFontMetricsF) -> QSizeF:
        """Wide enough for its number and for the words of its column."""
        widest = max((metrics.horizontalAdvance(text) for text in self.longest), default=20.0)
        apart = 4 if len(self.rows) <= _ROOMY else 1
        beside = _BESIDE if len(self.columns) <= _ROOMY else _BESIDE_CLOSE
        return QSizeF(widest + beside, metrics.height() + apart)

    def _margins(self, metrics: QFontMetricsF) -> tuple[float, float, float, float]:
        """Widths of labels and of sizes; heights of the columns' words and of the row of all."""
        rows = (self.together, *self.rows)
        labels = max(metrics.horizontalAdvance(row.label) for row in rows) + 26
        sizes = max(metrics.horizontalAdvance(numbers.integer(row.size)) for row in rows) + 14
        heads = metrics.horizontalAdvance(self.words.rows) + 12
        heads += metrics.horizontalAdvance(self.words.sizes) + 8
        sizes = max(sizes, heads - labels)
        lines = max((len(label.split()) for label, _ in self.columns), default=1)
        high = metrics.lineSpacing() * (lines + bool(self.words.columns)) + 6
        together = self.cell_size(metrics).height() + _APART if self.aligned else 0.0
        return labels, sizes, high, together

    def needed(self, metrics: QFontMetricsF, row: float | None = None) -> QSizeF:
        """The room that shows all, without the legend; with rows that are `row` high."""
        labels, sizes, high, together = self._margins(metrics)
        cell = self.cell_size(metrics)
        apart = _APART if self.aligned else 0.0
        return QSizeF(
            labels + sizes + cell.width() * len(self.columns) + apart,
            high + together + (row or cell.height()) * len(self.rows),
        )

    def geometry(self, area: QRectF, metrics: QFontMetricsF, legend: float) -> Geometry:
        """Where all lies within an area."""
        labels, sizes, high, together = self._margins(metrics)
        return Geometry(
            area.adjusted(labels + sizes, legend + high + together, 0, 0),
            self.cell_size(metrics),
            labels,
            sizes,
            together,
            _APART if self.aligned else 0.0,
            len(self.columns),
            len(self.rows),
        )
