"""A shop with one wrong price, and the dashboard over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.engine.results import Results
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.gui.conftest import show_computed
from tests.gui.pages.why.driving import idle
from tests.shops import FILES


@pytest.fixture(scope="package")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small shop with one price that is worth ten times what it was; not to be written to.

    o4 is worth 40; its line in the file of items says 400.
    """
    folder = small_shop().write(tmp_path_factory.mktemp("planted") / "raw")
    path = folder / FILES["order_items"]
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("o4,1,40.00,", "o4,1,400.00,"), encoding="utf-8")
    return folder


@pytest.fixture
def dashboard(
    window: Window, session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> DashboardPage:
    """The dashboard in the window, with its numbers."""
    window.show_page("dashboard")
    show_computed(session, raw, computed, qtbot)
    page = window.page("dashboard")
    assert isinstance(page, DashboardPage)
    idle(session, qtbot)
    return page
