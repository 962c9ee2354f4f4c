"""Publish: all or nothing, what forbids it, what it leaves, the way back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crri_gui.contract import EXTENSIONS, tables_with
from crri_gui.definitions import Definitions
from crri_gui.engine import compare_run
from crri_gui.engine.publish import release as engine_publish
from crri_gui.errors import OutputError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import state_of
from tests.effort import exhaustive
from tests.gui.answers import press_in_question
from tests.gui.conftest import Told, compute
from tests.gui.pages.publish.driving import first_shop, idle, publish, publish_first, second_shop
from tests.shops import ALWAYS

pytestmark = pytest.mark.long

NAMES = {table.file_name for table in ALWAYS}


def test_the_page_says_what_is_to_be_done_first(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    assert not page.publish.isEnabled()
    assert "Choose a folder of raw exports first" in page._why_not.text()
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    idle(session, qtbot)
    assert page.publish.isEnabled()
    session.set_definitions(Definitions(order_value="payments"))
    assert not page.publish.isEnabled()
    assert "compute again" in page._why_not.text()


def test_errors_forbid_publishing(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    shop = first_shop()
    shop.customers.append(("c-o1", "somebody else", "RJ"))
    session.set_target(target)
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    idle(session, qtbot)
    assert not page.publish.isEnabled()
    assert "errors" in page._why_not.text()


def test_a_first_publication(
    page: PublishPage, session: Session, told: Told, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    session.set_extensions(frozenset(EXTENSIONS))
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    session.set_target(target)
    idle(session, qtbot)
    assert "sales.pbix" in page.place.beside.text()
    assert "Nothing is published in this folder yet" in page.comparison.verdict.text
    further = [table.name for table in tables_with(frozenset(EXTENSIONS)) if not table.five]
    made = [name for name in further if name in page.comparison.verdict.text]
    assert f"{len(made)} further tables (" in page.comparison.verdict.text and len(made) > 5
    told.clear()
    publish(page, session, qtbot)
    assert {path.name for path in target.iterdir()} >= {*NAMES, "manifest.json", "rejects.csv"}
    # The tables and the rejects; a former set is counted in the same way.
    count = len(tables_with(session.extensions)) + 1
    assert page.done.text.startswith(f"✓ Published {count} files to {target}, 3 orders.")
    assert "master_orders.csv" in page.done.toolTip() and "rejects.csv" in page.done.toolTip()
    assert "refresh in Power BI Desktop" in page.done.text
    assert page.done.isVisible()
    assert page.write.isVisible() and not page.undo.isVisible()
    assert state_of(session, "publish") == "fine"
    # The set is compared again: what is there is what was computed, of which nobody has to hear.
    assert not page.comparison.verdict.isVisible()
    assert [text for text, _ in told if "Nothing changes" in text] == []
    assert [text for text, _ in told if text.startswith("Comparing")] == []
    page.compare.click()
    idle(session, qtbot)
    assert page.comparison.verdict.isVisible()
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["timings_seconds"]) >= {"read", "compute", "write", "verify"}
    page.done.copy_path()
    assert QGuiApplication.clipboard().text() == str(target)


def test_the_excel_workbook_is_an_option(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    session.set_target(target)
    page.place.excel.setChecked(True)
    publish(page, session, qtbot)
    assert (target / "crri_outputs.xlsx").is_file()
    assert session.settings.flag("publish/excel")


def test_the_former_set_comes_back(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    assert not page.backups.isVisible()
    publish_first(page, session, tmp_path / "one", target, qtbot)
    before = (target / "master_orders.csv").read_bytes()
    compute(session, second_shop().write(tmp_path / "two"), qtbot)
    publish(page, session, qtbot)
    assert page.backups.isVisible()
    assert page.backups.sets.count() == 1
    # The former set: 10 + 20 + 30.
    assert page.backups._of_set.text().endswith("3 orders, revenue 60.00")
    [backup] = engine_publish.backups(target)
    published = json.loads((backup.path / "manifest.json").read_bytes())["created"]
    when = f"published {numbers.stamp(published)}"
    assert page.backups.sets.itemText(0) == when
    replaced = f"{when}, replaced {numbers.stamp(backup.created)}: "
    assert page.backups._of_set.text().startswith(replaced)
    assert page.undo.isVisible()
    asked: list[str] = []
    press_in_question("Leave it as it is", asked)
    page.backups.restore.click()
    idle(session, qtbot)
    assert (target / "master_orders.csv").read_bytes() != before
    press_in_question("Restore")
    page.backups.restore.click()
    idle(session, qtbot)
    assert (target / "master_orders.csv").read_bytes() == before
    assert page.backups.sets.count() == 1
    assert page.done.isVisible() and "Restored: " in page.done.text
    # What stands there now, in the words of the publication.
    count = len(NAMES) + 1
    stands = (
        f"What is published now: 3 orders, revenue 60.00, in {count} files; recommended definitions"
    )
    assert stands in page.done.text
    assert "Publishing the numbers shown here would change:" in page.comparison.verdict.text


@exhaustive
def test_a_target_that_is_held_is_named_and_can_be_tried_again(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    session.set_target(target)
    idle(session, qtbot)
    with engine_publish.hold(target, "crri run"):
        page.publish.click()
        idle(session, qtbot)
        assert page._problem.isVisible()
        assert "crri run" in page._problem.text
        assert not NAMES & {path.name for path in target.iterdir()}
    page.try_again.click()
    idle(session, qtbot)
    assert {path.name for path in target.iterdir()} >= NAMES
    assert not page._problem.isVisible()


def test_a_target_that_cannot_be_written_is_a_sentence(
    page: PublishPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    compute(session, first_shop().write(tmp_path / "raw"), qtbot)
    file = tmp_path / "a file"
    file.write_text("mine")
    session.set_target(file / "below")
    idle(session, qtbot)
    page.publish.click()
    idle(session, qtbot)
    assert page._problem.isVisible()
    assert file.read_text() == "mine"


def test_publishing_can_be_cancelled(
    page: PublishPage, session: Session, shop: Path, target: Path, qtbot: QtBot
) -> None:
    compute(session, shop, qtbot)
    session.set_target(target)
    idle(session, qtbot)
    page.publish.click()
    session.worker.cancel()
    idle(session, qtbot)
    published = NAMES & {path.name for path in target.iterdir()}
    assert published in (set(), NAMES)
    assert page.publish.isEnabled()


def test_a_comparison_that_was_cancelled_or_failed_does_not_allow_to_publish(
    page: PublishPage,
    session: Session,
    tmp_path: Path,
    target: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    page.compare.click()
    session.worker.cancel()
    idle(session, qtbot)
    assert not page.publish.isEnabled()

    def refused(*_: object) -> None:
        raise OutputError("file_held", name="master_orders.csv")

    monkeypatch.setattr(compare_run, "compare_results", refused)
    before = (target / "master_orders.csv").stat()
    page.compare.click()
    idle(session, qtbot)
    monkeypatch.undo()
    assert not page.publish.isEnabled()
    page.try_again.click()
    idle(session, qtbot)
    assert (target / "master_orders.csv").stat() == before
    assert page.publish.isEnabled()


def test_what_others_published_meanwhile_is_seen_first(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    (target / "master_orders.csv").write_text("of somebody else\n")
    publish(page, session, qtbot)
    assert "changed by somebody else" in page._problem.text
    assert (target / "master_orders.csv").read_text() == "of somebody else\n"
    page.try_again.click()
    idle(session, qtbot)
    publish(page, session, qtbot)
    assert (target / "master_orders.csv").read_text() != "of somebody else\n"
