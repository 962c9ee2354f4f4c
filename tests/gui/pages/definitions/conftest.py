"""The Definitions page, alone and over a shop's results."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> DefinitionsPage:
    """The page, shown."""
    made = DefinitionsPage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1000, 640)
    made.show()
    return made


@pytest.fixture
def on_data(with_results: Session, page: DefinitionsPage, qtbot: QtBot) -> DefinitionsPage:
    """The page over a shop's results, once it knows what is in them."""
    qtbot.waitUntil(lambda: page._data is not None, timeout=WAIT)
    return page
