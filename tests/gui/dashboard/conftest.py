"""The dashboard page over the small shop; a module with another shop has a `raw` of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.engine.results import Results
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.gui.conftest import show_computed
from tests.gui.dashboard.driving import opened


@pytest.fixture
def raw(small_raw: Path) -> Path:
    """The shop that `page` is over; not to be written to."""
    return small_raw


@pytest.fixture
def page(session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot) -> DashboardPage:
    """The page over the shop, shown and up to date."""
    show_computed(session, raw, computed, qtbot)
    return opened(session, qtbot)
