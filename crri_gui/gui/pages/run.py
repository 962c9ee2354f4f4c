"""Run: one button, the stages, and what came out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from crri_gui.engine.core.run_context import Progress
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.state.session import RUN_STAGES, Session
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.basics import Notice, button, card, clear, column, label, row, scrolled

_WAITING, _NOW, _PAST = "–", "▶", "✓"


class RunPage(QWidget):
    """The fourth step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = label(self.tr("Run the engine"), "title")
        self._lead = label("", "lead", wrap=True)
        self.start = button(self.tr("Run (Ctrl+R)"), self._run, "primary")
        self.stop = button(self.tr("Cancel (Ctrl+.)"), session.cancel)
        self._problem = Notice("error")
        self._note = Notice("note")
        self._copy = button(self.tr("Copy details"), self._copy_details)
        self._problem.offer(self._copy)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the run"))
        self._doing = label("", "heading", wrap=True)
        self._clock = label("", "muted")
        self._stages: dict[str, tuple[QLabel, QLabel, QLabel]] = {}
        self._progress_card = card(self._make_stages())
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(40)
        self._figures.setVerticalSpacing(4)
        self._result = card(self._make_result())
        content = column(
            self._title,
            self._lead,
            row(self.start, self.stop, None),
            self._problem,
            self._note,
            self._progress_card,
            self._result,
            None,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        session.run_changed.connect(self.refresh)
        session.results_changed.connect(self.refresh)
        session.request_changed.connect(self.refresh)
        session.found_changed.connect(self.refresh)
        session.worker.progressed.connect(self._progressed)
        self.refresh()

    def _make_stages(self) -> QVBoxLayout:
        names = {
            "find": self.tr("Find the raw tables"),
            "read": self.tr("Read every row"),
            "check": self.tr("Check keys, amounts and duplicates"),
            "compute": self.tr("Compute orders, cohorts, RFM and operations"),
            "reconcile": self.tr("Reconcile to the cent"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for place, stage in enumerate(RUN_STAGES):
            mark, name, spent = label(_WAITING), label(names[stage]), label("", "muted")
            mark.setFixedWidth(22)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            for across, widget in enumerate((mark, name, spent)):
                grid.addWidget(widget, place, across)
            self._stages[stage] = (mark, name, spent)
        return column(self._doing, self._bar, self._clock, grid)

    def _make_result(self) -> QVBoxLayout:
        self._verdict = label("", "heading", wrap=True)
        return column(
            self._verdict,
            self._figures,
            row(
                button(self.tr("See the checks"), self._to_checks),
                button(self.tr("Look at the tables"), self._to_tables),
                button(self.tr("Look at the dashboard"), self._to_dashboard),
                button(self.tr("Compare and publish"), self._to_publish),
                None,
            ),
        )

    def refresh(self) -> None:
        """Show what the session knows about the run."""
        session = self._session
        ready = session.request is not None and session.find_problem is None
        # The focus stays on the button that stands for the run: a disabled one would lose it.
        focus = self.start.hasFocus() or self.stop.hasFocus()
        if session.running:
            self.stop.show()
            if focus:
                self.stop.setFocus()
            self.start.setEnabled(False)
        else:
            self.start.setEnabled(ready)
            if focus:
                self.start.setFocus()
            self.stop.hide()
        cancelling = session.task is not None and session.task.run.cancelled
        self.stop.setEnabled(not cancelling)
        self._lead.setText(self._lead_text())
        self._problem.tell_problem(session.run_problem)
        if session.stale and not session.running:
            self._note.tell(
                "warning",
                self.tr("The folder, its files or the definitions have changed since."),
                self.tr(
                    "What the other pages show is from before. Run again to bring it up to date."
                ),
            )
        else:
            self._note.hide()
        self._progress_card.setVisible(session.running or session.results is not None)
        if session.running:
            if cancelling:
                self._doing.setText(self.tr("Cancelling…"))
            elif session.task is not None and session.task.progress is None:
                self._mark(None)
        elif session.results is not None:
            self._doing.setText(self.tr("Done"))
            took = sum(session.results.timings.values())
            self._clock.setText(self.tr("{time} elapsed").format(time=numbers.seconds(took)))
            self._bar.setValue(1000)
            self._mark("", session.results.timings)
        self._result.setVisible(session.results is not None and not session.running)
        self._show_result()

    def _lead_text(self) -> str:
        request = self._session.request
        if request is None:
            return self.tr("First choose a folder of raw exports on the Source page.")
        if self._session.find_problem is not None:
            return self.tr("The Source page says what keeps this folder from being used.")
        return self.tr("Reads, checks and computes {folder}. Nothing is published yet.").format(
            folder=request.input_dir
        )

    def _progressed(self, task: Task) -> None:
        if task is not self._session.task or task.progress is None or task.run.cancelled:
            return
        progress: Progress = task.progress
        self._bar.setValue(int(progress.fraction * 1000))
        rows = ""
        if progress.rows is not None:
            rows = self.tr(" ({rows} rows)").format(rows=numbers.integer(progress.rows))
        self._doing.setText(f"{translate_message(progress.doing)}{rows}")
        elapsed = self.tr("{time} elapsed").format(time=numbers.seconds(progress.elapsed))
        left = ""
        if progress.remaining is not None:
            left = self.tr(", about {time} left").format(time=numbers.seconds(progress.remaining))
        self._clock.setText(elapsed + left)
        self._mark(progress.stage, task.run.timings)

    def _mark(self, current: str | None, timings: dict[str, float] | None = None) -> None:
        """Mark the stages: those with a time are past, `current` is at work."""
        timings = timings or {}
        for stage, (mark, _, spent) in self._stages.items():
            done = stage in timings and stage != current
            mark.setText(_PAST if done else _NOW if stage == current else _WAITING)
            mark.setObjectName("state_ok" if done else "")
            mark.style().polish(mark)
            spent.setText(numbers.seconds(timings[stage]) if done else "")
        if current is None:
            self._bar.setValue(0)
            self._doing.setText(self.tr("Starting"))
            self._clock.setText("")

    def _show_result(self) -> None:
        results = self._session.results
        if results is None:
            return
        report = results.data.report
        if report.errors or report.broken:
            kind, verdict = "error", self.tr("✕ Not to be published: the checks found errors.")
        elif any(finding.severity == "warning" for finding in report.findings):
            kind, verdict = "warning", self.tr("▲ Ready, with warnings to read first.")
        else:
            kind, verdict = "ok", self.tr("✓ Ready to be published.")
        self._verdict.setText(verdict)
        self._verdict.setObjectName(f"state_{kind}")
        self._verdict.style().polish(self._verdict)
        clear(self._figures)
        totals = results.totals
        shown = (
            (self.tr("Revenue"), numbers.money(totals["revenue"])),
            (self.tr("Orders"), numbers.integer(totals["orders"])),
            (self.tr("Customers"), numbers.integer(totals["customers"])),
            (self.tr("Repeat customers"), numbers.integer(totals["repeat_customers"])),
            (
                self.tr("Months"),
                f"{numbers.month(totals['first_month'])} – {numbers.month(totals['last_month'])}",
            ),
        )
        for place, (name, value) in enumerate(shown):
            caption, figure = label(name, "muted"), label(value, "heading")
            figure.setAccessibleName(f"{name}: {value}")
            self._figures.addWidget(caption, 0, place)
            self._figures.addWidget(figure, 1, place)
        self._figures.setColumnStretch(len(shown), 1)

    def _run(self) -> None:
        self._session.run()

    def _copy_details(self) -> None:
        from PySide6.QtGui import QGuiApplication

        from crri_gui.gui.widgets.problems import report

        if self._session.run_problem is not None:
            QGuiApplication.clipboard().setText(report(self._session.run_problem))

    def _to_checks(self) -> None:
        self._session.go.emit("checks", None)

    def _to_tables(self) -> None:
        self._session.go.emit("tables", None)

    def _to_dashboard(self) -> None:
        self._session.go.emit("dashboard", None)

    def _to_publish(self) -> None:
        self._session.go.emit("publish", None)
