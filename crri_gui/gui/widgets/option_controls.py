"""The control for a value of the user's own, chosen by the type of the option."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QDoubleSpinBox, QLineEdit, QSpinBox

from crri_gui.definitions.option_types import (
    Choice,
    Date,
    IntRange,
    MonthRange,
    Option,
    Percent,
    TextList,
)
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_definitions

_DAY = "yyyy-MM-dd"


class TextControl(QLineEdit):
    """A value that is typed as on the command line."""

    edited = Signal()

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._option = option
        self.setPlaceholderText(option.example)
        self.editingFinished.connect(self.edited)

    def value(self) -> object:
        """What is typed."""
        return self._option.parse_own(self.text())

    def show_value(self, value: object) -> None:
        """Show a value of the user's own."""
        self.setText(self._option.to_text(value))

    def is_empty(self) -> bool:
        """Whether nothing is typed yet."""
        return not self.text().strip()


class DateControl(QDateEdit):
    """A day, with a calendar."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCalendarPopup(True)
        self.setDisplayFormat(numbers.date_form())
        self.setKeyboardTracking(False)
        self.dateChanged.connect(self.edited)

    def value(self) -> str:
        """The day that is shown."""
        return self.date().toString(_DAY)

    def show_value(self, value: str) -> None:
        """Show a day."""
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
        self.setToolTip(of_definitions(option.own))
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


OwnControl = TextControl | DateControl | NumberControl | PercentControl


@singledispatch
def own_control(option: Option) -> OwnControl | None:
    """The control for a value of the user's own; None where there are only named values."""
    raise TypeError(f"no control for {type(option).__name__}: register one here")


@own_control.register
def _(option: Choice) -> None:
    """Only named values."""


@own_control.register(TextList)
@own_control.register(MonthRange)
def _(option: Option) -> OwnControl:
    return TextControl(option)


@own_control.register
def _(option: Date) -> OwnControl:
    return DateControl()


@own_control.register
def _(option: Percent) -> OwnControl:
    return PercentControl()


@own_control.register
def _(option: IntRange) -> OwnControl:
    return NumberControl(option)
