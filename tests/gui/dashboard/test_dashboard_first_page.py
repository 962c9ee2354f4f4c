"""The dashboard's frame and first page: directions, sentences, clicks, chips, enlarging, Back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import Filters
from crri_gui.engine.results import Results
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import changing_shop
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, show_computed
from tests.gui.dashboard.driving import (
    click,
    double_click,
    opened,
    settled,
    show_tab,
    tab_of,
    views,
)
from tests.shops import publish


@pytest.fixture
def raw(changing_raw: Path) -> Path:
    """August 2020 against July 2020 and August 2019; see `changing_shop`."""
    return changing_raw


def card(page: DashboardPage, tab: str, name: str) -> Any:
    return next(made for made in page.tab(tab).cards if made.key == name)


def chips(page: DashboardPage) -> list[str]:
    found = page.filter_bar.findChildren(QPushButton, "chip")
    return [made.text() for made in found if made.isVisible()]


def sentences(page: DashboardPage) -> list[QPushButton]:
    found = page.tab("executive").changes.findChildren(QPushButton, "sentence")
    return [made for made in found if made.isVisible()]


# --- cards


def test_a_card_says_where_its_number_is_going(page: DashboardPage, qtbot: QtBot) -> None:
    revenue = card(page, "executive", "Total Revenue")
    # September has two days; 250 became 400 and 500 became 400.
    assert revenue.told == (
        "Aug 2020: 400.00",
        "▼ -20.0 % against Jul 2020",
        "▲ +60.0 % against Aug 2019",
    )
    assert revenue.sparkline.values[-2:] == (500.0, 400.0)
    assert revenue.accessibleName() == (
        "Total Revenue: 5,157.00 currency of the raw data. "
        "Aug 2020: 400.00; ▼ -20.0 % against Jul 2020; ▲ +60.0 % against Aug 2019"
    )
    repeat = card(page, "executive", "Repeat Rate")
    assert repeat.told == () and not repeat.sparkline.isVisible()
    show_tab(page, "operations", qtbot)
    late = card(page, "operations", "Late Delivery Rate")
    # 19 of 38 against 4 of 40 and none of 50; more late ones are worse, and red besides.
    assert late.told == (
        "Aug 2020: 50.00 %",
        "▲ +40.0 pp against Jul 2020",
        "▲ +50.0 pp against Aug 2019",
    )
    assert [step.objectName() for step in late._steps] == ["worse", "worse"]
    assert [step.objectName() for step in revenue._steps] == ["", ""]


def test_a_card_compares_what_the_filters_leave(page: DashboardPage, qtbot: QtBot) -> None:
    page.filter_bar.set_filters(Filters(("2019-09", "2020-07"), None, frozenset({"SP"})))
    settled(page, qtbot)
    assert card(page, "executive", "Total Orders").told == (
        "Jul 2020: 30",
        "▼ -25.0 % against Jun 2020",
    )
    # One month leaves the line of all, and the dot goes to the month that is told.
    page.filter_bar.set_filters(Filters(("2020-07", "2020-07")))
    settled(page, qtbot)
    revenue = card(page, "executive", "Total Revenue")
    assert revenue.told[0] == "Jul 2020: 500.00"
    line = revenue.sparkline
    picture = line.grab().toImage()
    wide, ratio = line.width() - 7, picture.devicePixelRatio()
    dots = []
    for place in range(len(line.values)):
        across = round((3 + wide * place / (len(line.values) - 1)) * ratio)
        colours = [picture.pixelColor(across, down).name() for down in range(picture.height())]
        if colours.count(page._session.appearance.theme.series[0].lower()) >= 4:
            dots.append(line.values[place])
    assert dots == [500.0]
    page.filter_bar.set_filters(Filters(states=frozenset({"RJ"})))
    settled(page, qtbot)
    # Ten orders are too few for percentages.
    assert card(page, "executive", "Total Orders").told == (
        "Aug 2020: 10",
        "Jul 2020: 10",
        "Aug 2019: 0",
    )


# --- sentences


def test_five_sentences_lead_to_their_rows_and_can_be_copied(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    asked = views(session)
    told = page.tab("executive").changes
    shown = sentences(page)
    assert [made.accessibleName() for made in shown] == list(told.sentences)
    assert len(shown) == 5 and told.sentences[2] == (
        "Revenue of Aug 2020 -20.0 % against Jul 2020 (-100); SP explains 60 % of it."
    )
    assert "without Sep 2020" in told._note.text()
    shown[2].click()
    months = Filter("order_month", "is", ("2020-08", "2020-07"))
    state = Filter("customer_state", "is", ("SP",))
    assert asked.pop() == ("tables", View("master_orders", (months, state)))
    shown[4].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(shown[4], Qt.Key.Key_Return)
    settled(page, qtbot)
    (step, view) = asked.pop()
    assert (step, view.table, view.about) == ("tables", "evidence", told.sentences[4])
    QTest.keyClick(shown[4], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == told.sentences[4]
    told.copy()
    assert QGuiApplication.clipboard().text().splitlines() == list(told.sentences)


def test_the_published_set_is_compared_once_there_is_one(
    page: DashboardPage, session: Session, raw: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = changing_shop()
    shop.order_items = [item for item in shop.order_items if "2020-08/RJ" not in str(item[0])]
    former = publish(shop.write(tmp_path / "raw"), tmp_path / "out")
    session.set_target(former.folder)
    page.hide()
    page.show()
    settled(page, qtbot)
    told = page.tab("executive").changes
    # The ten orders of RJ in August, of 16 each, were worth nothing then.
    assert len(told.sentences) == 5
    assert re.fullmatch(
        r"Against the set published on \d{4}-\d\d-\d\d: revenue \+160\.00 \(\+3\.2 %\), "
        r"as many orders; 1 month restated, 0 new\.",
        told.sentences[0],
    )
    page.filter_bar.set_filters(Filters(("2019-08", "2019-08")))
    settled(page, qtbot)
    assert list(told.sentences) == [
        "Aug 2019 is the first complete month: there is none before it to compare it with."
    ]


# --- clicks, chips and Back


def test_a_click_on_a_month_filters_and_a_chip_says_so(page: DashboardPage, qtbot: QtBot) -> None:
    tab = tab_of(page, "executive")
    assert chips(page) == [] and page.filter_bar.hint.isVisible()
    click(tab.revenue, "2020-07")
    settled(page, qtbot)
    assert page.filter_bar.filters.months == ("2020-07", "2020-07")
    assert chips(page) == ["Jul 2020  ✕"]
    assert card(page, "executive", "Total Revenue").text == "500.00"
    # The line of one month would say nothing: the others stay, and step back.
    assert len(tab.revenue.items) == 14
    assert [item.key for item in tab.revenue.items if not item.muted] == ["2020-07"]
    click(tab.revenue, "2020-06")
    settled(page, qtbot)
    assert chips(page) == ["Jun 2020  ✕"]
    click(tab.states, "SP")
    settled(page, qtbot)
    assert chips(page) == ["Jun 2020  ✕", "SP  ✕"]
    page.filter_bar.findChildren(QPushButton, "chip")[0].click()
    settled(page, qtbot)
    assert page.filter_bar.filters == Filters(states=frozenset({"SP"}))
    click(tab.states, "SP")
    settled(page, qtbot)
    assert chips(page) == [] and not page.filter_bar.reset_button.isVisible()


def test_two_clicks_show_rows_and_leave_the_filters_as_they_were(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    asked = views(session)
    page.filter_bar.set_filters(Filters(("2020-01", "2020-08")))
    settled(page, qtbot)
    tab = tab_of(page, "executive")
    double_click(tab.revenue, "2020-07")
    settled(page, qtbot)
    july = View("master_orders", (Filter("order_month", "is", ("2020-07",)),))
    assert asked == [("tables", july)]
    assert page.filter_bar.filters == Filters(("2020-01", "2020-08"))


@exhaustive
def test_complete_months_only_leaves_out_what_is_not_whole(
    page: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = tab_of(page, "executive")
    assert [item.key for item in tab.revenue.items if item.partial] == ["2020-09"]
    assert "Sep 2020 (not whole" in tab.chart_cards["revenue by month"].note.text()
    assert "Sep 2020" in page.filter_bar.complete.toolTip()
    page.filter_bar.complete.click()
    settled(page, qtbot)
    assert card(page, "executive", "Total Revenue").text == "5,150.00"  # without the 7
    assert tab.revenue.items[-1].key == "2020-08"
    assert tab.chart_cards["revenue by month"].note.text() == ""
    asked = views(session)
    double_click(tab.states, "SP")
    months = asked.pop()[1].filters[1]
    assert months == Filter("order_month", "is_not", ("2020-09",))
    again = opened(session, qtbot)
    assert again.filter_bar.complete.isChecked()


@exhaustive
def test_alt_left_returns_to_where_the_keyboard_was(
    window: Window, session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> None:
    show_computed(session, raw, computed, qtbot)
    window.show_page("dashboard")
    page = window.page("dashboard")
    assert isinstance(page, DashboardPage)
    settled(page, qtbot)
    chart = tab_of(page, "executive").revenue
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.step == "tables" and not session.queries.busy, timeout=WAIT)
    back = next(made for made in window.actions() if made.shortcut().toString() == "Alt+Left")
    back.trigger()
    assert window.step == "dashboard"
    assert window.focusWidget() is chart
    back.trigger()
    assert window.step == "source"
    back.trigger()
    assert window.step == "source"


# --- charts


def test_a_double_click_on_the_head_enlarges_a_chart_and_escape_brings_it_back(
    page: DashboardPage, qtbot: QtBot
) -> None:
    page.resize(1090, 700)
    settled(page, qtbot)
    tab = tab_of(page, "executive")
    made = tab.chart_cards["revenue by state"]
    small = made.size()
    QTest.mouseDClick(made, Qt.MouseButton.LeftButton, pos=QPoint(40, 16))
    settled(page, qtbot)
    assert made.width() > 2 * small.width() and made.height() > small.height()
    assert not tab.chart_cards["revenue by month"].isVisible()
    assert "Back to the page (Esc)" in [action.text() for action in made.menu().actions()]
    assert made.chart.hasFocus()
    click(made.chart, "RJ")  # it goes on filtering
    settled(page, qtbot)
    assert chips(page) == ["RJ  ✕"]
    QTest.keyClick(made.chart, Qt.Key.Key_Escape)
    settled(page, qtbot)
    assert tab.chart_cards["revenue by month"].isVisible()
    # In its place again, give or take the page's scroll bar.
    beside = tab.chart_cards["revenue by month"].geometry()
    assert made.geometry().left() > beside.right() and made.geometry().top() == beside.top()
    assert abs(made.width() - small.width()) < 20


def test_a_chart_is_copied_as_a_picture_and_as_a_table(page: DashboardPage) -> None:
    made = page.tab("executive").chart_cards["revenue by state"]
    actions = {action.text(): action for action in made.menu().actions()}
    actions["Copy as picture"].trigger()
    assert QGuiApplication.clipboard().image().width() > 1000
    actions["Copy as table"].trigger()
    assert QGuiApplication.clipboard().text().splitlines()[0].startswith("customer_state\t")


# --- paper


def test_the_report_names_shop_and_day_and_has_the_sentences(
    page: DashboardPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page.save_pdf(tmp_path / "report.pdf")
    settled(page, qtbot)
    report = page.report()
    assert report.shop == "raw"
    assert len(report.printed) == len("2020-01-01")
    assert b"/Title" in (tmp_path / "report.pdf").read_bytes()
