"""What is found, selected, added up and copied on the Tables page."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import View
from crri_gui.gui.pages.tables import TablesPage
from tests.gui.conftest import WAIT
from tests.gui.pages.tables.driving import (
    CONTROL,
    SHIFT,
    click_head,
    go_to,
    open_view,
    place_of,
    press,
    select,
    settle,
)


def test_find_goes_on_and_around(page: TablesPage, qtbot: QtBot) -> None:
    pane = page.pane
    go_to(page, 0, "order_id")
    press(pane.grid, Qt.Key.Key_F, CONTROL)
    assert pane.search.edit.hasFocus()
    QTest.keyClicks(pane.search.edit, "BEN")
    seen = []
    for key, keys in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, SHIFT),
    ):
        press(pane.search.edit, key, keys)
        settle(page, qtbot)
        seen.append((pane.grid.currentIndex().row(), pane.search.answer.text()))
    # Rows 2 and 3 hold it.
    assert seen == [
        (1, "row 2"),
        (2, "row 3"),
        (1, "row 2, around the end"),
        (2, "row 3, around the end"),
    ]
    assert pane.grid.currentIndex().column() == place_of(page, "customer_unique_id")
    pane.search.edit.setText("1,300.00")
    press(pane.search.edit, Qt.Key.Key_F3)
    settle(page, qtbot)
    assert pane.grid.currentIndex().row() == 3
    pane.search.edit.setText("nobody")
    press(pane.search.edit, Qt.Key.Key_Return)
    settle(page, qtbot)
    assert pane.search.answer.text() == "not found"
    press(pane.search.edit, Qt.Key.Key_Escape)
    assert pane.grid.hasFocus()
    pane.search.edit.clear()
    press(pane.grid, Qt.Key.Key_F3)  # nothing to look for: type it
    assert pane.search.edit.hasFocus()


def test_the_foot_adds_up_the_selection(page: TablesPage, qtbot: QtBot) -> None:
    foot = page.pane.foot
    select(page, (0, "order_value"))
    settle(page, qtbot)
    assert foot.selection.text() == ""  # one cell is its own sum
    select(page, (0, "order_value"), (1, "order_value"), (3, "order_value"))
    settle(page, qtbot)
    # 100.10 + 20.00 + 1,300.00 = 1,420.10; / 3 = 473.3666...
    assert foot.selection.text() == (
        "order_value: 3 filled  ·  3 distinct  ·  sum 1,420.10  ·  average 473.37"
        "  ·  20.00 to 1,300.00"
    )
    click_head(page, qtbot, "delivery_days", CONTROL)
    assert foot.selection.text() == (
        "delivery_days: 1 filled  ·  1 distinct  ·  sum 3.00  ·  average 3.00  ·  3.00 to 3.00"
    )
    click_head(page, qtbot, "customer_state", CONTROL)
    assert foot.selection.text() == "customer_state: 4 filled  ·  3 distinct"
    go_to(page, 0, "order_value")
    page.pane.grid.selectAll()
    settle(page, qtbot)
    assert foot.selection.text() == (
        "4 rows \N{MULTIPLICATION SIGN} 9 columns selected  ·  "
        "order_value: 4 filled  ·  4 distinct  ·  "
        "sum 1,427.35  ·  average 356.84  ·  7.25 to 1,300.00"
    )


def test_a_column_is_selected_by_the_keyboard(page: TablesPage, qtbot: QtBot) -> None:
    go_to(page, 2, "order_value")
    press(page.pane.grid, Qt.Key.Key_Space, CONTROL)
    assert page.pane.grid.chosen_cells() == ([place_of(page, "order_value")], [(0, 3)])
    assert page.pane.grid.currentIndex().row() == 2


def test_copied_cells_have_their_headers(page: TablesPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    select(
        page,
        (0, "order_value"),
        (0, "customer_state"),
        (3, "order_value"),
        (3, "customer_state"),
    )
    press(page.pane.grid, Qt.Key.Key_C, CONTROL)
    settle(page, qtbot)
    # Rows 1 and 4 of both columns; what a spreadsheet would run as a formula is kept text.
    assert QGuiApplication.clipboard().text() == (
        "order_value\tcustomer_state\n100.10\tSP\n1300.00\t'=evil\n"
    )


def test_cells_that_form_no_block_are_not_copied_as_one(page: TablesPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    select(page, (0, "order_value"), (3, "customer_state"))
    with qtbot.waitSignal(page._session.said) as said:
        press(page.pane.grid, Qt.Key.Key_C, CONTROL)
    assert said.args == ["Select one block of cells: these are several."]
    assert QGuiApplication.clipboard().text() == "before"


def test_too_many_cells_are_refused_with_a_way_out(page: TablesPage, qtbot: QtBot) -> None:
    con = page._session.results.cursor()  # type: ignore[union-attr]
    con.execute("CREATE TABLE many AS SELECT i, i % 7 AS j FROM range(600000) t(i)")
    con.close()
    open_view(page, qtbot, View("many"))
    QGuiApplication.clipboard().setText("before")
    page.pane.grid.selectAll()
    with qtbot.waitSignal(page._session.said) as said:
        page.pane.copy()
    assert said.args[0] == (
        "1,200,000 cells are too many to copy (up to 1,000,000). Export them instead."
    )
    assert QGuiApplication.clipboard().text() == "before"


def test_only_the_selected_rows_of_a_column_are_added_up(page: TablesPage, qtbot: QtBot) -> None:
    select(page, (0, "order_value"))
    model = page.pane.model
    grid = page.pane.grid
    flag = QItemSelectionModel.SelectionFlag.Select
    for row, name in ((1, "order_value"), (2, "order_id"), (3, "order_id")):
        grid.selectionModel().select(model.index(row, place_of(page, name)), flag)
    settle(page, qtbot)
    qtbot.waitUntil(lambda: "sum" in page.pane.foot.selection.text(), timeout=WAIT)
    assert "sum 120.10" in page.pane.foot.selection.text()
