"""Where the end of a run leads to: the dashboard, or what is in the way."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Signal

from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import to_be_mapped

Leads = Literal["stay", "problems", "results"]
"""Nowhere, to what is in the way alone, or also to the dashboard."""


class Landing(QObject):
    """Follows the session from a folder that is opened to its numbers; who goes on is let go."""

    show = Signal(str)
    """The step to show now."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.leads: Leads = "stay"
        # Nobody misses what was begun unasked and is begun again at the next start.
        self.resuming = False
        session.opened.connect(self._opened)
        session.found_changed.connect(self._found)
        session.run_changed.connect(self._run_changed)
        session.results_changed.connect(self._results_changed)

    def compute(self) -> None:
        """Compute what is chosen; what stands in the way is shown."""
        session = self._session
        self.resuming = False
        if session.request is None:
            self.show.emit("source")
            session.say(self.tr("Choose a folder of raw exports first."))
        elif session.find_problem is not None:
            # The files may have been corrected.
            self.leads = "results"
            session.read_again()
        else:
            self.leads = "problems"
            session.run()

    def _opened(self) -> None:
        self.show.emit("source")
        self.leads = "results"
        self.resuming = False

    def _found(self) -> None:
        if self._session.find_problem is not None and self.leads != "stay":
            self._to_problem()

    def _run_changed(self) -> None:
        session = self._session
        if session.running:
            return
        self.resuming = False
        if session.run_problem is not None and self.leads != "stay":
            self._to_problem()

    def _to_problem(self) -> None:
        self.show.emit("source" if to_be_mapped(self._session) else "checks")

    def _results_changed(self) -> None:
        results = self._session.results
        if results is None or self.leads == "stay":
            return
        report = results.data.report
        if report.errors or report.broken:
            self.show.emit("checks")
        elif self.leads == "results":
            self.show.emit("dashboard")
        self.leads = "stay"
