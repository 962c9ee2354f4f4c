"""What the Tables page writes to a file, and what it does not write over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crri_gui.engine.publish.folder_lock import HOME
from crri_gui.engine.query.browse import Filter, View
from crri_gui.gui.pages.tables import TablesPage
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state.session import Session
from tests.gui.conftest import WAIT
from tests.gui.pages.tables.driving import open_view


def export_to(page: TablesPage, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    said: list[str] = []
    page._session.said.connect(said.append)
    with qtbot.waitSignal(page._session.worker.ended, timeout=WAIT):
        page.pane.export()
    return said[-1] if said else ""


def test_what_is_seen_is_exported(
    page: TablesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = View(
        "master_orders",
        (Filter("order_value", "range", (10, None)),),
        (("order_value", True),),
    )
    open_view(page, qtbot, seen)
    page.pane._choose_columns(["order_id", "order_value", "customer_state"])
    said = export_to(page, qtbot, tmp_path / "seen", monkeypatch)
    target = tmp_path / "seen.csv"
    assert said == f"3 rows were exported to {target}."
    assert target.read_text() == (
        "order_id,order_value,customer_state\no4,1300.00,'=evil\no1,100.10,SP\no2,20.00,RJ\n"
    )
    export_to(page, qtbot, tmp_path / "seen.xlsx", monkeypatch)
    sheet = openpyxl.load_workbook(tmp_path / "seen.xlsx")["master_orders"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("order_id", "order_value", "customer_state"),
        ("o4", 1300, "=evil"),
        ("o1", 100.1, "SP"),
        ("o2", 20, "RJ"),
    ]
    assert sheet["C2"].data_type == "s"


def test_an_export_that_fails_is_a_message(
    in_window: TablesPage,
    window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = in_window
    export_to(page, qtbot, tmp_path / "nowhere" / "seen.csv", monkeypatch)
    assert "cannot be" in window.problems.text
    # A cancelled choice does nothing.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    page.pane.export()
    assert not page._session.worker.busy


def test_a_cancelled_export_writes_nothing(
    page: TablesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "seen.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    with qtbot.waitSignal(page._session.worker.ended, timeout=WAIT):
        page.pane.export()
        page._session.worker.cancel()
    assert not target.exists() or target.read_text().startswith("order_id")
    assert page.pane.browser._exporting == []


def test_raw_and_published_files_are_not_written_over(
    page: TablesPage, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    results = session.results
    assert results is not None
    raw = results.data.found.tables["orders"][0].path
    published = tmp_path / "published"
    (published / HOME).mkdir(parents=True)
    (published / "rfm_customers.csv").write_text("published")
    problems: list[Any] = []
    session.problem.connect(problems.append)
    for file in (raw, published / "rfm_customers.csv"):
        before = file.read_bytes()
        page.pane.browser.export(file)
        qtbot.waitUntil(lambda: not session.worker.busy, timeout=WAIT)
        assert file.read_bytes() == before
    assert [problem.what for problem in problems] == [
        "It would be written over a raw file.",
        "It would be written over a published file, which dashboards read.",
    ]
    page.pane.browser.export(published / "mine.csv")
    qtbot.waitUntil(lambda: not session.worker.busy, timeout=WAIT)
    assert (published / "mine.csv").exists()
