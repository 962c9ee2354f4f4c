"""The control for a value of the user's own, chosen by the type of the option."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDoubleSpinBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from crri_gui.definitions.option_types import (
    Amounts,
    Choice,
    Date,
    IntRange,
    MonthRange,
    Option,
    OptionalPercent,
    Percent,
    Text,
    TextList,
)
from crri_gui.gui.i18n import numbers
from crri_gui.gui.widgets.amounts_control import AmountsControl
from crri_gui.gui.widgets.basics import clear, fit_into_page, label, row, show_example
from crri_gui.gui.widgets.combo_box import WholeList
from crri_gui.gui.widgets.keys import OneStop

_DAY = "yyyy-MM-dd"
_YEARS = 12  # of months that are offered where no data says which there are


@dataclass(frozen=True)
class Tick:
    """A value that the data has: how often, and by which named values of the option it is taken.

    A list may name it by `alias` too.
    """

    value: str
    text: str
    count: int
    taken_by: frozenset[str] = frozenset()
    alias: str = ""

    def taken(self, value: object) -> bool:
        """Whether a value of the option takes it, a named one or a list; case does not matter."""
        if not isinstance(value, tuple):
            return value in self.taken_by
        return any(one.casefold() in (self.value.casefold(), self.alias) for one in value)


class TextControl(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(self, option: Text) -> None:
        super().__init__()
        self.setMaxLength(option.longest)
        show_example(self, option.example)
        self.editingFinished.connect(self.edited)

    def value(self) -> str:
        """What is typed."""
        return self.text().strip()

    def show_value(self, value: object) -> None:
        """Show a text."""
        self.setText(str(value))

    def is_empty(self) -> bool:
        """A text may be empty."""
        return False


class TicksControl(QWidget):
    """Values ticked from those of the data, each with its count; typed where no data is known.

    Values that are chosen and not in the data are there too, with a count of 0.
    """

    edited = Signal()

    def __init__(self, option: TextList) -> None:
        super().__init__()
        self._option = option
        self._ticks: tuple[Tick, ...] = ()
        self._shown: object = option.default
        self.typed = QLineEdit()
        show_example(self.typed, option.example)
        self.typed.editingFinished.connect(self._typed_in)
        self._typed = ""
        self.boxes: dict[str, QCheckBox] = {}
        self._grid = QVBoxLayout()
        self._grid.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.typed)
        layout.addLayout(self._grid)

    def setAccessibleName(self, name: str) -> None:
        """The field has it too."""
        super().setAccessibleName(name)
        self.typed.setAccessibleName(name)

    @property
    def entry(self) -> QWidget:
        """What takes the focus first."""
        return next(iter(self.boxes.values()), self.typed)

    def offer(self, ticks: Sequence[Tick]) -> None:
        """What the data has; what is typed and not yet taken stays."""
        self._typed_in()
        self._ticks = tuple(ticks)
        self._make_boxes()

    def value(self) -> object:
        """What is ticked, or typed."""
        if not self.boxes:
            return self._option.parse_own(self.typed.text())
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def show_value(self, value: object) -> None:
        """Show a value, a named one by what it takes of the data."""
        self._shown = value
        with QSignalBlocker(self.typed):
            own = self._option.is_own(value)
            self.typed.setText(self._option.to_text(value) if own else "")
        self._typed = self.typed.text()
        self._make_boxes()

    def is_empty(self) -> bool:
        """Whether nothing is typed or ticked."""
        return not self.value()

    def _typed_in(self) -> None:
        # Who leaves the field has not typed anything for that.
        if self.typed.text() != self._typed:
            self._typed = self.typed.text()
            self.edited.emit()

    def _make_boxes(self) -> None:
        wanted = self._all()
        if list(self.boxes) != [tick.value for tick in wanted] or not wanted:
            clear(self._grid)
            self.boxes = {}
            for tick in wanted:
                box = QCheckBox()
                box.toggled.connect(self.edited)
                fit_into_page(box)
                self.boxes[tick.value] = box
                self._grid.addWidget(box)
        for tick in wanted:
            box = self.boxes[tick.value]
            box.setText(f"{tick.text}  ({numbers.integer(tick.count)})".replace("&", "&&"))
            with QSignalBlocker(box):
                box.setChecked(tick.taken(self._shown))
        self.typed.setVisible(not wanted)

    def _all(self) -> list[Tick]:
        """The values of the data, and those that are chosen beside them."""
        if not self._ticks:
            return []
        chosen = self._shown if isinstance(self._shown, tuple) else ()
        absent = (v for v in chosen if not any(tick.taken((v,)) for tick in self._ticks))
        return [*self._ticks, *(Tick(value, value, 0) for value in absent)]


class MonthsControl(QWidget):
    """From one month to another, both chosen from those of the data."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = WholeList(), WholeList()
        self._chosen = False
        self._from_label = label(self.tr("From"), "muted")
        self._to_label = label(self.tr("to"), "muted")
        for box, beside in ((self.first, self._from_label), (self.last, self._to_label)):
            beside.setBuddy(box)
            box.activated.connect(self._activated)
            fit_into_page(box)
        layout = row(self._from_label, self.first, self._to_label, self.last, None, spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        today = dt.date.today()
        self.offer(f"{today.year - _YEARS}-01", f"{today:%Y-%m}")

    def setAccessibleName(self, name: str) -> None:
        """Each box says which end it is."""
        super().setAccessibleName(name)
        self.first.setAccessibleName(self.tr("{name}: first month").format(name=name))
        self.last.setAccessibleName(self.tr("{name}: last month").format(name=name))

    @property
    def entry(self) -> QWidget:
        """What takes the focus first."""
        return self.first

    def offer(self, first: str, last: str) -> None:
        """The months that there are, all of them until some are chosen."""
        chosen = self.value() if self._chosen else f"{first}..{last}"
        months = _months(first, last)
        for box in (self.first, self.last):
            box.clear()
            for month in months:
                box.addItem(numbers.month(month), month)
        self._show(chosen)

    def _activated(self) -> None:
        self._chosen = True
        self.edited.emit()

    def value(self) -> str:
        """The range as it is written."""
        return f"{self.first.currentData()}..{self.last.currentData()}"

    def show_value(self, value: str) -> None:
        """Show a range; a month that the data does not have is added."""
        self._chosen = True
        self._show(value)

    def _show(self, value: str) -> None:
        for box, month in zip((self.first, self.last), value.split(".."), strict=True):
            if box.findData(month) < 0:
                there = [box.itemData(place) for place in range(box.count())]
                place = sum(one < month for one in there)
                box.insertItem(place, numbers.month(month), month)
            box.setCurrentIndex(box.findData(month))

    def is_empty(self) -> bool:
        """There are always two months."""
        return False


def _months(first: str, last: str) -> list[str]:
    """Every month from one to the other."""
    begin, end = (12 * int(text[:4]) + int(text[5:]) - 1 for text in (first, last))
    return [f"{place // 12:04}-{place % 12 + 1:02}" for place in range(begin, end + 1)]


class DateControl(OneStop, QDateEdit):
    """A day, with a calendar."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat(numbers.date_form())
        self._chosen = False
        self.setKeyboardTracking(False)
        self.dateChanged.connect(self.edited)

    def begin_with(self, day: str) -> None:
        """Show a day of the data until one is chosen."""
        if not self._chosen:
            with QSignalBlocker(self):
                self.setDate(QDate.fromString(day, _DAY))

    def value(self) -> str:
        """The day that is shown."""
        return self.date().toString(_DAY)

    def show_value(self, value: str) -> None:
        """Show a day."""
        self._chosen = True
        self.setDate(QDate.fromString(value, _DAY))

    def is_empty(self) -> bool:
        """There is always a day."""
        return False


class NumberControl(QSpinBox):
    """A whole number; `value` is Qt's own."""

    edited = Signal()

    def __init__(self, option: IntRange) -> None:
        super().__init__()
        self.setRange(option.low, option.high)
        self.setKeyboardTracking(False)
        self.valueChanged.connect(self.edited)

    def show_value(self, value: int) -> None:
        """Show a number."""
        self.setValue(value)

    def is_empty(self) -> bool:
        """There is always a number."""
        return False


class PercentControl(QDoubleSpinBox):
    """A percentage; `value` is Qt's own."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 100)
        self.setDecimals(2)
        self.setSuffix(" %")
        self.setKeyboardTracking(False)
        self.valueChanged.connect(self.edited)

    def show_value(self, value: float) -> None:
        """Show a percentage."""
        self.setValue(value)

    def is_empty(self) -> bool:
        """There is always a number."""
        return False


OwnControl = (
    TextControl
    | TicksControl
    | MonthsControl
    | DateControl
    | NumberControl
    | PercentControl
    | AmountsControl
)


@singledispatch
def own_control(option: Option) -> OwnControl | None:
    """The control for a value of the user's own; None where there are only named values."""
    raise TypeError(f"no control for {type(option).__name__}: register one here")


@own_control.register
def _(option: Choice) -> None:
    """Only named values."""


@own_control.register
def _(option: TextList) -> OwnControl:
    return TicksControl(option)


@own_control.register
def _(option: MonthRange) -> OwnControl:
    return MonthsControl()


@own_control.register
def _(option: Text) -> OwnControl:
    return TextControl(option)


@own_control.register
def _(option: Date) -> OwnControl:
    return DateControl()


@own_control.register
def _(option: Amounts) -> OwnControl:
    return AmountsControl(option)


@own_control.register
def _(option: Percent | OptionalPercent) -> OwnControl:
    return PercentControl()


@own_control.register
def _(option: IntRange) -> OwnControl:
    return NumberControl(option)
