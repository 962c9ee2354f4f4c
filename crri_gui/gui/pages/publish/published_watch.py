"""Whether what is published has changed since it was compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from crri_gui.engine.run import State
    from crri_gui.gui.state.session import Session

_LATER_MILLISECONDS = 300


class PublishedWatch(QObject):
    """Watches a folder of published files and tells once when they are not as they were seen.

    Drives that tell nothing of changes, as some networks', are looked at when `look` is called.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._folder: Path | None = None
        self._seen: State = ()
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._watcher.fileChanged.connect(self.look)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MILLISECONDS)
        self._later.timeout.connect(self.look)

    def begin(self, folder: Path, seen: State) -> None:
        """Watch this folder, whose files were `seen` like this."""
        self.end()
        self._folder, self._seen = folder, seen
        files = [folder / name for name, *_ in seen]
        paths = {folder, *files, *(file.parent for file in files)}
        if there := [str(path) for path in paths if path.exists()]:
            self._watcher.addPaths(there)
        self.look()

    def end(self) -> None:
        """Watch nothing."""
        self._folder = None
        self._later.stop()
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)

    def look(self) -> None:
        """Look now; while the session's own work may be what changes them, later."""
        if self._folder is None:
            return
        from crri_gui.engine.run import published_state

        if self._session.worker.busy:
            self._later.start()
        elif published_state(self._folder) != self._seen:
            self.end()
            self.changed.emit()
