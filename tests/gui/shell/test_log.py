"""The log, and what the window says of settings and slots that fail."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crri_gui.errors import UsageError
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import FILE, Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.problems import ExceptionHook, report
from tests.gui.conftest import WAIT, compute
from tests.gui.shell.driving import press


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
