"""The window as a whole: the way through, the keyboard, names, languages, damage, memory."""

from __future__ import annotations

import logging
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QMessageBox,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crri_gui.contract import OUTPUT_TABLES, tables_with
from crri_gui.dashboard.measures import MEASURES
from crri_gui.definitions import Definitions
from crri_gui.errors import UsageError
from crri_gui.gui.i18n import languages, numbers
from crri_gui.gui.shell.help.window import Help
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.rail import Rail
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import FILE, Settings
from crri_gui.gui.theme.appearance import Appearance, Choice
from crri_gui.gui.widgets.problems import ExceptionHook, report
from tests.effort import pairs, some
from tests.gui.answers import later, pick_folder, type_folder
from tests.gui.conftest import WAIT, compute

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
)


def idle(session: Session, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not session.worker.busy and not session.queries.busy, timeout=WAIT)


def press(window: Window, keys: str, qtbot: QtBot) -> None:
    """A shortcut of the window."""
    for action in window.actions():
        if action.shortcut() == QKeySequence(keys):
            action.trigger()
            return
    raise AssertionError(f"no action has the shortcut {keys}")


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
    assert {"Data: to do", "Checks: to do", "Definitions: fine"} <= names
    compute(session, shop, qtbot)
    session.set_definitions(Definitions(order_value="payments"))
    names = {made.accessibleName() for made in window.rail.findChildren(QAbstractButton)}
    assert {"Data: fine", "Definitions: needs attention", "Tables: needs attention"} <= names


def test_every_step_has_a_key_and_the_rail_follows(window: Window, qtbot: QtBot) -> None:
    for number, step in enumerate(steps.STEPS, 1):
        press(window, f"Alt+{number}", qtbot)
        assert window.step == step
    rail = window.rail
    first = rail.findChildren(QAbstractButton)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert window.step == "source" or rail.findChildren(QAbstractButton)[1].hasFocus()
    QTest.keyClick(rail, Qt.Key.Key_End)
    assert window.step == "publish"
    QTest.keyClick(rail, Qt.Key.Key_Home)
    assert window.step == "source"


def test_no_two_actions_share_a_key(window: Window) -> None:
    for step in steps.STEPS:
        window.page(step)
    keys = [
        action.shortcut().toString()
        for action in window.findChildren(QAction)
        if not action.shortcut().isEmpty()
        and action.shortcutContext() == Qt.ShortcutContext.WindowShortcut
    ]
    assert len(keys) == len(set(keys))


def controls(window: Window) -> list[QWidget]:
    """Every control that a user can meet on the page that is shown."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisible()
        and not isinstance(widget, QHeaderView | QMenu | QMenuBar | QAbstractSlider)
        and not isinstance(widget.parent(), QComboBox | QAbstractSpinBox | QTabBar)
        and not (isinstance(widget, QAbstractButton) and isinstance(widget.parent(), QLineEdit))
        and not isinstance(widget.parent(), QAbstractItemView)
    ]


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(
    window: Window, with_results: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session = with_results
    session.set_target(tmp_path)
    for step in steps.STEPS:
        window.show_page(step)
        idle(session, qtbot)
        bars = window.page(step).findChildren(QTabBar)
        for tab in range(max(1, bars[0].count() if bars else 1)):
            if bars:
                bars[0].setCurrentIndex(tab)
                idle(session, qtbot)
            nameless = [
                f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
                for widget in controls(window)
                if not (
                    widget.accessibleName()
                    or (isinstance(widget, QAbstractButton) and widget.text())
                )
            ]
            assert nameless == [], step
            reached = set()
            current: QWidget | None = window
            while current is not None and current not in reached:
                reached.add(current)
                current = current.nextInFocusChain()
            unreachable = [
                f"{type(widget).__name__} {widget.accessibleName()}"
                for widget in controls(window)
                if widget.isEnabled()
                # Arrow keys reach the other buttons of the rail.
                and not isinstance(widget.parent(), Rail)
                and (widget not in reached or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            ]
            assert unreachable == [], step


@pytest.mark.long
def test_pages_that_scroll_follow_the_focus_and_clip_nothing(
    window: Window, session: Session, shop: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    window.resize(960, 540)
    for step in steps.STEPS:
        window.show_page(step)
        idle(session, qtbot)
        for area in window.page(step).findChildren(QScrollArea):
            if area.isVisible() and area.widget() is not None and step != "dashboard":
                assert area.horizontalScrollBar().maximum() == 0, step


def test_help_opens_at_the_step_and_explains_every_number(
    window: Window, session: Session, qtbot: QtBot
) -> None:
    window.show_page("checks")
    press(window, "F1", qtbot)
    shown = window.findChild(Help)
    assert shown is not None
    assert shown.isVisible()
    assert shown.parts.currentItem().text() == "Checks"
    text = shown.text.toPlainText()
    for table in OUTPUT_TABLES:
        for column in table.columns:
            assert column.meaning in text
    for measure in MEASURES:
        assert measure.meaning in text
    session.explain.emit("late_delivery_rate")
    assert shown.text.verticalScrollBar().value() > 0
    shown.search.setText("apostrophe" if "apostrophe" in text else "retention")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    assert shown.text.textCursor().hasSelection()
    shown.close()


def test_help_lists_every_shortcut(window: Window, qtbot: QtBot) -> None:
    press(window, "Ctrl+F1", qtbot)
    shown = window.findChild(Help)
    assert shown is not None
    text = shown.text.toPlainText()
    for keys in ("Ctrl+R", "Ctrl+O", "F5", "Alt+1", "Ctrl+L"):
        assert keys in text
    shown.close()


def test_about_names_the_versions_and_copies_them(window: Window, qtbot: QtBot) -> None:
    def copy_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.findChildren(QAbstractButton)[0].click()
        if QApplication.activeModalWidget() is not None:
            box.close()

    later(copy_and_close)
    for action in window.findChildren(QAction):
        if action.text() == "&About CRRI":
            action.trigger()
    assert "DuckDB" in QGuiApplication.clipboard().text()


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


def test_the_log_drawer_shows_what_happened_and_the_files_rotate(
    window: Window, session: Session, shop: Path, settings: Settings, qtbot: QtBot
) -> None:
    press(window, "Ctrl+L", qtbot)
    compute(session, shop, qtbot)
    window.log_drawer._look()
    shown = window.log_drawer._text
    assert shown is not None and "Done: Computing" in shown.toPlainText()
    window.log_drawer._copy()
    assert "Done: Computing" in QGuiApplication.clipboard().text()
    logger = logging.getLogger("crri_gui")
    for _ in range(30):
        logger.info("x" * 60_000)
    files = sorted(path.name for path in (settings.folder / "logs").iterdir())
    assert files == ["crri.log", "crri.log.1"]


def test_logging_goes_on_where_no_file_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    memory, handlers = start_logging(tmp_path / "file" / "logs")
    assert "No log file can be written" in memory.lines[-1]
    stop_logging(handlers)


def test_damaged_settings_are_said_and_the_window_opens(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / FILE).write_bytes(b"\x00\xff\x00 garbage")
    session = Session(Settings(tmp_path), Appearance("light"))
    memory, handlers = start_logging(tmp_path / "logs")
    window = Window(session, memory)
    window.show()
    qtbot.waitUntil(lambda: "damaged" in window.statusBar().currentMessage(), timeout=WAIT)
    window.close()
    window.deleteLater()
    stop_logging(handlers)


def test_a_failing_slot_is_a_message_with_a_report_and_the_window_goes_on(
    window: Window, qtbot: QtBot
) -> None:
    hook = ExceptionHook()
    hook.raised.connect(window.show_problem)
    try:
        raise ZeroDivisionError("a slot broke")
    except ZeroDivisionError:
        hook._hook(*sys.exc_info())
    assert window.problems.isVisible()
    assert "Traceback" not in window.problems.text
    window.problems._copy()
    copied = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError: a slot broke" in copied
    assert "Qt for Python" in copied
    window.problems.hide()


def test_a_report_of_a_known_problem_has_cause_and_versions() -> None:
    text = report(UsageError("sample_without_orders"))
    assert text.startswith("The sample needs at least one order. Ask for 1 or more.")
    assert "DuckDB" in text


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
