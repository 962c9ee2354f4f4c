"""The Publish page, and a folder to publish to."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> PublishPage:
    """The page, shown; without extension tables, which take a run as long again."""
    session.set_extensions(frozenset())
    made = PublishPage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1100, 900)
    made.show()
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with a dashboard in it."""
    folder = tmp_path / "dashboard"
    folder.mkdir()
    (folder / "sales.pbix").write_bytes(b"")
    return folder
