"""The window as a whole: the way through, themes, languages, threads, and its end."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crri_gui.contract import tables_with
from crri_gui.definitions import Definitions
from crri_gui.gui.i18n import languages, numbers
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.rail import Rail
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance, Choice
from tests.effort import pairs, some
from tests.gui.answers import pick_folder, type_folder
from tests.gui.conftest import WAIT, compute
from tests.gui.shell.driving import idle, press


@pytest.mark.long
def test_from_raw_folder_to_published_files(
    window: Window, session: Session, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "published"
    target.mkdir()
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(shop)
    press(window, "Ctrl+R", qtbot)
    assert window.step == "source"
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    for step in ("checks", "definitions", "tables", "dashboard"):
        window.show_page(step)
        assert window.step == step
        idle(session, qtbot)
    session.set_target(target)
    window.show_page("publish")
    idle(session, qtbot)
    window.page("publish").publish.click()  # type: ignore[attr-defined]
    idle(session, qtbot)
    assert {table.file_name for table in tables_with(session.extensions)} <= {
        p.name for p in target.iterdir()
    }
    assert all(steps.state_of(session, step) in ("fine", "attention") for step in steps.STEPS)


@pytest.mark.long
def test_the_whole_way_by_keyboard_alone(
    window: Window,
    session: Session,
    shop: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "published"
    target.mkdir()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)

    def keys(key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    def tab_to(name: str) -> None:
        for _ in range(80):
            focus = QApplication.focusWidget()
            on_page = focus is not None and not isinstance(focus.parent(), Rail)
            if isinstance(focus, QAbstractButton) and on_page and focus.text() == name:
                return
            QTest.keyClick(focus or window, Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name}")

    pick_folder(monkeypatch, shop)
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        keys(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.step == "dashboard"
    keys(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.step == "publish"
    type_folder(str(target))
    tab_to("Choose folder…")
    keys(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert session.target == target
    idle(session, qtbot)
    window.activateWindow()  # as a desktop does when a dialog has closed
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    tab_to("Publish")
    keys(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    idle(session, qtbot)
    assert {table.file_name for table in tables_with(session.extensions)} <= {
        p.name for p in target.iterdir()
    }


@pytest.mark.long
@pytest.mark.parametrize(("theme", "percent"), pairs(["light", "dark"], [100, 200]))
def test_every_page_paints_in_both_themes_and_with_large_text(
    window: Window, with_results: Session, qtbot: QtBot, theme: Choice, percent: int
) -> None:
    session = with_results
    session.appearance.choose(theme)
    session.appearance.set_text_size(percent)
    try:
        for step in steps.STEPS:
            window.show_page(step)
            idle(session, qtbot)
            picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
            ground = session.appearance.theme.window
            pixels = np.frombuffer(picture.constBits(), dtype=np.uint32)
            pixels = pixels.reshape(picture.height(), picture.width())[::7, ::7]
            colours = {QColor(int(colour)).name() for colour in np.unique(pixels)}
            assert ground in colours
            assert len(colours) > 5
    finally:
        session.appearance.set_text_size(100)
        session.appearance.choose("light")


def test_the_rail_says_the_state_of_each_step_in_words(
    window: Window, session: Session, shop: Path, qtbot: QtBot
) -> None:
    names = {made.accessibleName() for made in window.rail.findChildren(QAbstractButton)}
    assert {"Data: to do", "Checks: to do", "Definitions: to do"} <= names
    compute(session, shop, qtbot)
    session.set_definitions(Definitions(order_value="payments"))
    names = {made.accessibleName() for made in window.rail.findChildren(QAbstractButton)}
    assert {"Data: fine", "Definitions: needs attention", "Tables: needs attention"} <= names


def test_theme_text_size_and_log_are_remembered(
    window: Window, session: Session, settings: Settings, qtbot: QtBot
) -> None:
    for action in window.findChildren(QAction):
        if action.data() == "dark":
            action.trigger()
    assert session.appearance.theme.name == "dark"
    press(window, "Ctrl++", qtbot)
    assert session.appearance.text_size == 110
    press(window, "Ctrl+-", qtbot)
    press(window, "Ctrl+-", qtbot)
    assert session.appearance.text_size == 90
    press(window, "Ctrl+0", qtbot)
    press(window, "Ctrl+L", qtbot)
    assert window.log_drawer.isVisible()
    window.close()
    again = Settings(settings.folder)
    assert again.text("window/theme") == "dark"
    assert again.number("window/text_size", 0) == 100
    assert again.flag("window/log")
    assert not again.state("window/geometry").isEmpty()


@pytest.mark.long
def test_slots_run_in_the_windows_thread_during_a_whole_run(
    window: Window, session: Session, shop: Path, qtbot: QtBot
) -> None:
    seen: set[threading.Thread] = set()

    def note(frame: object, event: str, _: object) -> None:
        # Python code of the window may run only in the window's thread; the worker's jobs are
        # plain functions of the modules that ask for them.
        code = frame.f_code  # type: ignore[attr-defined]
        own = frame.f_locals.get("self")  # type: ignore[attr-defined]
        if event == "call" and isinstance(own, QWidget) and "crri_gui" in code.co_filename:
            seen.add(threading.current_thread())

    threading.setprofile(note)
    try:
        compute(session, shop, qtbot)
        for step in steps.STEPS:
            window.show_page(step)
            idle(session, qtbot)
    finally:
        threading.setprofile(None)
    assert seen <= {threading.main_thread()}


@pytest.mark.long
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_repaints_do_not_wear_out_none(
    window: Window, session: Session, shop: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    window.show_page("tables")
    idle(session, qtbot)
    page = window.page("tables")
    page.grab()
    before = sys.getrefcount(None)
    for _ in range(50):
        page.grab()
    # What loses a reference at each overridden method loses thousands here.
    assert sys.getrefcount(None) > before - 300


@pytest.mark.long
@pytest.mark.parametrize("language", some(["en", "pt_BR"], "pt_BR"))
def test_both_languages_from_start_to_results(
    settings: Settings, shop: Path, qapp: QApplication, qtbot: QtBot, language: str
) -> None:
    translators = languages.install(language)
    session = Session(settings, Appearance("light"))
    memory, handlers = start_logging(settings.folder / "logs")
    window = Window(session, memory)
    try:
        window.show()
        compute(session, shop, qtbot)
        for step in steps.STEPS:
            window.show_page(step)
            idle(session, qtbot)
        words = {made.text().replace("&", "") for made in window.rail.findChildren(QAbstractButton)}
        expected = {"en": {"Data", "Publish"}, "pt_BR": {"Dados", "Publicar"}}[language]
        assert expected <= words
        shown = {"en": "1,234.50", "pt_BR": "1.234,50"}[language]
        assert numbers.money(1234.5) == shown
    finally:
        window.close()
        window.deleteLater()
        stop_logging(handlers)
        languages.remove(translators)
        QLocale.setDefault(QLocale("en_US"))


def test_closing_leaves_no_dialog_and_no_thread(
    window: Window, session: Session, qtbot: QtBot
) -> None:
    press(window, "F1", qtbot)
    window.close()
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(
        thread.name.startswith("crri-") for thread in threading.enumerate()
    ):
        qtbot.wait(20)
    assert not [t.name for t in threading.enumerate() if t.name.startswith("crri-")]
