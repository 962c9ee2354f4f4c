"""A run: its strip and stages, cancel at any moment, errors as sentences, results grown stale."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import duckdb
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.gui.pages.checks import ChecksPage
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.shell.strip import Strip
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import RUN_STAGES, Session
from crri_gui.gui.state.steps import state_of
from crri_gui.sample.shop import make_shop
from tests.effort import some
from tests.gui.answers import later, press_in_question
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.definitions.driving import pick
from tests.shops import FILES, Shop

pytestmark = pytest.mark.long


@pytest.fixture
def strip(window: Window, session: Session) -> Strip:
    """What stands above every page; runs are without extension tables, which take as long again."""
    session.set_extensions(frozenset())
    return window.strip


@pytest.fixture(scope="module")
def large_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder that takes long enough to be cancelled at each stage."""
    folder = tmp_path_factory.mktemp("large")
    make_shop(folder, 60_000, 5)
    return folder


def test_without_a_folder_there_is_nothing_to_tell(strip: Strip) -> None:
    assert not strip.isVisible()


def test_a_run_goes_through_its_stages_and_says_what_came_out(
    strip: Strip, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = Shop().add("o1", "u1", "2017-01-01", 10).add("o2", "u1", "2017-02-03", "20.50")
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    assert session.results is not None
    assert set(session.results.timings) == set(RUN_STAGES)
    assert "2 orders · 1 customer" in strip.said
    assert strip.said.endswith("adds up to the cent")
    assert not strip.run_bar.isVisible()
    strip.unfold.click()
    assert strip.stages.isVisible()
    assert [mark.text() for mark, _ in strip.stages.marks.values()] == ["✓"] * len(RUN_STAGES)
    labels = strip.stages.findChildren(QLabel)
    # 10 + 20.50; where there is room for it, which is known when all is laid out
    qtbot.waitUntil(lambda: "30.50" in [one.text() for one in labels if one.isVisible()])


@pytest.mark.parametrize("stage", some(RUN_STAGES, "read", "compute"))
def test_cancel_at_each_stage_leaves_nothing_behind(
    session: Session,
    large_shop: Path,
    qtbot: QtBot,
    stage: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(large_shop)
    session.run()
    task = session.task
    assert task is not None
    qtbot.waitUntil(
        lambda: task.finished or (task.progress is not None and task.progress.stage == stage),
        timeout=WAIT,
    )
    session.cancel()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    assert session.run_problem is None
    # The last stage may have ended before the cancel came: then the results stand.
    assert session.results is None or task.finished
    if session.results is None:
        assert not list(tmp_path.glob("crri-*"))


def test_after_a_cancel_the_former_results_stand(
    strip: Strip, session: Session, shop: Path, large_shop: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    former = session.results
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(large_shop)
    session.run()
    assert strip.run_bar.stop.isVisible()
    strip.run_bar.stop.click()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    assert session.results is former
    assert session.stale
    assert f"The numbers are those of “{shop.name}”" in strip.said


def test_an_error_is_a_sentence_with_remedy_and_details_and_work_goes_on(
    window: Window, session: Session, shop: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = Shop().add("o1", "u1", "2017-01-01", 10).write(tmp_path / "raw")
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(raw)
    (raw / FILES["customers"]).unlink()
    window.compute()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    assert session.run_problem is not None
    assert window.step == "checks"
    page = window.page("checks")
    assert isinstance(page, ChecksPage)
    assert page.problem.isVisible()
    assert "Traceback" not in page.problem.text
    assert state_of(session, "checks") == "failed"
    page._copy.click()
    assert "CRRI" in QGuiApplication.clipboard().text()
    compute(session, shop, qtbot)
    assert session.run_problem is None
    assert not page.problem.isVisible()
    assert state_of(session, "checks") == "attention"


def test_findings_of_severity_error_are_shown_and_nothing_can_be_published(
    strip: Strip, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = Shop().add("o1", "u1", "2017-01-01", 10)
    shop.orders.append(("o1", "c-o1", "canceled", "2018-01-01 10:00:00", "", ""))
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    assert session.results is not None
    assert not session.publishable
    assert "1 error keeps the outputs from being published" in strip.said
    assert state_of(session, "checks") == "failed"
    assert state_of(session, "publish") == "failed"


def test_a_raw_folder_that_is_gone_is_said_to_be_gone(
    strip: Strip, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = Shop().add("o1", "u1", "2017-01-01", 10).write(tmp_path / "raw")
    compute(session, raw, qtbot)
    raw.rename(tmp_path / "renamed")
    session.raw.look()
    qtbot.waitUntil(lambda: session.stale, timeout=WAIT)
    assert f"The raw folder is no longer there: {raw}" in strip.said
    (tmp_path / "renamed").rename(raw)


def test_definitions_that_are_changed_and_not_applied_are_told_where_numbers_are(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.set_extensions(frozenset())
    assert state_of(session, "definitions") == "todo"  # no folder, so no number is of them
    raw = Shop().add("o1", "u1", "2017-01-01", 10).write(tmp_path / "raw")
    compute(session, raw, qtbot)
    assert state_of(session, "definitions") == "fine"
    page = window.page("definitions")
    assert isinstance(page, DefinitionsPage)
    pick(page._rows["order_value"], "payments")
    window.show_page("publish")
    publish = window.page("publish")
    assert isinstance(publish, PublishPage)
    assert "1 changed definition not applied" in window.strip.said
    assert "The numbers are those of the definitions in force." in publish._draft.text
    assert state_of(session, "definitions") == "attention"
    QTest.keyClick(publish._draft.findChildren(QPushButton)[0], Qt.Key.Key_Return)
    assert window.step == "definitions"
    assert not window.strip.draft.isVisible()  # the page itself says it
    page.discard()
    window.show_page("publish")
    assert not publish._draft.isVisible() and not window.strip.draft.isVisible()


def test_other_definitions_make_the_results_stale_until_the_next_run(
    session: Session, shop: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    assert not session.stale
    session.set_definitions(Definitions(order_value="payments"))
    assert session.stale
    assert not session.publishable
    assert state_of(session, "definitions") == "attention"
    session.set_definitions(Definitions())
    assert not session.stale
    session.set_definitions(Definitions(order_value="payments"))
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert not session.stale


def test_closing_during_a_run_asks_and_cancels_cleanly(
    window: Window, session: Session, large_shop: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(large_shop)
    session.run()
    asked: list[str] = []
    press_in_question("Go on working", asked)
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert "still at work" in asked[0]
    if not session.running:  # It was quicker than the answer.
        session.run()
    press_in_question("Cancel the work and close")
    assert window.close()
    assert not session.worker.busy


def test_closing_after_the_swap_says_that_it_is_published_and_the_question_ends_with_the_work(
    window: Window, session: Session, qtbot: QtBot
) -> None:
    published, may_end = threading.Event(), threading.Event()

    def job(run: RunContext) -> None:
        run.has_published()
        published.set()
        may_end.wait(WAIT / 1000)

    session.worker.submit(job, lambda _: None, title="Publishing")
    assert published.wait(WAIT / 1000)
    asked: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(f"{box.text()} {box.informativeText()}")
        may_end.set()

    later(look)
    event = QCloseEvent()
    window.closeEvent(event)
    assert event.isAccepted()  # nobody pressed anything: the work has ended
    assert asked == [
        "The files are published already. Close now? CRRI is still at work on what follows: "
        "backups, history, the Power BI project."
    ]


def test_the_bar_above_the_pages_says_what_runs(
    window: Window, session: Session, large_shop: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(large_shop)
    window.show_page("definitions")
    window.compute()
    bar = window.strip.run_bar
    qtbot.waitUntil(lambda: bar.doing.text().startswith("Reading olist_"), timeout=WAIT)
    assert bar.isVisible()
    assert "elapsed" in bar.clock.text()
    assert not window._progress.isVisible()  # that of other work
    bar.stop.click()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    assert not bar.isVisible()
    assert window.step == "definitions"
    assert "Cancelled" in window.statusBar().currentMessage()


def test_results_are_replaced_while_the_former_ones_are_asked(
    session: Session, shop: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    former = session.results
    assert former is not None
    begun, go_on = threading.Event(), threading.Event()

    def asking(run: RunContext) -> None:
        with former.database(run) as db:
            begun.set()
            while not go_on.is_set():
                db.execute("SELECT sum(a.range) FROM range(3000) a, range(1000) b").fetchall()

    answers: list[object] = []
    session.queries.submit(asking, answers.append, title="a long question")
    qtbot.waitUntil(begun.is_set, timeout=WAIT)
    try:
        with qtbot.waitSignal(session.results_changed, timeout=WAIT):
            session.run()
        assert session.results is not former
        assert not session.running
    finally:
        go_on.set()
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert answers == [None]
    with pytest.raises(duckdb.ConnectionException):
        former.cursor()
