"""The Power BI project from the window: written with a button, own changes kept until asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.pages.publish.power_bi import PowerBiCard
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import folder_key
from crri_gui.powerbi.project.presentation import PRESENTATION
from crri_gui.powerbi.project.project import EXPRESSIONS, MODEL, SHORTCUT
from crri_gui.powerbi.project.template import TEMPLATE
from crri_gui.powerbi.project.writing import RECORD
from tests.effort import exhaustive
from tests.gui.answers import press_in_question, system_opens
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.publish.driving import first_shop, idle, publish, second_shop

pytestmark = pytest.mark.long

ORDERS = f"{MODEL}/definition/tables/master_orders.tmdl"


@pytest.fixture
def card(session: Session, qtbot: QtBot, tmp_path: Path) -> Iterator[PowerBiCard]:
    """The card of a page that has published."""
    page = PublishPage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    page.show()
    assert "Choose the folder" in page.power_bi._why_not.text()
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    session.set_target(tmp_path / "out")
    assert "Publish first" in page.power_bi._why_not.text()
    assert not page.power_bi.write.isEnabled()
    publish(page, session, qtbot)
    yield page.power_bi
    page.hide()  # it has lived as long as its card


def _write(card: PowerBiCard, session: Session, qtbot: QtBot) -> None:
    assert card.write.isEnabled()
    card.write.click()
    idle(session, qtbot)


def test_the_button_writes_the_project_and_says_so(
    card: PowerBiCard,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _write(card, session, qtbot)
    assert (tmp_path / "out" / SHORTCUT).exists()
    assert SHORTCUT in card.notice.text and "Refresh" in card.notice.text
    assert not card.replace.isVisible()
    opened = system_opens(monkeypatch, tmp_path / "bin", works=True)
    card.open.click()
    qtbot.waitUntil(opened.exists, timeout=WAIT)
    shortcut = str((tmp_path / "out" / SHORTCUT).resolve())
    assert opened.read_text(encoding="utf-8") == card.path.text() == shortcut
    card.copy.click()
    assert QGuiApplication.clipboard().text() == shortcut
    _write(card, session, qtbot)
    assert "up to date" in card.notice.text


def test_the_folder_is_named_as_windows_calls_it(
    card: PowerBiCard, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    def reads(folder: str) -> bool:
        return f'"{folder}' in (tmp_path / "out" / EXPRESSIONS).read_text(encoding="utf-8")

    def call(folder: str) -> None:
        card.called.selectAll()
        if folder:
            QTest.keyClicks(card.called, folder)
        else:
            QTest.keyClick(card.called, Qt.Key.Key_Delete)
        _write(card, session, qtbot)

    _write(card, session, qtbot)
    if os.name != "nt":
        told = card.notice.text
        assert "--" not in told and "write the folder's path on Windows above" in told
        assert told.index("choose Home, then Refresh") < told.index("which is no path of Windows")
    call("sales")
    assert "“sales” is not a full path on Windows" in card.notice.text
    call(r"\\shop\sales")
    assert reads(r"\\shop\sales") and "no path of Windows" not in card.notice.text
    assert "--" not in card.notice.text
    # It belongs to its target, and a project tells it where the window was never told.
    session.set_target(tmp_path / "other")
    assert card.called.text() == ""
    session.set_target(tmp_path / "out")
    assert card.called.text() == r"\\shop\sales"
    session.settings.put(folder_key("powerbi/called", tmp_path / "out"), "")
    session.target_changed.emit()
    assert card.called.text().startswith(r"\\shop\sales")
    call("")
    assert reads(str((tmp_path / "out").resolve())) or os.name == "nt"


@exhaustive
def test_a_computer_without_a_program_for_it_says_so_and_copies_the_path(
    card: PowerBiCard,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _write(card, session, qtbot)
    system_opens(monkeypatch, tmp_path / "bin", works=False)
    with qtbot.waitSignal(session.problem, timeout=WAIT) as told:
        card.open.click()
    assert "no program that opens it" in told.args[0].what
    assert told.args[0].where == str((tmp_path / "out" / SHORTCUT).resolve())
    assert QGuiApplication.clipboard().text() == str((tmp_path / "out" / SHORTCUT).resolve())


@exhaustive
def test_a_template_is_written_when_the_box_is_ticked_and_called_an_experiment(
    card: PowerBiCard, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    _write(card, session, qtbot)
    assert not (tmp_path / "out" / TEMPLATE).exists() and TEMPLATE not in card.notice.text
    card.template.click()
    _write(card, session, qtbot)
    assert (tmp_path / "out" / TEMPLATE).exists()
    assert f"The template {TEMPLATE} is an experiment" in card.notice.text


@exhaustive
def test_publishing_and_restoring_renew_the_script(
    card: PowerBiCard, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    _write(card, session, qtbot)
    script = tmp_path / "out" / PRESENTATION
    assert "60.00 from 3 orders" in script.read_text(encoding="utf-8")
    page = card.window()
    assert isinstance(page, PublishPage)
    compute(session, second_shop().write(tmp_path / "later"), qtbot)
    publish(page, session, qtbot)
    assert "100.00 from 4 orders" in script.read_text(encoding="utf-8")
    assert f"{PRESENTATION} tells the figures" in page.done.text
    press_in_question("Restore")
    page.backups.restore.click()
    idle(session, qtbot)
    assert "60.00 from 3 orders" in script.read_text(encoding="utf-8")


def test_a_publication_and_its_project_do_not_contradict_each_other(
    card: PowerBiCard, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    page = card.window()
    assert isinstance(page, PublishPage)
    _write(card, session, qtbot)
    session.set_definitions(Definitions(statuses="delivered"))
    compute(session, tmp_path / "raw", qtbot)
    publish(page, session, qtbot)
    assert "or by another version of CRRI: write it again" in page.done.text
    assert not card.notice.isVisible() and not card._place.isVisible()
    page.write.click()
    idle(session, qtbot)
    assert "is written" in card.notice.text
    assert page.done.isVisible() and "write it again" not in page.done.text


def test_own_changes_are_named_and_replaced_when_asked(
    card: PowerBiCard, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    _write(card, session, qtbot)
    mine = tmp_path / "out" / ORDERS
    mine.write_text("mine")
    _write(card, session, qtbot)
    assert "master_orders.tmdl" in card.notice.text
    assert card.replace.isVisible()
    press_in_question("Leave it as it is")
    card.replace.click()
    assert mine.read_text() == "mine"
    press_in_question("Replace")
    card.replace.click()
    idle(session, qtbot)
    assert mine.read_text() != "mine"
    assert "powerbi-backups" in card.notice.text
    assert not card.replace.isVisible()


def test_somebody_elses_project_is_a_problem_with_a_way_out(
    card: PowerBiCard, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    _write(card, session, qtbot)
    (tmp_path / "out" / RECORD).unlink()
    (tmp_path / "out" / EXPRESSIONS).write_text("theirs")
    _write(card, session, qtbot)
    assert "did not make" in card.notice.text
    assert "--force" not in card.notice.text and "Replace my changes" in card.notice.text
    assert card.replace.isVisible() and not card.open.isVisible()
    session.set_target(tmp_path / "other")
    assert not card.notice.isVisible()
