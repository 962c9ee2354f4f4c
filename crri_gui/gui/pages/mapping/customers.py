"""Ways to tell customers apart, with what each does to their number and how many return."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout

from crri_gui.engine.mapping.choices import spelled
from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.sections import table_in
from crri_gui.engine.mapping.trial.consequences import IdentityChoice
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted
from crri_gui.gui.pages.mapping.words import identity_text
from crri_gui.gui.widgets.basics import clear, column, label


class Customers(QFrame):
    """One way to be chosen."""

    chosen = Signal(str, str)
    """The field that tells customers, and its value."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._ways = QVBoxLayout()
        self._ways.setSpacing(2)
        self._group = QButtonGroup(self)
        self.buttons: dict[tuple[str, str], QRadioButton] = {}
        self._lead = label(
            self.tr("Each way gives other customers. Guests are orders that say nothing."),
            "muted",
            wrap=True,
        )
        layout = column(
            label(self.tr("Who is one customer?"), "heading"),
            self._lead,
            self._ways,
            None,
            spacing=6,
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def show_ways(self, export: Export, draft: Draft, ways: Sequence[IdentityChoice]) -> None:
        """Show the ways; the current one is chosen."""
        self.setVisible(bool(ways))
        keys = [(way.field, way.value) for way in ways]
        focus = next((one for one, made in self.buttons.items() if made.hasFocus()), None)
        clear(self._ways)
        for made in self._group.buttons():
            self._group.removeButton(made)
        self.buttons.clear()
        for way in ways:
            made = QRadioButton(self._name(export, draft, way))
            made.setChecked(way.current)
            text = self._told(way)
            made.setAccessibleDescription(text)
            made.clicked.connect(partial(self._clicked, way.field, way.value))
            shown = label(text, "muted", wrap=True)
            shown.setIndent(28)
            self._group.addButton(made)
            self._ways.addWidget(made)
            self._ways.addWidget(shown)
            self.buttons[way.field, way.value] = made
        if focus in keys:
            self.buttons[focus].setFocus()

    def _name(self, export: Export, draft: Draft, way: IdentityChoice) -> str:
        table = table_in(export, draft.text, "customers")
        if way.field == "customer" or table is None:
            return identity_text(way.value, spelled(export, way.value))
        if way.value:
            text = self.tr("{column} of {file}")
            name = identity_text(way.value, spelled(table, way.value))
            return text.format(column=name, file=table.files[0].path.name)
        own = draft.value("customer")
        return self.tr("{column} of the orders").format(
            column=identity_text(own, spelled(export, own))
        )

    def _told(self, way: IdentityChoice) -> str:
        return counted(
            self.tr(
                "{customers:,} {customers|customer|customers}, {repeat:,} with two orders or more "
                "({rate}), {guests:,} counted {guests|order|orders} of guests"
            ),
            customers=way.customers,
            repeat=way.repeat_customers,
            rate=numbers.percent(way.repeat_rate),
            guests=way.guests,
        )

    def _clicked(self, field: str, value: str) -> None:
        self.chosen.emit(field, value)
