"""The window of experiments: its size, who gets what, and what came of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from crri_gui.engine.results import Results
from crri_gui.gui.pages.experiment.dialog import ExperimentDialog, open_experiments
from crri_gui.gui.state.session import Session
from tests.dashboard_shop import small_shop
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT, show_computed


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four customers; not to be written to."""
    return small_shop().write(tmp_path_factory.mktemp("experiment") / "raw")


@pytest.fixture
def dialog(
    session: Session, raw: Path, computed: dict[Path, Results], qtbot: QtBot
) -> Iterator[ExperimentDialog]:
    """The window over the small shop."""
    show_computed(session, raw, computed, qtbot)
    window = QMainWindow()
    qtbot.addWidget(window)
    made = open_experiments(window, session)
    assert open_experiments(window, session) is made  # one is enough
    idle(session, qtbot)
    yield made
    made.close()


def idle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.queries.busy and not session.worker.busy, timeout=WAIT)


def test_the_size_follows_what_is_asked(dialog: ExperimentDialog) -> None:
    # u1 is observed for 90 days and bought again within them; u2, too.
    assert dialog.own.text() == "In this shop 100.00 % buy again within 90 days."
    dialog.rate.setValue(3.1)
    dialog.hoped.setValue(3.5)
    assert "31,308 customers in each arm (80 % power" in dialog.needed.text()
    assert dialog.per_arm.value() == 31_308
    # u3 and u2 and u4 ordered in the 90 days to 30 April: 2 x 31,308 x 90 / 3.
    assert "3 different customers" in dialog.days.text()
    assert "1,878,480 days" in dialog.days.text()
    dialog.power.setCurrentIndex(1)
    assert "41,911 customers in each arm (90 % power" in dialog.needed.text()
    dialog.per_arm.setValue(1_000)
    assert "can be told from" in dialog.detectable.text()
    dialog.hoped.setValue(3.1)
    assert dialog.needed.text() == "Two shares that differ are needed."


def test_customers_are_dealt_out_and_counted(
    dialog: ExperimentDialog,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "assignment.csv"
    pick_file(monkeypatch, file)
    dialog.assign.click()
    assert not dialog.assign.isEnabled() and dialog.cancel.isVisible()
    idle(session, qtbot)
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert sorted(row["customer_unique_id"] for row in rows) == ["u1", "u2", "u3", "u4"]
    assert sorted(row["arm"] for row in rows) == ["control"] * 2 + ["treatment"] * 2
    assert dialog.assigned.text().startswith("2 customers get the treatment, 2 are the control")
    dialog.since.setDate(QDate(2020, 4, 1))
    dialog.until.setDate(QDate(2020, 4, 30))
    dialog.compare.click()
    idle(session, qtbot)
    arm = {row["customer_unique_id"]: row["arm"] for row in rows}["u3"]  # alone in April
    bought = {"control": (0, 1), "treatment": (1, 0)}[arm]
    assert dialog.outcome.text().splitlines()[0].startswith("No difference is shown: ")
    assert f"{bought[0]} of 2 treated customers bought" in dialog.outcome.text()
    assert f"{bought[1]} of 2 others" in dialog.outcome.text()


def test_what_cannot_be_read_is_told(
    dialog: ExperimentDialog,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    pick_file(monkeypatch, file)
    dialog.compare.click()
    idle(session, qtbot)
    assert "customer_unique_id" in dialog.problem.text
    assert dialog.compare.isEnabled() and not dialog.cancel.isVisible()
