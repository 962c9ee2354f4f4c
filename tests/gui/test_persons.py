"""Persons stay persons in the window: what it keeps, logs and shows of an export names nobody."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crri_gui.gui.pages.source import SourcePage
from crri_gui.gui.shell.window import Window
from tests.engine.test_persons import told
from tests.gui.conftest import WAIT
from tests.gui.pages.mapping.driving import choose, counted, idle, opened

pytestmark = pytest.mark.long

# The persons of the secrets, in an export that nobody knows.
LINES = (
    "Vale;Quando;Quem;Fone;Nome;Valor;Estado",
    "V1;13.01.2024;Ana.Lima@x.example;+1 (555) 0199-1;Ana Quill;30,00;pago",
    "V2;14.02.2024;zoltan@x.example;+1 (555) 0199-2;Zoltan Quill;20,00;pago",
    "V3;15.02.2024;ana.lima@x.example;+1 (555) 0199-1;Ana Quill;10,00;aberto",
    *(f"V{n};20.02.2024;ana.lima@x.example;;Ana Quill;1,00;pago" for n in range(10, 50)),
)
# An e-mail in the place of a status and of an order, a name in that of an amount and of a date.
DAMAGED = (
    "V4;16.02.2024;zoltan@x.example;;Zoltan Quill;5,00;zoltan@x.example",
    "ana.lima@x.example;16.02.2024;zoltan@x.example;;Zoltan Quill;5,00;pago",
    "V5;16.02.2024;zoltan@x.example;;Zoltan Quill;Ana Quill;pago",
    "V6;Zoltan Quill;zoltan@x.example;;Zoltan Quill;5,00;pago",
)


def test_an_export_that_was_mapped_and_run_names_nobody(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "vales.csv").write_text("\n".join((*LINES, *DAMAGED, "")), encoding="utf-8")
    session = window.session
    source = window.page("source")
    assert isinstance(source, SourcePage)
    page = opened(source, session, raw, qtbot)
    for field, column in {"order": "Vale", "goods": "Valor", "customer": "Quem"}.items():
        if page.fields.rows[field].chooser.currentText() != column:
            choose(page, field, column)
    counted(page, qtbot)
    shown = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert page.unfolded.rows.rowCount() > 0
    with qtbot.waitSignal(session.found_changed, timeout=WAIT):
        page.use.click()
    idle(session, qtbot)
    # The damaged rows are an error that is told on the page of checks; then it runs without them.
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    assert session.results is not None
    assert "error" in {one.severity for one in session.results.data.report.findings}
    window.show_page("checks")
    idle(session, qtbot)
    shown += "\n".join(one.text() for one in window.page("checks").findChildren(QLabel))
    (raw / "vales.csv").write_text("\n".join((*LINES, "")), encoding="utf-8")
    session.choose_folder(raw)
    with qtbot.waitSignal(session.results_changed, timeout=WAIT):
        session.run()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    for name in ("checks", "definitions", "dashboard", "tables", "publish"):
        window.show_page(name)
        idle(session, qtbot)
    assert session.results.totals["customers"] == 2
    kept = window.session.settings.folder
    assert any(path.is_file() for path in (kept / "logs").rglob("*"))
    assert told(kept, shown) == []
    assert told(temporary, "") == []
