"""The filters of the dashboard: months, payment types, states; chips say which of them act."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QToolButton,
    QWidget,
)

from crri_gui.dashboard.page import FilterName
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Choices, Filters
from crri_gui.gui.i18n import numbers
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.widgets.announcing import spoken
from crri_gui.gui.widgets.basics import RIGHT, Restyled, button, clear, column, label, row, tip
from crri_gui.gui.widgets.beside import CHANGES_ROOM, FEW_LINES
from crri_gui.gui.widgets.combo_box import WholeList
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.keys import named
from crri_gui.gui.widgets.pressing import PushButton, ToolButton
from crri_gui.gui.widgets.why import KEYS

_MONTHS, _TYPES, _STATES = "dashboard/months", "dashboard/payment_types", "dashboard/states"
_COMPLETE = "dashboard/complete_months"
_BLANK = "(blank)"
_CHIPS = 5


class _Chip(PushButton):
    """A value that is filtered by; a click takes it out."""

    dropped = Signal(str, str)

    def __init__(self, what: FilterName, value: str, name: str, told: str) -> None:
        super().__init__(f"{name}  ✕".replace("&", "&&"))
        self._what, self._value = what, value
        self.setObjectName("chip")
        self.setAccessibleName(spoken(name, told))
        self.setToolTip(tip(told))
        self.clicked.connect(self._drop)

    def _drop(self) -> None:
        self.dropped.emit(self._what, self._value)


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
        Restyled(self, self._hold_height)
        self._choices: Choices | None = None
        self.filters = NO_FILTERS
        self._from = self._month_box(self.tr("From month"))
        self._to = self._month_box(self.tr("To month"))
        self._types = ToolButton()
        self._types.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._type_menu = ChoicesMenu(self._types)
        self._types.setMenu(self._type_menu)
        self._type_boxes: list[tuple[str, QAction]] = []
        self.complete = QCheckBox(self.tr("Complete months only"))
        self.complete.toggled.connect(self._complete_chosen)
        self.reset_button = button(self.tr("Reset"), self.reset, "link")
        self.hint = label("", "muted", wrap=True)
        self._note = label("", "muted", wrap=True)
        self._note.setAlignment(RIGHT)
        self._from_label = self._buddy(self.tr("&From"), self._from)
        self._to_label = self._buddy(self.tr("&to"), self._to)
        # In as many lines as large text needs.
        choices, self._chips = Flow(), Flow(6)
        for widget in (
            *(self._from_label, self._from, self._to_label, self._to),
            *(self._types, self.complete),
        ):
            choices.addWidget(widget)
        self._holder = QWidget()
        self._holder.setLayout(self._chips)
        acting = row(self.reset_button, spacing=8)
        for part in (self._holder, self.hint, self._note):
            acting.addWidget(part, 1)
        self._strut = QWidget()  # it holds the height, empty or not
        acting.addWidget(self._strut)
        layout = column(choices, acting, spacing=4)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        self._hold_height()
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint has other lines."""
        super().resizeEvent(event)
        self._hold_height()

    def leave_room_in(self, page: QWidget) -> None:
        """How charts are used is not said where large text leaves them hardly any room."""
        page.installEventFilter(self)
        self._page = page
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another height, or its text another size."""
        if event.type() in CHANGES_ROOM:
            QTimer.singleShot(0, self, self._fit)
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        little = self._page.height() < FEW_LINES * self.fontMetrics().height()
        if little != self._little:
            self._little = little
            self._show_chips()
            self._hold_height()

    def _hold_height(self) -> None:
        """The pages below do not jump when a chip comes or goes, or the hint in its place."""
        example = _Chip("states", "", "x", "x")
        example.setParent(self)
        example.ensurePolished()
        high = max(example.sizeHint().height(), self.reset_button.sizeHint().height())
        if not self._little:
            room = self.width() // 2 if self._note.text() else self.width()
            high = max(high, self.hint.heightForWidth(room - 8))
        example.setParent(None)
        example.deleteLater()
        self._strut.setFixedSize(0, high)

    def _month_box(self, name: str) -> QComboBox:
        box = WholeList()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(self._months_chosen)
        return box

    def _buddy(self, text: str, widget: QWidget) -> QLabel:
        made = label(text)
        made.setBuddy(widget)
        return made

    # What there is

    def offer(self, choices: Choices, flagged: AbstractSet[str] = frozenset()) -> None:
        """Offer these; remembered filters are taken as far as they fit.

        `flagged` months are not complete. Where all are, there would be nothing left to show.
        """
        first = self._choices is None
        self._choices = choices
        self._flagged = frozenset(flagged) & frozenset(choices.months)
        can_leave_out = bool(self._flagged) and self._flagged != frozenset(choices.months)
        self.complete.setEnabled(can_leave_out)
        if can_leave_out:
            why = self.tr("Leaves out {months}: partial, or hardly any orders.").format(
                months=", ".join(map(numbers.month, sorted(self._flagged)))
            )
        else:
            why = self.tr("Every month is complete.") if not self._flagged else ""
        self.complete.setToolTip(why)
        wanted = self._remembered() if first else self.filters
        leaves_out = can_leave_out and self._settings.flag(_COMPLETE)
        self.filters = replace(
            _fitting(wanted, choices), left_out=self._flagged if leaves_out else frozenset()
        )
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
            box = self._type_menu.addAction(self._named(name).replace("&", "&&"))
            box.setCheckable(True)
            box.toggled.connect(self._types_chosen)
            self._type_boxes.append((name, box))

    def limit_to(self, reach: frozenset[str], filter_note: str) -> None:
        """Show the filters that a page has, and a sentence on what they do not reach."""
        self._reach = reach
        rows = self.tr(
            "double-click or Enter opens a mark's rows or asks why of a card, {why} asks why, "
            "{back} returns"
        ).format(why=named(KEYS), back=named("Alt+Left"))
        hint = self.tr("Click filters, {rows}.") if reach else self.tr("{rows}.")
        hint = hint.format(rows=rows if reach else rows[0].upper() + rows[1:])
        self.hint.setText(hint)
        self._note.setText(filter_note)
        self._hold_height()
        self._note.setVisible(bool(filter_note))
        self._show()

    _reach: frozenset[str] = frozenset({"months", "payment_types", "states"})
    _flagged: frozenset[str] = frozenset()
    _before: Filters = NO_FILTERS
    _page: QWidget
    _little = False

    # Changing

    def toggle(self, what: str, value: str) -> None:
        """Filter by this month alone; add a state or type to the filter; or take it out."""
        self._before = self.filters
        if what == "months":
            alone = (value, value)
            self._take(replace(self.filters, months=None if self._is(alone) else alone))
            return
        if what == "states":
            self._take(replace(self.filters, states=_toggled(self.filters.states, value)))
        else:
            types = _toggled(self.filters.payment_types, value)
            self._take(replace(self.filters, payment_types=types))

    def _is(self, months: tuple[str, str]) -> bool:
        return self.filters.months == months

    def take_back(self) -> None:
        """The filters as they were before the last `toggle`."""
        self._take(self._before)

    def reset(self) -> None:
        """No filter, and no month left out."""
        if self.filters.left_out:
            self._settings.put(_COMPLETE, False)
        self._take(NO_FILTERS)

    def set_filters(self, filters: Filters) -> None:
        """These filters, as far as there is such data."""
        if self._choices is not None:
            self._take(replace(_fitting(filters, self._choices), left_out=self.filters.left_out))

    def _months_chosen(self) -> None:
        assert self._choices is not None
        first, last = str(self._from.currentData()), str(self._to.currentData())
        if first > last:
            # The one that was just chosen stays.
            first, last = (first, first) if self.sender() is self._from else (last, last)
        everything = (self._choices.months[0], self._choices.months[-1])
        months = None if (first, last) == everything else (first, last)
        self._take(replace(self.filters, months=months))

    def _types_chosen(self) -> None:
        chosen = frozenset(name for name, box in self._type_boxes if box.isChecked())
        everything = len(chosen) == len(self._type_boxes)
        types = None if everything or not chosen else chosen
        self._take(replace(self.filters, payment_types=types))

    def _complete_chosen(self, on: bool) -> None:
        self._settings.put(_COMPLETE, on)
        self._take(replace(self.filters, left_out=self._flagged if on else frozenset()))

    def _take(self, filters: Filters) -> None:
        if filters != self.filters:
            self.filters = filters
            self._remember()
            self.changed.emit()
        self._show()

    # Showing

    def _show_controls(self) -> None:
        """Those that the page has and that leave something to choose."""
        choices = self._choices
        months = "months" in self._reach
        several = months and (choices is None or len(choices.months) > 1)
        for widget in (self._from_label, self._from, self._to_label, self._to):
            widget.setVisible(several)
        self.complete.setVisible(months and self.complete.isEnabled())
        types = choices is None or len(choices.payment_types) > 1
        self._types.setVisible("payment_types" in self._reach and types)

    def _show(self) -> None:
        self._show_controls()
        choices, filters = self._choices, self.filters
        if choices is not None and choices.months:
            first, last = filters.months or (choices.months[0], choices.months[-1])
            self._from.setCurrentIndex(choices.months.index(first))
            self._to.setCurrentIndex(choices.months.index(last))
        for name, box in self._type_boxes:
            with QSignalBlocker(box):
                box.setChecked(filters.payment_types is None or name in filters.payment_types)
        with QSignalBlocker(self.complete):
            self.complete.setChecked(bool(filters.left_out))
        if filters.payment_types is None:
            text = self.tr("Payment type: all")
        else:
            names = ", ".join(sorted(map(self._named, filters.payment_types)))
            text = self.tr("Payment type: {names}").format(names=names)
        self._types.setText(f"{text}  ▾")
        self._types.setAccessibleName(text)
        self._show_chips()

    def _named(self, value: str) -> str:
        return value or self.tr("(blank)")

    def _show_chips(self) -> None:
        clear(self._chips)
        filters, reach = self.filters, self._reach
        if filters.months is not None and "months" in reach:
            first, last = map(numbers.month, filters.months)
            self._chip("months", "", first if first == last else f"{first} – {last}")
        kinds: tuple[tuple[FilterName, AbstractSet[str] | None], ...] = (
            ("payment_types", filters.payment_types),
            ("states", filters.states),
        )
        for kind, values in kinds:
            if kind not in reach:
                continue
            chosen = sorted(values or ())
            for value in chosen[:_CHIPS]:
                self._chip(kind, value, self._named(value))
            if len(chosen) > _CHIPS:
                more = self.tr("and {count} more").format(count=len(chosen) - _CHIPS)
                self._chips.addWidget(label(more, "muted"))
        filtered = self._chips.count() > 0
        # Beside each other for a moment, they would have more lines.
        self.hint.hide()
        self._holder.setVisible(filtered)
        self.hint.setVisible(not filtered and not self._little)
        self.reset_button.setVisible(filtered or (bool(filters.left_out) and "months" in reach))

    def _chip(self, kind: FilterName, value: str, name: str) -> None:
        chip = _Chip(kind, value, name, self.tr("Take {name} out of the filter").format(name=name))
        chip.dropped.connect(self._drop)
        self._chips.addWidget(chip)

    def _drop(self, what: str, value: str) -> None:
        if what == "months":
            self._take(replace(self.filters, months=None))
        else:
            self.toggle(what, value)

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


def _toggled(chosen: frozenset[str] | None, value: str) -> frozenset[str] | None:
    """With the value, or without it where it was chosen; None where nothing is left."""
    return (chosen or frozenset()) ^ {value} or None


def _fitting(filters: Filters, choices: Choices) -> Filters:
    """The filters as far as there is such data."""
    months = filters.months
    if months is not None and not set(months) <= set(choices.months):
        months = None
    types = (filters.payment_types or frozenset()) & frozenset(choices.payment_types)
    states = (filters.states or frozenset()) & frozenset(choices.states)
    return Filters(months, types or None, states or None)
