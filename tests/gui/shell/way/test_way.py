"""The way from a folder to its numbers: drop and see, with the next button in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT
from tests.gui.shell.way.driving import drop, small_shop, until

pytestmark = pytest.mark.long


def test_a_dropped_folder_ends_on_the_dashboard(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, small_shop().write(tmp_path / "raw"))
    assert window.step == "source"  # what is recognised, while it is read
    until(window, "dashboard", qtbot)
    assert "2 orders · 2 customers · " in window.strip.said
    assert window.strip.said.endswith("adds up to the cent")


def test_a_folder_that_is_dragged_over_the_window_stands_out(
    window: Window, session: Session, tmp_path: Path
) -> None:
    folder = small_shop().write(tmp_path / "May exports")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    mouse = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = (QPoint(10, 10), Qt.DropAction.CopyAction, data, *mouse)
    window.dragEnterEvent(QDragEnterEvent(*entering))
    assert window.drop_hint.isVisible()
    assert window.drop_hint.geometry() == window.rect()
    assert window.drop_hint.text.text() == "Drop to open “May exports”"
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not window.drop_hint.isVisible()
    window.dragEnterEvent(QDragEnterEvent(*entering))
    drop(window, folder)
    assert not window.drop_hint.isVisible()
    # A text is nothing that can be dropped.
    words = QMimeData()
    words.setText("May")
    window.dragEnterEvent(QDragEnterEvent(QPoint(1, 1), Qt.DropAction.CopyAction, words, *mouse))
    assert not window.drop_hint.isVisible()


def test_a_dropped_folder_is_never_taken_away_from_where_it_lies(
    window: Window, session: Session, tmp_path: Path
) -> None:
    """Windows proposes to move, and its Explorer deletes what a program says it has moved."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(small_shop().write(tmp_path / "raw")))])
    offered = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    mouse = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    entering = QDragEnterEvent(QPoint(10, 10), offered, data, *mouse)
    dropping = QDropEvent(QPointF(10, 10), offered, data, *mouse)
    for event in (entering, dropping):
        event.setDropAction(Qt.DropAction.MoveAction)
    window.dragEnterEvent(entering)
    window.dropEvent(dropping)
    for event in (entering, dropping):
        assert event.isAccepted()
        assert event.dropAction() == Qt.DropAction.CopyAction


def test_the_sample_shop_is_one_click(window: Window, session: Session, qtbot: QtBot) -> None:
    page = window.page("source")
    assert isinstance(page, SourcePage)
    page.sample.click()
    until(window, "dashboard", qtbot)
    # Of 10,000 made-up orders 9,864 count.
    assert "9,864 orders · 9,539 customers · 3 warnings · adds up to the cent" in window.strip.said
    window.strip.warnings.click()
    assert window.step == "checks"


def test_who_goes_elsewhere_meanwhile_is_left_there(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, small_shop().write(tmp_path / "raw"))
    window.show_page("definitions")
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)
    assert window.step == "definitions"


def test_a_folder_dropped_during_a_run_takes_its_place(
    window: Window, session: Session, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, shop)
    qtbot.waitUntil(lambda: session.running, timeout=WAIT)
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    assert session.results is not None
    assert session.results.totals["orders"] == 2
    assert not session.stale


def test_compute_again_stays_on_the_page(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    window.show_page("definitions")
    session.set_definitions(Definitions(order_value="payments"))
    assert window.strip.said == "▲ Out of date: the definitions have changed."
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        window.strip.action.click()
    assert window.step == "definitions"
    assert not session.stale


def test_files_that_changed_are_read_again(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    drop(window, raw)
    until(window, "dashboard", qtbot)
    small_shop().add("o3", "u3", "2017-02-04", 5).write(raw)
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        [again] = [one for one in window.actions() if one.shortcut().toString() == "F5"]
        again.trigger()
    assert window.step == "dashboard"
    assert "3 orders" in window.strip.said


def test_the_primary_button_is_seen_without_scrolling(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    window.resize(1024, 700)
    hidden = []
    for step in steps.STEPS:
        window.show_page(step)
        until(window, step, qtbot)
        for made in window.findChildren(QPushButton, "primary"):
            if made.isVisible():
                corner = made.mapTo(window, QPoint(made.width(), made.height()))
                seen = made.visibleRegion().boundingRect()
                if seen != made.rect() or corner.y() > 700:
                    hidden.append((step, made.text()))
    assert hidden == []
