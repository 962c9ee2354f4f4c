"""One option of the definitions: its title and name, what it decides, and its choices."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout

from crri_gui.definitions.option_types import Option
from crri_gui.errors import UsageError
from crri_gui.gui.i18n.words import of_definitions, translate_message
from crri_gui.gui.widgets.basics import column, fit_into_page, label, row
from crri_gui.gui.widgets.combo_box import ComboBox
from crri_gui.gui.widgets.option_controls import own_control


class OptionRow(QFrame):
    """One option: what it decides, a box of its named values, a control for one of your own."""

    changed = Signal(str, object)

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._option = option
        self._asking = False
        self._mark = label("", "state_warning")
        self._refused = label("", "state_error", wrap=True)
        self._refused.hide()
        title = of_definitions(option.title)
        name = label(option.name, "muted")
        name.setToolTip(
            self.tr("In files and on the command line: {name}").format(name=option.name)
        )
        name.setMinimumWidth(1)  # in a narrow window the controls come first
        self.box = self._make_box(title) if option.named else None
        self.own = own_control(option)
        if self.own is not None:
            self.own.setAccessibleName(
                self.tr("{name}: your own").format(name=title) if self.box else title
            )
            self.own.edited.connect(self._edited)
        controls = column(spacing=6)
        for widget in (self.box, self.own):
            if widget is not None:
                controls.addWidget(widget)
                fit_into_page(widget)
        controls.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(24)
        texts = column(
            row(label(title, "strong"), name, self._mark, None),
            label(of_definitions(option.meaning), "muted", wrap=True),
            self._refused,
            spacing=2,
        )
        texts.addStretch(1)
        layout.addLayout(texts, 1)
        layout.addLayout(controls, 1)

    def _make_box(self, title: str) -> QComboBox:
        box = ComboBox(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(24)
        for value, text in self._option.choices.items():
            box.addItem(of_definitions(text), value)
        box.activated.connect(self._picked)
        return box

    def show_value(self, value: Any, *, differs: bool) -> None:
        """Show the value that holds."""
        self._mark.setText(self.tr("● changed") if differs else "")
        for widget in (self.box, self.own):
            if widget is not None:
                widget.blockSignals(True)
        own = not self._option.is_named(value)
        if self.box is not None and (own or not self._is_waiting()):
            self.box.setCurrentIndex(self.box.findData(self._option.form if own else value))
        if self.own is not None and own:
            self.own.show_value(value)
        self._show_own()
        for widget in (self.box, self.own):
            if widget is not None:
                widget.blockSignals(False)

    def refuse(self, error: UsageError) -> None:
        """Say why the value is none; what held before holds."""
        self._refused.setText(f"{translate_message(error.what)} {translate_message(error.remedy)}")
        self._refused.show()

    def give_up(self) -> None:
        """A choice that still waits for a value of its own is none: what holds is shown again."""
        if self._asking and self.own is not None and self.own.is_empty():
            self.accept()

    def accept(self) -> None:
        """The value holds."""
        self._asking = False
        self._refused.hide()

    def _picked(self) -> None:
        """A choice that needs a value of its own waits for it."""
        self._asking = self._wants_own()
        self._show_own()
        if self._asking and self.own is not None:
            self.own.setFocus()
            if self.own.is_empty():
                self._refused.setText(
                    self.tr("Until it is filled in, what was chosen before holds.")
                )
                self._refused.show()
                return
        self._edited()

    def _is_waiting(self) -> bool:
        return self._asking and self._wants_own()

    def _wants_own(self) -> bool:
        """Whether the value is one of the user's own, by what the box shows."""
        return self.box is None or self.box.currentData() == self._option.form

    def _show_own(self) -> None:
        if self.own is not None:
            self.own.setVisible(self._wants_own())

    def value(self) -> Any:
        """What box and control show."""
        if self.own is not None and self._wants_own():
            return self.own.value()
        return self.box.currentData() if self.box is not None else None

    def _edited(self) -> None:
        self.changed.emit(self._option.name, self.value())
