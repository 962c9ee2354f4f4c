"""The history of runs: kept, told apart, taken again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.gui.i18n.numbers import NONE
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.answers import cells
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.publish.driving import first_shop, idle, publish_first, second_shop

pytestmark = pytest.mark.long


@exhaustive
def test_the_history_keeps_runs_and_tells_two_apart(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "one", target, qtbot)
    session.set_definitions(Definitions(statuses="delivered"))
    compute(session, second_shop().write(tmp_path / "two"), qtbot)
    idle(session, qtbot)
    runs = page.history.runs
    qtbot.waitUntil(lambda: runs.topLevelItemCount() == 2, timeout=WAIT)
    assert cells(runs)[0][2:4] == ["4", "100.00"]
    assert cells(runs)[1][6] == str(target)
    runs.selectAll()
    page.history.compare.click()
    rows = [shown[:3] for shown in cells(page.history.differences)]
    every, delivered = "every status except canceled and unavailable", "delivered only"
    assert ["Statuses that count", every, delivered] in rows
    assert ["Revenue", "60.00", "100.00"] in rows
    assert ["Last month", "Jan 2017", "Feb 2017"] in rows
    assert ["Repeat customers", "0", "1"] in rows
    assert ["revenue of Feb 2017", NONE, "40.00"] in rows


def test_a_former_runs_definitions_are_taken_again(
    page: PublishPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.set_definitions(Definitions(statuses=("delivered", "shipped")))
    compute(session, first_shop().write(tmp_path / "one"), qtbot)
    idle(session, qtbot)
    session.set_definitions(Definitions())
    runs = page.history.runs
    qtbot.waitUntil(lambda: runs.topLevelItemCount() == 1, timeout=WAIT)
    runs.setCurrentIndex(runs.model().index(0, 0))
    page.history.take.click()
    assert session.definitions == Definitions(statuses=("delivered", "shipped"))


def test_a_damaged_record_does_not_hide_the_others(
    page: PublishPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, first_shop().write(tmp_path / "one"), qtbot)
    idle(session, qtbot)
    (session.history_folder / "99999999T000000-broken.json").write_text("{", encoding="utf-8")
    page.history.refresh()
    idle(session, qtbot)
    assert page.history.runs.topLevelItemCount() == 1
