"""What publishing would change, table by table, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from crri_gui.contract import OUTPUT_TABLES, SEGMENTS
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.option_values import of_comparison
from crri_gui.gui.i18n.words import counted, translate_message
from crri_gui.gui.pages.publish.figures import cell, figures, fill, values_of
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Notice, column, label, row
from crri_gui.gui.widgets.pressing import PushButton

if TYPE_CHECKING:
    from crri_gui.engine.compare.comparison import Comparison, TableChange
    from crri_gui.engine.compare.differences import Key

_KINDS = {
    (table.name, column.name): column.type for table in OUTPUT_TABLES for column in table.columns
}
_MONTHS = {column.name for table in OUTPUT_TABLES for column in table.columns if column.is_month}
# A total is money where it is named as a column of money.
_MONEY = {place for place, kind in _KINDS.items() if kind == "money"}


class ComparisonView(QWidget):
    """Published against computed: a sentence, what is to be looked at, and the evidence unfolded.

    `verdict` is the sentence; the page puts it where it stays in view.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.verdict = Notice()
        self.broken = Notice("error")
        self.doubtful = Notice("warning")
        self.other_shop = Notice("warning")
        self.tables = figures(self.tr("What changes, by table"), [])
        self.months = figures(self.tr("Months that change"), [])
        self.values = figures(self.tr("Values and rows that differ"), [])
        self.values.header().setStretchLastSection(False)
        self.moves = figures(self.tr("Customers whose segment changes"), [""])
        self.moves.header().setStretchLastSection(False)
        self._months_title = label(self.tr("Months"), "heading")
        self._values_title = label(self.tr("Values and rows"), "heading")
        self._form = label("", "muted", wrap=True)
        self._moves_title = label("", "heading")
        self._customers = label("", "muted", wrap=True)
        self.unfold = PushButton()
        self.unfold.setObjectName("link")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._unfolded)
        self.evidence = QWidget()
        self._name_sides(done=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(
            column(
                self.other_shop,
                self.broken,
                self.doubtful,
                row(self.unfold, None),
            )
        )
        layout.addWidget(self.evidence)
        evidence = column(
            self.tables,
            self._form,
            self._values_title,
            self.values,
            self._months_title,
            self.months,
            self._moves_title,
            self.moves,
            self._customers,
        )
        evidence.setContentsMargins(0, 0, 0, 0)
        self.evidence.setLayout(evidence)
        self.show_nothing()

    def _name_sides(self, *, done: bool) -> None:
        """What is on either side: before it is published, and when that is done."""
        self._done = done
        before, after = self.tr("Published"), self.tr("Computed")
        segments = self.tr("Segments: from the left (published) to the top (computed)")
        if done:
            before, after = self.tr("Before"), self.tr("Now")
            segments = self.tr("Segments: from the left (before) to the top (now)")
        sides = [before, after, self.tr("Change"), self.tr("State")]
        self.tables.setHeaderLabels([self.tr("Table"), *sides])
        self.months.setHeaderLabels([self.tr("Month"), *sides])
        differ = [self.tr("Differ"), self.tr("Greatest difference"), self.tr("For example")]
        self.values.setHeaderLabels([self.tr("Column"), *differ, before, after])
        self.moves.headerItem().setText(0, before)
        self._moves_title.setText(segments)
        self._unfolded(self.unfold.isChecked())

    def _unfolded(self, on: bool) -> None:
        self.evidence.setVisible(on)
        text = self.tr("{mark} What changes in detail")
        if self._done:
            text = self.tr("{mark} What has changed in detail")
        self.unfold.setText(text.format(mark="▾" if on else "▸"))

    def show_nothing(self) -> None:
        """Nothing is compared."""
        self.verdict.hide()
        self._hide_details()

    def show_waiting(self) -> None:
        """The comparison is under way."""
        self.verdict.tell("note", self.tr("Comparing with what is published…"))
        self._hide_details()

    def show_changed(self) -> None:
        """What was compared has been changed by something else."""
        self.verdict.tell(
            "warning",
            self.tr("▲ The published files have just been changed by something else."),
            self.tr("Compare again to see what would change now."),
        )
        self._hide_details()

    def show_gone(self, folder: Path) -> None:
        """The folder that was compared with is no longer there."""
        self.verdict.tell(
            "warning",
            self.tr("▲ The folder is no longer there: {folder}").format(folder=folder),
            self.tr("Publishing makes it anew; compare again first. Or choose another folder."),
        )
        self._hide_details()

    def show_first(self, further: Sequence[str] = ()) -> None:
        """The folder holds none of the outputs; `further` are the tables beside the five."""
        new = self.tr("The five CSVs, the rejects and the manifest will be new.")
        if further:
            new = counted(
                self.tr(
                    "The five CSVs, {count:,} further {count|table|tables} ({names}), the rejects "
                    "and the manifest will be new. Which further tables are made is chosen on "
                    "Definitions, Further tables."
                ),
                count=len(further),
                names=", ".join(further),
            )
        self.verdict.tell(
            "note",
            self.tr("Nothing is published in this folder yet."),
            new,
        )
        self._hide_details()

    def show_done(self, answer: tuple[Sequence[str], Comparison] | None) -> None:
        """What the publication has changed, where something was published before."""
        if answer is None or answer[1].unchanged:
            self.verdict.hide()
            return
        from crri_gui.engine.compare.summary import comparison_sentence

        self._show_details(answer[1])
        for warning in (self.other_shop, self.broken, self.doubtful):
            warning.hide()  # They were about the set that is gone.
        self._name_sides(done=True)
        notes = " ".join(of_comparison(note, done=True) for note in answer[1].notes)
        what = translate_message(comparison_sentence(answer[1]))
        told = self.tr("This publication has changed: {what}").format(what=what)
        self.verdict.tell("note", told, notes)

    def show_comparison(self, said: Sequence[str], comparison: Comparison) -> None:
        """The whole comparison; `said` is what else there is to know."""
        from crri_gui.engine.compare.summary import comparison_sentence

        self._name_sides(done=False)
        notes = " ".join(of_comparison(note) for note in (*said, *comparison.notes))
        if comparison.unchanged:
            same = self.tr("✓ Nothing changes: all tables are the same, byte for byte.")
            self.verdict.tell("ok", same, notes)
        elif comparison.tables_gone and all(t.same_content for t in comparison.tables):
            gone = self.tr("No number changes, but tables leave the set.")
            self.verdict.tell("note", gone, notes)
        elif all(change.same_content for change in comparison.tables):
            self.verdict.tell(
                "note", self.tr("No number changes, only how files are written:"), notes
            )
        else:
            what = translate_message(comparison_sentence(comparison))
            self.verdict.tell(
                "note",
                self.tr("Publishing the numbers shown here would change: {what}").format(what=what),
                notes,
            )
        self._show_details(comparison)

    def _show_details(self, comparison: Comparison) -> None:
        tables = comparison.tables
        broken = [f"{t.table}: {translate_message(fault)}" for t in tables for fault in t.broken]
        told = (*comparison.going, *comparison.edited)
        doubtful = [translate_message(sentence) for sentence in told]
        doubtful += [
            f"{t.table}: {translate_message(fault)}" for t in tables for fault in t.outside
        ]
        _tell(
            self.other_shop,
            self.tr("▲ This looks like another shop than the published one, or like a part of it."),
            [translate_message(why) for why in comparison.other_shop],
        )
        _tell(
            self.broken,
            self.tr("✕ The published files differ from the contract; a refresh would break."),
            broken,
        )
        _tell(
            self.doubtful,
            self.tr("▲ What is published cannot be trusted."),
            doubtful,
        )
        self.unfold.setVisible(not comparison.unchanged)
        self.evidence.setVisible(not comparison.unchanged and self.unfold.isChecked())
        self._show_tables(comparison)
        self._show_values(comparison)
        self._show_months(comparison)
        self._show_moves(comparison)

    def _hide_details(self) -> None:
        for widget in (
            self.other_shop,
            self.broken,
            self.doubtful,
            self.unfold,
            self.evidence,
            self.tables,
            self._form,
            self.values,
            self.months,
            self.moves,
            self._values_title,
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
                money = (change.table, total.name) in _MONEY
                step = _step(total.before, total.after, money=money)
                rows.append([f"{change.table}: {total.name}", *step, ""])
        fill(self.tables, rows)
        self.tables.setVisible(not comparison.unchanged)
        form = [
            f"{t.table}: {translate_message(said)}" for t in comparison.tables for said in t.form
        ]
        self._form.setText("\n".join(form))
        self._form.setVisible(bool(form))

    def _state(self, change: TableChange) -> str:
        if change.broken:
            return self.tr("✕ differs from the contract")
        if change.identical:
            return self.tr("same file")
        if change.rows_before is None:
            return self.tr("new")
        if change.same_content:
            return self.tr("only written differently")
        return self.tr("changes")

    def _show_values(self, comparison: Comparison) -> None:
        rows = [cells for change in comparison.tables for cells in self._values_of(change)]
        fill(self.values, rows, words=(3,))
        for widget in (self._values_title, self.values):
            widget.setVisible(bool(rows))

    def _values_of(self, change: TableChange) -> Iterator[list[str]]:
        """Columns with their examples, a line each; then rows that come and go."""
        for found in change.columns:
            kind = _KINDS.get((change.table, found.column), "text")
            greatest = found.greatest
            first = [
                f"{change.table}: {found.column}",
                numbers.integer(found.values),
                "" if greatest is None else values_of((str(greatest),), kind)[0],
            ]
            for example in found.examples:
                values = values_of((example.before, example.after), kind)
                yield [*first, _key(example.key), *values]
                first = ["", "", ""]
        if change.rows_before is None:
            return
        sides = (
            (self.tr("{table}: rows that come"), change.rows_come),
            (self.tr("{table}: rows that go"), change.rows_go),
        )
        for title, some in sides:
            first = [title.format(table=change.table), numbers.integer(some.count), ""]
            for key in some.examples:
                yield [*first, _key(key), "", ""]
                first = ["", "", ""]

    def _show_months(self, comparison: Comparison) -> None:
        rows = [[month, "", "", "", self.tr("comes")] for month in comparison.months_added]
        rows += [[month, "", "", "", self.tr("▲ goes")] for month in comparison.months_removed]
        rows += [
            [month, *_step(was, becomes, money=True), self.tr("restated")]
            for month, was, becomes in comparison.months_restated
        ]
        fill(self.months, [[numbers.month(month), *cells] for month, *cells in sorted(rows)])
        for widget in (self._months_title, self.months):
            widget.setVisible(bool(rows))

    def _show_moves(self, comparison: Comparison) -> None:
        moves = comparison.segment_moves
        moved = any(before != after for before, after in moves)
        names = [name for name in _segments() if any(name in pair for pair in moves)]
        self.moves.setHeaderLabels([self.moves.headerItem().text(0), *names])
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
            counted(
                self.tr(
                    "{added:,} {added|customer comes|customers come}, "
                    "{removed:,} {removed|goes|go}."
                ),
                added=added or 0,
                removed=removed or 0,
            )
        )


def _tell(notice: Notice, what: str, lines: Sequence[str]) -> None:
    if lines:
        notice.tell(str(notice.property("kind")), what, "\n".join(lines))
    else:
        notice.hide()


def _key(key: Key) -> str:
    return ", ".join(
        numbers.month(cell(value)) if name in _MONTHS else cell(value)
        for name, value in key.items()
    )


def _segments() -> tuple[str, ...]:
    from crri_gui.engine.compare.comparison import OTHER_SEGMENT

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
