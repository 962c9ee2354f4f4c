"""How the dashboard looks: themes, languages, narrow cards, repainting."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import compute
from tests.gui.dashboard.driving import (
    cards,
    every_chart,
    opened,
    press,
    show_tab,
    tab_of,
)
from tests.shops import Shop


def looks(page: DashboardPage, qtbot: QtBot) -> dict[str, QImage]:
    """A picture of every chart as it is shown, by its title."""
    return {
        card.chart.title: card.chart.grab().toImage()
        for key in page.keys
        for card in show_tab(page, key, qtbot).chart_cards.values()
    }


@exhaustive
@pytest.mark.long
def test_themes_switch_every_chart(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    page.resize(1200, 1600)  # no page scrolls
    light = looks(page, qtbot)
    session.appearance.choose("dark")
    try:
        dark = looks(page, qtbot)
    finally:
        session.appearance.choose("light")
    again = looks(page, qtbot)
    assert [title for title in light if light[title] == dark[title]] == []
    assert [title for title in light if light[title] != again[title]] == []


@pytest.fixture
def speaks() -> Any:
    """Lets a test speak another language's conventions; English comes back after it."""
    before = QLocale()

    def speak(name: str) -> None:
        QLocale.setDefault(QLocale(name))

    yield speak
    QLocale.setDefault(before)


def test_numbers_are_written_as_the_language_does(
    session: Session, tmp_path: Path, qtbot: QtBot, speaks: Callable[[str], None]
) -> None:
    speaks("pt_BR")
    shop = Shop().add("o1", "u1", "2020-01-31", "1234567.89").add("o2", "u2", "2020-01-31", 1)
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    page = opened(session, qtbot)
    tab = tab_of(page, "executive")
    assert cards(tab)["Total Revenue"] == "1.234.568,89"
    assert cards(tab)["Repeat Rate"] == "0,00 %"
    tab.revenue.copy_values()
    assert "1234568,89" in QGuiApplication.clipboard().text()


@exhaustive
def test_a_card_too_narrow_for_its_cents_gives_them_up(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = Shop().add("o1", "u1", "2020-01-31", "1234567890.12")
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    page = opened(session, qtbot)
    card = tab_of(page, "executive").cards[0]
    assert card.text == "1,234,567,890.12"
    seen = set()
    for width in (600, 160, 90):
        page.resize(width * 6, 900)
        page.grab()
        seen.add(card.figure.text())
        assert card.figure.toolTip() == "1,234,567,890.12"
    assert "1,234,567,890.12" in seen
    assert "1.2 B" in seen


def test_a_chart_without_items_paints_nothing_wrong(session: Session, qtbot: QtBot) -> None:
    from crri_gui.gui.charts.axes import short_number
    from crri_gui.gui.charts.bars import BarChart, ColumnChart
    from crri_gui.gui.charts.line import LineChart

    for kind in (BarChart, ColumnChart, LineChart):
        chart: Chart = kind("Nothing", session.appearance, short_number)
        qtbot.addWidget(chart)
        chart.resize(QSize(300, 200))
        assert not chart.grab().isNull()
        press(chart, Qt.Key.Key_Right, Qt.Key.Key_Return)
        assert chart.current is None


@exhaustive
@pytest.mark.long
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_repaints_do_not_lose_none(page: DashboardPage, qtbot: QtBot) -> None:
    charts = every_chart(page, qtbot)
    before = sys.getrefcount(None)
    for _ in range(20):
        for chart in charts:
            chart.grab()
    # What loses a reference at each overridden method loses several hundred here.
    assert sys.getrefcount(None) > before - 150
