"""The page Movement: moves in customers and in money."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crri_gui.engine.query.browse import Filter, View
from crri_gui.gui.pages.dashboard.page import DashboardPage
from tests.gui.dashboard.further.driving import cards, tab, values


def test_moves_in_customers_and_in_money(page: DashboardPage, qtbot: QtBot) -> None:
    movement = tab(page, "movement", qtbot)
    # On 1 February u1 is High (2 + 4 + 4) and u2 Mid (4 + 2 + 2). On 1 May, by the values of then,
    # u1 has 1 + 4 + 4 and u2 1 + 4 + 3; u3 and u4 are new, with 4 + 4 + 3 and 1 + 2 + 3.
    moves = {
        "Mid Value Mid Value": 1.0,
        "High Value Mid Value": 1.0,
        "(new) Low Value": 1.0,
        "(new) High Value": 1.0,
    }
    assert values(movement.matrix) == values(movement.flows) == moves
    assert cards(movement) == {
        "In the same segment": "50.00 %",
        "Moved up": "0",
        "Moved down": "1",
    }
    movement.measured.setCurrentIndex(1)
    movement.measured.activated.emit(1)
    assert values(movement.matrix)["High Value Mid Value"] == 150.0  # u1 in all
    assert values(movement.flows)["Mid Value Mid Value"] == 50.0
    assert movement.matrix.describe(1) == (
        "High Value → Mid Value, 1 customer, spent in all 150.00, spent in between 0.00"
    )
    # Moves, and who came; of two customers no shift of segments is told.
    assert len(movement.words.sentences) == 2
    # u1 and u2 were active; u2 bought again in February, u1 has not bought since 20 January.
    assert values(movement.status) == {
        "new": 2.0,
        "kept": 1.0,
        "won back": 0.0,
        "lapsed": 0.0,
        "still active": 1.0,
        "asleep": 0.0,
    }


def test_arrows_go_from_move_to_move(page: DashboardPage, qtbot: QtBot) -> None:
    movement = tab(page, "movement", qtbot)
    gone: list[View] = []
    movement.chosen.connect(gone.append)
    for chart in (movement.matrix, movement.flows):
        chart.set_current(0)
        QTest.keyClick(chart, Qt.Key.Key_Down)
        assert chart.items[chart.current].key == "High Value Mid Value"
        QTest.keyClick(chart, Qt.Key.Key_Return)
        chart.set_current(2)
        QTest.keyClick(chart, Qt.Key.Key_Right)  # over the middle, where nobody is
        assert chart.items[chart.current].key == "(new) High Value"
    pair = (
        Filter("from_segment", "is", ("High Value",)),
        Filter("to_segment", "is", ("Mid Value",)),
    )
    assert gone == [View("segment_movement", pair)] * 2
