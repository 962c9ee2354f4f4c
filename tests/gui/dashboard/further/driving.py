"""Pages over extension tables, opened and read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.engine.results import Results
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT, show_computed


def shown(
    session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> DashboardPage:
    show_computed(session, raw, computed, qtbot)
    return opened(session, qtbot)


def opened(session: Session, qtbot: QtBot) -> DashboardPage:
    made = DashboardPage(session)
    qtbot.addWidget(made)
    made.resize(1250, 1100)
    made.show()
    settled(made, qtbot)
    return made


def settled(page: DashboardPage, qtbot: QtBot) -> None:
    session = page._session
    qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)
    page.grab()


def tab(page: DashboardPage, key: str, qtbot: QtBot) -> Any:
    page._bar.setCurrentIndex(PAGE_KEYS.index(key))
    settled(page, qtbot)
    return page.tab(key)


def values(chart: Chart) -> dict[str, float | None]:
    return {item.key: item.value for item in chart.items}


def cards(shown: Any) -> dict[str, str]:
    return {card.key: card.text for card in shown.cards}
