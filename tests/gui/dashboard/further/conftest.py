"""The dashboard with its pages over extension tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.engine.results import Results
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.gui.dashboard.further.driving import shown
from tests.models.simulated import with_signal
from tests.shops import Shop


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small shop, for a margin of 30 % and a customer that costs 25."""
    return small_shop().write(tmp_path_factory.mktemp("further") / "raw")


@pytest.fixture(scope="package")
def signal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop where a tenth of the customers buys every month, the others hardly ever."""
    bought = with_signal(1, 1_500)
    shop = Shop()
    for number, (who, day, value) in enumerate(
        zip(bought.customer, bought.day, bought.value, strict=True)
    ):
        at = dt.date(2020, 1, 1) + dt.timedelta(days=int(day))
        shop.add(f"o{number}", f"u{who:05}", at.isoformat(), f"{value:.2f}")
    return shop.write(tmp_path_factory.mktemp("signal") / "raw")


@pytest.fixture
def page(
    session: Session, small: Path, computed: dict[Path, Results], qtbot: QtBot
) -> DashboardPage:
    """The dashboard over the small shop."""
    session.set_definitions(Definitions(margin=30.0, cac="25"))
    return shown(session, small, computed, qtbot)
