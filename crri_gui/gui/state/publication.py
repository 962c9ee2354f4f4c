"""Whether the results at hand are what is published, also where another session published them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from crri_gui.gui.state import jobs
from crri_gui.gui.state.worker import Worker

if TYPE_CHECKING:
    from crri_gui.engine.results import Results


class Publication(QObject):
    """Known of what this session published; else looked up behind the window, by the manifest."""

    changed = Signal()

    def __init__(self, queries: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.holds = False
        self._queries = queries
        self._asked: tuple[Results, Path] | None = None

    def look(self, results: Results | None, target: Path | None) -> None:
        """Find out whether these results are published there."""
        held = self.holds
        self.forget()
        if held:
            self.changed.emit()
        if results is None or target is None:
            return
        self._asked = (results, target)
        self._queries.submit(
            partial(jobs.is_published, *self._asked),
            partial(self._told, self._asked),
            title=QCoreApplication.translate("Publication", "Looking at what is published"),
            replaces="publication",
        )

    def forget(self) -> None:
        """Other results: nothing is known of them."""
        self.holds, self._asked = False, None

    def mark(self) -> None:
        """They have just been published."""
        self.holds, self._asked = True, None

    def _told(self, asked: tuple[Results, Path], holds: bool) -> None:
        if asked is self._asked and holds:
            self.holds = True
            self.changed.emit()
