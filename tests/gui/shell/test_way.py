"""The way from a folder to its numbers: drop and see, what is in the way, the next start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crri_gui.contract import tables_with
from crri_gui.definitions import Definitions
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.gui.i18n import languages
from crri_gui.gui.pages.checks import ChecksPage
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.log_drawer import start_logging, stop_logging
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.extensions import kept
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.state.targets import remember
from crri_gui.gui.theme.appearance import Appearance
from tests.gui.answers import system_opens
from tests.gui.conftest import WAIT
from tests.gui.pages.test_definitions_page import pick
from tests.gui.pages.test_mapping_page import counted, map_german, write
from tests.shops import FILES, Shop

pytestmark = pytest.mark.long


def small_shop() -> Shop:
    """Two orders of two customers, 30.00 in all."""
    return Shop().add("o1", "u1", "2017-01-02", 10).add("o2", "u2", "2017-02-03", 20)


def drop(window: Window, path: Path) -> None:
    """Let go of a folder or a file over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, *none))


def until(window: Window, step: str, qtbot: QtBot) -> None:
    """Until the window shows this page and nothing runs."""
    session = window.session
    qtbot.waitUntil(
        lambda: window.step == step and not session.worker.busy and not session.queries.busy,
        timeout=WAIT,
    )


# Drop and see


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
    assert "9,864 orders · 9,539 customers · 1 warning · adds up to the cent" in window.strip.said
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


# What is in the way


def test_numbers_are_out_of_date_when_their_files_have_changed(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    drop(window, raw)
    until(window, "dashboard", qtbot)
    file = raw / FILES["order_items"]
    file.write_text(file.read_text().replace(",10,", ",15,"))
    window.show_page("publish")
    qtbot.waitUntil(lambda: session.stale, timeout=WAIT)
    assert "the raw files have changed" in window.strip.said
    page = window.page("publish")
    assert isinstance(page, PublishPage) and not page.publish.isEnabled()
    session.run()
    qtbot.waitUntil(lambda: not session.running and not session.stale, timeout=WAIT)


def checks(window: Window) -> ChecksPage:
    """The page of the checks."""
    page = window.page("checks")
    assert isinstance(page, ChecksPage)
    return page


def test_errors_land_on_checks_with_what_to_do(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = small_shop()
    shop.customers.append(("c-o1", "somebody else", "RJ"))  # two versions of a customer
    drop(window, shop.write(tmp_path / "raw"))
    until(window, "checks", qtbot)
    # Two versions of a customer break the sums too: that follows, and is not said first.
    assert "1 error keeps the outputs from being published." in window.strip.said
    assert "Errors that keep the outputs" in checks(window)._verdict.text
    page = checks(window)
    assert page.finding is not None and page.finding.severity == "error"
    assert page._remedy.isVisible()
    # What leads here is not offered here.
    assert not window.strip.action.isVisible()


def test_a_folder_without_raw_tables_lands_on_checks_with_one_cause(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    (raw / FILES["customers"]).unlink()
    drop(window, raw)
    until(window, "checks", qtbot)
    page = checks(window)
    assert page.problem.isVisible()
    assert "customers" in page.problem.text
    page.to_files.click()
    assert window.step == "source"
    small_shop().write(raw)
    session.read_again()
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)


def test_a_folder_that_is_gone_is_said_on_checks(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.open_folder(tmp_path / "gone")
    until(window, "checks", qtbot)
    assert "gone" in checks(window).problem.text
    assert steps.state_of(session, "source") == "failed"


def test_an_unknown_export_is_mapped_and_then_computed(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, write(tmp_path))
    source = window.page("source")
    assert isinstance(source, SourcePage)
    qtbot.waitUntil(lambda: source.mapping is not None, timeout=WAIT)
    until(window, "source", qtbot)
    page = source.mapping
    assert page is not None
    map_german(page)
    counted(page, qtbot)
    page.use.click()
    until(window, "dashboard", qtbot)
    assert session.results is not None


# Every page at a small size


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


# The next start


@pytest.fixture
def restarted(settings: Settings, qtbot: QtBot) -> Iterator[Window]:
    """A window that takes up where the settings say."""
    session = Session(settings, Appearance("light"))
    memory, handlers = start_logging(settings.folder / "logs")
    made = Window(session, memory)
    made.resize(1280, 800)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    stop_logging(handlers)


def test_results_and_page_are_there_again(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    settings.put("source/folder", str(raw))
    settings.put("window/page", "tables")
    restarted.resume()
    assert restarted.step == "tables"
    assert "Computing" in "".join(
        one.text() for one in restarted.page("tables").findChildren(QLabel) if one.isVisible()
    )
    session = restarted.session
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)
    until(restarted, "tables", qtbot)
    assert "2 orders" in restarted.strip.said


def test_what_is_published_is_known_again(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    target = tmp_path / "dashboard"
    # A month ago somebody published them from the command line, or from this window.
    asked = Request(raw, extensions=kept(settings))
    run_and_publish(RunContext(), asked, Target(target, excel=True))
    settings.put("source/folder", str(raw))
    remember(settings, Request(raw), target)
    restarted.resume()
    session = restarted.session
    qtbot.waitUntil(lambda: session.is_published, timeout=WAIT)
    restarted.show_page("publish")
    until(restarted, "publish", qtbot)
    assert restarted.strip.said.endswith("adds up to the cent · published")
    assert steps.state_of(session, "publish") == "fine"
    page = restarted.page("publish")
    assert isinstance(page, PublishPage)
    assert page.place.beside.text().startswith(
        "The numbers that are shown now are the ones published here."
    )
    # Somebody edits a published file: what is there is not what was computed any more.
    file = target / "monthly_revenue.csv"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    page.watch.look()
    qtbot.waitUntil(lambda: not session.is_published, timeout=WAIT)
    assert not restarted.strip.said.endswith("published")
    assert not page.place.beside.text().startswith("The numbers")


def test_other_numbers_than_the_published_ones_are_offered_for_publication(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    target = tmp_path / "dashboard"
    definitions = Definitions(order_value="payments")
    run_and_publish(RunContext(), Request(raw, definitions=definitions), Target(target))
    settings.put("source/folder", str(raw))
    remember(settings, Request(raw), target)
    restarted.resume()
    session = restarted.session
    qtbot.waitUntil(lambda: session.results is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert not session.is_published
    assert restarted.strip.action.text() == "Publish to “dashboard”"


def test_a_folder_that_is_gone_at_the_next_start_is_not_missed(
    restarted: Window, tmp_path: Path, settings: Settings, qtbot: QtBot
) -> None:
    raw = small_shop().write(tmp_path / "raw")
    settings.put("source/folder", str(raw))
    settings.put("window/page", "tables")
    shutil.rmtree(raw)
    restarted.resume()
    assert restarted.step == "source"
    assert restarted.session.request is None


# Another language


def said(window: Window, words: str) -> bool:
    """Whether the strip says this."""
    return words in window.strip.said


def test_what_is_unfinished_stays_when_the_language_changes(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, write(tmp_path))
    source = window.page("source")
    assert isinstance(source, SourcePage)
    qtbot.waitUntil(lambda: source.mapping is not None, timeout=WAIT)
    until(window, "source", qtbot)
    assert source.mapping is not None
    map_german(source.mapping)
    definitions = window.page("definitions")
    assert isinstance(definitions, DefinitionsPage)
    definitions.show_view("order_value")
    pick(definitions._rows["order_value"], "items_freight")
    draft = source.mapping.mapping.draft
    try:
        window.speak("pt_BR")
        qtbot.waitUntil(lambda: window.page("source") is not source, timeout=WAIT)
        until(window, "source", qtbot)
        other = window.page("source")
        assert isinstance(other, SourcePage)
        page = other.mapping
        assert page is not None
        assert page.mapping.draft == draft
        assert page.fields.rows["customer"].chooser.currentText() == "Kd"
        # What was taken back can be undone still, and it is counted and kept as before.
        assert page.undo.isEnabled()
        assert "163,50" in counted(page, qtbot)
        window.show_page("definitions")
        definitions = window.page("definitions")
        assert isinstance(definitions, DefinitionsPage)
        assert definitions.pending() == ["order_value"]
        window.show_page("source")
        page.use.click()
        until(window, "dashboard", qtbot)
        assert session.results is not None
    finally:
        languages.install("en")


def test_the_language_changes_at_once_and_the_results_stay(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(window, small_shop().write(tmp_path / "raw"))
    until(window, "dashboard", qtbot)
    results = session.results
    window.show_page("tables")
    try:
        for language, words, money in (
            ("pt_BR", "2 pedidos · 2 clientes", "30,00"),
            ("en", "2 orders · 2 customers", "30.00"),
        ):
            [action] = [a for a in window.findChildren(QAction) if a.data() == language]
            action.trigger()
            qtbot.waitUntil(partial(said, window, words), timeout=WAIT)
            until(window, "tables", qtbot)
            assert session.results is results
            assert session.settings.text("window/language") == language
            window.strip.unfold.setChecked(True)
            figures = [one.text() for one in window.strip.stages.findChildren(QLabel)]
            assert money in figures
            checked = [a.data() for a in window.findChildren(QAction) if a.isChecked()]
            assert language in checked
        for step in steps.STEPS:
            window.show_page(step)
            until(window, step, qtbot)
    finally:
        languages.install("en")
    assert QApplication.topLevelWidgets().count(window) == 1


# Published


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
