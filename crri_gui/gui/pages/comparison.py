"""What publishing would change, table by table, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crri_gui.contract import SEGMENTS
from crri_gui.gui import numbers
from crri_gui.gui.parts import RIGHT, Notice, column, fit_rows, label
from crri_gui.gui.session import Session
from crri_gui.gui.words import of_engine

if TYPE_CHECKING:
    from crri_gui.engine.compare import Comparison, TableChange

_MONEY = {"order_value", "revenue", "monetary"}


class ComparisonView(QWidget):
    """Rows, totals, months and segments: published against computed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.verdict = Notice()
        self.broken = Notice("error")
        self.tables = figures(
            self.tr("What changes, by table"),
            [
                self.tr("Table"),
                self.tr("Published"),
                self.tr("Computed"),
                self.tr("Change"),
                self.tr("State"),
            ],
        )
        self.months = figures(
            self.tr("Months that change"),
            [
                self.tr("Month"),
                self.tr("Published"),
                self.tr("Computed"),
                self.tr("Change"),
                self.tr("State"),
            ],
        )
        self.moves = figures(self.tr("Customers whose segment changes"), [""])
        self.moves.header().setStretchLastSection(False)
        self._months_title = label(self.tr("Months"), "heading")
        self._moves_title = label(
            self.tr("Segments: from the left (published) to the top (computed)"), "heading"
        )
        self._customers = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(
            column(
                self.verdict,
                self.broken,
                self.tables,
                self._months_title,
                self.months,
                self._moves_title,
                self.moves,
                self._customers,
            )
        )
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing is compared."""
        for widget in (self.verdict, self.broken):
            widget.hide()
        self._hide_tables()

    def show_waiting(self) -> None:
        """The comparison is under way."""
        self.verdict.tell("note", self.tr("Comparing with what is published…"))
        self.broken.hide()
        self._hide_tables()

    def show_first(self) -> None:
        """The folder holds none of the five files."""
        self.verdict.tell(
            "note",
            self.tr("Nothing is published in this folder yet."),
            self.tr("The five CSVs, the rejects and the manifest will be new."),
        )
        self.broken.hide()
        self._hide_tables()

    def show_comparison(self, said: Sequence[str], comparison: Comparison) -> None:
        """The whole comparison; `said` is what else there is to know."""
        notes = " ".join(of_engine(note) for note in (*said, *comparison.notes))
        if comparison.unchanged:
            self.verdict.tell(
                "ok", self.tr("✓ Nothing changes: all files are the same, byte for byte."), notes
            )
        else:
            self.verdict.tell("note", self.tr("Publishing changes this:"), notes)
        broken = [f"{t.table}: {of_engine(fault)}" for t in comparison.tables for fault in t.broken]
        if broken:
            self.broken.tell(
                "error",
                self.tr("✕ The published files differ from the contract; a refresh would break."),
                "\n".join(broken),
            )
        else:
            self.broken.hide()
        self._show_tables(comparison)
        self._show_months(comparison)
        self._show_moves(comparison)

    def _hide_tables(self) -> None:
        for widget in (
            self.tables,
            self.months,
            self.moves,
            self._months_title,
            self._moves_title,
            self._customers,
        ):
            widget.hide()

    def _show_tables(self, comparison: Comparison) -> None:
        rows = []
        for change in comparison.tables:
            rows.append(
                [
                    self.tr("{table}: rows").format(table=change.table),
                    *_step(change.rows_before, change.rows_after, money=False),
                    self._state(change),
                ]
            )
            for total in change.totals:
                money = total.name in _MONEY
                step = _step(total.before, total.after, money=money)
                rows.append([f"{change.table}: {total.name}", *step, ""])
        fill(self.tables, rows)
        self.tables.setVisible(not comparison.unchanged)

    def _state(self, change: TableChange) -> str:
        if change.broken:
            return self.tr("✕ differs from the contract")
        if change.identical:
            return self.tr("same file")
        if change.rows_before is None:
            return self.tr("new")
        return self.tr("changes")

    def _show_months(self, comparison: Comparison) -> None:
        rows = [[month, "", "", "", self.tr("comes")] for month in comparison.months_added]
        rows += [[month, "", "", "", self.tr("▲ goes")] for month in comparison.months_removed]
        rows += [
            [month, *_step(was, becomes, money=True), self.tr("restated")]
            for month, was, becomes in comparison.months_restated
        ]
        fill(self.months, sorted(rows))
        for widget in (self._months_title, self.months):
            widget.setVisible(bool(rows))

    def _show_moves(self, comparison: Comparison) -> None:
        moves = comparison.segment_moves
        moved = any(before != after for before, after in moves)
        names = [name for name in _segments() if any(name in pair for pair in moves)]
        self.moves.setHeaderLabels([self.tr("Published"), *names])
        rows = []
        for before in names:
            counts = [moves.get((before, after), 0) for after in names]
            rows.append([before, *(numbers.integer(count) for count in counts)])
        fill(self.moves, rows)
        for widget in (self._moves_title, self.moves):
            widget.setVisible(moved)
        added, removed = comparison.customers_added, comparison.customers_removed
        self._customers.setVisible(added is not None and bool(added or removed))
        self._customers.setText(
            self.tr("{added} customers come, {removed} go.").format(
                added=numbers.integer(added), removed=numbers.integer(removed)
            )
        )


def figures(name: str, header: Sequence[str]) -> QTreeWidget:
    """A small table of figures: names at the left, numbers right-aligned."""
    made = QTreeWidget()
    made.setAccessibleName(name)
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setAllColumnsShowFocus(True)
    made.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    made.setHeaderLabels(list(header))
    made.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.header().setStretchLastSection(True)
    return made


def fill(table: QTreeWidget, rows: Sequence[Sequence[str]]) -> None:
    """Show these rows."""
    table.clear()
    last = table.columnCount() - 1
    for cells in rows:
        item = QTreeWidgetItem(list(cells))
        for place in range(1, len(cells)):
            if place < last or cells[place][:1].isdigit():
                item.setTextAlignment(place, RIGHT)
        table.addTopLevelItem(item)
    numbers_last = all(cells[last][:1].isdigit() for cells in rows)
    for place in range(1, last + numbers_last):
        table.headerItem().setTextAlignment(place, RIGHT)
    fit_rows(table, most=16)


def _segments() -> tuple[str, ...]:
    from crri_gui.engine.compare import OTHER_SEGMENT

    return (*SEGMENTS, OTHER_SEGMENT)


def _step(
    before: Decimal | int | None, after: Decimal | int, *, money: bool
) -> tuple[str, str, str]:
    def shown(value: Decimal | int | None) -> str:
        if value is None:
            return numbers.NONE
        return numbers.money(value) if money else numbers.integer(int(value))

    if before is None:
        return numbers.NONE, shown(after), numbers.NONE
    change = after - before
    sign = "+" if change > 0 else ""
    return shown(before), shown(after), f"{sign}{shown(change)}" if change else "="
