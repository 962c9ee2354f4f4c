"""The cohorts in the window: metrics, periods, curves, and the customers behind a cell."""

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
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.results import Results
from crri_gui.gui.charts.axes import readable_on, scaled
from crri_gui.gui.charts.cohorts.curves import CURVE_SERIES
from crri_gui.gui.charts.cohorts.matrix import NOBODY, TOGETHER
from crri_gui.gui.charts.scene import SMALL
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, show_computed
from tests.gui.dashboard.driving import (
    choose,
    click,
    double_click,
    keys,
    opened,
    press,
    settled,
    show_tab,
    spot,
    values,
    views,
)
from tests.shops import Shop


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """25 cohorts of eight customers; one of each comes back in every month but the next one."""
    shop = Shop()
    months = [(2020 + number // 12, number % 12 + 1) for number in range(25)]
    for start, (year, month) in enumerate(months):
        for number in range(8):
            shop.add(f"{start}/{number}", f"u{start}/{number}", f"{year}-{month:02}-28", 100)
        for later, (again, then) in enumerate(months[start + 2 :]):
            shop.add(f"{start}/again{later}", f"u{start}/0", f"{again}-{then:02}-28", 10)
    return shop.write(tmp_path_factory.mktemp("years") / "raw")


def series_of(tab: Any) -> dict[str, int]:
    """The cohorts whose rows are marked, with their colours."""
    return {tab._cohorts.cohorts[place].key: series for place, series in tab.cohorts.marks.items()}


# --- what the matrix shows


def test_it_opens_by_months_since_the_first_order(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    matrix = tab.cohorts.matrix
    assert [label for label, _ in matrix.columns] == ["0", "1", "2", "3"]
    assert matrix.words.columns == "Months since the first order"
    texts = {
        (cell.row, cell.column): matrix.text(cell)
        for cell in matrix.cells
        if cell.value is not None
    }
    assert [texts[TOGETHER, later] for later in range(4)] == ["100", "25.0", "25.0", NOBODY]
    # February's third month after lies beyond the data: it has no number, and never 0.
    assert [texts[0, later] for later in range(4)] == ["100", "50.0", NOBODY, NOBODY]
    assert [texts.get((1, later)) for later in range(4)] == ["100", NOBODY, "50.0", None]


def test_zero_and_not_yet_observed_are_told_apart(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "retention", qtbot).cohorts
    told = {key: chart.describe(number) for number, key in enumerate(keys(chart))}
    assert told["2020-02 1"] == (
        "Cohort Feb 2020, Mar 2020, 1 month later: 0.00 %, 0 of 2 customers active, "
        "Retention Rate 0.00 %, Orders 0, revenue 0.00, Revenue per customer of the cohort 0.00"
    )
    assert told["2020-02 3"] == (
        "Cohort Feb 2020, 3 months later, not yet observed: the data ends before"
    )
    assert told["all 1"] == (
        "All cohorts, 1 month later: 25.00 %, 2 cohorts observed that long, "
        "1 of 4 customers active, Retention Rate 25.00 %, Orders 1, revenue 20.00, "
        "Revenue per customer of the cohort 5.00"
    )
    assert told["all 3"].startswith("All cohorts, 3 months later: 0.00 %, 1 cohort observed")
    assert told["all"] == "All cohorts, 4 customers"


@exhaustive
def test_who_does_not_see_it_hears_the_lowest_and_the_highest(
    page: DashboardPage, qtbot: QtBot
) -> None:
    tab = show_tab(page, "retention", qtbot)
    # Of single cohorts in later months: their first month is 100 % by definition.
    told = tab.cohorts.accessibleDescription()
    assert "Lowest: Cohort Jan 2020, Mar 2020, 2 months later: 0.00 %." in told
    assert "Highest: Cohort Feb 2020, Apr 2020, 2 months later: 50.00 %." in told
    assert "Highest: Cohort" in tab.curves.accessibleDescription()
    tab = show_tab(page, "segmentation", qtbot)
    assert "Highest: At Risk, 2 customers" in tab.named.accessibleDescription()


def colour(chart: Any, key: str) -> str:
    """The ground of a cell, beside its number."""
    place = spot(chart, key)
    image = chart.grab().toImage()
    (area,) = [one.area for one in chart._spots if one.item == keys(chart).index(key)]
    corner = QPoint(round(area.left()) + 3, place.y())
    return QColor(image.pixel(corner)).name()


def test_first_month_zero_and_unseen_look_different(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "retention", qtbot).cohorts
    assert colour(chart, "2020-01 0") == LIGHT.first
    assert colour(chart, "2020-01 2") == LIGHT.ramp[0]
    assert colour(chart, "2020-01 1") == LIGHT.ramp[-1]
    assert colour(chart, "2020-02 3") not in {LIGHT.first, *LIGHT.ramp, LIGHT.surface}


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        # Orders, revenue and customers of the cohorts of January and February, month by month
        ("customers", {"2020-01": [2, 1, 0, 0], "2020-02": [2, 0, 1], "all": [4, 1, 1, 0]}),
        ("orders", {"2020-01": [3, 1, 0, 0], "2020-02": [2, 0, 1], "all": [5, 1, 1, 0]}),
        ("revenue", {"2020-01": [180, 20, 0, 0], "2020-02": [140, 0, 60], "all": [320, 20, 60, 0]}),
        (
            "revenue_per_customer",
            {"2020-01": [90, 10, 0, 0], "2020-02": [70, 0, 30], "all": [80, 5, 15, 0]},
        ),
    ],
)
def test_metrics_are_switched(
    page: DashboardPage, qtbot: QtBot, metric: str, expected: dict[str, list[float]]
) -> None:
    tab = show_tab(page, "retention", qtbot)
    choose(tab.metrics, metric)
    found = values(tab.cohorts)
    assert {
        key: [found[f"{key} {later}"] for later in range(len(numbers))]
        for key, numbers in expected.items()
    } == expected


def test_quarters_and_weeks_are_asked_when_they_are_chosen(
    page: DashboardPage, qtbot: QtBot
) -> None:
    tab = show_tab(page, "retention", qtbot)
    choose(tab.grains, "quarter")
    settled(page, qtbot)
    assert {key: found for key, found in values(tab.cohorts).items() if found} == {
        "all 0": 1.0,
        "all 1": 0.25,
        "2020-Q1 0": 1.0,
        "2020-Q1 1": 0.25,
        "all": 4.0,
        "2020-Q1": 4.0,
    }
    chart = tab.cohorts
    told = chart.describe(keys(chart).index("2020-Q1 1"))
    assert told.startswith("Cohort Q1 2020, Q2 2020, 1 quarter later: 25.00 %, 1 of 4")
    assert told.endswith("partial: the data does not cover the whole quarter")
    choose(tab.grains, "week")
    settled(page, qtbot)
    assert values(tab.cohorts)["2020-W06 12"] == 1.0
    assert chart.describe(keys(chart).index("2020-W06 12")).startswith(
        "Cohort W06 2020, W18 2020, 12 weeks later: 100.00 %, 1 of 1 customers active"
    )
    # Filters that act on the page leave the weeks.
    page.filter_bar.reset()
    settled(page, qtbot)
    assert "2020-W06 12" in values(tab.cohorts)


def test_the_calendar_is_kept(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    choose(tab.columns, "calendar")
    matrix = tab.cohorts.matrix
    assert [label for label, _ in matrix.columns] == [
        "Jan 2020",
        "Feb 2020",
        "Mar 2020",
        "Apr 2020",
    ]
    places = {keys(tab.cohorts)[n]: cell.column for n, cell in enumerate(matrix.cells)}
    assert places == {
        "2020-01 0": 0,
        "2020-01 1": 1,
        "2020-01 2": 2,
        "2020-01 3": 3,
        "2020-02 0": 1,
        "2020-02 1": 2,
        "2020-02 2": 3,
    }
    tab.cohorts.copy_values()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[2:] == ["2020-01", "2020-02", "2020-03", "2020-04"]
    assert lines[2].split("\t") == ["2020-02", "2", "", "1", "0", "0.5"]


@exhaustive
def test_choices_are_remembered(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    choose(tab.metrics, "orders")
    choose(tab.grains, "quarter")
    choose(tab.columns, "calendar")
    settled(page, qtbot)
    another = opened(session, qtbot)
    again = show_tab(another, "retention", qtbot)
    chosen = (again.metrics.currentData(), again.grains.currentData(), again.columns.currentData())
    assert chosen == ("orders", "quarter", "calendar")
    assert values(again.cohorts)["2020-Q1 1"] == 1.0


# --- curves


def test_a_click_draws_the_curve_of_a_cohort_and_takes_it_away(
    session: Session, years: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    show_computed(session, years, computed, qtbot)
    page = opened(session, qtbot)
    asked = views(session)
    tab = show_tab(page, "retention", qtbot)
    # Of cohorts of equal size, the oldest ones
    assert series_of(tab) == {"2020-01": 0, "2020-02": 1, "2020-03": 2}
    names = [curve.name for curve in tab.curves.curves]
    assert names == ["All cohorts", "Jan 2020", "Feb 2020", "Mar 2020"]
    click(tab.cohorts, "2020-05 3")
    assert series_of(tab)["2020-05"] == 3
    curve = tab.curves.curves[-1]
    assert [point.value for point in curve.points[:3]] == [0.0, 1 / 8, 1 / 8]
    assert len(curve.points) == 20  # from June 2020 to January 2022
    click(tab.cohorts, "2020-05 1")
    assert "2020-05" not in series_of(tab)
    for month in ("2020-06", "2020-07", "2020-08"):
        click(tab.cohorts, month)
    # Five at a time: the one that was chosen first has made room, and left its colour.
    assert series_of(tab) == {"2020-02": 1, "2020-03": 2, "2020-06": 3, "2020-07": 5, "2020-08": 0}
    assert set(series_of(tab).values()) == set(CURVE_SERIES)
    assert asked == []


def test_curves_by_keyboard(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    asked = views(session)
    matrix, key = tab.cohorts, Qt.Key
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    press(matrix, key.Key_Right, key.Key_Down, key.Key_Down, key.Key_Space)
    before = series_of(tab)
    press(matrix, key.Key_Space)
    assert set(before) ^ set(series_of(tab)) == {"2020-02"}
    press(matrix, key.Key_Right, key.Key_Right, key.Key_Return)
    first = Filter("first_at", "range", ("2020-02-01", "2020-02-29"))
    again = Filter("customer_unique_id", "ordered", ("2020-04-01", "2020-04-30"))
    assert asked.pop() == ("tables", View("customer_orders", (first, again)))
    curves = tab.curves
    curves.setFocus(Qt.FocusReason.TabFocusReason)
    press(curves, key.Key_Right)
    assert keys(curves)[curves.current] == "all 1"
    press(curves, key.Key_Right, key.Key_Down)
    assert keys(curves)[curves.current].endswith(" 2")
    press(curves, key.Key_Up)
    assert keys(curves)[curves.current] == "all 2"


def test_sums_of_all_cohorts_are_no_curve_beside_single_ones(
    page: DashboardPage, qtbot: QtBot
) -> None:
    tab = show_tab(page, "retention", qtbot)
    choose(tab.metrics, "revenue")
    assert "All cohorts" not in [curve.name for curve in tab.curves.curves]
    choose(tab.metrics, "revenue_per_customer")
    assert tab.curves.curves[0].name == "All cohorts"
    assert [point.value for point in tab.curves.curves[0].points] == [5.0, 15.0, 0.0]


@exhaustive
def test_one_stray_customer_does_not_flatten_the_curves(
    session: Session, tmp_path: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    shop = Shop()
    for number in range(60):
        month = number % 2 + 1
        shop.add(f"o{number}", f"u{number}", f"2020-0{month}-01", 10)
    shop.add("back", "u0", "2020-03-01", 10).add("back2", "u1", "2020-03-15", 10)
    for month in (3, 4, 5):  # a cohort of one customer, who comes in every month
        shop.add(f"lone{month}", "lone", f"2020-0{month}-30", 10)
    show_computed(session, shop.write(tmp_path / "raw"), computed, qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "retention", qtbot)
    if "2020-03" not in series_of(tab):
        click(tab.cohorts, "2020-03")
    assert tab.curves.curves[-1].tiny
    assert tab.curves.span()[1] <= 0.1
    assert tab.cohorts.matrix.strong <= 0.1


def test_the_menu_of_a_cell_says_what_can_be_done(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    tab.cohorts.set_current(keys(tab.cohorts).index("2020-01 1"))
    menu = tab.chart_cards["cohorts"].menu()
    texts = [action.text() for action in menu.actions()]
    drawn = "2020-01" in series_of(tab)
    assert texts[0] == ("Take its curve away" if drawn else "Draw its curve")
    assert texts[1] == "Show the customers"
    menu.actions()[0].trigger()
    assert ("2020-01" in series_of(tab)) is not drawn
    tab.cohorts.set_current(keys(tab.cohorts).index("all 1"))
    assert "Show the customers" not in [
        action.text() for action in tab.chart_cards["cohorts"].menu().actions()
    ]


def test_a_double_click_opens_the_customers_of_the_cell_in_tables(
    window: Window, session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    show_computed(session, raw, computed, qtbot)
    window.show_page("dashboard")
    dashboard = window.page("dashboard")
    assert isinstance(dashboard, DashboardPage)
    settled(dashboard, qtbot)
    tab = show_tab(dashboard, "retention", qtbot)
    double_click(tab.cohorts, "2020-02 2")
    tables: Any = window.page("tables")
    qtbot.waitUntil(lambda: tables.pane.browser.grid is not None, timeout=WAIT)
    settled(dashboard, qtbot)
    assert tables.pane.browser.grid.rows == 1
    assert tables.pane.chips.texts() == [
        "first_at from 2020-02-01 to 2020-02-29",
        "customer_unique_id ordered from 2020-04-01 to 2020-04-30",
    ]


# --- what can be read


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


@exhaustive
def test_curves_stand_beside_the_matrix_where_there_is_room(
    session: Session, years: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    show_computed(session, years, computed, qtbot)
    page = opened(session, qtbot)
    tab = show_tab(page, "retention", qtbot)
    matrix, curves = tab.chart_cards["cohorts"], tab.chart_cards["cohort curves"]
    page.resize(1700, 1000)
    settled(page, qtbot)
    assert curves.x() > matrix.geometry().right()
    assert not tab.cohorts.pager.isVisible()
    page.resize(1090, 1000)
    settled(page, qtbot)
    assert curves.y() > matrix.geometry().bottom()
