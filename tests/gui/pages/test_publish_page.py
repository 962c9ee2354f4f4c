"""Publish: seen before written, all or nothing, the way back, and the history of runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crri_gui.contract import EXTENSIONS, ColumnType, tables_with
from crri_gui.definitions import Definitions
from crri_gui.engine import compare_run
from crri_gui.engine.publish import release as engine_publish
from crri_gui.errors import OutputError
from crri_gui.gui.i18n.numbers import NONE
from crri_gui.gui.pages.publish.figures import figures, fill, values_of
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.steps import state_of
from crri_gui.gui.state.targets import nearby_power_bi
from tests.effort import exhaustive
from tests.gui.answers import cells, press_in_question, type_folder
from tests.gui.conftest import WAIT, Told, compute
from tests.shops import ALWAYS, Shop

pytestmark = pytest.mark.long

NAMES = {table.file_name for table in ALWAYS}


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> PublishPage:
    """The page, shown; without extension tables, which take a run as long again."""
    session.set_extensions(frozenset())
    made = PublishPage(session)
    qtbot.addWidget(made)
    session.appearance.dress(made)
    made.resize(1100, 900)
    made.show()
    return made


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with a dashboard in it."""
    folder = tmp_path / "dashboard"
    folder.mkdir()
    (folder / "sales.pbix").write_bytes(b"")
    return folder


def idle(session: Session, qtbot: QtBot) -> None:
    """Wait until nothing runs."""
    qtbot.waitUntil(lambda: not session.worker.busy and not session.queries.busy, timeout=WAIT)


def publish(page: PublishPage, session: Session, qtbot: QtBot) -> None:
    """Press the button and wait for the end."""
    idle(session, qtbot)
    assert page.publish.isEnabled(), page._why_not.text()
    page.publish.click()
    idle(session, qtbot)


def first_shop() -> Shop:
    """Three customers, one month."""
    shop = Shop().add("o1", "u1", "2017-01-02", 10).add("o2", "u2", "2017-01-03", 20)
    return shop.add("o3", "u3", "2017-01-04", 30)


def second_shop() -> Shop:
    """The same and an order a month later."""
    return first_shop().add("o4", "u1", "2017-02-05", 40)


def publish_first(
    page: PublishPage, session: Session, raw: Path, target: Path, qtbot: QtBot
) -> None:
    """Write the first shop to `raw`, compute it and publish it to `target`."""
    compute(session, first_shop().write(raw), qtbot)
    session.set_target(target)
    publish(page, session, qtbot)


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


def test_what_changes_is_seen_before_anything_is_written(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "one", target, qtbot)
    before = (target / "master_orders.csv").read_bytes()
    compute(session, second_shop().write(tmp_path / "two"), qtbot)
    idle(session, qtbot)
    assert (target / "master_orders.csv").read_bytes() == before
    tables = cells(page.comparison.tables)
    assert ["master_orders: rows", "3", "4", "+1", "changes"] in tables
    # 10 + 20 + 30 = 60 published; 40 more computed.
    assert ["master_orders: order_value", "60.00", "100.00", "+40.00", ""] in tables
    assert cells(page.comparison.months) == [["Feb 2017", "", "", "", "comes"]]
    # 40 of 60 is 66.7 %.
    changes = (
        "Publishing the numbers shown here would change: Revenue +40.00 (+66.7 %), "
        "1 more order, 1 more month"
    )
    assert page.comparison.verdict.text.startswith(changes)
    assert not page.comparison.tables.isVisible()
    page.comparison.unfold.click()
    assert page.comparison.tables.isVisible()
    assert page.comparison.moves.isVisible()
    publish(page, session, qtbot)
    assert (target / "master_orders.csv").read_bytes() != before
    # What was changed stays within reach, with what it was before.
    told = "This publication has changed: Revenue +40.00 (+66.7 %), 1 more order, 1 more month"
    assert page.comparison.verdict.text.startswith(told)
    assert page.comparison.verdict.isVisible() and page.comparison.tables.isVisible()
    assert cells(page.comparison.tables) == tables
    assert page.comparison.tables.headerItem().text(1) == "Before"
    assert "What has changed in detail" in page.comparison.unfold.text()
    page.compare.click()
    idle(session, qtbot)
    assert "Nothing changes" in page.comparison.verdict.text
    assert not page.comparison.tables.isVisible()


@pytest.mark.parametrize(
    ("texts", "kind", "shown"),
    [
        (("148153.34", "1002654.39"), "money", ["148,153.34", "1,002,654.39"]),
        (("10", None), "money", ["10.00", NONE]),
        (("0.10000000000000001",), "money", ["0.10"]),
        (("166.75586520947178", "1166.7"), "number", ["166.76", "1,166.70"]),
        # Values that differ are shown as different, and a small difference is not 0.00.
        (("166.75586520947178", "166.75586999"), "number", ["166.755865", "166.755870"]),
        (("0.00000471",), "number", ["0.000005"]),
        (("1234", "5678"), "integer", ["1,234", "5,678"]),
        (("2017-01", "n/a"), "number", ["2017-01", "n/a"]),
        (("1234",), "text", ["1234"]),
    ],
)
def test_values_are_written_by_their_kind(
    texts: tuple[str | None, ...], kind: ColumnType, shown: list[str], session: Session
) -> None:
    assert values_of(texts, kind) == shown


def test_the_header_stands_above_its_values(qtbot: QtBot) -> None:
    table = figures("Months", ["Month", "Change", "State"])
    qtbot.addWidget(table)

    def right(place: int) -> bool:
        return bool(table.headerItem().textAlignment(place) & Qt.AlignmentFlag.AlignRight)

    # Whatever it showed before.
    for rows, last in (([], False), ([["Jan", "5", "7"]], True), ([["Jan", "5", "new"]], False)):
        fill(table, rows)
        assert (right(0), right(1), right(2)) == (False, True, last), rows


@exhaustive
def test_months_that_come_and_months_that_change_stand_in_the_order_of_time(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "one", target, qtbot)
    shop = second_shop().add("o7", "u7", "2017-01-20", 5)
    compute(session, shop.write(tmp_path / "two"), qtbot)
    idle(session, qtbot)
    months = [(row[0], row[-1]) for row in cells(page.comparison.months)]
    assert months == [("Jan 2017", "restated"), ("Feb 2017", "comes")]


@exhaustive
def test_columns_that_differ_from_the_contract_stand_in_red(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    file = target / "ops_metrics.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("late_delivery_rate", "late_rate"), encoding="utf-8")
    page.compare.click()
    idle(session, qtbot)
    assert page.comparison.broken.isVisible()
    assert "late_delivery_rate" in page.comparison.broken.text


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
