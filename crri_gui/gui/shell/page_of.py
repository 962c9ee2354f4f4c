"""The page of each step, imported when it is first wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crri_gui.gui.state.session import Session


def make_page(step: str, session: Session) -> QWidget:
    """A new page of this step."""
    if step == "source":
        from crri_gui.gui.pages.source import SourcePage

        return SourcePage(session)
    if step == "checks":
        from crri_gui.gui.pages.checks import ChecksPage

        return ChecksPage(session)
    if step == "definitions":
        from crri_gui.gui.pages.definitions.page import DefinitionsPage

        return DefinitionsPage(session)
    if step == "tables":
        from crri_gui.gui.pages.tables import TablesPage

        return TablesPage(session)
    if step == "dashboard":
        from crri_gui.gui.pages.dashboard.page import DashboardPage

        return DashboardPage(session)
    from crri_gui.gui.pages.publish.page import PublishPage

    return PublishPage(session)
