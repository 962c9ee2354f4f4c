"""Which definitions somebody has changed and not applied: no number is of them yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Draft(QObject):
    """Told by the page of definitions; whoever shows numbers says that they are not of these."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[str, ...] = ()

    def hold(self, names: tuple[str, ...]) -> None:
        """These are changed and not applied."""
        if names != self.names:
            self.names = names
            self.changed.emit()
