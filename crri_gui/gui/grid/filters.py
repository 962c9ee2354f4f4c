"""The box in which a column's filter is made: values, text, from-to, highest, lowest, blank."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSpinBox,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from crri_gui.engine.query.browse import TOP, Filter, FilterKind
from crri_gui.engine.query.catalog import Field
from crri_gui.engine.query.profile import Profile
from crri_gui.gui.grid import cell_text
from crri_gui.gui.grid.table_tools import named_clear_button
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract
from crri_gui.gui.widgets.basics import button, column, label, row, show_example

_VALUE = int(Qt.ItemDataRole.UserRole)
_PAUSE_MILLISECONDS = 200
_PARTS = {
    "text": ("values", "contains", "blank"),
    "month": ("range", "values", "blank"),
    "date": ("range", "values", "blank"),
    "flag": ("values", "blank"),
    "time": ("range", "blank"),
}
_PARTS_OF_NUMBERS = ("range", "top", "values", "blank")
_USUAL_TOP, _LARGEST_TOP = 10, 1_000_000_000


class FilterBox(QFrame):
    """Opened for one column at a time; Enter applies, Escape leaves everything as it was."""

    chosen = Signal(str, object)
    """The column, and its filters from now on (a tuple, perhaps empty)."""
    values_wanted = Signal(str, str)
    """The column whose values are to be listed, and the text they are to contain."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Filter of a column"))
        self._field: Field | None = None
        self._checked: dict[Any, bool] = {}
        self._title = label("", "heading")
        self._about = label("", "muted", wrap=True)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Kind of filter"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        # So the box is as wide as all of its tabs need.
        self.tabs.setUsesScrollButtons(False)
        self._stack = QStackedWidget()
        self._parts = {
            "values": self._make_values(),
            "contains": self._make_contains(),
            "range": self._make_range(),
            "top": self._make_top(),
            "blank": self._make_blank(),
        }
        for part in self._parts.values():
            self._stack.addWidget(part)
        self._wrong = label("", "state_error", wrap=True)
        self._wrong.hide()
        self.apply = button(self.tr("Apply"), self._apply, "primary")
        self.clear = button(self.tr("Clear"), self._clear, name=self.tr("Clear this filter"))
        layout = column(
            self._title,
            self._about,
            self.tabs,
            self._stack,
            self._wrong,
            row(self.clear, None, self.apply),
            spacing=8,
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        self.tabs.currentChanged.connect(self._show_part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._want_values)

    # Making

    def _make_values(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search the values"))
        self.search.setAccessibleName(self.tr("Search the values"))
        named_clear_button(self.search, self.tr("Clear the search"))
        self.search.textChanged.connect(self._search_changed)
        self.only = QRadioButton(self.tr("Only these"))
        self.all_but = QRadioButton(self.tr("All but these"))
        self.only.setChecked(True)
        self.values = QListWidget()
        self.values.setAccessibleName(self.tr("Values and their rows"))
        self.values.setUniformItemSizes(True)
        self.values.itemChanged.connect(self._item_changed)
        self._more = label("", "muted", wrap=True)
        made = QWidget()
        layout = column(
            self.search, row(self.only, self.all_but, None), self.values, self._more, spacing=6
        )
        layout.setContentsMargins(0, 0, 0, 0)
        made.setLayout(layout)
        return made

    def _make_contains(self) -> QWidget:
        self.text = QLineEdit()
        self.text.setAccessibleName(self.tr("Text that the values contain"))
        return _on_top(
            label(self.tr("Rows whose value contains (case does not matter):"), wrap=True),
            self.text,
        )

    def _make_range(self) -> QWidget:
        self.low, self.high = QLineEdit(), QLineEdit()
        self.low.setAccessibleName(self.tr("From"))
        self.high.setAccessibleName(self.tr("Up to"))
        self._range_hint = label("", "muted", wrap=True)
        return _on_top(
            label(self.tr("From")),
            self.low,
            label(self.tr("up to (both included)")),
            self.high,
            self._range_hint,
        )

    def _make_top(self) -> QWidget:
        self.highest = QRadioButton(self.tr("Highest values"))
        self.lowest = QRadioButton(self.tr("Lowest values"))
        self.top_rows = QSpinBox()
        self.top_rows.setRange(1, _LARGEST_TOP)
        self.top_rows.setGroupSeparatorShown(True)
        self.top_rows.setAccessibleName(self.tr("How many rows"))
        about = self.tr(
            "Of the rows that the other filters leave. Values equal to the last one are kept too, "
            "blanks never."
        )
        return _on_top(
            self.highest,
            self.lowest,
            label(self.tr("How many rows")),
            self.top_rows,
            label(about, "muted", wrap=True),
        )

    def _make_blank(self) -> QWidget:
        self.filled = QRadioButton(self.tr("Only rows where it is filled"))
        self.blank = QRadioButton(self.tr("Only rows where it is blank"))
        self.blank.setChecked(True)
        return _on_top(self.blank, self.filled)

    # Opening

    def open_for(
        self, field: Field, filters: tuple[Filter, ...], profile: Profile | None, place: QPoint
    ) -> None:
        """Show it below `place` (on the screen) with the column's present filters."""
        self._field = field
        self._title.setText(self.tr("Filter {column}").format(column=field.name))
        self._about.setText(of_contract(field.about.meaning) if field.about else "")
        self._about.setVisible(bool(self._about.text()))
        names = {
            "values": self.tr("Values"),
            "contains": self.tr("Contains"),
            "range": self.tr("From – to"),
            "top": self.tr("Top N"),
            "blank": self.tr("Blank"),
        }
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for part in _PARTS.get(field.kind, _PARTS_OF_NUMBERS):
            self.tabs.setTabData(self.tabs.addTab(names[part]), part)
        self.tabs.blockSignals(False)
        self._wrong.hide()
        self._fill(field, filters, profile)
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        self._show_part(self.tabs.currentIndex())

    def _fill(self, field: Field, filters: tuple[Filter, ...], profile: Profile | None) -> None:
        self._checked = {}
        self.search.clear()
        self.text.clear()
        self.low.clear()
        self.high.clear()
        self.only.setChecked(True)
        self.blank.setChecked(True)
        self.highest.setChecked(True)
        self.top_rows.setValue(_USUAL_TOP)
        self.values.clear()
        self._more.setText("")
        hint = ""
        if profile is not None and profile.filled:
            show = cell_text.formatter(field)
            hint = self.tr("The values go from {low} to {high}.").format(
                low=show(profile.smallest), high=show(profile.largest)
            )
        self._range_hint.setText(hint)
        day = numbers.date(dt.date(2018, 3, 31))
        example = {"month": "2018-03", "date": day, "time": day, "share": numbers.percent(0.125)}
        for edit in (self.low, self.high):
            show_example(edit, example.get(field.kind, ""))
        part = str(self.tabs.tabData(0))
        for one in filters:
            if one.kind in ("is", "is_not"):
                part = "values"
                self._checked = dict.fromkeys(one.values, True)
                self.all_but.setChecked(one.kind == "is_not")
            elif one.kind == "contains":
                part = "contains"
                self.text.setText("".join(one.values[:1]))
            elif one.kind == "range":
                part = "range"
                low, high = (*one.values, None, None)[:2]
                self.low.setText(cell_text.written(field, low))
                self.high.setText(cell_text.written(field, high))
            elif one.kind in TOP:
                part = "top"
                self.lowest.setChecked(one.kind == "lowest")
                self.top_rows.setValue(one.values[0])
            elif one.kind in ("blank", "filled"):
                part = "blank"
                self.filled.setChecked(one.kind == "filled")
        places = [place for place in range(self.tabs.count()) if self.tabs.tabData(place) == part]
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(places[0] if places else 0)
        self.tabs.blockSignals(False)

    @property
    def part(self) -> str:
        """What is shown: values, contains, range, top or blank."""
        return str(self.tabs.tabData(self.tabs.currentIndex()))

    def _show_part(self, _: int) -> None:
        self._stack.setCurrentWidget(self._parts[self.part])
        self._wrong.hide()
        first = {
            "values": self.search,
            "contains": self.text,
            "range": self.low,
            "top": self.top_rows,
            "blank": self.filled if self.filled.isChecked() else self.blank,
        }[self.part]
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.part == "top":
            self.top_rows.selectAll()
        if self.part == "values" and not self.values.count():
            self._want_values()

    def showEvent(self, event: QShowEvent) -> None:
        """The first field has the focus."""
        super().showEvent(event)
        self.activateWindow()

    # The values

    def _search_changed(self) -> None:
        self._pause.start()

    def _want_values(self) -> None:
        if self._field is not None:
            self.values_wanted.emit(self._field.name, self.search.text().strip())

    def show_values(self, values: list[tuple[Any, int]], total: int) -> None:
        """List these values with their rows; `total` is how many there are."""
        if self._field is None:
            return
        show = cell_text.formatter(self._field)
        self.values.blockSignals(True)
        self.values.clear()
        offered = {value for value, _ in values}
        # What is chosen stays in sight, whatever is searched for.
        chosen = [(v, None) for v, on in self._checked.items() if on and v not in offered]
        for value, count in (*chosen, *values):
            text = self.tr("(blank)") if value is None else show(value)
            rows = "" if count is None else f"   {numbers.integer(count)}"
            item = QListWidgetItem(f"{text}{rows}")
            item.setData(_VALUE, [value])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = self._checked.get(value, False)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.values.addItem(item)
        if self.values.count():
            self.values.setCurrentRow(0)
        self.values.blockSignals(False)
        if total > len(values):
            self._more.setText(
                self.tr("The {shown} most frequent of {total} values; search for others.").format(
                    shown=numbers.integer(len(values)), total=numbers.integer(total)
                )
            )
        else:
            self._more.setText(self.tr("No such value.") if not values else "")

    def _item_changed(self, item: QListWidgetItem) -> None:
        [value] = item.data(_VALUE)
        self._checked[value] = item.checkState() == Qt.CheckState.Checked

    # Applying

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter applies; Escape is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
            return
        super().keyPressEvent(event)

    def _apply(self) -> None:
        assert self._field is not None
        try:
            filters = self._made(self._field)
        except ValueError as wrong:
            self._wrong.setText(str(wrong))
            self._wrong.show()
            return
        self.hide()
        self.chosen.emit(self._field.name, filters)

    def _clear(self) -> None:
        assert self._field is not None
        self.hide()
        self.chosen.emit(self._field.name, ())

    def _made(self, field: Field) -> tuple[Filter, ...]:
        if self.part == "values":
            values = tuple(value for value, on in self._checked.items() if on)
            among = Filter(field.name, "is_not" if self.all_but.isChecked() else "is", values)
            return (among,) if values else ()
        if self.part == "contains":
            text = self.text.text()
            return (Filter(field.name, "contains", (text,)),) if text else ()
        if self.part == "range":
            low, high = (cell_text.bound(field, edit.text()) for edit in (self.low, self.high))
            if low is None and high is None:
                return ()
            if low is not None and high is not None and low > high:
                raise ValueError(self.tr("The first bound is above the second one."))
            return (Filter(field.name, "range", (low, high)),)
        if self.part == "top":
            kind: FilterKind = "lowest" if self.lowest.isChecked() else "highest"
            return (Filter(field.name, kind, (self.top_rows.value(),)),)
        return (Filter(field.name, "filled" if self.filled.isChecked() else "blank"),)


def _on_top(*widgets: QWidget) -> QWidget:
    made = QWidget()
    layout = column(*widgets, None, spacing=6)
    layout.setContentsMargins(0, 4, 0, 0)
    made.setLayout(layout)
    return made
