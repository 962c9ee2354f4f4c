"""Which pages over extension tables there are; new and returning, customers and orders by hand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive
from tests.gui.conftest import WAIT, compute
from tests.gui.dashboard.driving import FOUR
from tests.gui.dashboard.further.driving import cards, opened, settled, tab, values


@exhaustive
def test_a_page_is_shown_where_its_table_was_made(page: DashboardPage, qtbot: QtBot) -> None:
    # All but the predictions are on at a first start.
    further = ("value", "movement", "new_returning", "repeat", "customers_orders")
    assert page.keys == (*FOUR, *further)
    assert not page._bar.isTabVisible(PAGE_KEYS.index("predicted"))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=WAIT)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(page, Qt.Key.Key_6, control)
    assert page.current == "movement"
    QTest.keyClick(page, Qt.Key.Key_9, control)
    assert page.current == "customers_orders"
    settled(page, qtbot)


@exhaustive
def test_without_extension_tables_there_are_the_four_pages(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.settings.put("dashboard/tab", "movement")
    session.set_extensions(frozenset())
    compute(session, small_shop().write(tmp_path / "raw"), qtbot)
    made = opened(session, qtbot)
    assert made.keys == FOUR and made.current == "executive"
    made.save_pdf(tmp_path / "report.pdf")
    settled(made, qtbot)
    # Two sheets for cohorts and for segments, one for each other page and for the definitions.
    assert (tmp_path / "report.pdf").read_bytes().count(b"/Type /Page\n") == 7


def test_a_list_takes_the_place_of_tabs_that_have_no_room(
    page: DashboardPage, qtbot: QtBot
) -> None:
    assert page._bar.isVisible() and not page._tabs.box.isVisible()
    page.resize(600, 900)
    assert page._tabs.box.isVisible() and not page._bar.isVisible()
    assert page._tabs.box.count() == len(page.keys)
    page._tabs.box.setFocus()
    QTest.keyClick(page._tabs.box, Qt.Key.Key_End)
    page._tabs.box.activated.emit(page._tabs.box.currentIndex())
    assert page.current == "customers_orders"
    settled(page, qtbot)
    page.resize(1250, 1100)
    assert page._bar.isVisible() and not page._tabs.box.isVisible()


def test_new_and_returning_by_month(page: DashboardPage, qtbot: QtBot) -> None:
    both = tab(page, "new_returning", qtbot)
    chart = both.charts["revenue of both"]
    # u2 returns in February with 20, u3 in April with 60; nobody buys in March.
    assert [(item.value, item.beside) for item in chart.items] == [
        (0.0, 180.0),
        (20.0, 140.0),
        (0.0, 0.0),
        (60.0, 0.0),
    ]
    assert [item.partial for item in chart.items] == [True, False, False, False]
    assert cards(both) == {
        "New Revenue": "320.00",
        "Returning Revenue": "80.00",
        "Returning Revenue %": "20.00 %",
    }
    orders = both.charts["orders of both"]
    assert [(item.value, item.beside) for item in orders.items] == [
        (0.0, 3.0),
        (1.0, 2.0),
        (0.0, 0.0),
        (1.0, 0.0),
    ]
    assert both.chart_cards["revenue of both"].note.text().startswith("Pale columns: Jan 2020")
    assert both.words.sentences == (
        "Returning customers (1, first order in an earlier month) "
        "bring 100.0 % of the revenue of Apr 2020: 60.00.",
        "75.00 % of the customers have several orders, 75.00 % have them on several days.",
    )
    both.words.copy()
    assert QGuiApplication.clipboard().text() == "\n".join(both.words.sentences)


# --- customers and orders


def test_customers_and_orders_under_every_filter(page: DashboardPage, qtbot: QtBot) -> None:
    shown = tab(page, "customers_orders", qtbot)
    # u1 and u2 are observed for 90 days and came back after ten; o6 came 85 days after o4.
    assert cards(shown) == {
        "First-Time Buyers": "4",
        "Repeat Rate, 90 Days": "100.00 %",
        "Begun Days between Orders": "35.00",
        "Late Order Rate": "40.00 %",
    }
    # New below, returning above: in February u3 and u4, and u2; in April u3.
    assert [(item.value, item.beside) for item in shown.charts["buyers"].items] == [
        (2.0, 0.0),
        (2.0, 1.0),
        (None, None),
        (0.0, 1.0),
    ]
    late = shown.charts["late by state"]
    assert values(late) == {"RJ": 1.0, "SP": 1.0, "": None}
    # A click on Rio filters by it: o3 in time, o5 late, both u2's.
    late.toggled.emit("RJ")
    settled(page, qtbot)
    assert cards(shown)["Late Order Rate"] == "50.00 %"
    assert cards(shown)["First-Time Buyers"] == "1"
