"""The dashboard page: before and after a run, its numbers, and what is partial or tiny."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop, trap_shop
from tests.effort import exhaustive
from tests.gui.conftest import compute
from tests.gui.dashboard.driving import (
    cards,
    keys,
    opened,
    settled,
    show_tab,
    tab_of,
    values,
)
from tests.shops import Shop

# --- before and after a run


def test_before_a_run_the_page_says_what_to_do(session: Session, qtbot: QtBot) -> None:
    page = DashboardPage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    page.show()
    assert page._layers.currentWidget() is page._empty
    assert page._empty.shown.button.text() == "Choose folder…"
    assert page.tabs == {}


@exhaustive
def test_results_that_come_while_the_page_is_shown_appear(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = DashboardPage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    page.show()
    compute(session, small_shop().write(tmp_path / "raw"), qtbot)
    settled(page, qtbot)
    assert cards(tab_of(page, "executive"))["Total Revenue"] == "400.00"


@exhaustive
def test_a_second_run_replaces_the_numbers(
    page: DashboardPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = Shop().add("o1", "u1", "2021-05-03", 7, state="BA")
    compute(session, shop.write(tmp_path / "other"), qtbot)
    settled(page, qtbot)
    tab = tab_of(page, "executive")
    assert cards(tab)["Total Revenue"] == "7.00"
    assert values(tab.states) == {"BA": 7.0}
    assert keys(tab.revenue) == ["2021-05"]


# --- the four pages in numbers


def test_executive_overview(page: DashboardPage) -> None:
    tab = tab_of(page, "executive")
    assert cards(tab) == {
        "Total Revenue": "400.00",
        "Active Customers": "4",
        "Total Orders": "7",
        "AOV": "57.14",  # 400 / 7
        "Repeat Rate": "75.00 %",
    }
    # In March nobody bought: sales stopped, and the line says so
    assert values(tab.revenue) == {
        "2020-01": 180.0,
        "2020-02": 160.0,
        "2020-03": 0.0,
        "2020-04": 60.0,
    }
    assert values(tab.states) == {"SP": 290.0, "": 60.0, "RJ": 50.0}
    assert tab.states.items[1].label == "(blank)"
    assert tab.revenue.describe(1) == (
        "Feb 2020, Total Revenue 160.00, Total Orders 3, Active Customers 3, MoM Growth -11.1 %"
    )


def test_retention_and_cohorts(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "retention", qtbot)
    assert cards(tab) == {
        "Repeat Rate": "75.00 %",
        "Repeat Customers": "3",
        "Revenue from Repeat Customers %": "75.00 %",
        "Cohort Size": "4",
    }
    assert values(tab.cohorts) == {
        "2020-01 0": 1.0,
        "2020-01 1": 0.5,
        "2020-01 2": 0.0,
        "2020-01 3": 0.0,
        "2020-02 0": 1.0,
        "2020-02 1": 0.0,
        "2020-02 2": 0.5,
        "2020-02 3": None,  # not yet observed
        "2020-01": 2.0,  # the cohorts themselves
        "2020-02": 2.0,
        "all 0": 1.0,
        "all 1": 0.25,  # of 2 + 2 customers one
        "all 2": 0.25,
        "all 3": 0.0,
        "all": 4.0,
    }
    assert values(tab.rates) == {
        "2020-01": 1.0,
        "2020-02": pytest.approx(2 / 3),
        "2020-03": None,
        "2020-04": 1.0,
    }
    assert values(tab.within) == {
        "7": 0.0,
        "30": 0.5,
        "60": 0.5,
        "90": 1.0,
        "180": None,
        "365": None,
    }
    assert [item.note for item in tab.within.items][:4] == ["of 4", "of 4", "of 4", "of 2"]


def test_customer_segmentation(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "segmentation", qtbot)
    assert cards(tab) == {
        "Customers": "4",
        "High Value Customer %": "25.00 %",
        "High Value share of revenue": "25.00 %",
    }
    assert values(tab.customers) == {"Low Value": 1.0, "Mid Value": 2.0, "High Value": 1.0}
    assert values(tab.revenue) == {"Low Value": 50.0, "Mid Value": 250.0, "High Value": 100.0}
    assert "all 4 customers" in tab.chart_cards["frequency and monetary"].note.text()
    named = {item.label: item.value for item in tab.named.items if item.value}
    assert named == {"Champions": 1.0, "Promising": 1.0, "At Risk": 2.0}
    filled = {item.key: item.label for item in tab.grid.items if item.value}
    assert filled == {"14": "At Risk", "24": "At Risk", "41": "Promising", "54": "Champions"}
    assert tab.grid.describe(keys(tab.grid).index("54")) == (
        "Champions, 1 customer, Recency score 5, frequency score 4, Revenue 100.00, 25.0 % of all"
    )


def test_operations(page: DashboardPage, qtbot: QtBot) -> None:
    tab = show_tab(page, "operations", qtbot)
    assert cards(tab) == {
        "Avg Delivery Days": "5.60",
        "Late Delivery Rate": "40.00 %",
        "Avg Review Score": "3.50",
        "Total Orders": "7",
    }
    months = ["2020-01", "2020-02", "2020-03", "2020-04"]
    assert [values(tab.days)[month] for month in months] == [16 / 3, 6.0, None, None]
    assert [values(tab.late)[month] for month in months] == [1 / 3, 0.5, None, None]
    assert [values(tab.score)[month] for month in months] == [3.5, 3.5, None, None]
    assert values(tab.types) == {"card": 4.0, "boleto": 2.0, "voucher": 1.0}


# --- zero, not yet observed, partial


def test_partial_months_are_marked_and_told(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    shop = Shop()
    for number, day in enumerate(["01-05", "01-20", "02-03", "02-20", "03-02", "03-10"]):
        shop.add(f"o{number}", f"u{number % 4}", f"2020-{day}", 10)
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    page = opened(session, qtbot)
    tab = tab_of(page, "executive")
    # The data begins on 5 January and ends on 10 March.
    assert [item.key for item in tab.revenue.items if item.partial] == ["2020-01", "2020-03"]
    assert "partial" in tab.revenue.describe(2)
    assert (
        tab.chart_cards["revenue by month"].note.text()
        == "Hollow dots: Jan 2020, Mar 2020 (not whole: the data begins or ends within)."
    )
    cohorts = show_tab(page, "retention", qtbot).cohorts
    partial = {item.key for item in cohorts.items if item.partial}
    assert partial == {"2020-01 0", "2020-01 2", "2020-02 1"}
    assert "the data does not cover the whole month" in cohorts.describe(
        keys(cohorts).index("2020-01 2")
    )


def test_what_is_tiny_or_misleads_alone_is_told(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, trap_shop().write(tmp_path / "raw"), qtbot)
    page = opened(session, qtbot)
    tab = tab_of(page, "executive")
    # Every month but one has three who split a basket; from 2023-10 to 2024-04, three of whom
    # come back after 60 days, and the one of February does in every month.
    assert tab.cards[4].key == "Repeat Rate"
    assert tab.cards[4].beside == "55.8 % of repeat customers bought on one day only"  # 24 of 43
    assert "55.8 %" in tab.cards[4].accessibleName()
    tab = show_tab(page, "retention", qtbot)
    again = {item.key: item.beside for item in tab.rates.items}
    # The last order is of 2024-06-02: only months whose end lies 90 days before are told.
    assert again["2023-10"] == pytest.approx(6 / 30)
    assert again["2024-02"] == 1.0
    assert [again[month] for month in ("2024-03", "2024-06", "2024-08")] == [None, None, None]
    assert "Late months have had less time" in tab.rates.caption
    # February is one customer, whose 100 % is left out of the scale and of the colours.
    assert [item.key for item in tab.rates.items if item.tiny] == ["2024-02"]
    assert tab.rates.span()[1] < 0.5
    tiny = {
        item.key
        for item, cell in zip(tab.cohorts.items, tab.cohorts.matrix.cells, strict=False)
        if cell.tiny
    }
    assert {key for key in tiny if key.startswith("2024-02")} == {
        f"2024-02 {later}" for later in range(7)
    }
    assert "2023-10 4" in tiny and "2023-10 3" not in tiny  # the month is tiny, too
    assert tab.cohorts.matrix.strong < 0.5
    tab = show_tab(page, "operations", qtbot)
    assert tab.cards[1].beside == "16 more: overdue, no delivery date"
    assert "of 11 orders judged" in tab.late.describe(0)
