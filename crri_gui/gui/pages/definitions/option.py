"""One option of the definitions: its title, what it decides, its choices, and what they change."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame

from crri_gui.definitions.option_types import Option
from crri_gui.errors import UsageError
from crri_gui.gui.i18n.words import of_definitions, translate_message
from crri_gui.gui.widgets.basics import button, column, fit_into_page, label, row
from crri_gui.gui.widgets.combo_box import ComboBox
from crri_gui.gui.widgets.option_controls import MonthsControl, TicksControl, own_control

_TIP = Qt.ItemDataRole.ToolTipRole


class OptionRow(QFrame):
    """One option: what it decides, a box of its named values, a control for one of your own.

    `changed` tells the option's `key` and the value.
    """

    changed = Signal(str, object)

    def __init__(self, key: str, option: Option) -> None:
        super().__init__()
        self._key = key
        self._option = option
        self._asking = False
        self._proposed: Any = None
        title = of_definitions(option.title)
        self.name = label(title, "strong")
        # A name for those who write files; in the window the title is the name.
        self.name.setToolTip(
            self.tr("In files and on the command line: {name}").format(name=option.name)
        )
        self._mark = label("", "state_warning")
        self._concerned = label("", "muted", wrap=True)
        self._concerned.hide()
        self._effect = label("", "", wrap=True)
        self._effect.hide()
        self._refused = label("", "state_error", wrap=True)
        self._refused.hide()
        self.box = self._make_box(title) if option.named else None
        self.own = own_control(option)
        if self.own is not None:
            self.own.setAccessibleName(
                self.tr("{name}: your own").format(name=title) if self.box else title
            )
            self.own.edited.connect(self._own_edited)
        self.take = button("", self._take_proposed, "link")
        self.take.hide()
        controls = column(spacing=4)
        for widget in (self.box, self.own):
            if widget is not None:
                controls.addWidget(widget)
                if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    fit_into_page(widget)
        controls.addLayout(row(self.take, None))
        controls.addStretch(1)
        texts = column(
            row(self.name, self._mark, None),
            label(of_definitions(option.meaning), "muted", wrap=True),
            self._concerned,
            self._effect,
            self._refused,
            spacing=2,
        )
        texts.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(20)
        self._layout.addLayout(texts, 1)
        self._layout.addLayout(controls, 1)

    def _make_box(self, title: str) -> QComboBox:
        box = ComboBox(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(16)
        explained = self._option.choices
        for value, text in self._option.offered.items():
            box.addItem(of_definitions(text), value)
            box.setItemData(box.count() - 1, of_definitions(explained[value]), _TIP)
        box.activated.connect(self._picked)
        return box

    def stand(self, *, beside: bool) -> None:
        """Put the controls beside the texts, or below them."""
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self._layout.setSpacing(20 if beside else 6)

    # What is known of it

    def show_value(self, value: Any, *, pending: bool) -> None:
        """Show the value that holds; `pending`: once it is applied."""
        self._mark.setText(self.tr("● not applied") if pending else "")
        if not pending:
            self.show_effect("")
        for widget in (self.box, self.own):
            if widget is not None:
                widget.blockSignals(True)
        own = not self._option.is_named(value)
        if self.box is not None and (own or not self._is_waiting()):
            self.box.setCurrentIndex(self.box.findData(self._option.form if own else value))
        if isinstance(self.own, TicksControl) or (self.own is not None and own):
            self.own.show_value(value)
        self._show_own()
        for widget in (self.box, self.own):
            if widget is not None:
                widget.blockSignals(False)
        self._show_proposed()

    def show_effect(self, text: str) -> None:
        """What the value changes, alone; "" where it is that of the results."""
        self._effect.setText(text)
        self._effect.setVisible(bool(text))

    def show_concerned(self, text: str) -> None:
        """What of the data it is about."""
        self._concerned.setText(text)
        self._concerned.setVisible(bool(text))

    def propose(self, value: Any) -> None:
        """Offer the value that the data suggests."""
        self._proposed = value
        self._show_proposed()

    def _show_proposed(self) -> None:
        proposed = self._proposed
        offered = proposed not in (None, "") and proposed != self.value()
        self.take.setText(self.tr("Use “{value}”").format(value=proposed) if offered else "")
        self.take.setAccessibleName(
            self.tr("Use “{value}”: {name}").format(value=proposed, name=self.name.text())
        )
        self.take.setVisible(offered)

    def _take_proposed(self) -> None:
        if self.own is not None:
            self.own.show_value(self._proposed)
            self._edited()

    # What is done with it

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
            if isinstance(self.own, MonthsControl | TicksControl):
                self.own.entry.setFocus()
            else:
                self.own.setFocus()
            if self.own.is_empty():
                self._wait()
                return
        self._edited()

    def _wait(self) -> None:
        """Say that a choice without its value is none yet."""
        self._refused.setText(self.tr("Until it is filled in, what was chosen before holds."))
        self._refused.show()

    def _is_waiting(self) -> bool:
        return self._asking and self._wants_own()

    def _wants_own(self) -> bool:
        """Whether the value is one of the user's own, by what the box shows."""
        return self.box is None or self.box.currentData() == self._option.form

    def _show_own(self) -> None:
        if self.own is not None:
            ticks = isinstance(self.own, TicksControl) and bool(self.own.boxes)
            self.own.setVisible(ticks or self._wants_own())

    def value(self) -> Any:
        """What box and control show."""
        if self.own is not None and self._wants_own():
            return self.own.value()
        return self.box.currentData() if self.box is not None else None

    def _own_edited(self) -> None:
        """What is ticked is a choice of its own, whatever the box showed."""
        if self.box is not None:
            self.box.setCurrentIndex(self.box.findData(self._option.form))
            if self.own is not None and self.own.is_empty():
                self._asking = True
                self._wait()
                return
        self._edited()

    def _edited(self) -> None:
        self.changed.emit(self._key, self.value())
