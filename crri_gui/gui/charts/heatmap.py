"""The heat map of cohorts: zero, not yet observed and partial are three different things."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollBar

from crri_gui.gui.charts.axes import scaled
from crri_gui.gui.charts.cohorts.drawing import (
    draw_cells,
    draw_columns,
    draw_legend,
    draw_rows,
    legend_height,
)
from crri_gui.gui.charts.cohorts.matrix import TOGETHER, Geometry, Matrix
from crri_gui.gui.charts.cohorts.pager import Pager
from crri_gui.gui.charts.picking import PickingChart
from crri_gui.gui.charts.scene import SMALL, Item, Scene, Values
from crri_gui.gui.charts.telling import places_of_ends
from crri_gui.gui.theme.appearance import Appearance

if TYPE_CHECKING:
    from crri_gui.engine.query.browse import View

_AROUND = 300
"""What is above and below the matrix in the window, in pixels."""
_ROWS_AT_ONCE = 30
"""So many rows are shown at once; more scroll within the matrix."""
_SMALLEST = 0.6
"""Text in a report is made no smaller than this share of the text's size."""
_SMALLER, _STEP = 86, 7
"""Text becomes smaller, down to this share in percent, before columns are scrolled away; text that
somebody has enlarged, down to this share of what it was before."""
_A_PAGE = 240
"""How far a wheel turns for a page of columns: two of its steps."""
_WIDEST = 2.0
"""Cells are made wider than their numbers need by this factor at most."""


class HeatMap(PickingChart):
    """Rows are cohorts, columns periods. A click picks a cohort, a double click shows customers."""

    def __init__(self, title: str, appearance: Appearance) -> None:
        super().__init__(title, appearance)
        self.matrix = Matrix()
        self.marks: Mapping[int, int] = {}
        self._told: Callable[[int], tuple[str, ...]] = _nothing
        self._views: Callable[[int], View | None] = _no_view
        self._places: dict[tuple[int, int], int] = {}
        self._hint = QSize()
        self.pager = Pager(self)
        self.pager.moved.connect(self.update)
        self._down = QScrollBar(Qt.Orientation.Vertical, self)
        self._down.setAccessibleName(self.tr("Scroll the cohorts"))
        self._down.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._down.valueChanged.connect(self.update)
        self.setMinimumHeight(220)

    def set_matrix(
        self,
        matrix: Matrix,
        items: Sequence[Item],
        values: Values,
        told: Callable[[int], tuple[str, ...]],
        views: Callable[[int], View | None],
    ) -> None:
        """Show these.

        `items` belong to the cells, followed by one for the row of all cohorts and one for every
        cohort. What is told of an item, and its rows, are asked for when they are wanted: a matrix
        of weeks has many thousands.
        """
        self.matrix = matrix
        self._told, self._views = told, views
        rows = range(TOGETHER, len(matrix.rows))
        names = {(row, -1): len(matrix.cells) + place for place, row in enumerate(rows)}
        self._places = matrix.places | names
        self.set_items(items, values)
        self._arrange()

    def set_marks(self, marks: Mapping[int, int]) -> None:
        """The cohorts that are drawn elsewhere, with the series of their colours."""
        self.marks = dict(marks)
        self.update()

    def readout(self, index: int) -> tuple[str, ...]:
        """What is told about an item."""
        return self._told(index)

    def view_of(self, index: int) -> View | None:
        """The customers behind an item."""
        return self._views(index)

    def cohort_of(self, index: int) -> int:
        """The cohort of an item; `TOGETHER` for all."""
        if index < len(self.matrix.cells):
            return self.matrix.cells[index].row
        return index - len(self.matrix.cells) + TOGETHER

    def pick_of(self, index: int) -> str | None:
        """The cohort of an item, by its key."""
        row = self.cohort_of(index)
        return None if row == TOGETHER else self.items[len(self.matrix.cells) + 1 + row].key

    def pick_text(self, key: str) -> str:
        """A cohort's curve is drawn, or no more."""
        names = (item.key for item in self.items[len(self.matrix.cells) + 1 :])
        drawn = list(names).index(key) in self.marks
        return self.tr("Take its curve away") if drawn else self.tr("Draw its curve")

    def extremes(self) -> tuple[int, int] | None:
        """The cells of the lowest and of the highest value, later than the cohorts' own periods."""
        known = [
            (cell.value, place)
            for place, cell in enumerate(self.matrix.cells)
            if cell.value is not None and not (cell.first or cell.tiny or cell.row == TOGETHER)
        ]
        return places_of_ends(known)

    # Measures

    def _font(self) -> QFont:
        """A little smaller than elsewhere where that shows all columns at once."""
        least = _SMALLER * 100 // max(100, self._appearance.text_size)
        for percent in range(100, least - 1, -_STEP):
            font = scaled(self.font(), SMALL * percent / 100)
            if self.matrix.needed(QFontMetricsF(font)).width() <= self.width() - 6:
                return font
        return scaled(self.font(), SMALL)

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self._font())

    def natural_size(self) -> QSizeF:
        """All cells, none scrolled away."""
        metrics = QFontMetricsF(scaled(self.font(), SMALL))
        needed = self.matrix.needed(metrics)
        return QSizeF(
            max(needed.width() + 8, 860.0),
            needed.height() + legend_height(metrics, self.matrix, 860.0) + 10,
        )

    def sizeHint(self) -> QSize:
        """As high as its rows; as the window, where there are very many."""
        rows = len(self.matrix.rows)
        legend = legend_height(self._metrics(), self.matrix, float(max(300, self.width() - 8)))
        high = self.matrix.needed(self._metrics()).height() + legend + 12
        if self.pager.isVisibleTo(self):
            high += self.pager.sizeHint().height()
        if rows > _ROWS_AT_ONCE:
            row = self.matrix.cell_size(self._metrics()).height()
            least = high - row * (rows - _ROWS_AT_ONCE)
            high = min(high, max(least, self.window().height() - _AROUND))
        return QSize(600, max(self.minimumHeight(), round(high)))

    def minimumSizeHint(self) -> QSize:
        """The page scrolls rather than the matrix."""
        return QSize(300, self.sizeHint().height())

    def _geometry(self, area: QRectF, metrics: QFontMetricsF) -> Geometry:
        return self.matrix.geometry(
            area, metrics, legend_height(metrics, self.matrix, area.width())
        )

    def _arrange(self) -> None:
        """Place pager and scroll bar where they are needed, and say how far they go."""
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        place = self._geometry(area, self._metrics())
        wide, high = place.body.width(), place.body.height()
        needed = place.content
        paging, thick = self.pager.sizeHint().height(), self._down.sizeHint().width()
        across = needed.width() > wide + 0.5
        down = needed.height() > high - (paging if across else 0) + 0.5
        across = needed.width() > wide - (thick if down else 0) + 0.5
        wide -= thick if down else 0
        high -= paging if across else 0
        self.pager.setVisible(across)
        self._down.setVisible(down)
        top = round(place.body.top()) + (paging if across else 0)
        self.pager.setGeometry(0, 0, self.width(), paging)
        self._down.setGeometry(self.width() - thick - 1, top, thick, round(high))
        self._down.setRange(0, max(0, round(needed.height() - high)))
        self._down.setPageStep(max(1, round(high)))
        self._down.setSingleStep(max(1, round(place.cell.height())))
        fitting = max(1, int((wide - place.apart) // max(1.0, place.cell.width())))
        columns = len(self.matrix.columns)
        self.pager.take(fitting if across else columns, columns)

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
        by = turned.x() or turned.y()
        if sideways:
            led = self.pager.isVisible() and self.pager.turn(-by / _A_PAGE)
            event.setAccepted(led)
            return
        before = self._down.value()
        self._down.setValue(before - by // 2)
        event.setAccepted(self._down.isVisible() and self._down.value() != before)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars follow the text's size."""
        self._arrange()
        super().paintEvent(event)

    def draw(self, scene: Scene) -> None:
        """Periods on top, cohorts on the left, cells, and what the colours mean."""
        painter = scene.painter
        on_screen = painter.device() is self
        base = painter.font()
        painter.setFont(self._font())
        if not on_screen:
            painter.setFont(self._font_of_picture(base, scene.area.size()))
        paged = on_screen and self.pager.isVisible()
        area = scene.area.adjusted(0, self.pager.height() if paged else 0, 0, 0)
        place = self._geometry(area, scene.metrics())
        if on_screen:
            right = self._down.width() if self._down.isVisible() else 0
            place.body.adjust(0, 0, -right, 0)
            place.offset = QPointF(0, self._down.value())
            if paged:
                place.show_page(self.pager.first, self.pager.shown)
        place.fit(_WIDEST, shrinks=not on_screen)
        draw_cells(scene, self.matrix, place, self.items)
        draw_columns(scene, self.matrix, place)
        draw_rows(scene, self.matrix, place, self.marks)
        draw_legend(scene, self.matrix, area)

    def _font_of_picture(self, base: QFont, room: QSizeF) -> QFont:
        """The largest in which all has room, where nothing scrolls.

        Digits reach below no line, so rows may be as close as the capital letters are high.
        """
        for percent in range(100, round(100 * _SMALLEST), -2):
            font = scaled(base, SMALL * percent / 100)
            metrics = QFontMetricsF(font)
            needed = self.matrix.needed(metrics, row=metrics.capHeight() + 2)
            legend = legend_height(metrics, self.matrix, room.width())
            if needed.width() <= room.width() and needed.height() + legend <= room.height():
                return font
        return scaled(base, SMALL * _SMALLEST)

    # Keyboard

    def moved(self, index: int, across: int, down: int) -> int:
        """The next cell that way; the cohort's own name lies left of its first cell."""
        cells = self.matrix.cells
        if index < len(cells):
            row, column = cells[index].row, cells[index].column
        else:
            row, column = self.cohort_of(index), -1
        for far in range(1, max(len(self.matrix.rows), len(self.matrix.columns)) + 2):
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
        size = self.matrix.cell_size(self._metrics())
        row = self.cohort_of(index)
        if row != TOGETHER:
            _reveal(self._down, row * size.height(), size.height())
        if index < len(self.matrix.cells):
            self.pager.reveal(self.matrix.cells[index].column)


def _nothing(_: int) -> tuple[str, ...]:
    return ()


def _no_view(_: int) -> None:
    return None


def _reveal(bar: QScrollBar, start: float, length: float) -> None:
    if start < bar.value():
        bar.setValue(int(start))
    elif start + length > bar.value() + bar.pageStep():
        bar.setValue(int(start + length - bar.pageStep()) + 1)
