"""Former runs: what they were made of, what differs between two, their definitions again."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHeaderView, QScrollArea, QTreeWidgetItem

from crri_gui.definitions import Definitions
from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.option_values import option_with_value
from crri_gui.gui.pages.publish.figures import figures, fill
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import RIGHT, Notice, button, column, label
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.lists import GivingWay, fit_rows

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.history import Differences, Record

_WHEN, _FOLDER, _ORDERS, _REVENUE, _CUSTOMERS, _SECONDS, _PUBLISHED = range(7)
_MONTHS = {"first_month", "last_month"}


class RunHistory(QFrame):
    """The runs of this machine's window, the newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._records: list[Record] = []
        self._note = Notice()
        self.runs = figures(
            self.tr("Former runs"),
            [
                self.tr("When"),
                self.tr("Raw folder"),
                self.tr("Orders"),
                self.tr("Revenue"),
                self.tr("Customers"),
                self.tr("Duration"),
                self.tr("Published to"),
            ],
        )
        self.runs.header().setSectionResizeMode(_FOLDER, QHeaderView.ResizeMode.Stretch)
        self.runs.header().setStretchLastSection(False)
        self.runs.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # folders differ at their ends
        self._columns = GivingWay(self.runs, (_SECONDS, _CUSTOMERS, _PUBLISHED, _ORDERS), _FOLDER)
        self.runs.itemSelectionChanged.connect(self._selection_changed)
        self.compare = button(self.tr("Compare the two that are selected"), self._compare)
        self.take = button(self.tr("Take its definitions again"), self._take)
        self._details = label("", "muted", wrap=True)
        self.differences = figures(
            self.tr("What differs between two runs"),
            [self.tr("What"), self.tr("In the first"), self.tr("In the second"), ""],
        )
        buttons = Flow()
        for made in (self.compare, self.take):
            buttons.addWidget(made)
        layout = column(
            label(self.tr("Run history"), "heading"),
            self._note,
            self.runs,
            self._details,
            buttons,
            self.differences,
        )
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self.differences.hide()
        session.history_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the records anew."""
        self._session.queries.submit(
            partial(_read_history, self._session.history_folder),
            self._show,
            title=self.tr("Reading the history"),
            replaces="history",
        )

    def _show(self, records: list[Record]) -> None:
        self._records = records
        self.runs.clear()
        for place, record in enumerate(records):
            totals = record.totals
            item = QTreeWidgetItem(
                [
                    _when(record),
                    record.input_dir,
                    numbers.integer(_count(totals.get("orders"))),
                    numbers.money(_amount(totals.get("revenue"))),
                    numbers.integer(_count(totals.get("customers"))),
                    numbers.seconds(record.seconds),
                    ", ".join(record.published) or numbers.NONE,
                ]
            )
            item.setData(_WHEN, Qt.ItemDataRole.UserRole, place)
            for number in (_ORDERS, _REVENUE, _CUSTOMERS, _SECONDS):
                item.setTextAlignment(number, RIGHT)
                self.runs.headerItem().setTextAlignment(number, RIGHT)
            self.runs.addTopLevelItem(item)
        self._columns.fit()
        fit_rows(self.runs, most=8)
        self.setVisible(bool(records))
        self._selection_changed()

    def _selected(self) -> list[Record]:
        places = [
            int(item.data(_WHEN, Qt.ItemDataRole.UserRole)) for item in self.runs.selectedItems()
        ]
        # The older one first: what differs reads as what has changed.
        return [self._records[place] for place in sorted(places, reverse=True)]

    def _selection_changed(self) -> None:
        count = len(self._selected())
        self.compare.setEnabled(count == 2)
        self.take.setEnabled(count == 1)
        self._details.setVisible(count == 1)
        if count == 1:
            self._details.setText(self._details_of(self._selected()[0]))

    def _details_of(self, record: Record) -> str:
        usual = Definitions().as_dict()
        own = [
            ": ".join(option_with_value(name, value))
            for name, value in record.definitions.items()
            if value != usual.get(name)
        ]
        files = [
            f"{file} ({numbers.integer(rows)}, SHA-256 {sha256[:8]}…)"
            for _, file, sha256, rows in record.inputs
        ]
        published = self.tr("Published to: {folders}").format(folders=", ".join(record.published))
        return "\n".join(
            (
                *((published,) if record.published else ()),
                self.tr("Definitions: {definitions}").format(
                    definitions="; ".join(own) or self.tr("recommended")
                ),
                self.tr("Files: {files}").format(files=", ".join(files)),
                self.tr("Errors: {errors}, warnings: {warnings}").format(
                    errors=record.errors, warnings=record.warnings
                ),
            )
        )

    def _compare(self) -> None:
        from crri_gui.engine.history import differences

        first, second = self._selected()
        found = differences(first, second)
        if found.none:
            self._note.tell("ok", self.tr("✓ The two runs say the same."))
        else:
            self._note.hide()
        self.differences.setHeaderLabels(
            [self.tr("What"), _when(first), _when(second), self.tr("Note")]
        )
        fill(self.differences, self._rows(found))
        self.differences.setVisible(not found.none)
        if not found.none:
            self.differences.setFocus()
            QTimer.singleShot(0, self._show_differences)

    def _show_differences(self) -> None:
        """Scroll the page to them."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(self.differences)

    def _rows(self, found: Differences) -> list[list[str]]:
        rows = [
            [option_with_value(name, was)[0], _value(name, was), _value(name, becomes), ""]
            for name, was, becomes in found.definitions
        ]
        for table, was, becomes in found.inputs:
            other = was is not None and becomes is not None and was[1] != becomes[1]
            rows.append(
                [
                    self.tr("file of {table}").format(table=table),
                    _file(was),
                    _file(becomes),
                    self.tr("other content") if other else "",
                ]
            )
        named = self._totals()
        for name, was, becomes in found.totals:
            shown = numbers.month if name in _MONTHS else _figure
            rows.append([named.get(name, name), *map(shown, (was, becomes)), ""])
        for name, was, becomes in found.segments:
            rows.append([name, _figure(was), _figure(becomes), ""])
        for month, was, becomes in found.months:
            rows.append(
                [
                    self.tr("revenue of {month}").format(month=numbers.month(month)),
                    numbers.money(was),
                    numbers.money(becomes),
                    "",
                ]
            )
        return rows

    def _totals(self) -> dict[str, str]:
        return {
            "revenue": self.tr("Revenue"),
            "orders": self.tr("Orders"),
            "first_month": self.tr("First month"),
            "last_month": self.tr("Last month"),
            "customers": self.tr("Customers"),
            "repeat_customers": self.tr("Repeat customers"),
        }

    def _take(self) -> None:
        from crri_gui.engine.history import definitions_of

        try:
            self._session.set_definitions(definitions_of(self._selected()[0]))
        except CrriError as error:
            self._note.tell_problem(error)
            return
        self._note.hide()
        self._session.go.emit("definitions", None)
        self._session.say(self.tr("The next run uses the definitions of that run."))


def _read_history(folder: Path, _: RunContext) -> list[Record]:
    from crri_gui.engine.history import read_all

    return read_all(folder)


def _when(record: Record) -> str:
    return numbers.stamp(record.created)


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _amount(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except ArithmeticError:
        return None


def _figure(value: Any) -> str:
    if isinstance(value, int):
        return numbers.integer(value)
    count = _count(value)
    if count is not None:
        return numbers.integer(count)
    amount = _amount(value)
    return numbers.money(amount) if amount is not None else _shown(value)


def _shown(value: Any) -> str:
    if value is None:
        return numbers.NONE
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _value(name: str, value: Any) -> str:
    """Of a definition; a run of another version may lack it."""
    return numbers.NONE if value is None else option_with_value(name, value)[1]


def _file(taken: tuple[str, str, int] | None) -> str:
    if taken is None:
        return numbers.NONE
    file, _, rows = taken
    return f"{file} ({numbers.integer(rows)})"
