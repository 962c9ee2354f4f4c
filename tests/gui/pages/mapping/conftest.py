"""The first step, where a folder of an unknown export opens its mapping."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session


@pytest.fixture
def source(session: Session, qtbot: QtBot) -> SourcePage:
    """The first step, shown."""
    made = SourcePage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1000, 700)
    made.show()
    return made
