"""Columns of the Tables page: chosen, explained, described by their heads; the whole row."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import Filter, View
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.widgets.basics import tip
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.tables.driving import (
    CONTROL,
    click,
    go_to,
    open_view,
    place_of,
    press,
    settle,
)


def test_columns_are_chosen_and_remembered(page: TablesPage, qtbot: QtBot) -> None:
    pane, box = page.pane, page.pane.column_box
    click(pane.tools.columns)
    names = [box.list.item(place).text() for place in range(box.list.count())]
    assert names[-2:] == ["purchased_at", "is_late"]  # beyond the contract, at first not shown
    assert box.checked() == names[:-2]
    box.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    box.list.item(9).setCheckState(Qt.CheckState.Checked)
    chosen = [field.name for field in pane.model.fields]
    assert "customer_unique_id" not in chosen
    assert chosen[-1] == "purchased_at"
    # At least one stays.
    for place in range(box.list.count()):
        box.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert len(box.checked()) == 1
    for text, count in (("Standard", 9), ("All", 11)):
        [button] = [b for b in box.findChildren(QPushButton) if b.text() == text]
        click(button)
        assert pane.model.columnCount() == count
    box.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    box.hide()
    pane.grid.setColumnWidth(1, 222)
    page.tabs.setCurrentIndex(3)
    settle(page, qtbot)
    again = TablesPage(page._session)
    qtbot.addWidget(again)
    settle(again, qtbot)
    assert again.pane.browser.view == View("rfm_customers")
    open_view(again, qtbot, View("master_orders"))
    assert again.pane.model.fields[0].name == "customer_unique_id"
    assert again.pane.grid.columnWidth(1) == 222


# The whole row, the meaning


def test_the_record_shows_the_whole_row(page: TablesPage, qtbot: QtBot) -> None:
    pane = page.pane
    assert pane.record.isHidden()
    go_to(page, 1, "order_value")
    press(pane.grid, Qt.Key.Key_D, CONTROL)
    assert pane.record.isVisible()
    text = pane.record.text.toPlainText()
    assert "order_value\n20.00" in text
    assert "delivery_days\nblank" in text
    assert "purchased_at\n2017-01-31 12:00:00" in text  # chosen or not
    press(pane.grid, Qt.Key.Key_Down)
    assert "order_value\n7.25" in pane.record.text.toPlainText()
    press(pane.grid, Qt.Key.Key_D, CONTROL)
    assert pane.record.isHidden()


def test_a_long_value_is_shown_in_full_and_as_text(
    page: TablesPage, raw: Path, qtbot: QtBot
) -> None:
    compute(page._session, raw, qtbot)
    con = page._session.results.cursor()  # type: ignore[union-attr]
    long = "<b>word</b> " * 500
    con.execute("UPDATE rejects SET value = ?", [long])
    con.close()
    open_view(page, qtbot, View("rejects"))
    pane = page.pane
    pane.tools.record.setChecked(True)
    go_to(page, 0, "value")
    assert long.strip() in pane.record.text.toPlainText().replace("\n", " ")
    assert len(pane.model.data(pane.grid.currentIndex())) <= 200


def test_the_meaning_of_the_current_column_is_asked_for(page: TablesPage, qtbot: QtBot) -> None:
    go_to(page, 0, "review_score")
    asked: list[str] = []
    page._session.explain.connect(asked.append)
    click(page.pane.tools.explain)
    assert asked == ["review_score"]


# Heads


def test_heads_tell_what_their_columns_hold(page: TablesPage, qtbot: QtBot) -> None:
    header, model = page.pane.grid.header, page.pane.model
    heads = page.pane.grid.heads
    qtbot.waitUntil(lambda: "payment_type" in heads.profiles, timeout=WAIT)
    payment = model.fields[place_of(page, "payment_type")]
    assert header.facts(payment) == ("Text · 100 % filled", "2 distinct")
    page.pane.browser.want_profiles(["delivery_days"])
    qtbot.waitUntil(lambda: "delivery_days" in heads.profiles, timeout=WAIT)
    days = place_of(page, "delivery_days")
    # One of four is delivered.
    assert header.facts(model.fields[days]) == ("Number · 25.0 % filled", "1 distinct")
    tip = header.tip(days)
    assert "Time from purchase to delivery" in tip
    assert "1 filled, 3 blank" in tip
    assert "From 3.00 to 3.00" in tip
    assert "Average 3.00" in tip


def test_profiles_are_of_the_rows_that_are_seen(page: TablesPage, qtbot: QtBot) -> None:
    open_view(page, qtbot, View("master_orders", (Filter("payment_type", "is", ("boleto",)),)))
    heads = page.pane.grid.heads
    qtbot.waitUntil(lambda: "order_value" in heads.profiles, timeout=WAIT)
    assert heads.profiles["order_value"].rows == 2
    assert heads.filtered == {"payment_type"}


def test_only_columns_in_sight_are_looked_at(page: TablesPage, qtbot: QtBot) -> None:
    con = page._session.results.cursor()  # type: ignore[union-attr]
    columns = ", ".join(f"i AS c{number}" for number in range(60))
    con.execute(f"CREATE TABLE wide AS SELECT {columns} FROM range(10) t(i)")
    con.close()
    open_view(page, qtbot, View("wide"))
    grid, known = page.pane.grid, page.pane.browser
    qtbot.waitUntil(lambda: set(grid.columns_in_sight()) <= set(known.profiles), timeout=WAIT)
    assert "c59" not in known.profiles
    grid.scrollTo(page.pane.model.index(0, 59))
    qtbot.waitUntil(lambda: "c59" in known.profiles, timeout=WAIT)
    assert len(known.profiles) < 60


# The first column


def test_the_first_column_stands_still_and_shares_the_selection(
    page: TablesPage, qtbot: QtBot
) -> None:
    con = page._session.results.cursor()  # type: ignore[union-attr]
    columns = ", ".join(f"i AS c{number}" for number in range(30))
    con.execute(f"CREATE TABLE wide_and_long AS SELECT {columns} FROM range(1000) t(i)")
    con.close()
    open_view(page, qtbot, View("wide_and_long"))
    grid = page.pane.grid
    left = grid.frozen.x()
    grid.setCurrentIndex(page.pane.model.index(900, 29))
    assert grid.horizontalScrollBar().value() > 0
    assert grid.frozen.x() == left
    assert grid.frozen.verticalScrollBar().value() == grid.verticalScrollBar().value() > 0
    assert grid.frozen.selectionModel() is grid.selectionModel()
    assert grid.frozen.columnWidth(0) == grid.columnWidth(0)
    # Going left, no column ends up below the first one.
    for place in range(28, 0, -1):
        grid.setCurrentIndex(page.pane.model.index(900, place))
        assert grid.visualRect(grid.currentIndex()).left() >= grid.frozen.width() - 1
    grid.frozen_header.resizeSection(0, 240)
    assert grid.columnWidth(0) == grid.frozen.width() == 240


def test_html_in_the_data_is_text_in_tool_tips() -> None:
    assert tip("no sign of it") == "no sign of it"
    shown = tip("<img src='//server/x'> & more\nof it")
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert "<br>of it" in shown
