"""What a run does: a bar with stage, rows, time and Cancel, and its stages to be unfolded."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QProgressBar, QWidget

from crri_gui.engine.core.run_context import Progress
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted, translate_message
from crri_gui.gui.state.session import RUN_STAGES, Session
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.basics import button, clear, label, row

_WAITING, _NOW, _PAST = "–", "▶", "✓"
_BAR_WIDTH = 160
_BETWEEN = 28


class RunBar(QFrame):
    """Shown while a run is under way; `doing` says beside it what is done now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.doing = label("", "strong", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(_BAR_WIDTH)
        self.bar.setAccessibleName(self.tr("Progress of the run"))
        self.clock = label("", "muted")
        self.stop = button(self.tr("Cancel (Ctrl+.)"), session.cancel)
        layout = row(self.bar, self.clock, self.stop)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        session.worker.progressed.connect(self._progressed)

    def refresh(self) -> None:
        """Show what the session knows about the run."""
        task = self._session.task
        if task is None:
            return
        self.stop.setEnabled(not task.run.cancelled)
        if task.run.cancelled:
            self.doing.setText(self.tr("Cancelling…"))
        elif task.progress is None:
            self.bar.setValue(0)
            self.doing.setText(self.tr("Starting"))
            self.clock.setText("")
            self.clock.setMinimumWidth(0)

    def _progressed(self, task: Task) -> None:
        if task is not self._session.task or task.progress is None or task.run.cancelled:
            return
        progress: Progress = task.progress
        self.bar.setValue(int(progress.fraction * 1000))
        rows = ""
        if progress.rows is not None:
            rows = counted(self.tr(" ({rows:,} {rows|row|rows})"), rows=progress.rows)
        self.doing.setText(f"{translate_message(progress.doing)}{rows}")
        elapsed = self.tr("{time} elapsed").format(time=numbers.seconds(progress.elapsed))
        left = ""
        if progress.remaining is not None:
            left = self.tr(", about {time} left").format(time=numbers.seconds(progress.remaining))
        self.clock.setText(elapsed + left)
        # What stands beside it is not to tremble with every second.
        self.clock.setMinimumWidth(max(self.clock.minimumWidth(), self.clock.sizeHint().width()))


class Stages(QFrame):
    """The stages of the run that is under way, or of the last one with what came out."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        names = {
            "find": self.tr("Find the raw tables"),
            "read": self.tr("Read every row"),
            "check": self.tr("Check keys, amounts and duplicates"),
            "compute": self.tr("Compute orders, cohorts, RFM and operations"),
            "reconcile": self.tr("Reconcile to the cent"),
        }
        self.marks: dict[str, tuple[QLabel, QLabel]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, stage in enumerate(RUN_STAGES):
            mark, spent = label(_WAITING), label("", "muted")
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            for across, widget in enumerate((mark, label(names[stage]), spent)):
                grid.addWidget(widget, place, across)
            self.marks[stage] = (mark, spent)
        self.figures = QGridLayout()
        self.figures.setHorizontalSpacing(12)
        self.figures.setVerticalSpacing(4)
        self._stages, self._told = QWidget(), QWidget()
        for part, holder in ((grid, self._stages), (self.figures, self._told)):
            part.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(part)
        layout = row(self._stages, self._told, None, spacing=_BETWEEN)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        session.worker.progressed.connect(self._progressed)

    def minimumSizeHint(self) -> QSize:
        """That of the stages: what came of them is on the dashboard, too."""
        return QSize(self._stages.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text leaves room for the stages alone."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self._stages.sizeHint().width() + _BETWEEN + self._told.sizeHint().width()
        self._told.setVisible(needed <= self.width())

    def refresh(self) -> None:
        """Show what the session knows about the run."""
        session = self._session
        clear(self.figures)
        if session.task is not None:
            progress = session.task.progress
            self._mark(progress.stage if progress else "", session.task.run.timings)
        elif session.results is not None:
            self._mark("", session.results.timings)
            self._show_figures()
        self._fit()

    def _progressed(self, task: Task) -> None:
        if task is self._session.task and task.progress is not None:
            self._mark(task.progress.stage, task.run.timings)

    def _mark(self, current: str, timings: dict[str, float]) -> None:
        """Mark the stages: those with a time are past, `current` is at work."""
        for stage, (mark, spent) in self.marks.items():
            done = stage in timings and stage != current
            mark.setText(_PAST if done else _NOW if stage == current else _WAITING)
            mark.setObjectName("state_ok" if done else "")
            mark.style().polish(mark)
            spent.setText(numbers.seconds(timings[stage]) if done else "")

    def _show_figures(self) -> None:
        assert self._session.results is not None
        totals = self._session.results.totals
        months = [numbers.month(totals[name]) for name in ("first_month", "last_month")]
        shown = (
            (self.tr("Revenue"), numbers.money(totals["revenue"])),
            (self.tr("Orders"), numbers.integer(totals["orders"])),
            (self.tr("Customers"), numbers.integer(totals["customers"])),
            (self.tr("Repeat customers"), numbers.integer(totals["repeat_customers"])),
            (self.tr("Months"), " – ".join(dict.fromkeys(months))),
        )
        for place, (name, value) in enumerate(shown):
            figure = label(value, "strong")
            figure.setAccessibleName(f"{name}: {value}")
            self.figures.addWidget(label(name, "muted"), place, 0)
            self.figures.addWidget(figure, place, 1, Qt.AlignmentFlag.AlignRight)
