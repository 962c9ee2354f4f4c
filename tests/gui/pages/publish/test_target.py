"""The folder to publish to: found nearby, new, remembered for its raw folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.targets import nearby_power_bi
from tests.effort import exhaustive
from tests.gui.answers import type_folder
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.publish.driving import first_shop, idle, publish, second_shop

pytestmark = pytest.mark.long


def test_the_folder_of_a_dashboard_nearby_is_taken_and_said(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    raw = first_shop().write(tmp_path / "raw")
    assert nearby_power_bi(raw) == target
    compute(session, raw, qtbot)
    qtbot.waitUntil(lambda: session.target == target, timeout=WAIT)
    assert page.place.path.text() == str(target)
    assert page.place.beside.text() == "Found near the raw files, because of sales.pbix."


def test_of_several_dashboards_nearby_the_one_that_was_published_to_is_taken(
    tmp_path: Path, target: Path
) -> None:
    raw = first_shop().write(tmp_path / "raw")
    other = tmp_path / "former reports"
    other.mkdir()
    (other / "old.pbix").write_bytes(b"")
    assert nearby_power_bi(raw) == target  # by name
    (other / "manifest.json").write_text("{}")
    assert nearby_power_bi(raw) == other


@exhaustive
def test_without_a_dashboard_a_new_folder_beside_the_raw_files_is_taken(
    page: PublishPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    idle(session, qtbot)
    assert session.target == tmp_path / "raw dashboard"
    assert "A new folder" in page.place.beside.text()
    assert not (tmp_path / "raw dashboard").exists()  # before it is published
    publish(page, session, qtbot)
    assert (tmp_path / "raw dashboard" / "manifest.json").exists()
    assert "A new folder" not in page.place.beside.text()


def test_the_target_belongs_to_its_raw_folder(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    one = first_shop().write(tmp_path / "one" / "raw")
    other = second_shop().write(tmp_path / "other" / "raw")
    compute(session, one, qtbot)
    session.set_target(target)
    compute(session, other, qtbot)
    idle(session, qtbot)
    assert session.target == tmp_path / "other" / "raw dashboard"
    compute(session, one, qtbot)
    idle(session, qtbot)
    assert session.target == target
    # The next export beside it is published to the same place.
    compute(session, second_shop().write(tmp_path / "one" / "next month"), qtbot)
    idle(session, qtbot)
    assert session.target == target


def test_a_folder_that_holds_raw_files_is_refused_when_it_is_chosen(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    raw = first_shop().write(tmp_path / "raw")
    (raw / "sales.pbix").write_bytes(b"")
    assert nearby_power_bi(raw) == target  # never the raw folder, where no outputs may lie
    compute(session, raw, qtbot)
    session.set_target(raw)
    idle(session, qtbot)
    assert not page.publish.isEnabled() and not page.compare.isEnabled()
    assert "The output folder holds raw files." in page._problem.text
    # It would fail each time, so another folder is offered.
    assert page.elsewhere.isVisible() and not page.try_again.isVisible()
    type_folder(str(target))
    page.elsewhere.click()
    idle(session, qtbot)
    assert session.target == target and page.publish.isEnabled()
    assert not page._problem.isVisible()


def test_a_target_that_is_gone_meanwhile_is_said_to_be_gone(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    session.set_target(target)
    publish(page, session, qtbot)
    assert page.place.beside.text().endswith("Beside it: sales.pbix")
    shutil.rmtree(target)
    page.watch.look()
    idle(session, qtbot)
    assert f"The folder is no longer there: {target}" in page.comparison.verdict.text
    assert "sales.pbix" not in page.place.beside.text()
    page.compare.click()
    publish(page, session, qtbot)
    assert (target / "manifest.json").exists()


def test_targets_are_remembered_and_may_be_new(
    page: PublishPage, session: Session, tmp_path: Path, target: Path
) -> None:
    type_folder(None)
    page.place.choose.click()
    assert session.target is None
    type_folder(str(target))
    page.place.choose.click()
    assert session.target == target
    page.place._fill_recent()
    assert [action.text() for action in page.place._menu.actions()] == [str(target)]
    type_folder("published")
    page.place.choose.click()
    assert session.target == tmp_path / "published"
    assert "publishing makes it" in page.place.beside.text()
