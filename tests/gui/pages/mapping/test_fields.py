"""Columns are chosen for fields: from a list, by typing, by dragging, by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.conftest import WAIT
from tests.gui.pages.mapping.driving import (
    COUNTED,
    choose,
    counted,
    drop,
    idle,
    map_german,
    opened,
    write,
)

pytestmark = pytest.mark.long


def test_an_unknown_export_opens_its_mapping_and_is_not_run_unseen(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    assert page.fields.rows["order"].chooser.currentText() == "Beleg"
    assert page.fields.rows["order"].origin.text().startswith("● proposed")
    assert page.fields.rows["time"].chooser.currentText() == "wann"
    assert page.fields.rows["goods"].origin.text() == "✕ needed: choose a column"
    assert not page.use.isEnabled()
    assert counted(page, qtbot) == "Still missing: Value of the goods. Choose a column for it."
    page.mapping.edit("order", "")
    several = "Still missing: Order, Value of the goods. Choose a column for each."
    assert counted(page, qtbot) == several
    page.undo.click()
    page.back.click()
    assert source.mapping is None
    assert "kasse.csv" in source._problem.text
    source.map.click()
    assert source.mapping is page


@exhaustive
def test_a_total_that_is_a_product_is_of_each_row_and_added_up(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    choose(page, "paid", "Anz * Betrag netto")
    assert counted(page, qtbot).startswith(COUNTED)
    side = page.fields.rows["paid"].side
    assert side is not None and side.isVisibleTo(page)
    assert side.currentText() == "one amount per row"
    # B1 is 2 x 10.00 + 5.50, not the 20.00 of its first row: 163.50 as the goods are.
    told = page.mapping.consequences
    assert told is not None and told.amounts.paid == told.amounts.goods
    idle(session, qtbot)


def test_a_click_on_the_text_of_a_field_opens_its_list_and_typing_writes(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    chooser = page.fields.rows["goods"].chooser
    line, view = chooser.lineEdit(), chooser.view()
    assert line is not None and line.placeholderText() == "choose a column"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.isVisible, timeout=WAIT)
    # Who writes a product does not choose what begins like it.
    QTest.keyClicks(view, "A")
    qtbot.waitUntil(lambda: not view.isVisible(), timeout=WAIT)
    assert line.text() == "A"
    QTest.keyClicks(line, "nz * Betrag netto")
    # A text that somebody writes is not covered by the list.
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert not view.isVisible()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.mapping.draft is not None
    assert page.mapping.draft.value("item_goods") == "anz * betrag_netto"
    # There is nothing to be chosen for a name.
    title = page.fields.rows["title"].chooser
    name = title.lineEdit()
    assert name is not None
    QTest.mouseClick(name, Qt.MouseButton.LeftButton)
    assert not title.view().isVisible()
    idle(session, qtbot)


def test_a_column_is_dragged_onto_a_field(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    drop(page, "Kd", "customer")
    drop(page, "Betrag netto", "goods")
    # Without the quantities: 10 + 5.50 + 30 + 8 + 100.
    assert counted(page, qtbot).startswith("6 rows → 5 orders, 4 counted, 2 customers, 153.50")
    assert page.fields.rows["goods"].field.name == "item_goods"
    taken = {
        item.text(0): item.text(3)
        for item in (page.columns.list.topLevelItem(n) for n in range(6))
        if item is not None
    }
    assert taken["✓ Betrag netto"] == "Value of the goods"
    other = QMimeData()
    other.setText("wann")
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        other,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(page.fields.rows["status"], event)
    assert not event.isAccepted()


def test_the_keyboard_alone_maps_it(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    source = window.page("source")
    assert isinstance(source, SourcePage)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    page = opened(source, session, write(tmp_path), qtbot)
    qtbot.waitUntil(page.fields.rows["order"].chooser.hasFocus, timeout=WAIT)
    # Choose the field, Enter, choose the column, Enter.
    QTest.keyClick(page.fields.rows["order"].chooser, Qt.Key.Key_Tab)
    time = page.fields.rows["time"].chooser
    assert time.hasFocus()
    QTest.keyClick(time, Qt.Key.Key_Return)
    assert time.view().isVisible()
    QTest.keyClick(time.view(), Qt.Key.Key_Home)
    QTest.keyClick(time.view(), Qt.Key.Key_Down)
    QTest.keyClick(time.view(), Qt.Key.Key_Down)
    QTest.keyClick(time.view(), Qt.Key.Key_Return)
    assert page.mapping.draft is not None
    assert page.mapping.draft.value("time") == "beleg"
    QTest.keyClick(time, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.mapping.draft.value("time") == "wann"
    # Written: a product of columns.
    QTest.keyClick(time, Qt.Key.Key_Tab)
    goods = page.fields.rows["goods"].chooser
    assert goods.hasFocus()
    QTest.keyClicks(goods, "anz * betrag netto")
    QTest.keyClick(goods, Qt.Key.Key_Return)
    # From the other side: the column, Enter, the field.
    columns = page.columns.list
    columns.setFocus()
    QTest.keyClick(columns, Qt.Key.Key_Home)
    QTest.keyClick(columns, Qt.Key.Key_Down)
    QTest.keyClick(columns, Qt.Key.Key_Down)
    QTest.keyClick(columns, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == "Customer")
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert counted(page, qtbot).startswith(COUNTED)
    page.use.setFocus()
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        QTest.keyClick(page.use, Qt.Key.Key_Space)
    assert source.mapping is None
    idle(session, qtbot)


def test_undo_redo_and_as_recognised(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    assert not page.undo.isEnabled() and not page.recognised.isEnabled()
    map_german(page)
    drafts = page.mapping
    page.activateWindow()
    QTest.keyClick(
        page.fields.rows["customer"].chooser, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    assert drafts.draft is not None and drafts.draft.value("customer") == ""
    # In a text that nobody changes, Ctrl+Z is that of the mapping too.
    line = page.fields.rows["goods"].chooser.lineEdit()
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drafts.draft.value("item_goods") == ""
    page.redo.click()
    assert drafts.draft.value("item_goods") == "anz * betrag_netto"
    page.recognised.click()
    assert drafts.draft == drafts.recognised
    assert "Still missing" in counted(page, qtbot)
    page.undo.click()
    assert drafts.draft.value("item_goods") == "anz * betrag_netto"
    idle(session, qtbot)


def test_what_is_no_column_is_refused_at_its_field(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    row = page.fields.rows["goods"]
    QTest.keyClicks(row.chooser, "Preis * Anz")
    QTest.keyClick(row.chooser, Qt.Key.Key_Return)
    assert "no column 'Preis'" in row._refused.text()
    assert page.mapping.draft is not None
    assert [one.name for one in page.mapping.draft.missing] == ["goods"]
