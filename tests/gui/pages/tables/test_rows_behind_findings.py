"""The rows behind a finding, as the Tables page shows them."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.checks import ChecksPage
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT
from tests.gui.pages.tables.driving import ids, settle


def look_up(window: Window, page: TablesPage, rows: str, qtbot: QtBot) -> None:
    checks = window.page("checks")
    assert isinstance(checks, ChecksPage)
    with qtbot.waitSignal(page.pane.browser.opened, timeout=WAIT):
        checks._look_up(rows, "")
    settle(page, qtbot)


def test_the_rows_of_one_finding_are_not_taken_for_those_of_another(
    in_window: TablesPage, window: Window, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = in_window
    look_up(window, page, "SELECT order_id FROM order_facts WHERE order_id = 'o5'", qtbot)
    assert page.pane.browser.profiles["order_id"].rows == 1
    # The export waits for a run; meanwhile another finding is looked at.
    go_on = threading.Event()
    session.worker.submit(lambda _: go_on.wait(20), lambda _: None, title="a run")
    target = tmp_path / "finding.csv"
    page.pane.browser.export(target)
    look_up(window, page, "SELECT order_id, items FROM order_facts WHERE is_counted", qtbot)
    assert page.pane.browser.profiles["order_id"].rows == 4
    go_on.set()
    qtbot.waitUntil(lambda: not session.worker.busy, timeout=WAIT)
    assert target.read_text() == "order_id\no5\n"


def test_after_the_next_run_no_finding_of_the_former_is_shown(
    in_window: TablesPage, window: Window, session: Session, qtbot: QtBot
) -> None:
    page = in_window
    look_up(window, page, "SELECT order_id FROM order_facts WHERE order_id = 'o5'", qtbot)
    problems: list[object] = []
    session.problem.connect(problems.append)
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    settle(page, qtbot)
    assert not problems
    assert ids(page) == ["o1", "o2", "o3", "o4"]
