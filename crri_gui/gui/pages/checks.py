"""Checks: what was found in the data, whether it adds up, and the rows that were rejected."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.bridge import BridgeCard
from crri_gui.gui.pages.no_results import NoResults
from crri_gui.gui.pages.source_file import asks
from crri_gui.gui.pages.statement import StatementCard, alike
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import to_be_mapped
from crri_gui.gui.widgets.basics import (
    RIGHT,
    Notice,
    Restyled,
    button,
    clear,
    column,
    label,
    scrolled,
    tip,
)
from crri_gui.gui.widgets.choosing import choose_folder, choose_new_file
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.lists import GivingWay, fit_rows, wrap
from crri_gui.messages import Sentence, message

if TYPE_CHECKING:
    from crri_gui.engine.core.findings import Finding
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.results import Results

_WHAT, _TABLE, _COUNT, _SHARE, _MONEY = range(5)
_LETTERS = 32
"""Of a finding, in a line at least, before other columns give way."""
_MARKS = {"error": "✕", "warning": "▲", "note": "●"}


class ChecksPage(QWidget):
    """What a run found, or what keeps the folder from being computed and what to do about it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.appearance.dress(self)  # what is made measures itself
        self._verdict = Notice()
        self._make_findings()
        self.bridge = BridgeCard(session)
        self._statements = QVBoxLayout()
        self._statements.setSpacing(12)
        head = Flow()
        for widget in (
            label(self.tr("Findings"), "heading"),
            self.see_rejects,
            self.export_rejects,
        ):
            head.addWidget(widget)
        content = column(
            label(self.tr("Can the data be trusted?"), "title"),
            self._verdict,
            head,
            self.findings,
            self._details,
            label(self.tr("Does it add up?"), "heading"),
            self._statements,
            label(self.tr("Does the shop's own report say something else?"), "heading"),
            self.bridge,
            None,
        )
        self._empty = NoResults(
            session,
            self.tr(
                "Every row is read, damage, duplicates and orphans are looked for, and every cent "
                "is reconciled. Nothing is published by it."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(scrolled(content))
        self._stack.addWidget(self._make_problem())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        session.results_changed.connect(self.refresh)
        session.found_changed.connect(self._tell_problem)
        session.run_changed.connect(self._tell_problem)
        Restyled(self, self.refresh)  # findings have colours of their own
        self.refresh()

    def _make_problem(self) -> QScrollArea:
        """What is in the way of all numbers, and the places where it is mended."""
        self.problem = Notice("error")
        self.to_files = button(self.tr("See the files (Data)"), self._to_source, "primary")
        self._copy = button(self.tr("Copy details"), self._copy_details)
        self.to_folder = button(self.tr("Choose another folder…"), self._choose, "primary")
        again = button(self.tr("Read the folder again (F5)"), self._session.read_again)
        for offered in (self.to_files, self.to_folder, again, self._copy):
            self.problem.offer(offered)
        self._before = label(
            self.tr("The other pages show what was computed before."), "muted", wrap=True
        )
        return scrolled(
            column(
                label(self.tr("This keeps the folder from being computed"), "title", wrap=True),
                self.problem,
                self._before,
                None,
            )
        )

    def _make_findings(self) -> None:
        self.findings = QTreeWidget()
        self.findings.setAccessibleName(self.tr("Findings"))
        self.findings.setRootIsDecorated(False)
        # A finding that is cut off says nothing: rows are as high as their sentences.
        wrap(self.findings, _WHAT)
        self.findings.setAllColumnsShowFocus(True)
        self.findings.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        names = [self.tr("What was found"), self.tr("Table"), self.tr("Count")]
        self.findings.setHeaderLabels([*names, self.tr("Share"), self.tr("Money")])
        header = self.findings.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for place in (_COUNT, _SHARE, _MONEY):
            self.findings.headerItem().setTextAlignment(place, RIGHT)
        # Below the list stands what table a finding is about; its share is told by a tip, too.
        self._columns = GivingWay(self.findings, (_TABLE, _SHARE), _WHAT, _LETTERS)
        self.findings.currentItemChanged.connect(self._select)
        self.findings.itemActivated.connect(self._show_rows)
        self.see_rejects = button(self.tr("Look at the rejected rows"), self._to_rejects)
        self.export_rejects = button(self.tr("Export the rejects…"), self._export)
        self._message = label("", "heading", wrap=True)
        self._where = label("", "muted", wrap=True)
        self._examples = label("", "", wrap=True)
        self._remedy = label("", "", wrap=True)
        self.see_rows = button(self.tr("Show the rows"), self._show_rows)
        self.answer = button(self.tr("Answer it (Data)"), self._to_question, "primary")
        self._details = QFrame()
        self._details.setObjectName("card")
        # Above what is as long as it is, so that the buttons stay where they are.
        head = QHBoxLayout()
        head.addWidget(self._message, 1)
        for offered in (self.answer, self.see_rows):
            head.addWidget(offered, 0, Qt.AlignmentFlag.AlignTop)
        inside = column(head, self._where, self._examples, self._remedy, spacing=6)
        inside.setContentsMargins(16, 12, 16, 12)
        self._details.setLayout(inside)

    def refresh(self) -> None:
        """Show what the last run found."""
        results = self._session.results
        self._tell_problem()
        if results is None:
            return
        self.bridge.explain()
        self._tell_verdict(results)
        self._list(results.data.report.findings)
        rejected = any(file.rejects for file in results.data.loaded)
        self.see_rejects.setEnabled(rejected)
        self.export_rejects.setEnabled(rejected)
        clear(self._statements)
        for statements in alike(results.data.report.statements):
            made = StatementCard(*statements)
            made.rows_wanted.connect(self._look_up)
            made.why.connect(self._session.why)
            self._statements.addWidget(made)

    def _tell_problem(self) -> None:
        """Which of the three is shown: nothing yet, the findings, or what is in the way."""
        session = self._session
        problem = session.find_problem or session.run_problem
        if session.running or problem is None or to_be_mapped(session):
            self._stack.setCurrentIndex(0 if session.results is None else 1)
            return
        self.problem.tell_problem(problem)
        self._copy.setVisible(session.run_problem is not None)
        # Where nothing could be looked into, there are no files to see.
        self.to_files.setVisible(session.found is not None)
        self.to_folder.setVisible(session.found is None)
        self._before.setVisible(session.results is not None)
        self._stack.setCurrentIndex(2)

    def _tell_verdict(self, results: Results) -> None:
        report = results.data.report
        errors = len(report.errors)
        warnings = sum(finding.severity == "warning" for finding in report.findings)
        # Sums that do not agree follow from what the errors name.
        if errors:
            self._verdict.tell(
                "error",
                self.tr("✕ Errors that keep the outputs from being published: {count}.").format(
                    count=errors
                ),
                self.tr(
                    "Each says what to do. Correct the export or your choices, then compute again."
                ),
            )
        elif report.broken:
            self._verdict.tell(
                "error",
                self.tr("✕ The sums do not agree: nothing can be published."),
                self.tr("The statement in question is marked below. Please report it."),
            )
        elif warnings:
            self._verdict.tell(
                "warning",
                self.tr("▲ Usable, with warnings to know about: {count}.").format(count=warnings),
                self.tr("Every statement adds up to the cent; rejected rows are left out.")
                if report.to_the_cent and report.rejected_rows
                else self.tr("Every statement adds up to the cent.")
                if report.to_the_cent
                else self.tr("The statements add up as far as amounts could be read."),
            )
        else:
            self._verdict.tell(
                "ok",
                self.tr("✓ No error and no warning."),
                self.tr("Every statement adds up to the cent."),
            )

    def _list(self, findings: list[Finding]) -> None:
        theme = self._session.appearance.theme
        colours = {"error": theme.error, "warning": theme.warning, "note": theme.muted}
        severities = {
            "error": self.tr("error"),
            "warning": self.tr("warning"),
            "note": self.tr("note"),
        }
        self.findings.clear()
        for place, finding in enumerate(findings):
            text = translate_message(finding.message)
            item = QTreeWidgetItem(
                [
                    f"{_MARKS[finding.severity]}  {text}",
                    finding.table or "",
                    numbers.integer(finding.count) if finding.count else "",
                    "" if finding.share is None else numbers.percent(finding.share, 2),
                    "" if finding.money is None else numbers.money(finding.money),
                ]
            )
            item.setData(_WHAT, Qt.ItemDataRole.UserRole, place)
            item.setData(
                _WHAT,
                Qt.ItemDataRole.AccessibleTextRole,
                f"{severities[finding.severity]}: {text}",
            )
            item.setForeground(_WHAT, QBrush(QColor(colours[finding.severity])))
            item.setToolTip(_WHAT, tip(text))
            if finding.share is not None:
                item.setToolTip(_SHARE, tip(self._share_of(finding)))
                share = f"{numbers.percent(finding.share, 2)} {self._share_of(finding)}"
                item.setToolTip(_COUNT, tip(share))
            for number in (_COUNT, _SHARE, _MONEY):
                item.setTextAlignment(number, RIGHT)
            self.findings.addTopLevelItem(item)
        self.findings.setVisible(bool(findings))
        self._details.setVisible(bool(findings))
        self._columns.fit()
        fit_rows(self.findings, most=9)
        if findings:
            self.findings.setCurrentIndex(self.findings.model().index(0, _WHAT))

    def _share_of(self, finding: Finding) -> str:
        """What the share of a finding is of."""
        things = {
            "orders": self.tr("of the orders"),
            "orders due": self.tr("of the orders due"),
            "customers": self.tr("of the customers"),
            "money": self.tr("of the money"),
        }
        said = finding.message
        of = message(said.name).share if isinstance(said, Sentence) else ""
        return things.get(of) or self.tr("of the rows of {table}").format(table=finding.table)

    @property
    def finding(self) -> Finding | None:
        """The one that is selected."""
        results, item = self._session.results, self.findings.currentItem()
        if results is None or item is None:
            return None
        place = int(item.data(_WHAT, Qt.ItemDataRole.UserRole))
        return results.data.report.findings[place]

    def _select(self) -> None:
        finding = self.finding
        if finding is None:
            return
        self._message.setText(translate_message(finding.message))
        where = [part for part in (finding.file, finding.table, finding.column) if part]
        self._where.setText(" · ".join(map(translate_message, where)))
        self._where.setVisible(bool(where))
        examples = "; ".join(map(translate_message, finding.examples))
        some = finding.count != len(finding.examples)
        self._examples.setText(
            self.tr("For example: {examples}").format(examples=examples) if some else examples
        )
        self._examples.setVisible(bool(finding.examples))
        self._remedy.setText(translate_message(finding.remedy))
        self._remedy.setVisible(bool(finding.remedy))
        self.see_rows.setVisible(bool(finding.rows))
        self.answer.setVisible(asks(finding))

    def _show_rows(self) -> None:
        finding = self.finding
        if finding is not None and finding.rows:
            self._look_up(finding.rows, translate_message(finding.message))

    def _look_up(self, rows: str, about: str) -> None:
        results = self._session.results
        if results is None:
            return
        self._session.queries.submit(
            partial(_find_rows, results, rows),
            partial(self._rows_ready, about),
            title=self.tr("Looking up the rows"),
            replaces="evidence",
        )

    def _rows_ready(self, about: str, table: str) -> None:
        from crri_gui.engine.query.browse import View

        self._session.go.emit("tables", View(table, about=about))

    def _to_rejects(self) -> None:
        self._rows_ready("", "rejects")

    def _choose(self) -> None:
        folder = choose_folder(self, self.tr("The folder of raw exports"), self._session.settings)
        if folder is not None:
            self._session.open_folder(folder)

    def _to_source(self) -> None:
        self._session.go.emit("source", None)

    def _to_question(self) -> None:
        finding = self.finding
        if finding is not None:
            self._session.go.emit("source", finding.table)

    def _copy_details(self) -> None:
        from crri_gui.gui.widgets.problems import report

        if self._session.run_problem is not None:
            QGuiApplication.clipboard().setText(report(self._session.run_problem))

    def _export(self) -> None:
        results = self._session.results
        kinds = self.tr("Table (*.csv)")
        file = choose_new_file(
            self, self.tr("Export the rejects"), "rejects.csv", kinds, self._session.settings
        )
        if file is not None and (refusal := self._session.refusal(file)):
            self._session.problem.emit(refusal)
        elif file is not None and results is not None:
            self._session.queries.submit(
                partial(_export_rejects, results, file),
                self._exported,
                title=self.tr("Exporting the rejects"),
            )

    def _exported(self, file: Path) -> None:
        self._session.say(self.tr("Saved {file}.").format(file=file))


def _find_rows(results: Results, rows: str, run: RunContext) -> str:
    return results.show_rows(run, rows)


def _export_rejects(results: Results, file: Path, _: RunContext) -> Path:
    from crri_gui.engine.run import write_rejects

    write_rejects(results.data, file)
    return file
