"""Keep it fresh: the window's own choices become the system's task, and go away again."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTime
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crri_gui.cli.options import parsed
from crri_gui.cli.request import request_of
from crri_gui.gui.pages.publish.keep_fresh import KeepFreshCard
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from crri_gui.refresh import record
from crri_gui.refresh.said import in_every_language
from crri_gui.refresh.schedule.command import program
from tests.gui.pages.publish.driving import first_shop, idle
from tests.refresh.test_schedule import CRONTAB

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cron")


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only scheduler of this machine: a program that keeps what it is given."""
    made = tmp_path / "bin" / "crontab"
    made.parent.mkdir()
    made.write_text(CRONTAB)
    made.chmod(0o755)
    (made.parent / "cat").symlink_to(str(shutil.which("cat")))
    monkeypatch.setenv("PATH", str(made.parent))
    monkeypatch.setenv("CRRI_HOME", str(tmp_path / "home"))
    return Path(f"{made}.kept")


@pytest.fixture
def card(crontab: Path, session: Session, qtbot: QtBot, tmp_path: Path) -> Iterator[KeepFreshCard]:
    """The card of a page whose raw folder and target are chosen."""
    page = PublishPage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    page.show()
    assert not page.fresh.install.isEnabled()
    session.choose_folder(first_shop().write(tmp_path / "raw"))
    session.set_target(tmp_path / "out")
    idle(session, qtbot)
    yield page.fresh
    page.hide()  # it has lived as long as its card


def test_the_task_is_installed_changed_and_removed(
    card: KeepFreshCard, session: Session, crontab: Path, qtbot: QtBot
) -> None:
    assert card.state.text() == "No refresh of this folder is scheduled."
    assert not card.remove.isEnabled()
    session.set_definitions(replace(session.definitions, late="after_days"))
    card.at.setTime(QTime(5, 30))
    card.days.setCurrentIndex(card.days.findData("mon-fri"))
    card.install.click()
    idle(session, qtbot)
    assert card.state.text().startswith("Refreshes at 05:30, mon-fri, by cron; next on ")
    line = crontab.read_text().splitlines()[-1]
    assert line.startswith("30 5 * * 1,2,3,4,5 ")
    asked = request_of(parsed(shlex.split(line)[5 + len(program()) :]))
    # How much memory a run may take is the machine's affair at that time.
    assert session.request is not None
    assert asked == replace(session.request, memory_limit=None)
    card.remove.click()
    idle(session, qtbot)
    assert card.state.text() == "No refresh of this folder is scheduled."
    assert crontab.read_text() == ""


def test_the_last_refresh_is_told_with_what_failed(
    card: KeepFreshCard, session: Session, crontab: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with record.held(tmp_path / "out") as folder:
        begun = record.begun(None, str(tmp_path / "raw"), tmp_path / "out")
        step = record.StepRecord("failed", in_every_language("no"), "mail_not_sent")
        record.write(folder, replace(begun, ending="published", steps={"mail": step}))
    card.remove.setEnabled(True)
    card.remove.click()
    idle(session, qtbot)
    assert "The last one, " in card.state.text()
    assert card.state.text().endswith(": published, but failed: mail.")


def test_what_is_sent_is_said_and_the_command_can_be_copied(
    card: KeepFreshCard, tmp_path: Path
) -> None:
    assert card.sends.text() == (
        "Nothing follows a publication: no refresh of Power BI, mail or message."
    )
    steps = tmp_path / "refresh.toml"
    steps.write_text('[webhook]\naddress_env = "HOOK"\n')
    card.take_steps(steps)
    said = "After each publication refresh.toml: sends totals and what changed to a webhook."
    assert card.sends.text() == said
    card.copy.click()
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words[words.index("--steps") + 1] == str(steps)
    steps.write_text("[webhook]\n")
    card.take_steps(steps)
    assert "webhook.address of the file of steps" in card.notice.text
    card.without.click()
    assert card.sends.text() == (
        "Nothing follows a publication: no refresh of Power BI, mail or message."
    )
    assert not card.without.isEnabled()


def test_what_the_system_refuses_is_told(
    card: KeepFreshCard,
    session: Session,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    card.install.click()
    idle(session, qtbot)
    assert "neither systemd for this user nor cron" in card.notice.text
