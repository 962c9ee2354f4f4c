"""The cohorts in the window: metrics, periods, the calendar, and what is not observed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.palette import LIGHT
from crri_gui.gui.charts.cohorts.matrix import NOBODY, TOGETHER
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.dashboard.driving import (
    choose,
    keys,
    opened,
    settled,
    show_tab,
    spot,
    values,
)


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
        "Retention Rate 0.00 %, too few customers to tell, Orders 0, revenue 0.00, "
        "Revenue per customer of the cohort 0.00"
    )
    assert told["2020-02 3"] == (
        "Cohort Feb 2020, 3 months later, not yet observed: the data ends before"
    )
    assert told["all 1"] == (
        "All cohorts, 1 month later: 25.00 %, 2 cohorts observed that long, "
        "1 of 4 customers active, Retention Rate 25.00 %, too few customers to tell, "
        "Orders 1, revenue 20.00, "
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
