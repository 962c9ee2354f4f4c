"""Whether the raw files are still those that the results were computed from."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from crri_gui.gui.state.worker import Worker

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.results import Results

State = tuple[tuple[int, int] | None, ...]
"""Size and time of change of each file, None where it cannot be looked at."""


class RawWatch(QObject):
    """Looks at the files when it is told to, in the lane of questions: drives may be slow."""

    changed = Signal()

    def __init__(self, queries: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.different = False
        self._queries = queries
        self._paths: tuple[Path, ...] = ()
        self._seen: State | None = None

    def begin(self, results: Results) -> None:
        """From now on it is about these results, which were computed just now."""
        self.different, self._seen = False, None
        self._paths = tuple(file.path for file in results.data.found.used_files)
        self._ask()

    def look(self) -> None:
        """Look now, and tell once when a file is another one."""
        if self._seen is not None and not self.different:
            self._ask()

    def _ask(self) -> None:
        self._queries.submit(
            partial(_state_of, self._paths),
            partial(self._looked, self._paths),
            title=QCoreApplication.translate("RawWatch", "Looking at the raw files"),
            replaces="raw files",
        )

    def _looked(self, paths: tuple[Path, ...], state: State) -> None:
        if paths is not self._paths:
            return
        if self._seen is None:
            self._seen = state
        elif state != self._seen:
            self.different = True
            self.changed.emit()


def _state_of(paths: tuple[Path, ...], _: RunContext) -> State:
    found: list[tuple[int, int] | None] = []
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            found.append(None)
        else:
            found.append((stat.st_size, stat.st_mtime_ns))
    return tuple(found)
