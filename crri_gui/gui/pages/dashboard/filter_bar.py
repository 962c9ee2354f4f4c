"""The filters of the dashboard: months, payment types, states."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Choices, Filters
from crri_gui.gui.i18n import numbers
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.basics import button, clear, label, tip

_MONTHS, _TYPES, _STATES = "dashboard/months", "dashboard/payment_types", "dashboard/states"
_BLANK = "(blank)"
_CHIPS = 5


class _Chip(QPushButton):
    """A state that is filtered by; a click takes it out."""

    dropped = Signal(str)

    def __init__(self, state: str, name: str, spoken: str) -> None:
        super().__init__(f"{name}  ✕")
        self._state = state
        self.setObjectName("chip")
        self.setAccessibleName(spoken)
        self.setToolTip(tip(spoken))
        self.clicked.connect(self._drop)

    def _drop(self) -> None:
        self.dropped.emit(self._state)


class ChoicesMenu(QMenu):
    """A menu of choices that stays open while they are made, by mouse or by keyboard."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click makes a choice."""
        if not self._choose():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Space and Enter."""
        chooses = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not chooses or not self._choose():
            super().keyPressEvent(event)

    def _choose(self) -> bool:
        for action in self.actions():
            if action is self.activeAction() and action.isCheckable():
                action.trigger()
                return True
        return False


class FilterBar(QWidget):
    """Shows and changes the filters; `changed` tells that they are others now."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._choices: Choices | None = None
        self.filters = NO_FILTERS
        self._from = self._month_box(self.tr("From month"))
        self._to = self._month_box(self.tr("To month"))
        self._types = QToolButton()
        self._types.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._type_menu = ChoicesMenu(self._types)
        self._types.setMenu(self._type_menu)
        self._type_boxes: list[tuple[str, QAction]] = []
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.reset_button = button(self.tr("Reset"), self.reset)
        self._note = label("", "muted")
        self._from_label = self._buddy(self.tr("&From"), self._from)
        self._to_label = self._buddy(self.tr("&to"), self._to)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._from_label, self._from, self._to_label, self._to, self._types):
            layout.addWidget(widget)
        layout.addLayout(self._chips)
        layout.addWidget(self.reset_button)
        layout.addStretch(1)
        layout.addWidget(self._note)
        # The pages below do not jump when one has fewer filters.
        self.setMinimumHeight(self.sizeHint().height())
        self._show()

    def _month_box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(self._months_chosen)
        return box

    def _buddy(self, text: str, widget: QWidget) -> QLabel:
        made = label(text)
        made.setBuddy(widget)
        return made

    # What there is

    def offer(self, choices: Choices) -> None:
        """Offer these; remembered filters are taken as far as they fit."""
        first = self._choices is None
        self._choices = choices
        wanted = self._remembered() if first else self.filters
        self.filters = _fitting(wanted, choices)
        for box in (self._from, self._to):
            with QSignalBlocker(box):
                box.clear()
                for month in choices.months:
                    box.addItem(numbers.month(month), month)
        self._fill_types(choices)
        self._show()

    def _fill_types(self, choices: Choices) -> None:
        self._type_menu.clear()
        self._type_boxes = []
        for name in choices.payment_types:
            box = self._type_menu.addAction((name or self.tr("(blank)")).replace("&", "&&"))
            box.setCheckable(True)
            box.toggled.connect(self._types_chosen)
            self._type_boxes.append((name, box))

    def limit_to(self, reach: frozenset[str], filter_note: str) -> None:
        """Show the filters that a page has, and a sentence on what they do not reach."""
        months = "months" in reach
        for widget in (self._from_label, self._from, self._to_label, self._to):
            widget.setVisible(months)
        self._types.setVisible("payment_types" in reach)
        self.reset_button.setVisible(bool(reach))
        self._reach = reach
        self._note.setText(filter_note)
        self._show()

    _reach: frozenset[str] = frozenset({"months", "payment_types", "states"})

    # Changing

    def toggle_state(self, state: str) -> None:
        """Add a state to the filter, or take it out."""
        states = set(self.filters.states or ())
        states.symmetric_difference_update({state})
        self._take(
            Filters(self.filters.months, self.filters.payment_types, frozenset(states) or None)
        )

    def reset(self) -> None:
        """No filter."""
        self._take(NO_FILTERS)

    def set_filters(self, filters: Filters) -> None:
        """These filters, as far as there is such data."""
        if self._choices is not None:
            self._take(_fitting(filters, self._choices))

    def _months_chosen(self) -> None:
        assert self._choices is not None
        first, last = str(self._from.currentData()), str(self._to.currentData())
        if first > last:
            # The one that was just chosen stays.
            first, last = (first, first) if self.sender() is self._from else (last, last)
        everything = (self._choices.months[0], self._choices.months[-1])
        months = None if (first, last) == everything else (first, last)
        self._take(Filters(months, self.filters.payment_types, self.filters.states))

    def _types_chosen(self) -> None:
        chosen = frozenset(name for name, box in self._type_boxes if box.isChecked())
        everything = len(chosen) == len(self._type_boxes)
        types = None if everything or not chosen else chosen
        self._take(Filters(self.filters.months, types, self.filters.states))

    def _take(self, filters: Filters) -> None:
        if filters != self.filters:
            self.filters = filters
            self._remember()
            self.changed.emit()
        self._show()

    # Showing

    def _show(self) -> None:
        choices, filters = self._choices, self.filters
        if choices is not None and choices.months:
            first, last = filters.months or (choices.months[0], choices.months[-1])
            self._from.setCurrentIndex(choices.months.index(first))
            self._to.setCurrentIndex(choices.months.index(last))
        for name, box in self._type_boxes:
            with QSignalBlocker(box):
                box.setChecked(filters.payment_types is None or name in filters.payment_types)
        if filters.payment_types is None:
            text = self.tr("Payment type: all")
        else:
            names = ", ".join(sorted(name or self.tr("(blank)") for name in filters.payment_types))
            text = self.tr("Payment type: {names}").format(names=names)
        self._types.setText(f"{text}  ▾")
        self._types.setAccessibleName(text)
        self._show_chips()
        self.reset_button.setEnabled(filters != NO_FILTERS)

    def _show_chips(self) -> None:
        clear(self._chips)
        states = sorted(self.filters.states or ()) if "states" in self._reach else []
        for state in states[:_CHIPS]:
            name = state or self.tr("(blank)")
            chip = _Chip(
                state, name, self.tr("Take state {state} out of the filter").format(state=name)
            )
            chip.dropped.connect(self.toggle_state)
            self._chips.addWidget(chip)
        if len(states) > _CHIPS:
            more = label(self.tr("and {count} more").format(count=len(states) - _CHIPS), "muted")
            self._chips.addWidget(more)

    # Remembering

    def _remember(self) -> None:
        put, filters = self._settings.put, self.filters
        put(_MONTHS, "..".join(filters.months or ()))
        put(_TYPES, sorted(name or _BLANK for name in filters.payment_types or ()))
        put(_STATES, sorted(name or _BLANK for name in filters.states or ()))

    def _remembered(self) -> Filters:
        months = self._settings.text(_MONTHS).split("..")
        types, states = (
            frozenset("" if name == _BLANK else name for name in self._settings.texts(key))
            for key in (_TYPES, _STATES)
        )
        return Filters(
            (months[0], months[1]) if len(months) == 2 else None, types or None, states or None
        )


def _fitting(filters: Filters, choices: Choices) -> Filters:
    """The filters as far as there is such data."""
    months = filters.months
    if months is not None and not set(months) <= set(choices.months):
        months = None
    types = (filters.payment_types or frozenset()) & frozenset(choices.payment_types)
    states = (filters.states or frozenset()) & frozenset(choices.states)
    return Filters(months, types or None, states or None)
