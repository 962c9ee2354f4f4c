"""What a page shows while there are no results: why, and the one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedLayout, QWidget

from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import to_be_mapped
from crri_gui.gui.widgets.basics import EmptyState
from crri_gui.gui.widgets.choosing import choose_folder


class NoResults(QWidget):
    """`what` says in a sentence what the page shows otherwise."""

    def __init__(self, session: Session, what: str) -> None:
        super().__init__()
        self._session = session
        self._layers = QStackedLayout(self)
        self._states: dict[str, EmptyState] = {}
        offers: dict[str, tuple[str, str, Callable[[], object]]] = {
            "folder": (self.tr("No folder yet"), self.tr("Choose folder…"), self._choose),
            "busy": (self.tr("Computing…"), self.tr("Cancel"), self._cancel),
            "map": (
                self.tr("This export is to be mapped first"),
                self.tr("Map the columns…"),
                self._to_source,
            ),
            "problem": (
                self.tr("This folder cannot be computed yet"),
                self.tr("See what to do"),
                self._to_checks,
            ),
            "compute": (
                self.tr("Nothing is computed yet"),
                self.tr("Compute (Ctrl+R)"),
                self._compute,
            ),
        }
        for state, (title, action, do) in offers.items():
            self._states[state] = EmptyState(title, what, action, do)
            self._layers.addWidget(self._states[state])
        session.request_changed.connect(self.refresh)
        session.found_changed.connect(self.refresh)
        session.run_changed.connect(self.refresh)
        self.refresh()

    @property
    def shown(self) -> EmptyState:
        """The state of now, with its button."""
        return self._states[self._state()]

    def refresh(self) -> None:
        """Show what the session knows."""
        self._layers.setCurrentWidget(self.shown)

    def _state(self) -> str:
        session = self._session
        if session.request is None:
            return "folder"
        if session.running or (session.found is None and session.find_problem is None):
            return "busy"
        if session.find_problem is not None or session.run_problem is not None:
            return "map" if to_be_mapped(session) else "problem"
        return "compute"

    def _choose(self) -> None:
        folder = choose_folder(self, self.tr("The folder of raw exports"), self._session.settings)
        if folder is not None:
            self._session.open_folder(folder)

    def _cancel(self) -> None:
        self._session.cancel()

    def _compute(self) -> None:
        self._session.run()

    def _to_source(self) -> None:
        self._session.go.emit("source", None)

    def _to_checks(self) -> None:
        self._session.go.emit("checks", None)
