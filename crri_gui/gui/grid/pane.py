"""A table's rows with everything that can be done with them: toolbar, filters, grid, foot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from crri_gui.engine.query.browse import Filter, top_sort
from crri_gui.engine.query.catalog import Field
from crri_gui.gui.grid.asking import Asking
from crri_gui.gui.grid.browser import Browser
from crri_gui.gui.grid.cell_menu import CellMenu
from crri_gui.gui.grid.chips import Chips
from crri_gui.gui.grid.filters import FilterBox
from crri_gui.gui.grid.grid import GridView
from crri_gui.gui.grid.grid_model import GridModel
from crri_gui.gui.grid.record import RecordPanel
from crri_gui.gui.grid.table_tools import ColumnBox, Foot, NothingHere, Toolbar
from crri_gui.gui.i18n import numbers
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.table_memory import TableMemory
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.choosing import choose_new_file
from crri_gui.gui.widgets.keys import shortcut
from crri_gui.gui.widgets.why import KEYS

_SELECTION_PAUSE = 80


class TablePane(QWidget):
    """Shows the view that its `browser` opens."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._memory = TableMemory(session.settings)
        self.model = GridModel(self)
        self.browser = Browser(session, self.model)
        self.grid = GridView(self.model)
        self.asking = Asking(session, self.grid, self.model, self.browser)
        self.record = RecordPanel()
        self._across, self._current, self._table = 0, "", ""
        self._lay_out()
        self.filter_box = FilterBox(self)
        self.column_box = ColumnBox(self)
        self._pause = QTimer(self, singleShot=True)
        self._connect()
        self._make_keys()
        self._restore()
        self._apply_theme()

    # Making

    def _lay_out(self) -> None:
        self.tools = Toolbar()
        self.search = self.tools.search
        self.chips = Chips()
        self.foot = Foot()
        self.nothing = NothingHere(self.grid.viewport(), self.grid.frozen, self.clear_filters)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.grid)
        self.splitter.addWidget(self.record)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(9)
        self.splitter.setObjectName("bare")
        self.splitter.setSizes([900, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.tools)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.chips)  # above, it would move the heads away from under a click
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        browser = self.browser
        self._session.appearance.changed.connect(self._apply_theme)
        for header in (self.grid.header, self.grid.frozen_header):
            header.sort_wanted.connect(self._sort)
            header.filter_wanted.connect(self.open_filter)
            header.selection_wanted.connect(self.grid.select_column)
            header.seen.connect(self._want_profiles)
        self.grid.selected.connect(self._selected)
        self.grid.selectionModel().currentChanged.connect(self._moved)
        self.grid.menu_wanted.connect(self.open_menu)
        self.grid.copy_wanted.connect(self.copy)
        self.grid.width_changed.connect(self._remember_width)
        self.grid.font_changed.connect(self._fit_columns)
        self._pause.timeout.connect(self._measure)
        browser.opened.connect(self._opened)
        browser.busy_changed.connect(self._tell_rows)
        browser.profiled.connect(self._profiled)
        browser.measured.connect(self._tell_selection)
        browser.found.connect(self._found)
        browser.copied.connect(self._copied)
        browser.listed.connect(self.filter_box.show_values)
        self.filter_box.values_wanted.connect(browser.list_values)
        self.filter_box.chosen.connect(browser.filter)
        self.column_box.chosen.connect(self._choose_columns)
        self.chips.removed.connect(browser.remove)
        self.chips.opened.connect(self._change_filter)
        self.chips.cleared.connect(self.clear_filters)
        self.tools.filter.clicked.connect(self.filter_current)
        self.tools.columns.clicked.connect(self._open_columns)
        self.tools.explain.clicked.connect(self.explain)
        self.tools.record.toggled.connect(self._toggle_record)
        self.tools.export.clicked.connect(self.export)
        self.search.wanted.connect(self._find)
        self.search.left.connect(self.grid.setFocus)

    def _make_keys(self) -> None:
        for keys, text, do in (
            ("Ctrl+F", self.tr("Find in the rows"), self.search.start),
            ("F3", self.tr("Find the next one"), self.search.after),
            ("Shift+F3", self.tr("Find the previous one"), self.search.before),
            ("Ctrl+Shift+F", self.tr("Filter the current column"), self.filter_current),
            ("Alt+Up", self.tr("Sort by the current column, smallest first"), self.sort_up),
            ("Alt+Down", self.tr("Sort by the current column, largest first"), self.sort_down),
            (KEYS, self.tr("Why is the number at the cursor what it is?"), self.asking.why),
            ("Ctrl+D", self.tr("Show the whole row"), self.tools.record.click),
            ("Ctrl+Shift+I", self.tr("Say what the current column means"), self.explain),
            ("Ctrl+E", self.tr("Export what is seen"), self.export),
        ):
            shortcut(self, keys, text, do)

    def _restore(self) -> None:
        self.tools.record.setChecked(self._memory.record)
        self.record.setVisible(self._memory.record)
        self.browser.columns = self._memory.columns()

    def _apply_theme(self) -> None:
        theme = self._session.appearance.theme
        self.grid.set_theme(theme)
        self.record.set_theme(theme)
        self._show_record()

    # What is shown

    def _opened(self) -> None:
        grid = self.browser.grid
        assert grid is not None
        heads = self.grid.heads
        heads.sort = grid.view.sort or top_sort(grid.view.filters)
        heads.filtered = frozenset(one.column for one in grid.view.filters)
        heads.profiles = self.browser.profiles
        # Sorted or filtered, the columns stay where they are.
        kept = self.grid.widths() if grid.view.table == self._table else {}
        self.grid.columns_changed({**self._memory.widths(grid.view.table), **kept})
        self.chips.show_filters(grid)
        names = [field.name for field in self.model.fields]
        if grid.view.table != self._table:
            self._table, self._across, self._current = grid.view.table, 0, ""
        if grid.rows:
            place = names.index(self._current) if self._current in names else 0
            self.grid.setCurrentIndex(self.model.index(0, place))
            self.grid.horizontalScrollBar().setValue(self._across)
            self.nothing.hide()
        elif grid.view.filters:
            self.nothing.tell(self.tr("No row passes the filters."), filtered=True)
        elif grid.view.table == "rejects":
            self.nothing.tell(self.tr("No row was rejected."), filtered=False)
        else:
            self.nothing.tell(self.tr("This table has no rows."), filtered=False)
        self._tell_rows()
        self._announce()
        self._show_record()
        self._tell_selection()

    def _announce(self) -> None:
        """How many rows another filter or sort has left, and in which order."""
        if self.isVisible():
            said = (self.foot.rows.text(), *self.chips.texts(), *self.grid.header.sorting())
            announce(self.grid, ". ".join(said))

    def _tell_rows(self) -> None:
        grid = self.browser.grid
        if self.browser.busy:
            self._across = self.grid.horizontalScrollBar().value()
            self.foot.show_busy()
        elif grid is not None:
            self.foot.show_rows(grid.rows, grid.total, self.model.rowCount())

    def _want_profiles(self) -> None:
        self.browser.want_profiles(self.grid.columns_in_sight())

    def _profiled(self, column: str) -> None:
        self.grid.heads.profiles = self.browser.profiles
        self.grid.repaint_head(column)
        self._want_profiles()

    def _remember_width(self, name: str, width: int) -> None:
        if self.browser.grid is not None:
            self._memory.put_width(self.browser.grid.view.table, name, width)

    def _fit_columns(self) -> None:
        if self.browser.grid is not None:
            self.grid.columns_changed(self._memory.widths(self.browser.grid.view.table))

    # Columns

    def current_field(self) -> Field | None:
        """The column that what is asked for is about; the first one where none is current."""
        place = max(self.grid.currentIndex().column(), 0)
        return self.model.fields[place] if place < len(self.model.fields) else None

    def _open_columns(self) -> None:
        grid = self.browser.grid
        if grid is not None:
            corner = self.tools.columns.rect().bottomRight()
            self.column_box.open_at(
                self.tools.columns.mapToGlobal(corner),
                grid.fields,
                self.browser.chosen_columns(),
                self.browser.standard_columns(),
            )

    def _choose_columns(self, names: list[str]) -> None:
        if self.browser.grid is not None:
            table = self.browser.grid.view.table
            self._memory.put_columns(table, names)
            self.browser.choose_columns(names)

    def hide_column(self) -> None:
        """The current one, unless it is the last."""
        field, shown = self.current_field(), self.browser.chosen_columns()
        if field is not None and len(shown) > 1:
            self._choose_columns([name for name in shown if name != field.name])

    def explain(self) -> None:
        """What the current column means."""
        field = self.current_field()
        if field is not None:
            self._session.explain.emit(field.name)

    # Sorting and filtering

    def _sort(self, place: int, add: bool) -> None:
        self.browser.sort(self.model.fields[place].name, add=add)

    def sort_up(self) -> None:
        """By the current column, the smallest value first."""
        self._sort_current(down=False)

    def sort_down(self) -> None:
        """By the current column, the largest value first."""
        self._sort_current(down=True)

    def _sort_current(self, *, down: bool) -> None:
        field = self.current_field()
        if field is not None:
            self.browser.sort_by((field.name, down))

    def unsort(self) -> None:
        """As the file is ordered."""
        self.browser.sort_by()

    def filter_current(self) -> None:
        """Open the filter of the current column."""
        if self.model.fields:
            self.open_filter(max(self.grid.currentIndex().column(), 0))

    def open_filter(self, place: int) -> None:
        """Open the filter of a column, below its head."""
        header = self.grid.header if place else self.grid.frozen_header
        if place:
            self.grid.scrollTo(self.model.index(max(self.grid.currentIndex().row(), 0), place))
        corner = header.funnel_place(place).bottomLeft()
        self._open_box(self.model.fields[place], header.mapToGlobal(corner))

    def _change_filter(self, name: str) -> None:
        # The column of a filter need not be shown.
        if self.browser.grid is not None:
            corner = self.chips.rect().bottomLeft()
            self._open_box(self.browser.grid.field(name), self.chips.mapToGlobal(corner))

    def _open_box(self, field: Field, place: QPoint) -> None:
        view = self.browser.view
        if view is not None:
            own = tuple(one for one in view.filters if one.column == field.name)
            self.filter_box.open_for(field, own, self.browser.profiles.get(field.name), place)

    def clear_filters(self) -> None:
        """Let all rows through."""
        self.browser.set_filters(())

    def filter_to_current(self, *, only: bool) -> None:
        """Only the rows with the current cell's value, or all but those."""
        field, index, view = self.current_field(), self.grid.currentIndex(), self.browser.view
        values = self.model.values(index.row()) if index.isValid() else ()
        if field is None or view is None or not values:
            return
        value = values[index.column()]
        chosen = (None if value == "" else value,)
        if only:
            self.browser.filter(field.name, (Filter(field.name, "is", chosen),))
        else:
            self.browser.set_filters((*view.filters, Filter(field.name, "is_not", chosen)))

    # Finding

    def _find(self, text: str, backwards: bool) -> None:
        self.browser.find(text, max(self.grid.currentIndex().row(), 0), backwards=backwards)

    def _found(self, place: tuple[int, str, bool] | None) -> None:
        if place is None:
            self.search.tell(self.tr("not found"))
            return
        row_found, name, around = place
        names = [field.name for field in self.model.fields]
        index = self.model.index(row_found, names.index(name) if name in names else 0)
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index)
        text = self.tr("row {number}, around the end") if around else self.tr("row {number}")
        self.search.tell(text.format(number=numbers.integer(row_found + 1)))

    # The selection

    def _moved(self) -> None:
        field = self.current_field()
        self._current = field.name if field is not None else ""
        self._show_record()

    def _selected(self) -> None:
        # While it is dragged it changes many times.
        self._pause.start(_SELECTION_PAUSE if QGuiApplication.mouseButtons() else 0)

    def _measure(self) -> None:
        columns, ranges = self.grid.chosen_cells()
        index = self.grid.currentIndex()
        several = len(columns) > 1 or any(last > first for first, last in ranges)
        place = index.column() if index.column() in columns or not columns else columns[0]
        ranges = ranges if several or len(ranges) > 1 else []
        field = self.model.fields[place] if 0 <= place < len(self.model.fields) else None
        if field is not None:
            # Of this column only what is selected in it.
            self.browser.measure(field.name, self.grid.chosen_rows(place) if ranges else [])

    def _tell_selection(self) -> None:
        answer, grid = self.browser.statistics, self.browser.grid
        if answer is None or grid is None:
            self.foot.show_selection("")
            return
        name, statistics = answer
        columns, ranges = self.grid.chosen_cells()
        count = sum(last - first + 1 for first, last in ranges)
        for field in grid.fields:
            if field.name == name:  # else it was asked of the table before
                self.foot.tell_selection(count, len(columns), field, statistics)

    def copy(self) -> None:
        """The selected cells, with their headers."""
        columns, ranges = self.grid.chosen_cells()
        if any(self.grid.chosen_rows(column) != ranges for column in columns):
            self._session.say(self.tr("Select one block of cells: these are several."))
            return
        self.browser.copy([self.model.fields[place].name for place in columns], ranges)

    def _copied(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._session.say(self.tr("Copied, with the headers."))

    def export(self) -> None:
        """What is seen, as CSV or workbook."""
        grid = self.browser.grid
        if grid is None:
            return
        target = choose_new_file(
            self,
            self.tr("Export what is seen"),
            f"{grid.view.table}{'-filtered' if grid.view.filters else ''}.csv",
            self.tr("CSV (*.csv);;Excel workbook (*.xlsx)"),
            self._session.settings,
        )
        if target is not None:
            self.browser.export(target)

    # The row

    def _toggle_record(self, on: bool) -> None:
        self._memory.record = on
        self.record.setVisible(on)
        self._show_record()

    def _show_record(self) -> None:
        grid, index = self.browser.grid, self.grid.currentIndex()
        if self.record.isHidden():
            return
        if grid is None or not index.isValid() or not self.model.rowCount():
            self.record.show_nothing()
            return
        row = index.row()
        self.record.show_row(row, grid.fields, self.model.whole_row(row), self._current)

    def open_menu(self, place: QPoint) -> None:
        """What can be done with the current cell and its column."""
        field = self.current_field()
        if field is not None:
            CellMenu(self, self, self.asking, field.name).popup(place)
