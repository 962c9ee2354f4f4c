"""Many cohorts can be read in windows of the usual sizes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.palette import DARK, LIGHT, Theme, luminance
from crri_gui.engine.results import Results
from crri_gui.gui.charts.axes import readable_on, scaled
from crri_gui.gui.charts.scene import SMALL
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import show_computed
from tests.gui.dashboard.driving import (
    choose,
    keys,
    opened,
    press,
    settled,
    show_tab,
)
from tests.shops import Shop


def retention_at(
    width: int,
    height: int,
    window: Window,
    session: Session,
    results: tuple[Path, dict[Path, Results]],
    qtbot: QtBot,
) -> tuple[DashboardPage, Any]:
    """The page of cohorts in a window of this size, with these results."""
    show_computed(session, *results, qtbot)
    window.resize(width, height)
    window.show_page("dashboard")
    dashboard = window.page("dashboard")
    assert isinstance(dashboard, DashboardPage)
    settled(dashboard, qtbot)
    return dashboard, show_tab(dashboard, "retention", qtbot)


@pytest.mark.parametrize("columns", ["since", "calendar"])
def test_all_cells_of_25_cohorts_can_be_read_at_1280_by_720(
    window: Window,
    session: Session,
    years: Path,
    computed: dict[Path, Results],
    qtbot: QtBot,
    columns: str,
) -> None:
    dashboard, tab = retention_at(1280, 720, window, session, (years, computed), qtbot)
    choose(tab.columns, columns)
    settled(dashboard, qtbot)
    chart, matrix = tab.cohorts, tab.cohorts.matrix
    assert not chart.pager.isVisible() and not chart._down.isVisible()
    chart.grab()
    metrics = QFontMetricsF(scaled(chart.font(), SMALL))
    areas = {one.item: one.area for one in chart._spots}
    observed = [(n, cell) for n, cell in enumerate(matrix.cells) if cell.value is not None]
    assert len(observed) == 25 * 26 // 2 + (25 if columns == "since" else 0)
    for number, cell in observed:
        area = areas[number]
        assert metrics.horizontalAdvance(matrix.text(cell)) <= area.width() - 2
        assert metrics.height() <= area.height()
        assert QPointF(area.right(), area.bottom()).x() <= chart.width()


def test_large_text_scrolls_no_column_away_at_1280_by_800(
    window: Window,
    session: Session,
    years: Path,
    computed: dict[Path, Results],
    qtbot: QtBot,
) -> None:
    dashboard, tab = retention_at(1280, 800, window, session, (years, computed), qtbot)
    try:
        for percent in (150, 200):
            session.appearance.set_text_size(percent)
            settled(dashboard, qtbot)
            assert tab.cohorts.isVisible() and not tab.cohorts.pager.isVisible()
    finally:
        session.appearance.set_text_size(100)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_numbers_hold_aa_on_every_colour_of_the_heat_map(theme: Theme) -> None:
    for ground in (*theme.ramp, theme.first, theme.surface):
        text = luminance(readable_on(QColor(ground)).name())
        light, dark = sorted((text, luminance(QColor(ground).name())), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, ground


@exhaustive
@pytest.mark.long
def test_five_years_of_weeks_are_shown_at_once_and_scroll(
    session: Session, tmp_path: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    shop, day = Shop(), dt.date(2016, 1, 4)
    for number in range(260):
        shop.add(f"o{number}", f"u{number}", f"{day + dt.timedelta(weeks=number)}", 10)
    show_computed(session, shop.write(tmp_path / "raw"), computed, qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "retention", qtbot)
    choose(tab.grains, "week")
    settled(page, qtbot)
    chart = tab.cohorts
    assert len(chart.matrix.cells) == 260 * 261 // 2 + 259 + 260
    assert chart.pager.isVisible() and chart._down.isVisible()
    assert chart.height() < page.height()
    chart.grab()
    assert len(chart._spots) < 3_000  # what is scrolled away is not painted
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(chart, Qt.Key.Key_Right, *[Qt.Key.Key_Right] * 40, *[Qt.Key.Key_Down] * 50)
    assert keys(chart)[chart.current] == "2016-W50 40"
    chart.grab()
    assert chart.current in {one.item for one in chart._spots}
    before = chart.pager.first
    wheel = QWheelEvent(
        QPointF(300, 100),
        QPointF(300, 100),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, wheel)
    assert chart.pager.first < before
