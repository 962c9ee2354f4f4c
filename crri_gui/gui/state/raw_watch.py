"""Whether the raw files are still those that the results were computed from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from crri_gui.gui.state.worker import Worker

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.discover.sniff import Sniffed
    from crri_gui.engine.results import Results


class RawWatch(QObject):
    """Looks at the files when it is told to, in the lane of questions: drives may be slow."""

    changed = Signal()

    def __init__(self, queries: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self.different = self.gone = False
        self._queries = queries
        self._folder = Path()
        self._files: Sequence[Sniffed] = ()

    def begin(self, results: Results) -> None:
        """From now on it is about the files of these results."""
        self.different = self.gone = False
        self._folder, self._files = results.request.input_dir, results.data.found.used_files

    def look(self) -> None:
        """Look now, and tell once when a file is gone or another one."""
        if self._files and not self.different:
            self._queries.submit(
                partial(_look, self._folder, self._files),
                partial(self._looked, self._files),
                title=QCoreApplication.translate("RawWatch", "Looking at the raw files"),
                replaces="raw files",
            )

    def _looked(self, files: Sequence[Sniffed], found: tuple[bool, bool]) -> None:
        if files is self._files and any(found):
            self.different = True
            self.gone = found[1]
            self.changed.emit()


def _look(folder: Path, files: Sequence[Sniffed], _: RunContext) -> tuple[bool, bool]:
    """Whether a file is another one or gone, and whether the whole folder is."""
    try:
        return any(file.has_changed() for file in files), False
    except OSError:
        return True, not folder.exists()
