"""From a dropped folder to published files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QGuiApplication,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crri_gui.contract import tables_with
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.answers import system_opens
from tests.gui.conftest import WAIT
from tests.gui.shell.way.driving import drop, small_shop, until

pytestmark = pytest.mark.long


def test_two_gestures_from_a_folder_to_published_files(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dashboard = tmp_path / "dashboard"
    dashboard.mkdir()
    (dashboard / "sales.pbix").write_bytes(b"")
    # The first: a folder is dropped.
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    assert window.strip.action.text() == "Publish to “dashboard”"
    # The second: what stands above the dashboard is pressed.
    window.strip.action.click()
    qtbot.waitUntil(lambda: session.is_published, timeout=WAIT)
    until(window, "publish", qtbot)
    names = {path.name for path in dashboard.iterdir()}
    published = {table.file_name for table in tables_with(session.extensions)}
    assert published <= names
    count = len(published)
    page = window.page("publish")
    assert isinstance(page, PublishPage)
    assert page.done.isVisible()
    # The rejects beside the tables.
    assert f"Published {count + 1} files to {dashboard}, 2 orders." in page.done.text
    assert window.strip.said.endswith("published")


def test_what_would_be_replaced_is_seen_first(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    window.strip.action.click()
    qtbot.waitUntil(lambda: session.is_published, timeout=WAIT)
    until(window, "publish", qtbot)
    assert session.target is not None
    file = session.target / "master_orders.csv"
    before = file.read_bytes()
    drop(window, small_shop().add("o3", "u3", "2017-02-04", 5).write(tmp_path / "next month"))
    until(window, "dashboard", qtbot)
    window.strip.action.click()
    until(window, "publish", qtbot)
    page = window.page("publish")
    assert isinstance(page, PublishPage)
    qtbot.waitUntil(page.publish.isEnabled, timeout=WAIT)
    # 5 of 30 is 16.7 %; the month 2017-02 had 20 and has 25.
    changes = "Revenue +5.00 (+16.7 %), 1 more order, 1 more customer, 1 month restated"
    assert changes in page.comparison.verdict.text
    assert file.read_bytes() == before
    page.publish.click()
    qtbot.waitUntil(lambda: session.is_published, timeout=WAIT)
    until(window, "publish", qtbot)
    assert file.read_bytes() != before


def test_after_publishing_the_next_things_are_at_hand(
    window: Window,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    window.strip.action.click()
    qtbot.waitUntil(lambda: session.is_published, timeout=WAIT)
    until(window, "publish", qtbot)
    page = window.page("publish")
    assert isinstance(page, PublishPage)
    page.write.click()
    until(window, "publish", qtbot)
    assert Path(page.power_bi.path.text()).exists()
    assert ".pbip" in page.place.beside.text()
    assert page.done.isVisible()
    # A computer without a program for folders says so, and the path can be pasted.
    system_opens(monkeypatch, tmp_path / "bin", works=False)
    page.done.open.click()
    qtbot.waitUntil(window.problems.isVisible, timeout=WAIT)
    assert "no program that opens it" in window.problems.text
    assert QGuiApplication.clipboard().text() == str(session.target)


def test_the_focus_stays_on_publish(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    window.show_page("publish", "look")
    until(window, "publish", qtbot)
    page = window.page("publish")
    assert isinstance(page, PublishPage)
    assert page.publish.hasFocus()
    QTest.keyClick(page.publish, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.is_published, timeout=WAIT)
    until(window, "publish", qtbot)
    assert page.publish.hasFocus()
