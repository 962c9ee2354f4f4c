"""A mapped export is run and published, and its mapping is kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.answers import pick_file
from tests.gui.conftest import WAIT
from tests.gui.pages.mapping.driving import (
    COUNTED,
    ENGLISH,
    PORTUGUESE,
    choose,
    counted,
    idle,
    map_german,
    opened,
    texts,
    write,
)

pytestmark = pytest.mark.long


def test_what_was_mapped_is_still_there_after_going_back(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(source, session, write(tmp_path), qtbot)
    map_german(page)
    assert counted(page, qtbot).startswith(COUNTED)
    page.back.click()
    with qtbot.waitSignal(page.mapping.opened, timeout=WAIT):
        source.map.click()
    assert counted(page, qtbot).startswith(COUNTED)
    assert page.mapping.can_undo


def test_mapped_it_is_run_and_published_as_its_rows_add_up(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = write(tmp_path)
    page = opened(source, session, raw, qtbot)
    map_german(page)
    assert counted(page, qtbot).startswith(COUNTED)
    assert page.words.box("storniert").currentData() == "void"
    assert page.words.box("beim Nachbarn").currentData() == ""
    page.words.box("beim Nachbarn").setCurrentText("Void: does not count")
    page.words.box("beim Nachbarn").activated.emit(4)
    assert counted(page, qtbot).startswith("6 rows → 5 orders, 3 counted, 2 customers, 155.50")
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        page.use.click()
    assert source.mapping is None
    assert "beleg" in (raw / "crri.toml").read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: source._layout.text() == "kasse, 5 orders", timeout=WAIT)
    assert session.results is not None and session.request is not None
    assert session.results.totals["orders"] == 3
    run_and_publish(RunContext(), session.request, Target(tmp_path / "out"))
    with (tmp_path / "out" / "monthly_revenue.csv").open(encoding="utf-8-sig") as file:
        months = {row["order_month"]: row for row in csv.DictReader(file)}
    money = {month: float(row["revenue"]) for month, row in months.items()}
    assert money == {"2024-01": 25.5, "2024-02": 30.0, "2024-03": 100.0}


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        (
            PORTUGUESE,
            {"order": "Nota", "time": "Quando", "goods": "Valor pago", "customer": "Quem"},
            "3 rows → 3 orders, 3 counted, 2 customers, 45.50",
        ),
        (
            ENGLISH,
            {"order": "Ticket", "time": "Day made", "goods": "Worth", "customer": "Buyer ref"},
            "3 rows → 3 orders, 3 counted, 2 customers, 45.50",
        ),
    ],
)
def test_other_languages(
    source: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    text: str,
    fields: dict[str, str],
    told: str,
) -> None:
    page = opened(source, session, write(tmp_path, text), qtbot)
    for field, column in fields.items():
        if page.fields.rows[field].chooser.currentText() != column:
            choose(page, field, column)
    assert counted(page, qtbot).startswith(told)
    assert "ana@example.com" not in texts(page)


@exhaustive
def test_where_it_cannot_be_kept_beside_the_files_it_asks_for_a_file(
    source: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw, elsewhere = write(tmp_path), tmp_path
    # What is written anew is first written beside it; a folder stands in that place.
    (raw / ".crri.toml.new").mkdir()
    page = opened(source, session, raw, qtbot)
    map_german(page)
    counted(page, qtbot)
    pick_file(monkeypatch, None)
    page.use.click()
    qtbot.waitUntil(page._problem.isVisible, timeout=WAIT)
    assert source.mapping is page
    pick_file(monkeypatch, elsewhere / "mine.toml")
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.use.click()
    assert (elsewhere / "mine.toml").exists()
    assert session.request is not None and session.request.mapping == elsewhere / "mine.toml"
    assert session.find_problem is None and source.mapping is None
    # Chosen again, the folder is read by it without asking.
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(raw)
    assert session.find_problem is None and source.mapping is None
    idle(session, qtbot)


@exhaustive
def test_a_folder_in_the_place_of_the_mapping_is_no_dead_end(
    source: SourcePage,
    session: Session,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = write(tmp_path)
    page = opened(source, session, raw, qtbot)
    map_german(page)
    counted(page, qtbot)
    (raw / "crri.toml").mkdir()
    pick_file(monkeypatch, None)
    page.use.click()
    qtbot.waitUntil(page._problem.isVisible, timeout=WAIT)
    assert "cannot be" in page._problem.text
    assert page.use.isEnabled()


def test_what_is_recognised_can_be_read_otherwise(
    source: SourcePage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    raw = tmp_path / "square"
    raw.mkdir()
    (raw / "items.csv").write_text(
        "Date,Time,Net Sales,Transaction ID,Event Type,Customer ID\n"
        "2024-01-05,10:00:00,$12.00,T1,Payment,C1\n"
        "2024-02-06,10:00:00,$13.00,T2,Payment,C1\n"
        "2024-02-07,10:00:00,$20.50,T3,Payment,\n",
        encoding="utf-8",
    )
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        session.choose_folder(raw)
    qtbot.waitUntil(lambda: source._layout.text().endswith("3 orders"), timeout=WAIT)
    assert source._layout.text() == "Square: item sales, 3 orders"
    assert source.mapping is None
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert not session.stale
    source.change.click()
    page = source.mapping
    assert page is not None
    idle(session, qtbot)
    assert counted(page, qtbot).startswith("3 rows → 3 orders, 3 counted, 1 customer, 45.50")
    assert page.fields.rows["order"].origin.text() == "from the layout that CRRI knows"
    chooser = page.fields.rows["customer"].chooser
    chooser.setCurrentIndex(chooser.findText("(none)"))
    chooser.activated.emit(chooser.currentIndex())
    assert counted(page, qtbot).startswith("3 rows → 3 orders, 3 counted, 0 customers, 45.50")
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.use.click()
    # What was computed is of the former mapping.
    assert session.stale
    idle(session, qtbot)
