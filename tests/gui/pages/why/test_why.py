"""Why this number? From any number of the window to the line of a raw file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crri_gui.dashboard.pages import PAGE_KEYS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.asked import (
    LineAsked,
    MeasureAsked,
    OrderAsked,
)
from crri_gui.engine.explain.explanation import explain
from crri_gui.engine.query.browse import Filter, View
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.pages.statement import StatementCard
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT
from tests.gui.pages.why.driving import CONTROL, answer, asked_by, idle, show_tab
from tests.shops import FILES

# --- an error in a raw file, looked for from the dashboard


def test_a_price_ten_times_too_high_is_found_from_a_card(
    dashboard: DashboardPage, session: Session, raw: Path, qtbot: QtBot
) -> None:
    tab = show_tab(dashboard, session, "executive", qtbot)
    [card] = [card for card in tab.cards if card.name == "Total Revenue"]
    assert card.text == "760.00"  # 400 too much but for 40
    # One step: Ctrl+I on the card. The largest row is the current one, and its lines are there.
    QTest.keyClick(card, Qt.Key.Key_I, CONTROL)
    dialog = answer(session, qtbot)
    assert dialog.title.text() == "Total Revenue: 760.00"
    assert "add up to the number exactly" in dialog.verdict.text()
    assert dialog.trail.rows.rows[0][:2] == ("o4", "400.00")
    [item] = [line for line in dialog.trail.found if line.table == "order_items"]
    written = (raw / FILES["order_items"]).read_text(encoding="utf-8").splitlines()
    assert (item.file, item.line) == (FILES["order_items"], 5)
    assert item.text == written[item.line - 1] == "o4,1,400.00,0.00"
    # A second one: the line as it stands there, field by field.
    dialog.trail.lines_view.setCurrentIndex(
        dialog.trail.lines.index(dialog.trail.found.index(item), 0)
    )
    assert dialog.trail.text.toPlainText().startswith("o4,1,400.00,0.00\n\norder_id: o4")
    # Of more rows than are held, the sum is that of all.
    assert session.results is not None and dialog.explanation is not None
    shown = dialog.explanation.parts[0]
    parts = (replace(shown, count=553),)
    dialog.trail.show_explanation(session.results, replace(dialog.explanation, parts=parts))
    said = f"The {len(shown.rows)} largest of 553 rows. Sum of all 553: 760.00"
    assert dialog.trail.count.text() == said


def test_from_a_month_of_a_chart_by_the_keyboard(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    chart = show_tab(dashboard, session, "executive", qtbot).revenue
    chart.setFocus()
    chart.set_current([item.key for item in chart.items].index("2020-02"))
    QTest.keyClick(chart, Qt.Key.Key_I, CONTROL)
    dialog = answer(session, qtbot)
    assert dialog.title.text() == "Total Revenue: 520.00"  # 400 + 20 + 100
    assert [row[0] for row in dialog.trail.rows.rows] == ["o4", "o7", "o5"]
    menu = QMenu()
    chart.set_current(1)
    chart.fill_menu(menu)
    assert [a.text() for a in menu.actions() if "Why" in a.text()] == ["Why this number?\tCtrl+I"]


@pytest.mark.parametrize("by", ["double-click", "Enter"])
def test_a_card_opens_as_the_hint_says(
    by: str, dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(dashboard, session, "executive", qtbot)
    [card] = [card for card in tab.cards if card.name == "Total Revenue"]
    for told in (card.toolTip(), dashboard.filter_bar.hint.text()):
        assert "Ctrl+I" in told
    if by == "Enter":
        card.setFocus()
        QTest.keyClick(card, Qt.Key.Key_Return)
    else:
        # On the number itself, as one does.
        QTest.mouseDClick(card.figure, Qt.MouseButton.LeftButton)
    assert answer(session, qtbot).title.text() == "Total Revenue: 760.00"


# --- every number of the dashboard


def test_every_card_and_mark_asks_about_the_number_that_it_shows(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    from crri_gui.gui.pages.dashboard.cards import written

    def found(asked: Any) -> Any:
        assert session.results is not None
        return explain(RunContext(), session.results, asked)

    dashboard.filter_bar.toggle("states", "SP")
    for key in (key for key in PAGE_KEYS if key != "predicted"):
        tab = show_tab(dashboard, session, key, qtbot)
        for card in tab.cards:
            told = found(tab.number_of_card(card))
            assert told.adds_up
            assert written(card.name, told.value) == card.text, card.key
        for name, chart in tab.charts.items():
            for index, item in enumerate(chart.items):
                asked = chart.questions.number_of(index)
                if asked is None:
                    continue
                told = found(asked)
                assert told.adds_up
                if index < 3:  # the menu of a right click offers what the key asks
                    chart.set_current(index)
                    menu = QMenu()
                    chart.fill_menu(menu)
                    texts = [action.text() for action in menu.actions()]
                    assert "Why this number?\tCtrl+I" in texts and "Show as table" in texts, name
                if isinstance(asked, MeasureAsked):
                    value = None if told.value is None else float(told.value)
                    # A month without orders is drawn as nothing, and blank as a measure.
                    same = value == pytest.approx(item.value or None)
                    assert same or (value or 0) == item.value, (name, item.key)


def test_a_cell_of_the_cohort_matrix_opens_its_customers(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    tab = show_tab(dashboard, session, "retention", qtbot)
    asked = asked_by(session)
    index = [item.key for item in tab.cohorts.items].index("2020-01 1")
    tab.cohorts.set_current(index)
    tab.cohorts.questions.ask_why()
    [one] = asked
    assert isinstance(one, MeasureAsked) and one.measure == "Retention Rate"
    dialog = answer(session, qtbot)
    assert dialog.title.text() == "Retention Rate: 50.00 %"
    assert "1 / 2 = 50.00 %" in dialog.verdict.text()
    # Enter on a customer asks about his orders; Back returns.
    dialog.trail.rows_view.activated.emit(dialog.trail.rows.index(0, 0))
    qtbot.waitUntil(lambda: "50.00 %" not in dialog.title.text(), timeout=WAIT)
    idle(session, qtbot)
    assert [row[0] for row in dialog.trail.rows.rows] == ["o3", "o5"]  # those of u2
    dialog.back.click()
    idle(session, qtbot)
    assert dialog.title.text() == "Retention Rate: 50.00 %"


def test_a_right_click_on_a_card_offers_the_question(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    matrix = show_tab(dashboard, session, "retention", qtbot).cohorts
    matrix.grab()
    index = [item.key for item in matrix.items].index("2020-01 1")
    [spot] = [one for one in matrix._spots if one.item == index]
    # No mouse has moved there before.
    place = spot.area.center().toPoint()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(matrix, QContextMenuEvent(reason, place, matrix.mapToGlobal(place)))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    assert "Why this number?\tCtrl+I" in [action.text() for action in popup.actions()]
    popup.close()
    card = show_tab(dashboard, session, "executive", qtbot).cards[0]
    asked = asked_by(session)
    place = QPoint(5, 5)
    QApplication.sendEvent(
        card, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, card.mapToGlobal(place))
    )
    [menu] = [one for one in card.findChildren(QMenu) if one.isVisible()]
    menu.actions()[0].trigger()
    menu.close()
    assert asked == [MeasureAsked(card.name, NO_FILTERS)]
    answer(session, qtbot)


# --- tables and statements


def test_cells_of_tables_are_orders_customers_and_measures(
    window: Window, dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    window.show_page("tables", View("monthly_revenue"))
    page = window.page("tables")
    assert isinstance(page, TablesPage)
    idle(session, qtbot)
    asked = asked_by(session)
    session.why.disconnect(window._why)
    names = [field.name for field in page.pane.model.fields]
    page.pane.grid.setCurrentIndex(page.pane.model.index(1, names.index("revenue")))
    page.pane.grid.setFocus()
    QTest.keyClick(page.pane.grid, Qt.Key.Key_I, CONTROL)
    page.pane.browser.open(View("master_orders", (Filter("order_id", "is", ("o5",)),)))
    idle(session, qtbot)
    page.pane.asking.why()
    assert asked == [
        MeasureAsked("Total Revenue", Filters(months=("2020-02", "2020-02"))),
        OrderAsked("o5", "master_orders", "order_id"),
    ]


def test_lines_of_statements_answer_to_the_keyboard(
    dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    assert session.results is not None
    [prices] = [one for one in session.results.data.report.statements if one.code == "prices"]
    card = StatementCard(prices)
    qtbot.addWidget(card)
    card.show()
    asked: list[object] = []
    card.why.connect(asked.append)
    lines = [cell for cell in card._cells if cell.focusPolicy() != Qt.FocusPolicy.NoFocus]
    for cell in lines:
        cell.setFocus()
        QTest.keyClick(cell, Qt.Key.Key_I, CONTROL)
    assert asked == [LineAsked("prices", 0), LineAsked("prices", None)]


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("price", "order_items"),
        ("order_value", "order_items"),
        ("payment_type", "order_payments"),
        ("delivery_days", "orders"),
        ("customer_unique_id", "customers"),
        ("order_id", "orders"),
    ],
)
def test_of_an_order_the_raw_line_that_the_cell_comes_from_is_shown(
    column: str, table: str, dashboard: DashboardPage, session: Session, qtbot: QtBot
) -> None:
    session.why.emit(OrderAsked("o4", "order_facts", column))
    trail = answer(session, qtbot).trail
    assert trail.found[trail.lines_view.currentIndex().row()].table == table
