"""The strip above every page: what runs, what is in the way, or what was computed and what next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QLabel, QLayout, QWidget

from crri_gui.gui.i18n.words import counted, translate_message
from crri_gui.gui.shell.run_bar import RunBar, Stages
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import to_be_mapped
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.basics import MARGIN, button, column, label, row, tip
from crri_gui.gui.widgets.beside import Beside
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.pressing import PushButton
from crri_gui.messages import sentence

_FOLDED, _UNFOLDED = "▸", "▾"
# Letters of a folder's name on a button, and of a problem whose whole text is on another page.
_NAME, _SENTENCE = 24, 160


class Strip(QFrame):
    """One line; the stages of the run unfold below it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._session = session
        self._step = ""
        self._announced = ""
        self._next: Callable[[], object] | None = None
        self.run_bar = RunBar(session)
        self.state = label("", "strong")
        self.text = label("", wrap=True)
        self.figures = label("")
        self.warnings = button("", self._to_checks, "link")
        self._between = label("·")
        self.sums = label("")
        self._results = (self.figures, self.warnings, self._between, self.sums)
        self.action = PushButton()
        self.action.setObjectName("primary")
        self.action.clicked.connect(self._act)
        # Pages differ in whether it is offered, and begin at one height all the same.
        policy = self.action.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.action.setSizePolicy(policy)
        self.draft = button("", self._to_definitions, "link")
        self.unfold = PushButton()
        self.unfold.setCheckable(True)
        self.unfold.setObjectName("link")
        self.unfold.setAccessibleName(self.tr("Stages and timings"))
        self.unfold.setToolTip(self.tr("Stages and timings of the run (Ctrl+Shift+R)"))
        self.unfold.toggled.connect(self._unfolded)
        self.stages = Stages(session)
        # What was computed, and behind it in its last line what to do: large text leaves a small
        # window no line to lose.
        self._mark = label("", "strong")
        flow = Flow(3, ends=True)
        offered = _frame(row(self.run_bar, self.unfold, self.action, spacing=4))
        for widget in (self._mark, *self._results, self.draft, offered):
            flow.addWidget(widget)
        told = row(self.state, self.text, self.run_bar.doing)
        for place in (1, 2):
            told.setStretch(place, 1)
        self._told = _frame(told)
        head = Beside(self._told, _frame(flow), shares=(1, 0))
        layout = column(head, self.stages, spacing=8)
        layout.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self.setLayout(layout)
        self._unfolded(False)
        for signal in (
            session.request_changed,
            session.found_changed,
            session.run_changed,
            session.results_changed,
            session.target_changed,
            session.published,
            session.publication.changed,
            session.draft.changed,
        ):
            signal.connect(self.refresh)
        self.refresh()

    def show_step(self, step: str) -> None:
        """The page below: what leads there is not offered there."""
        self._step = step
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show what the session knows, and say it to those who do not see it."""
        self._show()
        said = "" if self._session.running else self.said
        if said != self._announced and self.isVisible():
            announce(self, said, urgent=self.state.objectName() == "state_error")
        self._announced = said

    def _show(self) -> None:
        session = self._session
        asked = self._in_the_way and not to_be_mapped(session)
        told_below = asked and self._step == "checks" and not session.running and not self._whose()
        self.setVisible(session.request is not None and not told_below)
        self.run_bar.setVisible(session.running)
        self.run_bar.doing.setVisible(session.running)
        self.run_bar.refresh()
        self.stages.refresh()
        self.unfold.setVisible(session.running or session.results is not None)
        self._offer(None)
        self._tell("", "")
        shown = "" if session.results is None else str(session.results.request.input_dir)
        whose = self.tr("The numbers are those of the folder {folder}.").format(folder=shown)
        self.setToolTip(tip(whose) if shown else "")
        self._show_draft()
        if session.request is None or session.running:
            return
        if self._in_the_way:
            self._tell_problem()
        elif session.found is None:
            self._tell("", self.tr("Looking into the folder…"))
        elif session.results is None:
            self._tell("", self.tr("Nothing is computed yet."))
            self._offer(self._compute, self.tr("Compute (Ctrl+R)"))
        elif session.stale:
            self._tell("warning", self._why_stale())
            self._offer(self._compute, self.tr("Compute again (Ctrl+R)"))
        else:
            self._tell_results()

    def _show_draft(self) -> None:
        count = len(self._session.draft.names)
        text = counted(
            self.tr("▲ {count:,} changed {count|definition|definitions} not applied"), count=count
        )
        self.draft.setText(text)
        self.draft.setAccessibleName(text)
        self.draft.setToolTip(self.tr("The numbers are those of the definitions in force."))
        self.draft.setVisible(bool(count) and self._step != "definitions")

    @property
    def _in_the_way(self) -> bool:
        """Whether nothing could be computed."""
        return self._session.find_problem is not None or self._session.run_problem is not None

    @property
    def said(self) -> str:
        """All that stands there."""
        parts = (self.run_bar.doing, self.state, self.text, self._mark, *self._results, self.draft)
        return " ".join(part.text() for part in parts if part.isVisible() and part.text())

    def _tell_problem(self) -> None:
        session = self._session
        problem = session.find_problem or session.run_problem
        assert problem is not None
        if to_be_mapped(session):
            self._tell("warning", self.tr("Say once what the columns of this export mean."))
            if self._step != "source":
                self._offer(self._to_source, self.tr("Map the columns…"))
            return
        if self._step == "checks":
            self._tell("warning", "")  # the page says what is in the way
            return
        what = translate_message(problem.what)
        self._tell("error", what if len(what) <= _SENTENCE else f"{what[:_SENTENCE]}…")
        self._offer(self._to_checks, self.tr("See what to do"))

    def _why_stale(self) -> str:
        session = self._session
        assert session.request is not None and session.results is not None
        computed = session.results.request
        if self._whose():
            return ""
        if computed.definitions != session.request.definitions:
            return self.tr("Out of date: the definitions have changed.")
        if session.raw.gone:
            folder = str(session.request.input_dir)
            return self.tr("The raw folder is no longer there: {folder}").format(folder=folder)
        if session.raw.different:
            return self.tr("Out of date: the raw files have changed.")
        return self.tr("Out of date: how files are read has changed.")

    def _whose(self) -> str:
        """The folder of the numbers that are shown, where it is not the one that was chosen."""
        request, results = self._session.request, self._session.results
        if request is None or results is None or results.request.input_dir == request.input_dir:
            return ""
        folder = results.request.input_dir
        # Exports of two months often lie in folders of the same name.
        name = str(folder) if folder.name == request.input_dir.name else folder.name
        return self.tr("The numbers are those of “{folder}”.").format(folder=name)

    def _tell_results(self) -> None:
        session = self._session
        assert session.results is not None
        report, totals = session.results.data.report, session.results.totals
        if report.errors:
            said = sentence("errors_forbid_publishing", count=len(report.errors))
            self._tell("error", translate_message(said))
        elif report.broken:
            self._tell("error", self.tr("The sums do not agree: nothing can be published."))
        else:
            figures = sentence(
                "computed_figures", orders=totals["orders"], customers=totals["customers"]
            )
            warnings = sum(finding.severity == "warning" for finding in report.findings)
            self._told.hide()
            _mark(self._mark, "warning" if warnings else "ok")
            for part in (self._mark, self.figures, self.sums):
                part.show()
            self.figures.setText(f"{translate_message(figures)} ·")
            self.warnings.setVisible(bool(warnings))
            if warnings:
                count = translate_message(sentence("warnings_found", count=warnings))
                self.warnings.setText(count)
                self.warnings.setAccessibleName(count)
            sums = (
                self.tr("adds up to the cent but for rejected rows")
                if report.to_the_cent and report.rejected_rows
                else self.tr("adds up to the cent")
                if report.to_the_cent
                else self.tr("adds up as far as amounts could be read")
            )
            self._between.setVisible(bool(warnings))
            self.sums.setText(sums)
            self._offer_publication()
            return
        if self._step != "checks":
            self._offer(self._to_checks, self.tr("See what to do"))

    def _offer_publication(self) -> None:
        session = self._session
        if session.is_published:
            published = self.tr("published")
            self.sums.setText(f"{self.sums.text()} · {published}")
        elif self._step == "publish":
            return
        elif session.target is None:
            self._offer(self._publish, self.tr("Publish…"))
        else:
            name = session.target.name or str(session.target)
            name = name if len(name) <= _NAME else f"{name[:_NAME]}…"
            self._offer(self._publish, self.tr("Publish to “{folder}”").format(folder=name))
            self.action.setToolTip(tip(str(session.target)))

    def _tell(self, kind: str, text: str) -> None:
        text = " ".join(filter(None, (text, self._whose())))
        _mark(self.state, kind)
        self.state.setVisible(bool(kind))
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self._told.show()
        for part in (self._mark, *self._results):
            part.hide()

    def _offer(self, do: Callable[[], object] | None, text: str = "") -> None:
        self._next = do
        self.action.setVisible(do is not None)
        if do is not None:
            self.action.setText(text.replace("&", "&&"))
        self.action.setToolTip("")

    def _act(self) -> None:
        if self._next is not None:
            self._next()

    def _unfolded(self, on: bool) -> None:
        self.stages.setVisible(on)
        mark = _UNFOLDED if on else _FOLDED
        self.unfold.setText(self.tr("{mark} Stages").format(mark=mark))

    def _compute(self) -> None:
        self._session.run()

    def _publish(self) -> None:
        self._session.go.emit("publish", "publish")

    def _to_checks(self) -> None:
        self._session.go.emit("checks", None)

    def _to_definitions(self) -> None:
        self._session.go.emit("definitions", None)

    def _to_source(self) -> None:
        self._session.go.emit("source", None)


def _mark(shown: QLabel, kind: str) -> None:
    """How it stands, as a sign in its colour."""
    shown.setText({"ok": "✓", "warning": "▲", "error": "✕"}.get(kind, ""))
    shown.setObjectName(f"state_{kind}" if kind else "")
    shown.style().polish(shown)


def _frame(layout: QLayout) -> QWidget:
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made
