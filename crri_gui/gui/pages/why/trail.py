"""From the rows of a number to the lines of the raw files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import CustomerAsked, OrderAsked, RejectAsked, of_measure
from crri_gui.engine.explain.document import forms_of, right_columns, without_rows
from crri_gui.engine.explain.part_rows import PartRows
from crri_gui.engine.explain.raw_lines import RawLine, first_from
from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.why import jobs
from crri_gui.gui.pages.why.rows_view import Rows, fit, table
from crri_gui.gui.pages.why.words import WindowWords
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import label, monospaced, row
from crri_gui.gui.widgets.combo_box import WholeList

if TYPE_CHECKING:
    from crri_gui.engine.results import Results

_PAUSE = 120


class Trail(QWidget):
    """The largest rows above, below them where the chosen one stands in the raw files."""

    asked = Signal(object)
    """Another number that a row stands for, to be answered next."""
    part_chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._words = WindowWords()
        self._results: Results | None = None
        self._explanation: Explanation | None = None
        self.part: PartRows | None = None
        self.found: list[RawLine] = []
        self.parts = WholeList()
        self.parts.setAccessibleName(self.tr("Part of the number"))
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.count = label("", "muted", wrap=True)
        self.rows = Rows(self)
        self.rows_view = table(self.tr("Rows of the number"), self.rows)
        self.lines = Rows(self)
        self.lines_view = table(self.tr("Lines of the raw files"), self.lines)
        self.said = label("", "muted", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("The line as it stands in the raw file"))
        self.text.setTabChangesFocus(True)
        monospaced(self.text)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._trace)
        self._lay_out()
        self.parts.activated.connect(self._show_part)
        self.rows_view.selectionModel().currentRowChanged.connect(self._moved)
        self.rows_view.activated.connect(self._enter)
        self.lines_view.selectionModel().currentRowChanged.connect(self._show_line)

    def _lay_out(self) -> None:
        upper, lower = QWidget(), QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(0, 8, 0, 0)
        above.addLayout(row(self.parts, self.count))
        above.addWidget(self.rows_view, 1)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 4, 0, 0)
        below.addWidget(self.said)
        below.addWidget(self.lines_view, 3)
        below.addWidget(self.text, 1)
        self._fit_text()
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([260, 240])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text needs another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "text"):
            self._fit_text()

    def _fit_text(self) -> None:
        line = self.fontMetrics().lineSpacing()
        for view, lines in ((self.rows_view, 7), (self.lines_view, 7), (self.text, 3)):
            view.setMinimumHeight(line * lines + 12)

    # Rows

    def show_explanation(self, results: Results, explanation: Explanation) -> None:
        """Show the rows of its parts, and trace the largest one."""
        self._results, self._explanation = results, explanation
        self.parts.clear()
        for part in explanation.parts:
            self.parts.addItem(self._words.text(part.title))
        self.parts.setVisible(len(explanation.parts) > 1)
        self.parts.setCurrentIndex(0 if explanation.parts else -1)
        self._show_part()

    def _show_part(self) -> None:
        explanation, place = self._explanation, self.parts.currentIndex()
        assert explanation is not None
        self.part = explanation.parts[place] if 0 <= place < len(explanation.parts) else None
        self._show_lines([])
        self.said.setText("")
        if self.part is None:
            self.rows.show((), ())
            said = without_rows(explanation, self._words)
            self.count.setText(said or self.tr("No rows are behind it."))
            self._trace_alone()
        else:
            self._fill(self.part)
        self.part_chosen.emit()

    def _fill(self, part: PartRows) -> None:
        form = "integer" if isinstance(part.total, int) else "number"
        forms = forms_of(part, form)
        written = [
            tuple(self._words.number(cell, how) for cell, how in zip(line, forms, strict=True))
            for line in part.rows
        ]
        self.rows.show(part.columns, written, right_columns(part))
        fit(self.rows_view, self.rows)
        shown, count = numbers.integer(len(part.rows)), numbers.integer(part.count)
        total = self._words.number(part.total, form)
        said = self.tr("Rows: {count}. Sum: {total}").format(count=count, total=total)
        if len(part.rows) < part.count and part.counts:
            said = self.tr("{shown} of {count} rows, of which each counts 1: {total}").format(
                shown=shown, count=count, total=total
            )
        elif len(part.rows) < part.count:
            said = self.tr(
                "The {shown} largest of {count} rows. Sum of all {count}: {total}"
            ).format(shown=shown, count=count, total=total)
        self.count.setText(said)
        if part.rows:
            self.rows_view.setCurrentIndex(self.rows.index(0, 0))
            self.rows_view.setFocus()

    def _moved(self) -> None:
        self._pause.start()

    def _enter(self, index: QModelIndex) -> None:
        """A customer or a month of a cohort is a number of its own."""
        part = self.part
        if part is None or not index.isValid():
            return
        line = dict(zip(part.columns, part.rows[index.row()], strict=True))
        if part.of == "customers":
            self.asked.emit(CustomerAsked(str(line["customer_unique_id"])))
        elif part.of == "cohort months":
            cell = (Filter(name, "is", (line[name],)) for name in ("cohort_month", "order_month"))
            self.asked.emit(of_measure("Retention Rate", NO_FILTERS, *cell))

    # Raw lines

    def _trace(self) -> None:
        part, place = self.part, self.rows_view.currentIndex().row()
        if self._results is None or part is None or not 0 <= place < len(part.keys):
            return
        key = part.keys[place]
        if part.of == "orders":
            job = partial(jobs.tracing, self._results, [key])
        else:
            job = partial(jobs.tracing_customer, self._results, key)
        self._submit(job)

    def _trace_alone(self) -> None:
        """What has no rows may still stand in a raw file: a rejected line."""
        asked = self._explanation.asked if self._explanation is not None else None
        if self._results is not None and isinstance(asked, RejectAsked):
            self._submit(partial(jobs.tracing_reject, self._results, asked))
        elif self._results is not None and self._explanation and self._explanation.orders:
            self._submit(partial(jobs.tracing, self._results, self._explanation.orders))

    def _submit(self, job: partial[dict[str, tuple[RawLine, ...]]]) -> None:
        self.said.setText(self.tr("Looking into the raw files…"))
        self._session.queries.submit(
            job,
            self._traced,
            self._not_traced,
            title=self.tr("Looking into the raw files"),
            replaces=f"why/raw/{id(self)}",
        )

    def _traced(self, lines: Mapping[str, Sequence[RawLine]]) -> None:
        found = [line for one in lines.values() for line in one]
        self.said.setText(
            self.tr("Where it stands in the raw files:")
            if found
            else self.tr("Nothing of it stands in the raw files.")
        )
        self._show_lines(found)

    def _not_traced(self, error: CrriError) -> None:
        self._show_lines([])
        self.said.setText(f"{translate_message(error.what)} {translate_message(error.remedy)}")

    def _show_lines(self, found: list[RawLine]) -> None:
        self.found = found
        rejected = any(line.rejected for line in found)
        header = [self.tr("File"), self.tr("Line"), self.tr("The line itself")]
        header += [self.tr("Rejected")] if rejected else []
        self.lines.show(
            header,
            [
                (
                    line.file,
                    str(line.line),
                    " ".join(line.text.split("\n")),
                    *([self._words.text(line.rejected)] if rejected else []),
                )
                for line in found
            ],
            frozenset({1}),
        )
        fit(self.lines_view, self.lines, 110)
        self.text.setPlainText("")
        if found:
            asked = self._explanation.asked if self._explanation is not None else None
            place = first_from(found, asked.column) if isinstance(asked, OrderAsked) else 0
            self.lines_view.setCurrentIndex(self.lines.index(place, 0))

    def _show_line(self) -> None:
        place = self.lines_view.currentIndex().row()
        if 0 <= place < len(self.found):
            line = self.found[place]
            values = "\n".join(f"{name}: {value}" for name, value in line.values)
            self.text.setPlainText(f"{line.text}\n\n{values}")

    def stop(self) -> None:
        """Ask no more."""
        self._pause.stop()
        self._results = None
