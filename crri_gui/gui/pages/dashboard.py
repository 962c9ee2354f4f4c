"""Dashboard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crri_gui.gui.session import Session


class DashboardPage(QWidget):
    """A step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
