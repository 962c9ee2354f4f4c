"""The dashboard page: its numbers, filters, drill-down, keyboard, pictures and report."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGES
from crri_gui.dashboard.palette import LIGHT
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.errors import OutputError
from crri_gui.gui.charts import pictures
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.dashboard.paper.pdf_report import landscape
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop, trap_shop
from tests.effort import exhaustive
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT, compute
from tests.gui.dashboard.driving import (
    cards,
    choose,
    click,
    double_click,
    keys,
    opened,
    press,
    settled,
    show_tab,
    spot,
    tab_of,
    values,
    views,
)
from tests.shops import Shop

FOUR = ("executive", "retention", "segmentation", "operations")


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


# --- filters


def test_filters_reach_what_they_reach(page: DashboardPage, qtbot: QtBot) -> None:
    for key in page.keys:
        show_tab(page, key, qtbot)
    # The pages stand for themselves: one that no filter reaches is not asked again.
    show_tab(page, "segmentation", qtbot)
    page.filter_bar.set_filters(
        Filters(("2020-01", "2020-02"), frozenset({"boleto"}), frozenset({"SP"}))
    )
    assert not page._session.queries.busy
    shown = {key: cards(show_tab(page, key, qtbot)) for key in page.keys}
    assert shown["executive"]["Total Revenue"] == "50.00"  # o2 alone
    assert shown["retention"]["Repeat Rate"] == "100.00 %"
    assert shown["retention"]["Cohort Size"] == "4"
    assert shown["segmentation"]["Customers"] == "4"
    assert shown["operations"]["Total Orders"] == "6"  # the months act, nothing else
    assert len(values(tab_of(page, "retention").cohorts)) == 15
    assert keys(tab_of(page, "operations").types) == ["card", "boleto", "voucher"]


def test_the_filter_bar_shows_what_acts_on_the_page(page: DashboardPage, qtbot: QtBot) -> None:
    bar = page.filter_bar
    shown = {}
    for key in page.keys:
        show_tab(page, key, qtbot)
        shown[key] = (bar._from.isVisible(), bar._types.isVisible(), bar._note.text() != "")
    assert {key: shown[key] for key in FOUR} == {
        "executive": (True, True, False),
        "retention": (True, True, True),
        "segmentation": (False, False, True),
        "operations": (True, False, True),
    }


def test_a_month_range_is_chosen_and_kept_in_order(page: DashboardPage, qtbot: QtBot) -> None:
    bar = page.filter_bar
    choose(bar._from, "2020-02")
    settled(page, qtbot)
    assert bar.filters.months == ("2020-02", "2020-04")
    assert cards(tab_of(page, "executive"))["Total Revenue"] == "220.00"
    assert keys(tab_of(page, "executive").revenue) == ["2020-02", "2020-03", "2020-04"]
    choose(bar._to, "2020-01")
    assert bar.filters.months == ("2020-01", "2020-01")
    assert bar._from.currentData() == "2020-01"
    choose(bar._to, "2020-04")
    assert bar.filters.months is None
    assert not bar.reset_button.isVisible()


def test_payment_types_are_checked_and_reset(page: DashboardPage, qtbot: QtBot) -> None:
    bar = page.filter_bar
    boxes = dict(bar._type_boxes)
    boxes["card"].trigger()
    boxes["boleto"].trigger()
    settled(page, qtbot)
    assert bar.filters.payment_types == frozenset({"voucher"})
    assert "voucher" in bar._types.text()
    assert cards(tab_of(page, "executive"))["Repeat Rate"] == "0.00 %"
    bar.reset_button.click()
    settled(page, qtbot)
    assert all(box.isChecked() for _, box in bar._type_boxes)
    assert cards(tab_of(page, "executive"))["Total Revenue"] == "400.00"


def test_a_click_on_a_state_filters_and_its_chip_takes_it_out(
    page: DashboardPage, qtbot: QtBot
) -> None:
    tab = tab_of(page, "executive")
    click(tab.states, "RJ")
    settled(page, qtbot)
    assert cards(tab)["Total Revenue"] == "50.00"
    assert {item.key: item.muted for item in tab.states.items} == {
        "SP": True,
        "": True,
        "RJ": False,
    }
    click(tab.states, "")
    settled(page, qtbot)
    assert cards(tab)["Total Revenue"] == "110.00"
    chips = {made.text(): made for made in page.filter_bar.findChildren(QPushButton, "chip")}
    chips["RJ  ✕"].click()
    settled(page, qtbot)
    assert cards(tab)["Total Revenue"] == "60.00"


@exhaustive
def test_filters_and_tab_are_remembered(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    chosen = Filters(("2020-01", "2020-02"), frozenset({"card", "boleto"}), frozenset({"", "SP"}))
    page.filter_bar.set_filters(chosen)
    show_tab(page, "operations", qtbot)
    again = opened(session, qtbot)
    assert again.filter_bar.filters == chosen
    assert again.current == "operations"


@exhaustive
def test_remembered_filters_that_no_longer_fit_are_dropped(
    page: DashboardPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.filter_bar.set_filters(
        Filters(("2020-01", "2020-02"), frozenset({"voucher"}), frozenset({"SP", "RJ"}))
    )
    shop = Shop().add("o1", "u1", "2021-05-03", 7, state="SP")
    compute(session, shop.write(tmp_path / "other"), qtbot)
    settled(page, qtbot)
    assert page.filter_bar.filters == Filters(states=frozenset({"SP"}))
    assert cards(tab_of(page, "executive"))["Total Revenue"] == "7.00"


def test_the_former_picture_stays_until_the_new_one_is_there(page: DashboardPage) -> None:
    tab = tab_of(page, "executive")
    before = tab.revenue.grab().toImage()
    page.filter_bar.set_filters(Filters(states=frozenset({"RJ"})))
    assert page._busy_label.text() == "Updating…"
    assert tab.revenue.grab().toImage() == before
    assert cards(tab)["Total Revenue"] == "400.00"


@exhaustive
def test_many_states_are_counted_behind_the_first_chips(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop, states = Shop(), ["SP", "RJ", "MG", "BA", "PR", "RS", "SC"]
    for number, state in enumerate(states):
        shop.add(f"o{number}", f"u{number}", "2020-01-31", 10, state=state)
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    page = opened(session, qtbot)
    page.filter_bar.set_filters(Filters(states=frozenset(states)))
    settled(page, qtbot)
    assert len(page.filter_bar.findChildren(QPushButton, "chip")) == 5
    assert "and 2 more" in {made.text() for made in page.filter_bar.findChildren(QLabel)}


@exhaustive
def test_a_question_that_fails_is_told_and_the_picture_stays(
    page: DashboardPage, session: Session, raw: Path, qtbot: QtBot
) -> None:
    compute(session, raw, qtbot)
    settled(page, qtbot)
    problems: list[Any] = []
    session.problem.connect(problems.append)
    assert session.results is not None
    session.results.data.con.execute("DROP TABLE month_calendar")
    page.filter_bar.set_filters(Filters(states=frozenset({"RJ"})))
    settled(page, qtbot)
    assert "month_calendar" in problems[0].details
    assert page._busy_label.text() == ""
    assert cards(page.tab("executive"))["Total Revenue"] == "400.00"


# --- drill-down


def test_double_clicks_show_the_rows_behind(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    asked = views(session)
    page.filter_bar.set_filters(Filters(payment_types=frozenset({"card", "boleto"})))
    settled(page, qtbot)
    double_click(tab_of(page, "executive").revenue, "2020-02")
    payment = Filter("payment_type", "is", ("boleto", "card"))
    month = Filter("order_month", "is", ("2020-02",))
    assert asked.pop() == ("tables", View("master_orders", (month, payment)))
    tab = show_tab(page, "segmentation", qtbot)
    double_click(tab.customers, "High Value")
    high = View("rfm_customers", (Filter("segment", "is", ("High Value",)),))
    assert asked.pop() == ("tables", high)
    double_click(tab.grid, "41")
    cell = (Filter("recency_of_5", "is", (4,)), Filter("frequency_of_5", "is", (1,)))
    assert asked.pop() == ("tables", View("rfm_scored", cell))
    tab = show_tab(page, "operations", qtbot)
    double_click(tab.types, "voucher")
    voucher = View("master_orders", (Filter("payment_type", "is", ("voucher",)),))
    assert asked.pop() == ("tables", voucher)
    tab = show_tab(page, "retention", qtbot)
    double_click(tab.cohorts, "2020-01 1")
    first = Filter("first_at", "range", ("2020-01-01", "2020-01-31"))
    again = Filter("customer_unique_id", "ordered", ("2020-02-01", "2020-02-29"))
    assert asked.pop() == ("tables", View("customer_orders", (first, again)))
    assert asked == []


def test_a_cohorts_name_shows_its_customers(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.query.browse import open_grid

    asked = views(session)
    tab = show_tab(page, "retention", qtbot)
    double_click(tab.cohorts, "2020-02")
    _, view = asked.pop()
    assert session.results is not None
    with session.results.cursor() as con:
        grid = open_grid(DuckDB(RunContext(), con), view)
        found = con.execute(f"SELECT customer_unique_id FROM {grid.source}").fetchall()
    assert {customer for (customer,) in found} == {"u3", "u4"}


def test_a_double_click_on_a_state_shows_its_orders(page: DashboardPage, session: Session) -> None:
    asked = views(session)
    double_click(tab_of(page, "executive").states, "RJ")
    rio = View("master_orders", (Filter("customer_state", "is", ("RJ",)),))
    assert asked == [("tables", rio)]
    # The first of the two clicks has filtered, and was taken back.
    assert page.filter_bar.filters == Filters()


def test_a_question_mark_asks_what_a_measure_means(page: DashboardPage, session: Session) -> None:
    asked: list[str] = []
    session.explain.connect(asked.append)
    for card in tab_of(page, "executive").cards:
        (button,) = card.findChildren(QPushButton)
        button.click()
    assert asked == ["Total Revenue", "Active Customers", "Total Orders", "AOV", "Repeat Rate"]


# --- hover and keyboard


def test_the_mouse_brings_the_exact_value(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").revenue
    blank = chart.grab().toImage()
    QTest.mouseMove(chart, spot(chart, "2020-04"))
    QTest.qWait(20)
    assert chart.current == 3
    assert "Total Revenue 60.00" in chart.accessibleDescription()
    assert chart.grab().toImage() != blank
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.current is None
    assert chart.grab().toImage() == blank


def test_arrows_enter_and_escape(page: DashboardPage, session: Session) -> None:
    asked = views(session)
    chart = tab_of(page, "executive").revenue
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key
    press(chart, key.Key_Right, key.Key_Right)
    assert chart.current == 1
    press(chart, key.Key_End)
    assert chart.current == 3
    press(chart, key.Key_Right, key.Key_Left, key.Key_Left)
    assert chart.current == 1
    press(chart, key.Key_Home, key.Key_Return)
    assert asked == [
        ("tables", View("master_orders", (Filter("order_month", "is", ("2020-01",)),)))
    ]
    press(chart, key.Key_Escape)
    assert chart.current is None


def test_space_filters_by_the_state_at_the_cursor(page: DashboardPage, qtbot: QtBot) -> None:
    chart = tab_of(page, "executive").states
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    press(chart, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    settled(page, qtbot)
    assert page.filter_bar.filters.states == frozenset({"RJ"})


def test_arrows_walk_the_matrix_and_its_cohorts(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "retention", qtbot).cohorts
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key
    press(chart, key.Key_Right)
    assert keys(chart)[chart.current] == "all 0"
    press(chart, key.Key_Down)
    assert keys(chart)[chart.current] == "2020-01 0"
    press(chart, key.Key_Right, key.Key_Down)
    assert keys(chart)[chart.current] == "2020-02 1"
    press(chart, key.Key_Left, key.Key_Left)
    assert keys(chart)[chart.current] == "2020-02"
    press(chart, key.Key_Up)
    assert keys(chart)[chart.current] == "2020-01"
    press(chart, key.Key_Up)
    assert keys(chart)[chart.current] == "all"
    press(chart, key.Key_Up)
    assert keys(chart)[chart.current] == "all"


def test_arrows_walk_the_grid_of_segments(page: DashboardPage, qtbot: QtBot) -> None:
    chart = show_tab(page, "segmentation", qtbot).grid
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key
    press(chart, key.Key_Down, key.Key_Down, key.Key_Right)
    assert keys(chart)[chart.current] == "42"
    press(chart, key.Key_Up, key.Key_Up)
    assert keys(chart)[chart.current] == "52"


def test_the_frame_of_the_focus_is_seen(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").revenue
    before = chart.grab().toImage()
    page.activateWindow()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.qWait(10)
    assert chart.hasFocus()
    assert chart.grab().toImage() != before


def test_control_and_a_number_choose_the_page(page: DashboardPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=WAIT)
    tab_of(page, "executive").revenue.setFocus()
    for number, key in enumerate(page.keys, 1):
        QTest.keyClick(page, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert page.current == key
    settled(page, qtbot)


def test_every_control_has_a_name_and_charts_can_be_reached(
    page: DashboardPage, qtbot: QtBot
) -> None:
    for key in page.keys:
        tab = show_tab(page, key, qtbot)
        for control in tab.findChildren(QAbstractButton):
            assert control.accessibleName() or control.text(), control
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
        for card in tab.chart_cards.values():
            assert card.chart.accessibleName() == card.chart.title
            assert card.chart.focusPolicy() & Qt.FocusPolicy.TabFocus


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


# --- the scatter


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


# --- pictures, values, report


def every_chart(page: DashboardPage, qtbot: QtBot) -> list[Chart]:
    cards = [card for key in page.keys for card in show_tab(page, key, qtbot).chart_cards.values()]
    return [card.chart for card in cards if card.chart.items]


@exhaustive
@pytest.mark.long
def test_every_chart_is_saved_as_png_and_svg(
    page: DashboardPage, tmp_path: Path, qtbot: QtBot
) -> None:
    charts = every_chart(page, qtbot)
    assert len(charts) > sum(len(one.window_charts) for one in PAGES if not one.asked_with) >= 13
    for number, chart in enumerate(charts):
        png, svg = tmp_path / f"{number}.png", tmp_path / f"{number}.svg"
        pictures.save_png(chart, png)
        pictures.save_svg(chart, svg)
        image = QImage(str(png))
        assert image.width() > 1000
        assert QColor(image.pixel(2, 2)).name() == LIGHT.surface
        small = image.scaled(100, 50)
        assert len({small.pixel(x, y) for x in range(100) for y in range(50)}) > 5
        renderer = QSvgRenderer(str(svg))
        assert renderer.isValid()
        assert renderer.defaultSize().width() > 500
        assert "<image" not in svg.read_text(encoding="utf-8")  # lines and letters


def test_pictures_are_light_whatever_the_theme(
    page: DashboardPage, session: Session, tmp_path: Path
) -> None:
    chart = tab_of(page, "executive").revenue
    pictures.save_png(chart, tmp_path / "light.png")
    light = chart.grab().toImage()
    session.appearance.choose("dark")
    try:
        pictures.save_png(chart, tmp_path / "dark.png")
        dark = chart.grab().toImage()
    finally:
        session.appearance.choose("light")
    assert QImage(str(tmp_path / "dark.png")) == QImage(str(tmp_path / "light.png"))
    assert dark != light


def test_the_menu_saves_where_the_user_says(
    page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    said: list[str] = []
    session.said.connect(said.append)
    actions = {action.text(): action for action in card.menu().actions()}
    pick_file(monkeypatch, tmp_path / "chart.svg")
    actions["Save as SVG…"].trigger()
    assert QSvgRenderer(str(tmp_path / "chart.svg")).isValid()
    pick_file(monkeypatch, tmp_path / "chart.png")
    actions["Save as PNG…"].trigger()
    assert not QImage(str(tmp_path / "chart.png")).isNull()
    assert len(said) == 2
    pick_file(monkeypatch, None)
    actions["Save as PNG…"].trigger()
    assert len(said) == 2


def test_a_picture_that_cannot_be_written_is_told(
    page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    problems: list[OutputError] = []
    session.problem.connect(problems.append)
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    for name in ("x.png", "x.svg"):
        pick_file(monkeypatch, tmp_path / "no such folder" / name)
        action = "Save as PNG…" if name.endswith("png") else "Save as SVG…"
        next(made for made in card.menu().actions() if made.text() == action).trigger()
    assert len(problems) == 2
    assert all(isinstance(problem, OutputError) for problem in problems)


def test_values_are_copied_for_a_spreadsheet(page: DashboardPage, qtbot: QtBot) -> None:
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    next(made for made in card.menu().actions() if made.text() == "Copy as table").trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["order_month", "Total Revenue", "Total Orders"]
    assert lines[1].split("\t") == ["2020-01", "180", "3", "2", ""]
    assert lines[3].split("\t") == ["2020-03", "0", "0", "0", "-1"]
    tab = show_tab(page, "retention", qtbot)
    tab.cohorts.copy_values()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1].split("\t") == ["all", "4", "1", "0.25", "0.25", "0"]
    assert lines[2].split("\t") == ["2020-01", "2", "1", "0.5", "0", "0"]
    assert lines[3].split("\t") == ["2020-02", "2", "1", "0", "0.5", ""]
    show_tab(page, "segmentation", qtbot).scatter.copy_values()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[1].split("\t") == ["u4", "1", "1", "100", "Mid Value"]
    assert len(lines) == 5


def test_the_menu_of_a_mark_filters_and_shows_rows(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").states
    chart.set_current(0)
    texts = [
        action.text()
        for action in tab_of(page, "executive").chart_cards["revenue by state"].menu().actions()
    ]
    assert texts[:2] == ["Filter the page by this", "Show the rows in Tables"]


def sheets_of(page: DashboardPage) -> int:
    """Those of the pages, and two for the definitions of so many measures."""
    return sum(len(page.tab(key).print_layouts()) for key in page.keys) + 2


def test_the_report_has_all_pages_in_lines_and_letters(
    page: DashboardPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")
    settled(page, qtbot)
    content = (tmp_path / "report.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == sheets_of(page)
    assert re.search(rb"/Count %d\b" % (sheets_of(page)), content)
    boxes = [float(number) for number in re.findall(rb"/MediaBox \[0 0 ([\d.]+)", content)]
    assert boxes and all(abs(width - 842) < 1 for width in boxes)  # A4 lying, in points
    assert b"/Subtype /Image" not in content


@exhaustive
def test_a_printer_gets_the_same_pages(
    page: DashboardPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")  # asks for the numbers of all pages
    settled(page, qtbot)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(landscape())
    assert printer.resolution() > 600
    page.report().paint(printer)
    content = (tmp_path / "printed.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", content)) == sheets_of(page)
    assert b"/Subtype /Image" not in content


@exhaustive
def test_a_report_waits_for_the_filters_that_were_changed_meanwhile(
    page: DashboardPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")
    page.filter_bar.set_filters(Filters(("2020-01", "2020-02")))
    settled(page, qtbot)
    qtbot.waitUntil((tmp_path / "report.pdf").exists, timeout=WAIT)
    assert {key: cards(page.tab(key)) for key in ("executive", "operations")} == {
        "executive": cards(page.tab("executive")),
        "operations": {
            "Avg Delivery Days": "5.60",
            "Late Delivery Rate": "40.00 %",
            "Avg Review Score": "3.50",
            "Total Orders": "6",
        },
    }
    assert cards(page.tab("executive"))["Total Revenue"] == "340.00"


def test_what_the_report_says_of_its_numbers(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    page.filter_bar.set_filters(Filters(("2020-01", "2020-02"), frozenset({"card"})))
    settled(page, qtbot)
    report = page.report()
    assert report.about(page.tab("executive")) == [
        "All data: 7 orders of 4 customers, last order on 2020-04-30  ·  "
        "Jan 2020 to Feb 2020; card",
        "Definitions: recommended",
    ]
    assert report.about(page.tab("segmentation"))[0].endswith("no filter")
    page.filter_bar.filters = Filters(left_out=frozenset({"2020-02", "2020-04"}))
    report = page.report()
    assert report.about(page.tab("executive"))[0].endswith("without Feb 2020, Apr 2020")
    assert report.about(page.tab("segmentation"))[0].endswith("no filter")


@exhaustive
def test_a_report_that_cannot_be_written_is_told(
    page: DashboardPage, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    problems: list[OutputError] = []
    session.problem.connect(problems.append)
    page.save_pdf(tmp_path / "no such folder" / "report.pdf")
    settled(page, qtbot)
    (problem,) = problems
    assert isinstance(problem, OutputError)
    assert problem.file == str(tmp_path / "no such folder" / "report.pdf")


def test_the_report_button_asks_where(
    page: DashboardPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    pick_file(monkeypatch, tmp_path / "asked.pdf")
    menu = page._report_button.menu()
    assert [action.text() for action in menu.actions()] == ["Save as PDF…", "Print…"]
    menu.actions()[0].trigger()
    settled(page, qtbot)
    assert (tmp_path / "asked.pdf").read_bytes().startswith(b"%PDF-")


# --- looks


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


def test_unknown_keys_are_left_to_the_window(page: DashboardPage) -> None:
    chart = tab_of(page, "executive").revenue
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    chart.keyPressEvent(event)
    assert not event.isAccepted()


def test_the_menu_button_opens_the_menu(page: DashboardPage, qtbot: QtBot) -> None:
    card = tab_of(page, "executive").chart_cards["revenue by month"]
    (button,) = card.findChildren(QToolButton)
    button.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None, timeout=WAIT)


def test_payment_types_are_chosen_by_keyboard_and_the_menu_stays(
    page: DashboardPage, qtbot: QtBot
) -> None:
    bar = page.filter_bar
    menu = bar._type_menu
    menu.popup(page.mapToGlobal(page.rect().center()))
    first = menu.actions()[0]
    menu.setActiveAction(first)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert not first.isChecked()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.activeAction() is menu.actions()[1]
    menu.close()
