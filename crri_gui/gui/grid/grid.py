"""A grid for tables of any size, its first column standing still."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionHeader,
    QTableView,
    QWidget,
)

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.grid.column_header import PADDING, ColumnHeader, HeaderState
from crri_gui.gui.grid.grid_model import GridModel
from crri_gui.gui.grid.grid_painting import frame_current, paint_cells
from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.read_only import make_read_only

_MOST_PIXELS = 2**31 - 1
_WIDEST = 360
_ROWS_AT_LEAST = 6
"""So many rows are seen before heads show what is known of their columns."""


class GridView(QTableView):
    """The table, and over its first column a second view that does not scroll sideways."""

    selected = Signal()
    menu_wanted = Signal(object)
    """The place on the screen at which a menu of the current cell is asked for."""
    copy_wanted = Signal()
    width_changed = Signal(str, int)
    """A column that the user made wider or narrower."""
    font_changed = Signal()

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text_height = self.fontMetrics().height()
        self.heads = HeaderState()
        self._model = model
        self.header = ColumnHeader(self.heads, self)
        model.describe_column = self.header.spoken
        self.rows_header = RowHeader(self.heads, self)
        self.setHorizontalHeader(self.header)
        self.setVerticalHeader(self.rows_header)
        self.setModel(model)
        self.setObjectName("grid")
        make_read_only(self)
        self.setAccessibleName(self.tr("Rows of the table"))
        self.frozen = _Frozen(self, model, self.heads)
        self.frozen_header = self.frozen.header
        self._fitting = False
        self.header.sectionResized.connect(self._column_resized)
        self.frozen_header.sectionResized.connect(self._frozen_resized)
        self.verticalScrollBar().valueChanged.connect(self.frozen.verticalScrollBar().setValue)
        self.frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self._fit_rows()

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        """Paint in these colours."""
        self.heads.theme = theme
        self._model.set_muted(theme.muted)
        self.repaint_heads()

    def columns_changed(self, widths: dict[str, int]) -> None:
        """The model shows another grid or other columns: fit the widths (kept ones by name)."""
        self.heads.fields = self._model.fields
        self._fit_rows()
        self._fitting = True
        for place, field in enumerate(self._model.fields):
            wanted = widths.get(field.name) or self._fitting_width(place)
            self.setColumnWidth(place, wanted)
            self.frozen.setColumnHidden(place, place > 0)
        if self._model.fields:
            self.frozen.setColumnWidth(0, self.columnWidth(0))
        self._fitting = False
        self.rows_header.fit(self._model.rowCount())
        self._place_frozen()
        self.repaint_heads()

    def widths(self) -> dict[str, int]:
        """The width of each column that is shown, by name."""
        shown = enumerate(self.heads.fields)
        return {field.name: self.columnWidth(place) for place, field in shown}

    def _fitting_width(self, place: int) -> int:
        """For the head and the first rows."""
        metrics, longest = QFontMetrics(self.font()), 0
        for row in range(min(50, self._model.rowCount())):
            text = self._model.data(self._model.index(row, place))
            longest = max(longest, metrics.horizontalAdvance(text or ""))
        wanted = max(longest + 28, self.header.preferred_width(place))
        # The first column stands over the others: it leaves them room.
        most = _WIDEST if place else min(_WIDEST, max(self.width() * 2 // 5, 160))
        return max(110, min(wanted, most))

    def repaint_heads(self) -> None:
        """What is known of the columns has changed."""
        self.header.viewport().update()
        self.frozen_header.viewport().update()

    def repaint_head(self, column: str) -> None:
        """What is known of one of them has changed."""
        for place, shown in enumerate(self.heads.fields):
            if shown.name == column:
                self.header.updateSection(place)
                self.frozen_header.updateSection(place)

    def columns_in_sight(self) -> list[str]:
        """The names of the columns that can be seen now, from the left."""
        seen = []
        for place, field in enumerate(self._model.fields):
            left = self.columnViewportPosition(place)
            behind = place > 0 and left + self.columnWidth(place) <= self.frozen.width()
            if place == 0 or (not behind and left < self.viewport().width()):
                seen.append(field.name)
        return seen

    def _fit_rows(self) -> None:
        height = QFontMetrics(self.font()).height() + 10
        # Qt counts a view's pixels in 31 bits.
        self._model.most_rows = _MOST_PIXELS // height
        for header in (self.verticalHeader(), self.frozen.verticalHeader()):
            # Else Qt makes rows higher one by one, which takes minutes where there are millions.
            header.setMinimumSectionSize(1)
            header.setDefaultSectionSize(height)
            header.setMinimumSectionSize(height)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: other heights. Qt tells of a style where the size is the same, too."""
        super().changeEvent(event)
        changes = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
        if event.type() in changes and self._text_height != self.fontMetrics().height():
            self._text_height = self.fontMetrics().height()
            # The heads have their letters only after their view.
            QTimer.singleShot(0, self, self.font_changed.emit)

    # The first column

    def _place_frozen(self) -> None:
        frame = self.frameWidth()
        self.frozen.setGeometry(
            self.verticalHeader().width() + frame,
            frame,
            self.columnWidth(0) if self._model.columnCount() else 0,
            self.viewport().height() + self.horizontalHeader().height(),
        )
        self.frozen.setVisible(self._model.columnCount() > 0)

    def updateGeometries(self) -> None:
        """The first column goes along."""
        super().updateGeometries()
        if hasattr(self, "frozen"):
            self._place_frozen()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells but for the first column, and a frame around the current one."""
        paint_cells(self, self._model, self.heads.theme, event.rect(), 1)
        if self.currentIndex().column() > 0:
            frame_current(self, self.heads.theme, focused=self.hasFocus())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first column goes along, and heads leave rows of large text their room."""
        super().resizeEvent(event)
        least = _ROWS_AT_LEAST * self.verticalHeader().defaultSectionSize()
        low = self.height() < self.header.whole_height() + least
        if low != self.heads.low:
            self.heads.low = low
            self.updateGeometries()
            self.frozen.updateGeometries()
        self._place_frozen()

    def _column_resized(self, place: int, _: int, width: int) -> None:
        if place == 0 and self.frozen.columnWidth(0) != width:
            self.frozen.setColumnWidth(0, width)
        self._place_frozen()
        if not self._fitting and place < len(self._model.fields):
            self.width_changed.emit(self._model.fields[place].name, width)

    def _frozen_resized(self, place: int, _: int, width: int) -> None:
        if place == 0 and width and not self._fitting:
            self.setColumnWidth(0, width)

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """The first column is always in sight, and hides no other one that is current."""
        if index.column() > 0:
            super().scrollTo(index, hint)
            hidden = self.frozen.width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)
        else:
            across = self.horizontalScrollBar().value()
            super().scrollTo(index, hint)
            self.horizontalScrollBar().setValue(across)

    # Selection

    def select_column(self, place: int) -> None:
        """All rows of a column."""
        rows = self._model.rowCount()
        if not rows:
            return
        whole = QItemSelection(self._model.index(0, place), self._model.index(rows - 1, place))
        self.selectionModel().setCurrentIndex(
            self._model.index(max(self.currentIndex().row(), 0), place),
            QItemSelectionModel.SelectionFlag.NoUpdate,
        )
        self.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def chosen_cells(self) -> tuple[list[int], list[tuple[int, int]]]:
        """The columns with selected cells, and the ranges of rows, touching ones as one.

        Qt keeps a selection as rectangles: few, however many cells there are.
        """
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        columns = sorted({c for part in parts for c in range(part.left(), part.right() + 1)})
        return columns, _ranges(parts)

    def chosen_rows(self, column: int) -> list[tuple[int, int]]:
        """The ranges of rows that are selected in a column."""
        selection = self.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        return _ranges([part for part in parts if part.left() <= column <= part.right()])

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell it on."""
        super().selectionChanged(_first_cell(selected), _first_cell(deselected))
        self.viewport().update()
        self.selected.emit()

    # Keys and menus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Space selects the column, Ctrl+C copies what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        space = event.key() == Qt.Key.Key_Space
        if space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if self.currentIndex().isValid():
                self.select_column(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the mouse at the pointer, by the keyboard at the current cell."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
            return
        place = self.visualRect(self.currentIndex()).bottomLeft()
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))


def _ranges(parts: list[QItemSelectionRange]) -> list[tuple[int, int]]:
    """The rows of the rectangles, touching ones as one range."""
    rows: list[tuple[int, int]] = []
    for first, last in sorted((part.top(), part.bottom()) for part in parts):
        if rows and first <= rows[-1][1] + 1:
            rows[-1] = (rows[-1][0], max(last, rows[-1][1]))
        else:
            rows.append((first, last))
    return rows


class RowHeader(QHeaderView):
    """The rows' numbers, painted without asking Qt which rows are selected as a whole."""

    def __init__(self, heads: HeaderState, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._heads = heads
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Nothing of the selection: that would take minutes at ten million rows."""
        option.section = section

    def sizeHint(self) -> QSize:
        """As wide as it is fitted; Qt's own would ask for two hundred rows, many times."""
        return QSize(self.minimumWidth(), self.length())

    def fit(self, rows: int) -> None:
        """Wide enough for the last number."""
        width = self.fontMetrics().horizontalAdvance(numbers.integer(max(rows, 99)))
        self.setFixedWidth(width + 2 * PADDING)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """A row's number."""
        theme = self._heads.theme
        painter.save()
        painter.fillRect(rect, QColor(theme.raised))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(theme.muted))
        painter.drawText(
            rect.adjusted(0, 0, -PADDING, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            numbers.integer(section + 1),
        )
        painter.restore()


class _Frozen(QTableView):
    """The first column."""

    def __init__(self, over: GridView, model: GridModel, heads: HeaderState) -> None:
        super().__init__(over)
        self._over, self._model = over, model
        self.header = ColumnHeader(heads, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        make_read_only(self)
        self.setSelectionModel(over.selectionModel())
        self.verticalHeader().hide()
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(over)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("First column of the table"))
        self.setObjectName("frozen")

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Paint it; the table over which this one lies tells it."""
        super().selectionChanged(_first_cell(selected), _first_cell(deselected))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and a frame around the current one."""
        paint_cells(self, self._model, self._over.heads.theme, event.rect(), 0)
        if self.currentIndex().column() == 0:
            frame_current(self, self._over.heads.theme, focused=self._over.hasFocus())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu as everywhere in the grid."""
        self._over.menu_wanted.emit(event.globalPos())


def _first_cell(selection: QItemSelection) -> QItemSelection:
    """One cell of a selection.

    While a screen reader listens, Qt's view makes a list of every cell that it is handed: all
    columns of 98,702 rows take 12.7 s. It tells of the first one only.
    """
    if not selection.count():
        return selection
    part = selection.at(0)
    return QItemSelection(part.topLeft(), part.topLeft())
