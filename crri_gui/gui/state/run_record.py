"""The record of the results at hand in the history of runs, and where they were published."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crri_gui.errors import CrriError
from crri_gui.gui.state import jobs
from crri_gui.gui.state.worker import Worker

if TYPE_CHECKING:
    from crri_gui.engine.history import Record
    from crri_gui.engine.results import Results


class RunRecord(QObject):
    """Written behind the results, so a publication may come before it."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, folder: Path, queries: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._queries = queries
        self._results: Results | None = None
        self._record: Record | None = None
        self._published_to: list[Path] = []

    def begin(self, results: Results) -> None:
        """Add these results to the history."""
        self._results, self._record = results, None
        self._published_to.clear()
        self._queries.submit(
            partial(jobs.record_run, results, self._folder),
            partial(self._recorded, results),
            title=self.tr("Adding the run to the history"),
        )

    def mark(self, target: Path) -> None:
        """The results were published to this folder."""
        from crri_gui.engine.history import mark_published

        if self._record is None:
            # It is being written; the mark comes with it.
            self._published_to.append(target)
            return
        try:
            self._record = mark_published(self._folder, self._record, target)
        except CrriError as error:
            self.failed.emit(error)
        self.changed.emit()

    def _recorded(self, results: Results, record: Record) -> None:
        if results is self._results:
            self._record = record
            for target in self._published_to:
                self.mark(target)
        self.changed.emit()
