"""The scatter of customers: pointing, zooming, its legend and its scale."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, compute
from tests.gui.dashboard.driving import (
    opened,
    press,
    show_tab,
    views,
)


def test_the_customer_under_the_mouse(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    chart = tab.scatter
    told = [chart.readout(place) for place in range(chart.count)]
    assert [lines[0] for lines in told] == ["u4", "u2", "u3", "u1"]  # by orders, then money
    scene = chart._plot.mapToScene(
        chart._plot.mapFrom(chart, chart.position(3).toPoint() + QPoint(3, 3))
    )
    chart._mouse_moved(scene)
    qtbot.waitUntil(lambda: chart.current == 3, timeout=WAIT)
    assert chart.accessibleDescription() == "u1, Orders: 2, Money: 150.00, Mid Value"
    asked = views(session)
    chart.enter()
    _, view = asked.pop()
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.query.browse import open_grid

    assert session.results is not None
    with session.results.cursor() as con:
        assert open_grid(DuckDB(RunContext(), con), view).rows == 1
    chart._mouse_moved(QPointF(-50, -50))
    qtbot.waitUntil(lambda: chart.current is None, timeout=WAIT)


def test_a_double_click_on_a_point_shows_its_customers(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    asked = views(session)
    chart = show_tab(page, "segmentation", qtbot).scatter
    viewport = chart._plot.viewport()
    at = viewport.mapFrom(chart, chart.position(0).toPoint())
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: chart.current == 0, timeout=WAIT)
    assert asked == []
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: asked != [], timeout=WAIT)
    _, view = asked[0]
    assert view.table == "rfm_customers"
    assert Filter("frequency", "is", (1,)) in view.filters


def test_the_wheel_zooms_and_a_double_click_shows_all(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "segmentation", qtbot).scatter
    whole = chart._plot.viewRange()
    chart._plot.getViewBox().scaleBy((0.5, 0.5))
    assert chart._plot.viewRange() != whole
    ticks = [text for _, text in chart._plot.getAxis("bottom")._tickLevels[0]]
    assert ticks and all(text.isdecimal() for text in ticks)
    viewport = chart._plot.viewport()
    middle = viewport.rect().center() + QPoint(20, 0)  # between customers of one and two orders
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.waitUntil(lambda: chart._plot.viewRange() == whole, timeout=WAIT)


def test_arrows_walk_the_points(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "segmentation", qtbot).scatter
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key

    def customer() -> str:
        return str(chart.readout(chart.current)[0])

    press(chart, key.Key_Right)
    assert customer() == "u4"
    press(chart, key.Key_Right)  # two orders, at about 100
    assert customer() == "u3"
    press(chart, key.Key_Up)
    assert customer() == "u1"
    press(chart, key.Key_Down, key.Key_Down)
    assert customer() == "u2"
    press(chart, key.Key_Left)
    assert customer() == "u4"


def test_the_legend_hides_a_segment(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    assert [entry.text() for entry in tab.legend] == ["Low Value", "Mid Value", "High Value"]
    tab.legend[1].click()
    assert len(tab.scatter._dots.data) == 2
    place = tab.scatter.position(3)
    scene = tab.scatter._plot.mapToScene(tab.scatter._plot.mapFrom(tab.scatter, place.toPoint()))
    assert tab.scatter.point_near(scene) != 3
    tab.legend[1].click()
    assert len(tab.scatter._dots.data) == 4


@exhaustive
def test_the_logarithmic_scale_is_remembered(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    assert tab.scatter._dots.data["y"].max() == pytest.approx(2.17609, abs=1e-4)  # log10 of 150
    tab.logarithmic.click()
    assert tab.scatter._dots.data["y"].max() == 150
    again = opened(session, qtbot)
    assert not show_tab(again, "segmentation", qtbot).logarithmic.isChecked()


@exhaustive
def test_a_sample_is_said(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.query.dashboard.filters import NO_FILTERS
    from crri_gui.engine.query.dashboard.segmentation import segmentation

    compute(session, small_shop().write(tmp_path / "raw"), qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "segmentation", qtbot)
    assert session.results is not None
    with session.results.cursor() as con:
        few = segmentation(DuckDB(RunContext(), con), NO_FILTERS, points_shown=2)
    tab.tell(few, NO_FILTERS, {})
    assert "Showing 2 of 4 customers" in tab.chart_cards["frequency and monetary"].note.text()
    assert tab.scatter.count == 2
