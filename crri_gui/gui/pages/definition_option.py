"""One option of the definitions: its name, what it decides, and its choices."""

from __future__ import annotations

from dataclasses import Field
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
)

from crri_gui.errors import UsageError
from crri_gui.gui.i18n.words import of_definitions, translate_message
from crri_gui.gui.widgets.basics import column, fit_into_page, label, row

_OWN = ("[own list]", "YYYY-MM..YYYY-MM", "YYYY-MM-DD")


class Option(QFrame):
    """One definition: its name, what it decides, and its choices."""

    changed = Signal(str, object)

    def __init__(self, spec: Field[Any]) -> None:
        super().__init__()
        self.name = spec.name
        self._choices: dict[str, str] = spec.metadata["choices"]
        self._mark = label("", "state_warning")
        self._refused = label("", "state_error", wrap=True)
        self._refused.hide()
        title = label(spec.name, "strong")
        meaning = label(of_definitions(spec.metadata["meaning"]), "muted", wrap=True)
        self.box: QComboBox | None = None
        self.own: QLineEdit | None = None
        self.day: QDateEdit | None = None
        self.count: QSpinBox | None = None
        if isinstance(spec.default, int):
            self._make_count()
        else:
            self._make_box()
        controls = column(spacing=6)
        for widget in (self.box, self.own, self.day, self.count):
            if widget is not None:
                controls.addWidget(widget)
                fit_into_page(widget)
        controls.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        texts = column(row(title, self._mark, None), meaning, self._refused, spacing=2)
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        layout.addLayout(controls, 1)

    def _make_count(self) -> None:
        self.count = QSpinBox()
        self.count.setAccessibleName(self.name)
        low, high = (0, 3650) if self.name == "late_after_days" else (3, 12)
        self.count.setRange(low, high)
        self.count.setKeyboardTracking(False)
        self.count.setToolTip(of_definitions(next(iter(self._choices.values()))))
        self.count.valueChanged.connect(self._said)

    def _make_box(self) -> None:
        self.box = QComboBox()
        self.box.setAccessibleName(self.name)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(24)
        for value, text in self._choices.items():
            self.box.addItem(of_definitions(text), value)
        self.box.activated.connect(self._picked)
        if "YYYY-MM-DD" in self._choices:
            self.day = QDateEdit()
            self.day.setCalendarPopup(True)
            self.day.setDisplayFormat("yyyy-MM-dd")
            self.day.setAccessibleName(self.tr("{name}: the date").format(name=self.name))
            self.day.setKeyboardTracking(False)
            self.day.dateChanged.connect(self._said)
        elif any(own in self._choices for own in _OWN):
            self.own = QLineEdit()
            self.own.setAccessibleName(self.tr("{name}: your own").format(name=self.name))
            self.own.setPlaceholderText(
                "2017-01..2018-08" if self.name == "window" else "delivered, shipped"
            )
            self.own.editingFinished.connect(self._said)

    def show_value(self, value: Any, *, differs: bool) -> None:
        """Show the value that holds."""
        self._mark.setText(self.tr("● changed") if differs else "")
        for widget in (self.box, self.own, self.day, self.count):
            if widget is not None:
                widget.blockSignals(True)
        if self.count is not None:
            self.count.setValue(value)
        elif self.box is not None:
            place = self.box.findData(value)
            own = place < 0
            if own:
                place = next(self.box.findData(o) for o in _OWN if o in self._choices)
            if own or not self._is_own(self.box.currentData()) or not self._asking:
                self.box.setCurrentIndex(place)
            if own and self.own is not None:
                text = ", ".join(value) if isinstance(value, tuple) else value
                self.own.setText(text)
            elif own and self.day is not None:
                self.day.setDate(QDate.fromString(value, "yyyy-MM-dd"))
            self._show_own()
        for widget in (self.box, self.own, self.day, self.count):
            if widget is not None:
                widget.blockSignals(False)

    _asking = False

    def refuse(self, error: UsageError) -> None:
        """Say why the value is none; what held before holds."""
        self._refused.setText(f"{translate_message(error.what)} {translate_message(error.remedy)}")
        self._refused.show()

    def give_up(self) -> None:
        """A choice that still waits for a value of its own is none: what holds is shown again."""
        if self._asking and self.own is not None and not self.own.text().strip():
            self.accept()

    def accept(self) -> None:
        """The value holds."""
        self._asking = False
        self._refused.hide()

    def _picked(self) -> None:
        """A choice that needs a value of its own waits for it."""
        assert self.box is not None
        self._asking = self._is_own(self.box.currentData())
        self._show_own()
        if self._asking and self.own is not None and not self.own.text().strip():
            self.own.setFocus()
            self._refused.setText(self.tr("Until it is filled in, what was chosen before holds."))
            self._refused.show()
            return
        if self._asking and self.day is not None:
            self.day.setFocus()
        self._said()

    def _is_own(self, value: object) -> bool:
        return value in _OWN

    def _show_own(self) -> None:
        assert self.box is not None
        own = self._is_own(self.box.currentData())
        for widget in (self.own, self.day):
            if widget is not None:
                widget.setVisible(own)

    def _said(self) -> None:
        self.changed.emit(self.name, self._value())

    def _value(self) -> Any:
        if self.count is not None:
            return self.count.value()
        assert self.box is not None
        chosen = self.box.currentData()
        if not self._is_own(chosen):
            return chosen
        if self.day is not None:
            return self.day.date().toString("yyyy-MM-dd")
        assert self.own is not None
        text = self.own.text().strip()
        if self.name != "statuses":
            return text
        return tuple(part.strip() for part in text.split(",") if part.strip())
